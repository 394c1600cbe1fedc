use super::wrong::{self, Feed, Part};
use super::{matrix, reference, solutions};
use crate::{Block, FeedForward, Order, relu, worked};
use ch02_scaled_dot_product::scaled_scores;
use ch03_multi_head::{Linear, MultiHead};
use ch05_layernorm::LayerNorm;
use judge::{Answer, Check};
use nalgebra::{DMatrix, RowDVector};
use std::cell::Cell;
use std::panic;

type M = DMatrix<f32>;
type Row = RowDVector<f32>;

/// Exercise 4.2: x and a sublayer.
pub type Residual = fn(&M, Part) -> M;

/// Exercise 6.6: x, residual, attend, norm_1, feed, norm_2.
pub type Assembly = fn(&M, Residual, Part, Part, Part, Part) -> M;

/// Exercise 3.5: x, memory, w_q, w_k, w_v, w_o, heads.
pub type MultiHeaded = fn(&M, &M, &M, &M, &M, &M, usize) -> M;

/// What the reader wrote in chapters 1 to 6.
#[derive(Clone, Copy)]
pub struct Parts {
    /// Exercise 6.6.
    pub block: Assembly,
    /// Exercise 1.5.
    pub softmax_rows: fn(&M) -> M,
    /// Exercise 2.3.
    pub attention: fn(&M, &M, &M) -> (M, M),
    /// Exercise 3.5.
    pub multi_head: MultiHeaded,
    /// Exercise 4.2.
    pub residual: Residual,
    /// Exercise 5.2: x, γ, β, ε.
    pub layer_norm: fn(&M, &Row, &Row, f32) -> M,
    /// Exercise 6.2.
    pub feed_forward: Feed,
}

/// The course's own parts.
pub const COURSE: Parts = Parts {
    block: solutions::e6_6::block,
    softmax_rows: ch01_softmax::softmax_rows,
    attention: ch02_scaled_dot_product::attention,
    multi_head: |x, memory, w_q, w_k, w_v, w_o, heads| {
        let [w_q, w_k, w_v, w_o] =
            [w_q, w_k, w_v, w_o].map(|w| Linear { w: w.clone(), b: None });
        MultiHead { heads, w_q, w_k, w_v, w_o }
            .forward(x, memory, None)
            .output
    },
    residual: |x, sublayer| ch04_residual::residual(x, sublayer),
    layer_norm: |x, gamma, beta, epsilon| {
        let (gamma, beta) = (gamma.clone(), beta.clone());
        LayerNorm { gamma, beta, epsilon }.forward(x)
    },
    feed_forward: |x, w_1, b_1, w_2, b_2| {
        let map =
            |w: &M, b: &Row| Linear { w: w.clone(), b: Some(b.clone()) };
        let (w_1, w_2) = (map(w_1, b_1), map(w_2, b_2));
        FeedForward { w_1, w_2, activation: relu }.forward(x)
    },
};

/// The parts' names, in the order of [`Parts::with`].
const NAMES: [&str; 7] = [
    "softmax_rows of 1.5",
    "attention of 2.3",
    "multi_head of 3.5",
    "residual of 4.2",
    "layer_norm of 5.2",
    "feed_forward of 6.2",
    "the block of 6.6 itself",
];

impl Parts {
    /// These parts, with part `i` taken from `other`.
    fn with(self, i: usize, other: Parts) -> Parts {
        let mut parts = self;
        match i {
            0 => parts.softmax_rows = other.softmax_rows,
            1 => parts.attention = other.attention,
            2 => parts.multi_head = other.multi_head,
            3 => parts.residual = other.residual,
            4 => parts.layer_norm = other.layer_norm,
            5 => parts.feed_forward = other.feed_forward,
            _ => parts.block = other.block,
        }
        parts
    }
}

/// Which of the reader's parts attention is made of: no part calls another.
#[derive(Clone, Copy)]
enum Attention {
    Softmax,
    OneHead,
    MultiHead,
}

/// x, the block whose weights are taken, and what attention is made of.
#[derive(Clone, Copy)]
struct Trial {
    x: fn() -> M,
    block: fn() -> Block,
    attention: Attention,
}

const TRIALS: [(&str, Trial); 4] = [
    (
        "one head, made of softmax_rows",
        Trial {
            x: reference::uneven_x,
            block: || without_biases(1),
            attention: Attention::Softmax,
        },
    ),
    (
        "one head, made of attention",
        Trial {
            x: reference::uneven_x,
            block: || without_biases(1),
            attention: Attention::OneHead,
        },
    ),
    (
        "Thinking Machines, multi_head",
        Trial {
            x: example::x,
            block: worked::block,
            attention: Attention::MultiHead,
        },
    ),
    (
        "3 heads of width 2, multi_head",
        Trial {
            x: reference::uneven_x,
            block: || without_biases(3),
            attention: Attention::MultiHead,
        },
    ),
];

