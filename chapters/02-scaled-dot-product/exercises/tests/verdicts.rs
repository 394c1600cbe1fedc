//! Judges the exercises. Nothing to edit here.

use ch02_scaled_dot_product::checks;
use ex02_scaled_dot_product::*;
use judge::Verdict;

#[test]
fn e2_1_by_hand() -> Verdict {
    checks::e2_1().judge((e2_1::scores, e2_1::weights))
}

#[test]
fn e2_2_score() -> Verdict {
    checks::e2_2().judge(e2_2::score)
}

#[test]
fn e2_3_attention() -> Verdict {
    checks::e2_3().judge(e2_3::attention)
}

#[test]
fn e2_4_three_broken_programs() -> Verdict {
    checks::e2_4().judge(e2_4::divisors)
}

#[test]
fn e2_5_add_to_every_score() -> Verdict {
    checks::e2_5().judge(e2_5::weights_after_adding)
}

#[test]
fn e2_6_slope() -> Verdict {
    checks::e2_6().judge(e2_6::slopes)
}

#[test]
fn e2_7_variance() -> Verdict {
    checks::e2_7().judge(e2_7::variance)
}
