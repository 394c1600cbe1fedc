use super::{softmax_f64, solutions, wide, wrong};
use judge::{Answer, Check};

type Weights = fn() -> [f32; 3];

const SCORES: [f32; 3] = [1.0, 0.0, -2.0];

/// Exercise 1.1: three weights by hand.
pub fn e1_1() -> Check<Weights, ()> {
    Check::<Weights, ()>::new(
        include_str!("solutions/e1_1.rs"),
        solutions::e1_1::weights,
        |weights, ()| rounded(wide(&weights())),
        |()| rounded(softmax_f64(&wide(&SCORES))),
    )
    .probe("1, 0, -2", ())
    .mistake(
        "SM-1",
        || row(wrong::leaves_out_exp(&SCORES)),
        "{} is 1 / (1 + 0 - 2), a share of the scores. Take exp of each \
         score first: exp is never negative.",
    )
    .mistake(
        "SM-10",
        || row(wrong::takes_powers_of_two(&SCORES)),
        "{} is what powers of 2 give. Softmax takes powers of \
         e, about 2.7183.",
    )
    .mistake(
        "SM-11",
        || row(wrong::turns_the_sign(&SCORES)),
        "The largest score got the smallest weight. Look at the signs: \
         exp(1) = 2.7183, and exp(-2) = 0.1353.",
    )
    .mistake(
        "SM-13",
        || SCORES.map(f32::exp),
        "{} is exp(1). What is missing is the division by the sum of all \
         three exps.",
    )
    .mistake(
        "SM-14",
        || SCORES.map(|s| (s - SCORES[0]).exp()),
        "You divided by the largest exp. Divide by the sum of all three: \
         then the weights add up to 1.",
    )
    .mistake(
        "SM-15",
        || {
            let exps = [1_f32.exp(), 1.0, -2_f32.exp()];
            exps.map(|exp| exp / exps.iter().sum::<f32>())
        },
        "You took exp(-2) as -exp(2). A minus in the exponent divides: \
         exp(-2) = 1 / exp(2) = 0.1353.",
    )
    .mistake(
        "SM-16",
        || {
            let exps = [1_f32.exp(), 0.0, (-2_f32).exp()];
            exps.map(|exp| exp / exps.iter().sum::<f32>())
        },
        "You took exp(0) as 0. It is 1, so a score of 0 gets a weight, too.",
    )
    .mistake(
        "SM-17",
        || {
            let [first, second, third] = row(crate::softmax(&SCORES));
            [third, second, first]
        },
        "These are the three weights, the smallest first. Return them in \
         the order of the scores 1, 0, -2.",
    )
    .mistake(
        "SM-18",
        || row(crate::softmax(&SCORES)).map(|w| (w * 100.0).round() / 100.0),
        "{} has two decimals. The steps are right; write four.",
    )
}

/// Who computes by hand is right with four decimals.
fn rounded(weights: Vec<f64>) -> Answer {
    let to_four_decimals = |weight: f64| (weight * 1e4).round() / 1e4;
    Answer::row("weights", weights.into_iter().map(to_four_decimals))
}

fn row(weights: Vec<f32>) -> [f32; 3] {
    weights.try_into().expect("three scores have three weights")
}
