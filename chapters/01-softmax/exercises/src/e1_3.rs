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
    todo!("softmax of {scores:?} at temperature {temperature}")
}
