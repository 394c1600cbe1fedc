use super::{solutions, wrong::mean_square};
use crate::{statistics, variance_in_one_pass};
use judge::{Answer, Check};

type Variance = fn(&[f32]) -> f32;

/// Exercise 5.3: the variance of large numbers.
pub fn e5_3() -> Check<Variance, Vec<f32>> {
    Check::<Variance, Vec<f32>>::new(
        include_str!("solutions/e5_3.rs"),
        solutions::e5_3::variance,
        |variance, token| Answer::scalar("variance", variance(token)),
        |token| {
            // Half the mean square distance of all pairs: no mean at all.
            let d = token.len() as f64;
            let squares = token.iter().flat_map(|a| {
                token.iter().map(|b| (f64::from(*a) - f64::from(*b)).powi(2))
            });
            Answer::scalar("variance", squares.sum::<f64>() / (2. * d * d))
        },
    )
    .probe(
        "(10000, 10001, 10002, 10003)",
        vec![10000., 10001., 10002., 10003.],
    )
    .probe("(1, 0, 0, 0)", vec![1., 0., 0., 0.])
    .probe("(3, -2, 0.5, 4, 9)", vec![3., -2., 0.5, 4., 9.])
    .probe("(7)", vec![7.])
    .mistake(
        "LN-6",
        variance_in_one_pass,
        "In f32 the mean of squares and the square of the mean are both about \
         1e8, and their difference is lost. Subtract the mean first.",
    )
    .mistake(
        "LN-1",
        |token| {
            let d = token.len() as f32;
            statistics(token).1 * d / (d - 1.)
        },
        "{} comes from dividing by d - 1. The entries are all there are: \
         divide by d.",
    )
    .mistake(
        "LN-18",
        |token| statistics(token).1 * token.len() as f32,
        "{} is the sum of the squares. Divide by d.",
    )
    .mistake(
        "LN-20",
        |token| statistics(token).1.sqrt(),
        "{} is the root of the variance, σ. Return σ².",
    )
    .mistake(
        "LN-21",
        |token| {
            let (mean, _) = statistics(token);
            let distances = token.iter().map(|x| (x - mean).abs());
            distances.sum::<f32>() / token.len() as f32
        },
        "{} is the mean distance from the mean. Square the distances.",
    )
    .mistake(
        "LN-8",
        mean_square,
        "{} is the mean of the squares. Subtract the mean before you square.",
    )
}
