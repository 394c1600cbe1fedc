use ::figures::{Align, Drawing, Figure, Plot, Point, Role, Row, ledger};
use ch01_softmax::softmax;
use nalgebra::DMatrix;

use rand::{SeedableRng, rngs::ChaCha8Rng};

use crate::experiment::{KEYS, draw};
use crate::{attention, dot, scaled_scores, scores};

const SEED: u64 = 7;

fn full() -> [DMatrix<f32>; 3] {
    let tiles = |a: [f32; 4], b: [f32; 4]| {
        DMatrix::from_row_iterator(
            2,
            64,
            a.repeat(16).into_iter().chain(b.repeat(16)),
        )
    };
    [
        tiles([3.0, 1.0, 1.0, -1.0], [1.0, 1.0, 1.0, -1.0]),
        tiles([2.0, 1.0, 1.0, 1.0], [1.0, 3.0, 1.0, 1.0]),
        DMatrix::from_row_slice(2, 3, &[1.0, 0.0, 2.0, 0.0, 1.0, 2.0]),
    ]
}

/// The figures of the chapter, in order.
pub fn figures() -> Vec<Figure> {
    vec![
        question(),
        plane(),
        strip(),
        shapes(),
        saturation(),
        widths(),
        answer(),
    ]
}

/// Figure 2.1: the ledger of *Thinking*'s attention, one row missing.
fn question() -> Figure {
    let title = "Attention of Thinking, one row missing".to_string();
    let [s1, s2, a1, a2] = thinking();
    let desc = format!(
        "Calculation table for two words, Thinking and Machines. Scores {s1} \
         and {s2}, then a missing row, then weights {a1} and {a2}, then the \
         output, the values averaged by these weights.",
    );
    let caption = format!(
        "One step turns {s1} and {s2} into numbers that softmax makes {a1} and \
         {a2}. Read downwards; a weight's box is as full as the weight is \
         large.",
    );
    let missing = ["?", "a division"];

    let gap = Row::new(
        missing[0],
        missing[1],
        None,
        [(); 2].map(|()| String::new()),
    );
    let (drawing, data) = steps(gap);
    Figure { number: "2.1", title, desc, caption, drawing, data }
}

/// Figure 2.7: the same ledger with its row filled.
fn answer() -> Figure {
    let [q, k, _] = full();
    let scaled = scaled_scores(&q, &k);
    let [t1, t2] = [scaled[(0, 0)], scaled[(0, 1)]].map(number);
    let root = number((q.ncols() as f32).sqrt());
    let title = "Attention of Thinking, complete".to_string();
    let [s1, s2, a1, a2] = thinking();
    let desc = format!(
        "The table of the first figure, complete. Scores {s1} and {s2}, \
         divided by {root}: {t1} and {t2}; weights {a1} and {a2}; then the \
         output, the values averaged by these weights.",
    );
    let caption = format!(
        "The missing row divides by {root}, the square root of {}. Every \
         other box is as before.",
        q.ncols(),
    );
    let label = format!("{root} = √{}", q.ncols());

    let row = Row::new("÷", &label, Role::Score, [t1, t2]);
    let (drawing, data) = steps(row);
    Figure { number: "2.7", title, desc, caption, drawing, data }
}

/// The scores and weights of the first query.
fn thinking() -> [String; 4] {
    let [q, k, v] = full();
    let scores = scores(&q, &k);
    let (weights, _) = attention(&q, &k, &v);
    [scores[(0, 0)], scores[(0, 1)], weights[(0, 0)], weights[(0, 1)]]
        .map(number)
}

