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
    // solution: todo!("both slopes of {scores:?} with the step {h}")
    let a = softmax(scores)[0];
    let (mut above, mut below) = (scores.to_vec(), scores.to_vec());
    above[0] += h;
    below[0] -= h;
    let moved = softmax(&above)[0] - softmax(&below)[0];
    (a * (1.0 - a), moved / (2.0 * h))
    // end
}

/// For you to call.
pub fn softmax(scores: &[f64]) -> Vec<f64> {
    let max = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let exps: Vec<f64> = scores.iter().map(|s| (s - max).exp()).collect();
    let sum: f64 = exps.iter().sum();
    exps.iter().map(|exp| exp / sum).collect()
}

// nudge: A weight near 0 hardly moves, and one near 1 hardly moves. Which
//   product of two factors is small at both ends?
// plan: Write a = e / (e + r): e is exp of the first score, and r, the sum of
//   the other exps, doesn't move. The derivative of e is e itself. Apply the
//   rule for a fraction, then find a in the result. For the second answer
//   clone the scores twice, and move the first entry of each.
// near: The formula is a(1 - a). With `let mut above = scores.to_vec();` and
//   `above[0] += h;`, and the same for `below`, what remains is the
//   difference of their first weights, divided by 2h.
