use super::solutions;
use judge::{Answer, Check};
use rand::{RngExt, SeedableRng, rngs::ChaCha8Rng};
use rand_distr::StandardNormal;
use std::time::Duration;

type Variance = fn(usize, usize, &mut ChaCha8Rng) -> f32;

/// Exercise 2.7: the variance of a score.
pub fn e2_7() -> Check<Variance, usize> {
    Check::<Variance, usize>::new(
        include_str!("solutions/e2_7.rs"),
        solutions::e2_7::variance,
        |variance, d_k| {
            let mut rng = ChaCha8Rng::seed_from_u64(7);
            Answer::scalar(
                "variance",
                settle(variance(*d_k, 2000, &mut rng), *d_k),
            )
        },
        |d_k| Answer::scalar("variance", *d_k as f64),
    )
    .probe("d_k = 4", 4)
    .probe("d_k = 16", 16)
    .probe("d_k = 64", 64)
    .probe("d_k = 256", 256)
    .deadline(Duration::from_secs(20))
    .mistake(
        "DP-30",
        |d_k, draws, rng| mean_square(d_k, draws, rng).sqrt(),
        "{} is the standard deviation. The variance is its square.",
    )
    .mistake(
        "DP-31",
        |d_k, draws, rng| mean_square(d_k, draws, rng) / d_k as f32,
        "{} is the variance of the scaled scores, or of one product. Leave \
         the scores as they are.",
    )
    .mistake(
        "DP-32",
        |d_k, draws, rng| mean_square(d_k, draws, rng) * draws as f32,
        "{} is the sum of the squares. Divide it by the number of draws.",
    )
    .mistake(
        "DP-33",
        |d_k, draws, rng| {
            let mut normal = || rng.sample::<f32, _>(StandardNormal);
            let mut sum = 0.;
            for _ in 0..draws {
                sum += (0..d_k).map(|_| normal() * normal()).sum::<f32>();
            }
            (sum / draws as f32).powi(2)
        },
        "That is the mean, squared: near 0. Square each score before you \
         average.",
    )
    .mistake(
        "DP-34",
        |d_k, draws, rng| {
            let mut normal = || rng.sample::<f32, _>(StandardNormal);
            let mut sum = 0.;
            for _ in 0..draws {
                sum +=
                    (0..d_k).map(|_| normal().powi(2)).sum::<f32>().powi(2);
            }
            sum / draws as f32
        },
        "{} comes from a vector multiplied with itself. Query and key are \
         drawn separately.",
    )
}

fn mean_square(d_k: usize, draws: usize, rng: &mut ChaCha8Rng) -> f32 {
    solutions::e2_7::variance(d_k, draws, rng)
}

/// A measured number becomes the exact one that it stands for, if it lies
/// within a tenth of it: d_k, or what a known mistake would measure.
fn settle(measured: f32, d_k: usize) -> f64 {
    let d = d_k as f64;
    let with_itself = d * (d + 2.);
    let known = [d, d.sqrt(), 1., 2000. * d, with_itself];
    let measured = f64::from(measured);
    if measured.abs() < 0.3 {
        return 0.;
    }
    let near = |exact: &&f64| (measured / **exact - 1.).abs() < 0.1;
    known.iter().find(near).copied().unwrap_or(measured)
}