/// The ledger of the first query with this `division`.
fn steps(division: Row) -> (Drawing, Vec<Vec<String>>) {
    let columns = ["Thinking", "Machines"];
    let labels = ["query", "key", "score", "weight", "value", "output"];

    let [q, k, v] = full();
    let (weights, output) = attention(&q, &k, &v);
    let weights = [weights[(0, 0)], weights[(0, 1)]];
    let [s1, s2, a1, a2] = thinking();
    let tiles = |of: &DMatrix<f32>, i: usize| {
        format!(
            "{} × {}",
            entries(&of.columns(0, 4).into_owned(), i),
            of.ncols() / 4
        )
    };
    ledger(
        &columns,
        &[
            Row::new("q", labels[0], Role::Q, [tiles(&q, 0)]),
            Row::new("k", labels[1], Role::K, [0, 1].map(|i| tiles(&k, i))),
            Row::new("s", labels[2], Role::Score, [s1, s2]),
            division,
            Row::new("a", labels[3], Role::Score, [a1, a2])
                .filled(&weights),
            Row::new(
                "v",
                labels[4],
                Role::V,
                [0, 1].map(|i| entries(&v, i)),
            ),
            Row::new("z", labels[5], Role::Output, [entries(&output, 0)]),
        ],
    )
}

/// Row `i` as `(1, 0, 2)`.
fn entries(matrix: &DMatrix<f32>, i: usize) -> String {
    let row: Vec<String> =
        matrix.row(i).iter().map(|x| number(*x)).collect();
    format!("({})", row.join(", "))
}

/// Figure 2.2: a dot product reads a key's length along the query.
fn plane() -> Figure {
    let q = [3.0, 1.0];
    let keys = [[2.0, 1.0], [1.0, 3.0]];
    let length = |v: &[f32; 2]| dot(v, v).sqrt();
    let along = keys.map(|k| dot(&q, &k) / length(&q));
    let show = |v: [f32; 2]| format!("({}, {})", v[0], v[1]);
    let [l1, l2] = along.map(number);

    let title = "Two keys measured along a query".to_string();
    let desc = format!(
        "The query points to {}. Key {} points almost the same way and \
         reaches {l1} along it; key {} is longer but points away and reaches \
         only {l2}.",
        show(q),
        show(keys[0]),
        show(keys[1]),
    );
    let caption = format!(
        "The longer key scores less: along the query it reaches {l2}, the \
         other {l1}. Dashed lines drop each key onto the query at a right \
         angle.",
    );
    let names = ["q₁", "k₁", "k₂"];
    let columns = ["", "entries", "length", "along q₁", "q₁·k"];

    let mut drawing = Drawing::new(30.0, 29.5);
    let plot = Plot {
        corner: [1.0, 24.5],
        size: [24.5, 24.5],
        x: [0.0, 3.5],
        y: [0.0, 3.5],
    };
    for i in 0..=3 {
        let i = f64::from(i);
        drawing.line(&[plot.at(i, 0.0), plot.at(i, 3.2)], "grid", None);
        drawing.line(&[plot.at(0.0, i), plot.at(3.2, i)], "grid", None);
    }
    let on = |[x, y]: [f32; 2]| plot.at(x.into(), y.into());
    let toward = q.map(|x| x / length(&q));
    let below = [toward[1], -toward[0]];
    let walk = |far: f32, aside: f32| -> Point {
        on([0, 1].map(|i| far * toward[i] + aside * below[i]))
    };
    let mut data = vec![columns.map(str::to_string).to_vec()];
    data.push(vec![
        names[0].into(),
        show(q),
        number(length(&q)),
        "".into(),
        "".into(),
    ]);
    for (i, (key, far)) in keys.iter().zip(along).enumerate() {
        let aside = [0.62, 0.24][i];
        drawing.line(&[on(*key), walk(far, 0.0)], "thin dash", Role::K);
        drawing.line(
            &[walk(far, 0.0), walk(far, aside + 0.05)],
            "grid",
            None,
        );
        let ends = [walk(0.0, aside), walk(far, aside)];
        drawing.line(&ends, "thin", Role::K);
        for far in [0.0, far] {
            let tick = [walk(far, aside - 0.05), walk(far, aside + 0.05)];
            drawing.line(&tick, "thin", Role::K);
        }
        let label = format!("{} {}", names[i + 1], number(far));
        let [x, y] = ends[1];
        drawing.text(
            [x + 0.6, y + 0.6],
            Align::Start,
            "num",
            Role::K,
            &label,
        );
        drawing.arrow(on([0.0, 0.0]), on(*key), "ln", Role::K);
        let [x, y] = on(*key);
        let label = format!("{} {}", names[i + 1], show(*key));
        drawing.text([x + 0.5, y - 0.5], Align::Start, "num", Role::K, &label);
        data.push(vec![
            names[i + 1].into(),
            show(*key),
            number(length(key)),
            number(far),
            number(dot(&q, key)),
        ]);
    }
    drawing.arrow(on([0.0, 0.0]), on(q), "ln", Role::Q);
    let [x, y] = on(q);
    let label = format!("{} {}", names[0], show(q));
    drawing.text([x + 0.6, y + 0.4], Align::Start, "num", Role::Q, &label);
    Figure { number: "2.2", title, desc, caption, drawing, data }
}

