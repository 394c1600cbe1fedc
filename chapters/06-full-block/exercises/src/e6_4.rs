//! # 6.4 The parameters of a block
//! ★ · 10 minutes · cargo test -p ex06-full-block e6_4
//! Read: chapter 6, "Count before you run"
//!
//! Return how many numbers an encoder block learns: four projections of
//! attention, with biases if `bias` is true; the two maps of the feed-forward
//! network, always with biases; γ and β of two norms. The number of heads
//! doesn't matter.
//!
//! You are done when the verdict says *passed*: 3150336 at 512 and 2048
//! without biases of attention, and the right count at sizes you don't know.

pub fn parameters(d_model: usize, d_ff: usize, bias: bool) -> usize {
    todo!("parameters at {d_model}, {d_ff}, biases: {bias}")
}
