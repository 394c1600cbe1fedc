//! "Thinking Machines" with two heads.

use crate::{Linear, MultiHead};
use nalgebra::DMatrix;

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

fn without_bias(w: DMatrix<f32>) -> Linear {
    Linear { w, b: None }
}
