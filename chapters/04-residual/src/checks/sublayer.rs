//! The sublayers on which residual connections are tried, each in the `f32`
//! that a program gets and in the `f64` of what is right.

use crate::worked;
use judge::Answer;
use nalgebra::{DMatrix, RealField, Scalar};
use std::cell::Cell;

type M = DMatrix<f32>;

/// A function from a matrix to another of the same shape.
pub type Sublayer = fn(&M) -> M;

/// One sublayer, twice.
#[derive(Clone, Copy)]
pub struct Both {
    /// What the program gets.
    pub f: Sublayer,
    /// What is right.
    pub exact: fn(&DMatrix<f64>) -> DMatrix<f64>,
}

/// The page's f.
pub const BY_HAND: Both =
    Both { f: worked::by_hand, exact: worked::by_hand };

/// 2h
pub const TWICE: Both = Both { f: twice, exact: twice };

/// Bends, and mixes rows and columns.
pub const SQUARES: Both = Both { f: squares, exact: squares };

fn twice<T: RealField + Copy>(h: &DMatrix<T>) -> DMatrix<T> {
    h.map(|entry| entry + entry)
}

fn squares<T: RealField + Copy>(h: &DMatrix<T>) -> DMatrix<T> {
    let (n, d) = h.shape();
    DMatrix::from_fn(n, d, |i, j| {
        let entry = h[((i + 1) % n, (j + 1) % d)];
        entry * entry
    })
}

/// n = 3, d = 5: no symmetry.
pub fn uneven() -> M {
    M::from_fn(3, 5, |i, j| ((i * 31 + j * 17) % 23) as f32 / 8.0 - 1.25)
}

/// (1, 2, 3, 4)
pub fn x() -> M {
    worked::x()
}

/// A matrix as a part of an answer, row by row.
pub fn matrix<T: Scalar + Into<f64>>(matrix: &DMatrix<T>) -> Answer {
    let by_row = matrix.row_iter().flat_map(|row| {
        row.iter().map(|x| x.clone().into()).collect::<Vec<f64>>()
    });
    Answer::matrix("output", matrix.ncols(), by_row)
}

thread_local! {
    static CALLS: Cell<usize> = const { Cell::new(0) };
}

/// 2h, counted.
pub fn counted(h: &M) -> M {
    CALLS.set(CALLS.get() + 1);
    twice(h)
}

/// Whether `program` calls [`counted`] as many times as it should.
pub fn calls(right: usize, program: impl FnOnce()) -> Result<(), String> {
    CALLS.set(0);
    program();
    match CALLS.get() {
        calls if calls == right => Ok(()),
        calls => Err(format!("{calls} calls in place of {right}")),
    }
}
