//! # 6.3 GELU by tanh
//! ★ · 5 minutes · cargo test -p ex06-full-block e6_3
//! Read: chapter 6, "ReLU and GELU"
//!
//! Return the GELU that GPT-2 uses:
//! ½·x·(1 + tanh(√(2/π)·(x + 0.044715·x³))).
//!
//! You are done when the verdict says *passed*.

pub fn gelu(x: f32) -> f32 {
    // solution: todo!("GELU of {x}")
    let inner =
        (2.0 / std::f32::consts::PI).sqrt() * (x + 0.044715 * x.powi(3));
    0.5 * x * (1.0 + inner.tanh())
    // end
}

// nudge: What should come out for a large x, and what for a large negative one?
// plan: Compute the argument of tanh first: the root times the bracket. Add 1
//   to its tanh, and multiply by half of x.
// near: `let root = (2.0 / std::f32::consts::PI).sqrt();` and
//   `let inner = root * (x + 0.044715 * x.powi(3));`
//   What remains is the last line, with `inner.tanh()`.
