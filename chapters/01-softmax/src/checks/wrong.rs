//! Softmax as learners write it by mistake. The judge knows these programs,
//! and the worked example prints what they give. Each is named by its id in
//! the list of mistakes. The naive formula, SM-2, stands in the chapter.

use crate::{softmax, softmax_rows};
use nalgebra::DMatrix;

type M = DMatrix<f32>;

/// SM-1: divides each score by the sum of the scores.
pub fn leaves_out_exp(scores: &[f32]) -> Vec<f32> {
    divide_by_sum(scores.to_vec())
}

/// SM-3: softmax down the columns.
pub fn weighs_columns(scores: &M) -> M {
    softmax_rows(&scores.transpose()).transpose()
}

/// SM-4: one softmax over the whole matrix.
pub fn weighs_the_whole_matrix(scores: &M) -> M {
    let weights = softmax(scores.as_slice());
    M::from_vec(scores.nrows(), scores.ncols(), weights)
}

/// SM-5: takes the largest score of the matrix from every row.
pub fn takes_one_maximum(scores: &M) -> M {
    let mut weights = scores.add_scalar(-scores.max()).map(f32::exp);
    for mut row in weights.row_iter_mut() {
        row /= row.sum();
    }
    weights
}

/// SM-6: looks for the largest score from 0 up.
pub fn begins_at_zero(scores: &[f32]) -> Vec<f32> {
    let max = scores.iter().copied().fold(0.0, f32::max);
    divide_by_sum(each(scores, |s| (s - max).exp()))
}

/// SM-7: multiplies the scores by the temperature.
pub fn multiplies_by_temperature(scores: &[f32], t: f32) -> Vec<f32> {
    softmax(&each(scores, |s| s * t))
}

/// SM-8: takes softmax of the weights.
pub fn runs_twice(scores: &[f32]) -> Vec<f32> {
    softmax(&softmax(scores))
}

/// SM-9: takes the logarithm after softmax.
pub fn takes_ln_of_softmax(scores: &[f32]) -> Vec<f32> {
    each(&softmax(scores), f32::ln)
}

/// SM-10: takes powers of 2.
pub fn takes_powers_of_two(scores: &[f32]) -> Vec<f32> {
    // By the largest less, so that it differs from softmax in nothing else.
    let max = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    divide_by_sum(each(scores, |s| (s - max).exp2()))
}

/// SM-11: takes exp of max − s.
pub fn turns_the_sign(scores: &[f32]) -> Vec<f32> {
    softmax(&each(scores, |s| -s))
}

/// IN-6: divides the weights by the temperature.
pub fn divides_the_weights(scores: &[f32], t: f32) -> Vec<f32> {
    each(&softmax(scores), |weight| weight / t)
}

pub(super) fn each(numbers: &[f32], f: impl Fn(f32) -> f32) -> Vec<f32> {
    numbers.iter().copied().map(f).collect()
}

fn divide_by_sum(numbers: Vec<f32>) -> Vec<f32> {
    let sum: f32 = numbers.iter().sum();
    each(&numbers, |number| number / sum)
}
