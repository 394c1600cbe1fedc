//! Judges the exercises. Nothing to edit here.

use ch01_softmax::checks;
use ex01_softmax::{e1_1, e1_2, e1_3, e1_4, e1_5, e1_6};
use judge::Verdict;

#[test]
fn e1_1_by_hand() -> Verdict {
    checks::e1_1().judge(e1_1::weights)
}

#[test]
fn e1_2_softmax() -> Verdict {
    checks::e1_2().judge(e1_2::softmax)
}

#[test]
fn e1_3_temperature() -> Verdict {
    checks::e1_3().judge(e1_3::softmax_with_temperature)
}

#[test]
fn e1_4_log_softmax() -> Verdict {
    checks::e1_4().judge(e1_4::log_softmax)
}

#[test]
fn e1_5_rows() -> Verdict {
    checks::e1_5().judge(e1_5::softmax_rows)
}

#[test]
fn e1_6_slopes() -> Verdict {
    checks::e1_6().judge(e1_6::slopes)
}
