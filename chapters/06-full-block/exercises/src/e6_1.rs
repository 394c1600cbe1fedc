//! # 6.1 A feed-forward network, by hand
//! ★ · 5 minutes · cargo test -p ex06-full-block e6_1
//! Read: chapter 6, "By hand"
//!
//! The network of the page gets biases, and another token: x = (2, -1).
//!
//! ```text
//! W₁ =  1  0  -1     b₁ = (0, 2, 1)
//!       0  1   1
//!
//! W₂ =  1  0         b₂ = (1, -4)
//!       0  1
//!       1  1
//! ```
//!
//! Compute on paper what is left after ReLU, three numbers, and what comes
//! out, two numbers. Write them in.
//!
//! You are done when the verdict says *passed*.

pub fn hidden() -> [f32; 3] {
    todo!("max(0, xW₁ + b₁)")
}

pub fn output() -> [f32; 2] {
    todo!("hidden · W₂ + b₂")
}
