//! # 1.2 Softmax that doesn't overflow
//! ★★ · 15 minutes · cargo test -p ex01-softmax e1_2
//! Read: chapter 1, "At full size"
//!
//! You have a row of scores. Write `softmax`, which returns their weights:
//! exp of each score, divided by the sum of all of them. It must hold for 112
//! and 96, whose exp is larger than any `f32`, and for -200 and -201.
//!
//! Done when the command prints `passed`. The exercises after this one may
//! call your function: `super::e1_2::softmax`.

pub fn softmax(scores: &[f32]) -> Vec<f32> {
    // solution: todo!("softmax of {scores:?}")
    let max = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let exps: Vec<f32> = scores.iter().map(|s| (s - max).exp()).collect();
    let sum: f32 = exps.iter().sum();
    exps.iter().map(|exp| exp / sum).collect()
    // end
}

// nudge: What is 112f32.exp()? And what is (112f32 - 112.0).exp()?
// plan: Find the largest score. Take exp of each score minus the largest.
//   Sum these. Divide each by the sum.
// near: `let max = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);`
//   then `let exps: Vec<f32> = scores.iter().map(|s| (s - max).exp()).collect();`
//   What remains is the sum and the division.
