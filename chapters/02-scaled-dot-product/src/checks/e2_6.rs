use super::solutions;
use judge::{Answer, Check};

type Slopes = fn(f64, f64, f64) -> [f64; 2];

/// Exercise 2.6: the slope, twice.
pub fn e2_6() -> Check<Slopes, [f64; 3]> {
    Check::<Slopes, [f64; 3]>::new(
        include_str!("solutions/e2_6.rs"),
        solutions::e2_6::slopes,
        |slopes, [s1, s2, d_k]| {
            Answer::row("formula, difference", slopes(*s1, *s2, *d_k))
        },
        |[s1, s2, d_k]| {
            // sinh and cosh in place of exp: another way to the same slope.
            let slope = 0.25 / ((s1 - s2) / d_k.sqrt() / 2.).cosh().powi(2);
            Answer::row("formula, difference", [slope / d_k.sqrt(); 2])
        },
    )
    .probe("112, 96 and d_k = 64", [112., 96., 64.])
    .probe("1, 3 and d_k = 4", [1., 3., 4.])
    .probe("2.5, 2 and d_k = 9", [2.5, 2., 9.])
    .mistake(
        "DP-25",
        |s1, s2, d_k| {
            let [formula, difference] = right(s1, s2, d_k);
            [formula * d_k.sqrt(), difference]
        },
        "{} is a(1 - a), the slope by the scaled score. A raw score moves the \
         scaled one by 1/8: divide by √d_k.",
    )
    .mistake(
        "DP-26",
        |s1, s2, d_k| {
            let by_scaled = right(s1, s2, d_k)[0] * d_k.sqrt();
            [by_scaled, by_scaled]
        },
        "Both are the slope by the scaled score, {}. Nudge the raw score, \
         before the division by √d_k.",
    )
    .mistake(
        "DP-27",
        |s1, s2, d_k| {
            let [formula, difference] = right(s1, s2, d_k);
            [formula, difference * 2.]
        },
        "The difference is twice too large: s1 + h and s1 - h lie 2h apart, \
         not h.",
    )
    .mistake(
        "DP-28",
        |s1, s2, d_k| {
            let [formula, difference] = right(s1, s2, d_k);
            [formula, -difference]
        },
        "The difference has the wrong sign: the weight at s1 + h comes first.",
    )
    .mistake(
        "DP-29",
        |s1, s2, d_k| {
            let [_, difference] = right(s1, s2, d_k);
            let a = weight(s1, s2, d_k);
            [a / d_k.sqrt(), difference]
        },
        "{} is a/√d_k. The slope of softmax is a(1 - a).",
    )
    .mistake(
        "DP-2",
        |s1, s2, _| right(s1, s2, 1.),
        "{} is the slope without any division. The weight is softmax of the \
         scores ÷ √d_k.",
    )
}

fn weight(s1: f64, s2: f64, d_k: f64) -> f64 {
    1. / (1. + ((s2 - s1) / d_k.sqrt()).exp())
}

fn right(s1: f64, s2: f64, d_k: f64) -> [f64; 2] {
    let a = weight(s1, s2, d_k);
    [a * (1. - a) / d_k.sqrt(); 2]
}
