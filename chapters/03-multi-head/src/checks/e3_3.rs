use super::{entries, matrix, near, solutions, wrong};
use crate::split;
use judge::Check;
use nalgebra::DMatrix;

type M = DMatrix<f32>;
type Concatenate = fn(&[M]) -> M;

/// Exercise 3.3: concatenate.
pub fn e3_3() -> Check<Concatenate, Vec<M>> {
    Check::<Concatenate, Vec<M>>::new(
        include_str!("solutions/e3_3.rs"),
        solutions::e3_3::concatenate,
        |concatenate, heads| matrix("output", &concatenate(heads)),
        |heads| {
            let (n, d_v) = heads[0].shape();
            let entry = |row: usize, c: usize| heads[c / d_v][(row, c % d_v)];
            matrix("output", &M::from_fn(n, heads.len() * d_v, entry))
        },
    )
    .probe("0 1 / 4 5 and 2 3 / 6 7", split(&wrong::integers(), 2))
    .probe("3 heads of 4×2", split(&entries(4, 6, 1), 3))
    .probe("2 heads of 3×5", split(&entries(3, 10, 2), 2))
    .mistake(
        "MH-3",
        wrong::flattens,
        "You wrote one head after the other into the rows. A row is one \
         token: its part of head 1, then its part of head 2.",
    )
    .mistake(
        "MH-9",
        wrong::averages,
        "You averaged the heads, and none of them can be told apart any more. \
         Put them side by side.",
    )
    .mistake(
        "MH-19",
        |heads| heads.iter().sum::<M>(),
        "You added the heads up. Put them side by side.",
    )
    .mistake(
        "MH-20",
        |heads| {
            let rows: Vec<_> =
                heads.iter().flat_map(|head| head.row_iter()).collect();
            M::from_rows(&rows)
        },
        "You put the heads on top of each other. A token would then have a \
         row per head: put them side by side.",
    )
    .mistake(
        "MH-21",
        |heads| {
            let (n, d_v) = heads[0].shape();
            let h = heads.len();
            M::from_fn(n, h * d_v, |row, c| heads[c % h][(row, c / h)])
        },
        "You took a column of each head in turn. All columns of head 1 come \
         first.",
    )
    .mistake(
        "MH-22",
        wrong::reverses,
        "The last head comes first. W_O's rows follow the order of the heads.",
    )
    .law("it undoes the split", |concatenate| {
        let x = entries(5, 12, 3);
        near(&x, &concatenate(&split(&x, 4)))
    })
    .law("one head stays as it is", |concatenate| {
        let head = entries(2, 3, 4);
        near(&head, &concatenate(std::slice::from_ref(&head)))
    })
}
