//! # 5.6 What a later token changes
//! ★★★ · 20 minutes · cargo test -p ex05-layernorm e5_6
//! Read: chapter 5, "Why along the token?"
//!
//! Write an instrument. `leak` gets a norm, x: (n, d) and the number of a
//! token, from 0. Make that token ten times as large, and return how much the
//! rows *before* it change at most: the largest difference, without its sign,
//! between an entry of norm(x) and the same entry afterwards. Without rows
//! before it, 0. When a difference is no number, return `f32::INFINITY`.
//!
//! You are done when the verdict says *passed*. Layer norm then measures 0.

use nalgebra::DMatrix;

pub fn leak(
    norm: fn(&DMatrix<f32>) -> DMatrix<f32>,
    x: &DMatrix<f32>,
    token: usize,
) -> f32 {
    // solution: todo!("leak of {norm:p} on {x} before token {token}")
    let mut changed = x.clone();
    changed.row_mut(token).scale_mut(10.0);
    let difference = norm(&changed) - norm(x);
    let mut largest = 0.0;
    for change in &difference.rows(0, token) {
        if change.is_nan() {
            return f32::INFINITY;
        }
        largest = change.abs().max(largest);
    }
    largest
    // end
}

// nudge: Which rows of the output may change, whatever the norm? Leave them
//   out.
// plan: Clone x, scale one row of the clone, give both to the norm. Subtract
//   the outputs. Walk over the rows before the token and keep the largest
//   size. Ask of each difference whether it is NaN before you compare it.
// near: `let difference = norm(&changed) - norm(x);` and then a loop over
//   `&difference.rows(0, token)`. `f32::max` passes over a NaN, so test
//   `is_nan()` first.
