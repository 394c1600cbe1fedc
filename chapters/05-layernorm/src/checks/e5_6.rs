use super::{solutions, uneven};
use crate::worked::Map;
use crate::{LayerNorm, batch_norm, statistics};
use judge::{Answer, Check};
use nalgebra::DMatrix;

type M = DMatrix<f32>;
type Leak = fn(Map, &M, usize) -> f32;

/// Whose mean and variance a norm takes.
#[derive(Clone, Copy)]
enum Over {
    Token,
    Feature,
    Matrix,
}

/// A norm, for the reader and for the expected values, x and a token.
#[derive(Clone)]
pub struct Case {
    norm: Map,
    over: Over,
    x: M,
    token: usize,
}

const EPSILON: f32 = 1e-5;

/// Exercise 5.6: what a later token changes.
pub fn e5_6() -> Check<Leak, Case> {
    Check::<Leak, Case>::new(
        include_str!("solutions/e5_6.rs"),
        solutions::e5_6::leak,
        |leak, case| {
            Answer::scalar("leak", leak(case.norm, &case.x, case.token))
        },
        |case| Answer::scalar("leak", expected(case)),
    )
    .probe("batch norm, token 3", of(batch, Over::Feature, 2))
    .probe("batch norm, token 2", of(batch, Over::Feature, 1))
    .probe("layer norm, token 3", of(layer, Over::Token, 2))
    .probe("one norm for all, token 2", of(whole, Over::Matrix, 1))
    .probe("one norm for all, token 1", of(whole, Over::Matrix, 0))
    .probe(
        "0/0 in token 1, batch norm, token 3",
        Case {
            norm: |x| batch_norm(x, 0.),
            over: Over::Feature,
            x: M::from_row_slice(3, 2, &[1., 0., 2., 0., 4., 0.]),
            token: 2,
        },
    )
    .mistake(
        "LN-23",
        |norm, x, token| largest(&change(norm, x, token), 0, x.nrows()),
        "You looked at all rows. The token itself may change, and what comes \
         after it; look at the rows before.",
    )
    .mistake(
        "LN-24",
        |norm, x, token| largest(&change(norm, x, token), 0, token + 1),
        "You looked one row too far: the token itself may change. Stop before \
         it.",
    )
    .mistake(
        "LN-25",
        |norm, x, token| {
            largest(&change(norm, x, token), token + 1, x.nrows())
        },
        "You looked at the rows after the token. A leak shows in the rows \
         before it.",
    )
    .mistake(
        "LN-26",
        |norm, x, token| {
            let change = change(norm, x, token);
            let before = change.rows(0, token);
            match before.iter().any(|x| x.is_nan()) {
                true => f32::INFINITY,
                false => before.iter().copied().fold(0., f32::max),
            }
        },
        "{} is the largest rise. A fall is a change, too: take abs() first.",
    )
    .mistake(
        "LN-27",
        |norm, x, token| {
            let change = change(norm, x, token).abs();
            let sum = change.rows(0, token).sum();
            if sum.is_nan() { f32::INFINITY } else { sum }
        },
        "{} is the sum of all changes. Keep the largest.",
    )
    .mistake(
        "LN-28",
        |norm, x, token| {
            let change = change(norm, x, token);
            let sizes = change.rows(0, token).abs();
            sizes.iter().copied().fold(0., f32::max)
        },
        "f32::max passes over a NaN, so a norm that gives NaN measures {} and \
         looks safe. Ask is_nan() first.",
    )
    .mistake(
        "LN-29",
        |norm, x, token| {
            let mut changed = x.clone();
            changed.row_mut(token).add_scalar_mut(10.);
            largest(&(norm(&changed) - norm(x)), 0, token)
        },
        "{} is what adding 10 to the token does. Multiply it by 10.",
    )
}

/// norm(x with the token ten times as large) − norm(x)
fn change(norm: Map, x: &M, token: usize) -> M {
    let mut changed = x.clone();
    changed.row_mut(token).scale_mut(10.);
    norm(&changed) - norm(x)
}

/// The largest size in the rows from `from` to before `until`.
fn largest(change: &M, from: usize, until: usize) -> f32 {
    let rows = change.rows(from, until - from).abs();
    match rows.iter().any(|x| x.is_nan()) {
        true => f32::INFINITY,
        false => rows.iter().copied().fold(0., f32::max),
    }
}

fn of(norm: Map, over: Over, token: usize) -> Case {
    Case { norm, over, x: uneven(), token }
}

fn batch(x: &M) -> M {
    batch_norm(x, EPSILON)
}

fn layer(x: &M) -> M {
    LayerNorm { epsilon: EPSILON, ..LayerNorm::new(x.ncols()) }.forward(x)
}

fn whole(x: &M) -> M {
    let (mean, variance) = statistics(x.as_slice());
    x.map(|x| (x - mean) / (variance + EPSILON).sqrt())
}

/// The definition in `f64`: every entry of every earlier row, twice.
fn expected(Case { norm, over, x, token }: &Case) -> f64 {
    // A norm with 0/0 gives NaN in f64, too.
    if norm(x).iter().any(|y| y.is_nan()) {
        return f64::INFINITY;
    }
    let (n, d) = x.shape();
    let entry = |i: usize, j: usize, by: f64| {
        f64::from(x[(i, j)]) * if i == *token { by } else { 1. }
    };
    let normalised = |i: usize, j: usize, by: f64| {
        let group: Vec<f64> = match over {
            Over::Token => (0..d).map(|c| entry(i, c, by)).collect(),
            Over::Feature => (0..n).map(|r| entry(r, j, by)).collect(),
            Over::Matrix => (0..n * d)
                .map(|place| entry(place / d, place % d, by))
                .collect(),
        };
        let size = group.len() as f64;
        let mean = group.iter().sum::<f64>() / size;
        let squares = group.iter().map(|x| (x - mean).powi(2));
        let variance = squares.sum::<f64>() / size;
        (entry(i, j, by) - mean) / (variance + f64::from(EPSILON)).sqrt()
    };
    let mut leak: f64 = 0.;
    for i in 0..*token {
        for j in 0..d {
            let moved = normalised(i, j, 10.) - normalised(i, j, 1.);
            leak = leak.max(moved.abs());
        }
    }
    leak
}
