//! # 4.3 Two sublayers in a row
//! ★★ · 10 minutes · cargo test -p ex04-residual e4_3
//! Read: chapter 4, "In Rust"
//!
//! A block has two sublayers, first f, then g, and each has a skip of its own.
//! You have x: (n, d_model). Return what comes out behind the second addition.
//! Call each sublayer once.
//!
//! For x = (1, 2, 3, 4), the page's f and g(h) = 2h it is (15, 6, 6, 12).
//!
//! You are done when the verdict says *passed*.

use nalgebra::DMatrix;

pub fn two(
    x: &DMatrix<f32>,
    f: fn(&DMatrix<f32>) -> DMatrix<f32>,
    g: fn(&DMatrix<f32>) -> DMatrix<f32>,
) -> DMatrix<f32> {
    // solution: todo!("{f:?}, then {g:?}, each with a skip around it, on {x}")
    let h = x + f(x);
    let branch = g(&h);
    h + branch
    // end
}

// nudge: The second skip starts behind the first addition. What flows there?
// plan: Name the stream behind the first addition h. The second sublayer reads
//   h, and its result is added to h. x is needed once only.
// near: `let h = x + f(x);` is the first half. The second half is the same
//   line with other letters; give g a reference, `&h`.
