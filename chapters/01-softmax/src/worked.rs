//! 14 and 12 become 0.88 and 0.12, in steps; and what else softmax does.

mod figures;

pub use figures::figures;

use crate::checks::wrong;
use crate::softmax_with_temperature;
use crate::{log_softmax, softmax, softmax_naive, softmax_rows};
use nalgebra::DMatrix;
use report::{Facts, Report, Role, number};

/// What chapter 2 gives to softmax: the scores of *Thinking* and *Machines*.
pub const SCORES: [f32; 2] = [14., 12.];

/// The same two before chapter 2 divides them by 8.
pub const LARGE: [f32; 2] = [112., 96.];

/// Scores so far apart that `f32` rounds the second weight to 0.
pub const FAR: [f32; 2] = [0., -200.];

/// Temperatures to compare.
pub const TEMPERATURES: [f32; 4] = [0.5, 1., 2., 8.];

const WORDS: [&str; 2] = ["Thinking", "Machines"];

const MASKED: f32 = f32::NEG_INFINITY;

/// → scores: (2, 2), which no transpose leaves as they are
pub fn matrix() -> DMatrix<f32> {
    DMatrix::from_row_slice(2, 2, &[14., 12., 10., 13.])
}

/// → scores: (2, 2), rows so far apart that one maximum doesn't serve both
fn far_rows() -> DMatrix<f32> {
    DMatrix::from_row_slice(2, 2, &[0., 1., 200., 201.])
}

/// Every number of the chapter's page, by name.
pub fn facts() -> Facts {
    let mut facts = Facts::default();
    by_hand(&mut facts);
    other_scores(&mut facts);
    limits(&mut facts);
    broken(&mut facts);
    facts
}

fn by_hand(facts: &mut Facts) {
    let [exp14, exp12] = SCORES.map(f32::exp);
    for (id, exp) in
        [("exp.14", exp14), ("exp.12", exp12), ("exp.sum", exp14 + exp12)]
    {
        // To integers: f32 has no decimals left here that can be trusted.
        facts.add(id, exp.round()).decimals(0);
    }
    let [e, exp2] = [1_f32, 2.].map(f32::exp);
    facts.add("exp.1", e).decimals(2);
    facts.add("exp.2", exp2).decimals(2);
    facts.add("exp.-1", (-1_f32).exp()).decimals(2);
    facts.add("exp.2.sum", exp2 + 1.).decimals(2);
    facts.add("exp.1.sum", e + 1.).decimals(2);
    pair(facts, "a", &softmax(&SCORES), &[2]);
}

fn other_scores(facts: &mut Facts) {
    facts.add("raised2", softmax(&[15., 12.])[1]).decimals(2);
    for t in TEMPERATURES {
        let weights = softmax_with_temperature(&SCORES, t);
        pair(facts, &format!("T{t}."), &weights, &[2]);
    }
    let large = softmax(&LARGE);
    facts.add("large1", large[0]);
    facts.add("large2", large[1]).decimals(7);
    let logs = log_softmax(&SCORES);
    facts.add("log1", logs[0]);
    facts.add("log2", logs[1]);
    // ln Σ exp(s), since ln a = s − ln Σ exp(s).
    facts.add("log.sum", SCORES[0] - logs[0]).decimals(2);
    // 2 to the power s is exp(s / T) for this T.
    facts.add("two.T", 1. / 2_f32.ln()).decimals(2);
}

/// Where numbers end. In `f64`, which holds what `f32` can't.
fn limits(facts: &mut Facts) {
    facts.add("f32.max", f32::MAX);
    facts.add("f32.max.ln", f64::from(f32::MAX).ln()).decimals(2);
    facts.add("f64.max.ln", f64::MAX.ln()).decimals(0);
    facts.add("exp.112", 112_f64.exp());
    facts.add("exp.16", 16_f64.exp().round()).decimals(0);
    // What is at most half the smallest f32, 2⁻¹⁴⁹, rounds to 0.
    let vanishing = 2_f64.powi(-150).ln();
    facts.add("f32.vanishing.ln", vanishing).decimals(2);
}

fn broken(facts: &mut Facts) {
    for Broken { id, gives, .. } in BROKEN {
        let gives = gives();
        if gives.iter().all(|x| x.is_finite()) {
            pair(facts, id, &gives, &[]);
        }
    }
    let shares = wrong::leaves_out_exp(&SCORES);
    facts.add("share1", shares[0]).decimals(2);
    facts.add("share2", shares[1]).decimals(2);
    let scores = [4., 2.];
    facts.add("share.4.2", wrong::leaves_out_exp(&scores)[1]).decimals(2);
    let powers = wrong::takes_powers_of_two(&scores);
    facts.add("power.4.2", powers[1]).decimals(2);
    let row_sum = wrong::weighs_columns(&matrix()).row(0).sum();
    facts.add("columns.sum", row_sum).decimals(2);
}

