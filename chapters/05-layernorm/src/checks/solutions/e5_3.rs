//! # 5.3 The variance of large numbers
//! ★★ · 10 minutes · cargo test -p ex05-layernorm e5_3
//! Read: chapter 5, "When the digits run out"
//!
//! Write `variance`, σ² of the entries of one token, so that it is right for
//! (10000, 10001, 10002, 10003), too. Stay in `f32`.
//!
//! You are done when the verdict says *passed*. The four large numbers then
//! give 1.25, as (1, 2, 3, 4) does.

pub fn variance(token: &[f32]) -> f32 {
    // solution: todo!("σ² of {token:?}")
    let d = token.len() as f32;
    let mean = token.iter().sum::<f32>() / d;
    token.iter().map(|x| (x - mean).powi(2)).sum::<f32>() / d
    // end
}

// nudge: How large is the square of 10003, and how far apart are neighbours
//   among the `f32` of that size?
// plan: Go over the token twice. The first pass gives the mean. The second
//   squares what is left of each entry after the mean is taken away.
// near: `let mean = token.iter().sum::<f32>() / token.len() as f32;` is the
//   first pass. In the second, add up `(x - mean).powi(2)`. Divide by d.
