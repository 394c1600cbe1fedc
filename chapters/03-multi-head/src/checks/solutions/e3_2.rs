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
    // solution: todo!("{heads} heads of {x}")
    assert_eq!(x.ncols() % heads, 0, "the heads share the width evenly");
    let d_k = x.ncols() / heads;
    (0..heads).map(|i| x.columns(i * d_k, d_k).into_owned()).collect()
    // end
}

// nudge: How many rows must every head have? One per what?
// plan: Assert that `x.ncols() % heads` is 0. Divide to get d_k. Cut out the
//   columns of each head and own them.
// near: `x.columns(start, d_k).into_owned()` is one head. What is the start of
//   head i?
