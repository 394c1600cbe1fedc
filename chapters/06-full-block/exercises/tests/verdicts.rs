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

#[test]
fn e6_6_your_own_parts() -> Verdict {
    checks::e6_6().judge(checks::Parts {
        block: e6_6::block,
        softmax_rows: ex01_softmax::e1_5::softmax_rows,
        attention: ex02_scaled_dot_product::e2_3::attention,
        multi_head: ex03_multi_head::e3_5::multi_head,
        residual: ex04_residual::e4_2::residual,
        layer_norm: ex05_layernorm::e5_2::layer_norm,
        feed_forward: e6_2::feed_forward,
    })
}
