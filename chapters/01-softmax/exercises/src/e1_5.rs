//! # 1.5 Each row of a matrix
//! ★★ · 15 minutes · cargo test -p ex01-softmax e1_5
//! Read: chapter 1, "A matrix, row by row"
//!
//! You have a matrix of scores, n×m. Some may be -∞: they are masked. Write
//! `softmax_rows`, which returns the weights, n×m: softmax of each row on its
//! own. A masked score gets the weight 0. In a row where all scores are
//! masked, all weights are 0. It may call your softmax of exercise 1.2.
//!
//! Done when the command prints `passed`.

use nalgebra::DMatrix;

pub fn softmax_rows(scores: &DMatrix<f32>) -> DMatrix<f32> {
    todo!("softmax of each row of {scores}")
}
