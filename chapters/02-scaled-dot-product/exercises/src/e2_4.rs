//! # 2.4 Three broken programs
//! ★★ · 10 minutes · cargo test -p ex02-scaled-dot-product e2_4
//! Read: chapter 2, "Break it"
//!
//! Three programs should have divided 112 and 96 by 8. Each divided by another
//! number, and for the first key they print 0.5622, 0.6405 and 0.9999999.
//! Return the three divisors in this order.
//!
//! You are done when the verdict says *passed*: the judge divides by your
//! numbers and compares what softmax gives.

pub fn divisors() -> [f32; 3] {
    todo!("what the three programs divided by")
}
