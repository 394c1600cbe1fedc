mod toy;

use super::{DRAWS, K_TILE, Q_TILE, SEED, TILES, WORDS, k, q, row_of, v};
use crate::experiment::{KEYS, draw};
use crate::{attention, dot, scaled_scores, scores};
use ::figures::{
    Align::{End, Middle, Start},
    Drawing, Figure, Plot, Role, Row, ledger,
};
use ch01_softmax::softmax;
use rand::{SeedableRng, rngs::ChaCha8Rng};
use report::{entries, number};

/// The figures of chapter 0, which has no code of its own, and of this one.
pub fn figures() -> Vec<Figure> {
    vec![
        toy::arrows(),
        toy::dot_products(),
        toy::product(),
        toy::memory(),
        question(),
        toy::plane(),
        strip(),
        shapes(),
        saturation(),
        widths(),
        answer(),
    ]
}

/// Figure 2.1: the ledger of the first query, one row missing.
fn question() -> Figure {
    let [word, other] = WORDS;
    let [[s1, s2], _, [a1, a2]] = first_query();

    let title = format!("Attention of {word}, one row blank");
    let desc = format!(
        "Calculation table for two words, {word} and {other}. Scores {s1} \
         and {s2}, a blank row, weights {a1} and {a2}; below, the output: \
         the values averaged by these weights."
    );
    let caption = format!(
        "One step, left blank, leads from {s1} and {s2} to {a1} and {a2}. \
         Read down; a weight's box is as full as the weight is large."
    );
    let label = "one step";

    let blank = [String::new(), String::new()];
    let (drawing, data) = steps(Row::new("?", label, None, blank));
    Figure { number: "2.1", title, desc, caption, drawing, data }
}

/// Figure 2.7: the same ledger with the row filled.
fn answer() -> Figure {
    let d_k = q(TILES).ncols();
    let root = number((d_k as f32).sqrt());
    let word = WORDS[0];
    let [[s1, s2], [t1, t2], [a1, a2]] = first_query();

    let title = format!("Attention of {word}, complete");
    let desc = format!(
        "Figure 2.1 with its blank row filled. Scores {s1} and {s2}, divided \
         by {root}, are {t1} and {t2}; softmax makes the weights {a1} and \
         {a2}; the output is the values averaged by them."
    );
    let caption = format!(
        "The row that was blank divides by {root}, the square root of {d_k}: \
         {t1} and {t2}. All other boxes are as before."
    );
    let label = format!("√{d_k} = {root}");

    let division = Row::new("÷", &label, Role::Score, [t1, t2]);
    let (drawing, data) = steps(division);
    Figure { number: "2.7", title, desc, caption, drawing, data }
}

/// The ledger of the first query with this row between scores and weights.
fn steps(division: Row) -> (Drawing, Vec<Vec<String>>) {
    let labels = ["query", "key", "score", "weight", "value", "output"];

    let tiles = |tile: &[f32]| format!("{} × {TILES}", entries(tile));
    let (weights, output) = attention(&q(TILES), &k(TILES), &v());
    let weights = row_of(&weights, 0);
    let values = [0, 1].map(|i| entries(&row_of(&v(), i)));
    let output = entries(&row_of(&output, 0));
    let [s, _, a] = first_query();
    let keys = K_TILE.map(|tile| tiles(&tile));
    ledger(
        &WORDS,
        &[
            Row::new("q", labels[0], Role::Q, [tiles(&Q_TILE[0])]),
            Row::new("k", labels[1], Role::K, keys),
            Row::new("s", labels[2], Role::Score, s),
            division,
            Row::new("a", labels[3], Role::Score, a).filled(&weights),
            Row::new("v", labels[4], Role::V, values),
            Row::new("z", labels[5], Role::Output, [output]),
        ],
    )
}

/// The scores, scaled scores and weights of the first query.
fn first_query() -> [[String; 2]; 3] {
    let (q, k) = (q(TILES), k(TILES));
    let (weights, _) = attention(&q, &k, &v());
    [scores(&q, &k), scaled_scores(&q, &k), weights]
        .map(|matrix| [0, 1].map(|j| number(matrix[(0, j)])))
}

