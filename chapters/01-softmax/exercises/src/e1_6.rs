//! # 1.6 The slope of a weight
//! ★★★ · 30 minutes · cargo test -p ex01-softmax e1_6
//! Read: chapter 1, "Names and shapes"
//!
//! Raise the first score a little and leave the others alone: the first
//! weight, a, grows. How fast? You have the scores, a small step h, and a
//! softmax in `f64`. Write `slopes`, which returns two answers:
//!
//! 1. by formula: the derivative of a by its own score, written with a alone;
//! 2. by trying: a at h above the first score, minus a at h below, divided by
//!    the distance between the two scores.
//!
//! Done when the command prints `passed`. For 14 and 12 and a tiny h both are
//! about 0.105.

pub fn slopes(scores: &[f64], h: f64) -> (f64, f64) {
    todo!("both slopes of {scores:?} with the step {h}")
}

/// For you to call.
pub fn softmax(scores: &[f64]) -> Vec<f64> {
    let max = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let exps: Vec<f64> = scores.iter().map(|s| (s - max).exp()).collect();
    let sum: f64 = exps.iter().sum();
    exps.iter().map(|exp| exp / sum).collect()
}
