//! A block in `f64`, entry by entry from the formulas, and weights to try it
//! on. It shares no step with the chapters' code.

use crate::{Block, FeedForward, Order, relu};
use ch01_softmax::checks::softmax_f64;
use ch03_multi_head::{Linear, MultiHead};
use ch05_layernorm::LayerNorm;
use nalgebra::{DMatrix, RowDVector};

type M = DMatrix<f64>;

/// A block with ReLU, without a mask.
pub fn block(block: &Block, x: &DMatrix<f32>, order: Order) -> M {
    let x = x.map(f64::from);
    let attend = |x: &M| attention(&block.attention, x);
    let feed = |x: &M| feed_forward(&block.feed_forward, x);
    let norm_1 = |x: &M| layer_norm(&block.norm_1, x);
    let norm_2 = |x: &M| layer_norm(&block.norm_2, x);
    match order {
        Order::Post => {
            let h = norm_1(&(&x + attend(&x)));
            norm_2(&(&h + feed(&h)))
        }
        Order::Pre => {
            let h = &x + attend(&norm_1(&x));
            &h + feed(&norm_2(&h))
        }
    }
}

/// max(0, xW₁ + b₁)W₂ + b₂
pub fn feed_forward(network: &FeedForward, x: &M) -> M {
    let hidden = linear(&network.w_1, x);
    linear(&network.w_2, &hidden.map(|h| if h > 0. { h } else { 0. }))
}

/// Head by head, score by score.
fn attention(attention: &MultiHead, x: &M) -> M {
    let (n, d_model) = x.shape();
    let d_k = d_model / attention.heads;
    let q = linear(&attention.w_q, x);
    let k = linear(&attention.w_k, x);
    let v = linear(&attention.w_v, x);
    let mut heads = M::zeros(n, d_model);
    for first in (0..d_model).step_by(d_k) {
        let columns = first..first + d_k;
        for i in 0..n {
            let score = |j: usize| {
                let products =
                    columns.clone().map(|c| q[(i, c)] * k[(j, c)]);
                products.sum::<f64>() / (d_k as f64).sqrt()
            };
            let weights =
                softmax_f64(&(0..n).map(score).collect::<Vec<_>>());
            for c in columns.clone() {
                heads[(i, c)] =
                    (0..n).map(|j| weights[j] * v[(j, c)]).sum();
            }
        }
    }
    linear(&attention.w_o, &heads)
}

/// γ(x − μ)/√(σ² + ε) + β
fn layer_norm(norm: &LayerNorm, x: &M) -> M {
    let d = x.ncols() as f64;
    M::from_fn(x.nrows(), x.ncols(), |i, j| {
        let row = x.row(i);
        let mean = row.sum() / d;
        let squares = row.iter().map(|x| (x - mean) * (x - mean));
        let variance = squares.sum::<f64>() / d;
        let unit = (x[(i, j)] - mean)
            / (variance + f64::from(norm.epsilon)).sqrt();
        f64::from(norm.gamma[j]) * unit + f64::from(norm.beta[j])
    })
}

/// Σ x·w + b
fn linear(map: &Linear, x: &M) -> M {
    M::from_fn(x.nrows(), map.w.ncols(), |i, j| {
        let products =
            (0..x.ncols()).map(|c| x[(i, c)] * f64::from(map.w[(c, j)]));
        let bias = map.b.as_ref().map_or(0., |b| f64::from(b[j]));
        products.sum::<f64>() + bias
    })
}

/// Three tokens of width 6, two heads, d_ff = 10, biases everywhere: no two
/// sizes alike, no symmetry, nothing at its default.
pub fn uneven() -> Block {
    Block {
        attention: MultiHead {
            heads: 2,
            w_q: linear_of(1, 6, 6),
            w_k: linear_of(2, 6, 6),
            w_v: linear_of(3, 6, 6),
            w_o: linear_of(4, 6, 6),
        },
        norm_1: norm_of(5),
        feed_forward: FeedForward {
            w_1: linear_of(6, 6, 10),
            w_2: linear_of(7, 10, 6),
            activation: relu,
        },
        norm_2: norm_of(8),
    }
}

/// The tokens for [`uneven`].
pub fn uneven_x() -> DMatrix<f32> {
    DMatrix::from_fn(3, 6, entry(9))
}

fn linear_of(seed: usize, inputs: usize, outputs: usize) -> Linear {
    Linear {
        w: DMatrix::from_fn(inputs, outputs, entry(seed)),
        b: Some(RowDVector::from_fn(outputs, entry(seed + 20))),
    }
}

fn norm_of(seed: usize) -> LayerNorm {
    LayerNorm {
        gamma: RowDVector::from_fn(6, |i, j| 1.5 + entry(seed)(i, j)),
        beta: RowDVector::from_fn(6, entry(seed + 20)),
        epsilon: 1e-5,
    }
}

/// Entries between −1 and 1, from a rule without symmetry.
fn entry(seed: usize) -> impl Fn(usize, usize) -> f32 {
    move |i, j| {
        let mixed = (seed * 11 + i * 31 + j * 17 + i * j * 5) % 23;
        mixed as f32 / 11.5 - 0.95
    }
}
