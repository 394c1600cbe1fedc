use super::solutions;
use crate::count;
use judge::{Answer, Check};

type Count = fn(usize, usize, bool) -> usize;

/// Exercise 6.4: the parameters of a block.
pub fn e6_4() -> Check<Count, (usize, usize, bool)> {
    Check::<Count, (usize, usize, bool)>::new(
        include_str!("solutions/e6_4.rs"),
        solutions::e6_4::parameters,
        |count, (d_model, d_ff, bias)| {
            answer(count(*d_model, *d_ff, *bias))
        },
        |(d, d_ff, bias)| {
            // Array by array, each by its shape.
            let attention = [(*d, *d), (*d, *d), (*d, *d), (*d, *d)];
            let biases = [(1, *d); 4];
            let rest = [
                (*d, *d_ff),
                (1, *d_ff),
                (*d_ff, *d),
                (1, *d),
                (1, *d),
                (1, *d),
                (1, *d),
                (1, *d),
            ];
            let biases = biases.iter().filter(|_| *bias);
            let arrays = attention.iter().chain(biases).chain(&rest);
            answer(arrays.map(|(rows, columns)| rows * columns).sum())
        },
    )
    .probe("512, 2048, no biases", (512, 2048, false))
    .probe("512, 2048, biases", (512, 2048, true))
    .probe("4, 8, no biases", (4, 8, false))
    .probe("6, 10, biases", (6, 10, true))
    .mistake(
        "BK-4",
        |d, _, bias| count::parameters(d, d, bias),
        "{} has an inner width of d_model. The feed-forward network widens to \
         d_ff.",
    )
    .mistake(
        "MH-5",
        |d, d_ff, bias| {
            let w_o = d * d + if bias { d } else { 0 };
            count::parameters(d, d_ff, bias) - w_o
        },
        "{} has three projections. Attention has four: W_O comes last.",
    )
    .mistake(
        "BK-25",
        |d, d_ff, bias| count::parameters(d, d_ff, bias) - d_ff - d,
        "{} lacks the biases of the feed-forward network, d_ff and d_model.",
    )
    .mistake(
        "BK-26",
        |d, d_ff, bias| count::parameters(d, d_ff, bias) - d * d_ff,
        "{} has one matrix of the feed-forward network. It has two: up to \
         d_ff, and back.",
    )
    .mistake(
        "LN-12",
        |d, d_ff, bias| count::parameters(d, d_ff, bias) - 2 * d,
        "{} has one norm. Each of the two sublayers has its own.",
    )
    .mistake(
        "BK-27",
        |d, d_ff, bias| count::parameters(d, d_ff, bias) - 4 * d,
        "{} has no norms. Each of the two has a γ and a β of d_model.",
    )
    .mistake(
        "BK-28",
        |d, d_ff, _| count::parameters(d, d_ff, false),
        "{} never counts attention's biases. With `bias` there are four of \
         d_model.",
    )
}

fn answer(count: usize) -> Answer {
    Answer::scalar("parameters", count as f64)
}
