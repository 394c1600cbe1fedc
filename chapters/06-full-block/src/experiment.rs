//! How the stream spreads over many blocks, in both orders.

use crate::{Block, FeedForward, Order, relu};
use ch03_multi_head::{Linear, MultiHead};
use ch05_layernorm::LayerNorm;
use nalgebra::{DMatrix, RowDVector};
use rand::{RngExt, SeedableRng, rngs::ChaCha8Rng};
use rand_distr::StandardNormal;

/// The tokens of the experiment.
pub const TOKENS: usize = 8;

/// d_model of the experiment; it has four heads and d_ff = 4·d_model.
pub const WIDTH: usize = 16;

/// depth, seed → the stream's spread before the first block and after each
///
/// Every block draws its own weights. The spread is the root of the entries'
/// mean square deviation; without a final norm.
pub fn spreads(order: Order, depth: usize, seed: u64) -> Vec<f32> {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut x = normal(TOKENS, WIDTH, 1.0, &mut rng);
    let mut spreads = vec![spread(&x)];
    for _ in 0..depth {
        x = random_block(WIDTH, 4, 4 * WIDTH, &mut rng)
            .forward(&x, order, None);
        spreads.push(spread(&x));
    }
    spreads
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
