//! "Thinking Machines" with two heads.

mod facts;
mod figures;
mod printout;
mod widget;

pub use facts::facts;
pub use figures::figures;
pub use printout::{report, report_of};
pub use widget::widget;

use crate::checks::wrong::{self, Steps};
use crate::{Linear, MultiHead, split};
use ch02_scaled_dot_product::{attention, scaled_scores, scores};
use nalgebra::DMatrix;
use rand::{RngExt, SeedableRng, rngs::ChaCha8Rng};
use rand_distr::StandardNormal;

/// The ring that the task of [`crate::experiment`] is shown on.
pub const RING: [f32; 3] = [3., 1., 8.];

/// Rings of random numbers that it is measured on.
pub const DRAWS: usize = 4000;

/// Where they begin.
pub const SEED: u64 = 7;

/// The example's multi-head attention.
pub fn multi_head() -> MultiHead {
    MultiHead {
        heads: example::HEADS,
        w_q: without_bias(example::w_q()),
        w_k: without_bias(example::w_k()),
        w_v: without_bias(example::w_v()),
        w_o: without_bias(example::w_o()),
    }
}

/// The example's weights drawn at random instead: normal, of mean 0 and
/// variance 1 / d_model.
pub fn random(seed: u64) -> MultiHead {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut linear = || {
        let mut entry = || rng.sample::<f32, _>(StandardNormal) / 2.0;
        without_bias(DMatrix::from_fn(4, 4, |_, _| entry()))
    };
    MultiHead {
        heads: example::HEADS,
        w_q: linear(),
        w_k: linear(),
        w_v: linear(),
        w_o: linear(),
    }
}

fn without_bias(w: DMatrix<f32>) -> Linear {
    Linear { w, b: None }
}

/// Every number of one head, on its way.
struct Head {
    q: DMatrix<f32>,
    k: DMatrix<f32>,
    v: DMatrix<f32>,
    scores: DMatrix<f32>,
    scaled: DMatrix<f32>,
    weights: DMatrix<f32>,
    output: DMatrix<f32>,
}

/// The heads of this attention over the example's tokens.
fn heads_of(multi_head: &MultiHead) -> Vec<Head> {
    let x = example::x();
    let parts = |w: &Linear| split(&w.apply(&x), multi_head.heads);
    let (q, k, v) = (
        parts(&multi_head.w_q),
        parts(&multi_head.w_k),
        parts(&multi_head.w_v),
    );
    let head = |((q, k), v): ((DMatrix<f32>, _), _)| {
        let (weights, output) = attention(&q, &k, &v);
        let (scores, scaled) = (scores(&q, &k), scaled_scores(&q, &k));
        Head { q, k, v, scores, scaled, weights, output }
    };
    q.into_iter().zip(k).zip(v).map(head).collect()
}

/// Programs to break: an id, the steps, what they do.
const BROKEN: [(&str, Steps, &str); 11] = [
    ("right", wrong::RIGHT, "none"),
    ("MH-1", wrong::REINTERPRETS, "rows cut, not columns"),
    ("MH-2", wrong::INTERLEAVES, "columns dealt out one by one"),
    ("MH-3", wrong::FLATTENS, "outputs flattened head by head"),
    ("MH-4", wrong::DIVIDES_BY_ROOT_D_MODEL, "÷ √4, the width of a token"),
    ("MH-5", wrong::FORGETS_W_O, "no W_O"),
    ("MH-7", wrong::SLICES_FIRST, "split before the projection"),
    ("MH-9", wrong::AVERAGES, "heads averaged, no W_O fits"),
    ("MH-10", wrong::WEIGHS_HEADS, "softmax over the heads"),
    ("MH-11", wrong::SHARES_ONE_HEAD, "one head's weights for all"),
    ("MH-22", wrong::REVERSES, "heads merged in the wrong order"),
];

/// What the steps make of Thinking.
fn thinking(steps: &Steps) -> Vec<f32> {
    let x = example::x();
    let [q, k, v] = [example::w_q(), example::w_k(), example::w_v()];
    let matrices = [&x, &x, &q, &k, &v, &example::w_o()];
    let row = row_of(&steps.run(matrices, example::HEADS), 0);
    row.into_iter().map(settled).collect()
}

/// To four decimals: the last bit of a sum is chance, and would tell
/// 0.9999999 from 1.
fn settled(x: f32) -> f32 {
    // Adding nothing turns −0 into 0.
    (x * 1e4).round() / 1e4 + 0.0
}

fn row_of(matrix: &DMatrix<f32>, i: usize) -> Vec<f32> {
    matrix.row(i).iter().copied().collect()
}