/// Figure 2.3: the 64 products of one score.
fn strip() -> Figure {
    let [q, k, _] = full();
    let q: Vec<f32> = q.row(0).iter().copied().collect();
    let k: Vec<f32> = k.row(0).iter().copied().collect();
    let products: Vec<f32> = q.iter().zip(&k).map(|(q, k)| q * k).collect();
    let sums: Vec<f32> =
        products.chunks(4).map(|tile| tile.iter().sum()).collect();
    let tile = number(sums[0]);
    let total = number(dot(&q, &k));
    let count = q.len();

    let title = format!("{count} products make {total}");
    let desc = format!(
        "The {count} entries of the query and of the key repeat every four. \
         Each group of four products adds up to {tile}; {} groups make the \
         score {total}.",
        sums.len(),
    );
    let caption = format!(
        "{} tiles of four products, {tile} each, make {total}. Above, the \
         first tile in numbers; below, all {count} entries as bars and the \
         running total.",
        sums.len(),
    );
    let names = ["q₁", "k₁", "×"];
    let columns = ["", "q₁", "k₁", "product", "total"];

    let mut drawing = Drawing::new(34.0, 26.6);
    let left = 2.0;
    let roles = [Role::Q, Role::K, Role::Score];
    let rows = [&q, &k, &products];
    for (i, row) in rows.iter().enumerate() {
        let top = 0.2 + 2.4 * i as f64;
        drawing.text(
            [0.0, top + 1.5],
            Align::Start,
            "num",
            roles[i],
            names[i],
        );
        for j in 0..4 {
            let at = [left + 3.2 * j as f64, top];
            drawing.cell(at, [3.0, 2.0], roles[i], &number(row[j]));
        }
    }
    drawing.text(
        [15.6, 6.5],
        Align::Start,
        "num",
        Role::Score,
        &format!("Σ = {tile}"),
    );
    let tile_width = 2.0;
    for (from, to) in [(left, left), (left + 12.6, left + tile_width)] {
        drawing.line(&[[from, 7.4], [to, 9.8]], "grid", None);
    }
    let bases = [12.0, 15.4, 20.4];
    let unit = 0.6;
    for (i, row) in rows.iter().enumerate() {
        drawing.text(
            [0.0, bases[i]],
            Align::Start,
            "num",
            roles[i],
            names[i],
        );
        let heights: Vec<f64> =
            row.iter().map(|x| unit * f64::from(*x)).collect();
        drawing.bars([left, bases[i]], 0.5, &heights, roles[i]);
        drawing.line(&[[left, bases[i]], [34.0, bases[i]]], "grid", None);
    }
    let mut data = vec![columns.map(str::to_string).to_vec()];
    let mut running = 0.0;
    for (i, sum) in sums.iter().enumerate() {
        running += sum;
        let [from, to] =
            [0.15, 1.8].map(|x| left + tile_width * i as f64 + x);
        let middle = (from + to) / 2.0;
        let bracket = [[from, 21.5], [from, 21.9], [to, 21.9], [to, 21.5]];
        drawing.line(&bracket, "thin", Role::Score);
        drawing.text(
            [middle, 23.3],
            Align::Middle,
            "num",
            None,
            &number(*sum),
        );
        if (i + 1) % 4 == 0 {
            let group = [
                [left + tile_width * (i as f64 - 3.0) + 0.15, 24.2],
                [to, 24.2],
            ];
            let _ = group;
            drawing.line(&[[to, 24.1], [to, 24.8]], "thin muted", None);
            drawing.text(
                [to, 26.1],
                Align::End,
                "num",
                Role::Score,
                &number(running),
            );
        }
    }
    for j in 0..4 {
        data.push(vec![
            number((j + 1) as f32),
            number(q[j]),
            number(k[j]),
            number(products[j]),
            number(products[..=j].iter().sum::<f32>()),
        ]);
    }
    data.push(vec![
        number(count as f32),
        number(q[count - 1]),
        number(k[count - 1]),
        number(products[count - 1]),
        total,
    ]);
    Figure { number: "2.3", title, desc, caption, drawing, data }
}

