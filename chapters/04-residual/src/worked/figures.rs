use super::{
    DEPTH, P, SCALE, SEED, attend, branch, by_hand, draws, row_of,
    run_scaled, twice, x,
};
use crate::residual;
use ::figures::{
    Align::{Middle, Start},
    Drawing, Figure, Plot, Role, Row, ledger,
};
use nalgebra::DMatrix;
use report::{entries, number};

/// The figures of the chapter, in order.
pub fn figures() -> Vec<Figure> {
    vec![sum(), bus(), depth(), strip()]
}

/// The positions of a vector's entries.
const ENTRIES: [&str; 4] = ["0", "1", "2", "3"];

/// Figure 4.1: the ledger of one sum.
fn sum() -> Figure {
    let (x, y) = (x(), residual(&x(), by_hand));
    let [input, added, output] =
        [&x, &by_hand(&x), &y].map(|matrix| entries(&row_of(matrix, 0)));

    let title = "A sublayer adds to its input".to_string();
    let desc = format!(
        "Calculation table for the four entries of a token. The input is \
         {input}, the sublayer gives {added}, and their sum is {output}."
    );
    let caption = format!(
        "Read down: each entry of {added} is added to the entry above. Where \
         the sublayer gives 0, the input goes on unchanged."
    );
    let labels = ["input", "sublayer", "x + f(x)"];

    let row = |matrix: &DMatrix<f32>| {
        [0, 1, 2, 3].map(|j| number(matrix[(0, j)]))
    };
    let (drawing, data) = ledger(
        &ENTRIES,
        &[
            Row::new("x", labels[0], Role::X, row(&x)),
            Row::new("f", labels[1], None, row(&by_hand(&x))),
            Row::new("y", labels[2], Role::Output, row(&y)),
        ],
    );
    Figure { number: "4.1", title, desc, caption, drawing, data }
}

/// Figure 4.2: the residual stream, a bus with two branches.
fn bus() -> Figure {
    let x = x();
    let h = residual(&x, by_hand);
    let y = residual(&h, twice);
    let stream = [&x, &h, &y].map(|matrix| entries(&row_of(matrix, 0)));
    let branches =
        [by_hand(&x), twice(&h)].map(|matrix| entries(&row_of(&matrix, 0)));
    let [x, h, y] = &stream;
    let [f, g] = &branches;

    let title = "The residual stream".to_string();
    let desc = format!(
        "A line carries {x}. Branch f leaves it, gives {f}, and a plus makes \
         {h}. Branch g gives {g}, and a plus makes {y}."
    );
    let caption = format!(
        "f and g only add to the stream, the line on top: it goes from {x} to \
         {h} to {y}."
    );
    let names = [["f", "f(x)"], ["g", "g(h)"]];
    let streams = ["x", "h", "y"];
    let columns = ["", "entries"];

    let mut drawing = Drawing::new(34.4, 13.6);
    let (line, low) = (4.6, 9.8);
    let pluses = [11.6, 23.8];
    let texts = [0.4, 13.2, 25.4];
    for (i, text) in stream.iter().enumerate() {
        let at = [texts[i], line - 1.4];
        let role = [Some(Role::X), None, Some(Role::Output)][i];
        let label = format!("{} {text}", streams[i]);
        drawing.number(at, Start, role, &label);
        let from = if i == 0 { 0.4 } else { pluses[i - 1] + 1.0 };
        let to = if i == 2 { 34.0 } else { pluses[i] - 1.0 };
        drawing.arrow([from, line], [to, line], "bold", None);
    }
    for (i, plus) in pluses.into_iter().enumerate() {
        let tap = texts[i] + 1.4;
        let middle = (tap + plus) / 2.0;
        let [left, right] = [middle - 2.0, middle + 2.0];
        drawing.line(&[[tap, line], [tap, low]], "ln", None);
        drawing.arrow([tap, low], [left, low], "ln", None);
        drawing.cell([left, low - 1.4], [4.0, 2.8], None, names[i][0]);
        drawing.line(&[[right, low], [plus, low]], "ln", None);
        drawing.arrow([plus, low], [plus, line + 1.0], "ln", None);
        drawing.cell([plus - 1.0, line - 1.0], [2.0, 2.0], None, "+");
        let label = format!("{} {}", names[i][1], branches[i]);
        drawing.number([middle, low + 3.2], Middle, None, &label);
    }
    let mut data = vec![columns.map(String::from).to_vec()];
    let order = [
        (streams[0], &stream[0]),
        (names[0][1], &branches[0]),
        (streams[1], &stream[1]),
        (names[1][1], &branches[1]),
        (streams[2], &stream[2]),
    ];
    data.extend(
        order
            .map(|(name, entries)| vec![name.to_string(), entries.clone()]),
    );
    Figure { number: "4.2", title, desc, caption, drawing, data }
}

