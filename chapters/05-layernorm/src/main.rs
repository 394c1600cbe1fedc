//! Chapter 5's program: the worked example, or the reader's own token.

use ch05_layernorm::checks::{Norm, wrong};
use ch05_layernorm::{LayerNorm, worked};
use lexopt::prelude::*;
use nalgebra::{DMatrix, RowDVector};
use report::{Question, end_with, next_number, value};
use std::io;

const PROGRAM: &str = env!("CARGO_PKG_NAME");

const HELP: &str = "\
Chapter 5: (1, 2, 3, 4) becomes (-1.34, -0.45, 0.45, 1.34).

cargo run -p ch05-layernorm                     the worked example
cargo run -p ch05-layernorm -- --predict        asks you first
cargo run -p ch05-layernorm -- 1 0 0 0          your own token
                               --epsilon 0.001  another ε
";

/// More would fill the terminal, and explain no more.
const MOST: usize = 100;

/// Larger, and their squares may be infinite in `f32`.
const LARGEST: f32 = 1e15;

fn main() {
    end_with(PROGRAM, run());
}

fn run() -> Result<String, String> {
    let (mut token, mut epsilon, mut predict) = (vec![], None, false);
    let mut parser = lexopt::Parser::from_env();
    loop {
        if let Some(negative) = next_number(&mut parser) {
            token.push(entry(&negative)?);
            continue;
        }
        match parser.next().map_err(|error| error.to_string())? {
            Some(Long("help") | Short('h')) => return Ok(HELP.to_string()),
            Some(Long("predict")) => predict = true,
            Some(Long("epsilon")) => {
                let given = value(&mut parser, "a number for ε")?;
                if !(0.0..=1.0).contains(&given) {
                    return Err(format!(
                        "--epsilon goes from 0 to 1, not {given}"
                    ));
                }
                epsilon = Some(given);
            }
            Some(Value(text)) => {
                token.push(entry(&text.to_string_lossy())?);
            }
            Some(other) => return Err(other.unexpected().to_string()),
            None => break,
        }
    }
    if token.len() > MOST {
        return Err(format!(
            "{} entries are too many; give at most {MOST}",
            token.len()
        ));
    }
    if predict {
        if !token.is_empty() || epsilon.is_some() {
            return Err(
                "--predict goes alone: it asks about (1, 0, 0, 0)".into()
            );
        }
        question()
            .put(&mut io::stdin().lock(), &mut io::stdout())
            .map_err(|error| format!("can't ask: {error}"))?;
    }
    if token.is_empty() && epsilon.is_none() {
        return Ok(worked::report());
    }
    if token.is_empty() {
        token.extend(&worked::token());
    }
    Ok(worked::report_of(&token, epsilon.unwrap_or(1e-5)))
}

fn entry(text: &str) -> Result<f32, String> {
    let entry: f32 = report::parse(text, "an entry of a token")?;
    match entry.abs() <= LARGEST {
        true => Ok(entry),
        false => Err(format!(
            "`{text}` is not an entry; give a number of at most {LARGEST:e}"
        )),
    }
}

/// What a guess could mean comes from the wrong programs themselves.
fn question() -> Question {
    let token = DMatrix::from_row_slice(1, 4, &[1., 0., 0., 0.]);
    let (gamma, beta) = (RowDVector::repeat(4, 1.), RowDVector::zeros(4));
    let of = |norm: Norm| f64::from(norm(&token, &gamma, &beta, 1e-5)[0]);
    let mistakes = [
        (
            of(wrong::takes_the_sample_variance),
            "That comes from dividing by d - 1 = 3. Divide by d = 4.",
        ),
        (
            of(wrong::forgets_the_root),
            "That is 0.75 / 0.1875. Divide by the root of the variance.",
        ),
        (
            of(wrong::keeps_the_mean),
            "That is RMSNorm. Subtract the mean, a quarter, first.",
        ),
        (0.75, "That is 1 less the mean. Now divide it by the deviation."),
    ];
    Question {
        ask: "The token is (1, 0, 0, 0).\n\
              What does layer norm make of its first entry?"
            .to_string(),
        right: f64::from(LayerNorm::new(4).forward(&token)[0]),
        praise: "Right: 0.75 ÷ 0.43, the root of 3/16.".to_string(),
        mistakes: mistakes.map(|(v, says)| (v, says.to_string())).to_vec(),
    }
}
