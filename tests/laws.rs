//! What holds whatever the numbers, tried on seeded random input of several
//! shapes. A law takes a program, so that it can be seen to reject mutants.

use crate::{CHAPTERS, LOOPS, Matrix, Program, all_close, caught};
use rand::{SeedableRng, rngs::ChaCha8Rng, seq::SliceRandom};
use rand_distr::StandardNormal;

/// q: (n, d_k), k: (m, d_k), v: (m, d_v), all four numbers different.
pub struct Sample {
    q: Matrix,
    k: Matrix,
    v: Matrix,
    /// Other values for the same keys.
    other_v: Matrix,
    /// (n, m), some rows far from the others. Sixteenths, so that adding a
    /// whole number to them is exact.
    scores: Matrix,
    queries_reordered: Vec<usize>,
    keys_reordered: Vec<usize>,
}

impl Sample {
    fn new(seed: u64) -> Sample {
        let shapes =
            [(4, 5, 7, 3), (6, 2, 3, 5), (1, 9, 16, 2), (3, 4, 1, 6)];
        let (n, m, d_k, d_v) = shapes[seed as usize % shapes.len()];
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let mut normal = |rows, columns| {
            Matrix::from_distribution(
                rows,
                columns,
                &StandardNormal,
                &mut rng,
            )
        };
        let (q, k, v) = (normal(n, d_k), normal(m, d_k), normal(m, d_v));
        let other_v = normal(m, d_v);
        let mut scores = normal(n, m).map(|x| (x * 16.0).round() / 16.0);
        for (i, mut row) in scores.row_iter_mut().enumerate() {
            row.add_scalar_mut([0.0, 300.0, -300.0][i % 3]);
        }
        let mut reordered = |length| {
            let mut order: Vec<usize> = (0..length).collect();
            order.shuffle(&mut rng);
            order
        };
        let queries_reordered = reordered(n);
        let keys_reordered = reordered(m);
        Sample {
            q,
            k,
            v,
            other_v,
            scores,
            queries_reordered,
            keys_reordered,
        }
    }
}

pub type Law = fn(Program, &Sample) -> bool;

