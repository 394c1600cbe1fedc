use super::solutions;
use ch01_softmax::checks::softmax_f64;
use judge::{Answer, Check};

/// The reader's scores, weights and output.
type ByHand = (fn() -> [f32; 2], fn() -> [f32; 2], fn() -> [f32; 2]);

/// Exercise 3.1: a third word, by hand.
pub fn e3_1() -> Check<ByHand, ()> {
    Check::<ByHand, ()>::new(
        include_str!("solutions/e3_1.rs"),
        (
            solutions::e3_1::scores,
            solutions::e3_1::weights,
            solutions::e3_1::output,
        ),
        |(scores, weights, output), _| {
            answer(
                scores().map(f64::from),
                weights().map(f64::from),
                output().map(f64::from),
            )
        },
        |_| {
            // x = (1, 0, 0, −1) takes row 1 of W_Q and subtracts row 4.
            let q = [0. - 1., 2. - 0.];
            let scores = [q[0] * 0. + q[1] * 1., q[0] * 2. + q[1] * 1.];
            let a = softmax_f64(&scores.map(|s: f64| s / 2_f64.sqrt()));
            let output = [a[0] * 2. + a[1] * 0., a[0] * 1. + a[1] * 3.];
            answer(scores, [a[0], a[1]], output)
        },
    )
    .probe("x = (1, 0, 0, -1), head 2", ())
    .mistake(
        "MH-4",
        (|| [2., 0.], || [0.7311, 0.2689], || [1.4621, 1.5379]),
        "{} is what ÷ √4 gives. A head's query has d_k = 2 entries, not \
         d_model = 4: divide by √2.",
    )
    .mistake(
        "DP-2",
        (|| [2., 0.], || [0.8808, 0.1192], || [1.7616, 1.2384]),
        "{} is softmax of 2 and 0. Divide the scores by √2 first.",
    )
    .mistake(
        "MH-2",
        (|| [2., 4.], || [0.1956, 0.8044], || [0.8044, 2.6089]),
        "You took columns 2 and 4. Head 2 owns columns 3 and 4, side by side.",
    )
    .mistake(
        "MH-13",
        (|| [3., 4.], || [0.3302, 0.6698], || [0.3302, 0.6698]),
        "{} comes from columns 1 and 2: that is head 1.",
    )
    .mistake(
        "MH-14",
        (|| [5., 4.], || [0.6225, 0.3775], || [1.2449, 1.7551]),
        "{} is a product of all four entries. A head sees its own two, of the \
         query as of the key.",
    )
    .mistake(
        "SM-11",
        (|| [2., 0.], || [0.1956, 0.8044], || [0.3911, 2.6089]),
        "The larger score gets the larger weight: swap them.",
    )
    .mistake(
        "MH-15",
        (|| [2., 0.], || [0.8044, 0.1956], || [0.8044, 0.1956]),
        "The weights are right, but they belong to head 2's values, (2, 1) and \
         (0, 3).",
    )
}

/// Weights typed with two decimals, and an output made of such weights, are
/// as good as these.
fn answer(scores: [f64; 2], weights: [f64; 2], output: [f64; 2]) -> Answer {
    let typed = |numbers: [f64; 2], unit: f64| {
        numbers.map(|number| (number * unit).round() / unit)
    };
    Answer::row("scores", scores)
        .and(Answer::row("weights", typed(weights, 100.)))
        .and(Answer::row("output", typed(output, 10.)))
}
