use super::{layer_norm_f64, matrix, solutions, uneven, wrong};
use judge::Check;
use nalgebra::{DMatrix, RowDVector};

type M = DMatrix<f32>;

/// A layer norm as a function: x, γ, β, ε → y.
pub type Norm = fn(&M, &RowDVector<f32>, &RowDVector<f32>, f32) -> M;

/// x, γ, β and ε.
type Input = (M, Vec<f32>, Vec<f32>, f32);

/// Exercise 5.2: layer norm.
pub fn e5_2() -> Check<Norm, Input> {
    Check::<Norm, Input>::new(
        include_str!("solutions/e5_2.rs"),
        solutions::e5_2::layer_norm,
        |norm, (x, gamma, beta, epsilon)| {
            let row = |entries: &[f32]| RowDVector::from_row_slice(entries);
            matrix("output", &norm(x, &row(gamma), &row(beta), *epsilon))
        },
        |(x, gamma, beta, epsilon)| {
            let wide =
                |v: &[f32]| v.iter().map(|x| (*x).into()).collect::<Vec<_>>();
            let (gamma, beta) = (wide(gamma), wide(beta));
            let x = x.map(f64::from);
            let y = layer_norm_f64(&x, &gamma, &beta, (*epsilon).into());
            matrix("output", &y)
        },
    )
    .probe("(1, 2, 3, 4)", plain(&[1., 2., 3., 4.]))
    .probe("(3, 3, 3, 3)", plain(&[3.; 4]))
    .probe("(0.001, -0.001)", plain(&[0.001, -0.001]))
    .probe(
        "3 tokens, d = 5, ε = 0.01",
        (
            uneven(),
            vec![2., 0.5, -1., 3., 1.5],
            vec![0.5, 1., 0., -2., 4.],
            0.01,
        ),
    )
    .probe(
        "(10000, 10001, 10002, 10003)",
        plain(&[10000., 10001., 10002., 10003.]),
    )
    .mistake(
        "LN-1",
        wrong::takes_the_sample_variance,
        "{} comes from dividing the squares by d - 1. The entries are all \
         there are: divide by d.",
    )
    .mistake(
        "LN-2",
        wrong::adds_epsilon_to_the_root,
        "You added ε to the root. It belongs under it: √(σ² + ε).",
    )
    .mistake(
        "LN-3",
        wrong::forgets_the_root,
        "{} comes from dividing by the variance. Take its root.",
    )
    .mistake(
        "LN-4",
        wrong::normalises_features,
        "This is batch norm: mean and variance of each column. Take them of \
         each row, a token.",
    )
    .mistake(
        "LN-5",
        wrong::normalises_the_whole_matrix,
        "One mean and one variance for the whole matrix: a token's output \
         depends on all others. Take them of each row.",
    )
    .mistake(
        "LN-6",
        wrong::takes_one_pass,
        "{} comes from the variance 0. Mean of squares minus square of the \
         mean loses all digits here: take a second pass.",
    )
    .mistake(
        "LN-7",
        wrong::scales_too_early,
        "You multiplied by γ before you normalised, which takes most of it \
         away again. Multiply after.",
    )
    .mistake(
        "LN-8",
        wrong::keeps_the_mean,
        "{} is x over the root of its mean square. That is RMSNorm; subtract \
         the mean first.",
    )
    .mistake(
        "LN-9",
        wrong::leaves_epsilon_out,
        "A token of equal entries has variance 0, and 0/0 is NaN. Add ε under \
         the root.",
    )
    .mistake(
        "LN-11",
        wrong::takes_one_gamma,
        "You took the first γ and β for all features. Each column has its \
         own.",
    )
    .mistake(
        "LN-13",
        wrong::forgets_to_subtract,
        "{} is x/σ. Subtract the mean first.",
    )
    .mistake(
        "LN-14",
        wrong::leaves_gamma_and_beta_out,
        "(x - μ)/√(σ² + ε) is right. Multiply by γ, add β.",
    )
    .mistake(
        "LN-15",
        wrong::adds_beta_too_early,
        "You added β before the product with γ. β comes last.",
    )
    .mistake(
        "LN-16",
        wrong::takes_epsilon_as_a_floor,
        "You took ε only where the variance is smaller. Add it always: \
         √(σ² + ε).",
    )
    .mistake(
        "LN-17",
        wrong::takes_its_own_epsilon,
        "You took ε = 1e-5. Take the one you are given.",
    )
    .law("a later token, however large, changes no earlier one", |norm| {
        let (gamma, beta) =
            (RowDVector::repeat(5, 1.0), RowDVector::zeros(5));
        let x = uneven();
        let mut changed = x.clone();
        changed.row_mut(2).scale_mut(1e8);
        let [y, z] = [x, changed].map(|x| norm(&x, &gamma, &beta, 1e-5));
        let moved = (y.rows(0, 2) - z.rows(0, 2)).amax();
        match moved == 0.0 {
            true => Ok(()),
            false => Err(format!("an entry moved by {moved}")),
        }
    })
}

/// One token, with γ, β and ε as before training.
fn plain(token: &[f32]) -> Input {
    let d = token.len();
    (M::from_row_slice(1, d, token), vec![1.0; d], vec![0.0; d], 1e-5)
}
