use super::{matrix, reference, solutions, wrong};
use crate::checks::wrong::Feed;
use crate::{FeedForward, worked};
use judge::Check;
use nalgebra::DMatrix;

type M = DMatrix<f32>;
type Input = (M, fn() -> FeedForward);

/// Exercise 6.2: the feed-forward network.
pub fn e6_2() -> Check<Feed, Input> {
    Check::<Feed, Input>::new(
        include_str!("solutions/e6_2.rs"),
        solutions::e6_2::feed_forward,
        |feed, (x, network)| {
            matrix("output", &wrong::feed(feed, &network(), x))
        },
        |(x, network)| {
            let x = x.map(f64::from);
            matrix("output", &reference::feed_forward(&network(), &x))
        },
    )
    .probe("x of Thinking Machines", (example::x(), worked::feed_forward))
    .probe(
        "3 tokens, d_model = 6, d_ff = 10",
        (reference::uneven_x(), || reference::uneven().feed_forward),
    )
    .mistake(
        "BK-1",
        wrong::no_relu,
        "There is no ReLU between the two maps: without it they are one \
         linear map.",
    )
    .mistake(
        "BK-2",
        wrong::relu_last,
        "ReLU came after W₂, where no output can be negative. It belongs \
         between the maps.",
    )
    .mistake(
        "BK-13",
        wrong::relu_twice,
        "One ReLU too many: none comes after W₂.",
    )
    .mistake(
        "BK-14",
        |x, w_1, b_1, w_2, b_2| {
            solutions::e6_2::feed_forward(x, w_1, &(b_1 * 0.0), w_2, b_2)
        },
        "b_1 is missing. Add it to each row before ReLU.",
    )
    .mistake(
        "BK-15",
        |x, w_1, b_1, w_2, b_2| {
            solutions::e6_2::feed_forward(x, w_1, b_1, w_2, &(b_2 * 0.0))
        },
        "b_2 is missing. Add it to each row at the end.",
    )
    .mistake(
        "BK-16",
        |x, w_1, b_1, w_2, b_2| {
            let mut hidden = (x * w_1).map(|h| h.max(0.0));
            hidden.row_iter_mut().for_each(|mut row| row += b_1);
            let mut y = hidden * w_2;
            y.row_iter_mut().for_each(|mut row| row += b_2);
            y
        },
        "b_1 came after ReLU. Add it before: ReLU looks at the sum.",
    )
    .mistake(
        "BK-17",
        |x, w_1, b_1, w_2, b_2| {
            let mut hidden = x * w_1;
            hidden.row_iter_mut().for_each(|mut row| row += b_1);
            let mut y = hidden.abs() * w_2;
            y.row_iter_mut().for_each(|mut row| row += b_2);
            y
        },
        "ReLU replaces a negative number by 0. Yours takes the sign away.",
    )
    .mistake(
        "BK-18",
        |x, w_1, b_1, w_2, b_2| {
            let mut hidden = x * w_1;
            let mut row = hidden.row_mut(0);
            row += b_1;
            let mut y = hidden.map(|h| h.max(0.0)) * w_2;
            let mut row = y.row_mut(0);
            row += b_2;
            y
        },
        "The biases reached the first token only. Add them to every row.",
    )
    .law("a token alone gets what it gets among others", |feed| {
        let (network, x) =
            (reference::uneven().feed_forward, reference::uneven_x());
        let among = wrong::feed(feed, &network, &x);
        let alone = wrong::feed(feed, &network, &x.rows(1, 1).into_owned());
        let moved = (among.rows(1, 1) - alone).amax();
        match moved < 1e-5 {
            true => Ok(()),
            false => Err(format!("an entry moved by {moved}")),
        }
    })
}