/// Figure 2.4: the shapes of every matrix, to scale.
fn shapes() -> Figure {
    let [q, k, v] = full();
    let s = scores(&q, &k);
    let (a, z) = attention(&q, &k, &v);
    let kt = k.transpose();
    let size = |m: &DMatrix<f32>| format!("{}×{}", m.nrows(), m.ncols());

    let title = "The shapes of attention".to_string();
    let desc = format!(
        "Q, {}, times Kᵀ, {}, gives the scores S, {}. Scaled and through \
         softmax they are the weights A, {}; these times V, {}, give the \
         output Z, {}.",
        size(&q),
        size(&kt),
        size(&s),
        size(&a),
        size(&v),
        size(&z),
    );
    let caption = format!(
        "The width {} disappears in the first product; the output is as wide \
         as V. Boxes are to scale, with rows at the left edge and columns on \
         top.",
        q.ncols(),
    );
    let step = format!("÷ √{}, then softmax of each row", q.ncols());
    let columns = ["matrix", "rows", "columns"];

    let mut drawing = Drawing::new(36.0, 28.6);
    let entry = [0.2, 0.2];
    let middle = 9.6;
    drawing.matrix([1.4, middle - 0.2], entry, q.shape(), Role::Q, "Q");
    drawing.text([15.1, middle + 0.42], Align::Middle, "lbl", None, "·");
    drawing.matrix([17.8, middle - 6.4], entry, kt.shape(), Role::K, "Kᵀ");
    drawing.text([19.6, middle + 0.42], Align::Middle, "lbl", None, "=");
    drawing.matrix([22.0, middle - 0.2], entry, s.shape(), Role::Score, "");
    let big = [3.9, 2.4];
    let s_at = [27.0, middle - 2.4];
    drawing.line(&[[22.4, middle - 0.2], s_at], "grid", None);
    drawing.line(
        &[[22.4, middle + 0.2], [s_at[0], middle + 2.4]],
        "grid",
        None,
    );
    filled(&mut drawing, s_at, big, &s, Role::Score, "S");

    let row = 23.4;
    let a_at = [1.4, row];
    let x = a_at[0] + 3.9;
    let down = middle + 2.4;
    let turn = 18.4;
    drawing.line(
        &[[30.9, down + 0.4], [30.9, turn], [x, turn]],
        "thin",
        None,
    );
    drawing.arrow([x, turn], [x, row - 3.4], "thin", None);
    drawing.text([18.0, turn - 0.7], Align::Middle, "lbl", None, &step);
    filled(&mut drawing, a_at, big, &a, Role::Score, "A");
    drawing.text([10.4, row + 2.8], Align::Middle, "lbl", None, "·");
    filled(&mut drawing, [12.4, row], [2.4, 2.4], &v, Role::V, "V");
    drawing.text([20.8, row + 2.8], Align::Middle, "lbl", None, "=");
    filled(&mut drawing, [23.2, row], big, &z, Role::Output, "Z");

    let named = [
        ("Q", &q),
        ("Kᵀ", &kt),
        ("S", &s),
        ("A", &a),
        ("V", &v),
        ("Z", &z),
    ];
    let mut data = vec![columns.map(str::to_string).to_vec()];
    data.extend(named.map(|(name, m)| {
        vec![name.into(), m.nrows().to_string(), m.ncols().to_string()]
    }));
    Figure { number: "2.4", title, desc, caption, drawing, data }
}

/// A matrix with its numbers.
fn filled(
    drawing: &mut Drawing,
    at: Point,
    entry: Point,
    matrix: &DMatrix<f32>,
    role: Role,
    name: &str,
) {
    drawing.matrix(at, entry, matrix.shape(), role, name);
    for i in 0..matrix.nrows() {
        for j in 0..matrix.ncols() {
            let middle = [
                at[0] + entry[0] * (j as f64 + 0.5),
                at[1] + entry[1] * (i as f64 + 0.5) + 0.42,
            ];
            drawing.text(
                middle,
                Align::Middle,
                "num sm",
                None,
                &number(matrix[(i, j)]),
            );
        }
    }
}

