use ::figures::{Align, Drawing, Figure, Plot, Role, Row, ledger};

use crate::{softmax, softmax_with_temperature};

/// The scores of the running example, scaled: of *Thinking* and *Machines*.
const SCORES: [f32; 2] = [14.0, 12.0];

/// The figures of the chapter, in order.
pub fn figures() -> Vec<Figure> {
    vec![steps(), differences(), temperatures(), overflow()]
}

/// Figure 1.1: softmax of two scores, a step a row.
fn steps() -> Figure {
    let scores = SCORES;
    let max = scores[0].max(scores[1]);
    let less = scores.map(|score| score - max);
    let exps = less.map(f32::exp);
    let sum = number(exps[0] + exps[1]);
    let weights = softmax(&scores);
    let [w1, w2] = [number(weights[0]), number(weights[1])];
    let [s1, s2] = scores.map(number);

    let title = format!("Softmax of {s1} and {s2}");
    let desc = format!(
        "Calculation in five rows for two words. Scores {s1} and {s2}; less \
         the largest, {} and {}; exp gives {} and {}; their sum is {sum}; \
         divided by it, the weights are {w1} and {w2}.",
        number(less[0]),
        number(less[1]),
        number(exps[0]),
        number(exps[1]),
    );
    let caption = format!(
        "A lead of {} becomes a share of {w1}. Read downwards, a step a row; \
         a weight's box is as full as the weight is large.",
        number(scores[0] - scores[1]),
    );
    let columns = ["Thinking", "Machines"];
    let rows = [
        Row::new("s", "score", Role::Score, [s1, s2]),
        Row::new("−", "the largest", None, less.map(number)),
        Row::new("exp", "of that", None, exps.map(number)),
        Row::new("Σ", "sum of both", None, [sum]),
        Row::new("a", "exp ÷ sum", Role::Score, [w1, w2]).filled(&weights),
    ];

    let (drawing, data) = ledger(&columns, &rows);
    Figure { number: "1.1", title, desc, caption, drawing, data }
}

/// Figure 1.2: three pairs of scores with one gap, and their weights.
fn differences() -> Figure {
    let gap = SCORES[0] - SCORES[1];
    let pairs = [[gap, 0.0], SCORES, SCORES.map(|score| score + 100.0)];
    let weights = pairs.map(|pair| softmax(&pair));
    let listed = pairs.map(|[a, b]| format!("({}, {})", a, b));
    let [w1, w2] = [number(weights[0][0]), number(weights[0][1])];

    let title = "Only differences matter".to_string();
    let desc = format!(
        "The pairs of scores {}, {} and {} lie far apart on the number line, \
         but each has a gap of {gap}, and each gives the weights {w1} and {w2}.",
        listed[0], listed[1], listed[2],
    );
    let caption = format!(
        "The same gap gives the same weights: each line is a window onto the \
         number line, and sliding it changes nothing.",
    );
    let heads = ["scores s", "weights a"];
    let columns = ["scores", "weight 1", "weight 2"];

    let mut drawing = Drawing::new(34.0, 15.6);
    drawing.text([8.6, 1.2], Align::Middle, "lbl muted", None, heads[0]);
    drawing.text([27.7, 1.2], Align::Middle, "lbl muted", None, heads[1]);
    let mut data = vec![columns.map(str::to_string).to_vec()];
    for (i, (pair, weights)) in pairs.iter().zip(&weights).enumerate() {
        let [high, low] = pair.map(f64::from);
        let window = Plot {
            corner: [0.6, 5.0 + 4.6 * i as f64],
            size: [16.0, 1.0],
            x: [low - 1.0, high + 1.0],
            y: [0.0, 1.0],
        };
        let [left, right] = [window.at(low, 0.0), window.at(high, 0.0)];
        let [start, end] =
            [window.at(window.x[0], 0.0), window.at(window.x[1], 0.0)];
        drawing.line(&[start, end], "thin muted", None);
        for tick in -1..=3 {
            let [x, y] = window.at(low + f64::from(tick), 0.0);
            drawing.line(
                &[[x, y - 0.25], [x, y + 0.25]],
                "thin muted",
                None,
            );
        }
        drawing.line(&[left, right], "ln", Role::Score);
        let middle = [(left[0] + right[0]) / 2.0, left[1] + 1.4];
        drawing.text(
            middle,
            Align::Middle,
            "num sm",
            Role::Score,
            &format!("gap {gap}"),
        );
        for (score, [x, y]) in [(low, left), (high, right)] {
            drawing.dot([x, y], "dot", Role::Score);
            drawing.text(
                [x, y - 0.9],
                Align::Middle,
                "num",
                Role::Score,
                &number(score),
            );
        }
        let mut row = vec![format!("({}, {})", number(high), number(low))];
        for (j, weight) in weights.iter().rev().enumerate() {
            let at = [21.4 + 6.4 * j as f64, left[1] - 1.2];
            let size = [6.0, 2.4];
            let shown = number(*weight);
            drawing.weight(at, size, Role::Score, *weight, &shown);
            row.push(shown);
        }
        let mid = left[1];
        drawing.arrow([18.0, mid], [20.4, mid], "thin", None);
        data.push(row);
    }
    Figure { number: "1.2", title, desc, caption, drawing, data }
}

