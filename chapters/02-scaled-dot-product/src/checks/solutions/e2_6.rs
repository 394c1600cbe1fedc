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
    // solution: todo!("slope of the first weight at {s1}, {s2}, {d_k}")
    let weight = |s1: f64| 1.0 / (1.0 + ((s2 - s1) / d_k.sqrt()).exp());
    let a = weight(s1);
    let h = 0.001;
    [
        a * (1.0 - a) / d_k.sqrt(),
        (weight(s1 + h) - weight(s1 - h)) / (2.0 * h),
    ]
    // end
}

// nudge: Your two numbers should agree. If they differ 8 times, which of them
//   knows that the raw score is divided before softmax?
// plan: Write the first weight as a function of s1: 1 / (1 + exp((s2 - s1) /
//   √d_k)). The formula is a(1 - a), times the 1/√d_k of the division. The
//   difference calls the function twice.
// near: `let weight = |s1: f64| 1.0 / (1.0 + ((s2 - s1) / d_k.sqrt()).exp());`
//   then `[a * (1.0 - a) / d_k.sqrt(), …]` with a = weight(s1).
