//! What is left of a signal and of its gradient after many layers, with skips
//! and without.

use crate::residual;
use nalgebra::DMatrix;
use rand::{RngExt, SeedableRng, rngs::ChaCha8Rng};
use rand_distr::StandardNormal;

type M = DMatrix<f32>;

/// The width of the random layers.
pub const WIDTH: usize = 16;

/// → a layer (1, 1) for each of `depth`: f(x) = s·x
pub fn scaled(depth: usize, s: f32) -> Vec<M> {
    vec![M::from_element(1, 1, s); depth]
}

/// → a layer ([`WIDTH`], [`WIDTH`]) for each of `depth`: f(x) = xW, each entry
/// of W normal with mean 0 and this standard deviation
pub fn random(depth: usize, deviation: f32, seed: u64) -> Vec<M> {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    (0..depth).map(|_| deviation * normal(WIDTH, WIDTH, &mut rng)).collect()
}

/// layers: (d, d) each, x: (n, d) → (n, d), depth + 1 times
///
/// The stream before the first layer and behind each: x + xW with skips, xW
/// without.
///
/// ```
/// use ch04_residual::experiment::{forward, scaled};
/// use nalgebra::DMatrix;
/// let stream = forward(&scaled(12, 1.0), DMatrix::identity(1, 1), true);
/// assert_eq!(stream[12][0], 4096.0);
/// ```
pub fn forward(layers: &[M], x: M, skips: bool) -> Vec<M> {
    let mut stream = vec![x];
    for w in layers {
        let x = &stream[stream.len() - 1];
        stream.push(if skips { residual(x, |x| x * w) } else { x * w });
    }
    stream
}

/// layers: (d, d) each, dy: (n, d) → (n, d), depth + 1 times
///
/// The gradient behind the last layer, which is dy, and before each, from the
/// last to the first: dx = dy + dy Wᵀ with skips, dy Wᵀ without. Behind xW
/// every step of x counts W times; behind x + xW once more.
///
/// ```
/// use ch04_residual::experiment::{backward, scaled};
/// use nalgebra::DMatrix;
/// let dy = DMatrix::identity(1, 1);
/// let gradient = backward(&scaled(12, 0.1), dy, true);
/// assert_eq!(format!("{:.2}", gradient[12][0]), "3.14");
/// ```
pub fn backward(layers: &[M], dy: M, skips: bool) -> Vec<M> {
    let mut gradient = vec![dy];
    for w in layers.iter().rev() {
        let dy = &gradient[gradient.len() - 1];
        let through = dy * w.transpose();
        gradient.push(if skips { dy + through } else { through });
    }
    gradient
}

/// What is left after 0, 1, 2, … layers, as a share of what there was.
pub struct Left {
    /// The length of the stream, from the first layer on.
    pub signal: Vec<f32>,
    /// The length of the gradient, from the last layer back.
    pub gradient: Vec<f32>,
}

/// Sends a random x forward and a random gradient back.
///
/// ```
/// use ch04_residual::experiment::{measure, scaled};
/// let left = measure(&scaled(3, 0.5), false, 7);
/// assert_eq!(left.signal, [1.0, 0.5, 0.25, 0.125]);
/// assert_eq!(left.gradient, left.signal);
/// ```
pub fn measure(layers: &[M], skips: bool, seed: u64) -> Left {
    // Another stream of numbers than the layers' own.
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    rng.set_stream(1);
    let width = layers.first().map_or(1, M::nrows);
    let x = normal(1, width, &mut rng);
    let dy = normal(1, width, &mut rng);
    Left {
        signal: shares(&forward(layers, x, skips)),
        gradient: shares(&backward(layers, dy, skips)),
    }
}

/// The lengths, as shares of the first one.
fn shares(vectors: &[M]) -> Vec<f32> {
    // The square of 1e-23 is 0 in f32.
    let length = |vector: &M| vector.map(f64::from).norm();
    let first = length(&vectors[0]);
    vectors.iter().map(|vector| (length(vector) / first) as f32).collect()
}

fn normal(rows: usize, columns: usize, rng: &mut ChaCha8Rng) -> M {
    M::from_fn(rows, columns, |_, _| rng.sample(StandardNormal))
}
