//! # 5.1 A token, by hand
//! ★ · 10 minutes · cargo test -p ex05-layernorm e5_1
//! Read: chapter 5, "By hand"
//!
//! Normalise the token x = (0, 6, 6, 8) on paper, with γ = (1, 2, 1, 1) and
//! β = (0, 0, 1, 0). First its mean and its variance, then the four entries of
//! the output. Two decimals are enough, so ε may stay out.
//!
//! You are done when the verdict says *passed*.

pub fn mean_and_variance() -> [f32; 2] {
    // solution: todo!("μ and σ² of (0, 6, 6, 8)")
    [5.0, 9.0]
    // end
}

pub fn output() -> [f32; 4] {
    // solution: todo!("γ(x − μ)/σ + β")
    [-1.67, 0.67, 1.33, 1.0]
    // end
}

// nudge: What must the four entries x − μ add up to?
// plan: Add the entries, divide by 4: that is μ. Subtract it from each. Square
//   the four differences, add, divide by 4: that is σ². Divide the differences
//   by its root. Then γ, then β.
// near: The differences are -5, 1, 1 and 3, their squares add up to 36, and the
//   root of 36/4 is 3. The second entry is 2 · 1/3; the third is 1/3 + 1.
