use super::solutions;
use ch01_softmax::checks::softmax_f64;
use ch01_softmax::{softmax, softmax_naive};
use judge::{Answer, Check};

type After = fn(&[f32], f32) -> Vec<f32>;

/// Exercise 2.5: add 100 to every score.
pub fn e2_5() -> Check<After, (Vec<f32>, f32)> {
    Check::<After, (Vec<f32>, f32)>::new(
        include_str!("solutions/e2_5.rs"),
        solutions::e2_5::weights_after_adding,
        |after, (scores, number)| Answer::row("weights", after(scores, *number)),
        |(scores, number)| {
            let add = |s: &f32| f64::from(*s) + f64::from(*number);
            let moved: Vec<f64> = scores.iter().map(add).collect();
            Answer::row("weights", softmax_f64(&moved))
        },
    )
    .probe("14, 12 and 100", (vec![14., 12.], 100.))
    .probe("112, 96, 104 and -7", (vec![112., 96., 104.], -7.))
    .probe("1, 3, 2.5, 0 and 0.5", (vec![1., 3., 2.5, 0.], 0.5))
    .mistake(
        "SM-2",
        |scores, number| {
            let moved: Vec<f32> = scores.iter().map(|s| s + number).collect();
            softmax_naive(&moved)
        },
        "exp(114) overflows f32. Use ch01_softmax::softmax, which subtracts \
         the largest score first.",
    )
    .mistake(
        "DP-22",
        |scores, number| {
            let mut moved = scores.to_vec();
            moved[0] += number;
            softmax(&moved)
        },
        "Only the first score grew, so the gap did, too. Add to every score.",
    )
    .mistake(
        "DP-23",
        |scores, number| {
            softmax(scores).iter().map(|weight| weight + number).collect()
        },
        "{} is a weight with the number added. Add it to the scores, before \
         softmax.",
    )
    .mistake(
        "DP-24",
        |scores, number| {
            let moved: Vec<f32> = scores.iter().map(|s| s * number).collect();
            softmax(&moved)
        },
        "You multiplied: that moves the gap. Add the number.",
    )
}
