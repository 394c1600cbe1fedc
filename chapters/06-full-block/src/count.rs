//! Parameters and floating-point operations, by formula.

use crate::{Block, Encoder};
use ch03_multi_head::Linear;
use ch05_layernorm::LayerNorm;

/// → how many numbers a block learns
///
/// Attention 4·d_model², feed-forward 2·d_model·d_ff + d_ff + d_model, two
/// norms 4·d_model; with attention biases 4·d_model more.
///
/// ```
/// use ch06_full_block::count::parameters;
/// assert_eq!(parameters(512, 2048, false), 3_150_336);
/// assert_eq!(parameters(512, 2048, true), 3_152_384);
/// ```
pub fn parameters(d_model: usize, d_ff: usize, bias: bool) -> usize {
    let attention = ch03_multi_head::parameters(d_model, bias);
    let feed_forward = 2 * d_model * d_ff + d_ff + d_model;
    let norms = 2 * 2 * d_model;
    attention + feed_forward + norms
}

/// → how many multiplications and additions a block does on n tokens
///
/// A product of (a, b) with (b, c) takes 2abc. Four projections, scores and
/// averages of all heads together, and the feed-forward network; softmax,
/// norms and biases, small beside these, are left out.
///
/// ```
/// assert_eq!(ch06_full_block::count::operations(2, 4, 8), 576);
/// ```
pub fn operations(n: usize, d_model: usize, d_ff: usize) -> usize {
    let projections = 4 * 2 * n * d_model * d_model;
    let scores_and_averages = 2 * 2 * n * n * d_model;
    let feed_forward = 2 * 2 * n * d_model * d_ff;
    projections + scores_and_averages + feed_forward
}

/// → how many numbers stand in the arrays of this block
pub fn stored(block: &Block) -> usize {
    let linear =
        |l: &Linear| l.w.len() + l.b.as_ref().map_or(0, |b| b.len());
    let norm = |n: &LayerNorm| n.gamma.len() + n.beta.len();
    let attention = &block.attention;
    [&attention.w_q, &attention.w_k, &attention.w_v, &attention.w_o]
        .into_iter()
        .chain([&block.feed_forward.w_1, &block.feed_forward.w_2])
        .map(linear)
        .sum::<usize>()
        + norm(&block.norm_1)
        + norm(&block.norm_2)
}

/// → how many numbers stand in the arrays of this encoder
pub fn stored_in_all(encoder: &Encoder) -> usize {
    let norm = encoder.norm.as_ref();
    encoder.blocks.iter().map(stored).sum::<usize>()
        + norm.map_or(0, |norm| norm.gamma.len() + norm.beta.len())
}
