//! The figures of two dimensions: chapter 0's, and chapter 2's plane.

use super::{entries, number};
use crate::worked::{K_TILE, Q_TILE, toy, v};
use crate::{dot, scores};
use ::figures::{
    Align::{Middle, Start},
    Drawing, Figure, Plot, Point, Role, Row, ledger,
};
use nalgebra::DMatrix;

/// The names of query and keys, as chapter 0 writes them.
const NAMES: [&str; 3] = ["q", "k1", "k2"];

/// The query and both keys.
fn vectors() -> [[f32; 2]; 3] {
    [toy(Q_TILE, 0), toy(K_TILE, 0), toy(K_TILE, 1)]
}

/// Figure 0.1: three vectors as arrows.
pub(super) fn arrows() -> Figure {
    let vectors = vectors();
    let [q, k1, k2] = vectors.each_ref().map(|vector| entries(vector));
    let [right, up] = vectors[0].map(number);

    let title = "Three vectors as arrows".to_string();
    let desc = format!(
        "Three arrows from one corner of a grid: q goes to {q}, k1 to {k1}, \
         k2 to {k2}. The path to q is marked, {right} to the right and {up} \
         up."
    );
    let caption = format!(
        "A vector of two entries is an arrow. Count squares: q goes {right} \
         to the right and {up} up, k2 the other way round."
    );
    let columns = ["vector", "to the right", "up"];

    let mut drawing = Drawing::new(24.0, 19.6);
    let plot = Plot {
        corner: [2.0, 18.0],
        size: [20.0, 17.5],
        x: [0.0, 4.0],
        y: [0.0, 3.5],
    };
    for i in [0.0, 1.0, 2.0, 3.0, 4.0] {
        drawing.line(&[plot.at(i, 0.0), plot.at(i, 3.5)], "grid", None);
    }
    for i in [0.0, 1.0, 2.0, 3.0] {
        drawing.line(&[plot.at(0.0, i), plot.at(4.0, i)], "grid", None);
    }
    let on = |[x, y]: [f32; 2]| plot.at(x.into(), y.into());
    let corner = on([vectors[0][0], 0.0]);
    let path = [plot.corner, corner, on(vectors[0])];
    drawing.line(&path, "thin dash", Role::Q);
    let half = (plot.corner[0] + corner[0]) / 2.0;
    drawing.number([half, 19.4], Middle, Role::Q, &right);
    let beside = [corner[0] + 0.7, corner[1] - 2.1];
    drawing.number(beside, Start, Role::Q, &up);
    let mut data = vec![columns.map(String::from).to_vec()];
    for (i, vector) in vectors.into_iter().enumerate() {
        let role = [Role::Q, Role::K, Role::K][i];
        let [x, y] = on(vector);
        drawing.arrow(plot.corner, [x, y], "ln", role);
        let label = format!("{} {}", NAMES[i], entries(&vector));
        // The label of k1 stands before its tip, where q's doesn't.
        let aside = if i == 1 { -4.5 } else { 0.5 };
        drawing.number([x + aside, y - 0.6], Start, role, &label);
        let [right, up] = vector.map(number);
        data.push(vec![NAMES[i].to_string(), right, up]);
    }
    Figure { number: "0.1", title, desc, caption, drawing, data }
}

/// Figure 0.2: two dot products, an entry a column.
pub(super) fn dot_products() -> Figure {
    let [q, one, other] = vectors();
    let keys = [one, other];
    let products = keys.map(|key| [q[0] * key[0], q[1] * key[1]]);
    let [s1, s2] = keys.map(|key| number(dot(&q, &key)));
    let each = |pairs: [[f32; 2]; 2]| {
        let [[a, b], [c, d]] = pairs;
        [a, b, c, d].map(number)
    };
    let [a, b, c, d] = each(products);

    let title = "Two dot products".to_string();
    let desc = format!(
        "Calculation table. q is {}. With k1, {}, the products are {a} and \
         {b}, their sum {s1}. With k2, {}, they are {c} and {d}, their sum \
         {s2}.",
        entries(&q),
        entries(&one),
        entries(&other),
    );
    let caption = format!(
        "k1 scores {s1} and k2 only {s2}, though it is the longer arrow. \
         Read down: matching entries, their product, the sum of both."
    );
    let labels = ["query", "key", "product", "sum"];
    let columns = ["entry 1", "entry 2", "entry 1", "entry 2"];
    let heads = ["q and k1", "q and k2"].map(String::from);

    let (drawing, data) = ledger(
        &columns,
        &[
            Row::new("", "", None, heads),
            Row::new("q", labels[0], Role::Q, each([q, q])),
            Row::new("k", labels[1], Role::K, each(keys)),
            Row::new("×", labels[2], Role::Score, each(products)),
            Row::new("s", labels[3], Role::Score, [s1, s2]),
        ],
    );
    Figure { number: "0.2", title, desc, caption, drawing, data }
}

