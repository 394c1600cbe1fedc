//! # 2.3 Attention
//! ★★ · 15 minutes · cargo test -p ex02-scaled-dot-product e2_3
//! Read: chapter 2, "In Rust"
//!
//! You have q: (n, d_k), k: (m, d_k) and v: (m, d_v), a token per row. Return
//! the weights (n, m) and the output (n, d_v). Chapter 1's
//! `ch01_softmax::softmax_rows` is yours to use. The judge tries Thinking
//! Machines and matrices whose sizes all differ.
//!
//! You are done when the verdict says *passed*.

use nalgebra::DMatrix;

pub fn attention(
    q: &DMatrix<f32>,
    k: &DMatrix<f32>,
    v: &DMatrix<f32>,
) -> (DMatrix<f32>, DMatrix<f32>) {
    // solution: todo!("attention of {q} over {k} and {v}")
    let d_k = q.ncols() as f32;
    let scaled = q * k.transpose() / d_k.sqrt();
    let weights = ch01_softmax::softmax_rows(&scaled);
    let output = &weights * v;
    (weights, output)
    // end
}

// nudge: What must each row of the weights add up to? Print the sums.
// plan: Scores first, (n, m). One division. Softmax of each row. Then multiply
//   by v. Four lines.
// near: `let scaled = q * k.transpose() / (q.ncols() as f32).sqrt();` and
//   `let weights = ch01_softmax::softmax_rows(&scaled);`
//   What remains is the product with v.