/// Figure 1.3: the weights of three scores at four temperatures.
fn temperatures() -> Figure {
    let scores = [14.0, 12.0, 10.0];
    let temperatures: [f32; 4] = [0.5, 1.0, 2.0, 8.0];
    let weights =
        temperatures.map(|t| softmax_with_temperature(&scores, t));
    let first = |i: usize| number(weights[i][0]);
    let shown = temperatures.map(|t| t.to_string());

    let title = "Temperature sharpens or flattens".to_string();
    let desc = format!(
        "The largest of the scores 14, 12 and 10 gets the weight {} at \
         temperature {}, {} at {}, {} at {} and {} at {}, where the three are \
         nearly even.",
        first(0),
        shown[0],
        first(1),
        shown[1],
        first(2),
        shown[2],
        first(3),
        shown[3],
    );
    let caption = format!(
        "The higher the temperature T, the more even the weights; the order \
         never changes. A row is one softmax and its boxes add up to 1.",
    );
    let columns = ["s = 14", "s = 12", "s = 10"];
    let labels = shown.map(|t| format!("T = {t}"));

    let rows: Vec<Row> = labels
        .iter()
        .zip(&weights)
        .map(|(label, w)| {
            let cells = [number(w[0]), number(w[1]), number(w[2])];
            Row::new("a", label, Role::Score, cells).filled(w)
        })
        .collect();
    let (drawing, data) = ledger(&columns, &rows);
    Figure { number: "1.3", title, desc, caption, drawing, data }
}

/// Figure 1.4: where exp leaves the numbers that f32 can hold.
fn overflow() -> Figure {
    let scores = [14.0, 96.0, 112.0];
    let exps = scores.map(f32::exp);
    let limit = f64::from(f32::MAX).ln();
    let largest = number(f32::MAX);
    let e14 = number(exps[0]);
    let [s14, s96, s112] = scores.map(number);
    let at = format!("{limit:.2}");

    let title = "exp leaves f32".to_string();
    let desc = format!(
        "On a logarithmic scale exp is a straight line. At {s14} it is {e14}. \
         At {at} it meets the largest f32, {largest}. At {s96} and {s112} it \
         would lie above: in f32 it is infinite.",
    );
    let caption = format!(
        "Above a score of {at} exp is infinite in f32. Each step up the left \
         edge multiplies by 10¹⁰; rings are values that f32 can't hold.",
    );
    let ceiling = format!("largest f32, {largest}");
    let horizontal = "score s";
    let columns = ["score s", "exp(s) in f32"];

    let plot = Plot {
        corner: [3.6, 18.8],
        size: [30.0, 18.0],
        x: [0.0, 120.0],
        y: [0.0, 54.0],
    };
    let log10 = |score: f64| score * std::f64::consts::LOG10_E;
    let on_line = |score: f64| plot.at(score, log10(score));
    let mut drawing = Drawing::new(34.0, 20.8);
    let ticks = [(0.0, "0"), (14.0, &s14), (96.0, &s96), (112.0, &s112)];
    plot.axis(&mut drawing, &ticks);
    let [x, y] = plot.at(55.0, 0.0);
    drawing.text(
        [x, y + 1.5],
        Align::Middle,
        "lbl sm muted",
        None,
        horizontal,
    );
    for (power, label) in
        [(0, "1"), (10, "10¹⁰"), (20, "10²⁰"), (30, "10³⁰")]
    {
        let [x, y] = plot.at(0.0, f64::from(power));
        drawing.line(&[[x - 0.4, y], [x, y]], "thin muted", None);
        let at = [x - 0.7, y + 0.4];
        drawing.text(at, Align::End, "num sm muted", None, label);
    }
    let (foot, top) = (plot.at(0.0, 0.0), plot.at(0.0, plot.y[1]));
    drawing.line(&[foot, top], "thin muted", None);

    let [left, right] = plot.x.map(|x| plot.at(x, log10(limit)));
    drawing.line(&[left, right], "thin dash", None);
    let above = [left[0] + 0.6, left[1] - 0.7];
    drawing.text(above, Align::Start, "lbl sm", None, &ceiling);
    let meeting = on_line(limit);
    drawing.line(&[on_line(0.0), meeting], "ln", Role::Score);
    drawing.line(&[meeting, on_line(120.0)], "thin dash", Role::Score);
    drawing.line(&[meeting, plot.at(limit, 0.0)], "thin dash", None);
    let beside = [meeting[0] - 0.6, plot.at(0.0, 8.0)[1]];
    drawing.text(beside, Align::End, "num", None, &at);

    let mut data = vec![columns.map(str::to_string).to_vec()];
    for (score, exp) in scores.into_iter().zip(exps) {
        let at = on_line(score.into());
        let (mark, shown) = if exp.is_finite() {
            ("dot", number(exp))
        } else {
            ("ring", "∞".to_string())
        };
        drawing.dot(at, mark, Role::Score);
        let beside = [at[0] + 0.8, at[1] + 0.9];
        drawing.text(beside, Align::Start, "num", Role::Score, &shown);
        data.push(vec![number(score), shown]);
    }
    Figure { number: "1.4", title, desc, caption, drawing, data }
}

/// A number as the reports print it.
fn number(x: impl Into<f64>) -> String {
    report::number(x.into())
}
