//! "Thinking Machines": the numbers everyone has seen, from vectors that
//! anyone can see.

mod figures;

pub use figures::figures;

use crate::checks::wrong;
use crate::experiment::{self, KEYS, Softness, Width, measure};
use crate::{attention, dot, scaled_scores, scores};
use ch01_softmax::{softmax, softmax_rows};
use nalgebra::DMatrix;
use rand::{SeedableRng, rngs::ChaCha8Rng};
use report::{Facts, Report, Role, about, number};

/// The two tokens.
pub const WORDS: [&str; 2] = ["Thinking", "Machines"];

/// The queries of both tokens: the first four entries.
pub const Q_TILE: [[f32; 4]; 2] = [[3., 1., 1., -1.], [1., 1., 1., -1.]];

/// The keys of both tokens: the first four entries.
pub const K_TILE: [[f32; 4]; 2] = [[2., 1., 1., 1.], [1., 3., 1., 1.]];

/// How many tiles make the 64 entries of a query or key.
pub const TILES: usize = 16;

/// Widths of the experiment.
pub const WIDTHS: [usize; 5] = [4, 16, 64, 256, 1024];

/// Draws of the experiment at each width.
pub const DRAWS: usize = 4000;

/// Where its random numbers begin.
pub const SEED: u64 = 7;

/// → q: (2, 4·copies)
pub fn q(copies: usize) -> DMatrix<f32> {
    tiled(Q_TILE, copies)
}

/// → k: (2, 4·copies)
pub fn k(copies: usize) -> DMatrix<f32> {
    tiled(K_TILE, copies)
}

/// → v: (2, 3). The third entries are alike: no mixture changes them.
pub fn v() -> DMatrix<f32> {
    DMatrix::from_row_slice(2, 3, &[1., 0., 2., 0., 1., 2.])
}

/// tile: 2 rows of 4 → (2, 4·copies)
fn tiled(tile: [[f32; 4]; 2], copies: usize) -> DMatrix<f32> {
    DMatrix::from_fn(2, 4 * copies, |row, col| tile[row][col % 4])
}

/// The first two entries of a token's query or key: the toy of two dimensions.
pub fn toy(tile: [[f32; 4]; 2], token: usize) -> [f32; 2] {
    [tile[token][0], tile[token][1]]
}

/// Every number of the chapter's page, by name.
pub fn facts() -> Facts {
    let mut facts = Facts::default();
    by_hand(&mut facts);
    full_size(&mut facts);
    saturation(&mut facts);
    broken(&mut facts);
    random(&mut facts);
    facts
}

fn by_hand(facts: &mut Facts) {
    let (q1, k1, k2) = (toy(Q_TILE, 0), toy(K_TILE, 0), toy(K_TILE, 1));
    let length = |a: &[f32]| dot(a, a).sqrt();
    for (key, name) in [(k1, "1"), (k2, "2")] {
        let score = dot(&q1, &key);
        let cosine = score / (length(&q1) * length(&key));
        facts.add(&format!("toy.s1{name}"), score);
        facts.add(&format!("toy.cos1{name}"), cosine).decimals(2);
        facts.add(&format!("toy.len.k{name}"), length(&key)).decimals(2);
        let foot = score / length(&q1);
        facts.add(&format!("toy.foot{name}"), foot).decimals(2);
    }
    facts.add("toy.len.q1", length(&q1)).decimals(2);
    let scores = [dot(&q1, &k1), dot(&q1, &k2)];
    pair(facts, "toy.unscaled", &softmax(&scores), &[2]);
    facts.add("share12", 96. / (112. + 96.)).decimals(2);
    facts.add("share21", 6. / (6. + 8.)).decimals(2);
    facts.add("share22", 8. / (6. + 8.)).decimals(2);
    let scaled = scores.map(|score| score / 2_f32.sqrt());
    pair(facts, "toy.scaled", &scaled, &[2]);
    pair(facts, "toy.weight", &softmax(&scaled), &[2]);
}

fn full_size(facts: &mut Facts) {
    let (q, k, v) = (q(TILES), k(TILES), v());
    let (scores, scaled) = (scores(&q, &k), scaled_scores(&q, &k));
    let (weights, output) = attention(&q, &k, &v);
    for i in 0..2 {
        let row = i + 1;
        pair(facts, &format!("s{row}"), &row_of(&scores, i), &[]);
        pair(facts, &format!("scaled{row}"), &row_of(&scaled, i), &[]);
        pair(facts, &format!("a{row}"), &row_of(&weights, i), &[2]);
        for (c, z) in row_of(&output, i).into_iter().enumerate() {
            let id = format!("z{row}.{}", c + 1);
            facts.add(&id, z).decimals(2);
        }
    }
    for copies in [1, 4, 16, 64] {
        let weights = softmax_rows(&scaled_scores(
            &self::q(copies),
            &self::k(copies),
        ));
        let id = format!("tiles{copies}.a11");
        facts.add(&id, weights[(0, 0)]).decimals(2);
    }
}

