use super::{Head, RING, heads_of, multi_head, row_of};
use crate::checks::wrong;
use crate::experiment::{one_head, search, tokens, two_heads, wanted};
use crate::split;
use ::figures::{
    Align::{Middle, Start},
    Drawing, Figure, Point, Role, Row, ledger,
};
use example::{HEADS, WORDS};
use nalgebra::DMatrix;
use report::{entries, number};

/// The figures of the chapter, in order.
pub fn figures() -> Vec<Figure> {
    vec![walk(), shapes(), splits(), weights(), task()]
}

/// Figure 3.1: Thinking through both heads.
fn walk() -> Figure {
    let x = example::x();
    let heads = two(heads_of(&multi_head()));
    let y = multi_head().forward(&x, &x, None).output;
    let of = |role: fn(&Head) -> &DMatrix<f32>| heads.each_ref().map(role);
    let rows = |role| of(role).map(|m| entries(&row_of(m, 0)));
    let each =
        |role| four(of(role).map(|m| [0, 1].map(|j| number(m[(0, j)]))));
    let pairs = |role| {
        four(of(role).map(|m| [0, 1].map(|i| entries(&row_of(m, i)))))
    };
    let weights: Vec<f32> = of(|head| &head.weights)
        .iter()
        .flat_map(|m| row_of(m, 0))
        .collect();
    let [enters, leaves] = [&x, &y].map(|m| entries(&row_of(m, 0)));
    let [s1, s2, s3, s4] = each(|head| &head.scores);
    let [a1, a2, a3, a4] = each(|head| &head.weights);

    let word = WORDS[0];
    let title = format!("{word} through two heads");
    let desc = format!(
        "Calculation table for {word}, {enters}. Head 1: scores {s1}, {s2}, \
         weights {a1}, {a2}. Head 2: scores {s3}, {s4}, weights {a3}, {a4}. \
         One step, left blank, and W_O make {leaves} of both."
    );
    let caption = format!(
        "{word} asks twice. The left half is head 1, the right half head 2; \
         they meet in the row left blank. Read down."
    );
    let labels = [
        "input",
        "head",
        "query",
        "key",
        "score",
        "√2",
        "weight",
        "value",
        "output",
        "one step",
        "times W_O",
    ];
    let names = [1, 2].map(|h| format!("head {h}"));

    let [one, other] = WORDS;
    let (drawing, data) = ledger(
        &[one, other, one, other],
        &[
            Row::new("x", labels[0], Role::X, [enters]),
            Row::new("", labels[1], None, names),
            Row::new("q", labels[2], Role::Q, rows(|head| &head.q)),
            Row::new("k", labels[3], Role::K, pairs(|head| &head.k)),
            Row::new("s", labels[4], Role::Score, [s1, s2, s3, s4]),
            Row::new(
                "÷",
                labels[5],
                Role::Score,
                each(|head| &head.scaled),
            ),
            Row::new("a", labels[6], Role::Score, [a1, a2, a3, a4])
                .filled(&weights),
            Row::new("v", labels[7], Role::V, pairs(|head| &head.v)),
            Row::new(
                "z",
                labels[8],
                Role::Output,
                rows(|head| &head.output),
            ),
            Row::new("?", labels[9], None, [String::new()]),
            Row::new("y", labels[10], Role::Output, [leaves]),
        ],
    );
    Figure { number: "3.1", title, desc, caption, drawing, data }
}