/// Figure 0.3: a row and a column make one entry.
pub(super) fn product() -> Figure {
    let [q, one, other] = vectors();
    let left = DMatrix::from_row_slice(1, 2, &q);
    let keys = DMatrix::from_row_slice(2, 2, &[one, other].concat());
    let right = keys.transpose();
    let result = scores(&left, &keys);
    let matrices = [&left, &right, &result];
    let shapes = matrices.map(|m| format!("{}×{}", m.nrows(), m.ncols()));
    let [s1, s2, s3] = &shapes;
    let entry = number(result[(0, 1)]);
    let sum =
        format!("{}·{} + {}·{} = {entry}", q[0], other[0], q[1], other[1]);

    let title = "A row and a column make one entry".to_string();
    let desc = format!(
        "q, {s1}, times Kᵀ, {s2}, is {s3}. The only row of q and column 2 of \
         Kᵀ are filled; together they make the filled entry, {sum}."
    );
    let caption = format!(
        "Row 1 and column 2 make entry 2 of row 1: {sum}. The sizes stand at \
         the edges; the inner two agree and disappear."
    );
    let names = ["q", "Kᵀ", "s = q Kᵀ"];
    let agree = "agree and disappear";
    let columns = ["matrix", "shape", "entries, row by row"];

    let mut drawing = Drawing::new(33.0, 14.2);
    let size = [3.6, 2.6];
    let roles = [Role::Q, Role::K, Role::Score];
    let places = [[2.0, 4.5], [13.2, 3.2], [24.6, 4.5]];
    let height = |m: &DMatrix<f32>| size[1] * m.nrows() as f64;
    // What is lit lies beneath the numbers.
    let column = [places[1][0] + size[0], places[1][1]];
    let made = [places[2][0] + size[0], places[2][1]];
    for (at, extent, role) in [
        (places[0], [2.0 * size[0], size[1]], Role::Q),
        (column, [size[0], height(&right)], Role::K),
        (made, size, Role::Score),
    ] {
        drawing.weight(at, extent, role, 1.0, "");
    }
    let mut data = vec![columns.map(String::from).to_vec()];
    for (i, m) in matrices.into_iter().enumerate() {
        // Row by row: nalgebra's own order goes down the columns.
        let numbers: Vec<String> =
            m.transpose().iter().map(|x| number(*x)).collect();
        let shape = [m.nrows(), m.ncols()];
        drawing
            .matrix(places[i], size, shape, roles[i], names[i], &numbers);
        let numbers = numbers.join(", ");
        data.push(vec![names[i].into(), shapes[i].clone(), numbers]);
    }
    drawing.words([10.6, 6.2], Middle, None, "·");
    drawing.words([22.4, 6.2], Middle, None, "=");
    drawing.number([28.2, 10.4], Middle, Role::Score, &sum);
    drawing.line(&[[30.0, 7.5], [30.0, 9.0]], "thin", Role::Score);
    let [outer, inner] = [[10.8, 21.0], [14.2, 17.6]];
    for (x, text) in [
        (outer[0], left.nrows().to_string()),
        (12.5, "×".to_string()),
        (inner[0], left.ncols().to_string()),
        (15.9, "·".to_string()),
        (inner[1], right.nrows().to_string()),
        (19.3, "×".to_string()),
        (outer[1], right.ncols().to_string()),
    ] {
        drawing.number([x, 10.4], Middle, None, &text);
    }
    let bracket = [
        [inner[0], 10.9],
        [inner[0], 11.5],
        [inner[1], 11.5],
        [inner[1], 10.9],
    ];
    drawing.line(&bracket, "thin", None);
    drawing.note([15.9, 13.0], Middle, agree);
    Figure { number: "0.3", title, desc, caption, drawing, data }
}

/// Figure 0.4: rows on the page, columns in memory.
pub(super) fn memory() -> Figure {
    let v = v();
    let [rows, columns] = [v.nrows(), v.ncols()];
    let memory: Vec<String> = v.iter().map(|x| number(*x)).collect();
    let page: Vec<String> =
        v.transpose().iter().map(|x| number(*x)).collect();

    let title = "V on the page and in memory".to_string();
    let desc = format!(
        "V on the page, row by row: {}. The same {} numbers in memory, \
         column by column: {}.",
        page.join(", "),
        memory.len(),
        memory.join(", "),
    );
    let caption =
        "Memory holds V column after column. Follow each column down to its \
         pair of neighbours."
            .to_string();
    let name = format!("V, {rows}×{columns}");
    let below = "memory";
    let head = ["place in memory", "number", "row", "column"];

    let mut drawing = Drawing::new(34.0, 17.2);
    let (size, left, top, foot) = ([4.2, 2.4], 11.0, 3.2, 13.2);
    drawing.matrix(
        [left, top],
        size,
        [rows, columns],
        Role::V,
        &name,
        &page,
    );
    let pitch = 4.6;
    let start = left + size[0] * columns as f64 / 2.0
        - pitch * memory.len() as f64 / 2.0;
    let mut data = vec![head.map(String::from).to_vec()];
    for (i, text) in memory.iter().enumerate() {
        let at = [start + pitch * i as f64 + 0.2, foot];
        drawing.cell(at, size, Role::V, text);
        drawing.note([at[0] + 2.1, foot + 3.7], Middle, &i.to_string());
        let place = [i % rows + 1, i / rows + 1].map(|n| n.to_string());
        data.push(
            [vec![i.to_string(), text.clone()], place.to_vec()].concat(),
        );
    }
    for j in 0..columns {
        let from: Point =
            [left + size[0] * (j as f64 + 0.5), top + size[1] * 2.0 + 0.4];
        let pair = start + pitch * (2 * j) as f64;
        let to = [pair + pitch, foot - 1.2];
        drawing.arrow(from, to, "thin", Role::V);
        let [a, b] = [pair + 0.4, pair + 2.0 * pitch - 0.4];
        let bracket = [
            [a, foot - 0.5],
            [a, foot - 0.9],
            [b, foot - 0.9],
            [b, foot - 0.5],
        ];
        drawing.line(&bracket, "thin", Role::V);
    }
    drawing.words([start, foot - 2.2], Start, None, below);
    Figure { number: "0.4", title, desc, caption, drawing, data }
}

