use super::{softmax_f64, solutions, sums_to_1, wide, wrong};
use crate::softmax_naive;
use judge::{Answer, Check};

type Softmax = fn(&[f32]) -> Vec<f32>;

/// Exercise 1.2: softmax that doesn't overflow.
pub fn e1_2() -> Check<Softmax, Vec<f32>> {
    Check::<Softmax, Vec<f32>>::new(
        include_str!("solutions/e1_2.rs"),
        solutions::e1_2::softmax,
        |softmax, scores| Answer::row("weights", softmax(scores)),
        |scores| Answer::row("weights", softmax_f64(&wide(scores))),
    )
    .probe("14, 12", vec![14.0, 12.0])
    .probe("0.5, -1, 2", vec![0.5, -1.0, 2.0])
    .probe("112, 96", vec![112.0, 96.0])
    .probe("-200, -201", vec![-200.0, -201.0])
    .mistake(
        "SM-1",
        wrong::leaves_out_exp,
        "{} is 14 / (14 + 12). Take exp of each score first: softmax looks \
         at differences, not at ratios.",
    )
    .mistake(
        "SM-2",
        softmax_naive,
        "exp(112) overflows f32, and ∞/∞ is NaN. Subtract the largest score \
         from each first: the weights stay the same.",
    )
    .mistake(
        "SM-6",
        wrong::begins_at_zero,
        "The largest of -200, -201 came out as 0, where the fold began, and \
         exp(-200) is 0. Begin at f32::NEG_INFINITY.",
    )
    .mistake(
        "SM-8",
        wrong::runs_twice,
        "{} is softmax of the weights 0.8808, 0.1192: you took it twice.",
    )
    .mistake(
        "SM-10",
        wrong::takes_powers_of_two,
        "{} is what 2 to the power of the score gives. Softmax takes e to \
         that power: exp.",
    )
    .mistake(
        "SM-11",
        wrong::turns_the_sign,
        "The smaller score got the larger weight. Check the sign: \
         exp(score - max), not exp(max - score).",
    )
    .mistake(
        "SM-13",
        |scores| {
            let max = scores.iter().copied().fold(f32::MIN, f32::max);
            wrong::each(scores, |s| (s - max).exp())
        },
        "{} is exp(14 - 14). What is missing is the division by the sum of \
         all exps.",
    )
    .law("the weights sum to 1", |softmax| {
        sums_to_1(&softmax(&[1.0, 2.0, 3.0, -4.0, 0.5]))
    })
    .law("adding 100 to every score changes nothing", |softmax| {
        let (low, high) = (softmax(&[1.0, 3.0]), softmax(&[101.0, 103.0]));
        match (low[0] - high[0]).abs() < 1e-5 {
            true => Ok(()),
            false => {
                Err(format!("a weight of {:.4} became {:.4}", low[0], high[0]))
            }
        }
    })
}
