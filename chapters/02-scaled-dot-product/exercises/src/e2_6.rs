//! # 2.6 The slope, twice
//! ★★★ · 30 minutes · cargo test -p ex02-scaled-dot-product e2_6
//! Read: chapter 2, "Nudge a score"
//!
//! How fast does the first weight move when the first *raw* score moves?
//! Return the slope computed in two ways, in `f64`: from the formula, and as
//! a central difference. For the difference, take the weight at s1 + h and at
//! s1 - h, subtract, and divide by 2h, with h = 0.001. Two scores and d_k are
//! given; for 112, 96 and 64 both ways give about 0.0131.
//!
//! You are done when the verdict says *passed*.

pub fn slopes(s1: f64, s2: f64, d_k: f64) -> [f64; 2] {
    todo!("slope of the first weight at {s1}, {s2}, {d_k}")
}
