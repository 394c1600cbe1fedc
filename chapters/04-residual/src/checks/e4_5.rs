use super::solutions;
use judge::{Answer, Check};

type Real = fn(f64) -> f64;
type Slopes = fn(Real, Real, f64, usize) -> [f64; 2];

/// A stream of one number: f, its derivative, the start, and the slope that
/// is right.
#[derive(Clone)]
pub struct Stream {
    f: Real,
    slope: Real,
    x: f64,
    depth: usize,
    right: f64,
}

/// Exercise 4.5: the slope through many layers.
pub fn e4_5() -> Check<Slopes, Stream> {
    Check::<Slopes, Stream>::new(
        include_str!("solutions/e4_5.rs"),
        solutions::e4_5::slopes,
        |slopes, Stream { f, slope, x, depth, .. }| {
            answer(slopes(*f, *slope, *x, *depth))
        },
        |stream| answer([stream.right; 2]),
    )
    .probe("f = 0.1x, 12 layers", linear(|x| 0.1 * x, |_| 0.1, 0.1, 12))
    .probe("f = x, 12 layers", linear(|x| x, |_| 1., 1., 12))
    .probe("f = x²/2, 3 layers", bent())
    .mistake(
        "RS-7",
        |f, slope, x, depth| {
            let at = |i| slope(run(f, x, i));
            [(0..depth).map(at).product(), right(f, slope, x, depth)]
        },
        "{} is the product of f's slopes: the identity is missing. A layer is \
         x + f(x), so its slope is 1 + f'.",
    )
    .mistake(
        "RS-11",
        |f, slope, x, depth| [1., right(f, slope, x, depth)],
        "{} is the skip alone. f's own slope comes on top, in every layer.",
    )
    .mistake(
        "RS-30",
        |f, slope, x, depth| {
            let layer = 1. + slope(x);
            [layer.powi(depth as i32), right(f, slope, x, depth)]
        },
        "Every layer took f's slope at x. The stream has moved: take it at \
         what enters the layer.",
    )
    .mistake(
        "RS-31",
        |f, slope, x, depth| {
            let at = |i| slope(run(f, x, i));
            let sum: f64 = (0..depth).map(at).sum();
            [1. + sum, right(f, slope, x, depth)]
        },
        "{} adds the slopes up. Slopes of layers in a row multiply.",
    )
    .mistake(
        "RS-32",
        |f, slope, x, depth| {
            let at = |i| slope(run(f, x, i + 1));
            let late = (0..depth).map(|i| 1. + at(i)).product();
            [late, right(f, slope, x, depth)]
        },
        "Every layer took f's slope behind the addition. Take it at what \
         enters the layer: slope first, then the new stream.",
    )
    .mistake(
        "RS-33",
        |f, slope, x, depth| {
            let last = |x| (0..depth).fold(x, |x, _| f(x));
            let h = 0.0001;
            let difference = (last(x + h) - last(x - h)) / (2. * h);
            [right(f, slope, x, depth), difference]
        },
        "{} is the slope without skips: the difference ran f alone. Every \
         layer adds f to the stream.",
    )
    .mistake(
        "RS-34",
        |f, slope, x, depth| {
            let right = right(f, slope, x, depth);
            [right, 2. * right]
        },
        "The difference is twice too large: x + h and x - h lie 2h apart, \
         not h.",
    )
    .mistake(
        "RS-35",
        |f, slope, x, depth| {
            let right = right(f, slope, x, depth);
            [right, -right]
        },
        "The difference has the wrong sign: the run from x + h comes first.",
    )
}

/// (1 + s)^depth
fn linear(f: Real, slope: Real, s: f64, depth: usize) -> Stream {
    let right = (1. + s).powi(depth as i32);
    Stream { f, slope, x: 1.5, depth, right }
}

/// x + x²/2 has the slope 1 + x. From 0.5 the stream goes on to 0.625, then
/// 0.8203125.
fn bent() -> Stream {
    Stream {
        f: |x| x * x / 2.,
        slope: |x| x,
        x: 0.5,
        depth: 3,
        right: 1.5 * 1.625 * 1.8203125,
    }
}

/// To five digits: a difference has no more that can be trusted.
fn answer(slopes: [f64; 2]) -> Answer {
    let round = |slope: f64| {
        format!("{slope:.4e}").parse::<f64>().expect("it was a number")
    };
    Answer::row("formula, difference", slopes.map(round))
}

fn run(f: Real, x: f64, layers: usize) -> f64 {
    (0..layers).fold(x, |x, _| x + f(x))
}

fn right(f: Real, slope: Real, x: f64, depth: usize) -> f64 {
    solutions::e4_5::slopes(f, slope, x, depth)[0]
}
