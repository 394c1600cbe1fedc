use super::{SEED, gap, row_of, walk, widest_gap};
use crate::experiment::spreads;
use crate::{Order, gelu, gelu_tanh, relu};
use ::figures::{
    Align::{End, Middle, Start},
    Drawing, Figure, Plot, Role, Row, ledger,
};
use example::WORDS;
use nalgebra::DMatrix;
use report::about;
use report::{entries, number};

/// The figures of the chapter, in order.
pub fn figures() -> Vec<Figure> {
    vec![
        whole_walk(),
        both_orders(),
        activations(),
        spread_over_depth(),
        architecture(),
    ]
}

/// Figure 6.1: the ledger of the first token's way through the block, the
/// row of its last part missing.
fn whole_walk() -> Figure {
    let word = WORDS[0];
    let walk = walk(Order::Post);
    let [x, h, y] =
        [&walk.x, &walk.h, &walk.y].map(|m| entries(&row_of(m, 0)));

    let title = format!("{word} through the block, one row blank");
    let desc = format!(
        "Table for {word}, entering as {x}. Attention is added and the sum \
         normalised: {h}. Then a blank row; with it added and the sum \
         normalised, {word} leaves as {y}."
    );
    let caption = format!(
        "Four parts take {word} from {x} to {y}. The blank one is made of the \
         row above it. Read down."
    );
    let columns = ["1", "2", "3", "4"];

    let cells = |row: &[f32]| {
        [0, 1, 2, 3]
            .map(|j| row.get(j).copied().map_or(String::new(), number))
    };
    let of = |matrix: &DMatrix<f32>| cells(&row_of(matrix, 0));
    let weights: Vec<f32> =
        walk.weights.iter().flat_map(|a| row_of(a, 0)).collect();
    let blank = [0; 4].map(|_| String::new());
    let (drawing, data) = ledger(
        &columns,
        &[
            Row::new("x", "token", Role::X, of(&walk.x)),
            Row::new("a", "heads 1, 2", Role::Score, cells(&weights))
                .filled(&weights),
            Row::new("z", "heads", Role::Output, of(&walk.heads)),
            Row::new("·", "W_O", None, of(&walk.attended)),
            Row::new("+", "x", None, of(&walk.sum_1)),
            Row::new("h", "norm", None, of(&walk.h)),
            Row::new("?", "one part", None, blank),
            Row::new("+", "h", None, of(&walk.sum_2)),
            Row::new("y", "norm", Role::Output, of(&walk.y)),
        ],
    );
    Figure { number: "6.1", title, desc, caption, drawing, data }
}

