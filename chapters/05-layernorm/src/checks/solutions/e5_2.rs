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
    // solution: todo!("norm of {x} with {gamma}, {beta} and {epsilon}")
    let d = x.ncols() as f32;
    let mut y = x.clone();
    for mut token in y.row_iter_mut() {
        let mean = token.sum() / d;
        token.add_scalar_mut(-mean);
        let variance = token.norm_squared() / d;
        token /= (variance + epsilon).sqrt();
        token.component_mul_assign(gamma);
        token += beta;
    }
    y
    // end
}

// nudge: What are the mean and the variance of a row of your output when γ is
//   all 1 and β all 0? Print them.
// plan: For each row: the mean; the mean of the squared distances from it; the
//   root of that plus ε; then each entry minus the mean, divided by the root,
//   times its own γ, plus its own β.
// near: `let mean = token.sum() / d;` and, once the mean is subtracted,
//   `let variance = token.norm_squared() / d;`
//   What remains is the division by the root, γ and β.
