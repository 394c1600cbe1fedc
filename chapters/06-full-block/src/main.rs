//! Chapter 6's program: the worked example, or the reader's own stack.

use ch06_full_block::Order;
use ch06_full_block::checks::wrong;
use ch06_full_block::worked::{self, PARTS};
use lexopt::prelude::*;
use report::{Question, end_with, next_number, value};
use std::io;

const PROGRAM: &str = env!("CARGO_PKG_NAME");

const HELP: &str = "\
Chapter 6: a token's way through a whole block, and through a stack.

cargo run -p ch06-full-block                 the worked example
cargo run -p ch06-full-block -- --predict    asks you first
cargo run -p ch06-full-block -- --norm pre   the walk in this order: pre, post
                                --depth 24   a stack of 24 blocks
                                --seed 8     other random weights
";

/// Deeper, and the stack takes more than ten seconds.
const DEEPEST: usize = 1000;

fn main() {
    end_with(PROGRAM, run());
}

fn run() -> Result<String, String> {
    let (mut norm, mut depth, mut seed) = (None, None, None);
    let mut predict = false;
    let mut parser = lexopt::Parser::from_env();
    loop {
        if let Some(number) = next_number(&mut parser) {
            return Err(unexpected(&number));
        }
        match parser.next().map_err(|error| error.to_string())? {
            Some(Long("help") | Short('h')) => return Ok(HELP.to_string()),
            Some(Long("predict")) => predict = true,
            Some(Long("norm")) => norm = Some(order(&mut parser)?),
            Some(Long("depth")) => depth = Some(blocks(&mut parser)?),
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
    match (norm, depth, seed) {
        (None, None, None) => Ok(worked::report()),
        (norm, depth, seed) => Ok(worked::report_of(
            norm.unwrap_or(Order::Post),
            depth.unwrap_or(12),
            seed.unwrap_or(worked::SEED),
        )),
    }
}

fn unexpected(text: &str) -> String {
    format!("`{text}` belongs to no option")
}

fn order(parser: &mut lexopt::Parser) -> Result<Order, String> {
    match value::<String>(parser, "an order")?.as_str() {
        "post" => Ok(Order::Post),
        "pre" => Ok(Order::Pre),
        text => Err(format!("--norm is `pre` or `post`, not `{text}`")),
    }
}

fn blocks(parser: &mut lexopt::Parser) -> Result<usize, String> {
    match value(parser, "a depth, a whole number")? {
        depth @ 1..=DEEPEST => Ok(depth),
        depth => {
            Err(format!("--depth goes from 1 to {DEEPEST}, not {depth}"))
        }
    }
}

/// What a guess could mean comes from the wrong programs themselves.
fn question() -> Question {
    let [attend, norm_1, feed, norm_2] = PARTS;
    let leaves = |program: wrong::Program| {
        let y = program(&example::x(), attend, norm_1, feed, norm_2);
        f64::from(y[(0, 2)])
    };
    let [post, pre] = [Order::Post, Order::Pre].map(worked::walk);
    let branches = pre.attended[(0, 2)] + pre.fed[(0, 2)];
    let mistakes = [
        (
            branches.into(),
            "That is what the branches add. The token brought a 2 along.",
        ),
        (
            post.y[(0, 2)].into(),
            "That is post-norm. In pre-norm no norm follows the addition.",
        ),
        (
            leaves(wrong::pre_with_final_norm),
            "That has been through a norm. A block in pre-norm ends with the \
             addition.",
        ),
        (
            pre.h[(0, 2)].into(),
            "That is the stream after attention. Feed-forward adds its part.",
        ),
        (
            pre.fed[(0, 2)].into(),
            "That is what feed-forward writes. It is added to the stream.",
        ),
    ];
    let [attended, fed] =
        [&pre.attended, &pre.fed].map(|branch| branch[(0, 2)]);
    Question {
        ask: format!(
            "A block in pre-norm. The third entry of Thinking is 2. Attention \
             writes {attended:.4} there,\nfeed-forward {fed:.4}. What leaves \
             the block?"
        ),
        right: pre.y[(0, 2)].into(),
        praise:
            "Right: in pre-norm everything is added, and no norm follows."
                .to_string(),
        mistakes: mistakes.map(|(v, says)| (v, says.to_string())).to_vec(),
    }
}
