use super::solutions;
use judge::{Answer, Check};

/// The reader's f(x) and x + f(x).
type ByHand = (fn() -> [f32; 4], fn() -> [f32; 4]);

/// Exercise 4.1: the sum, by hand.
pub fn e4_1() -> Check<ByHand, [f64; 4]> {
    Check::<ByHand, [f64; 4]>::new(
        include_str!("solutions/e4_1.rs"),
        (solutions::e4_1::branch, solutions::e4_1::output),
        |(branch, output), _| {
            answer(branch().map(f64::from), output().map(f64::from))
        },
        |[v0, v1, v2, v3]| {
            answer([*v3, 0., -v0, 0.], [v0 + v3, v1 + 0., v2 - v0, v3 + 0.])
        },
    )
    .probe("x = (3, 1, -2, 5)", [3., 1., -2., 5.])
    .mistake(
        "RS-14",
        (|| [5., 0., -3., 0.], || [5., 0., -3., 0.]),
        "{} is f(x) alone: x is replaced. Add x to it.",
    )
    .mistake(
        "RS-5",
        (|| [5., 0., -3., 0.], || [10., 0., -6., 0.]),
        "{} is 5 + 5: f(x) was added to itself. The other summand is x.",
    )
    .mistake(
        "RS-6",
        (|| [5., 0., -3., 0.], || [15., 0., 6., 0.]),
        "{} is 3·5. Add the entries.",
    )
    .mistake(
        "RS-15",
        (|| [5., 0., -3., 0.], || [-2., 1., 1., 5.]),
        "{} is 3 - 5. The branch is added, with its sign.",
    )
    .mistake(
        "RS-16",
        (|| [5., 0., 3., 0.], || [8., 1., 1., 5.]),
        "The third entry of f is -v₀, with a minus.",
    )
    .mistake(
        "RS-17",
        (|| [-2., 0., -3., 0.], || [1., 1., -5., 5.]),
        "{} is the third entry. Entries count from 0, so v₃ is the fourth.",
    )
}

fn answer(branch: [f64; 4], output: [f64; 4]) -> Answer {
    Answer::row("f(x)", branch).and(Answer::row("x + f(x)", output))
}
