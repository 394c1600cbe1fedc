//! "Thinking Machines" through a whole block.

mod facts;
mod figures;
mod printout;
mod widget;

pub use facts::facts;
pub use figures::figures;
pub use printout::{report, report_of};
pub use widget::widget;

use crate::checks::wrong::{self, Part};
use crate::{Block, FeedForward, Order, relu};
use ch02_scaled_dot_product::{scaled_scores, scores};
use ch03_multi_head::{
    Linear, concatenate, masked_attention, split, worked::multi_head,
};
use ch05_layernorm::worked::{norm_1, norm_2};
use nalgebra::DMatrix;

type M = DMatrix<f32>;

/// Depths at which the printout shows the stream's spread.
pub const DEPTHS: [usize; 7] = [0, 1, 2, 4, 6, 8, 12];

/// Where the random weights begin.
pub const SEED: u64 = 7;

/// Where GELU and ReLU are compared.
pub const POINTS: [f32; 5] = [-2., -1., 0., 1., 2.];

/// The feed-forward network by hand: (2, 3)
pub fn small_w_1() -> M {
    M::from_row_slice(2, 3, &[1., 0., -1., 0., 1., 1.])
}

/// The feed-forward network by hand: (3, 2)
pub fn small_w_2() -> M {
    M::from_row_slice(3, 2, &[1., 0., 0., 1., 1., 1.])
}

/// The token by hand: (1, 2)
pub fn small_x() -> M {
    M::from_row_slice(1, 2, &[1., -2.])
}

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

/// The example's parts: attend, norm_1, feed, norm_2.
pub const PARTS: [Part; 4] = [
    |x| multi_head().forward(x, x, None).output,
    |x| norm_1().forward(x),
    |x| feed_forward().forward(x),
    |x| norm_2().forward(x),
];

/// Every intermediate of the example's way through its block, a token a row.
pub struct Walk {
    /// What enters the block.
    pub x: M,
    /// What attention reads: x in post-norm, norm₁(x) in pre-norm.
    pub attention_in: M,
    /// The queries, keys and values of both heads, side by side.
    pub q: M,
    /// The keys.
    pub k: M,
    /// The values.
    pub v: M,
    /// QKᵀ of each head.
    pub scores: Vec<M>,
    /// The scores ÷ √d_k.
    pub scaled: Vec<M>,
    /// Softmax of each row of these.
    pub weights: Vec<M>,
    /// The heads' outputs, side by side.
    pub heads: M,
    /// Attention's output.
    pub attended: M,
    /// x + attention's output.
    pub sum_1: M,
    /// The stream after the first sublayer: norm₁ of the sum in post-norm,
    /// the sum in pre-norm.
    pub h: M,
    /// What the feed-forward network reads: h, or norm₂(h) in pre-norm.
    pub feed_in: M,
    /// Its hidden numbers before ReLU.
    pub hidden: M,
    /// And after.
    pub active: M,
    /// Its output.
    pub fed: M,
    /// h + the network's output.
    pub sum_2: M,
    /// What leaves the block: norm₂ of the sum, or the sum.
    pub y: M,
}

/// → the example's way through its block, step by step
pub fn walk(order: Order) -> Walk {
    walk_of(example::x(), order)
}

/// x: (n, 4) → the same for other tokens
fn walk_of(x: M, order: Order) -> Walk {
    let Block { attention, norm_1, feed_forward, norm_2 } = block();
    let post = order == Order::Post;
    let attention_in = if post { x.clone() } else { norm_1.forward(&x) };
    let q = attention.w_q.apply(&attention_in);
    let k = attention.w_k.apply(&attention_in);
    let v = attention.w_v.apply(&attention_in);
    let heads = attention.heads;
    let (mut all_scores, mut scaled) = (vec![], vec![]);
    let (mut weights, mut outputs) = (vec![], vec![]);
    let split = |m: &M| split(m, heads);
    for ((q, k), v) in split(&q).iter().zip(split(&k)).zip(split(&v)) {
        all_scores.push(scores(q, &k));
        scaled.push(scaled_scores(q, &k));
        let (a, z) = masked_attention(q, &k, &v, None);
        weights.push(a);
        outputs.push(z);
    }
    let heads = concatenate(&outputs);
    let attended = attention.w_o.apply(&heads);
    let sum_1 = &x + &attended;
    let h = if post { norm_1.forward(&sum_1) } else { sum_1.clone() };
    let feed_in = if post { h.clone() } else { norm_2.forward(&h) };
    let hidden = feed_forward.w_1.apply(&feed_in);
    let active = hidden.map(relu);
    let fed = feed_forward.w_2.apply(&active);
    let sum_2 = &h + &fed;
    let y = if post { norm_2.forward(&sum_2) } else { sum_2.clone() };
    Walk {
        x,
        attention_in,
        q,
        k,
        v,
        scores: all_scores,
        scaled,
        weights,
        heads,
        attended,
        sum_1,
        h,
        feed_in,
        hidden,
        active,
        fed,
        sum_2,
        y,
    }
}

/// Post-norm blocks to break: an id, what was changed, and the output for
/// both tokens.
fn broken() -> [(&'static str, &'static str, M); 9] {
    let [attend, n1, feed, n2] = PARTS;
    let run = |program: wrong::Program| {
        program(&example::x(), attend, n1, feed, n2)
    };
    let with = |feed| run_post(attend, n1, feed, n2);
    [
        ("right", "nothing", with(feed)),
        (
            "BK-1",
            "no ReLU",
            with(|x| wrong::feed(wrong::no_relu, &feed_forward(), x)),
        ),
        (
            "BK-2",
            "ReLU after W₂",
            with(|x| wrong::feed(wrong::relu_last, &feed_forward(), x)),
        ),
        ("BK-8", "feed-forward first", run(wrong::feed_first)),
        ("BK-31", "both read x", run(wrong::parallel)),
        ("RS-8", "second skip adds x", run(wrong::adds_block_input)),
        ("RS-1", "no skips", run(wrong::no_skip)),
        ("RS-3", "x + norm(f(x))", run(wrong::norm_of_branch)),
        ("LN-12", "one norm for both", run(wrong::one_norm)),
    ]
}

/// The right block, with other parts.
fn run_post(attend: Part, n1: Part, feed: Part, n2: Part) -> M {
    let h = n1(&(example::x() + attend(&example::x())));
    n2(&(&h + feed(&h)))
}

fn row_of(matrix: &M, i: usize) -> Vec<f32> {
    matrix.row(i).iter().copied().collect()
}

/// Lengths at which the printout counts operations.
pub const LENGTHS: [usize; 3] = [64, 512, 4096];

/// x → GELU by tanh minus GELU, in `f64`: in `f32` the last bits of two
/// such close numbers are chance
fn gap(x: f64) -> f64 {
    let inner =
        (2.0 / std::f64::consts::PI).sqrt() * (x + 0.044715 * x.powi(3));
    0.5 * x * (inner.tanh() - libm::erf(x / 2_f64.sqrt()))
}

/// → where the two GELUs lie farthest apart, by hundredths, and how far
fn widest_gap() -> [f64; 2] {
    let apart = |x: f64| [x, gap(x).abs()];
    (0..=500)
        .map(|hundredths| apart(f64::from(hundredths) / 100.))
        .max_by(|a, b| a[1].total_cmp(&b[1]))
        .expect("there are points")
}
