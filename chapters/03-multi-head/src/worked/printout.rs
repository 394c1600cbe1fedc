use super::{
    BROKEN, DRAWS, Head, RING, SEED, heads_of, multi_head, random, row_of,
    thinking,
};
use crate::checks::wrong;
use crate::experiment::{
    self, measure, one_head, one_head_error, search, two_heads,
};
use crate::{MultiHead, concatenate, parameters, split};
use example::{HEADS, WORDS};
use nalgebra::DMatrix;
use report::{Report, Role, about, entries, number};

/// What the program prints.
pub fn report() -> String {
    let mut page = Report::new("Chapter 3 · Multi-head attention");
    print_heads(&mut page, &multi_head());
    print_splits(&mut page);
    print_parameters(&mut page);
    print_task(&mut page);
    print_broken(&mut page);
    page.to_string()
}

/// What the program prints for the reader's own number of heads, on the
/// example's weights or on random ones.
pub fn report_of(heads: usize, seed: Option<u64>) -> String {
    let with = match seed {
        Some(seed) => format!("random weights, seed {seed}"),
        None => "the example's weights".to_string(),
    };
    let heads_word = if heads == 1 { "head" } else { "heads" };
    let mut page = Report::new(&format!(
        "Thinking Machines: {heads} {heads_word}, {with}"
    ));
    let attention = seed.map_or_else(multi_head, random);
    print_heads(&mut page, &MultiHead { heads, ..attention });
    page.to_string()
}

fn print_heads(page: &mut Report, attention: &MultiHead) {
    let x = example::x();
    let d_k = x.ncols() / attention.heads;
    page.section("Project: x times W_Q, W_K and W_V");
    tokens(page, "x", Role::X, &x);
    tokens(page, "Q", Role::Q, &attention.w_q.apply(&x));
    tokens(page, "K", Role::K, &attention.w_k.apply(&x));
    tokens(page, "V", Role::V, &attention.w_v.apply(&x));

    let heads = heads_of(attention);
    let columns = if d_k == 1 { "column" } else { "columns" };
    page.section(&format!("Split: {d_k} {columns} for each head"));
    let row = |(h, head): (usize, &Head)| {
        [0, 1].map(|i| {
            let number =
                |role: Role, m| role.paint(&entries(&row_of(m, i)));
            [
                format!("head {}, {}", h + 1, WORDS[i]),
                number(Role::Q, &head.q),
                number(Role::K, &head.k),
                number(Role::V, &head.v),
            ]
        })
    };
    page.table(["", "q", "k", "v"], heads.iter().enumerate().flat_map(row));
    for (h, head) in heads.iter().enumerate() {
        let h = h + 1;
        page.section(&format!(
            "Head {h}: scores, ÷ √{d_k}, softmax, values"
        ));
        for (name, role, matrix) in [
            ("QKᵀ", Role::Score, &head.scores),
            ("scaled", Role::Score, &head.scaled),
            ("A", Role::Score, &head.weights),
            ("Z", Role::Output, &head.output),
        ] {
            tokens(page, &format!("{name}{}", small(h)), role, matrix);
        }
    }
    page.section("Concatenate, then times W_O");
    let outputs: Vec<_> =
        heads.into_iter().map(|head| head.output).collect();
    tokens(page, "Z", Role::Output, &concatenate(&outputs));
    let names = ["1", "2", "3", "4"];
    let rows =
        [0, 1, 2, 3].map(|i| (names[i], row_of(&attention.w_o.w, i)));
    page.rows("W_O 4×4", Role::Plain, &names, &rows);
    let y = attention.forward(&x, &x, None).output;
    tokens(page, "Y", Role::Output, &y);
}

fn print_splits(page: &mut Report) {
    page.section("Splits of 0 1 2 3 / 4 5 6 7, right and wrong");
    let x = wrong::integers();
    let row = |name: &str, heads: Vec<DMatrix<f32>>| {
        let [one, two] = [&heads[0], &heads[1]].map(lines);
        [name.to_string(), one, two]
    };
    page.table(
        ["split", "head 1", "head 2"],
        [
            row("right", split(&x, HEADS)),
            row(
                "MH-1: in the order of reading",
                wrong::reinterprets(&x, HEADS),
            ),
            row("MH-2: columns in turn", wrong::interleaves(&x, HEADS)),
        ],
    );
    page.line("");
    let heads = split(&x, HEADS);
    let row = |name: &str, merged: &DMatrix<f32>| {
        [name.to_string(), lines(merged)]
    };
    page.table(
        ["merge of 0 1 / 4 5 and 2 3 / 6 7", "output"],
        [
            row("right", &concatenate(&heads)),
            row("MH-3: one head below the other", &wrong::flattens(&heads)),
        ],
    );
}

