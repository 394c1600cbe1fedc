//! # 3.5 Multi-head attention
//! ★★★ · 30 minutes · cargo test -p ex03-multi-head e3_5
//! Read: chapter 3, "In Rust"
//!
//! You have x: (n, d_model), memory: (m, d_model) and four matrices
//! (d_model, d_model). The queries come from x, the keys and values from the
//! memory. Project, split into heads, attend in each, concatenate, multiply by
//! W_O, and return the output (n, d_model). Biases are left out. Your split
//! and concatenate are `crate::e3_2::split` and `crate::e3_3::concatenate`;
//! chapter 2's `ch02_scaled_dot_product::attention` is yours to use.
//!
//! You are done when the verdict says *passed*.

use nalgebra::DMatrix;

pub fn multi_head(
    x: &DMatrix<f32>,
    memory: &DMatrix<f32>,
    w_q: &DMatrix<f32>,
    w_k: &DMatrix<f32>,
    w_v: &DMatrix<f32>,
    w_o: &DMatrix<f32>,
    heads: usize,
) -> DMatrix<f32> {
    todo!("{heads} heads: {x}{memory}{w_q}{w_k}{w_v}{w_o}")
}