/// Figure 2.5: softmax goes flat.
fn saturation() -> Figure {
    let [q, k, _] = full();
    let raw = scores(&q, &k);
    let scaled = scaled_scores(&q, &k);
    let points = [&scaled, &raw].map(|s| {
        let weights = softmax(&[s[(0, 0)], s[(0, 1)]]);
        // From the small weight: f32 rounds 1 − 0.9999999 away.
        (s[(0, 0)] - s[(0, 1)], weights[0], weights[0] * weights[1])
    });
    let [(g1, w1, _), (g2, w2, _)] =
        points.map(|(g, w, s)| (number(g), number(w), s));
    let [d1, d2] = [number(points[0].2), number(points[1].2)];

    let title = "Softmax goes flat".to_string();
    let desc = format!(
        "The larger weight against the gap of two scores, an S that levels \
         off at 1. At gap {g1} the weight is {w1} and the slope {d1}; at gap \
         {g2} they are {w2} and {d2}.",
    );
    let caption = format!(
        "At gap {g2} the curve is flat: a little more score changes nothing. \
         At gap {g1} it still climbs. Thick lines are the slopes.",
    );
    let axes = ["gap of the scores", "weight"];
    let label = |gap: &str, slope: &str| {
        [format!("gap {gap}"), format!("slope {slope}")]
    };
    let columns = ["gap", "weight", "slope"];

    let mut drawing = Drawing::new(34.0, 21.0);
    let plot = Plot {
        corner: [2.6, 17.6],
        size: [31.0, 15.0],
        x: [-5.0, 19.0],
        y: [0.0, 1.1],
    };
    plot.axis(&mut drawing, &[(0.0, "0"), (2.0, &g1), (16.0, &g2)]);
    let [x, y] = plot.at(9.0, 0.0);
    drawing.text(
        [x, y + 1.5],
        Align::Middle,
        "lbl sm muted",
        None,
        axes[0],
    );
    for (level, label) in [(0.0, "0"), (0.5, "½"), (1.0, "1")] {
        let [left, right] = plot.x.map(|x| plot.at(x, level));
        drawing.line(&[left, right], "grid", None);
        drawing.text(
            [left[0] - 0.6, left[1] + 0.4],
            Align::End,
            "num sm muted",
            None,
            label,
        );
    }
    let curve = plot.curve(|gap| f64::from(softmax(&[gap as f32, 0.0])[0]));
    drawing.line(&curve, "ln", Role::Score);
    let mut data = vec![columns.map(str::to_string).to_vec()];
    for (i, (gap, weight, slope)) in points.into_iter().enumerate() {
        let [gap, weight, slope] = [gap, weight, slope].map(f64::from);
        let ends =
            [-2.0, 2.0].map(|d| plot.at(gap + d, weight + d * slope));
        drawing.line(&ends, "bold", None);
        drawing.dot(plot.at(gap, weight), "dot", Role::Score);
        let [x, y] = plot.at(gap, weight);
        drawing.line(&[[x, y], plot.at(gap, 0.0)], "thin dash", None);
        let shown = [[&g1, &w1, &d1], [&g2, &w2, &d2]][i];
        let (align, x) =
            [(Align::Start, x + 1.2), (Align::End, x + 2.4)][i];
        for (line, text) in [
            format!("{} {}", axes[1], shown[1]),
            label("", shown[2])[1].clone(),
        ]
        .iter()
        .enumerate()
        {
            drawing.text(
                [x, y + 2.6 + 1.5 * line as f64],
                align,
                "num",
                None,
                text,
            );
        }
        data.push(shown.map(String::clone).to_vec());
    }
    Figure { number: "2.5", title, desc, caption, drawing, data }
}