/// Figure 2.3: the 64 products of one score.
fn strip() -> Figure {
    let (q, k) = (row_of(&q(TILES), 0), row_of(&k(TILES), 0));
    let products: Vec<f32> = q.iter().zip(&k).map(|(q, k)| q * k).collect();
    let mut totals = Vec::new();
    for product in &products {
        totals.push(totals.last().unwrap_or(&0.0) + product);
    }
    let d_k = q.len();
    let tile = number(totals[3]);
    let total = number(totals[d_k - 1]);

    let title = format!("{d_k} products make {total}");
    let desc = format!(
        "The {d_k} entries of query and key repeat after every four. Each \
         tile of four products adds up to {tile}, and {TILES} tiles make the \
         score {total}."
    );
    let caption = format!(
        "{TILES} tiles of four products, {tile} each, make {total}. On top the \
         first tile in numbers; below all {d_k} as bars, with the running \
         total."
    );
    let names = ["q₁", "k₁", "×"];
    let score = "s";
    let sum = format!("Σ = {tile}");
    let columns = ["entry", "q₁", "k₁", "product", "running total"];

    let mut drawing = Drawing::new(34.0, 26.6);
    let left = 2.0;
    let rows = [(&q, Role::Q), (&k, Role::K), (&products, Role::Score)];
    let feet = [12.0, 15.4, 20.4];
    for (i, (row, role)) in rows.into_iter().enumerate() {
        let top = 0.2 + 2.4 * i as f64;
        drawing.number([0.0, top + 1.5], Start, role, names[i]);
        for (j, entry) in row[..4].iter().enumerate() {
            let at = [left + 3.2 * j as f64, top];
            drawing.cell(at, [3.0, 2.0], role, &number(*entry));
        }
        let foot = [left, feet[i]];
        drawing.number([0.0, foot[1]], Start, role, names[i]);
        let heights: Vec<f64> =
            row.iter().map(|entry| 0.6 * f64::from(*entry)).collect();
        drawing.line(&[foot, [34.0, foot[1]]], "grid", None);
        drawing.bars(foot, 0.5, &heights, role);
    }
    drawing.number([15.6, 6.5], Start, Role::Score, &sum);
    drawing.line(&[[left, 7.4], [left, 9.8]], "grid", None);
    drawing.line(&[[left + 12.6, 7.4], [left + 2.0, 9.8]], "grid", None);
    for i in 0..TILES {
        let start = left + 2.0 * i as f64;
        let (from, to) = (start + 0.15, start + 1.8);
        let bracket = [[from, 21.5], [from, 21.9], [to, 21.9], [to, 21.5]];
        drawing.line(&bracket, "thin", Role::Score);
        drawing.number([start + 1.0, 23.3], Middle, None, &tile);
        if i % 4 == 3 {
            let total = number(totals[4 * i + 3]);
            drawing.line(&[[to, 24.0], [to, 24.6]], "thin", Role::Score);
            drawing.number([to, 26.0], End, Role::Score, &total);
        }
    }
    drawing.number([0.0, 26.0], Start, Role::Score, score);
    let mut data = vec![columns.map(String::from).to_vec()];
    data.extend((0..d_k).map(|i| {
        let numbers = [q[i], k[i], products[i], totals[i]].map(number);
        [vec![(i + 1).to_string()], numbers.to_vec()].concat()
    }));
    Figure { number: "2.3", title, desc, caption, drawing, data }
}

