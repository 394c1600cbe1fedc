use super::{entries, matrix, near, solutions};
use judge::Check;
use nalgebra::{DMatrix, RowDVector};

type M = DMatrix<f32>;
type Row = RowDVector<f32>;
type Map = fn(&M, &M, &Row) -> M;

/// Exercise 3.4: a linear map.
pub fn e3_4() -> Check<Map, (M, M, Row)> {
    Check::<Map, (M, M, Row)>::new(
        include_str!("solutions/e3_4.rs"),
        solutions::e3_4::linear,
        |linear, (x, w, b)| matrix("output", &linear(x, w, b)),
        |(x, w, b)| {
            let entry = |i, j| {
                let product =
                    |c| f64::from(x[(i, c)]) * f64::from(w[(c, j)]);
                (0..x.ncols()).map(product).sum::<f64>() + f64::from(b[j])
            };
            let y = DMatrix::from_fn(x.nrows(), w.ncols(), entry);
            matrix("output", &y)
        },
    )
    .probe(
        "2 rows, 2 inputs, 2 outputs",
        (
            M::from_row_slice(2, 2, &[1., 2., 3., 4.]),
            M::from_row_slice(2, 2, &[1., 0., 2., -1.]),
            Row::from_row_slice(&[10., 20.]),
        ),
    )
    .probe("4 rows, 3 inputs, 5 outputs", uneven())
    .mistake(
        "MH-23",
        |x, w, _| x * w,
        "{} is the product alone. Add the bias to every row.",
    )
    .mistake(
        "MH-24",
        |x, w, b| {
            let mut y = x * w.transpose();
            y.row_iter_mut().for_each(|mut row| row += b);
            y
        },
        "{} is x times the transpose of W. Here W is (inputs, outputs), so x·W \
         needs none; PyTorch stores the transpose.",
    )
    .mistake(
        "MH-25",
        |x, w, b| {
            let mut y = x * w;
            for (mut row, bias) in y.row_iter_mut().zip(b.iter()) {
                row.add_scalar_mut(*bias);
            }
            y
        },
        "You gave each row one entry of the bias. Every row gets all of them, \
         an entry per column.",
    )
    .mistake(
        "MH-26",
        |x, w, b| {
            let mut y = x * w;
            let mut first = y.row_mut(0);
            first += b;
            y
        },
        "Only the first row got the bias. Every token gets it.",
    )
    .mistake(
        "MH-27",
        |x, w, b| {
            let mut y = x * w;
            y.row_iter_mut().for_each(|mut row| row -= b);
            y
        },
        "You subtracted the bias. Add it.",
    )
    .law("zeros give the bias, row by row", |linear| {
        let (_, w, b) = uneven();
        let biases = M::from_rows(&vec![b.clone(); 6]);
        near(&biases, &linear(&M::zeros(6, w.nrows()), &w, &b))
    })
}

/// n = 4, 3 inputs, 5 outputs.
fn uneven() -> (M, M, Row) {
    let b = entries(1, 5, 3).row(0).into_owned();
    (entries(4, 3, 1), entries(3, 5, 2), b)
}
