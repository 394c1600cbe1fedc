//! # 4.6 Until less than 1 % is left
//! ★★ · 15 minutes · cargo test -p ex04-residual e4_6
//! Read: chapter 4, "Twelve layers"
//!
//! Every layer is f(x) = s·x, with a skip around it or without. After how many
//! layers is the gradient smaller than 1 % of what it was, regardless of its
//! sign? Return None if that never happens.
//!
//! Without skips it takes 7 layers of s = 0.5: 1/64 is more than 1 %, 1/128
//! less.
//!
//! You are done when the verdict says *passed*.

pub fn layers(s: f64, skip: bool) -> Option<usize> {
    // solution: todo!("layers of {s}, skip: {skip}")
    let factor = if skip { 1.0 + s } else { s }.abs();
    if factor >= 1.0 {
        return None;
    }
    let mut left = 1.0;
    let mut layers = 0;
    while left >= 0.01 {
        left *= factor;
        layers += 1;
    }
    Some(layers)
    // end
}

// nudge: With a skip, which s makes the gradient shrink at all?
// plan: Find what one layer multiplies the gradient by, with a skip and
//   without. Take its size. At 1 or more the answer is None; else multiply
//   and count until less than 0.01 is left.
// near: `let factor = if skip { 1.0 + s } else { s }.abs();` and a loop
//   `while left >= 0.01` that multiplies and counts.
