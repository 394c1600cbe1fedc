//! 14 and 12 become 0.88 and 0.12, in steps; and what else softmax does.

mod facts;
mod figures;
mod printout;
mod widget;

pub use facts::facts;
pub use figures::figures;
pub use printout::{report, report_of};
pub use widget::widget;

use crate::checks::wrong;
use crate::softmax_with_temperature;
use crate::{log_softmax, softmax, softmax_naive, softmax_rows};
use nalgebra::DMatrix;

/// What chapter 2 gives to softmax: the scores of *Thinking* and *Machines*.
pub const SCORES: [f32; 2] = [14., 12.];

/// The same two before chapter 2 divides them by 8.
pub const LARGE: [f32; 2] = [112., 96.];

/// Three scores, for what two can't show.
pub const THREE: [f32; 3] = [14., 12., 10.];

/// Scores so far apart that `f32` rounds the second weight to 0.
pub const FAR: [f32; 2] = [0., -200.];

/// Temperatures to compare.
pub const TEMPERATURES: [f32; 4] = [0.5, 1., 2., 8.];

const WORDS: [&str; 2] = ["Thinking", "Machines"];

const MASKED: f32 = f32::NEG_INFINITY;

/// → scores: (2, 2), which no transpose leaves as they are
pub fn matrix() -> DMatrix<f32> {
    DMatrix::from_row_slice(2, 2, &[14., 12., 10., 13.])
}

/// → scores: (2, 2), rows so far apart that one maximum doesn't serve both
fn far_rows() -> DMatrix<f32> {
    DMatrix::from_row_slice(2, 2, &[0., 1., 200., 201.])
}

/// A program with one mistake.
struct Broken {
    id: &'static str,
    mistake: &'static str,
    scores: &'static str,
    gives: fn() -> Vec<f32>,
    right: fn() -> Vec<f32>,
}

const BROKEN: [Broken; 11] = [
    Broken {
        id: "no_exp",
        mistake: "no exp",
        scores: "14, 12",
        gives: || wrong::leaves_out_exp(&SCORES),
        right: || softmax(&SCORES),
    },
    Broken {
        id: "two",
        mistake: "2 to the power s",
        scores: "14, 12",
        gives: || wrong::takes_powers_of_two(&SCORES),
        right: || softmax(&SCORES),
    },
    Broken {
        id: "sign",
        mistake: "exp(max − s)",
        scores: "14, 12",
        gives: || wrong::turns_the_sign(&SCORES),
        right: || softmax(&SCORES),
    },
    Broken {
        id: "twice",
        mistake: "softmax twice",
        scores: "14, 12",
        gives: || wrong::runs_twice(&SCORES),
        right: || softmax(&SCORES),
    },
    Broken {
        id: "times_T",
        mistake: "s · T",
        scores: "14, 12; T = 2",
        gives: || wrong::multiplies_by_temperature(&SCORES, 2.),
        right: || softmax_with_temperature(&SCORES, 2.),
    },
    Broken {
        id: "naive",
        mistake: "no maximum",
        scores: "112, 96",
        gives: || softmax_naive(&LARGE),
        right: || softmax(&LARGE),
    },
    Broken {
        id: "from_0",
        mistake: "maximum from 0",
        scores: "-200, -201",
        gives: || wrong::begins_at_zero(&[-200., -201.]),
        right: || softmax(&[-200., -201.]),
    },
    Broken {
        id: "ln",
        mistake: "ln of softmax",
        scores: "0, -200",
        gives: || wrong::takes_ln_of_softmax(&FAR),
        right: || log_softmax(&FAR),
    },
    Broken {
        id: "columns",
        mistake: "down the columns",
        scores: "14, 12 / 10, 13",
        gives: || first_row(&wrong::weighs_columns(&matrix())),
        right: || first_row(&softmax_rows(&matrix())),
    },
    Broken {
        id: "whole",
        mistake: "the whole matrix",
        scores: "14, 12 / 10, 13",
        gives: || first_row(&wrong::weighs_the_whole_matrix(&matrix())),
        right: || first_row(&softmax_rows(&matrix())),
    },
    Broken {
        id: "one_max",
        mistake: "one maximum",
        scores: "0, 1 / 200, 201",
        gives: || first_row(&wrong::takes_one_maximum(&far_rows())),
        right: || first_row(&softmax_rows(&far_rows())),
    },
];

fn first_row(matrix: &DMatrix<f32>) -> Vec<f32> {
    row_of(matrix, 0)
}

fn row_of(matrix: &DMatrix<f32>, i: usize) -> Vec<f32> {
    matrix.row(i).iter().copied().collect()
}
