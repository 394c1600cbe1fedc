//! Chapter 3's program: the worked example, or the reader's own heads.

use ch03_multi_head::worked;
use lexopt::prelude::*;
use report::{Question, end_with, next_number, value};
use std::io;

const PROGRAM: &str = env!("CARGO_PKG_NAME");

const HELP: &str = "\
Chapter 3: one token asks twice, and two answers become one.

cargo run -p ch03-multi-head                 the worked example
cargo run -p ch03-multi-head -- --predict    asks you first
cargo run -p ch03-multi-head -- --heads 1    1, 2 or 4 heads
                                --seed 8     random weights
";

fn main() {
    end_with(PROGRAM, run());
}

fn run() -> Result<String, String> {
    let (mut heads, mut seed, mut predict) = (None, None, false);
    let mut parser = lexopt::Parser::from_env();
    loop {
        if let Some(number) = next_number(&mut parser) {
            return Err(unexpected(&number));
        }
        match parser.next().map_err(|error| error.to_string())? {
            Some(Long("help") | Short('h')) => return Ok(HELP.to_string()),
            Some(Long("predict")) => predict = true,
            Some(Long("heads")) => heads = Some(number(&mut parser)?),
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
    match (heads, seed) {
        (None, None) => Ok(worked::report()),
        (heads, seed) => {
            Ok(worked::report_of(heads.unwrap_or(example::HEADS), seed))
        }
    }
}

fn unexpected(text: &str) -> String {
    format!("`{text}` belongs to no option")
}

fn number(parser: &mut lexopt::Parser) -> Result<usize, String> {
    match value(parser, "a number of heads, a whole number")? {
        heads @ (1 | 2 | 4) => Ok(heads),
        heads => Err(format!(
            "{heads} heads can't share a width of 4 evenly: take 1, 2 or 4"
        )),
    }
}

/// What a guess could mean, by the facts.
fn question() -> Question {
    let facts = worked::facts();
    let softmax = |gap: f64| 1. / (1. + (-gap).exp());
    let mistakes = [
        (
            4. / (2. + 4.),
            "That is 4 / (2 + 4). Softmax looks at the gap, not at shares.",
        ),
        (
            softmax(2. / 4_f64.sqrt()),
            "That is what ÷ √4 gives, the width of a token. A head is 2 wide.",
        ),
        (softmax(2.), "That is softmax(2, 4), without the division by √2."),
        (
            facts.get("h2.a11"),
            "That is the weight of Thinking, the smaller score.",
        ),
        (
            facts.get("h1.a12"),
            "That is what head 1 gives to Machines. Head 2 has its own scores.",
        ),
        (
            facts.get("wide.a12"),
            "That is what one head of width 4 gives, from the scores 9 and 10.",
        ),
    ];
    Question {
        ask: "Two heads share a width of 4. In head 2 the query of Thinking \
              meets\nthe keys of Thinking and Machines: q·k = 2 and 4. What \
              is the weight of Machines?"
            .to_string(),
        right: facts.get("h2.a12"),
        praise: "Right: ÷ √2, since a head is 2 wide, and then softmax."
            .to_string(),
        mistakes: mistakes.map(|(v, says)| (v, says.to_string())).to_vec(),
    }
}
