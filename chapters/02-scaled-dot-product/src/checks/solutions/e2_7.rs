//! # 2.7 The variance of a score
//! ★★★ · 30 minutes · cargo test -p ex02-scaled-dot-product e2_7
//! Read: chapter 2, "Is a gap of 16 rigged?"
//!
//! Draw many random queries and keys with d_k entries, each entry normal with
//! mean 0 and variance 1. Return the variance of their scores: the average of
//! the squared scores, since their mean is 0. The generator is given, a draw
//! is `rng.sample::<f32, _>(rand_distr::StandardNormal)`, and `sample` needs
//! `use rand::RngExt`.
//!
//! You are done when the verdict says *passed*: within 10 % of d_k at 4, 16,
//! 64 and 256.

use rand::rngs::ChaCha8Rng;

pub fn variance(d_k: usize, draws: usize, rng: &mut ChaCha8Rng) -> f32 {
    // solution: todo!("variance of {draws} scores of {d_k} entries, {rng:?}")
    use rand::RngExt;
    let mut normal = || rng.sample::<f32, _>(rand_distr::StandardNormal);
    let mut squares = 0.0;
    for _ in 0..draws {
        let score: f32 = (0..d_k).map(|_| normal() * normal()).sum();
        squares += score * score;
    }
    squares / draws as f32
    // end
}

// nudge: For d_k = 4 the answer should be near 4. Is yours near 2? Or near 1?
// plan: For each draw, add up d_k products of two random numbers: one of the
//   query, one of the key. Square the sum. Return the average of the squares.
// near: `let score: f32 = (0..d_k).map(|_| normal() * normal()).sum();` in a
//   loop over the draws; `normal` is a closure around the generator.
