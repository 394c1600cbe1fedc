//! Chapter 1: softmax turns scores into weights.

pub mod checks;
pub mod worked;

use nalgebra::DMatrix;

/// scores: (n) → weights: (n)
///
/// aᵢ = exp(sᵢ) / Σⱼ exp(sⱼ), as it stands in every textbook. In `f32` it
/// breaks above a score of 88.72, where `exp` is infinite and ∞/∞ is NaN.
///
/// ```
/// let weights = ch01_softmax::softmax_naive(&[112.0, 96.0]);
/// assert!(weights.iter().all(|weight| weight.is_nan()));
/// ```
pub fn softmax_naive(scores: &[f32]) -> Vec<f32> {
    let exps: Vec<f32> = scores.iter().map(|score| score.exp()).collect();
    let sum: f32 = exps.iter().sum();
    exps.iter().map(|exp| exp / sum).collect()
}

/// scores: (n) → weights: (n), each from 0 to 1, together 1
///
/// aᵢ = exp(sᵢ − max) / Σⱼ exp(sⱼ − max): the same weights, since a number
/// taken from every score cancels, and no `exp` above 1. A score of −∞ gets
/// the weight 0; when all are −∞, so are all weights: nothing may be chosen.
/// A NaN or a +∞ among the scores makes every weight NaN.
///
/// Source: Vaswani et al. 2017, equation 1.
///
/// ```
/// let weights = ch01_softmax::softmax(&[14.0, 12.0]);
/// assert_eq!(format!("{:.2} {:.2}", weights[0], weights[1]), "0.88 0.12");
/// ```
pub fn softmax(scores: &[f32]) -> Vec<f32> {
    if all_masked(scores) {
        return vec![0.0; scores.len()];
    }
    let max = largest(scores);
    let exps: Vec<f32> =
        scores.iter().map(|score| (score - max).exp()).collect();
    let sum: f32 = exps.iter().sum();
    exps.iter().map(|exp| exp / sum).collect()
}

/// scores: (n) → weights: (n), of scores / temperature
///
/// Below 1 the temperature sharpens the weights towards the largest score,
/// above 1 it flattens them. Panics unless it is above 0.
///
/// ```
/// let weights = ch01_softmax::softmax_with_temperature(&[14.0, 12.0], 2.0);
/// assert_eq!(format!("{:.2} {:.2}", weights[0], weights[1]), "0.73 0.27");
/// ```
pub fn softmax_with_temperature(
    scores: &[f32],
    temperature: f32,
) -> Vec<f32> {
    assert!(
        temperature > 0.0,
        "temperature must be above 0, got {temperature}"
    );
    let scaled: Vec<f32> =
        scores.iter().map(|score| score / temperature).collect();
    softmax(&scaled)
}

/// scores: (n) → logarithms of the weights: (n)
///
/// ln aᵢ = sᵢ − max − ln Σⱼ exp(sⱼ − max). Taking `ln` of [`softmax`] instead
/// gives −∞ for every weight too small for `f32`. All −∞ stays all −∞.
///
/// ```
/// assert_eq!(ch01_softmax::log_softmax(&[0.0, -200.0]), [0.0, -200.0]);
/// ```
pub fn log_softmax(scores: &[f32]) -> Vec<f32> {
    if all_masked(scores) {
        return scores.to_vec();
    }
    let max = largest(scores);
    let sum: f32 = scores.iter().map(|score| (score - max).exp()).sum();
    scores.iter().map(|score| score - max - sum.ln()).collect()
}

/// scores: (n, m) → weights: (n, m), softmax of each row on its own
///
/// A `DMatrix` lies in memory column by column, so a row is scattered. We turn
/// the matrix, weigh its columns, which are slices, and turn it back.
///
/// ```
/// use nalgebra::DMatrix;
/// let weights = ch01_softmax::softmax_rows(&DMatrix::from_row_slice(2, 3, &[
///     14.0, 12.0, 12.0,
///     6.0, 8.0, 6.0,
/// ]));
/// assert!(weights.row_iter().all(|row| (row.sum() - 1.0).abs() < 1e-6));
/// ```
pub fn softmax_rows(scores: &DMatrix<f32>) -> DMatrix<f32> {
    let mut weights = scores.transpose();
    for mut row in weights.column_iter_mut() {
        row.copy_from_slice(&softmax(row.as_slice()));
    }
    weights.transpose()
}

/// scores: (n) → whether each is −∞
fn all_masked(scores: &[f32]) -> bool {
    scores.iter().all(|score| *score == f32::NEG_INFINITY)
}

/// scores: (n) → the largest, passing over NaN
fn largest(scores: &[f32]) -> f32 {
    scores.iter().copied().fold(f32::NEG_INFINITY, f32::max)
}
