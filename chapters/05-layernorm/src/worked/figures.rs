use super::{from, norm_1, plain_norm, stream, token, turn};
use crate::{post_norm, pre_norm, statistics, variance_in_one_pass};
use ::figures::{
    Align::{End, Middle, Start},
    Drawing, Figure, Plot, Role, Row, ledger,
};
use ch04_residual::residual;
use nalgebra::DMatrix;
use report::{entries, number};

type M = DMatrix<f32>;

/// The figures of the chapter, in order.
pub fn figures() -> Vec<Figure> {
    vec![question(), strips(), axes(), orders(), passes()]
}

/// Figure 5.1: the ledger of Thinking, one row missing.
fn question() -> Figure {
    let stream = stream();
    let x = first(&stream);
    let (mean, _) = statistics(&x);
    let norm = norm_1();
    let numbers = |row: &[f32]| -> [String; 4] {
        std::array::from_fn(|j| number(row[j]))
    };
    let distances =
        numbers(&x.iter().map(|x| x - mean).collect::<Vec<_>>());
    let y = numbers(&first(&norm.forward(&stream)));
    let (x, word, mean) = (numbers(&x), example::WORDS[0], number(mean));

    let title = format!("The norm of {word}, one row blank");
    let desc = format!(
        "Calculation table for the four entries of {word}: {}. Less their \
         mean {mean} they are {}. Then a blank row, then γ and β, and the \
         result {}.",
        x.join(", "),
        distances.join(", "),
        y.join(", "),
    );
    let caption = format!(
        "One step, left blank, leads from {} to {}. Read down: a box to \
         every entry of the token.",
        distances[0], y[0]
    );
    let labels =
        ["token", "less mean", "one step", "factor", "addend", "out"];
    let columns = ["entry 1", "entry 2", "entry 3", "entry 4"];

    let learned = |row: &nalgebra::RowDVector<f32>| numbers(row.as_slice());
    let blank = [(); 4].map(|()| String::new());
    let (drawing, data) = ledger(
        &columns,
        &[
            Row::new("x", labels[0], Role::X, x),
            Row::new("-μ", labels[1], None, distances),
            Row::new("?", labels[2], None, blank),
            Row::new("·γ", labels[3], None, learned(&norm.gamma)),
            Row::new("+β", labels[4], None, learned(&norm.beta)),
            Row::new("y", labels[5], Role::Output, y),
        ],
    );
    Figure { number: "5.1", title, desc, caption, drawing, data }
}

/// Figure 5.2: three tokens before and after the norm.
fn strips() -> Figure {
    let x = token();
    let tokens = [x.clone(), x.add_scalar(100.), &x * 10.];
    let y = tokens.each_ref().map(plain_norm);

    let title = "Three tokens, one result".to_string();
    let [a, b, c] = tokens.each_ref().map(|x| entries(&first(x)));
    let [_, _, result] = y.each_ref().map(|y| entries(&first(y)));
    let desc = format!(
        "The tokens {a}, {b} and {c} stand at other levels and spreads. \
         After layer norm all three are {result}, with mean 0 and deviation 1."
    );
    let caption =
        "Level and spread go, the shape stays. A bar is an entry; the lines \
         across are the mean and one deviation to either side; each box has \
         its own scale."
            .to_string();
    let heads = ["x, before", "y, after"];
    let columns = ["token", "mean", "deviation", "mean after", "after"];

    let mut drawing = Drawing::new(34.2, 31.4);
    let mut data = vec![columns.map(String::from).to_vec()];
    let panels = [([6.0, 2.2], Role::X), ([17.6, 4.1], Role::Output)];
    for (([left, pitch], _), head) in panels.iter().zip(heads) {
        drawing.words([left + 2.0 * pitch, 1.2], Middle, None, head);
    }
    for (i, pair) in tokens.iter().zip(&y).enumerate() {
        let mut row = vec![entries(&first(pair.0))];
        for (token, ([left, pitch], role)) in
            [pair.0, pair.1].into_iter().zip(panels)
        {
            let corner = [left, 9.6 + 10.0 * i as f64];
            row.extend(strip(&mut drawing, corner, pitch, token, role));
        }
        data.push(row);
    }
    Figure { number: "5.2", title, desc, caption, drawing, data }
}

