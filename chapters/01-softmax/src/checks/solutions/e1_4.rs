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
    // solution: todo!("log-softmax of {scores:?}")
    let max = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let sum: f32 = scores.iter().map(|s| (s - max).exp()).sum();
    scores.iter().map(|s| s - max - sum.ln()).collect()
    // end
}

// nudge: What is the second weight of 0 and -200 in `f32`, and what is ln of
//   that? Which step lost the number?
// plan: A weight is exp(s - max) / sum. The logarithm of a fraction is a
//   difference, and ln undoes exp. So take ln of the sum only.
// near: `let sum: f32 = scores.iter().map(|s| (s - max).exp()).sum();`
//   with the largest score as `max`. Each result is then `s - max - …`.
