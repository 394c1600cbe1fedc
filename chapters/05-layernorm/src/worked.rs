//! "Thinking Machines", normalised.

mod facts;
mod figures;
mod printout;
mod widget;

pub use facts::facts;
pub use figures::figures;
pub use printout::{report, report_of};
pub use widget::widget;

use crate::LayerNorm;
use crate::checks::{Norm, wrong};
use ch04_residual::{residual, worked::attend};
use nalgebra::{DMatrix, RowDVector};

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
    residual(&example::x(), attend)
}

/// The first entries of tokens whose variance is 1.25.
pub const STARTS: [f32; 6] = [1., 100., 1000., 8000., 10000., 100000.];

/// → (4): the four integers from `start`
pub fn from(start: f32) -> [f32; 4] {
    [start, start + 1., start + 2., start + 3.]
}

/// → (3, 4) three tokens, and the same with the last ten times as large
pub fn three_tokens() -> (DMatrix<f32>, DMatrix<f32>) {
    let x = DMatrix::from_row_slice(
        3,
        4,
        &[
            1., 2., 3., 4., //
            4., 2., 0., 1., //
            1., 5., 3., 2.,
        ],
    );
    let mut changed = x.clone();
    changed.row_mut(2).scale_mut(10.);
    (x, changed)
}

/// An id, what a program does, and what it makes of the first token.
type Made = (&'static str, &'static str, Vec<f32>);

/// What the chapter's mistakes make of the inputs that show them, the right
/// program first.
fn broken() -> Vec<(&'static str, Vec<Made>)> {
    let two =
        DMatrix::from_row_slice(2, 4, &[1., 2., 3., 4., 5., 6., 7., 8.]);
    let mut ten = two.clone();
    ten.row_mut(1).scale_mut(10.);
    let first = |y: DMatrix<f32>| y.row(0).iter().copied().collect();
    let right: Norm = |x, gamma, beta, epsilon| {
        LayerNorm { gamma: gamma.clone(), beta: beta.clone(), epsilon }
            .forward(x)
    };
    let of = |x: &DMatrix<f32>, gamma: f32, norm: Norm| {
        let gamma = RowDVector::repeat(x.ncols(), gamma);
        let beta = RowDVector::zeros(x.ncols());
        first(norm(x, &gamma, &beta, 1e-5))
    };
    let plain = |token: &[f32], norm| {
        of(&DMatrix::from_row_slice(1, token.len(), token), 1., norm)
    };
    let (x, unit) = ([1., 2., 3., 4.], [1., 0., 0., 0.]);
    let (small, large) =
        ([0.001, -0.001], [10000., 10001., 10002., 10003.]);
    let order = |order: fn(&DMatrix<f32>, Map, Map) -> DMatrix<f32>| {
        first(order(&token(), plain_norm, turn))
    };
    vec![
        (
            "(1, 2, 3, 4)",
            vec![
                ("right", "layer norm", plain(&x, right)),
                (
                    "LN-1",
                    "÷ (d - 1)",
                    plain(&x, wrong::takes_the_sample_variance),
                ),
                ("LN-3", "no root", plain(&x, wrong::forgets_the_root)),
                (
                    "LN-8",
                    "mean not subtracted",
                    plain(&x, wrong::keeps_the_mean),
                ),
            ],
        ),
        (
            "(1, 0, 0, 0)",
            vec![
                ("unit.right", "layer norm", plain(&unit, right)),
                (
                    "unit.LN-1",
                    "÷ (d - 1)",
                    plain(&unit, wrong::takes_the_sample_variance),
                ),
            ],
        ),
        (
            "(0.001, -0.001)",
            vec![
                ("small.right", "layer norm", plain(&small, right)),
                (
                    "LN-2",
                    "ε added to the root",
                    plain(&small, wrong::adds_epsilon_to_the_root),
                ),
            ],
        ),
        (
            "(1 … 4), then (5 … 8)",
            vec![
                ("two.right", "layer norm", of(&two, 1., right)),
                (
                    "LN-4",
                    "over the tokens",
                    of(&two, 1., wrong::normalises_features),
                ),
                (
                    "LN-5",
                    "over both",
                    of(&two, 1., wrong::normalises_the_whole_matrix),
                ),
                (
                    "LN-5.ten",
                    "  token 2 ten times",
                    of(&ten, 1., wrong::normalises_the_whole_matrix),
                ),
            ],
        ),
        (
            "(10000 … 10003)",
            vec![
                ("large.right", "layer norm", plain(&large, right)),
                ("LN-6", "one pass", plain(&large, wrong::takes_one_pass)),
            ],
        ),
        (
            "(1, 2, 3, 4), γ = 2",
            vec![
                ("twice.right", "layer norm", of(&token(), 2., right)),
                (
                    "LN-7",
                    "γ before the norm",
                    of(&token(), 2., wrong::scales_too_early),
                ),
            ],
        ),
        (
            "(3, 3, 3, 3)",
            vec![
                ("flat.right", "layer norm", plain(&[3.; 4], right)),
                (
                    "LN-9",
                    "ε = 0",
                    plain(&[3.; 4], wrong::leaves_epsilon_out),
                ),
            ],
        ),
        (
            "(1, 2, 3, 4) with f",
            vec![
                (
                    "post",
                    "post-norm",
                    order(|x, norm, f| norm(&residual(x, f))),
                ),
                ("RS-1", "norm(f(x))", order(wrong::leaves_the_skip_out)),
                (
                    "pre",
                    "pre-norm",
                    order(|x, norm, f| residual(x, |x| f(&norm(x)))),
                ),
                (
                    "RS-2",
                    "norm(x) + f(norm(x))",
                    order(wrong::keeps_the_normalised),
                ),
                (
                    "RS-3",
                    "x + norm(f(x))",
                    order(wrong::normalises_the_branch),
                ),
                (
                    "RS-4",
                    "norm(x + f(norm(x)))",
                    order(wrong::normalises_twice),
                ),
            ],
        ),
    ]
}
