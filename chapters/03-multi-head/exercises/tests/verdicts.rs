//! Judges the exercises. Nothing to edit here.

use ch03_multi_head::checks;
use ex03_multi_head::*;
use judge::Verdict;

#[test]
fn e3_1_by_hand() -> Verdict {
    checks::e3_1().judge((e3_1::scores, e3_1::weights, e3_1::output))
}

#[test]
fn e3_2_split() -> Verdict {
    checks::e3_2().judge(e3_2::split)
}

#[test]
fn e3_3_concatenate() -> Verdict {
    checks::e3_3().judge(e3_3::concatenate)
}

#[test]
fn e3_4_linear() -> Verdict {
    checks::e3_4().judge(e3_4::linear)
}

#[test]
fn e3_5_multi_head() -> Verdict {
    checks::e3_5().judge(e3_5::multi_head)
}

#[test]
fn e3_6_parameters() -> Verdict {
    checks::e3_6().judge(e3_6::parameters)
}

#[test]
fn e3_7_masked_attention() -> Verdict {
    checks::e3_7().judge(e3_7::masked_attention)
}