/// The entries of a token as bars from the mean, and its mean and deviation.
fn strip(
    drawing: &mut Drawing,
    corner: [f64; 2],
    pitch: f64,
    token: &M,
    role: Role,
) -> [String; 2] {
    let token = first(token);
    let (mean, variance) = statistics(&token);
    let (mean, deviation) = (f64::from(mean), f64::from(variance.sqrt()));
    let plot = Plot {
        corner,
        size: [4.0 * pitch, 6.6],
        x: [0.0, 4.0],
        y: [mean - 1.6 * deviation, mean + 1.6 * deviation],
    };
    for (side, class) in
        [(-1.0, "thin dash"), (0.0, "thin"), (1.0, "thin dash")]
    {
        let level = mean + side * deviation;
        let line = [0.0, 4.0].map(|x| plot.at(x, level));
        drawing.line(&line, class, None);
    }
    let heights: Vec<f64> = token
        .iter()
        .map(|x| plot.at(0., mean)[1] - plot.at(0., f64::from(*x))[1])
        .collect();
    // A bar takes 0.85 of its place: centred, it leaves 0.075 on each side.
    drawing.bars(plot.at(0.075, mean), pitch, &heights, role);
    for (j, x) in token.iter().enumerate() {
        let [x_at, _] = plot.at(j as f64 + 0.5, mean);
        let at = [x_at, corner[1] + 1.4];
        drawing.note(at, Middle, &number(*x));
    }
    // Rounded, since a sum of four roundings is not exactly 0.
    let shown =
        [mean, deviation].map(|x| number((x * 1e4).round() as f32 / 1e4));
    let label = format!("μ {}", shown[0]);
    drawing.note(
        [corner[0] - 0.4, plot.at(0., mean)[1] + 0.4],
        End,
        &label,
    );
    let above = plot.at(0., mean + deviation)[1] + 0.4;
    drawing.note([corner[0] - 0.4, above], End, &format!("σ {}", shown[1]));
    shown
}

/// Figure 5.3: whose mean and variance.
fn axes() -> Figure {
    let (rows, columns) = (3, 4);

    let title = "The two axes".to_string();
    let desc = format!(
        "The same matrix of {rows} tokens by {columns} features, twice. \
         Layer norm frames one row: the statistics of a token. Batch norm \
         frames one column: the statistics of a feature, over all tokens."
    );
    let caption =
        "Layer norm takes one mean for each row, batch norm one for each \
         column. Filled boxes share a mean; only the column reaches into \
         other tokens."
            .to_string();
    let heads = ["layer norm", "batch norm"];
    let labels = ["token 1", "token 2", "token 3"];
    let features = "features";
    let head = ["", "takes the mean over", "how many means"];
    let over = ["the features of a token", "the tokens, for a feature"];

    let (x, _) = super::three_tokens();
    let mut drawing = Drawing::new(34.2, 12.4);
    for (panel, name) in heads.iter().enumerate() {
        let left = 4.8 + 16.4 * panel as f64;
        drawing.words([left + 6.4, 1.2], Middle, None, name);
        for i in 0..rows {
            let top = 2.2 + 2.8 * i as f64;
            if panel == 0 {
                drawing.note([left - 0.6, top + 1.6], End, labels[i]);
            }
            for j in 0..columns {
                let inside = [i == 0, j == 0][panel];
                let at = [left + 3.2 * j as f64, top];
                let size = [2.9, 2.4];
                let text = number(x[(i, j)]);
                let full = f32::from(inside);
                drawing.weight(at, size, None, full, &text);
            }
        }
        drawing.note([left + 6.4, 11.8], Middle, features);
    }
    let counts = [rows, columns];
    let mut data = vec![head.map(String::from).to_vec()];
    data.extend((0..2).map(|i| {
        vec![heads[i].into(), over[i].into(), counts[i].to_string()]
    }));
    Figure { number: "5.3", title, desc, caption, drawing, data }
}