/// Figure 2.2: a dot product reads a key's length along the query.
pub(super) fn plane() -> Figure {
    let query = toy(Q_TILE, 0);
    let keys = [toy(K_TILE, 0), toy(K_TILE, 1)];
    let length = |a: [f32; 2]| dot(&a, &a).sqrt();
    let reach = keys.map(|key| dot(&query, &key) / length(query));
    let [r1, r2] = reach.map(number);
    let [e0, e1, e2] = [query, keys[0], keys[1]].map(|a| entries(&a));

    let title = "Two keys measured along a query".to_string();
    let desc = format!(
        "The query is the arrow {e0}. Key 1, {e1}, points almost the same \
         way and reaches {r1} along it. Key 2, {e2}, is longer, but points \
         away and reaches only {r2}."
    );
    let caption = format!(
        "Key 2 is longer, but along the query it reaches {r2} and key 1 \
         {r1}. Dashed lines meet the query at a right angle."
    );
    let names = ["k₁", "k₂"];
    let query_name = "q₁";
    let columns = ["", "entries", "length", "along q₁", "q₁·k"];

    let mut drawing = Drawing::new(30.0, 31.2);
    let plot = Plot {
        corner: [1.0, 24.2],
        size: [24.5, 24.5],
        x: [0.0, 3.5],
        y: [0.0, 3.5],
    };
    for i in [0.0, 1.0, 2.0, 3.0] {
        drawing.line(&[plot.at(i, 0.0), plot.at(i, 3.2)], "grid", None);
        drawing.line(&[plot.at(0.0, i), plot.at(3.2, i)], "grid", None);
    }
    let on = |[x, y]: [f32; 2]| plot.at(x.into(), y.into());
    // So far along the query's line and so far below it.
    let [dx, dy] = query.map(|x| x / length(query));
    let walk = |along: f32, below: f32| {
        on([along * dx + below * dy, along * dy - below * dx])
    };
    let mut data = vec![
        columns.map(String::from).to_vec(),
        vec![
            query_name.to_string(),
            e0.clone(),
            number(length(query)),
            String::new(),
            String::new(),
        ],
    ];
    for (i, (key, reach)) in keys.into_iter().zip(reach).enumerate() {
        let below = [0.85, 0.28][i];
        let foot = walk(reach, 0.0);
        drawing.line(&[on(key), foot], "thin dash", Role::K);
        drawing.line(&[foot, walk(reach, below)], "grid", None);
        let [start, end] = [walk(0.0, below), walk(reach, below)];
        drawing.line(&[start, end], "thin", Role::K);
        for along in [0.0, reach] {
            let tick =
                [walk(along, below - 0.06), walk(along, below + 0.06)];
            drawing.line(&tick, "thin", Role::K);
        }
        let beside = [end[0] + 0.6, end[1] + 0.6];
        let label = format!("{} {}", names[i], number(reach));
        drawing.number(beside, Start, Role::K, &label);
        drawing.arrow(plot.corner, on(key), "ln", Role::K);
        let beside = [on(key)[0] + 0.5, on(key)[1] - 0.5];
        let label = format!("{} {}", names[i], entries(&key));
        drawing.number(beside, Start, Role::K, &label);
        data.push(vec![
            names[i].to_string(),
            entries(&key),
            number(length(key)),
            number(reach),
            number(dot(&query, &key)),
        ]);
    }
    drawing.arrow(plot.corner, on(query), "ln", Role::Q);
    let beside = [on(query)[0] + 0.6, on(query)[1] + 0.4];
    let label = format!("{query_name} {e0}");
    drawing.number(beside, Start, Role::Q, &label);
    Figure { number: "2.2", title, desc, caption, drawing, data }
}
