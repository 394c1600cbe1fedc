//! # 6.2 The feed-forward network
//! ★★ · 10 minutes · cargo test -p ex06-full-block e6_2
//! Read: chapter 6, "In Rust"
//!
//! You have x: (n, d_model), a token per row, and the network's weights: w_1:
//! (d_model, d_ff) with b_1: (d_ff), and w_2: (d_ff, d_model) with b_2:
//! (d_model). Return max(0, x·W₁ + b₁)·W₂ + b₂, which is (n, d_model). The
//! biases are added to every row.
//!
//! You are done when the verdict says *passed*.

use nalgebra::{DMatrix, RowDVector};

pub fn feed_forward(
    x: &DMatrix<f32>,
    w_1: &DMatrix<f32>,
    b_1: &RowDVector<f32>,
    w_2: &DMatrix<f32>,
    b_2: &RowDVector<f32>,
) -> DMatrix<f32> {
    // solution: todo!("feed-forward of {x} with {w_1}{b_1}{w_2}{b_2}")
    let mut hidden = x * w_1;
    for mut row in hidden.row_iter_mut() {
        row += b_1;
    }
    let mut y = hidden.map(|h| h.max(0.0)) * w_2;
    for mut row in y.row_iter_mut() {
        row += b_2;
    }
    y
    // end
}

// nudge: How often does ReLU act on the way, and may the output be negative?
// plan: Multiply x with w_1. Add b_1 to each row, with `row_iter_mut`. Map each
//   entry to max(0, entry). Multiply with w_2 and add b_2 to each row.
// near: `let mut hidden = x * w_1;` and
//   `for mut row in hidden.row_iter_mut() { row += b_1; }` and
//   `let mut y = hidden.map(|h| h.max(0.0)) * w_2;`
//   What remains is b_2.
