//! Is a gap of 16 rigged? Random queries and keys, at any width.

use crate::scores;
use ch01_softmax::softmax;
use nalgebra::{DMatrix, RowDVector};
use rand::{RngExt, SeedableRng, rngs::ChaCha8Rng};
use rand_distr::StandardNormal;

/// How many keys each random query meets.
pub const KEYS: usize = 8;

/// What [`measure`] found at one width.
pub struct Width {
    /// Variance of q·k.
    pub variance: f32,
    /// Softmax of the scores as they are.
    pub raw: Softness,
    /// Softmax of the scores ÷ √d_k.
    pub scaled: Softness,
}

/// How softmax behaves over many draws.
pub struct Softness {
    /// Mean of the largest weight.
    pub top_weight: f32,
    /// Median length of the gradient of the largest weight by the query.
    pub median: f32,
    /// The length that one draw in a hundred exceeds.
    pub p99: f32,
    /// The share of draws with a length below 0.01.
    pub below: f32,
    /// The share of draws with a length above 1.
    pub above: f32,
}

/// → q: (1, d_k), k: (m, d_k), each entry normal with mean 0 and variance 1
pub fn draw(
    m: usize,
    d_k: usize,
    rng: &mut ChaCha8Rng,
) -> (DMatrix<f32>, DMatrix<f32>) {
    let mut normal = || rng.sample::<f32, _>(StandardNormal);
    let q = DMatrix::from_fn(1, d_k, |_, _| normal());
    let k = DMatrix::from_fn(m, d_k, |_, _| normal());
    (q, k)
}

/// Draws one query and [`KEYS`] keys, so many times, and measures the spread
/// of the scores and how fast the largest weight moves with the query.
///
/// ```
/// use ch02_scaled_dot_product::experiment::measure;
/// let width = measure(16, 400, 7);
/// assert!((width.variance / 16.0 - 1.0).abs() < 0.1);
/// ```
pub fn measure(d_k: usize, draws: usize, seed: u64) -> Width {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut squares = 0.0;
    let mut raw = Vec::new();
    let mut scaled = Vec::new();
    for _ in 0..draws {
        let (q, k) = draw(KEYS, d_k, &mut rng);
        let scores = scores(&q, &k);
        squares += scores.norm_squared();
        raw.push(top_weight(scores.as_slice(), 1.0, &k));
        scaled.push(top_weight(scores.as_slice(), (d_k as f32).sqrt(), &k));
    }
    Width {
        variance: squares / (draws * KEYS) as f32,
        raw: Softness::of(raw),
        scaled: Softness::of(scaled),
    }
}

/// scores: (m), k: (m, d_k) → the largest weight of softmax(scores / divisor)
/// and the length of its gradient by the query
///
/// ∂aₜ/∂q = aₜ Σⱼ aⱼ (kₜ − kⱼ) / divisor. Key t counts with the sum of the
/// other weights: 1 − aₜ, without the rounding that makes it 0.
fn top_weight(
    scores: &[f32],
    divisor: f32,
    k: &DMatrix<f32>,
) -> (f32, f32) {
    let scaled: Vec<f32> = scores.iter().map(|s| s / divisor).collect();
    let weights = softmax(&scaled);
    let top = (0..weights.len())
        .max_by(|&i, &j| weights[i].total_cmp(&weights[j]))
        .expect("there are keys");
    let mut signed = -RowDVector::from_row_slice(&weights);
    signed[top] = 0.0;
    signed[top] = -signed.sum();
    let pull = signed * k;
    (weights[top], weights[top] * pull.norm() / divisor)
}

impl Softness {
    /// draws: (largest weight, length of its gradient) of each
    fn of(draws: Vec<(f32, f32)>) -> Self {
        let (tops, mut lengths): (Vec<f32>, Vec<f32>) =
            draws.into_iter().unzip();
        lengths.sort_by(f32::total_cmp);
        let share = |count: usize| count as f32 / lengths.len() as f32;
        Self {
            top_weight: tops.iter().sum::<f32>() / tops.len() as f32,
            median: lengths[lengths.len() / 2],
            p99: lengths[lengths.len() * 99 / 100],
            below: share(lengths.partition_point(|length| *length < 0.01)),
            above: share(lengths.iter().filter(|l| **l > 1.0).count()),
        }
    }
}
