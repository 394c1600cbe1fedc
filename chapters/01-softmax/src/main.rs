//! Chapter 1's program: the worked example, or the reader's own scores.

use ch01_softmax::checks::wrong;
use ch01_softmax::worked::{self, LARGE, SCORES};
use ch01_softmax::{softmax, softmax_with_temperature};
use lexopt::prelude::*;
use report::{Question, end_with, next_number, value};
use std::io;

const PROGRAM: &str = env!("CARGO_PKG_NAME");

const HELP: &str = "\
Chapter 1: 14 and 12 become 0.88 and 0.12.

cargo run -p ch01-softmax                      the worked example
cargo run -p ch01-softmax -- --predict         asks you first
cargo run -p ch01-softmax -- 112 96            your own scores; -inf masks one
                             --temperature 8   divides them first
";

/// More would fill the terminal, and explain no more.
const MOST: usize = 100;

fn main() {
    end_with(PROGRAM, run());
}

fn run() -> Result<String, String> {
    let (mut scores, mut temperature, mut predict) = (vec![], None, false);
    let mut parser = lexopt::Parser::from_env();
    loop {
        if let Some(negative) = next_number(&mut parser) {
            scores.push(score(&negative)?);
            continue;
        }
        match parser.next().map_err(|error| error.to_string())? {
            Some(Long("help") | Short('h')) => return Ok(HELP.to_string()),
            Some(Long("predict")) => predict = true,
            Some(Long("temperature")) => {
                temperature = Some(value(&mut parser, "a temperature")?);
            }
            Some(Value(text)) => {
                scores.push(score(&text.to_string_lossy())?);
            }
            Some(other) => return Err(other.unexpected().to_string()),
            None => break,
        }
    }
    if scores.len() > MOST {
        return Err(format!(
            "{} scores are too many; give at most {MOST}",
            scores.len()
        ));
    }
    if predict {
        if !scores.is_empty() || temperature.is_some() {
            return Err(
                "--predict goes alone: it asks about 14 and 12".into()
            );
        }
        for question in questions() {
            question
                .put(&mut io::stdin().lock(), &mut io::stdout())
                .map_err(|error| format!("can't ask: {error}"))?;
        }
    }
    if scores.is_empty() && temperature.is_none() {
        return Ok(worked::report());
    }
    if scores.is_empty() {
        scores.extend(SCORES);
    }
    let temperature = temperature.unwrap_or(1.0);
    fits(&scores, temperature)?;
    Ok(worked::report_of(&scores, temperature))
}

/// A number, or −∞ when it is written so.
fn score(text: &str) -> Result<f32, String> {
    let score = report::parse(text, "a score")?;
    let masked = text.to_lowercase().starts_with("-inf");
    match f32::is_finite(score) || masked {
        true => Ok(score),
        false => Err(format!(
            "`{text}` is not a score; give a number of f32, or -inf"
        )),
    }
}

fn fits(scores: &[f32], temperature: f32) -> Result<(), String> {
    if !(temperature > 0.0 && temperature.is_finite()) {
        return Err(format!(
            "--temperature is a number above 0, not {temperature}"
        ));
    }
    match scores
        .iter()
        .find(|s| s.is_finite() && !(*s / temperature).is_finite())
    {
        None => Ok(()),
        Some(score) => Err(format!(
            "--temperature {temperature} is too small: {score} divided by it is no f32"
        )),
    }
}

/// What a guess could mean comes from the wrong programs themselves.
fn questions() -> [Question; 3] {
    let second = |weights: Vec<f32>| f64::from(weights[1]);
    let first = |weights: Vec<f32>| f64::from(weights[0]);
    let question =
        |ask: &str, right, praise: &str, mistakes: &[(f64, &str)]| {
            let mistakes =
                mistakes.iter().map(|(v, says)| (*v, says.to_string()));
            Question {
                ask: ask.to_string(),
                right,
                praise: praise.to_string(),
                mistakes: mistakes.collect(),
            }
        };
    [
        question(
            "Softmax turns the scores 14 and 12 into weights that add up to 1.\n\
             What is the weight of 12?",
            second(softmax(&SCORES)),
            "Right: exp(14) is 7.39 times exp(12).",
            &[
                (
                    second(wrong::leaves_out_exp(&SCORES)),
                    "That is 12 / (14 + 12). Softmax takes exp of each first.",
                ),
                (
                    second(wrong::takes_powers_of_two(&SCORES)),
                    "That is what powers of 2 give. Exp takes powers of 2.72.",
                ),
                (
                    second(wrong::runs_twice(&SCORES)),
                    "That is softmax of the weights: you took it twice.",
                ),
                (
                    second(wrong::turns_the_sign(&SCORES)),
                    "That is the weight of 14, the larger score.",
                ),
            ],
        ),
        question(
            "Now the scores are 112 and 96. What is the weight of 96?",
            second(softmax(&LARGE)),
            "Right: next to nothing, one in nine million.",
            &[
                (
                    second(wrong::leaves_out_exp(&LARGE)),
                    "That is 96 / (112 + 96). Softmax looks at the gap.",
                ),
                (
                    second(softmax(&SCORES)),
                    "That belongs to a gap of 2. This gap is 16.",
                ),
                (
                    first(softmax(&LARGE)),
                    "That is the weight of 112, the larger score.",
                ),
            ],
        ),
        question(
            "Back to 14 and 12, at temperature 2. What is the weight of 12?",
            second(softmax_with_temperature(&SCORES, 2.0)),
            "Right: half the gap, and the weights come closer together.",
            &[
                (
                    second(wrong::multiplies_by_temperature(&SCORES, 2.0)),
                    "That is what 28 and 24 give. The temperature divides.",
                ),
                (
                    second(softmax(&SCORES)),
                    "That is the weight at temperature 1.",
                ),
                (
                    second(wrong::divides_the_weights(&SCORES, 2.0)),
                    "That is a weight divided by 2. Divide the scores.",
                ),
                (
                    first(softmax_with_temperature(&SCORES, 2.0)),
                    "That is the weight of 14, the larger score.",
                ),
            ],
        ),
    ]
}
