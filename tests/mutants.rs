//! The wrong programs of softmax and attention that learners write. Reference
//! values and laws must reject every one of them, or they are too weak.

use crate::golden::differences;
use crate::laws::{LAWS, broken};
use crate::{CHAPTERS, Matrix, Program, ch01, ch02};
use ch01::{log_softmax, softmax, softmax_rows};
use ch02::{scaled_scores, scores};
use std::collections::BTreeSet;

const DP_12: &str = "DP-12 the last of 64 products lost";

/// SM: softmax, DP: scaled dot-product. Several of one number are several ways
/// to make one mistake. Those after them, without a number, are there for the
/// laws that none of the numbered would break.
///
/// SM-8's other half, a loss that can't fall below a floor, is no program of
/// these chapters: they have no loss.
const MUTANTS: [(&str, Program); 34] = [
    ("SM-1 divides by the plain sum", of_softmax(normalised)),
    ("SM-2 lets exp overflow", of_softmax(ch01::softmax_naive)),
    (
        "SM-3 down the columns",
        Program {
            softmax_rows: |s| softmax_rows(&s.transpose()).transpose(),
            ..CHAPTERS
        },
    ),
    (
        "SM-4 over the whole matrix",
        Program {
            softmax_rows: |s| {
                let all = softmax(s.as_slice());
                Matrix::from_column_slice(s.nrows(), s.ncols(), &all)
            },
            ..CHAPTERS
        },
    ),
    (
        "SM-5 one maximum for all rows",
        Program {
            softmax_rows: |s| by_row(s, |row| above(row, s.max())),
            ..CHAPTERS
        },
    ),
    (
        "SM-6 maximum from 0",
        of_softmax(|s| above(s, s.iter().copied().fold(0.0, f32::max))),
    ),
    (
        "SM-6 maximum from MIN_POSITIVE",
        of_softmax(|s| {
            above(s, s.iter().copied().fold(f32::MIN_POSITIVE, f32::max))
        }),
    ),
    (
        "SM-6 maximum from -10000",
        of_softmax(|s| above(s, s.iter().copied().fold(-1e4, f32::max))),
    ),
    (
        "SM-7 multiplies by the temperature",
        Program {
            softmax_with_temperature: |s, temperature| {
                softmax(&each(s, |score| score * temperature))
            },
            ..CHAPTERS
        },
    ),
    ("SM-8 softmax twice", of_softmax(|s| softmax(&softmax(s)))),
    (
        "SM-8 log-softmax of weights",
        Program { log_softmax: |s| log_softmax(&softmax(s)), ..CHAPTERS },
    ),
    (
        "SM-9 ln of softmax",
        Program { log_softmax: |s| each(&softmax(s), f32::ln), ..CHAPTERS },
    ),
    (
        "SM-10 2 instead of e",
        of_softmax(|s| {
            normalised(&each(s, |score| (score - largest(s)).exp2()))
        }),
    ),
    (
        "SM-11 the sign turned",
        of_softmax(|s| softmax(&each(s, |score| -score))),
    ),
    (
        "SM-12 partial_cmp panics on a NaN",
        of_softmax(|s| {
            let max = s.iter().max_by(|a, b| a.partial_cmp(b).unwrap());
            above(s, *max.unwrap())
        }),
    ),
    (
        "SM-12 a NaN skipped",
        of_softmax(|s| {
            softmax(&each(s, |score| score.max(f32::NEG_INFINITY)))
        }),
    ),
    (
        "DP-1 divides by d_k",
        of_attention(|q, k, v| {
            attend(scores(q, k) / q.ncols() as f32, k, v)
        }),
    ),
    ("DP-2 no scaling", of_attention(|q, k, v| attend(scores(q, k), k, v))),
    (
        "DP-3 divides by √d_model",
        of_attention(|q, k, v| {
            attend(scores(q, k) / (8.0 * q.ncols() as f32).sqrt(), k, v)
        }),
    ),
    (
        "DP-4 divides by √n, the number of queries",
        of_attention(|q, k, v| {
            attend(scores(q, k) / (q.nrows() as f32).sqrt(), k, v)
        }),
    ),
    (
        "DP-4 divides by √m, the number of keys",
        of_attention(|q, k, v| {
            attend(scores(q, k) / (k.nrows() as f32).sqrt(), k, v)
        }),
    ),
    (
        "DP-5 scales after softmax",
        of_attention(|q, k, v| {
            let weights =
                softmax_rows(&scores(q, k)) / (q.ncols() as f32).sqrt();
            average(weights, k, v)
        }),
    ),
    (
        "DP-6 multiplies by √d_k",
        of_attention(|q, k, v| {
            attend(scores(q, k) * (q.ncols() as f32).sqrt(), k, v)
        }),
    ),
    ("DP-7 Q·K", Program { scores: |q, k| q * k, ..CHAPTERS }),
    (
        "DP-7 K reshaped instead of transposed",
        Program {
            scores: |q, k| {
                q * Matrix::from_column_slice(
                    k.ncols(),
                    k.nrows(),
                    k.as_slice(),
                )
            },
            ..CHAPTERS
        },
    ),
    ("DP-8 K·Qᵀ", Program { scores: |q, k| k * q.transpose(), ..CHAPTERS }),
    (
        "DP-8 normalises over queries",
        of_attention(|q, k, v| {
            let weights = softmax_rows(&scaled_scores(k, q)).transpose();
            average(weights, k, v)
        }),
    ),
    (
        "DP-9 Aᵀ·V",
        of_attention(|q, k, v| {
            let weights = softmax_rows(&scaled_scores(q, k));
            let output = weights.transpose() * v;
            (weights, output)
        }),
    ),
    (
        "DP-10 divides by √3",
        of_attention(|q, k, v| attend(scores(q, k) / 3f32.sqrt(), k, v)),
    ),
    (
        "DP-11 the largest takes all",
        of_attention(|q, k, v| {
            let weights = by_row(&scaled_scores(q, k), |row| {
                let max = largest(row);
                each(row, |score| f32::from(score == max))
            });
            average(weights, k, v)
        }),
    ),
    (
        DP_12,
        Program {
            scores: one_column_short,
            attention: |q, k, v| {
                let d_k = q.ncols() as f32;
                attend(one_column_short(q, k) / d_k.sqrt(), k, v)
            },
            ..CHAPTERS
        },
    ),
    (
        "DP-12 zip shortens the longer",
        Program {
            dot: |a, b| a.iter().zip(b).map(|(a, b)| a * b).sum(),
            ..CHAPTERS
        },
    ),
    (
        "the weights follow the values",
        of_attention(|q, k, v| {
            attend(scaled_scores(q, k).map(|score| score * v[0]), k, v)
        }),
    ),
    (
        "a causal mask nobody asked for",
        of_attention(|q, k, v| {
            let mut scaled = scaled_scores(q, k);
            scaled.fill_upper_triangle(f32::NEG_INFINITY, 1);
            attend(scaled, k, v)
        }),
    ),
];