/// Figure 2.6: random scores spread with the width, scaled ones do not.
fn widths() -> Figure {
    let widths = [4, 16, 64, 256];
    let samples = widths.map(|d_k| {
        let raw = draws(d_k);
        let scaled: Vec<f32> =
            raw.iter().map(|s| s / (d_k as f32).sqrt()).collect();
        [raw, scaled]
    });
    let spreads =
        samples.each_ref().map(|pair| pair.each_ref().map(|s| spread(s)));
    let shown = spreads.map(|pair| pair.map(number));

    let title = "Random scores of four widths".to_string();
    let desc = format!(
        "From d_k = {} to {} the spread of q·k doubles each time d_k \
         quadruples: {}, {}, {}, {}. Divided by √d_k it stays the same: {}, \
         {}, {}, {}.",
        widths[0],
        widths[3],
        shown[0][0],
        shown[1][0],
        shown[2][0],
        shown[3][0],
        shown[0][1],
        shown[1][1],
        shown[2][1],
        shown[3][1],
    );
    let caption = format!(
        "Unscaled scores spread with the width, scaled ones don't. All eight \
         histograms share one axis; the line below each is one standard \
         deviation to either side.",
    );
    let heads = ["q·k", "q·k ÷ √d_k"];
    let columns = ["d_k", "standard deviation of q·k", "of q·k ÷ √d_k"];
    let label = |d_k: usize| format!("d_k = {d_k}");

    let mut drawing = Drawing::new(36.0, 32.0);
    let range = 40;
    let mut data = vec![columns.map(str::to_string).to_vec()];
    for column in 0..2 {
        let left = 5.4 + 15.5 * column as f64;
        let window = |row: usize| Plot {
            corner: [left, 7.0 + 7.2 * row as f64],
            size: [15.0, 5.0],
            x: [-f64::from(range) - 0.5, f64::from(range) + 0.5],
            y: [0.0, 0.42],
        };
        drawing.text(
            [left + 7.5, 1.2],
            Align::Middle,
            "lbl",
            Role::Score,
            heads[column],
        );
        for (row, sample) in samples.iter().enumerate() {
            let plot = window(row);
            let sample = &sample[column];
            let mut counts = vec![0.0; 2 * range as usize + 1];
            for score in sample {
                let bin = score.round() as i32 + range;
                if let Some(count) = counts.get_mut(bin as usize) {
                    *count += 1.0;
                }
            }
            let pitch = plot.size[0] / counts.len() as f64;
            let heights: Vec<f64> = counts
                .iter()
                .map(|count| {
                    count / sample.len() as f64 / plot.y[1] * plot.size[1]
                })
                .collect();
            drawing.bars(plot.corner, pitch, &heights, Role::Score);
            plot.axis(&mut drawing, &[]);
            let sd = f64::from(spreads[row][column]);
            let [from, to] = [-sd, sd]
                .map(|x| [plot.at(x, 0.0)[0], plot.corner[1] + 0.5]);
            drawing.line(&[from, to], "bold", None);
            drawing.text(
                [to[0].max(left + 10.0), plot.corner[1] - 3.4],
                Align::Start,
                "num sm",
                None,
                &shown[row][column],
            );
        }
        let _ = window;
    }
    for (row, d_k) in widths.into_iter().enumerate() {
        drawing.text(
            [0.0, 6.0 + 7.2 * row as f64],
            Align::Start,
            "lbl sm",
            None,
            &label(d_k),
        );
        data.push(vec![
            d_k.to_string(),
            shown[row][0].clone(),
            shown[row][1].clone(),
        ]);
    }
    Figure { number: "2.6", title, desc, caption, drawing, data }
}

/// Scores of random queries and keys of this width.
fn draws(d_k: usize) -> Vec<f32> {
    let mut rng = ChaCha8Rng::seed_from_u64(SEED);
    let mut scores = Vec::new();
    for _ in 0..4000 / KEYS {
        let (q, k) = draw(KEYS, d_k, &mut rng);
        scores.extend(&crate::scores(&q, &k));
    }
    scores
}

/// The standard deviation of the numbers.
fn spread(numbers: &[f32]) -> f32 {
    let n = numbers.len() as f32;
    let mean = numbers.iter().sum::<f32>() / n;
    (numbers.iter().map(|x| (x - mean).powi(2)).sum::<f32>() / n).sqrt()
}

/// A number as the reports print it.
fn number(x: impl Into<f64>) -> String {
    report::number(x.into())
}
