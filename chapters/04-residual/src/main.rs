//! Chapter 4's program: the worked example, or the reader's own layers.

use ch04_residual::experiment::{measure, scaled};
use ch04_residual::worked::{self, DEPTH, SCALE, SEED};
use lexopt::prelude::*;
use report::{Question, end_with, next_number, value};
use std::io;

const PROGRAM: &str = env!("CARGO_PKG_NAME");

const HELP: &str = "\
Chapter 4: what is left after twelve layers, without skips and with.

cargo run -p ch04-residual                 the worked example
cargo run -p ch04-residual -- --predict    asks you first
cargo run -p ch04-residual -- --depth 24   more layers, or fewer
                              --scale 0.5  of f(x) = 0.5x
                              --seed 8     other random layers
";

/// With more or with larger layers, numbers would leave `f32`.
const DEEPEST: usize = 48;
const LARGEST: f32 = 4.0;

fn main() {
    end_with(PROGRAM, run());
}

fn run() -> Result<String, String> {
    let (mut depth, mut scale, mut seed) = (None, None, None);
    let mut predict = false;
    let mut parser = lexopt::Parser::from_env();
    loop {
        if let Some(number) = next_number(&mut parser) {
            return Err(unexpected(&number));
        }
        match parser.next().map_err(|error| error.to_string())? {
            Some(Long("help") | Short('h')) => return Ok(HELP.to_string()),
            Some(Long("predict")) => predict = true,
            Some(Long("depth")) => depth = Some(layers(&mut parser)?),
            Some(Long("scale")) => scale = Some(factor(&mut parser)?),
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
    match (depth, scale, seed) {
        (None, None, None) => Ok(worked::report()),
        (depth, scale, seed) => Ok(worked::report_of(
            depth.unwrap_or(DEPTH),
            scale.unwrap_or(SCALE),
            seed.unwrap_or(SEED),
        )),
    }
}

fn unexpected(text: &str) -> String {
    format!("`{text}` belongs to no option")
}

fn layers(parser: &mut lexopt::Parser) -> Result<usize, String> {
    match value(parser, "a depth, a whole number")? {
        depth @ 1..=DEEPEST => Ok(depth),
        depth => {
            Err(format!("--depth goes from 1 to {DEEPEST}, not {depth}"))
        }
    }
}

fn factor(parser: &mut lexopt::Parser) -> Result<f32, String> {
    let scale: f32 = value(parser, "a scale, a number")?;
    if scale.abs() <= LARGEST {
        return Ok(scale);
    }
    Err(format!("--scale goes from -{LARGEST} to {LARGEST}, not {scale}"))
}

/// What a guess could mean comes from the layers themselves.
fn question() -> Question {
    let left = |s: f32, skips: bool| {
        let left = measure(&scaled(DEPTH, s), skips, SEED);
        f64::from(left.signal[DEPTH])
    };
    let tenths = DEPTH as f64 * f64::from(SCALE);
    let mistakes = [
        (
            left(SCALE, false),
            "That is what layers give that replace their input. These add to \
             it.",
        ),
        (left(0., true), "That would need layers that add nothing."),
        (
            left(1., true),
            "That is what layers give that add all of their input.",
        ),
        (
            1. + tenths,
            "That is 1 + 12/10. The second layer takes a tenth of what the \
             first one made, not of 1.",
        ),
        (tenths, "That is 12/10, all tenths of 1 without the 1 itself."),
    ];
    Question {
        ask:
            "Twelve layers in a row. Each adds a tenth of its input to its \
              input.\n1 goes in. What comes out?"
                .to_string(),
        right: left(SCALE, true),
        praise: "Right: 1.1 to the power of 12.".to_string(),
        mistakes: mistakes.map(|(v, says)| (v, says.to_string())).to_vec(),
    }
}