/// Figure 3.2: the queries split, the outputs merged, to scale.
fn shapes() -> Figure {
    let x = example::x();
    let attention = multi_head();
    let heads = two(heads_of(&attention));
    let q = attention.w_q.apply(&x);
    let y = attention.forward(&x, &x, None).output;
    let [q1, q2] = heads.each_ref().map(|head| &head.q);
    let [z1, z2] = heads.each_ref().map(|head| &head.output);
    let z = crate::concatenate(&[z1.clone(), z2.clone()]);
    let matrices = [&q, q1, q2, z1, z2, &z, &y];
    let shapes = matrices.map(|m| format!("{}×{}", m.nrows(), m.ncols()));
    let [whole, part, ..] = &shapes;

    let title = "Split, attend, merge".to_string();
    let desc = format!(
        "Q, {whole}, is cut between its columns into Q₁ and Q₂, {part} each. \
         Each head attends on its own and gives Z₁ and Z₂, {part}. Side by \
         side they are {whole} again; times W_O they are Y, {whole}."
    );
    let caption =
        "The cut runs between columns, so each head keeps a row for \
                   every token. K and V are cut like Q. Boxes are to scale."
            .to_string();
    let names = ["Q", "Q₁", "Q₂", "Z₁", "Z₂", "Z₁ Z₂", "Y"];
    let steps = ["split", "attend", "concatenate", "· W_O"];
    let columns = ["matrix", "shape", "row 1", "row 2"];

    let entry = [4.0, 1.9];
    let [left, middle, right] = [1.6, 6.8, 20.0];
    let tops = [3.0, 12.6, 22.2, 31.8, 41.4];
    let places = [
        (Role::Q, [middle, tops[0]]),
        (Role::Q, [left, tops[1]]),
        (Role::Q, [right, tops[1]]),
        (Role::Output, [left, tops[2]]),
        (Role::Output, [right, tops[2]]),
        (Role::Output, [middle, tops[3]]),
        (Role::Output, [middle, tops[4]]),
    ];
    let mut drawing = Drawing::new(29.0, 45.6);
    for (i, (role, at)) in places.into_iter().enumerate() {
        let m = matrices[i];
        // Row by row: nalgebra's own order goes down the columns.
        let numbers: Vec<String> =
            m.transpose().iter().map(|x| number(*x)).collect();
        let shape = [m.nrows(), m.ncols()];
        drawing.matrix(at, entry, shape, role, names[i], &numbers);
    }
    let height = 2.0 * entry[1];
    let centre = |i: usize| {
        places[i].1[0] + entry[0] * matrices[i].ncols() as f64 / 2.0
    };
    // A half of a whole, and the head it becomes or comes from.
    let half = |side: f64| middle + entry[0] * side;
    for (from, to, row) in [
        (half(1.0), centre(1), 0),
        (half(3.0), centre(2), 0),
        (centre(3), centre(3), 1),
        (centre(4), centre(4), 1),
        (centre(3), half(1.0), 2),
        (centre(4), half(3.0), 2),
        (centre(5), centre(6), 3),
    ] {
        let start = [from, tops[row] + height + 0.4];
        drawing.arrow(start, [to, tops[row + 1] - 3.2], "thin", None);
    }
    for (row, step) in steps.iter().enumerate() {
        let aside = if row == 3 { 2.8 } else { 0.0 };
        let at = [half(2.0) + aside, tops[row] + height + 1.7];
        drawing.words(at, Middle, None, step);
    }
    let mut data = vec![columns.map(String::from).to_vec()];
    data.extend((0..matrices.len()).map(|i| {
        let [one, other] = [0, 1].map(|t| entries(&row_of(matrices[i], t)));
        vec![names[i].to_string(), shapes[i].clone(), one, other]
    }));
    Figure { number: "3.2", title, desc, caption, drawing, data }
}

/// Figure 3.3: who gets which of eight integers.
fn splits() -> Figure {
    let x = wrong::integers();
    let all = [
        split(&x, HEADS),
        wrong::reinterprets(&x, HEADS),
        wrong::interleaves(&x, HEADS),
    ]
    .map(two);
    let rows = |m: &DMatrix<f32>| {
        [0, 1].map(|i| joined(&row_of(m, i), " ")).join(" / ")
    };
    let [right, reading, turns] =
        all.each_ref().map(|[head, _]| rows(head));

    let title = "Three ways to split".to_string();
    let desc = format!(
        "Integers 0 to 7, two rows of four, split three ways. Head 1 gets \
         {right} by columns, {reading} by reading order, {turns} by turns."
    );
    let caption = "Every head has the right shape, and only the first split \
                   is right. Filled boxes go to head 1, empty ones to head 2."
        .to_string();
    let names = [
        "right: neighbouring columns",
        "MH-1: in the order of reading",
        "MH-2: columns in turn",
    ];
    let heads = ["head 1", "head 2"];
    let columns = ["split", "head 1", "head 2"];

    let mut drawing = Drawing::new(34.2, 24.6);
    for (i, head) in heads.iter().enumerate() {
        drawing.words([19.6 + 9.0 * i as f64, 1.2], Middle, None, head);
    }
    for (i, [one, other]) in all.iter().enumerate() {
        let top = 3.4 + 7.4 * i as f64;
        drawing.words([0.2, top - 0.8], Start, None, names[i]);
        let owned = |number: f32| one.iter().any(|own| *own == number);
        grid(&mut drawing, [0.2, top], &x, owned);
        drawing.arrow([12.2, top + 2.2], [15.4, top + 2.2], "thin", None);
        grid(&mut drawing, [16.8, top], one, owned);
        grid(&mut drawing, [25.8, top], other, owned);
    }
    let mut data = vec![columns.map(String::from).to_vec()];
    data.extend(all.iter().zip(names).map(|([one, other], name)| {
        vec![name.to_string(), rows(one), rows(other)]
    }));
    Figure { number: "3.3", title, desc, caption, drawing, data }
}

