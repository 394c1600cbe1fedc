use super::solutions;
use judge::{Answer, Check};

type Layers = fn(f64, bool) -> Option<usize>;

/// Exercise 4.6: until less than 1 % is left.
pub fn e4_6() -> Check<Layers, (f64, bool)> {
    Check::<Layers, (f64, bool)>::new(
        include_str!("solutions/e4_6.rs"),
        solutions::e4_6::layers,
        |layers, (s, skip)| answer(layers(*s, *skip)),
        |(s, skip)| {
            // ln: |factor|^n < 1 % ⇔ n > ln 0.01 / ln |factor|
            let shrinks = (s + f64::from(u8::from(*skip))).abs().ln();
            let layers = (0.01_f64.ln() / shrinks).floor() + 1.;
            answer((shrinks < 0.).then_some(layers as usize))
        },
    )
    .probe("s = 0.5, no skip", (0.5, false))
    .probe("s = 0.5, a skip", (0.5, true))
    .probe("s = 0.9, no skip", (0.9, false))
    .probe("s = -0.8, no skip", (-0.8, false))
    .probe("s = -0.4, a skip", (-0.4, true))
    .probe("s = 1, no skip", (1., false))
    .probe("s = -2.5, a skip", (-2.5, true))
    .mistake(
        "RS-7",
        |s, _| layers(s, false),
        "This is the answer without a skip. With one, a layer multiplies the \
         gradient by 1 + s.",
    )
    .mistake(
        "RS-11",
        |s, skip| if skip { None } else { layers(s, false) },
        "You answer None for every skip. It takes 1 + s: a negative s makes \
         that smaller than 1.",
    )
    .mistake(
        "RS-36",
        |s, skip| layers(s, skip).map(|layers| layers - 1),
        "So many layers leave 1 % or more. One more is needed.",
    )
    .mistake(
        "RS-37",
        |s, skip| {
            let factor: f64 = if skip { 1. + s } else { s };
            match factor {
                1.0.. => None,
                ..0. => Some(1),
                _ => layers(factor, false),
            }
        },
        "A negative factor is smaller than 0.01, but not small. Take its \
         size: .abs().",
    )
    .mistake(
        "RS-38",
        |s, skip| {
            let lost = 1. - if skip { 1. + s } else { s }.abs();
            (lost > 0.).then(|| (0.99 / lost).ceil() as usize)
        },
        "This would do if each layer took the same amount away. Each takes the \
         same share of what is left: multiply.",
    )
    .mistake(
        "RS-39",
        |s, skip| {
            let factor = if skip { 1. + s } else { s }.abs();
            let layers = (0.1_f64.ln() / factor.ln()).floor() + 1.;
            (factor < 1.).then_some(layers as usize)
        },
        "So many layers leave less than 10 %. The limit is 0.01.",
    )
}

fn answer(layers: Option<usize>) -> Answer {
    Answer::scalar("layers, 0 for never", layers.unwrap_or(0) as f64)
}

fn layers(s: f64, skip: bool) -> Option<usize> {
    solutions::e4_6::layers(s, skip)
}
