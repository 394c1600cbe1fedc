//! "Thinking Machines" through a whole block.

use crate::{Block, FeedForward, relu};
use ch03_multi_head::{Linear, worked::multi_head};
use ch05_layernorm::worked::{norm_1, norm_2};

/// The example's feed-forward network.
pub fn feed_forward() -> FeedForward {
    FeedForward {
        w_1: Linear { w: example::w_1(), b: Some(example::b_1()) },
        w_2: Linear { w: example::w_2(), b: Some(example::b_2()) },
        activation: relu,
    }
}

/// The example's block.
pub fn block() -> Block {
    Block {
        attention: multi_head(),
        norm_1: norm_1(),
        feed_forward: feed_forward(),
        norm_2: norm_2(),
    }
}
