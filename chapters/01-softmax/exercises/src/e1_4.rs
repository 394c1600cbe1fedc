//! # 1.4 The logarithm of a weight
//! ★★ · 15 minutes · cargo test -p ex01-softmax e1_4
//! Read: chapter 1, "The logarithm of a weight"
//!
//! You have a row of scores. Write `log_softmax`, which returns ln of each
//! weight, even of a weight that `f32` rounds to 0.
//!
//! Done when the command prints `passed`. The scores 0 and -200 then give 0
//! and -200.

pub fn log_softmax(scores: &[f32]) -> Vec<f32> {
    todo!("log-softmax of {scores:?}")
}
