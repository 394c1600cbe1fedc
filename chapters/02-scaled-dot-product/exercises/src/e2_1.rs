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
    todo!("r·k1 and r·k2")
}

pub fn weights() -> [f32; 2] {
    todo!("softmax of the scaled scores")
}
