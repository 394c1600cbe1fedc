use super::{solutions, wide, wrong};
use crate::{log_softmax, softmax};
use judge::{Answer, Check};

type LogSoftmax = fn(&[f32]) -> Vec<f32>;

/// Exercise 1.4: the logarithm of a weight.
pub fn e1_4() -> Check<LogSoftmax, Vec<f32>> {
    Check::<LogSoftmax, Vec<f32>>::new(
        include_str!("solutions/e1_4.rs"),
        solutions::e1_4::log_softmax,
        |program, scores| Answer::row("ln of weights", program(scores)),
        |scores| Answer::row("ln of weights", log_softmax_f64(&wide(scores))),
    )
    .probe("14, 12", vec![14.0, 12.0])
    .probe("0, -200", vec![0.0, -200.0])
    .probe("112, 96, 95", vec![112.0, 96.0, 95.0])
    .probe("-200, -201", vec![-200.0, -201.0])
    .mistake(
        "SM-9",
        wrong::takes_ln_of_softmax,
        "The second weight is 0 in f32, and ln(0) is -∞. Don't compute the \
         weight: its logarithm is s - max - ln(sum).",
    )
    .mistake(
        "SM-21",
        softmax,
        "{} is the weight itself. Wanted is its logarithm, which is never \
         above 0.",
    )
    .mistake(
        "SM-22",
        |scores| less(scores, |sum| sum.log10()),
        "{} holds log10 of the sum. To undo exp take ln, the logarithm to \
         base e.",
    )
    .mistake(
        "SM-23",
        |scores| less(scores, |sum| sum.log2()),
        "{} holds log2 of the sum. To undo exp take ln, the logarithm to \
         base e.",
    )
    .mistake(
        "SM-24",
        |scores| less(scores, |sum| sum),
        "{} is s - max - sum. Take ln of the sum before you subtract it.",
    )
    .mistake(
        "SM-25",
        |scores| less(scores, |_| 0.0),
        "{} is s - max. Take off ln of the sum, too: the logarithm of a \
         fraction is a difference.",
    )
    .mistake(
        "SM-26",
        |scores| wrong::each(&log_softmax(scores), |log| -log),
        "{} has the wrong sign. A weight is at most 1, so its logarithm is \
         at most 0.",
    )
    .mistake(
        "SM-8",
        |scores| log_softmax(&softmax(scores)),
        "{} is log-softmax of the weights 0.8808, 0.1192. Give it the \
         scores.",
    )
    .mistake(
        "SM-27",
        |scores| {
            let max = scores.iter().copied().fold(f32::MIN, f32::max);
            wrong::each(&log_softmax(scores), |log| log + max)
        },
        "{} is 14 too large. You took the largest score off inside exp: \
         take it off outside, too.",
    )
    .mistake(
        "SM-2",
        |scores| {
            let sum: f32 = scores.iter().map(|s| s.exp()).sum();
            wrong::each(scores, |s| s - sum.ln())
        },
        "exp(112) overflows f32, so the sum is ∞. Subtract the largest score \
         before exp.",
    )
    .law("exp of the results sums to 1", |program| {
        let logs = program(&[1.0, 2.0, 3.0, -4.0, 0.5]);
        super::sums_to_1(&wrong::each(&logs, f32::exp))
    })
    .law("results lie as far apart as their scores", |program| {
        let logs = program(&[300.0, 1.0, -300.0]);
        let (first, second) = (logs[0] - logs[1], logs[1] - logs[2]);
        match first == 299.0 && second == 301.0 {
            true => Ok(()),
            false => Err(format!(
                "300, 1, -300 gave gaps of {first:.4} and {second:.4}"
            )),
        }
    })
}

/// ln aᵢ = −ln Σⱼ exp(sⱼ − sᵢ): no maximum is taken off.
fn log_softmax_f64(scores: &[f64]) -> Vec<f64> {
    let log = |own: &f64| {
        let sum: f64 = scores.iter().map(|other| (other - own).exp()).sum();
        -sum.ln()
    };
    scores.iter().map(log).collect()
}

/// s − max − f(Σ exp(s − max)), which is right when f is ln.
fn less(scores: &[f32], f: fn(f32) -> f32) -> Vec<f32> {
    let max = scores.iter().copied().fold(f32::MIN, f32::max);
    let sum: f32 = scores.iter().map(|s| (s - max).exp()).sum();
    wrong::each(scores, |s| s - max - f(sum))
}
