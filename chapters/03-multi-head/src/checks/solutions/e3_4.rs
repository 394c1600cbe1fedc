//! # 3.4 A linear map
//! ★★ · 10 minutes · cargo test -p ex03-multi-head e3_4
//! Read: chapter 3, "In Rust"
//!
//! You have x: (n, inputs), w: (inputs, outputs) and a bias b: (outputs).
//! Return x·W + b: the bias is added to every row.
//!
//! You are done when the verdict says *passed*.

use nalgebra::{DMatrix, RowDVector};

pub fn linear(
    x: &DMatrix<f32>,
    w: &DMatrix<f32>,
    b: &RowDVector<f32>,
) -> DMatrix<f32> {
    // solution: todo!("{x} times {w} plus {b}")
    let mut y = x * w;
    for mut row in y.row_iter_mut() {
        row += b;
    }
    y
    // end
}

// nudge: The bias has an entry for every output. Which way does it run through
//   the result, along a row or down a column?
// plan: Multiply x by w. Then walk through the rows of the product and add b
//   to each.
// near: `let mut y = x * w;` and a loop `for mut row in y.row_iter_mut()`.
//   What remains is one addition.
