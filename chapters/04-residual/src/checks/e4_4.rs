use super::{solutions, wrong};
use judge::{Answer, Check};

type AddDropped = fn(&[f32], &[f32], &[bool], f32, bool) -> Vec<f32>;

/// One token: x, its branch, what is kept, p, whether it trains.
type Token = ([f32; 5], [f32; 5], [bool; 5], f32, bool);

const X: [f32; 5] = [1., 2., 3., 4., 5.];
const BRANCH: [f32; 5] = [4., 0.5, -1., 3., -2.];
const KEEP: [bool; 5] = [true, false, true, true, false];

/// Exercise 4.4: dropout on the branch.
pub fn e4_4() -> Check<AddDropped, Token> {
    Check::<AddDropped, Token>::new(
        include_str!("solutions/e4_4.rs"),
        solutions::e4_4::add_dropped,
        |add_dropped, (x, branch, keep, p, training)| {
            let sum = add_dropped(x, branch, keep, *p, *training);
            Answer::row("output", sum)
        },
        |(x, branch, keep, p, training)| {
            // mask / (1 − p), a factor of each entry; 1 in use.
            let factor = |keep: bool| match training {
                true => f64::from(u8::from(keep)) / (1. - f64::from(*p)),
                false => 1.,
            };
            let entries = x.iter().zip(branch).zip(keep);
            let sum = entries.map(|((x, branch), keep)| {
                f64::from(*x) + factor(*keep) * f64::from(*branch)
            });
            Answer::row("output", sum)
        },
    )
    .probe("training, p = 0.25", (X, BRANCH, KEEP, 0.25, true))
    .probe("in use, p = 0.25", (X, BRANCH, KEEP, 0.25, false))
    .probe("training, p = 0.1", (BRANCH, X, KEEP, 0.1, true))
    .mistake(
        "RS-9",
        wrong::drops_the_sum,
        "Dropout ran over the sum, and x was dropped with it. Drop from the \
         branch, then add x.",
    )
    .mistake(
        "RS-24",
        |x, branch, keep, _, training| right(x, branch, keep, 0., training),
        "{} has the kept entry as it was. Divide it by 1 - p, so that its \
         mean stays.",
    )
    .mistake(
        "RS-25",
        |x, branch, keep, p, training| {
            right(x, branch, keep, 1. - p, training)
        },
        "{} comes from the branch ÷ p. The share that is kept is 1 - p.",
    )
    .mistake(
        "RS-26",
        |x, branch, keep, p, training| {
            let dropped: Vec<bool> = keep.iter().map(|keep| !keep).collect();
            right(x, branch, &dropped, p, training)
        },
        "You dropped what should be kept. `keep` is true where the entry \
         stays.",
    )
    .mistake(
        "BK-10",
        |x, branch, keep, p, _| right(x, branch, keep, p, true),
        "Dropout runs in use, too. Without `training` the branch stays as it \
         is.",
    )
    .mistake(
        "RS-27",
        |x, branch, keep, p, training| match training {
            true => right(x, branch, keep, p, true),
            false => right(x, branch, &[true; 5], p, true),
        },
        "In use the branch is divided by 1 - p, too. Only training drops, so \
         only training makes up for it.",
    )
    .mistake(
        "RS-28",
        |x, branch, keep, p, training| match training {
            true => right(x, branch, keep, 0., true),
            false => {
                let less = |branch: &f32| branch * (1. - p);
                let branch: Vec<f32> = branch.iter().map(less).collect();
                right(x, &branch, keep, p, false)
            }
        },
        "You scale in use, as the paper of 2014 does. Here training divides \
         by 1 - p, and use costs nothing.",
    )
    .mistake(
        "RS-29",
        |x, branch, keep, p, training| right(branch, x, keep, p, training),
        "x was dropped from, and the branch was not. Swap them.",
    )
    .mistake(
        "RS-14",
        |x, branch, keep, p, training| {
            right(&vec![0.; x.len()], branch, keep, p, training)
        },
        "{} is the branch alone. Add x.",
    )
}

fn right(
    x: &[f32],
    branch: &[f32],
    keep: &[bool],
    p: f32,
    training: bool,
) -> Vec<f32> {
    solutions::e4_4::add_dropped(x, branch, keep, p, training)
}
