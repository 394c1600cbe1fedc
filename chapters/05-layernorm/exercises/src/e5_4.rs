//! # 5.4 RMSNorm
//! ★★ · 10 minutes · cargo test -p ex05-layernorm e5_4
//! Read: chapter 5, "Without the mean"
//!
//! You have x: (n, d), a token per row, and γ: (d). Divide each token by the
//! root of the mean of its squares, with ε under the root, and multiply each
//! entry by its γ.
//!
//! You are done when the verdict says *passed*.

use nalgebra::{DMatrix, RowDVector};

pub fn rms_norm(
    x: &DMatrix<f32>,
    gamma: &RowDVector<f32>,
    epsilon: f32,
) -> DMatrix<f32> {
    todo!("RMSNorm of {x} with {gamma} and {epsilon}")
}
