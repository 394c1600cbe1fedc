//! Judges the exercises. Nothing to edit here.

use ch06_full_block::checks;
use ex06_full_block::*;
use judge::Verdict;

#[test]
fn e6_1_by_hand() -> Verdict {
    checks::e6_1().judge((e6_1::hidden, e6_1::output))
}

#[test]
fn e6_2_feed_forward() -> Verdict {
    checks::e6_2().judge(e6_2::feed_forward)
}

#[test]
fn e6_3_gelu() -> Verdict {
    checks::e6_3().judge(e6_3::gelu)
}

#[test]
fn e6_4_parameters() -> Verdict {
    checks::e6_4().judge(e6_4::parameters)
}

#[test]
fn e6_5_block() -> Verdict {
    checks::e6_5().judge((e6_5::post_norm_block, e6_5::pre_norm_block))
}
