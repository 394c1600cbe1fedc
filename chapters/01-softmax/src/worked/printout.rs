use super::{
    BROKEN, FAR, LARGE, MASKED, SCORES, TEMPERATURES, WORDS, matrix, row_of,
};
use crate::{
    log_softmax, softmax, softmax_naive, softmax_rows,
    softmax_with_temperature,
};
use report::{Report, Role, number};

/// What the program prints.
pub fn report() -> String {
    let mut page = Report::new("Chapter 1 · Softmax");
    print_by_hand(&mut page);
    print_gap(&mut page);
    page.section("112 and 96: the naive formula and the stable one");
    print_naive(&mut page, &LARGE);
    page.line(&format!(
        "Both exps lie above {}, the largest f32. So subtract first:",
        number(f32::MAX)
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
            rows.map(|(score, scaled)| [number(*score), number(*scaled)]),
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
            row(WORDS[0], number(SCORES[0]), exps[0], number(weights[0])),
            row(WORDS[1], number(SCORES[1]), exps[1], number(weights[1])),
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
                number(pair[0] - pair[1]),
                paint(&number(weights[0])),
                paint(&number(weights[1])),
            ]
        }),
    );
}

fn print_naive(page: &mut Report, scores: &[f32]) {
    let weights = softmax_naive(scores);
    page.table(
        ["score s", "exp(s)", "naive weight"],
        scores.iter().zip(&weights).map(|(score, weight)| {
            [number(*score), show_exp(score.exp()), paint(&number(*weight))]
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
                number(*score),
                number(less),
                show_exp(less.exp()),
                paint(&number(*weight)),
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
                number(SCORES[0] / t),
                number(SCORES[1] / t),
                paint(&number(weights[0])),
                paint(&number(weights[1])),
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
                number(scores[i]),
                paint(&number(weights[i])),
                number(weights[i].ln()),
                number(logs[i]),
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
            let [a, b, c] = [0, 1, 2].map(|i| paint(&number(weights[i])));
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

/// As an integer where `f32` has no decimals left that can be trusted.
fn show_exp(x: f32) -> String {
    match x {
        1e3..1e7 => format!("{x:.0}"),
        _ => number(x),
    }
}

/// To four decimals, since the last bit of a sum is chance.
fn sum(weights: &[f32]) -> String {
    format!("{:.4}", weights.iter().sum::<f32>())
}

fn list(numbers: &[f32]) -> String {
    let shown: Vec<String> = numbers.iter().copied().map(number).collect();
    shown.join(", ")
}

fn paint(text: &str) -> String {
    Role::Score.paint(text)
}
