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
    // solution: todo!("parameters at {d_model}, {d_ff}, biases: {bias}")
    let biases = if bias { 4 * d_model } else { 0 };
    let attention = 4 * d_model * d_model + biases;
    let feed_forward = 2 * d_model * d_ff + d_ff + d_model;
    let norms = 2 * 2 * d_model;
    attention + feed_forward + norms
    // end
}

// nudge: Write down each array with its shape first. There are ten without
//   attention's biases. How many did you count?
// plan: Attention has four matrices of d_model·d_model. The feed-forward
//   network has two of d_model·d_ff, a bias of d_ff and one of d_model. Each
//   of two norms has a γ and a β of d_model.
// near: `let attention = 4 * d_model * d_model;` plus 4·d_model if there are
//   biases, and `let norms = 2 * 2 * d_model;`
//   What remains is the feed-forward network.
