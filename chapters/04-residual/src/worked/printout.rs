use super::{
    DEPTH, DEVIATIONS, DRAWS, P, SCALE, SEED, attend, branch,
    broken_layers, broken_pairs, by_hand, draws, mean_of_draws, row_of,
    run_random, run_scaled, untouched, x,
};
use crate::experiment::{Left, WIDTH};
use crate::residual;
use example::WORDS;
use nalgebra::DMatrix;
use report::{Report, Role, about, number};

type M = DMatrix<f32>;

/// The columns of everything that is four entries wide.
const ENTRIES: [&str; 4] = ["0", "1", "2", "3"];

/// What the program prints.
pub fn report() -> String {
    let mut page = Report::new("Chapter 4 · The residual connection");
    print_by_hand(&mut page);
    print_example(&mut page);
    print_scaled(&mut page, DEPTH, SCALE);
    print_scaled(&mut page, DEPTH, 1.);
    print_random(&mut page, DEPTH, SEED);
    print_dropout(&mut page);
    print_broken(&mut page);
    page.to_string()
}

/// What the program prints for the reader's own depth, scale and seed.
pub fn report_of(depth: usize, scale: f32, seed: u64) -> String {
    let mut page = Report::new("Layers, without skips and with");
    print_scaled(&mut page, depth, scale);
    print_random(&mut page, depth, seed);
    page.to_string()
}

fn print_by_hand(page: &mut Report) {
    page.section("By hand: f(v) = (v₃, 0, -v₀, 0)");
    let rows = [
        ("x", x()),
        ("f(x)", by_hand(&x())),
        ("x + f(x)", residual(&x(), by_hand)),
    ];
    let rows = rows.map(|(name, matrix)| (name, row_of(&matrix, 0)));
    page.rows("", Role::Plain, &ENTRIES, &rows);
}

fn print_example(page: &mut Report) {
    page.section("Thinking Machines: x, attention's output, their sum");
    let x = example::x();
    let z = attend(&x);
    tokens(page, "x", Role::X, &x);
    tokens(page, "Z", Role::Output, &z);
    tokens(page, "x + Z", Role::Plain, &residual(&x, attend));
}

fn print_scaled(page: &mut Report, depth: usize, s: f32) {
    let f = match s {
        1. => "x".to_string(),
        -1. => "-x".to_string(),
        _ => format!("{s}x"),
    };
    page.section(&format!("{}: f(x) = {f}", layers(depth)));
    let [plain, skip] = run_scaled(depth, s);
    let row = |left: usize| {
        let numbers =
            [&plain.signal, &plain.gradient, &skip.signal, &skip.gradient]
                .map(|shares| number(f64::from(shares[left])));
        let [a, b, c, d] = numbers;
        [left.to_string(), a, b, c, d]
    };
    let rows = steps(depth).into_iter().map(row);
    page.table(
        ["layers", "signal", "gradient", "with skips", "gradient"],
        rows,
    );
}

/// The first layers, then every doubling, and the last.
fn steps(depth: usize) -> Vec<usize> {
    let doublings = (0..).map(|i| 1 << i).take_while(|n| *n < depth);
    std::iter::once(0).chain(doublings).chain([depth]).collect()
}

fn print_random(page: &mut Report, depth: usize, seed: u64) {
    page.section(&format!(
        "{} of random weights, width {WIDTH}, seed {seed}",
        layers(depth)
    ));
    page.line("what is left behind the last layer, and of the gradient");
    page.line("before the first; deviation: of each entry of W");
    page.table(
        ["deviation", "signal", "gradient", "with skips", "gradient"],
        DEVIATIONS.map(|deviation| {
            // To three figures, since it is a draw; with a power of ten
            // where it gets too long.
            let show = |share: f32| match f64::from(share) {
                share @ 1e6.. => number(share),
                share => about(share),
            };
            let last = |Left { signal, gradient }: Left| {
                [signal, gradient].map(|shares| show(shares[depth]))
            };
            let [[a, b], [c, d]] =
                run_random(depth, deviation, seed).map(last);
            [deviation.to_string(), a, b, c, d]
        }),
    );
}

fn layers(depth: usize) -> String {
    match depth {
        1 => "1 layer".to_string(),
        _ => format!("{depth} layers"),
    }
}

fn print_dropout(page: &mut Report) {
    page.section(&format!("Dropout on the branch of Thinking, p = {P}"));
    let mut rows = vec![
        ("x".to_string(), row_of(&example::x(), 0)),
        ("f(x)".to_string(), row_of(&branch(), 0)),
    ];
    for (i, draw) in draws(3, SEED).iter().enumerate() {
        rows.push((format!("draw {}", i + 1), row_of(draw, 0)));
    }
    let first = draws(1, SEED).remove(0) + example::x().rows(0, 1);
    rows.push((
        format!("mean of {DRAWS} draws"),
        row_of(&mean_of_draws(), 0),
    ));
    rows.push(("x + draw 1".to_string(), row_of(&first, 0)));
    let in_use = residual(&example::x(), attend);
    rows.push(("in use: x + f(x)".to_string(), row_of(&in_use, 0)));
    let rows: Vec<(&str, Vec<f32>)> =
        rows.iter().map(|(name, row)| (&name[..], row.clone())).collect();
    page.rows("training", Role::Plain, &ENTRIES, &rows);
    page.line(&format!(
        "An entry that stays is divided by 1 - p = {}.",
        1. - P
    ));
}

fn print_broken(page: &mut Report) {
    page.section("Break it: what (1, 2, 3, 4) becomes");
    for (name, broken) in [
        ("one layer", broken_layers()),
        ("f, then g(h) = 2h", broken_pairs()),
    ] {
        let rows = broken.map(|(does, gives)| (does, row_of(&gives, 0)));
        page.rows(name, Role::Plain, &ENTRIES, &rows);
    }
    page.line(&format!(
        "Dropout on the sum, p = 0.1: of all entries, {} pass {DEPTH} skips.",
        number(untouched(0.1, DEPTH))
    ));
}

/// A matrix with one token per row, under its name and shape.
fn tokens(page: &mut Report, name: &str, role: Role, matrix: &M) {
    let rows = [0, 1].map(|i| (WORDS[i], row_of(matrix, i)));
    let name = format!("{name} {}×{}", matrix.nrows(), matrix.ncols());
    page.rows(&name, role, &ENTRIES, &rows);
}
