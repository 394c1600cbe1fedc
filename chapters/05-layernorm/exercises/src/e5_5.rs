//! # 5.5 Add & Norm, both orders
//! ★★ · 15 minutes · cargo test -p ex05-layernorm e5_5
//! Read: chapter 5, "Post-norm or pre-norm?"
//!
//! You have x: (n, d), a norm and a sublayer f, both from (n, d) to (n, d).
//! Write `post_norm`, the order of the 2017 paper: norm(x + f(x)). Write
//! `pre_norm`, the order of GPT-2: x + f(norm(x)). Chapter 4's
//! `ch04_residual::residual` is yours to use.
//!
//! You are done when the verdict says *passed*.

use nalgebra::DMatrix;

type Map = fn(&DMatrix<f32>) -> DMatrix<f32>;

pub fn post_norm(x: &DMatrix<f32>, norm: Map, f: Map) -> DMatrix<f32> {
    todo!("post-norm of {x} with {norm:p} and {f:p}")
}

pub fn pre_norm(x: &DMatrix<f32>, norm: Map, f: Map) -> DMatrix<f32> {
    todo!("pre-norm of {x} with {norm:p} and {f:p}")
}
