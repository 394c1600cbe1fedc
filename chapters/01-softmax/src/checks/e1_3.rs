use super::{softmax_f64, solutions, sums_to_1, wide, wrong};
use crate::{softmax, softmax_naive};
use judge::{Answer, Check};

type WithTemperature = fn(&[f32], f32) -> Vec<f32>;
type Input = (Vec<f32>, f32);

/// Exercise 1.3: softmax with a temperature.
pub fn e1_3() -> Check<WithTemperature, Input> {
    Check::<WithTemperature, Input>::new(
        include_str!("solutions/e1_3.rs"),
        solutions::e1_3::softmax_with_temperature,
        |program, (scores, t)| Answer::row("weights", program(scores, *t)),
        |(scores, t)| {
            let t = f64::from(*t);
            let scaled: Vec<f64> =
                wide(scores).iter().map(|s| s / t).collect();
            Answer::row("weights", softmax_f64(&scaled))
        },
    )
    .probe("14, 12 at temperature 2", (vec![14.0, 12.0], 2.0))
    .probe("0.5, -1, 2 at temperature 0.5", (vec![0.5, -1.0, 2.0], 0.5))
    .probe("112, 96 at temperature 0.5", (vec![112.0, 96.0], 0.5))
    .mistake(
        "SM-7",
        wrong::multiplies_by_temperature,
        "{} is what 14·2 and 12·2 give. A high temperature flattens: divide \
         the scores by it.",
    )
    .mistake(
        "SM-19",
        |scores, _| softmax(scores),
        "{} is the weight at temperature 1. Divide the scores, before exp: \
         a factor on all exps cancels, and so does a number taken from all \
         scores.",
    )
    .mistake(
        "IN-6",
        wrong::divides_the_weights,
        "{} is a weight at temperature 1, divided by 2. Divide the scores \
         instead: then the weights still sum to 1.",
    )
    .mistake(
        "SM-2",
        |scores, t| softmax_naive(&wrong::each(scores, |s| s / t)),
        "112 / 0.5 is 224, and exp of that overflows f32. Subtract the \
         largest quotient first, as in exercise 1.2.",
    )
    .mistake(
        "SM-20",
        |scores, t| {
            let max = scores.iter().copied().fold(f32::MIN, f32::max);
            softmax_naive(&wrong::each(scores, |s| s / t - max))
        },
        "You subtract the largest score from the quotients. Subtract the \
         largest quotient: divide first, then look for the largest.",
    )
    .law("the weights sum to 1", |program| {
        sums_to_1(&program(&[1.0, 2.0, 3.0, -4.0, 0.5], 3.0))
    })
    .law("doubling scores and temperature changes nothing", |program| {
        let once = program(&[1.0, 3.0], 3.0);
        let twice = program(&[2.0, 6.0], 6.0);
        match (once[0] - twice[0]).abs() < 1e-5 {
            true => Ok(()),
            false => Err(format!(
                "a weight of {:.4} became {:.4}",
                once[0], twice[0]
            )),
        }
    })
}
