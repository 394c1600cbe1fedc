use super::{layer_norm_f64, matrix, solutions, wrong};
use crate::worked::{self, Map};
use ch04_residual::residual;
use judge::Check;
use nalgebra::DMatrix;

type M = DMatrix<f32>;
type M64 = DMatrix<f64>;
type Order = fn(&M, Map, Map) -> M;

/// What the two orders are tried on: in `f32` for the reader, in `f64` for
/// the expected values.
#[derive(Clone)]
pub struct Case {
    x: M,
    norm: Map,
    f: Map,
    norm_f64: fn(&M64) -> M64,
    f_f64: fn(&M64) -> M64,
}

/// Exercise 5.5: Add & Norm, both orders, as (post-norm, pre-norm).
pub fn e5_5() -> Check<(Order, Order), Case> {
    Check::<(Order, Order), Case>::new(
        include_str!("solutions/e5_5.rs"),
        (solutions::e5_5::post_norm, solutions::e5_5::pre_norm),
        |(post, pre), Case { x, norm, f, .. }| {
            matrix("post-norm", &post(x, *norm, *f))
                .and(matrix("pre-norm", &pre(x, *norm, *f)))
        },
        |Case { x, norm_f64, f_f64, .. }| {
            let x = x.map(f64::from);
            let post = norm_f64(&(&x + f_f64(&x)));
            let pre = &x + f_f64(&norm_f64(&x));
            matrix("post-norm", &post).and(matrix("pre-norm", &pre))
        },
    )
    .probe(
        "(1, 2, 3, 4), chapter 4's f",
        Case {
            x: worked::token(),
            norm: worked::plain_norm,
            f: worked::turn,
            norm_f64: |x| layer_norm_f64(x, &[1.; 4], &[0.; 4], 1e-5),
            f_f64: |x| {
                M64::from_fn(x.nrows(), 4, |i, j| match j {
                    0 => x[(i, 3)],
                    2 => -x[(i, 0)],
                    _ => 0.,
                })
            },
        },
    )
    .probe(
        "3 tokens, d = 4, f = xW",
        Case {
            x: M::from_row_slice(
                3,
                4,
                &[
                    1., -2., 0.5, 4., //
                    0.25, 7., -1., 2., //
                    -3., 1.5, 2., -8.,
                ],
            ),
            norm: |x| worked::norm_1().forward(x),
            f: |x| x * example::w_o(),
            norm_f64: |x| {
                layer_norm_f64(x, &[1., 2., 1., 0.5], &[0., 0., 1., 0.], 1e-5)
            },
            f_f64: |x| x * example::w_o().map(f64::from),
        },
    )
    .mistake(
        "RS-1",
        (wrong::leaves_the_skip_out, |x, norm, f| f(&norm(x))),
        "{} is what comes without the skip. Both orders add x to what f \
         gives.",
    )
    .mistake(
        "RS-13",
        (wrong::leaves_the_skip_out, pre),
        "Pre-norm is right, but post-norm lacks the skip: {} comes from \
         norm(f(x)). Add x before the norm.",
    )
    .mistake(
        "RS-14",
        (post, |x, norm, f| f(&norm(x))),
        "Post-norm is right, but pre-norm lacks the skip. Add x to f(norm(x)).",
    )
    .mistake(
        "RS-2",
        (post, wrong::keeps_the_normalised),
        "{} starts from norm(x). In pre-norm the skip carries x as it came: \
         x + f(norm(x)).",
    )
    .mistake(
        "RS-3",
        (post, wrong::normalises_the_branch),
        "{} is x + norm(f(x)), the order of neither paper. Pre-norm \
         normalises what f gets, not what it gives.",
    )
    .mistake(
        "RS-15",
        (wrong::normalises_the_branch, pre),
        "{} is x + norm(f(x)). Post-norm normalises the sum: norm(x + f(x)).",
    )
    .mistake(
        "RS-4",
        (post, wrong::normalises_twice),
        "{} comes from norm(x + f(norm(x))). Pre-norm normalises once, in \
         front of f.",
    )
    .mistake(
        "RS-16",
        (wrong::normalises_twice, pre),
        "{} comes from norm(x + f(norm(x))). Post-norm gives f the x as it \
         came, and normalises the sum.",
    )
    .mistake(
        "RS-17",
        (pre, post),
        "The two orders have changed places. Post means: the norm comes after \
         the sum.",
    )
    .mistake(
        "RS-18",
        (post, post),
        "Your pre_norm is post-norm, too. Give f the normalised x, and leave \
         the sum as it is.",
    )
}

fn post(x: &M, norm: Map, f: Map) -> M {
    norm(&residual(x, f))
}

fn pre(x: &M, norm: Map, f: Map) -> M {
    residual(x, |x| f(&norm(x)))
}
