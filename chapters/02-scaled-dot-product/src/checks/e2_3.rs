use super::{solutions, wrong};
use crate::worked::{self, Program, TILES};
use ch01_softmax::checks::softmax_f64;
use judge::{Answer, Check};
use nalgebra::DMatrix;

type M = DMatrix<f32>;

/// Exercise 2.3: attention.
pub fn e2_3() -> Check<Program, [M; 3]> {
    Check::<Program, [M; 3]>::new(
        include_str!("solutions/e2_3.rs"),
        solutions::e2_3::attention,
        |attention, [q, k, v]| {
            let (weights, output) = attention(q, k, v);
            matrix("weights", &weights).and(matrix("output", &output))
        },
        |[q, k, v]| expected(q, k, v),
    )
    .probe(
        "q·k = 112, 96 / 48, 64",
        [worked::q(TILES), worked::k(TILES), worked::v()],
    )
    .probe("4 queries, 5 keys, d_k = 7, d_v = 3", uneven())
    .probe("2 queries, 2 keys, d_k = d_v = 2", square())
    .mistake(
        "DP-1",
        wrong::divides_by_d_k,
        "{} is what dividing by d_k = 64 gives. Divide by its square root, 8.",
    )
    .mistake(
        "DP-2",
        wrong::does_not_scale,
        "{} is softmax of 112 and 96. Divide the scores by √d_k first.",
    )
    .mistake(
        "DP-3",
        wrong::divides_by_root_d_model,
        "{} is what ÷ √768 gives, a model's width. The divisor is √d_k, with \
         d_k the width of one query: q.ncols().",
    )
    .mistake(
        "DP-4",
        wrong::divides_by_root_m,
        "{} is what dividing by √m gives, the root of the number of keys. \
         d_k is the width of a key: k.ncols().",
    )
    .mistake(
        "DP-5",
        wrong::scales_the_weights,
        "You divided after softmax, so the row no longer adds up to 1. Divide \
         the scores.",
    )
    .mistake(
        "DP-6",
        wrong::multiplies_by_root_d_k,
        "You multiplied by √d_k, and softmax is a switch. Divide.",
    )
    .mistake(
        "DP-7",
        wrong::forgets_the_transpose,
        "This is q * k, without the transpose. A score pairs a row of q with \
         a row of k: q * k.transpose().",
    )
    .mistake(
        "DP-8",
        wrong::swaps_q_and_k,
        "Your rows are keys. A row belongs to a query: q * k.transpose(), \
         not k * q.transpose().",
    )
    .mistake(
        "DP-9",
        wrong::transposes_the_weights,
        "The weights are right, but the output mixes the values by their \
         columns. Multiply weights * v without a transpose.",
    )
    .mistake(
        "DP-10",
        wrong::divides_by_root_3,
        "{} is what ÷ √3 gives. The picture's three boxes stand for 64 \
         numbers: take q.ncols().",
    )
    .mistake(
        "DP-11",
        wrong::takes_the_largest,
        "You gave the largest score the whole weight. Softmax gives each key \
         a share.",
    )
    .mistake(
        "DP-13",
        wrong::divides_by_8,
        "You divide by 8 at every width. Only d_k = 64 has the root 8: take \
         q.ncols().",
    )
    .mistake(
        "DP-14",
        wrong::turns_the_output,
        "The output is turned: a row per query, a column per entry of a \
         value.",
    )
    .mistake(
        "SM-3",
        wrong::weighs_columns,
        "Softmax ran down the columns. Each query's weights, a row, must add \
         up to 1.",
    )
    .mistake(
        "SM-4",
        wrong::weighs_the_whole_matrix,
        "Softmax ran over the whole matrix at once. Take it row by row.",
    )
    .law("swapping two keys with their values changes no output", |attention| {
        let [q, k, v] = uneven();
        let (_, output) = attention(&q, &k, &v);
        let (mut k, mut v) = (k, v);
        k.swap_rows(1, 4);
        v.swap_rows(1, 4);
        let (_, swapped) = attention(&q, &k, &v);
        near(&output, &swapped)
    })
    .law("other values change no weight", |attention| {
        let [q, k, v] = uneven();
        let (weights, _) = attention(&q, &k, &v);
        let (others, _) = attention(&q, &k, &(v * -3.0));
        near(&weights, &others)
    })
}

/// softmax(QKᵀ / √d_k) V in `f64`, entry by entry.
fn expected(q: &M, k: &M, v: &M) -> Answer {
    let (n, m) = (q.nrows(), k.nrows());
    let (q, k, v) = (q.map(f64::from), k.map(f64::from), v.map(f64::from));
    let mut weights = DMatrix::<f64>::zeros(n, m);
    let mut output = DMatrix::<f64>::zeros(n, v.ncols());
    for i in 0..n {
        let score = |j| q.row(i).dot(&k.row(j)) / (q.ncols() as f64).sqrt();
        let row = softmax_f64(&(0..m).map(score).collect::<Vec<_>>());
        for (j, weight) in row.into_iter().enumerate() {
            weights[(i, j)] = weight;
            for c in 0..v.ncols() {
                output[(i, c)] += weight * v[(j, c)];
            }
        }
    }
    matrix("weights", &weights).and(matrix("output", &output))
}

fn matrix<T>(name: &'static str, matrix: &DMatrix<T>) -> Answer
where
    T: nalgebra::Scalar + Into<f64>,
{
    let by_row = matrix.row_iter().flat_map(|row| {
        row.iter().map(|x| x.clone().into()).collect::<Vec<f64>>()
    });
    Answer::matrix(name, matrix.ncols(), by_row)
}

/// n = 4, m = 5, d_k = 7, d_v = 3: no two sizes alike, no symmetry.
fn uneven() -> [M; 3] {
    let entry = |seed: usize| {
        move |i, j| ((seed * 7 + i * 31 + j * 17) % 23) as f32 / 8.0 - 1.25
    };
    [
        M::from_fn(4, 7, entry(1)),
        M::from_fn(5, 7, entry(4)),
        M::from_fn(5, 3, entry(9)),
    ]
}

/// Square, so that a missing transpose gives a number to show.
fn square() -> [M; 3] {
    [
        M::from_row_slice(2, 2, &[1.0, 2.0, 3.0, 0.5]),
        M::from_row_slice(2, 2, &[0.5, 0.6, 0.7, 1.5]),
        M::from_row_slice(2, 2, &[10.0, 0.0, 0.0, 10.0]),
    ]
}

fn near(before: &M, after: &M) -> Result<(), String> {
    let moved = (before - after).amax();
    match moved < 1e-5 {
        true => Ok(()),
        false => Err(format!("an entry moved by {moved}")),
    }
}