/// Figure 2.4: the shapes of every matrix, to scale.
fn shapes() -> Figure {
    let (q, k, v) = (q(TILES), k(TILES), v());
    let s = scores(&q, &k);
    let (a, z) = attention(&q, &k, &v);
    let d_k = q.ncols();
    let matrices = [&q, &k.transpose(), &s, &a, &v, &z];
    let shapes = matrices.map(|matrix| [matrix.nrows(), matrix.ncols()]);
    let [q2, k2, s2, a2, v2, z2] = shapes.map(|[n, m]| format!("{n}×{m}"));

    let title = "The shapes of attention".to_string();
    let desc = format!(
        "Q, {q2}, times Kᵀ, {k2}, gives the scores S, {s2}. Divided and \
         through softmax they are the weights A, {a2}; these times V, {v2}, \
         give the output Z, {z2}."
    );
    let caption = format!(
        "The first product uses up the width {d_k}; the output is as wide as \
         V. Boxes are to scale, each row of boxes on its own."
    );
    let names = ["Q", "Kᵀ", "S", "A", "V", "Z"];
    let step = format!("÷ √{d_k}, then softmax of each row");
    let columns = ["matrix", "rows", "columns"];

    let mut drawing = Drawing::new(34.4, 28.6);
    let roles =
        [Role::Q, Role::K, Role::Score, Role::Score, Role::V, Role::Output];
    let (small, large) = ([0.2, 0.2], [3.5, 2.4]);
    let middle = 9.6;
    for (i, at) in
        [[1.2, middle - 0.2], [17.8, middle - 6.4], [22.0, middle - 0.2]]
            .into_iter()
            .enumerate()
    {
        let name = if i < 2 { names[i] } else { "" };
        drawing.matrix(at, small, shapes[i], roles[i], name, &[]);
    }
    let foot = 23.4;
    for (i, at) in [
        (2, [26.2, middle - 2.4]),
        (3, [1.2, foot]),
        (4, [10.7, foot]),
        (5, [23.8, foot]),
    ] {
        // Row by row: nalgebra's own order goes down the columns.
        let numbers: Vec<String> =
            matrices[i].transpose().iter().map(|x| number(*x)).collect();
        drawing.matrix(at, large, shapes[i], roles[i], names[i], &numbers);
    }
    for (at, sign) in [
        ([15.1, middle], "·"),
        ([19.6, middle], "="),
        ([8.8, foot + 2.4], "·"),
        ([21.9, foot + 2.4], "="),
    ] {
        drawing.words([at[0], at[1] + 0.4], Middle, None, sign);
    }
    for (near, far) in [(-0.2, -2.4), (0.2, 2.4)] {
        let ray = [[22.4, middle + near], [26.2, middle + far]];
        drawing.line(&ray, "grid", None);
    }
    let [from, to] = [29.7, 4.7];
    let turn = 18.4;
    drawing.line(&[[from, 12.4], [from, turn], [to, turn]], "thin", None);
    drawing.arrow([to, turn], [to, foot - 3.4], "thin", None);
    drawing.words([(from + to) / 2.0, turn - 0.7], Middle, None, &step);
    let mut data = vec![columns.map(String::from).to_vec()];
    data.extend(names.iter().zip(shapes).map(|(name, [rows, columns])| {
        vec![name.to_string(), rows.to_string(), columns.to_string()]
    }));
    Figure { number: "2.4", title, desc, caption, drawing, data }
}

/// Figure 2.5: softmax goes flat.
fn saturation() -> Figure {
    let (q, k) = (q(TILES), k(TILES));
    let points = [scaled_scores(&q, &k), scores(&q, &k)].map(|scores| {
        let row = row_of(&scores, 0);
        let a = softmax(&row);
        // From the small weight: f32 rounds 1 − a₁ away where a₁ is near 1.
        [row[0] - row[1], a[0], a[0] * a[1]]
    });
    let [[g1, a1, s1], [g2, a2, s2]] =
        points.map(|point| point.map(number));

    let title = "Softmax goes flat".to_string();
    let desc = format!(
        "The larger weight against the gap between two scores, a curve that \
         levels off at 1. At gap {g1} the weight is {a1} and the slope {s1}; \
         at gap {g2} they are {a2} and {s2}."
    );
    let caption = format!(
        "At gap {g2} the curve is flat: raising the score changes next to \
         nothing. At gap {g1} it still climbs. The thick lines show the slope."
    );
    let across = "gap between the scores";
    let labels = [
        [format!("weight a = {a1}"), format!("slope {s1}")],
        [format!("weight a = {a2}"), format!("slope {s2}")],
    ];
    let columns = ["gap", "weight", "slope"];

    let mut drawing = Drawing::new(34.0, 18.6);
    let plot = Plot {
        corner: [2.2, 16.6],
        size: [31.6, 16.2],
        x: [-5.0, 19.0],
        y: [0.0, 1.12],
    };
    plot.levels(&mut drawing, &[(0.0, "0"), (0.5, "½"), (1.0, "1")]);
    plot.axis(
        &mut drawing,
        &[
            (0.0, "0"),
            (points[0][0].into(), &g1),
            (points[1][0].into(), &g2),
        ],
    );
    let [x, y] = plot.at(9.0, 0.0);
    drawing.note([x, y + 1.5], Middle, across);
    let curve = plot.curve(|gap| softmax(&[gap as f32, 0.0])[0].into());
    drawing.line(&curve, "ln", Role::Score);
    let sides = [(Start, 0.8, 0.3), (End, -0.8, 0.84)];
    for (i, point) in points.into_iter().enumerate() {
        let [gap, weight, slope] = point.map(f64::from);
        let at = plot.at(gap, weight);
        let tangent = [-2.0, 2.0]
            .map(|step| plot.at(gap + step, weight + step * slope));
        drawing.line(&[at, plot.at(gap, 0.0)], "thin dash", None);
        drawing.line(&tangent, "bold", None);
        drawing.dot(at, "dot", Role::Score);
        let (align, aside, height) = sides[i];
        for (line, label) in labels[i].iter().enumerate() {
            let [x, y] = plot.at(gap, height);
            let at = [x + aside, y + 1.5 * line as f64];
            drawing.number(at, align, None, label);
        }
    }
    let mut data = vec![columns.map(String::from).to_vec()];
    data.extend(points.map(|point| point.map(number).to_vec()));
    Figure { number: "2.5", title, desc, caption, drawing, data }
}

