//! The judge of chapter 5's exercises: what is right, computed in `f64`
//! straight from the formula, and the mistakes that learners make.

mod e5_1;
mod e5_2;
mod e5_3;
mod e5_4;
mod e5_5;
mod e5_6;
pub mod wrong;

mod solutions {
    pub mod e5_1;
    pub mod e5_2;
    pub mod e5_3;
    pub mod e5_4;
    pub mod e5_5;
    pub mod e5_6;
}

pub use e5_1::e5_1;
pub use e5_2::{Norm, e5_2};
pub use e5_3::e5_3;
pub use e5_4::e5_4;
pub use e5_5::e5_5;
pub use e5_6::e5_6;

use judge::{Answer, Exercise};
use nalgebra::{DMatrix, Scalar};

/// Every exercise of the chapter, in order.
pub fn all() -> Vec<Box<dyn Exercise>> {
    vec![
        Box::new(e5_1()),
        Box::new(e5_2()),
        Box::new(e5_3()),
        Box::new(e5_4()),
        Box::new(e5_5()),
        Box::new(e5_6()),
    ]
}

/// γ(x − μ)/√(σ² + ε) + β in `f64`, entry by entry. PyTorch's ε is 1e-5.
pub fn layer_norm_f64(
    x: &DMatrix<f64>,
    gamma: &[f64],
    beta: &[f64],
    epsilon: f64,
) -> DMatrix<f64> {
    let d = x.ncols();
    DMatrix::from_fn(x.nrows(), d, |i, j| {
        let mean = (0..d).map(|c| x[(i, c)]).sum::<f64>() / d as f64;
        let square = |c| (x[(i, c)] - mean) * (x[(i, c)] - mean);
        let variance = (0..d).map(square).sum::<f64>() / d as f64;
        gamma[j] * (x[(i, j)] - mean) / (variance + epsilon).sqrt()
            + beta[j]
    })
}

/// A matrix as a part of an answer, row by row.
fn matrix<T: Scalar + Copy + Into<f64>>(
    name: &'static str,
    matrix: &DMatrix<T>,
) -> Answer {
    let turned = matrix.transpose();
    Answer::matrix(name, matrix.ncols(), turned.iter().copied())
}

/// (3, 5): no symmetry, no two rows of one mean or spread.
fn uneven() -> DMatrix<f32> {
    DMatrix::from_row_slice(
        3,
        5,
        &[
            1., -2., 0.5, 4., 3., //
            0.25, 7., -1., 2., 6., //
            -3., 1.5, 2., 0., -8.,
        ],
    )
}