/// Figure 6.2: where the norms stand.
fn both_orders() -> Figure {
    let title = "The block in both orders".to_string();
    let desc =
        "Two horizontal streams from x to y. From each, attention and then \
         feed-forward hang as branches that add back. In post-norm a norm \
         stands on the stream after each addition; in pre-norm, in front of \
         each sublayer on its branch."
            .to_string();
    let caption = "Post-norm normalises the stream, pre-norm only what \
                   branches off. In pre-norm an unbroken line of additions \
                   leads from x to y."
        .to_string();
    let names = ["post-norm", "pre-norm"];
    let sublayers = ["attention", "feed-forward"];
    let norms = ["norm₁", "norm₂"];
    let columns = ["step", "post-norm", "pre-norm"];
    let steps = [
        "x",
        "attention reads",
        "attention gives",
        "h",
        "feed-forward reads",
        "feed-forward gives",
        "y",
    ];

    let mut drawing = Drawing::new(34.4, 27.2);
    for (i, name) in names.into_iter().enumerate() {
        let bus = 3.4 + 14.8 * i as f64;
        let post = i == 0;
        // Where the stream is drawn from: a box interrupts it.
        let mut from = 1.4;
        drawing.words([0.0, bus - 2.2], Start, None, name);
        drawing.number([0.0, bus + 0.4], Start, Role::X, "x");
        drawing.number([33.6, bus + 0.4], Start, Role::Output, "y");
        for (j, sublayer) in sublayers.into_iter().enumerate() {
            let left = 2.6 + 15.0 * j as f64;
            let plus = left + 9.4;
            let (low, size) = (bus + 8.0, [8.0, 2.2]);
            let norm = match post {
                true => [plus + 1.0, bus - 1.1],
                false => [left - 2.0, bus + 2.6],
            };
            drawing.dot([left, bus], "dot", None);
            match post {
                true => {
                    drawing.line(
                        &[[from, bus], [norm[0], bus]],
                        "ln",
                        None,
                    );
                    from = norm[0] + 4.0;
                    drawing.line(&[[left, bus], [left, low]], "thin", None);
                }
                false => {
                    let gap = [norm[1], norm[1] + 2.2];
                    drawing.line(
                        &[[left, bus], [left, gap[0]]],
                        "thin",
                        None,
                    );
                    drawing.line(
                        &[[left, gap[1]], [left, low]],
                        "thin",
                        None,
                    );
                }
            }
            let middle = [left + 0.7, left + 0.7 + size[0]];
            drawing.line(&[[left, low], [middle[0], low]], "thin", None);
            drawing.line(&[[middle[1], low], [plus, low]], "thin", None);
            drawing.arrow([plus, low], [plus, bus + 0.6], "thin", None);
            drawing.cell([middle[0], low - 1.1], size, None, sublayer);
            drawing.weight(norm, [4.0, 2.2], None, 1.0, norms[j]);
            drawing.dot([plus, bus], "ring", None);
            drawing.words([plus, bus - 0.8], Middle, None, "+");
        }
        drawing.arrow([from, bus], [33.2, bus], "ln", None);
        drawing.number([17.2, bus - 1.6], Middle, None, "h");
    }
    let both = [Order::Post, Order::Pre].map(|order| {
        let walk = walk(order);
        [
            walk.x,
            walk.attention_in,
            walk.attended,
            walk.h,
            walk.feed_in,
            walk.fed,
            walk.y,
        ]
        .map(|matrix| entries(&row_of(&matrix, 0)))
    });
    let mut data = vec![columns.map(String::from).to_vec()];
    data.extend(steps.iter().enumerate().map(|(i, step)| {
        vec![step.to_string(), both[0][i].clone(), both[1][i].clone()]
    }));
    Figure { number: "6.2", title, desc, caption, drawing, data }
}

/// Figure 6.3: ReLU and GELU, and how far the two GELUs lie apart.
fn activations() -> Figure {
    let [at, apart] = widest_gap();
    let apart = about(apart);
    // The lowest point of GELU, by hundredths.
    let dip = (-100..0).map(|x| x as f32 / 100.0);
    let dip = dip.min_by(|a, b| gelu(*a).total_cmp(&gelu(*b)));
    let dip = dip.expect("there are points");
    let [dip, low] = [dip, gelu(dip)].map(|x| format!("{x:.2}"));

    let title = "ReLU and GELU".to_string();
    let desc = format!(
        "Above, two curves: ReLU is 0 up to x = 0 and then x; GELU dips to \
         {low} at x = {dip} and nears x. Below, GELU by tanh minus \
         GELU, enlarged: at most {apart}, at ±{at}."
    );
    let caption = format!(
        "GELU lets a little of a negative x through and has no corner. Below, \
         a thousand times enlarged, what the tanh formula adds to it: at most \
         {apart}."
    );
    let names = ["ReLU", "GELU"];
    let below = "tanh − exact, × 1000";
    let columns = ["x", "ReLU", "GELU", "GELU by tanh"];

    let mut drawing = Drawing::new(34.0, 27.6);
    let upper = Plot {
        corner: [3.0, 16.0],
        size: [30.0, 15.4],
        x: [-4.0, 4.0],
        y: [-0.4, 4.0],
    };
    let lower = Plot {
        corner: [3.0, 25.6],
        size: [30.0, 6.0],
        x: upper.x,
        y: [-0.6, 0.6],
    };
    upper.levels(&mut drawing, &[(0.0, "0"), (1.0, "1"), (2.0, "2")]);
    lower.levels(&mut drawing, &[(-0.5, "-½"), (0.0, "0"), (0.5, "½")]);
    let ticks = [-4.0, -2.0, 0.0, 2.0, 4.0];
    let labels = ticks.map(|x: f64| x.to_string());
    let ticks: Vec<(f64, &str)> =
        ticks.into_iter().zip(labels.iter().map(String::as_str)).collect();
    lower.axis(&mut drawing, &ticks);
    let of = |f: fn(f32) -> f32| move |x: f64| f64::from(f(x as f32));
    drawing.line(&upper.curve(of(relu)), "thin dash", None);
    drawing.line(&upper.curve(of(gelu)), "bold", None);
    let difference = |x| 1000.0 * gap(x);
    drawing.line(&lower.curve(difference), "ln", None);
    let corner = upper.at(2.3, 3.2);
    drawing.words(corner, End, None, names[0]);
    let beside = upper.at(1.7, 1.2);
    drawing.words(beside, Start, None, names[1]);
    let beneath = lower.at(-3.9, 0.72);
    drawing.words(beneath, Start, None, below);
    let mut data = vec![columns.map(String::from).to_vec()];
    data.extend(
        super::POINTS.into_iter().chain([-at, at].map(|x| x as f32)).map(
            |x| [x, relu(x), gelu(x), gelu_tanh(x)].map(number).to_vec(),
        ),
    );
    Figure { number: "6.3", title, desc, caption, drawing, data }
}

