use super::{softmax_f64, solutions, sums_to_1, wide, wrong};
use crate::{softmax, softmax_naive, softmax_rows};
use judge::{Answer, Check};
use nalgebra::DMatrix;

type M = DMatrix<f32>;
type SoftmaxRows = fn(&M) -> M;

const MASKED: f32 = f32::NEG_INFINITY;

/// Exercise 1.5: softmax of each row of a matrix.
pub fn e1_5() -> Check<SoftmaxRows, M> {
    // No probe has a row that is masked as a whole: a law tests that, so that
    // every mistake is known with it and without.
    Check::<SoftmaxRows, M>::new(
        include_str!("solutions/e1_5.rs"),
        solutions::e1_5::softmax_rows,
        |program, scores| {
            let weights = program(scores);
            Answer::matrix("weights", weights.ncols(), by_row(&weights))
        },
        |scores| {
            let rows = scores.row_iter().flat_map(|row| {
                let row: Vec<f32> = row.iter().copied().collect();
                softmax_f64(&wide(&row))
            });
            Answer::matrix("weights", scores.ncols(), rows)
        },
    )
    .probe(
        "14, 12 / 10, 13",
        M::from_row_slice(2, 2, &[14.0, 12.0, 10.0, 13.0]),
    )
    .probe(
        "1, -∞, 2 / 0.5, 3, -1",
        M::from_row_slice(2, 3, &[1.0, MASKED, 2.0, 0.5, 3.0, -1.0]),
    )
    .probe(
        "0, 1 / 200, 201 / -5, 2",
        M::from_row_slice(3, 2, &[0.0, 1.0, 200.0, 201.0, -5.0, 2.0]),
    )
    .mistake(
        "SM-3",
        wrong::weighs_columns,
        "{} is the weight down a column: your columns sum to 1. Each row \
         must.",
    )
    .mistake(
        "SM-4",
        wrong::weighs_the_whole_matrix,
        "{} is its share of the whole matrix. Each row has a softmax of its \
         own.",
    )
    .mistake(
        "SM-5",
        wrong::takes_one_maximum,
        "Of 0 and 1 you took 201, the largest of the matrix: both exps \
         vanish. Take each row's own largest.",
    )
    .mistake(
        "SM-2",
        |scores| each_row(scores, softmax_naive),
        "exp(200) overflows f32, and ∞/∞ is NaN. Subtract the row's largest \
         score first, as in exercise 1.2.",
    )
    .mistake(
        "MK-1",
        |scores| softmax_rows(&scores.map(|s| if s == MASKED { 0.0 } else { s })),
        "A masked score counts as 0 here, and exp(0) is 1. Leave it -∞: then \
         its exp is 0.",
    )
    .mistake(
        "SM-28",
        |scores| softmax_rows(scores).transpose(),
        "{} belongs to column 1 of row 2. The weights are right, the matrix \
         is turned: transpose it back.",
    )
    .mistake(
        "SM-29",
        |scores| {
            let weights = by_row(&softmax_rows(scores));
            M::from_vec(scores.nrows(), scores.ncols(), weights)
        },
        "{} belongs to column 1 of row 2. The weights are right, but \
         from_vec fills columns: build with from_row_slice.",
    )
    .mistake(
        "SM-30",
        |scores| {
            let rows = scores.as_slice().chunks(scores.ncols());
            let weights = rows.flat_map(softmax).collect();
            M::from_vec(scores.nrows(), scores.ncols(), weights)
        },
        "as_slice goes down the columns, so its pieces are no rows. Take \
         them from row_iter.",
    )
    .law("each row sums to 1", |program| {
        let scores = M::from_fn(4, 3, |i, j| (i * i + 2 * j) as f32 - 4.0);
        let weights = program(&scores);
        weights.row_iter().try_for_each(|row| {
            sums_to_1(&row.iter().copied().collect::<Vec<f32>>())
        })
    })
    .law("a row that is masked as a whole gets zeros", |program| {
        let scores = M::from_row_slice(2, 2, &[MASKED, MASKED, 1.0, 3.0]);
        let first = program(&scores)[(0, 0)];
        match first {
            0.0 => Ok(()),
            _ if first.is_nan() => Err("NaN, which -∞ - (-∞) gives. Test \
                for such a row before you take softmax of it."
                .to_string()),
            _ => Err(format!("{first:.4}, though nothing may be chosen")),
        }
    })
}

/// The entries, row after row.
fn by_row(matrix: &M) -> Vec<f32> {
    matrix.transpose().as_slice().to_vec()
}

fn each_row(scores: &M, f: fn(&[f32]) -> Vec<f32>) -> M {
    let rows = by_row(scores);
    let weights: Vec<f32> =
        rows.chunks(scores.ncols()).flat_map(f).collect();
    M::from_row_slice(scores.nrows(), scores.ncols(), &weights)
}
