//! How the stream spreads over many blocks, in both orders.

use crate::{Block, FeedForward, Order, relu};
use ch03_multi_head::{Linear, MultiHead};
use ch05_layernorm::LayerNorm;
use nalgebra::{DMatrix, RowDVector};
use rand::{RngExt, SeedableRng, rngs::ChaCha8Rng};
use rand_distr::StandardNormal;

/// The tokens of the experiment.
pub const TOKENS: usize = 16;

/// d_model of the experiment; d_ff is four times as much.
pub const WIDTH: usize = 64;

/// The heads of the experiment.
pub const HEADS: usize = 4;

/// order, depth, seed → the stream before the first block and after each
///
/// Every block draws its own weights. No final norm.
pub fn streams(order: Order, depth: usize, seed: u64) -> Vec<DMatrix<f32>> {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut streams = vec![normal(TOKENS, WIDTH, 1.0, &mut rng)];
    for i in 0..depth {
        let block = random_block(WIDTH, HEADS, 4 * WIDTH, &mut rng);
        streams.push(block.forward(&streams[i], order, None));
    }
    streams
}

/// depth, seed → the spread before the first block and after each: of the
/// stream in post-norm, in pre-norm, and in pre-norm after a final norm
pub fn spreads(depth: usize, seed: u64) -> Vec<[f32; 3]> {
    let norm = LayerNorm::new(WIDTH);
    let [post, pre] =
        [Order::Post, Order::Pre].map(|order| streams(order, depth, seed));
    let spreads = |(post, pre): (&DMatrix<f32>, &DMatrix<f32>)| {
        [spread(post), spread(pre), spread(&norm.forward(pre))]
    };
    post.iter().zip(&pre).map(spreads).collect()
}

/// x: (n, d) → the standard deviation of its entries
pub fn spread(x: &DMatrix<f32>) -> f32 {
    x.variance().sqrt()
}

/// d_model, heads, d_ff → a block before training
///
/// Each weight is drawn with variance 1/inputs, so that a map neither widens
/// nor narrows what comes in; 2/inputs after ReLU, which lets half through.
pub fn random_block(
    d_model: usize,
    heads: usize,
    d_ff: usize,
    rng: &mut ChaCha8Rng,
) -> Block {
    let mut linear = |inputs, outputs, gain: f32| Linear {
        w: normal(inputs, outputs, (gain / inputs as f32).sqrt(), rng),
        b: Some(RowDVector::zeros(outputs)),
    };
    Block {
        attention: MultiHead {
            heads,
            w_q: linear(d_model, d_model, 1.0),
            w_k: linear(d_model, d_model, 1.0),
            w_v: linear(d_model, d_model, 1.0),
            w_o: linear(d_model, d_model, 1.0),
        },
        norm_1: LayerNorm::new(d_model),
        feed_forward: FeedForward {
            w_1: linear(d_model, d_ff, 1.0),
            w_2: linear(d_ff, d_model, 2.0),
            activation: relu,
        },
        norm_2: LayerNorm::new(d_model),
    }
}

fn normal(
    rows: usize,
    columns: usize,
    deviation: f32,
    rng: &mut ChaCha8Rng,
) -> DMatrix<f32> {
    DMatrix::from_fn(rows, columns, |_, _| {
        deviation * rng.sample::<f32, _>(StandardNormal)
    })
}
