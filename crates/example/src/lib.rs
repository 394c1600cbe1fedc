//! "Thinking Machines", from chapter 3 to the end of the book: two tokens of
//! width 4 and the weights of one block with two heads, in small integers.
//!
//! They continue chapter 2: in head 1, QKᵀ is 7, 6 / 3, 4, as by hand there.
//! No matrix is symmetric, no γ or β is at its default.

use nalgebra::{DMatrix, RowDVector};

/// The two tokens, in the order of the rows.
pub const WORDS: [&str; 2] = ["Thinking", "Machines"];

/// The number of heads.
pub const HEADS: usize = 2;

/// → (2, 4): the tokens as they enter the block
pub fn x() -> DMatrix<f32> {
    rows([[1., 0., 2., -1.], [0., 2., 1., 1.]])
}

/// → (4, 4)
pub fn w_q() -> DMatrix<f32> {
    rows([
        [1., 0., 0., 2.],
        [0., 1., 0., 0.],
        [1., 0., 1., 0.],
        [0., -1., 1., 0.],
    ])
}

/// → (4, 4)
pub fn w_k() -> DMatrix<f32> {
    rows([
        [0., -1., 0., 0.],
        [0., 1., 1., 1.],
        [1., 1., 0., 0.],
        [0., 0., 0., -1.],
    ])
}

/// → (4, 4)
pub fn w_v() -> DMatrix<f32> {
    rows([
        [1., 1., 1., -1.],
        [0., 0., -1., 1.],
        [0., 0., 1., 1.],
        [0., 1., 1., 0.],
    ])
}

/// → (4, 4)
pub fn w_o() -> DMatrix<f32> {
    rows([
        [1., 0., 0., 1.],
        [0., 1., -1., 0.],
        [1., 0., 1., 0.],
        [0., 0., 1., -1.],
    ])
}

/// → (4): the first norm's γ
pub fn gamma_1() -> RowDVector<f32> {
    RowDVector::from_row_slice(&[1., 2., 1., 0.5])
}

/// → (4): the first norm's β
pub fn beta_1() -> RowDVector<f32> {
    RowDVector::from_row_slice(&[0., 0., 1., 0.])
}

/// → (4): the second norm's γ
pub fn gamma_2() -> RowDVector<f32> {
    RowDVector::from_row_slice(&[2., 1., 1., 1.])
}

/// → (4): the second norm's β
pub fn beta_2() -> RowDVector<f32> {
    RowDVector::from_row_slice(&[0., -1., 0., 1.])
}

/// → (4, 8): the feed-forward network's first weights
pub fn w_1() -> DMatrix<f32> {
    rows([
        [1., 0., 0., 1., -1., 0., 1., 0.],
        [0., 1., 0., -1., 0., 1., 1., 0.],
        [0., 0., 1., 0., 1., -1., 0., 1.],
        [1., -1., 0., 0., 0., 0., -1., 1.],
    ])
}

/// → (8)
pub fn b_1() -> RowDVector<f32> {
    RowDVector::from_row_slice(&[0., 0., 0., 1., 0., 0., 0., -1.])
}

/// → (8, 4): the feed-forward network's second weights
pub fn w_2() -> DMatrix<f32> {
    rows([
        [1., 0., 0., 0.],
        [0., 1., 0., 0.],
        [0., 0., 1., 0.],
        [0., 0., 0., 1.],
        [0., 1., 0., -1.],
        [1., 0., 0., 0.],
        [0., 0., -1., 1.],
        [-1., 0., 1., 0.],
    ])
}

/// → (4)
pub fn b_2() -> RowDVector<f32> {
    RowDVector::from_row_slice(&[0., 1., 0., 0.])
}

fn rows<const N: usize, const D: usize>(
    rows: [[f32; D]; N],
) -> DMatrix<f32> {
    DMatrix::from_row_slice(N, D, rows.as_flattened())
}