/// Figure 4.3: what is left of a gradient, layer by layer.
fn depth() -> Figure {
    let [plain, skip] = run_scaled(DEPTH, SCALE).map(|left| left.gradient);
    let [_, whole] = run_scaled(DEPTH, 1.).map(|left| left.gradient);
    let curves = [whole, skip, plain];
    let last = curves.each_ref().map(|curve| number(curve[DEPTH]));
    let [grown, kept, gone] = &last;

    let title = format!("A gradient through {DEPTH} layers");
    let desc = format!(
        "Length of the gradient against layers, on a scale of powers of ten. \
         For f = {SCALE}x it falls to {gone} without skips, rises to {kept} \
         with them; for f = x with skips, to {grown}."
    );
    let caption = format!(
        "Without skips f = {SCALE}x leaves {gone}, with them {kept}. Around \
         f = x a skip doubles the gradient at every layer, up to {grown}."
    );
    let across = "layers passed";
    let names = [
        "f = x, with skips".to_string(),
        format!("f = {SCALE}x, with skips"),
        format!("f = {SCALE}x, without skips"),
    ];
    let columns = [across, &names[0], &names[1], &names[2]];

    let mut drawing = Drawing::new(34.4, 22.4);
    let plot = Plot {
        corner: [4.4, 18.8],
        size: [29.2, 17.6],
        x: [0.0, DEPTH as f64 + 0.4],
        y: [-13.0, 5.0],
    };
    let levels = [
        (4.0, "10⁴"),
        (0.0, "1"),
        (-4.0, "10⁻⁴"),
        (-8.0, "10⁻⁸"),
        (-12.0, "10⁻¹²"),
    ];
    plot.levels(&mut drawing, &levels);
    plot.axis(
        &mut drawing,
        &[(0.0, "0"), (3.0, "3"), (6.0, "6"), (9.0, "9"), (12.0, "12")],
    );
    let [x, y] = plot.at(6.0, plot.y[0]);
    drawing.note([x, y + 3.0], Middle, across);
    // Where each name begins: above its line or below.
    let beside = [(2.4, 3.0), (5.4, -1.4), (0.4, -11.0)];
    for (i, curve) in curves.iter().enumerate() {
        let points: Vec<_> = curve
            .iter()
            .enumerate()
            .map(|(n, left)| plot.at(n as f64, left.log10().into()))
            .collect();
        drawing.line(&points, ["thin", "bold", "ln"][i], None);
        for point in points {
            drawing.dot(point, ["ring", "dot", "dot"][i], None);
        }
        let at = plot.at(beside[i].0, beside[i].1);
        let label = format!("{}: {}", names[i], last[i]);
        drawing.number(at, Start, None, &label);
    }
    let mut data = vec![columns.map(String::from).to_vec()];
    data.extend((0..=DEPTH).map(|n| {
        let left = curves.iter().map(|curve| number(curve[n]));
        std::iter::once(n.to_string()).chain(left).collect()
    }));
    Figure { number: "4.3", title, desc, caption, drawing, data }
}

/// Figure 4.4: what dropout leaves of a branch.
fn strip() -> Figure {
    let x = example::x().rows(0, 1).into_owned();
    let branch = branch();
    let draws = draws(3, SEED);
    let dropped = draws.iter().flat_map(|draw| draw.iter());
    let gone = dropped.filter(|entry| **entry == 0.0).count();
    let of = 4 * draws.len();
    let factor = number(1.0 / (1.0 - P));

    let title = "Dropout on the branch".to_string();
    let desc = format!(
        "The branch of Thinking, {}, drawn three times with p = {P}: {gone} \
         of {of} entries are 0, the others {factor} times as large. The input \
         {} is added whole.",
        entries(&row_of(&branch, 0)),
        entries(&row_of(&x, 0)),
    );
    let caption = format!(
        "Crossed boxes were dropped; the others are {factor} times as large \
         as f(x). x is added afterwards, so nothing of it is ever lost."
    );
    let sum = &x + &draws[0];
    let in_use = residual(&example::x(), attend).rows(0, 1).into_owned();
    let rows = [
        ("f(x)", &branch, None),
        ("draw 1", &draws[0], None),
        ("draw 2", &draws[1], None),
        ("draw 3", &draws[2], None),
        ("x", &x, Some(Role::X)),
        ("y = x + draw 1", &sum, Some(Role::Output)),
        ("y in use", &in_use, Some(Role::Output)),
    ];

    let mut drawing = Drawing::new(34.2, 2.0 + 2.9 * rows.len() as f64);
    let size = [5.5, 2.3];
    let left = |j: usize| 10.0 + 6.0 * j as f64;
    for (j, entry) in ENTRIES.iter().enumerate() {
        drawing.words([left(j) + 2.75, 1.2], Middle, None, entry);
    }
    for (i, (name, matrix, role)) in rows.iter().enumerate() {
        let top = 2.0 + 2.9 * i as f64;
        drawing.words([0.0, top + 1.6], Start, *role, name);
        for (j, entry) in row_of(matrix, 0).into_iter().enumerate() {
            let [x, y] = [left(j), top];
            drawing.cell([x, y], size, *role, &number(entry));
            if (1..=3).contains(&i) && entry == 0.0 {
                let corners = [[x, y + size[1]], [x + size[0], y]];
                drawing.line(&corners, "thin", None);
            }
        }
    }
    let head = std::iter::once("").chain(ENTRIES).map(String::from);
    let mut data = vec![head.collect::<Vec<_>>()];
    data.extend(rows.iter().map(|(name, matrix, _)| {
        let cells = row_of(matrix, 0).into_iter().map(number);
        std::iter::once(name.to_string()).chain(cells).collect()
    }));
    Figure { number: "4.4", title, desc, caption, drawing, data }
}
