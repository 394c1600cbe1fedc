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
    // solution: todo!("max(0, xW₁ + b₁)")
    [2.0, 1.0, 0.0]
    // end
}

pub fn output() -> [f32; 2] {
    // solution: todo!("hidden · W₂ + b₂")
    [3.0, -3.0]
    // end
}

// nudge: Which of the three numbers before ReLU is negative, and what becomes
//   of it?
// plan: Multiply x with each column of W₁ and add b₁. Replace what is negative
//   by 0. Multiply the three numbers with each column of W₂ and add b₂. No
//   ReLU after that.
// near: Before ReLU the three numbers are 2, 1 and -2. The first number out is
//   2·1 + 1·0 + 0·1 + 1.
