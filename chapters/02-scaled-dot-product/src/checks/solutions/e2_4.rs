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
    // solution: todo!("what the three programs divided by")
    [64.0, 768_f32.sqrt(), 1.0]
    // end
}

// nudge: A weight of 0.5622 beside 0.4378: how large is the gap of the scaled
//   scores? Softmax of two scores is 1 / (1 + exp(-gap)).
// plan: Turn each weight w into its gap, ln(w / (1 - w)). The scores lie 16
//   apart, so the divisor is 16 / gap.
// near: The gaps are 0.25, 0.577 and 16. 16 / 0.577 is 27.7, the root of a
//   number you know from "Break it".