pub const LAWS: [(&str, Law); 17] = [
    ("rows of weights sum to 1", |program, s| {
        distributions(&(program.softmax_rows)(&s.scores))
            && distributions(&(program.attention)(&s.q, &s.k, &s.v).0)
    }),
    ("a number added to every score changes nothing", |program, s| {
        score_rows(s).all(|row| {
            let moved: Vec<f32> = row.iter().map(|x| x - 1000.0).collect();
            all_close(&(program.softmax)(&moved), &(program.softmax)(&row))
        })
    }),
    // As a ratio, so that a weight far below the tolerance counts too.
    (
        "the ratio of two weights is exp of their scores' gap",
        |program, s| {
            score_rows(s).all(|row| {
                let weights = (program.softmax)(&row);
                weights.iter().zip(&row).all(|(weight, score)| {
                    let ratio = f64::from(*weight) / f64::from(weights[0]);
                    let want = f64::from(score - row[0]).exp();
                    (ratio / want - 1.0).abs() < 1e-5
                })
            })
        },
    ),
    ("each row is weighed alone", |program, s| {
        let weights = (program.softmax_rows)(&s.scores);
        weights.shape() == s.scores.shape()
            && score_rows(s).enumerate().all(|(i, scores)| {
                all_close(&row(&weights, i), &(program.softmax)(&scores))
            })
    }),
    ("the temperature divides the scores", |program, s| {
        score_rows(s).all(|row| {
            [0.5, 4.0].iter().all(|temperature| {
                let divided: Vec<f32> =
                    row.iter().map(|score| score / temperature).collect();
                all_close(
                    &(program.softmax_with_temperature)(&row, *temperature),
                    &(program.softmax)(&divided),
                )
            })
        })
    }),
    // A hundredfold, so that most weights are too small for f32.
    ("log-weights lie as far apart as their scores", |program, s| {
        score_rows(s).all(|row| {
            let scores: Vec<f32> = row.iter().map(|x| x * 100.0).collect();
            let logs = (program.log_softmax)(&scores);
            let sum: f64 = logs.iter().map(|x| f64::from(*x).exp()).sum();
            (sum - 1.0).abs() < 1e-3
                && logs.iter().zip(&scores).all(|(log, score)| {
                    let gaps = (log - logs[0], score - scores[0]);
                    (gaps.0 - gaps.1).abs() < 1e-3
                })
        })
    }),
    ("a masked score gets the weight 0", |program, _| {
        let weights = (program.softmax)(&[3.0, f32::NEG_INFINITY, 1.0]);
        weights[1] == 0.0 && weights.iter().all(|x| x.is_finite())
    }),
    ("where all are masked, nothing is chosen", |program, _| {
        let masked = [f32::NEG_INFINITY; 3];
        (program.softmax)(&masked) == [0.0; 3]
            && (program.log_softmax)(&masked) == masked
    }),
    (
        "a NaN or +∞ among the scores makes every weight NaN",
        |program, _| {
            let (nan, inf) = (f32::NAN, f32::INFINITY);
            // Without a number, what skips NaN sees only a mask.
            let bad = [[1.0, nan, 2.0], [1.0, inf, 2.0], [nan, -inf, nan]];
            bad.iter().all(|scores| {
                let weights = (program.softmax)(scores);
                weights.iter().all(|weight| weight.is_nan())
            })
        },
    ),
    ("reordered queries reorder both results' rows", |program, s| {
        let (weights, output) = (program.attention)(&s.q, &s.k, &s.v);
        let order = &s.queries_reordered;
        let (new_weights, new_output) =
            (program.attention)(&s.q.select_rows(order), &s.k, &s.v);
        same(&new_weights, &weights.select_rows(order))
            && same(&new_output, &output.select_rows(order))
    }),
    ("keys reordered with their values leave the output", |program, s| {
        let (weights, output) = (program.attention)(&s.q, &s.k, &s.v);
        let order = &s.keys_reordered;
        let (k, v) = (s.k.select_rows(order), s.v.select_rows(order));
        let (new_weights, new_output) = (program.attention)(&s.q, &k, &v);
        same(&new_weights, &weights.select_columns(order))
            && same(&new_output, &output)
    }),
    ("other values leave the weights", |program, s| {
        (program.attention)(&s.q, &s.k, &s.v).0
            == (program.attention)(&s.q, &s.k, &s.other_v).0
    }),
    ("an output lies between the values of its column", |program, s| {
        let (_, output) = (program.attention)(&s.q, &s.k, &s.v);
        output.shape() == (s.q.nrows(), s.v.ncols())
            && output.column_iter().zip(s.v.column_iter()).all(
                |(output, v)| {
                    output.max() <= v.max() + 1e-6
                        && output.min() >= v.min() - 1e-6
                },
            )
    }),
    // Four copies side by side make the score 4 times and √d_k twice as big.
    ("four times as wide is twice the query", |program, s| {
        let wide = |x: &Matrix| {
            Matrix::from_fn(x.nrows(), 4 * x.ncols(), |i, j| {
                x[(i, j % x.ncols())]
            })
        };
        let (q, k) = (wide(&s.q), wide(&s.k));
        same(
            &(program.attention)(&q, &k, &s.v).0,
            &(program.attention)(&(&s.q * 2.0), &s.k, &s.v).0,
        ) && same(
            &(program.scaled_scores)(&q, &k),
            &(program.scaled_scores)(&(&s.q * 2.0), &s.k),
        )
    }),
    ("a score is the dot product of two rows", |program, s| {
        let dots = Matrix::from_fn(s.q.nrows(), s.k.nrows(), |i, j| {
            (program.dot)(&row(&s.q, i), &row(&s.k, j))
        });
        same(&(program.scores)(&s.q, &s.k), &dots)
    }),
    ("a dot product of two lengths panics and names both", |program, _| {
        caught(|| (program.dot)(&[1.0; 63], &[1.0; 64]))
            .is_err_and(|message| message.contains("lengths 63 and 64"))
    }),
    ("wrong shapes panic and name both", |program, s| {
        let (q, k, v) = (&s.q, &s.k, &s.v);
        let wide_k = &Matrix::zeros(k.nrows(), k.ncols() + 1);
        let short_v = &v.clone().remove_row(0);
        let attention = program.attention;
        let runs = [
            (q, wide_k, caught(|| drop((program.scores)(q, wide_k)))),
            (
                q,
                wide_k,
                caught(|| drop((program.scaled_scores)(q, wide_k))),
            ),
            (q, wide_k, caught(|| drop(attention(q, wide_k, v)))),
            (k, short_v, caught(|| drop(attention(q, k, short_v)))),
        ];
        runs.iter().all(|(a, b, result)| {
            let shapes = [a, b].map(|x| format!("{:?}", x.shape()));
            // The loops meet a wrong width in `dot`, whose shapes are lengths.
            let lengths =
                format!("lengths {} and {}", a.ncols(), b.ncols());
            result.as_ref().is_err_and(|message| {
                shapes.iter().all(|shape| message.contains(shape))
                    || message.contains(&lengths)
            })
        })
    }),
];

/// The laws that `program` breaks, each with the reason.
pub fn broken(program: Program) -> Vec<(&'static str, String)> {
    let mut broken = vec![];
    for (law, holds) in LAWS {
        for seed in 0..12 {
            let sample = Sample::new(seed);
            let reason = match caught(|| holds(program, &sample)) {
                Ok(true) => continue,
                Ok(false) => format!("broken with seed {seed}"),
                Err(message) => format!("panicked: {message}"),
            };
            broken.push((law, reason));
            break;
        }
    }
    broken
}

/// No weight negative, each row's sum 1.
fn distributions(weights: &Matrix) -> bool {
    weights.iter().all(|weight| *weight >= 0.0)
        && weights.row_iter().all(|row| all_close(&[row.sum()], &[1.0]))
}

fn same(got: &Matrix, want: &Matrix) -> bool {
    got.shape() == want.shape()
        && all_close(got.as_slice(), want.as_slice())
}

fn row(matrix: &Matrix, i: usize) -> Vec<f32> {
    matrix.row(i).iter().copied().collect()
}

fn score_rows(sample: &Sample) -> impl Iterator<Item = Vec<f32>> {
    (0..sample.scores.nrows()).map(|i| row(&sample.scores, i))
}

#[test]
fn chapters_obey_every_law() {
    assert_eq!(broken(CHAPTERS), []);
}

#[test]
fn attention_loops_obey_every_law() {
    assert_eq!(broken(LOOPS), []);
}

#[test]
fn loops_and_matrix_form_agree() {
    for seed in 0..40 {
        let Sample { q, k, v, .. } = Sample::new(seed);
        let (weights, output) = (CHAPTERS.attention)(&q, &k, &v);
        let (loop_weights, loop_output) = (LOOPS.attention)(&q, &k, &v);
        assert!(same(&weights, &loop_weights), "weights, seed {seed}");
        assert!(same(&output, &loop_output), "output, seed {seed}");
    }
}
