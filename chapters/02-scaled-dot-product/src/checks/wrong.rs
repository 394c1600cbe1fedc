//! Attention as learners write it by mistake. The judge knows these programs,
//! and the worked example prints what they give. Each is named by its id in
//! the list of mistakes: q: (n, d_k), k: (m, d_k), v: (m, d_v) → weights,
//! output.

use crate::{scaled_scores, scores};
use ch01_softmax::softmax_rows;
use nalgebra::DMatrix;

type M = DMatrix<f32>;

/// Right but for the scaled scores it is given.
fn attend(scaled: &M, v: &M) -> (M, M) {
    let weights = softmax_rows(scaled);
    let output = &weights * v;
    (weights, output)
}

/// DP-1: divides by d_k, not by its root.
pub fn divides_by_d_k(q: &M, k: &M, v: &M) -> (M, M) {
    attend(&(scores(q, k) / q.ncols() as f32), v)
}

/// DP-2: doesn't divide.
pub fn does_not_scale(q: &M, k: &M, v: &M) -> (M, M) {
    attend(&scores(q, k), v)
}

/// DP-3: divides by the root of a model's width, 768.
pub fn divides_by_root_d_model(q: &M, k: &M, v: &M) -> (M, M) {
    attend(&(scores(q, k) / 768_f32.sqrt()), v)
}

/// DP-4: divides by the root of the number of keys.
pub fn divides_by_root_m(q: &M, k: &M, v: &M) -> (M, M) {
    attend(&(scores(q, k) / (k.nrows() as f32).sqrt()), v)
}

/// DP-5: divides the weights in place of the scores.
pub fn scales_the_weights(q: &M, k: &M, v: &M) -> (M, M) {
    let weights = softmax_rows(&scores(q, k)) / (q.ncols() as f32).sqrt();
    let output = &weights * v;
    (weights, output)
}

/// DP-6: multiplies by √d_k.
pub fn multiplies_by_root_d_k(q: &M, k: &M, v: &M) -> (M, M) {
    attend(&(scores(q, k) * (q.ncols() as f32).sqrt()), v)
}

/// DP-7: forgets to transpose K.
pub fn forgets_the_transpose(q: &M, k: &M, v: &M) -> (M, M) {
    attend(&(q * k / (q.ncols() as f32).sqrt()), v)
}

/// DP-8: K·Qᵀ, so that rows are keys.
pub fn swaps_q_and_k(q: &M, k: &M, v: &M) -> (M, M) {
    attend(&scaled_scores(k, q), v)
}

/// DP-9: multiplies V by the weights' transpose.
pub fn transposes_the_weights(q: &M, k: &M, v: &M) -> (M, M) {
    let weights = softmax_rows(&scaled_scores(q, k));
    let output = weights.transpose() * v;
    (weights, output)
}

/// DP-10: divides by √3, since the paper's picture draws three boxes.
pub fn divides_by_root_3(q: &M, k: &M, v: &M) -> (M, M) {
    attend(&(scores(q, k) / 3_f32.sqrt()), v)
}

/// DP-11: gives the largest score the whole weight.
pub fn takes_the_largest(q: &M, k: &M, v: &M) -> (M, M) {
    let mut weights = scores(q, k);
    for mut row in weights.row_iter_mut() {
        let max = row.max();
        row.apply(|score| *score = f32::from(*score == max));
    }
    let output = &weights * v;
    (weights, output)
}

/// DP-13: divides by 8, the root of 64, at every width.
pub fn divides_by_8(q: &M, k: &M, v: &M) -> (M, M) {
    attend(&(scores(q, k) / 8.0), v)
}

/// SM-3: softmax down the columns.
pub fn weighs_columns(q: &M, k: &M, v: &M) -> (M, M) {
    let turned = scaled_scores(q, k).transpose();
    let weights = softmax_rows(&turned).transpose();
    let output = &weights * v;
    (weights, output)
}

/// SM-4: one softmax over the whole matrix.
pub fn weighs_the_whole_matrix(q: &M, k: &M, v: &M) -> (M, M) {
    let scaled = scaled_scores(q, k);
    let weights = ch01_softmax::softmax(scaled.as_slice());
    let weights = M::from_vec(scaled.nrows(), scaled.ncols(), weights);
    let output = &weights * v;
    (weights, output)
}

/// DP-14: returns the output with one value per column.
pub fn turns_the_output(q: &M, k: &M, v: &M) -> (M, M) {
    let (weights, output) = crate::attention(q, k, v);
    (weights, output.transpose())
}
