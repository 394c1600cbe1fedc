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
    todo!("layers of {s}, skip: {skip}")
}