/// Figure 2.6: random scores spread with the width, scaled ones do not.
fn widths() -> Figure {
    let widths = [4, 16, 64, 256];
    let samples = widths.map(|d_k| {
        let raw = random_scores(d_k);
        let root = (d_k as f32).sqrt();
        let scaled = raw.iter().map(|score| score / root).collect();
        [raw, scaled]
    });
    let spreads =
        samples.each_ref().map(|pair| pair.each_ref().map(|s| spread(s)));
    let [[r1, c1], [r2, c2], [r3, c3], [r4, c4]] =
        spreads.map(|pair| pair.map(number));

    let title = "Random scores at four widths".to_string();
    let desc = format!(
        "The spread of q·k doubles each time d_k quadruples from {} to {}: \
         {r1}, {r2}, {r3}, {r4}. Divided by √d_k it stays near 1: {c1}, {c2}, \
         {c3}, {c4}.",
        widths[0], widths[3],
    );
    let caption =
        "Scores spread with the width; scaled, they stay. All histograms \
         share both axes; the thick line and its number are the standard \
         deviation to either side."
            .to_string();
    let heads = ["s = q·k", "s ÷ √d_k"];
    let labels = widths.map(|d_k| format!("d_k = {d_k}"));
    let columns = ["width", "deviation of q·k", "of q·k ÷ √d_k"];

    let mut drawing = Drawing::new(34.4, 32.0);
    const RANGE: i32 = 40;
    let ticks = [(-30.0, "-30"), (0.0, "0"), (30.0, "30")];
    for (i, sample) in samples.iter().enumerate() {
        let foot = 8.0 + 7.2 * i as f64;
        drawing.words([0.0, foot], Start, None, &labels[i]);
        for (j, scores) in sample.iter().enumerate() {
            let plot = Plot {
                corner: [5.6 + 14.6 * j as f64, foot],
                size: [13.8, 5.4],
                x: [f64::from(-RANGE) - 0.5, f64::from(RANGE) + 0.5],
                y: [0.0, 0.42],
            };
            let heights = histogram(scores, RANGE)
                .map(|share| plot.size[1] * share / plot.y[1]);
            let heights: Vec<f64> = heights.collect();
            let pitch = plot.size[0] / heights.len() as f64;
            drawing.bars(plot.corner, pitch, &heights, Role::Score);
            plot.axis(&mut drawing, if i == 3 { &ticks } else { &[] });
            let deviation = f64::from(spreads[i][j]);
            let line = [-deviation, deviation].map(|x| plot.at(x, -0.04));
            drawing.line(&line, "bold", None);
            let label = format!("±{}", number(spreads[i][j]));
            let corner = [plot.corner[0] + 13.8, foot - 3.6];
            drawing.number(corner, End, None, &label);
        }
    }
    for (j, head) in heads.iter().enumerate() {
        let middle = 12.5 + 14.6 * j as f64;
        drawing.words([middle, 1.2], Middle, Role::Score, head);
    }
    let mut data = vec![columns.map(String::from).to_vec()];
    data.extend(widths.iter().zip(spreads).map(|(d_k, pair)| {
        [vec![d_k.to_string()], pair.map(number).to_vec()].concat()
    }));
    Figure { number: "2.6", title, desc, caption, drawing, data }
}

/// The scores that the experiment draws at this width.
fn random_scores(d_k: usize) -> Vec<f32> {
    let mut rng = ChaCha8Rng::seed_from_u64(SEED);
    let mut all = Vec::new();
    for _ in 0..DRAWS {
        let (q, k) = draw(KEYS, d_k, &mut rng);
        all.extend(&scores(&q, &k));
    }
    all
}

/// The root of the mean square: the scores' mean is 0.
fn spread(scores: &[f32]) -> f32 {
    (dot(scores, scores) / scores.len() as f32).sqrt()
}

/// Which share of the scores rounds to each integer from −range to range.
fn histogram(scores: &[f32], range: i32) -> impl Iterator<Item = f64> {
    let mut shares = vec![0.0; 2 * range as usize + 1];
    for score in scores {
        let bin = usize::try_from(score.round() as i32 + range);
        if let Some(share) = bin.ok().and_then(|bin| shares.get_mut(bin)) {
            *share += 1.0 / scores.len() as f64;
        }
    }
    shares.into_iter()
}
