//! # 2.5 Add 100 to every score
//! ★★ · 10 minutes · cargo test -p ex02-scaled-dot-product e2_5
//! Read: chapter 2, "Check yourself"
//!
//! A vector added to every key adds one number to every score of a row. Return
//! the weights of a row of scores after that number has been added to each.
//! Then look at what changed.
//!
//! You are done when the verdict says *passed*. It holds for 112, 96 and 14,
//! 12 and for whatever is added.

pub fn weights_after_adding(scores: &[f32], number: f32) -> Vec<f32> {
    todo!("softmax of {scores:?}, each with {number} added")
}
