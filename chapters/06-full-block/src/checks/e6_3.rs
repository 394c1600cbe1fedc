use super::solutions;
use judge::{Answer, Check};
use std::f32::consts::PI;

type Gelu = fn(f32) -> f32;

/// Exercise 6.3: GELU by tanh.
pub fn e6_3() -> Check<Gelu, f32> {
    Check::<Gelu, f32>::new(
        include_str!("solutions/e6_3.rs"),
        solutions::e6_3::gelu,
        |gelu, x| Answer::scalar("gelu", gelu(*x)),
        |x| {
            // ½(1 + tanh z) is 1/(1 + exp(−2z)): another way to the same.
            let x = f64::from(*x);
            let z = (2. / std::f64::consts::PI).sqrt()
                * (x + 0.044715 * x * x * x);
            Answer::scalar("gelu", x / (1. + (-2. * z).exp()))
        },
    )
    .probe("x = 1", 1.)
    .probe("x = -0.5", -0.5)
    .probe("x = -2.7", -2.7)
    .probe("x = 2", 2.)
    .probe("x = 0", 0.)
    .mistake(
        "BK-9",
        crate::gelu,
        "{} is the exact GELU, with erf. GPT-2's weights need the one with \
         tanh.",
    )
    .mistake(
        "BK-19",
        |x| x / (1. + (-1.702 * x).exp()),
        "{} is x·σ(1.702x), a rougher approximation. Use the one with tanh.",
    )
    .mistake(
        "BK-20",
        |x| x * (1. + inner(x).tanh()),
        "{} is twice too large: the ½ is missing.",
    )
    .mistake(
        "BK-21",
        |x| 0.5 * (1. + inner(x).tanh()),
        "{} is the share by which x is to be multiplied. Multiply.",
    )
    .mistake(
        "BK-22",
        |x| {
            let z = (2. / PI).sqrt() * (x + 0.044715 * x * x);
            0.5 * x * (1. + z.tanh())
        },
        "You squared where the formula has x³.",
    )
    .mistake(
        "BK-23",
        |x| {
            let z = 2. / PI * (x + 0.044715 * x.powi(3));
            0.5 * x * (1. + z.tanh())
        },
        "2/π stands without its root.",
    )
    .mistake(
        "BK-24",
        |x| x.max(0.),
        "{} is what ReLU gives. GELU lets a little of a negative x through.",
    )
}

fn inner(x: f32) -> f32 {
    (2. / PI).sqrt() * (x + 0.044715 * x.powi(3))
}
