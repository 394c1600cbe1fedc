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
    // solution: todo!("RMSNorm of {x} with {gamma} and {epsilon}")
    let d = x.ncols() as f32;
    let mut y = x.clone();
    for mut token in y.row_iter_mut() {
        let mean_square = token.norm_squared() / d;
        token /= (mean_square + epsilon).sqrt();
        token.component_mul_assign(gamma);
    }
    y
    // end
}

// nudge: Read the name backwards: root, of the mean, of the squares. Which of
//   the three steps does your code lack?
// plan: For each row: square every entry, add, divide by d, add ε, take the
//   root. Divide the row by it, then multiply each entry by its γ.
// near: `let mean_square = token.norm_squared() / d;` and
//   `token /= (mean_square + epsilon).sqrt();`
//   What remains is γ.
