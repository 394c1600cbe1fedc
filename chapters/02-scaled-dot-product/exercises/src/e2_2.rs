//! # 2.2 One score
//! ★ · 5 minutes · cargo test -p ex02-scaled-dot-product e2_2
//! Read: chapter 2, "By hand"
//!
//! You have a query and a key as slices. Return their dot product: multiply
//! matching entries and add. When the lengths differ, panic, since such a
//! score means nothing.
//!
//! You are done when the verdict says *passed*.

pub fn score(q: &[f32], k: &[f32]) -> f32 {
    todo!("dot product of {q:?} and {k:?}")
}
