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
    todo!("leak of {norm:p} on {x} before token {token}")
}
