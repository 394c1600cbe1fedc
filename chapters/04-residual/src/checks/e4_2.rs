use super::sublayer::{
    BY_HAND, Both, SQUARES, Sublayer, calls, counted, matrix, uneven, x,
};
use super::{solutions, wrong};
use judge::Check;
use nalgebra::DMatrix;

type M = DMatrix<f32>;
type Residual = fn(&M, Sublayer) -> M;

/// Exercise 4.2: residual.
pub fn e4_2() -> Check<Residual, (M, Both)> {
    Check::<Residual, (M, Both)>::new(
        include_str!("solutions/e4_2.rs"),
        solutions::e4_2::residual,
        |residual, (x, layer)| matrix(&residual(x, layer.f)),
        |(x, layer)| {
            let x = x.map(f64::from);
            let branch = (layer.exact)(&x);
            matrix(&x.zip_map(&branch, |x, branch| x + branch))
        },
    )
    .probe("x = (1, 2, 3, 4), f(v) = (v₃, 0, -v₀, 0)", (x(), BY_HAND))
    .probe("3 tokens of width 5, an f that squares", (uneven(), SQUARES))
    .mistake(
        "RS-5",
        wrong::reuses_the_buffer,
        "{} is 4 + 4: x was overwritten by f(x) before the addition. Keep x \
         until it has been added.",
    )
    .mistake(
        "RS-6",
        wrong::multiplies,
        "{} is 1·4. Add: only a sum passes the gradient on whole.",
    )
    .mistake(
        "RS-13",
        wrong::concatenates,
        "x and f(x) stand side by side, twice as wide. Add them, so that the \
         stream keeps its width.",
    )
    .mistake(
        "RS-14",
        wrong::replaces,
        "{} is f(x) alone: the layer replaces x. Add x.",
    )
    .mistake("RS-15", |x, f| x - f(x), "{} is 1 - 4. Add the branch.")
    .mistake(
        "RS-20",
        |x, f| x + f(&(x + f(x))),
        "{} has f of the sum in it. f reads x.",
    )
    .law("the sublayer runs once", |residual| {
        calls(1, || drop(residual(&x(), counted)))
    })
}