/// Figure 5.4: both orders, the residual stream going up.
fn orders() -> Figure {
    let (x, norm) = (token(), crate::LayerNorm::new(4));
    let normalised = plain_norm(&x);
    let steps = [
        [
            x.clone(),
            turn(&x),
            residual(&x, turn),
            post_norm(&x, &norm, turn),
        ],
        [
            x.clone(),
            normalised.clone(),
            turn(&normalised),
            pre_norm(&x, &norm, turn),
        ],
    ]
    .map(|steps| steps.map(|step| entries(&first(&step))));
    let [[_, _, sum, post], [start, _, branch, pre]] = &steps;

    let title = "Post-norm and pre-norm".to_string();
    let desc = format!(
        "Two streams up from {start}. Post-norm adds the branch, {sum}, then \
         normalises the stream: {post}. Pre-norm's branch, normalised first, \
         gives {branch}; the sum is {pre}."
    );
    let caption =
        "In post-norm the norm sits on the stream, in pre-norm on the branch. \
         Read upwards; the thick line is the residual stream."
            .to_string();
    let heads = ["post-norm", "pre-norm"];
    let (norm, sublayer) = ("norm", "f");
    let names = [
        ["x", "f(x)", "x + f(x)", "norm(x + f(x))"],
        ["x", "norm(x)", "f(norm(x))", "x + f(norm(x))"],
    ];
    let columns = ["step", "entries"];

    let mut drawing = Drawing::new(32.0, 31.6);
    for (panel, head) in heads.iter().enumerate() {
        let bus = 2.6 + 18.0 * panel as f64;
        let branch = bus + 8.4;
        drawing.words([bus + 5.4, 1.2], Middle, None, head);
        drawing.number([bus, 30.4], Middle, Role::X, "x");
        drawing.number([bus, 3.4], Middle, Role::Output, "y");
        // From x at the bottom upwards. A line ends where a box begins, since
        // boxes let lines shine through.
        let [leave, plus] = [26.4, 12.4];
        let box_at = |y: f64| [y + 1.2, y - 1.2];
        let mut up = |x: f64, stops: &[f64], class| {
            for part in stops.chunks(2) {
                drawing.line(&[[x, part[0]], [x, part[1]]], class, None);
            }
        };
        let [norm_at, f_at] = match panel {
            0 => [[bus, 7.6], [branch, 19.8]],
            _ => [[branch, 22.6], [branch, 17.0]],
        };
        let [norm_foot, norm_top] = box_at(norm_at[1]);
        let [f_foot, f_top] = box_at(f_at[1]);
        if panel == 0 {
            up(bus, &[28.6, plus + 1.0, plus - 1.0, norm_foot], "bold");
            up(branch, &[leave, f_foot, f_top, plus], "ln");
        } else {
            up(bus, &[28.6, plus + 1.0], "bold");
            let stops = [leave, norm_foot, norm_top, f_foot, f_top, plus];
            up(branch, &stops, "ln");
        }
        let last = [norm_top, plus - 1.0][panel];
        drawing.arrow([bus, last], [bus, 4.4], "bold", None);
        drawing.line(&[[bus, leave], [branch, leave]], "ln", None);
        drawing.arrow([branch, plus], [bus + 1.0, plus], "ln", None);
        drawing.cell([bus - 1.0, plus - 1.0], [2.0, 2.0], None, "+");
        for ([x, y], text, full) in
            [(norm_at, norm, 1.0), (f_at, sublayer, 0.0)]
        {
            let corner = [x - 2.4, y - 1.2];
            drawing.weight(corner, [4.8, 2.4], None, full, text);
        }
    }
    let mut data = vec![columns.map(String::from).to_vec()];
    for (names, steps) in names.iter().zip(&steps) {
        data.extend(
            names
                .iter()
                .zip(steps)
                .map(|(n, s)| vec![n.to_string(), s.clone()]),
        );
    }
    Figure { number: "5.4", title, desc, caption, drawing, data }
}

/// Figure 5.5: the variance of four neighbours, in one pass and in two.
fn passes() -> Figure {
    let levels: Vec<f32> = (1..=32).map(|k| 500. * k as f32).collect();
    let points: Vec<[f32; 3]> = levels
        .iter()
        .map(|level| {
            let token = from(*level);
            [*level, statistics(&token).1, variance_in_one_pass(&token)]
        })
        .collect();
    let [two, last] = [points[0][1], points[31][0]].map(number);

    let least = points.iter().map(|p| p[2]).fold(0., f32::min);
    let most = points.iter().map(|p| p[2]).fold(2., f32::max);
    let [low, high] = [least, most].map(number);

    let title = "One pass against two".to_string();
    let wrong = points.iter().find(|[_, two, one]| one != two);
    let begins = wrong.map_or(String::new(), |[level, ..]| number(*level));
    let desc = format!(
        "The variance of four neighbouring integers against their level, from \
         {} to {last}. Two passes give {two} everywhere. One pass leaves \
         {two} at level {begins} and then jumps between {low} and {high}.",
        number(levels[0]),
    );
    let caption = format!(
        "The variance of four neighbours is {two} at every level. Two passes \
         (line) find it; one pass (rings) loses its digits as the level grows."
    );
    let across = "level: the first of the four entries";
    let names = ["two passes", "one pass"];
    let columns = ["level", "two passes", "one pass"];

    let mut drawing = Drawing::new(34.4, 20.4);
    let plot = Plot {
        corner: [3.2, 17.4],
        size: [30.6, 15.4],
        x: [0.0, f64::from(levels[31]) + 500.0],
        y: [f64::from(least) - 1.0, f64::from(most) + 1.0],
    };
    let marks =
        [(least.into(), &low[..]), (0.0, "0"), (most.into(), &high)];
    plot.levels(&mut drawing, &marks);
    let ticks = [
        (4000.0, "4000"),
        (8000.0, "8000"),
        (12000.0, "12000"),
        (16000.0, "16000"),
    ];
    plot.axis(&mut drawing, &ticks);
    drawing.note([18.5, 20.2], Middle, across);
    let line = |of: usize| -> Vec<[f64; 2]> {
        let at = |p: &[f32; 3]| plot.at(p[0].into(), p[of].into());
        points.iter().map(at).collect()
    };
    drawing.line(&line(1), "bold", None);
    drawing.line(&line(2), "thin", None);
    for at in line(2) {
        drawing.dot(at, "ring", None);
    }
    let above = plot.at(300.0, points[0][1].into());
    drawing.words([above[0], above[1] - 0.8], Start, None, names[0]);
    let below = [above[0], above[1] + 3.6];
    drawing.words(below, Start, None, names[1]);
    let mut data = vec![columns.map(String::from).to_vec()];
    data.extend(points.iter().map(|p| p.map(number).to_vec()));
    Figure { number: "5.5", title, desc, caption, drawing, data }
}

fn first(matrix: &M) -> Vec<f32> {
    matrix.row(0).iter().copied().collect()
}
