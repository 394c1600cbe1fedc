use super::solutions;
use judge::{Answer, Check};

/// The reader's hidden numbers and output.
type ByHand = (fn() -> [f32; 3], fn() -> [f32; 2]);

/// Exercise 6.1: a feed-forward network, by hand.
pub fn e6_1() -> Check<ByHand, ()> {
    Check::<ByHand, ()>::new(
        include_str!("solutions/e6_1.rs"),
        (solutions::e6_1::hidden, solutions::e6_1::output),
        |(hidden, output), _| answer(hidden(), output()),
        |_| {
            let [x1, x2] = [2., -1.];
            let h = [x1 + 0., x2 + 2., -x1 + x2 + 1.].map(|h: f64| h.max(0.));
            answer(h, [h[0] + h[2] + 1., h[1] + h[2] - 4.])
        },
    )
    .probe("x = (2, -1)", ())
    .mistake(
        "BK-1",
        (|| [2., 1., -2.], || [1., -5.]),
        "{} is negative: ReLU puts 0 there, before W₂.",
    )
    .mistake(
        "BK-2",
        (|| [2., 1., -2.], || [1., 0.]),
        "ReLU came after W₂. It belongs between the two maps, and what comes \
         out may be negative.",
    )
    .mistake(
        "BK-13",
        (|| [2., 1., 0.], || [3., 0.]),
        "Between the maps ReLU is right, but there is none after W₂: the \
         output may be negative.",
    )
    .mistake(
        "BK-14",
        (|| [2., 0., 0.], || [3., -4.]),
        "b₁ is missing. Add it before ReLU.",
    )
    .mistake(
        "BK-15",
        (|| [2., 1., 0.], || [2., 1.]),
        "The output still lacks b₂ = (1, -4).",
    )
    .mistake(
        "BK-16",
        (|| [2., 2., 1.], || [4., -1.]),
        "b₁ came after ReLU. Add it before: ReLU looks at the sum.",
    )
    .mistake(
        "BK-17",
        (|| [2., 1., 2.], || [5., -1.]),
        "ReLU replaces a negative number by 0. It doesn't take the sign away.",
    )
}

fn answer<T: Into<f64>>(hidden: [T; 3], output: [T; 2]) -> Answer {
    Answer::row("hidden", hidden).and(Answer::row("output", output))
}