/// What one point of score moves, with the division and without.
fn saturation(facts: &mut Facts) {
    let raw = softmax(&[112., 96.]);
    let scaled = softmax(&[14., 12.]);
    facts.add("raw.a11", raw[0]);
    facts.add("raw.a12", raw[1]).decimals(7).decimals(8);
    // From the small weight: f32 rounds 1 − a11 to 0 where a11 is near 1.
    let slope = |weights: &[f32]| weights[0] * weights[1];
    facts.add("slope.scaled", slope(&scaled)).decimals(3);
    facts.add("slope.raw", slope(&raw)).decimals(8);
    let chained = slope(&scaled) / 64_f32.sqrt();
    facts.add("slope.chained", chained);
    facts.add("slope.ratio", f64::from((chained / slope(&raw)).round()));
    let (nudged, nudged_raw) =
        (softmax(&[113. / 8., 12.]), softmax(&[113., 96.]));
    facts.add("nudge.scaled", nudged[0]);
    facts.add("nudge.scaled.a12", nudged[1]);
    facts.add("nudge.scaled.step", nudged[0] - scaled[0]);
    facts.add("nudge.raw.a12", nudged_raw[1]);
    facts.add("nudge.raw.step", raw[1] - nudged_raw[1]);
    let ratio = (nudged[0] - scaled[0]) / (raw[1] - nudged_raw[1]);
    facts.add("nudge.ratio", f64::from(ratio.round()));
}

fn broken(facts: &mut Facts) {
    for (id, program, _) in BROKEN {
        let (weights, _) = program(&q(TILES), &k(TILES), &v());
        pair(facts, &format!("{id}.a1"), &row_of(&weights, 0), &[]);
        facts.add(&format!("{id}.sum"), weights.row(0).sum()).decimals(2);
    }
}

fn random(facts: &mut Facts) {
    let sd = 64_f32.sqrt();
    facts.add("random.sigmas", 112. / sd);
    let gap = 128_f32.sqrt();
    facts.add("random.gap", gap).decimals(2).decimals(1);
    facts.add("random.gap.weight", softmax(&[gap, 0.])[0]).decimals(5);
    facts.add("random.gap.scaled", softmax(&[gap / sd, 0.])[0]).decimals(2);
    for (d_k, width) in experiment() {
        let mut add = |name: &str, value| {
            facts.add(&format!("d{d_k}.{name}"), value).about();
        };
        add("variance", width.variance);
        for (name, softness) in
            [("raw", width.raw), ("scaled", width.scaled)]
        {
            add(&format!("{name}.top"), softness.top_weight);
            add(&format!("{name}.median"), softness.median);
            add(&format!("{name}.p99"), softness.p99);
            add(&format!("{name}.below"), softness.below);
            add(&format!("{name}.above"), softness.above);
        }
    }
}

/// Two numbers, `…1` and `…2`, with further renderings of so many decimals.
fn pair(facts: &mut Facts, id: &str, values: &[f32], decimals: &[usize]) {
    for (j, value) in values.iter().enumerate() {
        let fact = facts.add(&format!("{id}{}", j + 1), *value);
        for decimals in decimals {
            fact.decimals(*decimals);
        }
    }
}

/// Attention as a function: q, k, v → weights, output.
pub type Program = fn(
    &DMatrix<f32>,
    &DMatrix<f32>,
    &DMatrix<f32>,
) -> (DMatrix<f32>, DMatrix<f32>);

/// Programs to break: an id, the program, what it does.
const BROKEN: [(&str, Program, &str); 6] = [
    ("right", attention, "÷ √64"),
    ("unscaled", wrong::does_not_scale, "no division"),
    ("by_d_k", wrong::divides_by_d_k, "÷ 64, which is d_k"),
    ("by_768", wrong::divides_by_root_d_model, "÷ √768, another width"),
    ("columns", wrong::weighs_columns, "softmax down columns"),
    ("late", wrong::scales_the_weights, "÷ √64 after softmax"),
];

fn experiment() -> Vec<(usize, Width)> {
    let run = |d_k| (d_k, measure(d_k, DRAWS, SEED));
    WIDTHS.into_iter().map(run).collect()
}

/// What the program prints.
pub fn report() -> String {
    let mut page = Report::new("Chapter 2 · Scaled dot-product attention");
    print_toy(&mut page);
    print_full_size(&mut page);
    print_unscaled(&mut page);
    print_draw(&mut page, 64, SEED);
    print_experiment(&mut page, experiment(), SEED);
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
    for j in 0..2 {
        let tile = dot(&Q_TILE[0], &K_TILE[j]);
        page.line(&format!(
            "q1·k{}: {} = {tile} a tile, {TILES}·{tile} = {}",
            j + 1,
            products(&Q_TILE[0], &K_TILE[j]),
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
    let head =
        |name| [name, "variance", "top", "median", "99th", "<0.01", ">1"];
    let raw = widths.iter().map(|(d, w)| row(*d, w.variance, &w.raw));
    page.table(head("raw d_k"), raw);
    let variance = |d: usize, w: &Width| w.variance / d as f32;
    let scaled =
        widths.iter().map(|(d, w)| row(*d, variance(*d, w), &w.scaled));
    page.table(head("scaled d_k"), scaled);
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

fn row_of(matrix: &DMatrix<f32>, i: usize) -> Vec<f32> {
    matrix.row(i).iter().copied().collect()
}
