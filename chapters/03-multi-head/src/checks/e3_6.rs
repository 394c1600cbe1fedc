use super::solutions;
use judge::{Answer, Check};

type Count = fn(usize, usize, bool) -> usize;

/// Exercise 3.6: what the heads cost.
pub fn e3_6() -> Check<Count, (usize, usize, bool)> {
    Check::<Count, (usize, usize, bool)>::new(
        include_str!("solutions/e3_6.rs"),
        solutions::e3_6::parameters,
        |count, (d_model, heads, bias)| {
            let count = count(*d_model, *heads, *bias);
            Answer::scalar("parameters", count as f64)
        },
        |(d_model, _, bias)| {
            // One by one: every output of every map, every input it reads.
            let mut count = 0;
            for _map in ["W_Q", "W_K", "W_V", "W_O"] {
                for _output in 0..*d_model {
                    count += d_model + usize::from(*bias);
                }
            }
            Answer::scalar("parameters", count as f64)
        },
    )
    .probe("512, 8 heads, no bias", (512, 8, false))
    .probe("512, 8 heads, biases", (512, 8, true))
    .probe("12, 3 heads, biases", (12, 3, true))
    .mistake(
        "MH-5",
        |d, _, bias| 3 * d * d + if bias { 3 * d } else { 0 },
        "{} counts W_Q, W_K and W_V. W_O mixes the heads, and it learns, too.",
    )
    .mistake(
        "MH-6",
        |d, heads, bias| heads * 4 * d * d + if bias { 4 * d } else { 0 },
        "{} gives every head the whole width. The heads share it: \
         heads · d_k = d_model.",
    )
    .mistake(
        "MH-41",
        |d, heads, bias| heads * (4 * d * d + if bias { 4 * d } else { 0 }),
        "{} gives every head the whole width, biases and all. The heads \
         share it: heads · d_k = d_model.",
    )
    .mistake(
        "MH-7",
        |d, heads, bias| {
            let d_k = d / heads;
            3 * d_k * d_k + d * d + if bias { 3 * d_k + d } else { 0 }
        },
        "{} has one map (d_k, d_k) that reads slices. Each head projects the \
         whole vector: its map is (d_model, d_k), and each has its own.",
    )
    .mistake(
        "MH-28",
        |d, heads, bias| {
            let d_k = d / heads;
            3 * d * d_k + d * d + if bias { 3 * d_k + d } else { 0 }
        },
        "{} counts one head and W_O. There are as many W_Q, W_K and W_V as \
         heads.",
    )
    .mistake(
        "MH-29",
        |d, _, bias| if bias { 4 * (d * d + 1) } else { 4 * d * d },
        "Without biases you are right. A bias isn't one number: each output \
         of its map has one.",
    )
    .mistake(
        "MH-30",
        |d, _, _| 4 * d * d,
        "Without biases you are right. With them, each of the four maps \
         learns d_model numbers more.",
    )
    .law("the number of heads doesn't matter", |count| {
        match (count(24, 2, true), count(24, 6, true)) {
            (two, six) if two == six => Ok(()),
            (two, six) => Err(format!("{two} with 2 heads, {six} with 6")),
        }
    })
}
