use super::wrong::{self, Part, Program};
use super::{matrix, reference, solutions};
use crate::{Block, Order, worked};
use judge::Check;
use nalgebra::DMatrix;

type M = DMatrix<f32>;

/// The block in post-norm and in pre-norm.
type Both = (Program, Program);

/// What the block is tried on: x, its parts, and the block they come from.
type Input = (M, [Part; 4], fn() -> Block);

const POST: Program = solutions::e6_5::post_norm_block;
const PRE: Program = solutions::e6_5::pre_norm_block;

/// Exercise 6.5: the block, in both orders.
pub fn e6_5() -> Check<Both, Input> {
    let check = Check::<Both, Input>::new(
        include_str!("solutions/e6_5.rs"),
        (POST, PRE),
        |(post, pre), (x, [attend, norm_1, feed, norm_2], _)| {
            let run =
                |block: Program| block(x, *attend, *norm_1, *feed, *norm_2);
            matrix("post-norm", &run(post)).and(matrix("pre-norm", &run(pre)))
        },
        |(x, _, block)| {
            let of = |order| reference::block(&block(), x, order);
            matrix("post-norm", &of(Order::Post))
                .and(matrix("pre-norm", &of(Order::Pre)))
        },
    )
    .probe("Thinking Machines", (
        example::x(),
        worked::PARTS,
        worked::block,
    ))
    .probe("3 tokens of width 6", (
        reference::uneven_x(),
        UNEVEN,
        reference::uneven,
    ))
    .mistake(
        "BK-29",
        (PRE, POST),
        "The two orders are swapped. Post-norm normalises the sum; pre-norm \
         what goes into a sublayer.",
    )
    .mistake(
        "RS-3",
        (wrong::norm_of_branch, PRE),
        "Post-norm normalises the sum x + f(x). Yours normalises f(x) and then \
         adds.",
    )
    .mistake(
        "BK-7",
        (wrong::post_with_final_norm, PRE),
        "Post-norm is normalised once too often at the end: its last norm is \
         the block's last step.",
    )
    .mistake(
        "RS-2",
        (POST, wrong::adds_the_normed),
        "In pre-norm x itself is added, not norm(x).",
    )
    .mistake(
        "RS-4",
        (POST, wrong::norms_twice),
        "Pre-norm normalises on the way into a sublayer only. Yours \
         normalises the sum, too.",
    )
    .mistake(
        "BK-30",
        (POST, wrong::pre_with_final_norm),
        "Pre-norm's block ends with the addition. The final norm comes once, \
         after the last block of a stack.",
    );
    [
        (
            "RS-1",
            wrong::no_skip as Program,
            wrong::no_skip_pre as Program,
            "There is no skip: add to the sublayer's output what went in.",
        ),
        (
            "RS-8",
            wrong::adds_block_input,
            wrong::adds_block_input_pre,
            "The second sublayer adds the block's input x. Add the stream \
             after attention.",
        ),
        (
            "BK-8",
            wrong::feed_first,
            wrong::feed_first_pre,
            "Feed-forward came first. The order is attention, then \
             feed-forward.",
        ),
        (
            "BK-31",
            wrong::parallel,
            wrong::parallel_pre,
            "Both sublayers read x: that is a parallel block. Feed-forward \
             reads the stream after attention.",
        ),
        (
            "LN-12",
            wrong::one_norm,
            wrong::one_norm_pre,
            "norm_1 was used for both sublayers. The second has norm_2.",
        ),
        (
            "BK-32",
            wrong::norms_swapped,
            wrong::norms_swapped_pre,
            "norm_1 and norm_2 are swapped.",
        ),
    ]
    .into_iter()
    // Made in both orders, or in one of them.
    .fold(check, |check, (id, post, pre, says)| {
        check
            .mistake(id, (post, pre), says)
            .mistake(id, (post, PRE), says)
            .mistake(id, (POST, pre), says)
    })
}

const UNEVEN: [Part; 4] = [
    |x| reference::uneven().attention.forward(x, x, None).output,
    |x| reference::uneven().norm_1.forward(x),
    |x| reference::uneven().feed_forward.forward(x),
    |x| reference::uneven().norm_2.forward(x),
];