/// A box per entry, full where its number is owned.
fn grid(
    drawing: &mut Drawing,
    [left, top]: Point,
    matrix: &DMatrix<f32>,
    owned: impl Fn(f32) -> bool,
) {
    const PITCH: f64 = 2.8;
    const SIZE: Point = [2.5, 2.0];
    for i in 0..matrix.nrows() {
        for (j, entry) in row_of(matrix, i).into_iter().enumerate() {
            let at = [left + PITCH * j as f64, top + 2.3 * i as f64];
            let full = f32::from(owned(entry));
            drawing.weight(at, SIZE, None, full, &number(entry));
        }
    }
}

/// Figure 3.4: the weights of both heads.
fn weights() -> Figure {
    let heads = two(heads_of(&multi_head()));
    let [[a, b], [c, d]] = heads.each_ref().map(|head| {
        [0, 1].map(|i| joined(&row_of(&head.weights, i), " and "))
    });

    let [one, other] = WORDS;
    let title = "Two heads, two patterns".to_string();
    let desc = format!(
        "Weights for {one} and {other}. Head 1: row {one} {a}, row {other} \
         {b}. Head 2: row {one} {c}, row {other} {d}."
    );
    let caption = format!(
        "Rows ask, columns answer; a box is as full as the weight is large. \
         In head 1 each word keeps most for itself; in head 2 both look at \
         {other}."
    );
    let names = ["a of head 1", "a of head 2"];
    let columns = ["query", "head 1", "head 2"];

    let size = [6.2, 2.6];
    let mut drawing = Drawing::new(34.0, 9.6);
    for (i, word) in WORDS.iter().enumerate() {
        let base = 5.5 + 3.0 * i as f64;
        let label = format!("q {word}");
        drawing.words([0.0, base], Start, Role::Q, &label);
    }
    for (h, head) in heads.iter().enumerate() {
        let left = 7.0 + 14.0 * h as f64;
        drawing.words([left + 6.4, 1.2], Middle, None, names[h]);
        for (j, word) in WORDS.iter().enumerate() {
            let x = left + 6.6 * j as f64;
            let label = format!("k {word}");
            drawing.words([x + 3.1, 3.2], Middle, Role::K, &label);
            for i in 0..2 {
                let weight = head.weights[(i, j)];
                let at = [x, 3.8 + 3.0 * i as f64];
                let text = number(weight);
                drawing.weight(at, size, Role::Score, weight, &text);
            }
        }
    }
    let data = vec![
        columns.map(String::from).to_vec(),
        vec![one.to_string(), a, c],
        vec![other.to_string(), b, d],
    ];
    Figure { number: "3.4", title, desc, caption, drawing, data }
}

/// Figure 3.5: what one head can't do.
fn task() -> Figure {
    let x = tokens(RING);
    let numbers = x.columns(0, 1);
    let attended = two_heads().forward(&x, &x, None);
    let copies = |h: usize| three(&(&attended.weights[h] * numbers));
    let output = three(&attended.output);
    let single = three(&one_head().forward(&x, &x, None).output);
    let wanted = wanted(RING).map(number);
    let [_, _, error] = search();

    let title = "Right neighbour minus left".to_string();
    let desc = format!(
        "Three tokens in a ring hold {}. Head 1 copies the left neighbour, \
         head 2 the right, and their difference is {}, as wanted. The best \
         single head copies the right neighbour: {}.",
        RING.map(number).join(", "),
        output.join(", "),
        single.join(", "),
    );
    let caption = format!(
        "Two copies and one subtraction. One head gives a single average with \
         weights that are never negative: its error stays at {error} or more."
    );
    let labels = [
        "number",
        "wanted",
        "left copied",
        "right copied",
        "z₂ − z₁",
        "one head",
    ];
    let places = ["token 1", "token 2", "token 3"];

    let (drawing, data) = ledger(
        &places,
        &[
            Row::new("x", labels[0], Role::X, RING.map(number)),
            Row::new("", labels[1], None, wanted),
            Row::new("z₁", labels[2], Role::Output, copies(0)),
            Row::new("z₂", labels[3], Role::Output, copies(1)),
            Row::new("y", labels[4], Role::Output, output),
            Row::new("y", labels[5], Role::Output, single),
        ],
    );
    Figure { number: "3.5", title, desc, caption, drawing, data }
}

/// The first column of a matrix of three rows.
fn three(matrix: &DMatrix<f32>) -> [String; 3] {
    [0, 1, 2].map(|i| number(matrix[(i, 0)]))
}

fn two<T>(heads: Vec<T>) -> [T; 2] {
    let heads: Result<[T; 2], _> = heads.try_into();
    heads.unwrap_or_else(|_| panic!("the example has two heads"))
}

fn four<T>([[a, b], [c, d]]: [[T; 2]; 2]) -> [T; 4] {
    [a, b, c, d]
}

fn joined(vector: &[f32], by: &str) -> String {
    let entries: Vec<String> = vector.iter().map(|x| number(*x)).collect();
    entries.join(by)
}
