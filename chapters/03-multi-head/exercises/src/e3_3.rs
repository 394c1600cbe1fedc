//! # 3.3 Concatenate
//! ★ · 10 minutes · cargo test -p ex03-multi-head e3_3
//! Read: chapter 3, "Splits, right and wrong"
//!
//! You have the outputs of the heads, each (n, d_v). Return them side by side
//! as one matrix (n, heads·d_v), the first head's columns first. It undoes
//! the split.
//!
//! You are done when the verdict says *passed*.

use nalgebra::DMatrix;

pub fn concatenate(heads: &[DMatrix<f32>]) -> DMatrix<f32> {
    todo!("{} heads side by side", heads.len())
}