/// Figure 6.4: the stream's spread over a stack of blocks.
fn spread_over_depth() -> Figure {
    let spreads = spreads(12, SEED);
    let [_, first, _] = spreads[0].map(|x| about(x.into()));
    let [post, pre, last] = spreads[12].map(|x| about(x.into()));

    let title = "The stream's spread over twelve blocks".to_string();
    let desc = format!(
        "Standard deviation of the stream against the number of blocks. \
         Post-norm stays at {post}. Pre-norm climbs from {first} to {pre}; a \
         final norm brings it back to {last}."
    );
    let caption = format!(
        "In pre-norm every sublayer adds to the stream, and nothing on it \
         normalises. After 12 blocks its spread is {pre}, until the final \
         norm."
    );
    let names = ["post-norm", "pre-norm", "final norm"];
    let across = "blocks";
    let columns = ["blocks", "post-norm", "pre-norm", "then a final norm"];

    let mut drawing = Drawing::new(34.0, 19.4);
    let plot = Plot {
        corner: [2.4, 16.4],
        size: [30.0, 15.6],
        x: [0.0, 12.4],
        y: [0.0, 5.6],
    };
    let levels = [(0.0, "0"), (1.0, "1"), (3.0, "3"), (5.0, "5")];
    plot.levels(&mut drawing, &levels);
    let ticks = [(0.0, "0"), (4.0, "4"), (8.0, "8"), (12.0, "12")];
    plot.axis(&mut drawing, &ticks);
    let [x, y] = plot.at(6.0, 0.0);
    drawing.note([x, y + 2.6], Middle, across);
    for (j, mark) in [(0, "ring"), (1, "dot")] {
        let points: Vec<_> = spreads
            .iter()
            .enumerate()
            .map(|(depth, row)| plot.at(depth as f64, row[j].into()))
            .collect();
        drawing.line(&points, "ln", None);
        for point in &points {
            drawing.dot(*point, mark, None);
        }
        let [x, y] = points[10];
        let label = format!("{} {}", names[j], [&post, &pre][j]);
        drawing.words(
            [x, y - 1.2 + 2.8 * f64::from(j == 0)],
            End,
            None,
            &label,
        );
    }
    let [from, to] = [1, 2].map(|j| plot.at(12.0, spreads[12][j].into()));
    drawing.arrow(
        [from[0], from[1] + 0.5],
        [to[0], to[1] - 0.5],
        "thin",
        None,
    );
    let middle = [to[0] - 0.6, (from[1] + to[1]) / 2.0];
    drawing.words(middle, End, None, names[2]);
    let mut data = vec![columns.map(String::from).to_vec()];
    data.extend(spreads.iter().enumerate().map(|(depth, row)| {
        let row = row.map(|x| about(x.into())).to_vec();
        [vec![depth.to_string()], row].concat()
    }));
    Figure { number: "6.4", title, desc, caption, drawing, data }
}

/// Chapter 1's page and those after it, as far as they are written.
const PAGES: [&str; 6] = [
    "01-softmax.md",
    "02-scaled-dot-product.md",
    "03-multi-head.md",
    "04-residual.md",
    "05-layernorm.md",
    "06-full-block.md",
];

