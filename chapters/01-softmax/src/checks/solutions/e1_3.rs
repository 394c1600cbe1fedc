//! # 1.3 Softmax with a temperature
//! ★ · 5 minutes · cargo test -p ex01-softmax e1_3
//! Read: chapter 1, "Why exp?"
//!
//! You have a row of scores and a temperature above 0. Write
//! `softmax_with_temperature`, which returns the weights of the scores at that
//! temperature. It may call your softmax of exercise 1.2.
//!
//! Done when the command prints `passed`. A temperature of 2 then gives 14 and
//! 12 the weights 0.7311 and 0.2689.

pub fn softmax_with_temperature(
    scores: &[f32],
    temperature: f32,
) -> Vec<f32> {
    // solution: todo!("softmax of {scores:?} at temperature {temperature}")
    let scaled: Vec<f32> = scores.iter().map(|s| s / temperature).collect();
    super::e1_2::softmax(&scaled)
    // end
}

// nudge: At temperature 2 the gap between 14 and 12 should count as 1. What
//   must become of 14 and of 12?
// plan: Divide each score by the temperature. Take softmax of the quotients.
// near: `let scaled: Vec<f32> = scores.iter().map(|s| s / temperature).collect();`
//   What remains is one call.
