//! The time of one forward pass, by one thread or two:
//!
//!     cargo bench -p benches
//!     MATMUL_NUM_THREADS=2 cargo bench -p benches --features threads

use ch01_softmax::softmax_rows;
use ch03_multi_head::{Linear, MultiHead};
use ch05_layernorm::LayerNorm;
use ch06_full_block::{Block, FeedForward, Order, relu};
use divan::{Bencher, black_box};
use nalgebra::{DMatrix, RowDVector};
use rand::{SeedableRng, rngs::ChaCha8Rng};
use rand_distr::StandardNormal;

/// d_model, heads, tokens.
const SIZES: [(usize, usize, usize); 6] = [
    (64, 4, 16),
    (128, 4, 32),
    (512, 8, 64),
    (512, 8, 128),
    (512, 8, 512),
    (768, 12, 128),
];

fn main() {
    divan::main();
}

fn normal(rng: &mut ChaCha8Rng, n: usize, d: usize) -> DMatrix<f32> {
    DMatrix::from_distribution(n, d, &StandardNormal, rng)
}

/// Weights of the size that keeps the stream's spread.
fn linear(rng: &mut ChaCha8Rng, inputs: usize, outputs: usize) -> Linear {
    Linear {
        w: normal(rng, inputs, outputs) / (inputs as f32).sqrt(),
        b: Some(RowDVector::zeros(outputs)),
    }
}

fn block(rng: &mut ChaCha8Rng, d_model: usize, heads: usize) -> Block {
    Block {
        attention: MultiHead {
            heads,
            w_q: linear(rng, d_model, d_model),
            w_k: linear(rng, d_model, d_model),
            w_v: linear(rng, d_model, d_model),
            w_o: linear(rng, d_model, d_model),
        },
        norm_1: LayerNorm::new(d_model),
        feed_forward: FeedForward {
            w_1: linear(rng, d_model, 4 * d_model),
            w_2: linear(rng, 4 * d_model, d_model),
            activation: relu,
        },
        norm_2: LayerNorm::new(d_model),
    }
}

#[divan::bench]
fn softmax_of_1024_rows(bencher: Bencher) {
    let scores = normal(&mut ChaCha8Rng::seed_from_u64(1), 1024, 1024);
    bencher.bench_local(|| softmax_rows(black_box(&scores)));
}

#[divan::bench(args = SIZES)]
fn multi_head(
    bencher: Bencher,
    (d_model, heads, n): (usize, usize, usize),
) {
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    let attention = block(&mut rng, d_model, heads).attention;
    let x = normal(&mut rng, n, d_model);
    bencher.bench_local(|| attention.forward(black_box(&x), &x, None));
}

#[divan::bench(args = SIZES)]
fn block_forward(
    bencher: Bencher,
    (d_model, heads, n): (usize, usize, usize),
) {
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    let block = block(&mut rng, d_model, heads);
    let x = normal(&mut rng, n, d_model);
    bencher.bench_local(|| block.forward(black_box(&x), Order::Post, None));
}

/// The matrix products of a block and nothing else: what no readable way of
/// writing the rest can go below, on a busy machine too.
#[divan::bench(args = SIZES)]
fn products_of_a_block(
    bencher: Bencher,
    (d_model, heads, n): (usize, usize, usize),
) {
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    let mut random = |n, d| normal(&mut rng, n, d);
    let (d_k, d_ff) = (d_model / heads, 4 * d_model);
    let (x, hidden) = (random(n, d_model), random(n, d_ff));
    let (w, w_1) = (random(d_model, d_model), random(d_model, d_ff));
    let w_2 = random(d_ff, d_model);
    let (q, k, weights) = (random(n, d_k), random(d_k, n), random(n, n));
    let multiply = |a: &DMatrix<f32>, b: &DMatrix<f32>| {
        black_box(black_box(a) * b);
    };
    bencher.bench_local(|| {
        (0..4).for_each(|_| multiply(&x, &w));
        for _ in 0..heads {
            multiply(&q, &k);
            multiply(&weights, &q);
        }
        multiply(&x, &w_1);
        multiply(&hidden, &w_2);
    });
}
