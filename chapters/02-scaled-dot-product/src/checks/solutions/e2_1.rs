//! # 2.1 A new query, by hand
//! ★ · 5 minutes · cargo test -p ex02-scaled-dot-product e2_1
//! Read: chapter 2, "By hand"
//!
//! A third word asks with the query r = (1, 2). The keys are k1 = (2, 1) and
//! k2 = (1, 3), as on the page. Compute both scores on paper and both weights
//! with a calculator, and write the four numbers in. Two decimals are enough.
//!
//! You are done when the verdict says *passed*.

pub fn scores() -> [f32; 2] {
    // solution: todo!("r·k1 and r·k2")
    [4.0, 7.0]
    // end
}

pub fn weights() -> [f32; 2] {
    // solution: todo!("softmax of the scaled scores")
    [0.11, 0.89]
    // end
}

// nudge: How many entries does a key have here, and what is the root of that
//   number?
// plan: Multiply matching entries and add. Divide both scores by √2. Subtract
//   the larger, take exp of both, divide by their sum.
// near: The scores are 4 and 7, so the gap is 3/√2. The smaller weight is
//   1 / (1 + exp(3/√2)); the larger is what is missing to 1.
