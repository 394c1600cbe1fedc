use ::figures::{
    Align::{End, Middle, Start},
    Drawing, Figure, Plot, Role, Row, ledger,
};

use crate::{softmax, softmax_with_temperature};
use report::number;

/// The scaled scores of *Thinking* for itself and for *Machines*.
const SCORES: [f32; 2] = [14.0, 12.0];

/// The figures of the chapter, in order.
pub fn figures() -> Vec<Figure> {
    vec![steps(), differences(), temperatures(), overflow()]
}

/// Figure 1.1: softmax of two scores, a step a row.
fn steps() -> Figure {
    let max = SCORES[0].max(SCORES[1]);
    let less = SCORES.map(|score| score - max);
    let exps = less.map(f32::exp);
    let sum = number(exps[0] + exps[1]);
    let weights = softmax(&SCORES);
    let [s1, s2] = SCORES.map(number);
    let [d1, d2] = less.map(number);
    let [e1, e2] = exps.map(number);
    let [a1, a2] = [number(weights[0]), number(weights[1])];

    let title = format!("Softmax of {s1} and {s2}");
    let desc = format!(
        "A calculation in five rows. Scores {s1} and {s2}; less the largest, \
         {d1} and {d2}; exp of that, {e1} and {e2}; their sum, {sum}; each \
         exp divided by the sum, the weights {a1} and {a2}."
    );
    let caption = format!(
        "Scores of {s1} and {s2} become weights of {a1} and {a2}, a step a \
         row. A weight's box is as full as the weight is large."
    );
    let columns = ["Thinking", "Machines"];
    let labels = ["score", "the largest", "of that", "sum", "exp ÷ sum"];

    let (drawing, data) = ledger(
        &columns,
        &[
            Row::new("s", labels[0], Role::Score, [s1, s2]),
            Row::new("−", labels[1], None, [d1, d2]),
            Row::new("exp", labels[2], None, [e1, e2]),
            Row::new("Σ", labels[3], None, [sum]),
            Row::new("a", labels[4], Role::Score, [a1, a2])
                .filled(&weights),
        ],
    );
    Figure { number: "1.1", title, desc, caption, drawing, data }
}

/// Figure 1.2: three pairs of scores with one gap, and their weights.
fn differences() -> Figure {
    let gap = SCORES[0] - SCORES[1];
    let pairs = [0.0, SCORES[1], SCORES[1] + 100.0].map(|s| [s, s + gap]);
    let weights = pairs.map(|pair| softmax(&pair));
    let [p1, p2, p3] = pairs.map(|[low, high]| format!("{low} and {high}"));
    let [low, high] = [number(weights[0][0]), number(weights[0][1])];
    let gap = number(gap);

    let title = "Only differences matter".to_string();
    let desc = format!(
        "Three pairs of scores, each with a gap of {gap}: {p1}, {p2}, {p3}. \
         Each pair gives the weights {low} and {high}."
    );
    let caption =
        "One gap, one pair of weights. Each line is a piece of the number \
         line with two scores on it; moving along changes no weight."
            .to_string();
    let heads = ["scores s", "weights a"];
    let gap = format!("gap {gap}");
    let columns = ["scores", "lower weight", "higher weight"];

    let mut drawing = Drawing::new(34.2, 16.0);
    drawing.words([8.6, 1.2], Middle, None, heads[0]);
    drawing.words([27.7, 1.2], Middle, None, heads[1]);
    let mut data = vec![columns.map(String::from).to_vec()];
    for (i, (pair, weights)) in pairs.iter().zip(&weights).enumerate() {
        let [low, high] = pair.map(f64::from);
        let line = Plot {
            corner: [0.6, 5.0 + 4.6 * i as f64],
            size: [16.0, 1.0],
            x: [low - 1.0, high + 1.0],
            y: [0.0, 1.0],
        };
        line.axis(&mut drawing, &[]);
        let ends = [line.at(low, 0.0), line.at(high, 0.0)];
        drawing.line(&ends, "ln", Role::Score);
        for (score, [x, y]) in pair.iter().zip(ends) {
            drawing.dot([x, y], "dot", Role::Score);
            let above = [x, y - 0.9];
            drawing.number(above, Middle, Role::Score, &number(*score));
        }
        let [middle, y] = line.at((low + high) / 2.0, 0.0);
        drawing.note([middle, y + 1.4], Middle, &gap);
        drawing.arrow([18.0, y], [20.4, y], "thin", None);
        let mut row = vec![format!("{low}, {high}")];
        for (j, weight) in weights.iter().enumerate() {
            let at = [21.4 + 6.4 * j as f64, y - 1.2];
            let shown = number(*weight);
            drawing.weight(at, [6.0, 2.4], Role::Score, *weight, &shown);
            row.push(shown);
        }
        data.push(row);
    }
    Figure { number: "1.2", title, desc, caption, drawing, data }
}

