//! Chapter 2's program: the worked example, or the reader's own width.

use ch02_scaled_dot_product::attention;
use ch02_scaled_dot_product::checks::wrong;
use ch02_scaled_dot_product::worked::{self, Program, TILES};
use lexopt::prelude::*;
use report::{Question, end_with, next_number, value};
use std::io;

const PROGRAM: &str = env!("CARGO_PKG_NAME");

const HELP: &str = "\
Chapter 2: 112 and 96 become 14 and 12 become 0.88 and 0.12.

cargo run -p ch02-scaled-dot-product                 the worked example
cargo run -p ch02-scaled-dot-product -- --predict    asks you first
cargo run -p ch02-scaled-dot-product -- --d-k 256    random vectors of 256
                                        --seed 8     other random vectors
";

/// Wider, and the experiment takes more than ten seconds.
const WIDEST: usize = 8192;

fn main() {
    end_with(PROGRAM, run());
}

fn run() -> Result<String, String> {
    let (mut d_k, mut seed, mut predict) = (None, None, false);
    let mut parser = lexopt::Parser::from_env();
    loop {
        if let Some(number) = next_number(&mut parser) {
            return Err(unexpected(&number));
        }
        match parser.next().map_err(|error| error.to_string())? {
            Some(Long("help") | Short('h')) => return Ok(HELP.to_string()),
            Some(Long("predict")) => predict = true,
            Some(Long("d-k")) => d_k = Some(width(&mut parser)?),
            Some(Long("seed")) => {
                seed = Some(value(&mut parser, "a seed, a whole number")?);
            }
            Some(Value(text)) => {
                return Err(unexpected(&text.to_string_lossy()));
            }
            Some(other) => return Err(other.unexpected().to_string()),
            None => break,
        }
    }
    if predict {
        question()
            .put(&mut io::stdin().lock(), &mut io::stdout())
            .map_err(|error| format!("can't ask: {error}"))?;
    }
    match (d_k, seed) {
        (None, None) => Ok(worked::report()),
        (d_k, seed) => Ok(worked::report_of(
            d_k.unwrap_or(4 * TILES),
            seed.unwrap_or(worked::SEED),
        )),
    }
}

fn unexpected(text: &str) -> String {
    format!("`{text}` belongs to no option")
}

fn width(parser: &mut lexopt::Parser) -> Result<usize, String> {
    match value(parser, "a width, a whole number")? {
        d_k @ 1..=WIDEST => Ok(d_k),
        d_k => Err(format!("--d-k goes from 1 to {WIDEST}, not {d_k}")),
    }
}

/// What a guess could mean comes from the wrong programs themselves.
fn question() -> Question {
    let weights = |program: Program| {
        let (q, k) = (worked::q(TILES), worked::k(TILES));
        let (weights, _) = program(&q, &k, &worked::v());
        [weights[(0, 0)], weights[(0, 1)]].map(f64::from)
    };
    let [of_thinking, of_machines] = weights(attention);
    let mistakes = [
        (
            96. / (112. + 96.),
            "That is 96 / (112 + 96). Softmax looks at the gap, not at shares.",
        ),
        (
            weights(wrong::divides_by_d_k)[1],
            "That is what ÷ 64 gives. The divisor is √64 = 8.",
        ),
        (
            weights(wrong::divides_by_root_d_model)[1],
            "That is what ÷ √768 gives, a model's width. A key has 64 entries.",
        ),
        (
            weights(wrong::does_not_scale)[1],
            "That is softmax(112, 96), without the division by 8.",
        ),
        (of_thinking, "That is the weight of Thinking, the larger score."),
    ];
    Question {
        ask: "The query of Thinking meets the keys of Thinking and Machines:\n\
              q·k = 112 and 96, d_k = 64. What is the weight of Machines?"
            .to_string(),
        right: of_machines,
        praise: "Right: ÷ √64 leaves a gap of 2, and softmax does the rest."
            .to_string(),
        mistakes: mistakes.map(|(v, says)| (v, says.to_string())).to_vec(),
    }
}
