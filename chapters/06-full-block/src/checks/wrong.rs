//! Blocks and feed-forward networks as learners write them by mistake. The
//! judge knows these programs, and the worked example prints what they give.
//! Each is named by its id in the list of mistakes.

use crate::FeedForward;
use nalgebra::{DMatrix, RowDVector};

type M = DMatrix<f32>;
type Row = RowDVector<f32>;

/// A sublayer or a norm: (n, d_model) → (n, d_model)
pub type Part = fn(&M) -> M;

/// A block: x, attend, norm_1, feed, norm_2 → the block's output
pub type Program = fn(&M, Part, Part, Part, Part) -> M;

/// A feed-forward network: x, w_1, b_1, w_2, b_2 → its output
pub type Feed = fn(&M, &M, &Row, &M, &Row) -> M;

/// `program` with the weights of `network`, whose maps have biases.
pub fn feed(program: Feed, network: &FeedForward, x: &M) -> M {
    let (w_1, w_2) = (&network.w_1, &network.w_2);
    let bias = |b: &Option<Row>| b.clone().expect("the map has a bias");
    program(x, &w_1.w, &bias(&w_1.b), &w_2.w, &bias(&w_2.b))
}

/// BK-1: no ReLU.
pub fn no_relu(x: &M, w_1: &M, b_1: &Row, w_2: &M, b_2: &Row) -> M {
    add(add(x * w_1, b_1) * w_2, b_2)
}

/// BK-2: ReLU after the second map in place of the first.
pub fn relu_last(x: &M, w_1: &M, b_1: &Row, w_2: &M, b_2: &Row) -> M {
    no_relu(x, w_1, b_1, w_2, b_2).map(crate::relu)
}

/// BK-13: ReLU after both maps.
pub fn relu_twice(x: &M, w_1: &M, b_1: &Row, w_2: &M, b_2: &Row) -> M {
    let hidden = add(x * w_1, b_1).map(crate::relu);
    add(hidden * w_2, b_2).map(crate::relu)
}

fn add(mut x: M, b: &Row) -> M {
    x.row_iter_mut().for_each(|mut row| row += b);
    x
}

/// RS-1: no skip.
pub fn no_skip(x: &M, attend: Part, n1: Part, feed: Part, n2: Part) -> M {
    n2(&feed(&n1(&attend(x))))
}

/// RS-1 in pre-norm.
pub fn no_skip_pre(
    x: &M,
    attend: Part,
    n1: Part,
    feed: Part,
    n2: Part,
) -> M {
    feed(&n2(&attend(&n1(x))))
}

/// RS-2: adds the normalised stream.
pub fn adds_the_normed(
    x: &M,
    attend: Part,
    n1: Part,
    feed: Part,
    n2: Part,
) -> M {
    let x = n1(x);
    let h = n2(&(&x + attend(&x)));
    &h + feed(&h)
}

/// RS-3: x + norm(f(x)).
pub fn norm_of_branch(
    x: &M,
    attend: Part,
    n1: Part,
    feed: Part,
    n2: Part,
) -> M {
    let h = x + n1(&attend(x));
    &h + n2(&feed(&h))
}

/// RS-4: norm(x + f(norm(x))).
pub fn norms_twice(
    x: &M,
    attend: Part,
    n1: Part,
    feed: Part,
    n2: Part,
) -> M {
    let h = n1(&(x + attend(&n1(x))));
    n2(&(&h + feed(&n2(&h))))
}

/// RS-8: the second sublayer adds the block's input.
pub fn adds_block_input(
    x: &M,
    attend: Part,
    n1: Part,
    feed: Part,
    n2: Part,
) -> M {
    let h = n1(&(x + attend(x)));
    n2(&(x + feed(&h)))
}

/// RS-8 in pre-norm.
pub fn adds_block_input_pre(
    x: &M,
    attend: Part,
    n1: Part,
    feed: Part,
    n2: Part,
) -> M {
    let h = x + attend(&n1(x));
    x + feed(&n2(&h))
}

/// BK-7: post-norm with one more norm at its end.
pub fn post_with_final_norm(
    x: &M,
    attend: Part,
    n1: Part,
    feed: Part,
    n2: Part,
) -> M {
    let h = n1(&(x + attend(x)));
    n2(&n2(&(&h + feed(&h))))
}

/// BK-8: feed-forward before attention, each with its own norm.
pub fn feed_first(
    x: &M,
    attend: Part,
    n1: Part,
    feed: Part,
    n2: Part,
) -> M {
    let h = n2(&(x + feed(x)));
    n1(&(&h + attend(&h)))
}

/// BK-8 in pre-norm.
pub fn feed_first_pre(
    x: &M,
    attend: Part,
    n1: Part,
    feed: Part,
    n2: Part,
) -> M {
    let h = x + feed(&n2(x));
    &h + attend(&n1(&h))
}

/// BK-30: pre-norm with a norm at its end.
pub fn pre_with_final_norm(
    x: &M,
    attend: Part,
    n1: Part,
    feed: Part,
    n2: Part,
) -> M {
    let h = x + attend(&n1(x));
    n2(&(&h + feed(&n2(&h))))
}

/// BK-31: both sublayers read the block's input.
pub fn parallel(x: &M, attend: Part, n1: Part, feed: Part, n2: Part) -> M {
    let h = n1(&(x + attend(x)));
    n2(&(&h + feed(x)))
}

/// BK-31 in pre-norm.
pub fn parallel_pre(
    x: &M,
    attend: Part,
    n1: Part,
    feed: Part,
    n2: Part,
) -> M {
    x + attend(&n1(x)) + feed(&n2(x))
}

/// LN-12: one norm for both sublayers.
pub fn one_norm(x: &M, attend: Part, n1: Part, feed: Part, _: Part) -> M {
    let h = n1(&(x + attend(x)));
    n1(&(&h + feed(&h)))
}

/// LN-12 in pre-norm.
pub fn one_norm_pre(
    x: &M,
    attend: Part,
    n1: Part,
    feed: Part,
    _: Part,
) -> M {
    let h = x + attend(&n1(x));
    &h + feed(&n1(&h))
}

/// BK-32: each norm in the other's place.
pub fn norms_swapped(
    x: &M,
    attend: Part,
    n1: Part,
    feed: Part,
    n2: Part,
) -> M {
    let h = n2(&(x + attend(x)));
    n1(&(&h + feed(&h)))
}

/// BK-32 in pre-norm.
pub fn norms_swapped_pre(
    x: &M,
    attend: Part,
    n1: Part,
    feed: Part,
    n2: Part,
) -> M {
    let h = x + attend(&n2(x));
    &h + feed(&n1(&h))
}
