//! "Thinking Machines" keeps its input.

mod facts;
mod figures;
mod printout;
mod widget;

pub use facts::facts;
pub use figures::figures;
pub use printout::{report, report_of};
pub use widget::widget;

use crate::checks::wrong;
use crate::experiment::{Left, measure, random, scaled};
use crate::{dropout, residual};
use ch03_multi_head::worked::multi_head;
use nalgebra::{DMatrix, RealField};
use rand::{SeedableRng, rngs::ChaCha8Rng};

type M = DMatrix<f32>;

/// How many layers: two in each of the paper's six blocks.
pub const DEPTH: usize = 12;

/// The layers of the experiment: f(x) = 0.1x.
pub const SCALE: f32 = 0.1;

/// Standard deviations of the entries of random layers. 0.25 is 1/√16: such
/// layers of width 16 keep lengths as they are.
pub const DEVIATIONS: [f32; 3] = [0.05, 0.25, 0.5];

/// The probability that an entry of the branch is dropped.
pub const P: f32 = 0.25;

/// How often dropout is drawn to find its mean.
pub const DRAWS: usize = 4000;

/// Where random numbers begin.
pub const SEED: u64 = 1;

/// → (1, 4): the page's first token, (1, 2, 3, 4)
pub fn x() -> M {
    M::from_row_slice(1, 4, &[1., 2., 3., 4.])
}

/// v: (n, 4) → (n, 4): the page's first sublayer, (v₃, 0, −v₀, 0) of each row
pub fn by_hand<T: RealField + Copy>(v: &DMatrix<T>) -> DMatrix<T> {
    let mut y = DMatrix::zeros(v.nrows(), v.ncols());
    y.set_column(0, &v.column(3));
    y.set_column(2, &-v.column(0));
    y
}

/// x: (n, 4) → (n, 4): the page's second sublayer, 2h
pub fn twice(h: &M) -> M {
    h * 2.0
}

/// x: (2, 4) → (2, 4): the sublayer of the example, chapter 3's attention
pub fn attend(x: &M) -> M {
    multi_head().forward(x, x, None).output
}

/// Without skips, with skips.
const SKIPS: [bool; 2] = [false, true];

/// f(x) = s·x, without skips and with.
fn run_scaled(depth: usize, s: f32) -> [Left; 2] {
    SKIPS.map(|skips| measure(&scaled(depth, s), skips, SEED))
}

/// Random layers, without skips and with.
fn run_random(depth: usize, deviation: f32, seed: u64) -> [Left; 2] {
    let layers = random(depth, deviation, seed);
    SKIPS.map(|skips| measure(&layers, skips, seed))
}

/// → (1, 4): what attention adds to *Thinking*
fn branch() -> M {
    attend(&example::x()).rows(0, 1).into_owned()
}

/// → (1, 4) each: the branch of *Thinking*, dropped from so many times
fn draws(count: usize, seed: u64) -> Vec<M> {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    (0..count).map(|_| dropout(branch(), P, Some(&mut rng))).collect()
}

/// The mean of all [`DRAWS`].
fn mean_of_draws() -> M {
    draws(DRAWS, SEED).iter().sum::<M>() / DRAWS as f32
}

/// One layer, right and broken: what it does and what it gives.
fn broken_layers() -> [(&'static str, M); 4] {
    let f = by_hand::<f32>;
    [
        ("x + f(x)", residual(&x(), f)),
        ("f(x), without the skip", wrong::replaces(&x(), f)),
        ("x overwritten", wrong::reuses_the_buffer(&x(), f)),
        ("multiplied", wrong::multiplies(&x(), f)),
    ]
}

/// Two layers, right and broken.
fn broken_pairs() -> [(&'static str, M); 4] {
    let (x, f, g) = (&x(), by_hand::<f32>, twice);
    [
        ("h + g(h)", residual(&residual(x, f), g)),
        ("x + g(h)", wrong::adds_the_first_input(x, f, g)),
        ("x + f(x) + g(x)", wrong::runs_side_by_side(x, f, g)),
        ("x + g(f(x))", wrong::skips_both_at_once(x, f, g)),
    ]
}

/// The share of paths that lead through `layers` skips untouched if each
/// entry of each sum is dropped with probability `p`.
fn untouched(p: f64, layers: usize) -> f64 {
    (1. - p).powi(layers as i32)
}

fn row_of(matrix: &M, i: usize) -> Vec<f32> {
    matrix.row(i).iter().copied().collect()
}
