//! # 5.3 The variance of large numbers
//! ★★ · 10 minutes · cargo test -p ex05-layernorm e5_3
//! Read: chapter 5, "When the digits run out"
//!
//! Write `variance`, σ² of the entries of one token, so that it is right for
//! (10000, 10001, 10002, 10003), too. Stay in `f32`.
//!
//! You are done when the verdict says *passed*. The four large numbers then
//! give 1.25, as (1, 2, 3, 4) does.

pub fn variance(token: &[f32]) -> f32 {
    todo!("σ² of {token:?}")
}
