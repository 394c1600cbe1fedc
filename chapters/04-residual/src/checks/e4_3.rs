use super::sublayer::{
    BY_HAND, Both, SQUARES, Sublayer, TWICE, calls, counted, matrix,
    uneven, x,
};
use super::{solutions, wrong};
use judge::Check;
use nalgebra::DMatrix;

type M = DMatrix<f32>;
type Two = fn(&M, Sublayer, Sublayer) -> M;

/// Exercise 4.3: two sublayers in a row.
pub fn e4_3() -> Check<Two, (M, Both, Both)> {
    Check::<Two, (M, Both, Both)>::new(
        include_str!("solutions/e4_3.rs"),
        solutions::e4_3::two,
        |two, (x, f, g)| matrix(&two(x, f.f, g.f)),
        |(x, f, g)| {
            let x = x.map(f64::from);
            let h = (f.exact)(&x) + &x;
            matrix(&((g.exact)(&h) + h))
        },
    )
    .probe("x = (1, 2, 3, 4), the page's f, g = 2h", (x(), BY_HAND, TWICE))
    .probe("3 tokens of width 5, g squares", (uneven(), TWICE, SQUARES))
    .mistake(
        "RS-8",
        wrong::adds_the_first_input,
        "{} is 1 + 2·5: the second skip carries x. Behind the first addition \
         the stream is h, so add g(h) to h.",
    )
    .mistake(
        "RS-18",
        wrong::runs_side_by_side,
        "Both sublayers read x. The second one reads what the first addition \
         gave.",
    )
    .mistake(
        "RS-19",
        wrong::skips_both_at_once,
        "One skip leads around both sublayers. Each has its own.",
    )
    .mistake(
        "RS-21",
        |x, f, g| x + f(x) + g(&f(x)),
        "The second sublayer read f(x) alone. It reads x + f(x).",
    )
    .mistake(
        "RS-22",
        |x, f, g| g(&(x + f(x))),
        "{} is g(h) alone. The second sublayer has a skip, too.",
    )
    .mistake(
        "RS-23",
        |x, f, g| {
            let h = x + g(x);
            let branch = f(&h);
            h + branch
        },
        "g ran before f. The first sublayer is f.",
    )
    .law("each sublayer runs once", |two| {
        calls(2, || drop(two(&x(), counted, counted)))
    })
}
