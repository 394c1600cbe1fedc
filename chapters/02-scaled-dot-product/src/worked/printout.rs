use super::{
    BROKEN, DRAWS, K_TILE, Q_TILE, SEED, TILES, WORDS, k, q, row_of,
    run_experiment, toy, v,
};
use crate::experiment::{self, KEYS, Softness, Width, measure};
use crate::{attention, dot, scaled_scores, scores};
use ch01_softmax::{softmax, softmax_rows};
use nalgebra::DMatrix;
use rand::{SeedableRng, rngs::ChaCha8Rng};
use report::{Report, Role, about, number};

/// What the program prints.
pub fn report() -> String {
    let mut page = Report::new("Chapter 2 · Scaled dot-product attention");
    print_toy(&mut page);
    print_full_size(&mut page);
    print_unscaled(&mut page);
    print_draw(&mut page, 64, SEED);
    print_experiment(&mut page, run_experiment(), SEED);
    print_broken(&mut page);
    page.to_string()
}

/// What the program prints for the reader's own width and seed.
pub fn report_of(d_k: usize, seed: u64) -> String {
    let mut page = Report::new("Random queries and keys");
    print_draw(&mut page, d_k, seed);
    print_experiment(
        &mut page,
        vec![(d_k, measure(d_k, DRAWS, seed))],
        seed,
    );
    page.to_string()
}

fn print_toy(page: &mut Report) {
    page.section("By hand: one query, two keys, two entries");
    let q1 = toy(Q_TILE, 0);
    let keys = [0, 1].map(|token| toy(K_TILE, token));
    let scores = keys.map(|key| dot(&q1, &key));
    for (j, key) in keys.iter().enumerate() {
        let score = Role::Score.paint(&scores[j].to_string());
        let products = products(&q1, key);
        page.line(&format!("q1·k{} = {products} = {score}", j + 1));
    }
    let scaled = scores.map(|score| score / 2_f32.sqrt());
    page.rows(
        "Thinking",
        Role::Score,
        &["k1", "k2"],
        &[
            ("score", scores.to_vec()),
            ("÷ √2", scaled.to_vec()),
            ("weight", softmax(&scaled)),
        ],
    );
}

fn print_full_size(page: &mut Report) {
    let (q, k, v) = (q(TILES), k(TILES), v());
    page.section("Scores: 64 products each, in 16 tiles of four");
    for (j, k_tile) in K_TILE.iter().enumerate() {
        let tile = dot(&Q_TILE[0], k_tile);
        page.line(&format!(
            "q1·k{}: {} = {tile} a tile, {TILES}·{tile} = {}",
            j + 1,
            products(&Q_TILE[0], k_tile),
            Role::Score.paint(&number(f64::from(dot(
                &row_of(&q, 0),
                &row_of(&k, j)
            )))),
        ));
    }
    tokens(page, "QKᵀ", Role::Score, &["k1", "k2"], &scores(&q, &k));
    page.section("Scaled scores: ÷ √64 = 8");
    tokens(
        page,
        "QKᵀ/8",
        Role::Score,
        &["k1", "k2"],
        &scaled_scores(&q, &k),
    );
    let (weights, output) = attention(&q, &k, &v);
    page.section("Weights: softmax of each row");
    tokens(page, "A", Role::Score, &["v1", "v2"], &weights);
    page.section("Output: the values, averaged by the weights");
    tokens(page, "V", Role::V, &["1", "2", "3"], &v);
    tokens(page, "AV", Role::Output, &["1", "2", "3"], &output);
}

fn print_unscaled(page: &mut Report) {
    page.section("The same without the division");
    let (q, k) = (q(TILES), k(TILES));
    let scaled = scaled_scores(&q, &k);
    let scores = scores(&q, &k);
    let weights = |scores: &DMatrix<f32>| softmax_rows(scores);
    let row = |name: &str, scaled: f32, raw: f32| {
        [name, &number(f64::from(scaled)), &number(f64::from(raw))]
            .map(str::to_string)
    };
    let (a, raw) = (weights(&scaled), weights(&scores));
    page.table(
        ["Thinking", "÷ 8", "no division"],
        [
            row("score of k1", scaled[(0, 0)], scores[(0, 0)]),
            row("score of k2", scaled[(0, 1)], scores[(0, 1)]),
            row("weight of v1", a[(0, 0)], raw[(0, 0)]),
            row("weight of v2", a[(0, 1)], raw[(0, 1)]),
            row(
                "slope a11·a12",
                a[(0, 0)] * a[(0, 1)],
                raw[(0, 0)] * raw[(0, 1)],
            ),
        ],
    );
}

