use super::solutions;
use judge::{Answer, Check};

/// The reader's mean and variance, and output.
type ByHand = (fn() -> [f32; 2], fn() -> [f32; 4]);

/// Exercise 5.1: a token, by hand.
pub fn e5_1() -> Check<ByHand, ()> {
    Check::<ByHand, ()>::new(
        include_str!("solutions/e5_1.rs"),
        (solutions::e5_1::mean_and_variance, solutions::e5_1::output),
        |(statistics, output), _| {
            answer(statistics(), output().map(f64::from))
        },
        |_| {
            let x: [f64; 4] = [0., 6., 6., 8.];
            let mean = (x[0] + x[1] + x[2] + x[3]) / 4.;
            let variance =
                x.map(|x| (x - mean).powi(2)).iter().sum::<f64>() / 4.;
            let y = x.map(|x| (x - mean) / variance.sqrt());
            let output = [y[0], 2. * y[1], y[2] + 1., y[3]];
            answer([mean as f32, variance as f32], output)
        },
    )
    .probe("x = (0, 6, 6, 8)", ())
    .mistake(
        "LN-1",
        (|| [5., 12.], || [-1.4434, 0.5774, 1.2887, 0.8660]),
        "{} is 36/3, which is the variance of a sample. The four entries are \
         all there are: divide by d = 4.",
    )
    .mistake(
        "LN-18",
        (|| [5., 36.], || [-0.8333, 0.3333, 1.1667, 0.5]),
        "{} is the sum of the squares. The variance is their mean: divide by \
         d = 4.",
    )
    .mistake(
        "LN-3",
        (|| [5., 9.], || [-0.5556, 0.2222, 1.1111, 0.3333]),
        "{} is -5/9. Divide by the root of the variance, 3.",
    )
    .mistake(
        "LN-7",
        (|| [5., 9.], || [-1.5011, 1.2701, 0.8845, 0.3464]),
        "You multiplied by γ first, and normalised after. Normalise x, then \
         multiply.",
    )
    .mistake(
        "LN-8",
        (|| [5., 34.], || [0., 2.0580, 2.0290, 1.3720]),
        "{} is the mean of the squares of x itself. Subtract the mean 5 from \
         each entry first.",
    )
    .mistake(
        "LN-13",
        (|| [5., 9.], || [0., 4., 3., 2.6667]),
        "You divided x by 3. Subtract the mean first: (x - μ)/σ.",
    )
    .mistake(
        "LN-14",
        (|| [5., 9.], || [-1.6667, 0.3333, 0.3333, 1.]),
        "That is (x - μ)/σ. Multiply the second entry by its γ, and add its β \
         to the third.",
    )
}

/// Numbers typed with two decimals are as good as these.
fn answer(statistics: [f32; 2], output: [f64; 4]) -> Answer {
    let typed = output.map(|y| (y * 100.).round() / 100.);
    Answer::row("mean, variance", statistics)
        .and(Answer::row("output", typed))
}