/// Figure 6.5: the whole Transformer of 2017, each box with its chapter.
fn architecture() -> Figure {
    let title = "The Transformer of 2017, with chapters".to_string();
    let desc = "Two towers, read from the bottom. Left, the encoder: \
                embedding, positions, then blocks of multi-head attention and \
                feed-forward, each with Add & Norm. Right, the decoder: \
                the same, masked, with attention to the encoder, then linear \
                and softmax."
        .to_string();
    let caption =
        "The bracket in the left tower holds this chapter's block, \
                   and every part of it is built. A number is a chapter; \
                   solid boxes lead there, dashed ones come later."
            .to_string();
    let add_norm = &[("Add", 4), ("& Norm", 5)][..];
    let encoder = [
        &[("embedding", 7)][..],
        &[("+ positions", 7)],
        &[("multi-head", 3)],
        add_norm,
        &[("feed-forward", 6)],
        add_norm,
    ];
    let decoder = [
        &[("embedding", 7)][..],
        &[("+ positions", 7)],
        &[("masked heads", 8)],
        add_norm,
        &[("cross heads", 8)],
        add_norm,
        &[("feed-forward", 6)],
        add_norm,
        &[("linear", 7)],
        &[("softmax", 1)],
    ];
    let feet = ["source", "target so far"];
    let towers = ["encoder", "decoder"];
    let chapter_of = |n| format!("chapter {n}");
    let repeated = "N ×";
    let next = "next word";
    let columns = ["box", "tower", "chapter"];

    let (width, height, pitch, foot) = (10.4, 2.4, 3.3, 35.4);
    let top_of = |level: usize| foot - pitch * (level + 1) as f64;
    let lefts = [3.6, 18.6];
    let mut drawing = Drawing::new(34.4, 37.4);
    let mut data = vec![columns.map(String::from).to_vec()];
    for (i, levels) in [&encoder[..], &decoder].into_iter().enumerate() {
        let left = lefts[i];
        let middle = left + width / 2.0;
        drawing.words([middle, foot + 1.6], Middle, None, feet[i]);
        for (level, boxes) in levels.iter().enumerate() {
            let top = top_of(level);
            let foot = [middle, top + height];
            drawing.arrow([middle, top + pitch], foot, "thin", None);
            let part = width / boxes.len() as f64;
            for (j, (name, chapter)) in boxes.iter().enumerate() {
                let at = [left + part * j as f64, top];
                let size = [part, height];
                let place = chapter_of(*chapter);
                match PAGES.get(chapter - 1) {
                    Some(page) => {
                        let spoken = format!("{name}, {place}");
                        drawing.link(page, &spoken, at, size, name);
                    }
                    None => drawing.later(at, size, name),
                }
                data.push(vec![name.to_string(), towers[i].into(), place]);
            }
            let numbers = boxes.iter().map(|(_, n)| n.to_string());
            let numbers = numbers.collect::<Vec<_>>().join(", ");
            let beside = [left + width + 0.4, top + 1.6];
            drawing.note(beside, Start, &numbers);
        }
        // A bracket on the outer side of what is repeated.
        let (last, outward) = [(5, -1.0), (7, 1.0)][i];
        let (high, low) = (top_of(last), top_of(2) + height);
        let edge = [left - 0.7, left + width + 2.9][i];
        let inner = edge - 0.4 * outward;
        let bracket =
            [[inner, high], [edge, high], [edge, low], [inner, low]];
        drawing.line(&bracket, "thin", None);
        let beside = [edge + 0.5 * outward, (high + low) / 2.0];
        drawing.note(beside, [End, Start][i], repeated);
    }
    // From the encoder's last box to the decoder's cross-attention.
    let out = lefts[0] + width / 2.0;
    let across = top_of(6) + height / 2.0;
    let into = top_of(4) + height / 2.0;
    let lane = 17.2;
    drawing.line(
        &[[out, top_of(5)], [out, across], [lane, across], [lane, into]],
        "ln",
        None,
    );
    drawing.arrow([lane, into], [lefts[1], into], "ln", None);
    let summit = lefts[1] + width / 2.0;
    let top = top_of(9);
    drawing.arrow([summit, top], [summit, top - 1.2], "thin", None);
    drawing.words([summit + 0.8, top - 0.4], Start, None, next);
    Figure { number: "6.5", title, desc, caption, drawing, data }
}