/// Two numbers, `…1` and `…2`, with further renderings of so many decimals.
fn pair(facts: &mut Facts, id: &str, values: &[f32], decimals: &[usize]) {
    for (i, value) in values.iter().enumerate() {
        let fact = facts.add(&format!("{id}{}", i + 1), *value);
        for decimals in decimals {
            fact.decimals(*decimals);
        }
    }
}

/// A program with one mistake.
struct Broken {
    id: &'static str,
    mistake: &'static str,
    scores: &'static str,
    gives: fn() -> Vec<f32>,
    right: fn() -> Vec<f32>,
}

const BROKEN: [Broken; 11] = [
    Broken {
        id: "no_exp",
        mistake: "no exp",
        scores: "14, 12",
        gives: || wrong::leaves_out_exp(&SCORES),
        right: || softmax(&SCORES),
    },
    Broken {
        id: "two",
        mistake: "2 to the power s",
        scores: "14, 12",
        gives: || wrong::takes_powers_of_two(&SCORES),
        right: || softmax(&SCORES),
    },
    Broken {
        id: "sign",
        mistake: "exp(max − s)",
        scores: "14, 12",
        gives: || wrong::turns_the_sign(&SCORES),
        right: || softmax(&SCORES),
    },
    Broken {
        id: "twice",
        mistake: "softmax twice",
        scores: "14, 12",
        gives: || wrong::runs_twice(&SCORES),
        right: || softmax(&SCORES),
    },
    Broken {
        id: "times_T",
        mistake: "s · T",
        scores: "14, 12; T = 2",
        gives: || wrong::multiplies_by_temperature(&SCORES, 2.),
        right: || softmax_with_temperature(&SCORES, 2.),
    },
    Broken {
        id: "naive",
        mistake: "no maximum",
        scores: "112, 96",
        gives: || softmax_naive(&LARGE),
        right: || softmax(&LARGE),
    },
    Broken {
        id: "from_0",
        mistake: "maximum from 0",
        scores: "-200, -201",
        gives: || wrong::begins_at_zero(&[-200., -201.]),
        right: || softmax(&[-200., -201.]),
    },
    Broken {
        id: "ln",
        mistake: "ln of softmax",
        scores: "0, -200",
        gives: || wrong::takes_ln_of_softmax(&FAR),
        right: || log_softmax(&FAR),
    },
    Broken {
        id: "columns",
        mistake: "down the columns",
        scores: "14, 12 / 10, 13",
        gives: || first_row(&wrong::weighs_columns(&matrix())),
        right: || first_row(&softmax_rows(&matrix())),
    },
    Broken {
        id: "whole",
        mistake: "the whole matrix",
        scores: "14, 12 / 10, 13",
        gives: || first_row(&wrong::weighs_the_whole_matrix(&matrix())),
        right: || first_row(&softmax_rows(&matrix())),
    },
    Broken {
        id: "one_max",
        mistake: "one maximum",
        scores: "0, 1 / 200, 201",
        gives: || first_row(&wrong::takes_one_maximum(&far_rows())),
        right: || first_row(&softmax_rows(&far_rows())),
    },
];

/// What the program prints.
pub fn report() -> String {
    let mut page = Report::new("Chapter 1 · Softmax");
    print_by_hand(&mut page);
    print_gap(&mut page);
    page.section("112 and 96: the naive formula and the stable one");
    print_naive(&mut page, &LARGE);
    page.line(&format!(
        "Both exps lie above {}, the largest f32. So subtract first:",
        show(f32::MAX)
    ));
    print_stable(&mut page, &LARGE);
    print_temperatures(&mut page);
    print_logarithms(&mut page);
    print_masks(&mut page);
    print_matrix(&mut page);
    print_broken(&mut page);
    page.to_string()
}

/// What the program prints for the reader's own scores.
pub fn report_of(scores: &[f32], temperature: f32) -> String {
    let mut page = Report::new("Softmax of your scores");
    let scaled: Vec<f32> = scores.iter().map(|s| s / temperature).collect();
    if temperature != 1. {
        page.section(&format!("Divide by the temperature, {temperature}"));
        let rows = scores.iter().zip(&scaled);
        page.table(
            ["score s", "s / T"],
            rows.map(|(score, scaled)| [show(*score), show(*scaled)]),
        );
    }
    page.section("Subtract the largest, take exp, divide by the sum");
    print_stable(&mut page, &scaled);
    page.section("The naive formula, without the subtraction");
    print_naive(&mut page, &scaled);
    page.to_string()
}

fn print_by_hand(page: &mut Report) {
    page.section("By hand: exp, sum, divide");
    let exps = SCORES.map(f32::exp);
    let weights = softmax(&SCORES);
    let row = |name: &str, score: String, exp: f32, weight: String| {
        [name.to_string(), score, show_exp(exp), paint(&weight)]
    };
    page.table(
        ["word", "score", "exp", "weight"],
        [
            row(WORDS[0], show(SCORES[0]), exps[0], show(weights[0])),
            row(WORDS[1], show(SCORES[1]), exps[1], show(weights[1])),
            row("sum", String::new(), exps.iter().sum(), sum(&weights)),
        ],
    );
}

