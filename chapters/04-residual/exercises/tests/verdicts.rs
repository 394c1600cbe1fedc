//! Judges the exercises. Nothing to edit here.

use ch04_residual::checks;
use ex04_residual::*;
use judge::Verdict;

#[test]
fn e4_1_by_hand() -> Verdict {
    checks::e4_1().judge((e4_1::branch, e4_1::output))
}

#[test]
fn e4_2_residual() -> Verdict {
    checks::e4_2().judge(e4_2::residual)
}

#[test]
fn e4_3_two_sublayers() -> Verdict {
    checks::e4_3().judge(e4_3::two)
}

#[test]
fn e4_4_dropout() -> Verdict {
    checks::e4_4().judge(e4_4::add_dropped)
}

#[test]
fn e4_5_slope() -> Verdict {
    checks::e4_5().judge(e4_5::slopes)
}

#[test]
fn e4_6_layers() -> Verdict {
    checks::e4_6().judge(e4_6::layers)
}
