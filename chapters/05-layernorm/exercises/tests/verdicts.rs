//! Judges the exercises. Nothing to edit here.

use ch05_layernorm::checks;
use ex05_layernorm::*;
use judge::Verdict;

#[test]
fn e5_1_by_hand() -> Verdict {
    checks::e5_1().judge((e5_1::mean_and_variance, e5_1::output))
}

#[test]
fn e5_2_layer_norm() -> Verdict {
    checks::e5_2().judge(e5_2::layer_norm)
}

#[test]
fn e5_3_variance() -> Verdict {
    checks::e5_3().judge(e5_3::variance)
}

#[test]
fn e5_4_rms_norm() -> Verdict {
    checks::e5_4().judge(e5_4::rms_norm)
}

#[test]
fn e5_5_add_and_norm() -> Verdict {
    checks::e5_5().judge((e5_5::post_norm, e5_5::pre_norm))
}

#[test]
fn e5_6_leak() -> Verdict {
    checks::e5_6().judge(e5_6::leak)
}
