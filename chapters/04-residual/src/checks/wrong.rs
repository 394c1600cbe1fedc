//! The residual connection as learners write it by mistake. The judge knows
//! these programs, and the worked example prints what they give. Each is named
//! by its id in the list of mistakes.

use super::sublayer::Sublayer;
use nalgebra::DMatrix;

type M = DMatrix<f32>;

/// RS-5: f writes into x, and x is added to itself.
pub fn reuses_the_buffer(x: &M, f: Sublayer) -> M {
    let mut x = x.clone();
    x = f(&x);
    &x + &x
}

/// RS-6: x ⊙ f(x).
pub fn multiplies(x: &M, f: Sublayer) -> M {
    x.component_mul(&f(x))
}

/// RS-13: x and f(x) side by side.
pub fn concatenates(x: &M, f: Sublayer) -> M {
    ch03_multi_head::concatenate(&[x.clone(), f(x)])
}

/// RS-14: f(x), without the skip.
pub fn replaces(x: &M, f: Sublayer) -> M {
    f(x)
}

/// RS-8: the second sublayer's result added to the block's input.
pub fn adds_the_first_input(x: &M, f: Sublayer, g: Sublayer) -> M {
    x + g(&(x + f(x)))
}

/// RS-18: both sublayers read x.
pub fn runs_side_by_side(x: &M, f: Sublayer, g: Sublayer) -> M {
    x + f(x) + g(x)
}

/// RS-19: one skip around both sublayers.
pub fn skips_both_at_once(x: &M, f: Sublayer, g: Sublayer) -> M {
    x + g(&f(x))
}

/// RS-9: dropout on the sum.
pub fn drops_the_sum(
    x: &[f32],
    branch: &[f32],
    keep: &[bool],
    p: f32,
    training: bool,
) -> Vec<f32> {
    let sum = |i: usize| match (training, keep[i]) {
        (false, _) => x[i] + branch[i],
        (true, true) => (x[i] + branch[i]) / (1.0 - p),
        (true, false) => 0.0,
    };
    (0..x.len()).map(sum).collect()
}