fn print_draw(page: &mut Report, d_k: usize, seed: u64) {
    page.section(&format!(
        "A random query and {KEYS} random keys, d_k = {d_k}"
    ));
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let (q, k) = experiment::draw(KEYS, d_k, &mut rng);
    let (scores, scaled) = (scores(&q, &k), scaled_scores(&q, &k));
    let (raw, weights) = (softmax_rows(&scores), softmax_rows(&scaled));
    let root = (d_k as f32).sqrt();
    page.table(
        ["key", "score", "weight", "÷ √d_k", "weight"],
        (0..KEYS).map(|j| {
            let shown = [&scores, &raw, &scaled, &weights]
                .map(|matrix| number(f64::from(matrix[(0, j)])));
            let [score, raw, scaled, weight] = shown;
            [(j + 1).to_string(), score, raw, scaled, weight]
        }),
    );
    page.line(&format!(
        "The spread of such scores is √{d_k} = {}.",
        number(f64::from(root))
    ));
    page.line(&format!(
        "A score of 112 would lie {} spreads from 0.",
        number(f64::from(112. / root))
    ));
}

fn print_experiment(
    page: &mut Report,
    widths: Vec<(usize, Width)>,
    seed: u64,
) {
    page.section(&format!("{DRAWS} draws at each width, seed {seed}"));
    page.line("top: mean of the largest of 8 weights");
    page.line("the gradient of top by q: its length's median and 99th");
    page.line("percentile, and the share of lengths below 0.01, above 1");
    let row = |d_k: usize, variance: f32, of: &Softness| {
        let show = |x: f32| about(f64::from(x));
        let Softness { top_weight, median, p99, below, above } = *of;
        let numbers = [variance, top_weight, median, p99].map(show);
        let [variance, top, median, p99] = numbers;
        let [below, above] = [below, above].map(|x| format!("{x:.2}"));
        [d_k.to_string(), variance, top, median, p99, below, above]
    };
    let head = ["d_k", "variance", "top", "median", "99th", "<0.01", ">1"];
    let raw = widths.iter().map(|(d, w)| row(*d, w.variance, &w.raw));
    page.line("");
    page.line("the scores as they are");
    page.table(head, raw);
    let variance = |d: usize, w: &Width| w.variance / d as f32;
    let scaled =
        widths.iter().map(|(d, w)| row(*d, variance(*d, w), &w.scaled));
    page.line("");
    page.line("the scores ÷ √d_k");
    page.table(head, scaled);
}

fn print_broken(page: &mut Report) {
    page.section("Break it: what Thinking's row becomes");
    page.table(
        ["program", "Thinking", "Machines", "sum"],
        BROKEN.map(|(_, program, does)| {
            let (weights, _) = program(&q(TILES), &k(TILES), &v());
            let show = |x: f32| number(f64::from(x));
            [
                does.to_string(),
                show(weights[(0, 0)]),
                show(weights[(0, 1)]),
                format!("{:.4}", weights.row(0).sum()),
            ]
        }),
    );
}

/// `3·2 + 1·1`
fn products(a: &[f32], b: &[f32]) -> String {
    let sign =
        |x: f32| if x < 0. { format!("({x})") } else { x.to_string() };
    let product =
        |(a, b): (&f32, &f32)| format!("{}·{}", sign(*a), sign(*b));
    a.iter().zip(b).map(product).collect::<Vec<_>>().join(" + ")
}

/// A matrix with one token per row, under its name and shape.
fn tokens(
    page: &mut Report,
    name: &str,
    role: Role,
    columns: &[&str],
    matrix: &DMatrix<f32>,
) {
    let rows = [0, 1].map(|i| (WORDS[i], row_of(matrix, i)));
    let name = format!("{name} {}×{}", matrix.nrows(), matrix.ncols());
    page.rows(&name, role, columns, &rows);
}