/// Figure 1.3: the weights of three scores at four temperatures.
fn temperatures() -> Figure {
    let scores = super::THREE;
    let temperatures = [0.5, 1.0, 2.0, 8.0];
    let weights =
        temperatures.map(|t| softmax_with_temperature(&scores, t));
    let [s1, s2, s3] = scores.map(number);
    let [t1, t2, t3, t4] = temperatures.map(|t| t.to_string());
    let [a1, a2, a3, a4] = weights.each_ref().map(|a| number(a[0]));

    let title = "Temperature sharpens or flattens".to_string();
    let desc = format!(
        "Of the scores {s1}, {s2} and {s3} the largest gets the weight {a1} \
         at temperature {t1}, {a2} at {t2}, {a3} at {t3} and {a4} at {t4}, \
         where the three are closest."
    );
    let caption =
        "The higher the temperature T, the more even the weights; their \
         order stays. Each row is one softmax: its boxes add up to 1."
            .to_string();
    let columns = [s1, s2, s3].map(|score| format!("s = {score}"));
    let labels = [t1, t2, t3, t4].map(|t| format!("T = {t}"));

    let rows: Vec<Row> = labels
        .iter()
        .zip(&weights)
        .map(|(label, a)| {
            let cells = [0, 1, 2].map(|i| number(a[i]));
            Row::new("a", label, Role::Score, cells).filled(a)
        })
        .collect();
    let (drawing, data) =
        ledger(&columns.each_ref().map(|s| s as _), &rows);
    Figure { number: "1.3", title, desc, caption, drawing, data }
}

/// Figure 1.4: where exp leaves the numbers that f32 can hold.
fn overflow() -> Figure {
    let scores = [14.0, 96.0, 112.0];
    let exps = scores.map(f32::exp);
    let limit = f64::from(f32::MAX).ln();
    let largest = number(f32::MAX);
    let [s1, s2, s3] = scores.map(number);
    let [e1, _, infinite] = exps.map(number);

    let title = "exp leaves f32".to_string();
    let desc = format!(
        "On a scale of powers of ten exp is a straight line. At {s1} it is \
         {e1}, at {limit:.2} the largest f32, {largest}. Beyond, at {s2} and \
         {s3}, f32 says {infinite}."
    );
    let caption = format!(
        "Above a score of {limit:.2} exp is infinite in f32. Each line up \
         multiplies by 10¹⁰; rings stand where f32 has no number."
    );
    let ceiling = format!("largest f32, {largest}");
    let limit_label = format!("{limit:.2}");
    let across = "score s";
    let columns = ["score s", "exp(s) in f32"];

    let mut drawing = Drawing::new(34.0, 20.8);
    let plot = Plot {
        corner: [3.6, 18.8],
        size: [30.0, 18.0],
        x: [0.0, 120.0],
        y: [0.0, 54.0],
    };
    let powers =
        [(0.0, "1"), (10.0, "10¹⁰"), (20.0, "10²⁰"), (30.0, "10³⁰")];
    plot.levels(&mut drawing, &powers);
    plot.axis(
        &mut drawing,
        &[(0.0, "0"), (14.0, &s1), (96.0, &s2), (112.0, &s3)],
    );
    let [x, y] = plot.at(55.0, 0.0);
    drawing.note([x, y + 1.5], Middle, across);

    let on_curve = |s: f64| plot.at(s, s * std::f64::consts::LOG10_E);
    let meeting = on_curve(limit);
    let [left, right] = plot.x.map(|x| [plot.at(x, 0.0)[0], meeting[1]]);
    drawing.line(&[left, right], "thin dash", None);
    drawing.words([left[0] + 0.6, left[1] - 0.7], Start, None, &ceiling);
    let foot = plot.at(limit, 0.0);
    drawing.line(&[meeting, foot], "thin dash", None);
    drawing.number([foot[0] - 0.6, foot[1] - 1.6], End, None, &limit_label);
    drawing.line(&[on_curve(0.0), meeting], "ln", Role::Score);
    drawing.line(&[meeting, on_curve(120.0)], "thin dash", Role::Score);
    let mut data = vec![columns.map(String::from).to_vec()];
    for (score, exp) in scores.into_iter().zip(exps) {
        let mark = if exp.is_finite() { "dot" } else { "ring" };
        let [x, y] = on_curve(score.into());
        drawing.dot([x, y], mark, Role::Score);
        let beside = [x + 0.8, y + 1.0];
        drawing.number(beside, Start, Role::Score, &number(exp));
        data.push(vec![number(score), number(exp)]);
    }
    Figure { number: "1.4", title, desc, caption, drawing, data }
}
