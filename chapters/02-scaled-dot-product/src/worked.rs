//! "Thinking Machines": the numbers everyone has seen, from vectors that
//! anyone can see.

mod facts;
mod figures;
mod printout;
mod widget;

pub use facts::facts;
pub use figures::figures;
pub use printout::{report, report_of};
pub use widget::widget;

use crate::attention;
use crate::checks::wrong;
use crate::experiment::{Width, measure};
use nalgebra::DMatrix;

/// The two tokens.
pub const WORDS: [&str; 2] = ["Thinking", "Machines"];

/// The queries of both tokens: the first four entries.
pub const Q_TILE: [[f32; 4]; 2] = [[3., 1., 1., -1.], [1., 1., 1., -1.]];

/// The keys of both tokens: the first four entries.
pub const K_TILE: [[f32; 4]; 2] = [[2., 1., 1., 1.], [1., 3., 1., 1.]];

/// How many tiles make the 64 entries of a query or key.
pub const TILES: usize = 16;

/// Widths of the experiment.
pub const WIDTHS: [usize; 5] = [4, 16, 64, 256, 1024];

/// Draws of the experiment at each width.
pub const DRAWS: usize = 4000;

/// Where its random numbers begin.
pub const SEED: u64 = 7;

/// → q: (2, 4·copies)
pub fn q(copies: usize) -> DMatrix<f32> {
    tiled(Q_TILE, copies)
}

/// → k: (2, 4·copies)
pub fn k(copies: usize) -> DMatrix<f32> {
    tiled(K_TILE, copies)
}

/// → v: (2, 3). The third entries are alike: no mixture changes them.
pub fn v() -> DMatrix<f32> {
    DMatrix::from_row_slice(2, 3, &[1., 0., 2., 0., 1., 2.])
}

/// tile: 2 rows of 4 → (2, 4·copies)
fn tiled(tile: [[f32; 4]; 2], copies: usize) -> DMatrix<f32> {
    DMatrix::from_fn(2, 4 * copies, |row, col| tile[row][col % 4])
}

/// The first two entries of a token's query or key: the toy of two dimensions.
pub fn toy(tile: [[f32; 4]; 2], token: usize) -> [f32; 2] {
    [tile[token][0], tile[token][1]]
}

/// Attention as a function: q, k, v → weights, output.
pub type Program = fn(
    &DMatrix<f32>,
    &DMatrix<f32>,
    &DMatrix<f32>,
) -> (DMatrix<f32>, DMatrix<f32>);

/// Programs to break: an id, the program, what it does.
const BROKEN: [(&str, Program, &str); 6] = [
    ("right", attention, "÷ √64"),
    ("unscaled", wrong::does_not_scale, "no division"),
    ("by_d_k", wrong::divides_by_d_k, "÷ 64, which is d_k"),
    ("by_768", wrong::divides_by_root_d_model, "÷ √768, another width"),
    ("columns", wrong::weighs_columns, "softmax down columns"),
    ("late", wrong::scales_the_weights, "÷ √64 after softmax"),
];

fn run_experiment() -> Vec<(usize, Width)> {
    let run = |d_k| (d_k, measure(d_k, DRAWS, SEED));
    WIDTHS.into_iter().map(run).collect()
}

fn row_of(matrix: &DMatrix<f32>, i: usize) -> Vec<f32> {
    matrix.row(i).iter().copied().collect()
}
