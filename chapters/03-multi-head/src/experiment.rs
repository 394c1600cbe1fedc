//! One head or two? Each token is to put out the number of its right neighbour
//! minus that of its left, in a ring of three.

use crate::{Linear, MultiHead};
use nalgebra::DMatrix;
use rand::{RngExt, SeedableRng, rngs::ChaCha8Rng};
use rand_distr::StandardNormal;

/// A score so far above the others that their weight rounds to nothing.
const SHARP: f32 = 100.0;

/// → x: (3, 4), in each row a token's number and a 1 at its place
pub fn tokens(numbers: [f32; 3]) -> DMatrix<f32> {
    DMatrix::from_fn(3, 4, |i, c| match c {
        0 => numbers[i],
        _ => f32::from(c == i + 1),
    })
}

/// → what each token is to put out: right minus left
pub fn wanted([a, b, c]: [f32; 3]) -> [f32; 3] {
    [b - c, c - a, a - b]
}

/// Two heads that do it: the first copies the left neighbour, the second the
/// right one, and W_O subtracts.
///
/// ```
/// use ch03_multi_head::experiment::{tokens, two_heads};
/// let x = tokens([3.0, 1.0, 8.0]);
/// let y = two_heads().forward(&x, &x, None).output;
/// assert_eq!(y.column(0).as_slice(), [-7.0, 5.0, 2.0]);
/// ```
pub fn two_heads() -> MultiHead {
    // A head has two entries for three places. These keys are apart enough:
    // each has its largest product with itself.
    let keys = [[1., 0.], [0., 1.], [-1., -1.]];
    let [left, right] = [2, 1];
    let (mut w_q, mut w_k) = (DMatrix::zeros(4, 4), DMatrix::zeros(4, 4));
    for (place, own) in keys.iter().enumerate() {
        for (head, step) in [left, right].into_iter().enumerate() {
            let sought =
                keys[(place + step) % 3].map(|entry| SHARP * entry);
            let at = (place + 1, 2 * head);
            w_k.view_mut(at, (1, 2)).copy_from_slice(own);
            w_q.view_mut(at, (1, 2)).copy_from_slice(&sought);
        }
    }
    let (mut w_v, mut w_o) = (DMatrix::zeros(4, 4), DMatrix::zeros(4, 4));
    (w_v[(0, 0)], w_v[(0, 2)]) = (1.0, 1.0);
    (w_o[(0, 0)], w_o[(2, 0)]) = (-1.0, 1.0);
    of(2, [w_q, w_k, w_v, w_o])
}

/// One head that copies the right neighbour: the best there is, by
/// [`one_head_error`].
pub fn one_head() -> MultiHead {
    let place = |i: usize, j: usize| i > 0 && j > 0 && j % 3 == i % 3;
    let w_k = DMatrix::from_fn(4, 4, |i, j| f32::from(place(i, j)));
    let w_q = DMatrix::from_fn(4, 4, |i, j| {
        SHARP * f32::from(i > 0 && place(i + 1, j))
    });
    let mut w_v = DMatrix::zeros(4, 4);
    w_v[(0, 0)] = 1.0;
    of(1, [w_q, w_k, w_v.clone(), w_v])
}

fn of(heads: usize, weights: [DMatrix<f32>; 4]) -> MultiHead {
    let [w_q, w_k, w_v, w_o] = weights.map(|w| Linear { w, b: None });
    MultiHead { heads, w_q, w_k, w_v, w_o }
}

/// The mean squared error of one head that gives the left neighbour the weight
/// `a`, the right one 1 − a, and multiplies by w.
///
/// (wa + 1)² + (w(1 − a) − 1)², for independent numbers of mean 0 and
/// variance 1. One of the two squares is at least 1.
pub fn one_head_error(a: f64, w: f64) -> f64 {
    (w * a + 1.0).powi(2) + (w * (1.0 - a) - 1.0).powi(2)
}

/// The smallest [`one_head_error`] over 101 shares and 601 factors:
/// a, w, error.
pub fn search() -> [f64; 3] {
    let mut best = [0.0, 0.0, one_head_error(0.0, 0.0)];
    for share in 0..=100 {
        for factor in -300..=300 {
            let (a, w) =
                (f64::from(share) / 100.0, f64::from(factor) / 100.0);
            let error = one_head_error(a, w);
            if error < best[2] {
                best = [a, w, error];
            }
        }
    }
    best
}

/// The mean squared error over random rings, numbers of mean 0 and variance 1.
pub fn measure(attention: &MultiHead, draws: usize, seed: u64) -> f64 {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut squares = 0.0;
    for _ in 0..draws {
        let numbers = [(); 3].map(|()| rng.sample(StandardNormal));
        let x = tokens(numbers);
        let y = attention.forward(&x, &x, None).output;
        for (y, wanted) in y.column(0).iter().zip(wanted(numbers)) {
            squares += f64::from(y - wanted).powi(2);
        }
    }
    squares / (3 * draws) as f64
}
