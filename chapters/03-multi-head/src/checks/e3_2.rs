use super::{entries, matrix, near, solutions, wrong};
use crate::concatenate;
use judge::{Answer, Check};
use nalgebra::DMatrix;

type M = DMatrix<f32>;
type Split = fn(&M, usize) -> Vec<M>;

/// Exercise 3.2: split.
pub fn e3_2() -> Check<Split, (M, usize)> {
    Check::<Split, (M, usize)>::new(
        include_str!("solutions/e3_2.rs"),
        solutions::e3_2::split,
        |split, (x, heads)| pieces(&split(x, *heads), *heads),
        |(x, heads)| {
            let d_k = x.ncols() / heads;
            let head = |i| {
                M::from_fn(x.nrows(), d_k, |row, c| x[(row, i * d_k + c)])
            };
            pieces(&(0..*heads).map(head).collect::<Vec<_>>(), *heads)
        },
    )
    .probe("0 1 2 3 / 4 5 6 7, 2 heads", (wrong::integers(), 2))
    .probe("3 rows of width 8, 2 heads", (entries(3, 8, 1), 2))
    .probe("5 rows of width 6, 3 heads", (entries(5, 6, 2), 3))
    .must_panic("2 rows of width 5, 2 heads", (entries(2, 5, 3), 2))
    .mistake(
        "MH-1",
        |x, heads| {
            assert!(x.ncols().is_multiple_of(heads));
            wrong::reinterprets(x, heads)
        },
        "You cut the numbers in the order of the rows, so a head got whole \
         tokens. Every head needs a row of every token: cut columns.",
    )
    .mistake(
        "MH-2",
        |x, heads| {
            assert!(x.ncols().is_multiple_of(heads));
            wrong::interleaves(x, heads)
        },
        "You dealt the columns out one by one. Head i takes d_k neighbours, \
         from column i·d_k on.",
    )
    .mistake(
        "MH-16",
        |x, heads| {
            let width = x.ncols() / heads;
            (0..heads).map(|i| x.columns(i * width, width).into()).collect()
        },
        "A width of 5 can't be shared by 2 heads, and you dropped the last \
         column silently. Assert that the division leaves nothing.",
    )
    .mistake(
        "MH-17",
        |x, heads| {
            assert!(x.ncols().is_multiple_of(heads));
            let pieces = x.ncols() / heads;
            (0..pieces).map(|i| x.columns(i * heads, heads).into()).collect()
        },
        "Each piece is as wide as there are heads. It is the other way round: \
         so many pieces, each of width d_model / heads.",
    )
    .mistake(
        "MH-6",
        |x, heads| {
            assert!(x.ncols().is_multiple_of(heads));
            vec![x.clone(); heads]
        },
        "Every head got the whole width. The heads share it: d_k = \
         d_model / heads.",
    )
    .mistake(
        "MH-18",
        |x, heads| {
            assert!(x.ncols().is_multiple_of(heads));
            let d_k = x.ncols() / heads;
            (0..heads)
                .map(|i| x.columns(i * d_k, d_k).transpose())
                .collect()
        },
        "You cut the transpose. A head has a row per token and d_k columns.",
    )
    .law("the heads side by side are x again", |split| {
        let x = entries(4, 10, 4);
        near(&x, &concatenate(&split(&x, 5)))
    })
    .law("one head is the whole x", |split| {
        let x = entries(3, 7, 5);
        match &split(&x, 1)[..] {
            [head] => near(&x, head),
            heads => Err(format!("{} heads came back", heads.len())),
        }
    })
}

/// How many heads there are, and the first so many: a missing one is empty.
fn pieces(heads: &[M], wanted: usize) -> Answer {
    const NAMES: [&str; 3] = ["head 1", "head 2", "head 3"];
    let mut answer = Answer::scalar("number of heads", heads.len() as f32);
    let none = M::zeros(0, 0);
    for (i, name) in NAMES[..wanted].iter().enumerate() {
        answer = answer.and(matrix(name, heads.get(i).unwrap_or(&none)));
    }
    answer
}
