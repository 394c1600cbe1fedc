//! # 4.4 Dropout on the branch
//! ★★ · 15 minutes · cargo test -p ex04-residual e4_4
//! Read: chapter 4, "Dropout on the branch"
//!
//! You have one token x, what its sublayer gave, and a list `keep` of the same
//! length that somebody has drawn: true with probability 1 - p. While
//! training, an entry of the branch becomes 0 where `keep` is false and is
//! divided by 1 - p where it is true. In use, the branch stays as it is.
//! Return the sum with x.
//!
//! You are done when the verdict says *passed*.

pub fn add_dropped(
    x: &[f32],
    branch: &[f32],
    keep: &[bool],
    p: f32,
    training: bool,
) -> Vec<f32> {
    // solution: todo!("{x:?} + {branch:?}: {keep:?}, {p}, {training}")
    let dropped = |i: usize| match (training, keep[i]) {
        (false, _) => branch[i],
        (true, true) => branch[i] / (1.0 - p),
        (true, false) => 0.0,
    };
    (0..x.len()).map(|i| x[i] + dropped(i)).collect()
    // end
}

// nudge: All entries are dropped. What must come out?
// plan: For each entry decide between three cases: not training, kept,
//   dropped. Only then add x, which no case touches.
// near: `match (training, keep[i])` has the arms `(false, _) => branch[i]`,
//   `(true, true) => branch[i] / (1.0 - p)` and one more. Add x[i] to its
//   value.
