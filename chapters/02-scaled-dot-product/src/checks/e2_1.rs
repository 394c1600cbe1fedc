use super::solutions;
use ch01_softmax::checks::softmax_f64;
use judge::{Answer, Check};

/// The reader's scores and weights.
type ByHand = (fn() -> [f32; 2], fn() -> [f32; 2]);

/// Exercise 2.1: a new query, by hand.
pub fn e2_1() -> Check<ByHand, ()> {
    Check::<ByHand, ()>::new(
        include_str!("solutions/e2_1.rs"),
        (solutions::e2_1::scores, solutions::e2_1::weights),
        |(scores, weights), _| answer(scores(), weights()),
        |_| {
            let scores = [1. * 2. + 2. * 1., 1. * 1. + 2. * 3.];
            let scaled = scores.map(|score: f64| score / 2_f64.sqrt());
            let weights = softmax_f64(&scaled);
            answer(
                scores.map(|score| score as f32),
                [weights[0] as f32, weights[1] as f32],
            )
        },
    )
    .probe("r = (1, 2)", ())
    .mistake(
        "DP-2",
        (|| [4., 7.], || [0.0474, 0.9526]),
        "{} is softmax of 4 and 7. Divide both by √2 first: a key has two \
         entries.",
    )
    .mistake(
        "DP-1",
        (|| [4., 7.], || [0.1824, 0.8176]),
        "{} is what ÷ 2 gives. Divide by the root, √2.",
    )
    .mistake(
        "SM-1",
        (|| [4., 7.], || [0.3636, 0.6364]),
        "{} is 4 / (4 + 7). Softmax takes exp of each score first.",
    )
    .mistake(
        "SM-11",
        (|| [4., 7.], || [0.8930, 0.1070]),
        "The larger score gets the larger weight: swap them.",
    )
    .mistake(
        "DP-15",
        (|| [6., 7.], || [0.33, 0.67]),
        "{} is 1 + 2 + 2 + 1. Multiply matching entries, then add.",
    )
}

/// Numbers typed with two decimals are as good as these.
fn answer(scores: [f32; 2], weights: [f32; 2]) -> Answer {
    let typed =
        weights.map(|weight| f64::from((weight * 100.).round()) / 100.);
    Answer::row("scores", scores).and(Answer::row("weights", typed))
}