/// Exercise 6.6: the reader's own parts.
pub fn e6_6() -> Check<Parts, impl Clone + Send + 'static> {
    let check = Check::<Parts, Trial>::new(
        include_str!("solutions/e6_6.rs"),
        COURSE,
        |parts, trial| run(without_open(parts), *trial),
        |trial| expected(*trial),
    )
    .remarks(remarks);
    let check = TRIALS
        .into_iter()
        .fold(check, |check, (name, trial)| check.probe(name, trial));
    let of = |block| Parts { block, ..COURSE };
    check
        .mistake(
            "RS-8",
            of(|x, residual, attend, norm_1, feed, norm_2| {
                let h = norm_1(&residual(x, attend));
                norm_2(&(x + feed(&h)))
            }),
            "The second sublayer adds the block's input x. Give residual the \
             stream after attention.",
        )
        .mistake(
            "RS-3",
            of(|x, _, attend, norm_1, feed, norm_2| {
                wrong::norm_of_branch(x, attend, norm_1, feed, norm_2)
            }),
            "Post-norm normalises the sum. Yours normalises f(x) and then \
             adds.",
        )
        .mistake(
            "BK-8",
            of(|x, _, attend, norm_1, feed, norm_2| {
                wrong::feed_first(x, attend, norm_1, feed, norm_2)
            }),
            "Feed-forward came first. The order is attention, then \
             feed-forward.",
        )
        .mistake(
            "BK-29",
            of(|x, _, attend, norm_1, feed, norm_2| {
                solutions::e6_5::pre_norm_block(
                    x, attend, norm_1, feed, norm_2,
                )
            }),
            "That is pre-norm. This block is post-norm: normalise the sums.",
        )
        .mistake(
            "LN-12",
            of(|x, _, attend, norm_1, feed, norm_2| {
                wrong::one_norm(x, attend, norm_1, feed, norm_2)
            }),
            "norm_1 was used for both sublayers. The second has norm_2.",
        )
}

/// What is running on this thread: a part is a `fn`, which can't carry it.
type Running = (Parts, fn() -> Block, Attention);

thread_local! {
    static RUNNING: Cell<Option<Running>> = const { Cell::new(None) };
}

fn running() -> Running {
    RUNNING.get().expect("a trial is running")
}

fn run(parts: Parts, Trial { x, block, attention }: Trial) -> Answer {
    RUNNING.set(Some((parts, block, attention)));
    let y = (parts.block)(
        &x(),
        parts.residual,
        attend,
        |x| normed(x, |block| block.norm_1),
        |x| {
            let (parts, block, _) = running();
            wrong::feed(parts.feed_forward, &block().feed_forward, x)
        },
        |x| normed(x, |block| block.norm_2),
    );
    matrix("output", &y)
}

fn normed(x: &M, of: fn(Block) -> LayerNorm) -> M {
    let (parts, block, _) = running();
    let LayerNorm { gamma, beta, epsilon } = of(block());
    (parts.layer_norm)(x, &gamma, &beta, epsilon)
}

fn attend(x: &M) -> M {
    let (parts, block, attention) = running();
    let MultiHead { heads, w_q, w_k, w_v, w_o } = block().attention;
    let (q, k, v) = (x * &w_q.w, x * &w_k.w, x * &w_v.w);
    match attention {
        Attention::Softmax => {
            (parts.softmax_rows)(&scaled_scores(&q, &k)) * v * w_o.w
        }
        Attention::OneHead => (parts.attention)(&q, &k, &v).1 * w_o.w,
        Attention::MultiHead => {
            (parts.multi_head)(x, x, &w_q.w, &w_k.w, &w_v.w, &w_o.w, heads)
        }
    }
}

fn expected(trial: Trial) -> Answer {
    let y = reference::block(&(trial.block)(), &(trial.x)(), Order::Post);
    matrix("output", &y)
}

/// [`reference::uneven`] without attention's biases, which exercise 3.5
/// leaves out.
fn without_biases(heads: usize) -> Block {
    let mut block = reference::uneven();
    let attention = &mut block.attention;
    attention.heads = heads;
    for map in [
        &mut attention.w_q,
        &mut attention.w_k,
        &mut attention.w_v,
        &mut attention.w_o,
    ] {
        map.b = None;
    }
    block
}

#[derive(PartialEq)]
enum State {
    Right,
    Wrong,
    /// A `todo!` is still there.
    Open,
}

/// How the reader's part `i` does among the course's.
fn state(parts: Parts, i: usize) -> State {
    let mixed = COURSE.with(i, parts);
    for (_, trial) in TRIALS {
        match panic::catch_unwind(|| run(mixed, trial)) {
            Err(panic) => {
                let todo = |text: &str| text.starts_with("not yet impl");
                let open =
                    panic.downcast_ref::<&str>().is_some_and(|t| todo(t))
                        || panic
                            .downcast_ref::<String>()
                            .is_some_and(|t| todo(t));
                return if open { State::Open } else { State::Wrong };
            }
            Ok(answer) => {
                if answer.first_difference(&expected(trial)).is_some() {
                    return State::Wrong;
                }
            }
        }
    }
    State::Right
}

/// The reader's parts, with the course's for each that is still open. The
/// block itself, the last, is what the exercise asks for.
fn without_open(parts: Parts) -> Parts {
    (0..NAMES.len() - 1)
        .filter(|i| state(parts, *i) == State::Open)
        .fold(parts, |parts, i| parts.with(i, COURSE))
}

/// Which parts are open, and which are wrong.
fn remarks(parts: Parts) -> Vec<String> {
    let states = [0, 1, 2, 3, 4, 5, 6].map(|i| state(parts, i));
    let named = |state: State| -> Vec<&str> {
        let of = NAMES.into_iter().zip(&states);
        of.filter(|(_, s)| **s == state).map(|(name, _)| name).collect()
    };
    let (open, wrong) = (named(State::Open), named(State::Wrong));
    let mut remarks = vec![];
    match wrong[..] {
        [] => {}
        [part] => remarks.push(format!(
            "The guilty part is {part}: with the course's in its place the \
             block is right."
        )),
        _ => remarks.push(format!(
            "The guilty parts are {}: each is wrong on its own. Mend one \
             after the other.",
            wrong.join(", ")
        )),
    }
    if !open.is_empty() {
        remarks.push(format!(
            "Still open, so the course's took the place of: {}.",
            open.join(", ")
        ));
    }
    remarks
}
