use super::{matrix, solutions, uneven, wrong};
use judge::Check;
use nalgebra::{DMatrix, RowDVector};

type M = DMatrix<f32>;
type Row = RowDVector<f32>;
type Rms = fn(&M, &Row, f32) -> M;

/// Exercise 5.4: RMSNorm.
pub fn e5_4() -> Check<Rms, (M, Vec<f32>, f32)> {
    Check::<Rms, (M, Vec<f32>, f32)>::new(
        include_str!("solutions/e5_4.rs"),
        solutions::e5_4::rms_norm,
        |norm, (x, gamma, epsilon)| {
            matrix("output", &norm(x, &Row::from_row_slice(gamma), *epsilon))
        },
        |(x, gamma, epsilon)| {
            let (x, d) = (x.map(f64::from), x.ncols());
            let y = DMatrix::from_fn(x.nrows(), d, |i, j| {
                let square = |c| x[(i, c)] * x[(i, c)];
                let mean = (0..d).map(square).sum::<f64>() / d as f64;
                f64::from(gamma[j]) * x[(i, j)]
                    / (mean + f64::from(*epsilon)).sqrt()
            });
            matrix("output", &y)
        },
    )
    .probe("(1, 2, 3, 4)", plain(&[1., 2., 3., 4.]))
    .probe(
        "3 tokens, d = 5, ε = 0.01",
        (uneven(), vec![2., 0.5, -1., 3., 1.5], 0.01),
    )
    .probe("(0.001, -0.003)", plain(&[0.001, -0.003]))
    .probe("(0, 0, 0)", plain(&[0.; 3]))
    .mistake(
        "LN-22",
        |x, gamma, epsilon| {
            let mut norm = crate::LayerNorm::new(x.ncols());
            norm.epsilon = epsilon;
            norm.gamma.copy_from(gamma);
            norm.forward(x)
        },
        "{} is what layer norm gives. RMSNorm leaves the mean where it is.",
    )
    .mistake(
        "LN-13",
        |x, gamma, e| wrong::forgets_to_subtract(x, gamma, &zero(gamma), e),
        "{} is x/σ. The size of a token is measured from 0, not from its \
         mean: square x itself.",
    )
    .mistake(
        "LN-18",
        |x, gamma, e| {
            // d squares and d times ε under the root.
            let d = x.ncols() as f32;
            by_size(x, gamma, |token| {
                (wrong::mean_square(token) * d + e).sqrt()
            })
        },
        "{} comes from the root of the sum, the token's length. Take the mean \
         of the squares: divide by d.",
    )
    .mistake(
        "LN-1",
        |x, gamma, e| {
            let d = x.ncols() as f32;
            by_size(x, gamma, |token| {
                (wrong::mean_square(token) * d / (d - 1.) + e).sqrt()
            })
        },
        "{} comes from dividing by d - 1. A mean of d squares divides by d.",
    )
    .mistake(
        "LN-2",
        |x, gamma, e| {
            by_size(x, gamma, |token| wrong::mean_square(token).sqrt() + e)
        },
        "You added ε to the root. It belongs under it.",
    )
    .mistake(
        "LN-3",
        |x, gamma, e| {
            by_size(x, gamma, |token| wrong::mean_square(token) + e)
        },
        "{} comes from dividing by the mean square. Take its root.",
    )
    .mistake(
        "LN-4",
        |x, gamma, e| {
            let one = Row::repeat(x.nrows(), 1.);
            let y = right(&x.transpose(), &one, e).transpose();
            // Multiplied by γ: a norm would take it away again.
            y * M::from_diagonal(&gamma.transpose())
        },
        "You took the mean square of each column. A token is a row.",
    )
    .mistake(
        "LN-5",
        |x, gamma, e| {
            let size = (wrong::mean_square(x.as_slice()) + e).sqrt();
            by_size(x, gamma, |_| size)
        },
        "One size for the whole matrix. Take the mean square of each row.",
    )
    .mistake(
        "LN-7",
        |x, gamma, e| {
            let scaled = x * M::from_diagonal(&gamma.transpose());
            right(&scaled, &Row::repeat(gamma.len(), 1.), e)
        },
        "You multiplied by γ before you normalised. Multiply after.",
    )
    .mistake(
        "LN-9",
        |x, gamma, _| right(x, gamma, 0.),
        "A token of zeros gives 0/0, which is NaN. Add ε under the root.",
    )
    .mistake(
        "LN-11",
        |x, gamma, e| right(x, &Row::repeat(gamma.len(), gamma[0]), e),
        "You took the first γ for all features. Each column has its own.",
    )
    .mistake(
        "LN-14",
        |x, gamma, e| right(x, &Row::repeat(gamma.len(), 1.), e),
        "The division is right. Multiply each column by its γ.",
    )
}

/// γx/size, with what the size of a token is.
fn by_size(x: &M, gamma: &Row, size: impl Fn(&[f32]) -> f32) -> M {
    crate::each_token(x, gamma, |token| {
        let size = size(token);
        for (x, gamma) in token.iter_mut().zip(gamma) {
            *x = gamma * *x / size;
        }
    })
}

fn right(x: &M, gamma: &Row, epsilon: f32) -> M {
    crate::RmsNorm { gamma: gamma.clone(), epsilon }.forward(x)
}

fn zero(gamma: &Row) -> Row {
    Row::zeros(gamma.len())
}

/// One token, with γ and ε as before training.
fn plain(token: &[f32]) -> (M, Vec<f32>, f32) {
    let d = token.len();
    (M::from_row_slice(1, d, token), vec![1.0; d], 1e-5)
}
