//! # 3.7 Attention with a mask
//! ★★ · 20 minutes · cargo test -p ex03-multi-head e3_7
//! Read: chapter 3, "A mask for all heads"
//!
//! You have chapter 2's q: (n, d_k), k: (m, d_k), v: (m, d_v) and perhaps a
//! mask (n, m), in which true means "may attend". A query gives no weight to
//! a key it may not attend to, and its other weights still add up to 1. Return
//! weights and output. A query that may attend to nothing gets zeros, which
//! chapter 1's `ch01_softmax::softmax_rows` gives for a row that is −∞
//! throughout.
//!
//! You are done when the verdict says *passed*.

use nalgebra::DMatrix;

pub fn masked_attention(
    q: &DMatrix<f32>,
    k: &DMatrix<f32>,
    v: &DMatrix<f32>,
    mask: Option<&DMatrix<bool>>,
) -> (DMatrix<f32>, DMatrix<f32>) {
    todo!("attention of {q} over {k} and {v}, mask: {mask:?}")
}
