//! "Thinking Machines", normalised.

mod facts;
mod figures;
mod printout;

pub use facts::facts;
pub use figures::figures;
pub use printout::{report, report_of};

use crate::LayerNorm;
use ch04_residual::worked::attend;
use nalgebra::DMatrix;

/// A norm or a sublayer as a function: (n, d) → (n, d).
pub type Map = fn(&DMatrix<f32>) -> DMatrix<f32>;

/// → (1, 4): chapter 4's token, (1, 2, 3, 4)
pub fn token() -> DMatrix<f32> {
    DMatrix::from_row_slice(1, 4, &[1., 2., 3., 4.])
}

/// x: (n, 4) → (n, 4): chapter 4's sublayer, (x₃, 0, −x₀, 0)
pub fn turn(x: &DMatrix<f32>) -> DMatrix<f32> {
    DMatrix::from_fn(x.nrows(), 4, |i, j| match j {
        0 => x[(i, 3)],
        2 => -x[(i, 0)],
        _ => 0.,
    })
}

/// x: (n, d) → (n, d): a norm before training, γ = 1 and β = 0
pub fn plain_norm(x: &DMatrix<f32>) -> DMatrix<f32> {
    LayerNorm::new(x.ncols()).forward(x)
}

/// The norm after the example's attention.
pub fn norm_1() -> LayerNorm {
    LayerNorm {
        gamma: example::gamma_1(),
        beta: example::beta_1(),
        epsilon: 1e-5,
    }
}

/// The norm after the example's feed-forward network.
pub fn norm_2() -> LayerNorm {
    LayerNorm {
        gamma: example::gamma_2(),
        beta: example::beta_2(),
        epsilon: 1e-5,
    }
}

/// → (2, 4): chapter 4's sum of the tokens and their attention
pub fn stream() -> DMatrix<f32> {
    ch04_residual::residual(&example::x(), attend)
}
