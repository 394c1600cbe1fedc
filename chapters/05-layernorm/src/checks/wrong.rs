//! Norms as learners write them by mistake. The judge knows these programs,
//! and the worked example prints what they give. Each is named by its id in
//! the list of mistakes: x: (n, d), γ: (d), β: (d), ε → (n, d).

use crate::{
    LayerNorm, batch_norm, each_token, statistics, variance_in_one_pass,
};
use ch04_residual::residual;
use nalgebra::{DMatrix, RowDVector};

type M = DMatrix<f32>;
type Row = RowDVector<f32>;
type Map = fn(&M) -> M;

/// γ(x − shift)/divisor + β, with what each token is shifted and divided by.
fn with(
    x: &M,
    gamma: &Row,
    beta: &Row,
    of: impl Fn(&[f32]) -> (f32, f32),
) -> M {
    each_token(x, gamma, |token| {
        let (shift, divisor) = of(token);
        for ((x, gamma), beta) in token.iter_mut().zip(gamma).zip(beta) {
            *x = gamma * (*x - shift) / divisor + beta;
        }
    })
}

/// The chapter's own, for mistakes made around it.
fn right(x: &M, gamma: &Row, beta: &Row, epsilon: f32) -> M {
    LayerNorm { gamma: gamma.clone(), beta: beta.clone(), epsilon }
        .forward(x)
}

/// γy + β, column by column.
fn scaled(mut y: M, gamma: &Row, beta: &Row) -> M {
    for ((mut column, gamma), beta) in
        y.column_iter_mut().zip(gamma).zip(beta)
    {
        column.apply(|y| *y = gamma * *y + beta);
    }
    y
}

/// LN-1: divides the sum of squares by d − 1.
pub fn takes_the_sample_variance(x: &M, g: &Row, b: &Row, e: f32) -> M {
    with(x, g, b, |token| {
        let (mean, variance) = statistics(token);
        let d = token.len() as f32;
        (mean, (variance * d / (d - 1.0) + e).sqrt())
    })
}

/// LN-2: adds ε to the root.
pub fn adds_epsilon_to_the_root(x: &M, g: &Row, b: &Row, e: f32) -> M {
    with(x, g, b, |token| {
        let (mean, variance) = statistics(token);
        (mean, variance.sqrt() + e)
    })
}

/// LN-3: forgets the root.
pub fn forgets_the_root(x: &M, g: &Row, b: &Row, e: f32) -> M {
    with(x, g, b, |token| {
        let (mean, variance) = statistics(token);
        (mean, variance + e)
    })
}

/// LN-4: normalises each feature over the tokens, which is batch norm.
pub fn normalises_features(x: &M, g: &Row, b: &Row, e: f32) -> M {
    scaled(batch_norm(x, e), g, b)
}

/// LN-5: one mean and one variance for the whole matrix.
pub fn normalises_the_whole_matrix(x: &M, g: &Row, b: &Row, e: f32) -> M {
    let (mean, variance) = statistics(x.as_slice());
    with(x, g, b, |_| (mean, (variance + e).sqrt()))
}

/// LN-6: computes the variance in one pass.
pub fn takes_one_pass(x: &M, g: &Row, b: &Row, e: f32) -> M {
    with(x, g, b, |token| {
        let variance = variance_in_one_pass(token);
        (statistics(token).0, (variance + e).sqrt())
    })
}

/// LN-7: multiplies by γ before it normalises.
pub fn scales_too_early(x: &M, g: &Row, b: &Row, e: f32) -> M {
    let scaled = scaled(x.clone(), g, &Row::zeros(g.len()));
    right(&scaled, &Row::repeat(g.len(), 1.0), b, e)
}

/// LN-8: neither subtracts the mean nor looks at the spread around it.
pub fn keeps_the_mean(x: &M, g: &Row, b: &Row, e: f32) -> M {
    with(x, g, b, |token| (0.0, (mean_square(token) + e).sqrt()))
}

/// LN-9: leaves ε out.
pub fn leaves_epsilon_out(x: &M, g: &Row, b: &Row, _: f32) -> M {
    right(x, g, b, 0.0)
}

/// LN-11: one γ and one β for all features.
pub fn takes_one_gamma(x: &M, g: &Row, b: &Row, e: f32) -> M {
    let d = g.len();
    right(x, &Row::repeat(d, g[0]), &Row::repeat(d, b[0]), e)
}

/// LN-13: subtracts the mean nowhere but in the variance.
pub fn forgets_to_subtract(x: &M, g: &Row, b: &Row, e: f32) -> M {
    with(x, g, b, |token| (0.0, (statistics(token).1 + e).sqrt()))
}

/// LN-14: leaves γ and β out.
pub fn leaves_gamma_and_beta_out(x: &M, g: &Row, _: &Row, e: f32) -> M {
    let d = g.len();
    right(x, &Row::repeat(d, 1.0), &Row::zeros(d), e)
}

/// LN-15: adds β before it multiplies by γ.
pub fn adds_beta_too_early(x: &M, g: &Row, b: &Row, e: f32) -> M {
    right(x, g, &b.component_mul(g), e)
}

/// LN-16: takes ε in place of a smaller variance, and else forgets it.
pub fn takes_epsilon_as_a_floor(x: &M, g: &Row, b: &Row, e: f32) -> M {
    with(x, g, b, |token| {
        let (mean, variance) = statistics(token);
        (mean, variance.max(e).sqrt())
    })
}

/// LN-17: takes PyTorch's ε, whatever it is given.
pub fn takes_its_own_epsilon(x: &M, g: &Row, b: &Row, _: f32) -> M {
    right(x, g, b, 1e-5)
}

/// token: (d) → Σx²/d
pub(super) fn mean_square(token: &[f32]) -> f32 {
    token.iter().map(|x| x * x).sum::<f32>() / token.len() as f32
}

/// RS-1: leaves the skip out, norm(f(x)).
pub fn leaves_the_skip_out(x: &M, norm: Map, f: Map) -> M {
    norm(&f(x))
}

/// RS-2: adds to the normalised tokens, norm(x) + f(norm(x)).
pub fn keeps_the_normalised(x: &M, norm: Map, f: Map) -> M {
    residual(&norm(x), f)
}

/// RS-3: normalises the branch alone, x + norm(f(x)).
pub fn normalises_the_branch(x: &M, norm: Map, f: Map) -> M {
    residual(x, |x| norm(&f(x)))
}

/// RS-4: normalises twice, norm(x + f(norm(x))).
pub fn normalises_twice(x: &M, norm: Map, f: Map) -> M {
    norm(&residual(x, |x| f(&norm(x))))
}
