//! "Thinking Machines", normalised.

use crate::LayerNorm;

/// The norm after the example's attention.
pub fn norm_1() -> LayerNorm {
    LayerNorm {
        gamma: example::gamma_1(),
        beta: example::beta_1(),
        epsilon: 1e-5,
    }
}

/// The norm after the example's feed-forward network.
pub fn norm_2() -> LayerNorm {
    LayerNorm {
        gamma: example::gamma_2(),
        beta: example::beta_2(),
        epsilon: 1e-5,
    }
}