const fn of_softmax(softmax: fn(&[f32]) -> Vec<f32>) -> Program {
    Program { softmax, ..CHAPTERS }
}

const fn of_attention(
    attention: fn(&Matrix, &Matrix, &Matrix) -> (Matrix, Matrix),
) -> Program {
    Program { attention, ..CHAPTERS }
}

fn attend(scaled: Matrix, k: &Matrix, v: &Matrix) -> (Matrix, Matrix) {
    average(softmax_rows(&scaled), k, v)
}

fn average(weights: Matrix, k: &Matrix, v: &Matrix) -> (Matrix, Matrix) {
    let shapes = (k.shape(), v.shape());
    assert!(k.nrows() == v.nrows(), "wrong shapes: {shapes:?}");
    let output = &weights * v;
    (weights, output)
}

fn one_column_short(q: &Matrix, k: &Matrix) -> Matrix {
    let shared = q.ncols() - 1;
    q.columns(0, shared) * k.columns(0, shared).transpose()
}

fn each(row: &[f32], function: impl Fn(f32) -> f32) -> Vec<f32> {
    row.iter().map(|x| function(*x)).collect()
}

fn by_row(rows: &Matrix, weigh: impl Fn(&[f32]) -> Vec<f32>) -> Matrix {
    let mut turned = rows.transpose();
    for mut row in turned.column_iter_mut() {
        row.copy_from_slice(&weigh(row.as_slice()));
    }
    turned.transpose()
}

fn largest(row: &[f32]) -> f32 {
    row.iter().copied().fold(f32::NEG_INFINITY, f32::max)
}

fn normalised(row: &[f32]) -> Vec<f32> {
    let sum: f32 = row.iter().sum();
    each(row, |x| x / sum)
}

/// Softmax with a maximum found by somebody else.
fn above(row: &[f32], max: f32) -> Vec<f32> {
    if row.iter().all(|score| *score == f32::NEG_INFINITY) {
        return vec![0.0; row.len()];
    }
    normalised(&each(row, |score| (score - max).exp()))
}

#[test]
fn every_mutant_is_rejected() {
    let survivors: Vec<&str> = MUTANTS
        .iter()
        .filter(|(_, mutant)| {
            differences(*mutant).is_empty() && broken(*mutant).is_empty()
        })
        .map(|(name, _)| *name)
        .collect();
    assert!(survivors.is_empty(), "survivors: {survivors:?}");
}

/// So what rejects a mutant is its mistake, not what it is built from.
#[test]
fn without_a_mistake_nothing_is_rejected() {
    let right = Program {
        softmax: |s| above(s, largest(s)),
        softmax_rows: |s| by_row(s, |row| above(row, largest(row))),
        attention: |q, k, v| attend(scaled_scores(q, k), k, v),
        ..CHAPTERS
    };
    assert_eq!(differences(right), [""; 0]);
    assert_eq!(broken(right), []);
}

#[test]
fn every_mistake_has_a_mutant() {
    for (family, count) in [("SM", 12), ("DP", 12)] {
        for number in 1..=count {
            let id = format!("{family}-{number} ");
            assert!(
                MUTANTS.iter().any(|(name, _)| name.starts_with(&id)),
                "{id}has no mutant"
            );
        }
    }
}

/// 113 and 97 instead of 112 and 96 have the same weights, since they lie as
/// far apart: only a pinned score sees the product that was lost.
#[test]
fn only_the_scores_see_a_lost_product() {
    let (_, mutant) =
        MUTANTS.iter().find(|(name, _)| *name == DP_12).unwrap();
    let seen: Vec<String> = differences(*mutant)
        .into_iter()
        .filter(|line| line.starts_with("attention/thinking-machines"))
        .collect();
    assert_eq!(
        seen,
        [
            "attention/thinking-machines scores: [(0, 0)] is 113.0, not 112.0"
        ]
    );
}

/// A law that no mutant breaks might be one that nothing can break.
#[test]
fn every_law_is_broken_by_a_mutant() {
    let broken: BTreeSet<&str> = MUTANTS
        .iter()
        .flat_map(|(_, mutant)| broken(*mutant))
        .filter(|(_, reason)| !reason.starts_with("panicked"))
        .map(|(law, _)| law)
        .collect();
    for (law, _) in LAWS {
        assert!(broken.contains(law), "no mutant breaks: {law}");
    }
}