fn print_parameters(page: &mut Report) {
    let (d, heads) = (512, 8);
    let d_k = d / heads;
    page.section(&format!("Parameters at d_model = {d}, {heads} heads"));
    let row = |name: &str, projections: usize, w_o: usize| {
        let counts = [projections, w_o, projections + w_o].map(thousands);
        let [projections, w_o, sum] = counts;
        [name.to_string(), projections, w_o, sum]
    };
    let square = d * d;
    assert!(parameters(d, false) == 4 * square);
    page.table(
        ["", "W_Q, W_K, W_V", "W_O", "sum"],
        [
            row("right: 3·512·512 and 512·512", 3 * square, square),
            row("MH-5: no W_O", 3 * square, 0),
            row("MH-6: d_k = d_model", heads * 3 * square, heads * square),
            row("MH-7: slices, one 64·64", 3 * d_k * d_k, square),
        ],
    );
}

fn print_task(page: &mut Report) {
    page.section("One head or two: right neighbour minus left, in a ring");
    let x = experiment::tokens(RING);
    let of = |attention: &MultiHead| {
        let y = attention.forward(&x, &x, None).output;
        y.column(0).iter().copied().collect()
    };
    page.rows(
        "token",
        Role::Output,
        &["1", "2", "3"],
        &[
            ("number", RING.to_vec()),
            ("wanted", experiment::wanted(RING).to_vec()),
            ("two heads", of(&two_heads())),
            ("one head", of(&one_head())),
        ],
    );
    page.line("");
    page.line("one head: a of the left, 1 - a of the right, times w");
    let [a, w, best] = search();
    let row = |name: &str, formula: f64, measured: String| {
        [name.to_string(), number(formula), measured]
    };
    let none = String::new;
    page.table(
        ["mean squared error", "formula", "measured"],
        [
            row("puts out 0", one_head_error(0., 0.), none()),
            row("one head, a = ½, w = 1", one_head_error(0.5, 1.), none()),
            row(
                &format!("one head, best found: a = {a}, w = {w}"),
                best,
                about(measure(&one_head(), DRAWS, SEED)),
            ),
            row("two heads", 0., about(measure(&two_heads(), DRAWS, SEED))),
        ],
    );
    page.line(&format!(
        "Measured on {DRAWS} random rings, seed {SEED}; searched over 101"
    ));
    page.line("shares a from 0 to 1 and 601 factors w from -3 to 3.");
}

fn print_broken(page: &mut Report) {
    page.section("Break it: what Thinking's output becomes");
    page.table(
        ["mistake", "1", "2", "3", "4"],
        BROKEN.map(|(id, steps, does)| {
            let row = thinking(&steps);
            let cell =
                |i: usize| row.get(i).map_or(String::new(), |x| number(*x));
            let name = match id {
                "right" => does.to_string(),
                _ => format!("{id}: {does}"),
            };
            [name, cell(0), cell(1), cell(2), cell(3)]
        }),
    );
}

/// A matrix with one token per row, under its name and shape.
fn tokens(
    page: &mut Report,
    name: &str,
    role: Role,
    matrix: &DMatrix<f32>,
) {
    let columns = &["1", "2", "3", "4"][..matrix.ncols()];
    let rows = [0, 1].map(|i| (WORDS[i], row_of(matrix, i)));
    let name = format!("{name} {}×{}", matrix.nrows(), matrix.ncols());
    page.rows(&name, role, columns, &rows);
}

/// `0 1 / 4 5`
fn lines(matrix: &DMatrix<f32>) -> String {
    let row = |i| {
        let cells: Vec<_> =
            row_of(matrix, i).into_iter().map(number).collect();
        cells.join(" ")
    };
    (0..matrix.nrows()).map(row).collect::<Vec<_>>().join(" / ")
}

/// `1,048,576`
fn thousands(count: usize) -> String {
    let digits = count.to_string();
    let groups: Vec<_> = digits.as_bytes().rchunks(3).rev().collect();
    let groups = groups.iter().map(|group| String::from_utf8_lossy(group));
    groups.collect::<Vec<_>>().join(",")
}

/// A subscript.
fn small(h: usize) -> char {
    ['₁', '₂', '₃', '₄'][h - 1]
}
