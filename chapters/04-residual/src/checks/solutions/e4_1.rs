//! # 4.1 The sum, by hand
//! ★ · 5 minutes · cargo test -p ex04-residual e4_1
//! Read: chapter 4, "By hand"
//!
//! Another token, x = (3, 1, -2, 5), goes through the page's sublayer
//! f(v) = (v₃, 0, -v₀, 0), whose entries count from 0. Write in what the
//! branch gives, f(x), and what the layer gives, x + f(x).
//!
//! You are done when the verdict says *passed*.

pub fn branch() -> [f32; 4] {
    // solution: todo!("f(x)")
    [5.0, 0.0, -3.0, 0.0]
    // end
}

pub fn output() -> [f32; 4] {
    // solution: todo!("x + f(x)")
    [8.0, 1.0, -5.0, 5.0]
    // end
}

// nudge: Two entries of f(x) are 0. What should the layer give in these places?
// plan: v₃ is the last entry and v₀ the first. Write f(x) below x and add
//   entry by entry.
// near: f(x) = (5, 0, -3, 0), so the first entry of the sum is 3 + 5. Three
//   additions are left.
