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
    // solution: todo!("dot product of {q:?} and {k:?}")
    assert_eq!(q.len(), k.len(), "lengths of query and key");
    q.iter().zip(k).map(|(q, k)| q * k).sum()
    // end
}

// nudge: What does `zip` do when one slice is shorter than the other?
// plan: Assert that the lengths are equal. Walk through both slices with
//   `zip`, multiply each pair, sum.
// near: `assert_eq!(q.len(), k.len());` and then
//   `q.iter().zip(k).map(…).sum()`, where … multiplies a pair.