fn print_gap(page: &mut Report) {
    page.section("Only the gap counts");
    page.table(
        ["scores", "gap", "weight 1", "weight 2"],
        [-12., 0., 100.].map(|shift| {
            let pair = SCORES.map(|score| score + shift);
            let weights = softmax(&pair);
            [
                list(&pair),
                show(pair[0] - pair[1]),
                paint(&show(weights[0])),
                paint(&show(weights[1])),
            ]
        }),
    );
}

fn print_naive(page: &mut Report, scores: &[f32]) {
    let weights = softmax_naive(scores);
    page.table(
        ["score s", "exp(s)", "naive weight"],
        scores.iter().zip(&weights).map(|(score, weight)| {
            [show(*score), show_exp(score.exp()), paint(&show(*weight))]
        }),
    );
}

fn print_stable(page: &mut Report, scores: &[f32]) {
    let max = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let weights = softmax(scores);
    page.table(
        ["score s", "s − max", "exp of it", "weight"],
        scores.iter().zip(&weights).map(|(score, weight)| {
            let less = score - max;
            [
                show(*score),
                show(less),
                show_exp(less.exp()),
                paint(&show(*weight)),
            ]
        }),
    );
}

fn print_temperatures(page: &mut Report) {
    page.section("Temperature: divide by T first");
    page.table(
        ["T", "14 / T", "12 / T", "weight 1", "weight 2"],
        TEMPERATURES.map(|t| {
            let weights = softmax_with_temperature(&SCORES, t);
            [
                t.to_string(),
                show(SCORES[0] / t),
                show(SCORES[1] / t),
                paint(&show(weights[0])),
                paint(&show(weights[1])),
            ]
        }),
    );
}

fn print_logarithms(page: &mut Report) {
    page.section("The logarithm of a weight");
    let rows = [SCORES, FAR].into_iter().flat_map(|scores| {
        let (weights, logs) = (softmax(&scores), log_softmax(&scores));
        let row = |i: usize| {
            [
                show(scores[i]),
                paint(&show(weights[i])),
                show(weights[i].ln()),
                show(logs[i]),
            ]
        };
        [row(0), row(1)]
    });
    page.table(["score", "weight", "ln(weight)", "log-softmax"], rows);
}

fn print_masks(page: &mut Report) {
    page.section("A mask: the score -∞");
    page.table(
        ["scores", "weight 1", "weight 2", "weight 3"],
        [[14., 12., 10.], [14., 12., MASKED], [MASKED; 3]].map(|scores| {
            let weights = softmax(&scores);
            let [a, b, c] = [0, 1, 2].map(|i| paint(&show(weights[i])));
            [list(&scores), a, b, c]
        }),
    );
}

fn print_matrix(page: &mut Report) {
    page.section("A matrix, row by row");
    let weights = softmax_rows(&matrix());
    let mut rows: Vec<[String; 4]> = Vec::new();
    for (i, word) in WORDS.iter().enumerate() {
        rows.push([
            word.to_string(),
            list(&row_of(&matrix(), i)),
            paint(&list(&row_of(&weights, i))),
            sum(&row_of(&weights, i)),
        ]);
    }
    page.table(["2×2", "scores", "weights", "sum"], rows);
}

fn print_broken(page: &mut Report) {
    page.section("Break it: one mistake each");
    page.table(
        ["mistake", "scores", "gives", "right"],
        BROKEN.map(|broken| {
            let (gives, right) = ((broken.gives)(), (broken.right)());
            [
                broken.mistake.to_string(),
                broken.scores.to_string(),
                paint(&list(&gives)),
                paint(&list(&right)),
            ]
        }),
    );
}

fn show(x: f32) -> String {
    number(f64::from(x))
}

/// As an integer where `f32` has no decimals left that can be trusted.
fn show_exp(x: f32) -> String {
    match x {
        1e3..1e7 => format!("{x:.0}"),
        _ => show(x),
    }
}

/// To four decimals, since the last bit of a sum is chance.
fn sum(weights: &[f32]) -> String {
    format!("{:.4}", weights.iter().sum::<f32>())
}

fn list(numbers: &[f32]) -> String {
    let shown: Vec<String> = numbers.iter().copied().map(show).collect();
    shown.join(", ")
}

fn paint(text: &str) -> String {
    Role::Score.paint(text)
}

fn first_row(matrix: &DMatrix<f32>) -> Vec<f32> {
    row_of(matrix, 0)
}

fn row_of(matrix: &DMatrix<f32>, i: usize) -> Vec<f32> {
    matrix.row(i).iter().copied().collect()
}
