//! Chapter 6: the full block, and a stack of them.

pub mod checks;
pub mod count;
pub mod experiment;
pub mod file;
pub mod worked;

use ch03_multi_head::{Linear, MultiHead};
use ch05_layernorm::{LayerNorm, post_norm, pre_norm};
use nalgebra::DMatrix;

/// x → max(0, x)
///
/// A NaN stays one; `x.max(0.0)` would hide it as 0.
///
/// ```
/// assert_eq!([-2.0, 3.0].map(ch06_full_block::relu), [0.0, 3.0]);
/// assert!(ch06_full_block::relu(f32::NAN).is_nan());
/// ```
pub fn relu(x: f32) -> f32 {
    if x < 0.0 { 0.0 } else { x }
}

/// x → x·Φ(x), with Φ the normal distribution's share below x
///
/// Source: Hendrycks and Gimpel 2016.
///
/// ```
/// assert_eq!(format!("{:.4}", ch06_full_block::gelu(1.0)), "0.8413");
/// ```
pub fn gelu(x: f32) -> f32 {
    0.5 * x * (1.0 + libm::erff(x / 2_f32.sqrt()))
}

/// x → GELU by tanh, as GPT-2 computes it
///
/// It differs from [`gelu`] by less than 0.0005. Source: Hendrycks and Gimpel
/// 2016, section 2.
///
/// ```
/// assert_eq!(format!("{:.4}", ch06_full_block::gelu_tanh(1.0)), "0.8412");
/// ```
pub fn gelu_tanh(x: f32) -> f32 {
    let inner =
        (2.0 / std::f32::consts::PI).sqrt() * (x + 0.044715 * x.powi(3));
    0.5 * x * (1.0 + inner.tanh())
}

/// A feed-forward network: two linear maps, with an activation between.
pub struct FeedForward {
    /// (d_model, d_ff); in the paper d_ff = 4·d_model.
    pub w_1: Linear,
    /// (d_ff, d_model)
    pub w_2: Linear,
    /// [`relu`] in the paper, [`gelu_tanh`] in GPT-2.
    pub activation: fn(f32) -> f32,
}

impl FeedForward {
    /// x: (n, d_model) → (n, d_model)
    ///
    /// activation(xW₁ + b₁)W₂ + b₂, each token on its own. Source: Vaswani et
    /// al. 2017, equation 2.
    ///
    /// ```
    /// use ch06_full_block::worked;
    /// let y = worked::feed_forward().forward(&example::x());
    /// assert_eq!(y.shape(), (2, 4));
    /// ```
    pub fn forward(&self, x: &DMatrix<f32>) -> DMatrix<f32> {
        let mut hidden = self.w_1.apply(x);
        hidden.apply(|h| *h = (self.activation)(*h));
        self.w_2.apply(&hidden)
    }
}

/// Where a block normalises.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// norm(x + f(x)), as the 2017 paper draws it.
    Post,
    /// x + f(norm(x)), as GPT-2 does.
    Pre,
}

/// An encoder block: attention, then the feed-forward network, each with its
/// residual connection and its own norm.
pub struct Block {
    /// The first sublayer.
    pub attention: MultiHead,
    /// The first sublayer's norm.
    pub norm_1: LayerNorm,
    /// The second sublayer.
    pub feed_forward: FeedForward,
    /// The second sublayer's norm.
    pub norm_2: LayerNorm,
}

impl Block {
    /// x: (n, d_model), mask: (n, n) → (n, d_model)
    ///
    /// In the mask true means "may attend". Source: Vaswani et al. 2017,
    /// section 3.1.
    ///
    /// ```
    /// use ch06_full_block::{Order, worked};
    /// let y = worked::block().forward(&example::x(), Order::Post, None);
    /// assert_eq!(y.shape(), (2, 4));
    /// ```
    pub fn forward(
        &self,
        x: &DMatrix<f32>,
        order: Order,
        mask: Option<&DMatrix<bool>>,
    ) -> DMatrix<f32> {
        let attend =
            |x: &DMatrix<f32>| self.attention.forward(x, x, mask).output;
        let feed = |x: &DMatrix<f32>| self.feed_forward.forward(x);
        match order {
            Order::Post => {
                let h = post_norm(x, &self.norm_1, attend);
                post_norm(&h, &self.norm_2, feed)
            }
            Order::Pre => {
                let h = pre_norm(x, &self.norm_1, attend);
                pre_norm(&h, &self.norm_2, feed)
            }
        }
    }
}

/// A stack of blocks.
pub struct Encoder {
    /// From the input up, each with its own weights.
    pub blocks: Vec<Block>,
    /// Where the blocks normalise.
    pub order: Order,
    /// After the last block. Pre-norm needs it, since nothing else there
    /// normalises the stream; post-norm has no use for it.
    pub norm: Option<LayerNorm>,
}

impl Encoder {
    /// x: (n, d_model), mask: (n, n) → (n, d_model)
    ///
    /// ```
    /// use ch06_full_block::{Encoder, Order, worked};
    /// let blocks = vec![worked::block(), worked::block()];
    /// let encoder = Encoder { blocks, order: Order::Post, norm: None };
    /// assert_eq!(encoder.forward(&example::x(), None).shape(), (2, 4));
    /// ```
    pub fn forward(
        &self,
        x: &DMatrix<f32>,
        mask: Option<&DMatrix<bool>>,
    ) -> DMatrix<f32> {
        let mut x = x.clone();
        for block in &self.blocks {
            x = block.forward(&x, self.order, mask);
        }
        match &self.norm {
            Some(norm) => norm.forward(&x),
            None => x,
        }
    }
}
