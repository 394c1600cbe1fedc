//! # 3.2 Split
//! ★ · 10 minutes · cargo test -p ex03-multi-head e3_2
//! Read: chapter 3, "Splits, right and wrong"
//!
//! You have a matrix x: (n, d_model) and a number of heads. Return one matrix
//! (n, d_k) per head, d_k = d_model / heads: head i takes the columns
//! i·d_k..(i+1)·d_k of every row, counted from 0. When the heads don't divide
//! d_model, panic.
//!
//! You are done when the verdict says *passed*.

use nalgebra::DMatrix;

pub fn split(x: &DMatrix<f32>, heads: usize) -> Vec<DMatrix<f32>> {
    todo!("{heads} heads of {x}")
}
