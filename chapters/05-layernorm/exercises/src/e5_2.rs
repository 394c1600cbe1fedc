//! # 5.2 Layer norm
//! ★★ · 15 minutes · cargo test -p ex05-layernorm e5_2
//! Read: chapter 5, "In Rust"
//!
//! You have x: (n, d), a token per row, and γ and β: (d). Return
//! γ(x − μ)/√(σ² + ε) + β, with μ and σ² of each token on its own. The judge
//! tries the page's tokens, a matrix whose sizes differ, tokens that hardly
//! vary, and large ones.
//!
//! You are done when the verdict says *passed*.

use nalgebra::{DMatrix, RowDVector};

pub fn layer_norm(
    x: &DMatrix<f32>,
    gamma: &RowDVector<f32>,
    beta: &RowDVector<f32>,
    epsilon: f32,
) -> DMatrix<f32> {
    todo!("norm of {x} with {gamma}, {beta} and {epsilon}")
}
