use super::{M, Walk, row_of, walk_of};
use crate::Order;
use ::figures::{
    Align::{Middle, Start},
    Choice, Control, Drawing, Picture, Plot, Role, Row, Table, Widget,
    path, px,
};
use example::WORDS;
use report::entries;

/// The steps of either order.
const STEPS: usize = 16;

/// Block walk-through: every intermediate of both tokens, in both orders.
pub fn widget() -> Widget {
    let question =
        "Where do the numbers of Machines enter those of Thinking?";
    let choices = [
        (
            true,
            "only inside attention",
            "Each query meets the keys of both words, and each head averages \
             the values of both. Every other step takes a row by itself.",
        ),
        (
            false,
            "where x is added",
            "That sum has two terms, and both belong to the same token: what \
             came in, and what attention made of it.",
        ),
        (
            false,
            "in the norms, too",
            "A layer norm's mean and deviation are those of one row. A batch \
             norm would mix the rows.",
        ),
        (
            false,
            "in the network, too",
            "Both rows are multiplied by the same two matrices, but neither \
             row reads the other.",
        ),
    ];
    let labels = ["step", "order"];
    let orders = ["post-norm", "pre-norm"];
    let columns = ["numbers"];
    let rows = ["step", "shape", "Machines in Thinking?"];
    let cell = |name: &str| [name.to_string()];

    Widget {
        chapter: 6,
        kind: "block-walk",
        replaces: "6.2",
        question: question.to_string(),
        choices: choices
            .map(|(right, text, reply)| Choice::new(right, text, reply))
            .into(),
        controls: vec![
            Control::Pick {
                name: "order",
                label: labels[1].to_string(),
                options: orders.map(String::from).into(),
                start: 1,
            },
            Control::Range {
                name: "step",
                label: labels[0].to_string(),
                range: [1, STEPS as i32],
                start: 1,
                marks: vec![],
            },
        ],
        picture: Some(picture()),
        columns: columns.map(String::from).into(),
        rows: vec![
            Row::new("", rows[0], None, cell("name")),
            Row::new("", rows[1], None, cell("shape")),
            Row::new("1", WORDS[0], Role::Q, cell("row1")),
            Row::new("2", WORDS[1], Role::K, cell("row2")),
            Row::new("", rows[2], None, cell("entered")),
        ],
        table: table(),
    }
}

/// Where the steps lie; Thinking's lane is at 1, that of Machines at 0.
fn plot() -> Plot {
    Plot {
        corner: [1.0, 9.6],
        size: [32.0, 4.4],
        x: [0.6, STEPS as f64 + 0.4],
        y: [0.0, 1.0],
    }
}

fn picture() -> Picture {
    let title = "Two tokens on their way through the block";
    let desc = "Two lanes of 16 steps. They cross twice, both times inside \
                attention: at the scores and where the values are averaged. \
                Before and after, each lane runs by itself.";

    let mut drawing = Drawing::new(34.0, 12.4);
    for (word, lane, down) in [(WORDS[0], 1.0, -1.0), (WORDS[1], 0.0, 1.8)]
    {
        let [first, last] = [1.0, STEPS as f64].map(|x| plot().at(x, lane));
        drawing.line(&[first, last], "grid", None);
        drawing.words([first[0] - 0.6, first[1] + down], Start, None, word);
        for step in 1..=STEPS {
            drawing.dot(plot().at(step as f64, lane), "ring", None);
        }
    }
    let [x, _] = plot().at(8.5, 0.0);
    let across = "where lanes cross, rows mix";
    drawing.note([x, 11.4], Middle, across);
    Picture {
        title: title.to_string(),
        desc: desc.to_string(),
        drawing,
        marks: vec![
            (r#"path class="thin""#, vec!["parts.d"]),
            (
                r#"text class="sm" text-anchor="middle" data-out="part1""#,
                vec!["part1.x", "part.y"],
            ),
            (
                r#"text class="sm" text-anchor="middle" data-out="part2""#,
                vec!["part2.x", "part.y"],
            ),
            (r#"path class="bold q""#, vec!["lane1.d"]),
            (r#"path class="bold k dash""#, vec!["lane2.d"]),
            (r#"path class="ln k dash""#, vec!["cross.d"]),
            (r#"circle class="dot q" r="6""#, vec!["cx", "lane1.cy"]),
            (r#"circle class="dot k" r="6""#, vec!["cx", "lane2.cy"]),
        ],
    }
}

/// One step: its name, what it does, its shape and each token's numbers.
struct Step {
    name: &'static str,
    does: &'static str,
    /// What it belongs to.
    part: Part,
    shape: String,
    rows: [String; 2],
}

#[derive(Clone, Copy, PartialEq)]
enum Part {
    Stream,
    Attention,
    /// A step of attention that reads both rows.
    Mixing,
    Network,
}

/// The steps of one order, from what it reads to what it gives.
fn steps(walk: &Walk, order: Order) -> Vec<Step> {
    use Part::*;
    let post = order == Order::Post;
    let row = |m: &M, i| entries(&row_of(m, i));
    let own = |m: &M| [0, 1].map(|i| row(m, i));
    let one = |name, does, part, m: &M| {
        let shape = format!("{}×{}", m.nrows(), m.ncols());
        Step { name, does, part, shape, rows: own(m) }
    };
    let heads = |name, does, part, m: &[M]| {
        let of = |i| format!("{}; {}", row(&m[0], i), row(&m[1], i));
        let shape = format!("{}×{} a head", m[0].nrows(), m[0].ncols());
        Step { name, does, part, shape, rows: [of(0), of(1)] }
    };
    let norm = "Each row by its own mean and deviation, then γ and β.";
    let add_x = "To each row, what came in is added.";
    let add_h = "To each row, h is added.";
    let mut steps =
        vec![one("x", "What enters, a token a row.", Stream, &walk.x)];
    if !post {
        steps.push(one("norm₁(x)", norm, Stream, &walk.attention_in));
    }
    let times = "Each row by itself, for both heads side by side.";
    steps.extend([
        one("queries, · W_Q", times, Attention, &walk.q),
        one("keys, · W_K", times, Attention, &walk.k),
        one("values, · W_V", times, Attention, &walk.v),
        heads(
            "scores of heads 1; 2",
            "Each query with the keys of both words: here the rows mix.",
            Mixing,
            &walk.scores,
        ),
        heads("÷ √2", "Each score by itself.", Attention, &walk.scaled),
        heads(
            "weights",
            "Softmax of each token's row, in each head.",
            Attention,
            &walk.weights,
        ),
        one(
            "heads side by side",
            "Each head averages the values of both words: here the rows mix \
             again, for the last time.",
            Mixing,
            &walk.heads,
        ),
        one(
            "attention's output, · W_O",
            "Each row by itself.",
            Attention,
            &walk.attended,
        ),
    ]);
    match post {
        true => steps.extend([
            one("x + attention", add_x, Stream, &walk.sum_1),
            one("h = norm₁", norm, Stream, &walk.h),
        ]),
        false => steps.extend([
            one("h = x + attention", add_x, Stream, &walk.h),
            one("norm₂(h)", norm, Stream, &walk.feed_in),
        ]),
    }
    steps.extend([
        one(
            "hidden, · W₁ + b₁",
            "Each row by itself, and twice as wide.",
            Network,
            &walk.hidden,
        ),
        one(
            "ReLU",
            "Each number by itself: a negative one becomes 0.",
            Network,
            &walk.active,
        ),
        one(
            "the network's output, · W₂ + b₂",
            "Each row by itself, and four wide again.",
            Network,
            &walk.fed,
        ),
    ]);
    match post {
        true => steps.extend([
            one("h + network", add_h, Stream, &walk.sum_2),
            one("y = norm₂", norm, Stream, &walk.y),
        ]),
        false => steps.push(one("y = h + network", add_h, Stream, &walk.y)),
    }
    steps
}

fn table() -> Table {
    let outs = [
        "name", "shape", "row1", "row2", "entered", "parts.d", "part1",
        "part1.x", "part2", "part2.x", "part.y", "lane1.d", "lane1.cy",
        "lane2.d", "lane2.cy", "cx", "cross.d", "say",
    ];
    let orders = (1..).zip([Order::Post, Order::Pre]);
    let states = orders.flat_map(|(pick, order)| {
        states(order)
            .into_iter()
            .enumerate()
            .map(move |(i, texts)| (format!("{pick},{}", i + 1), texts))
    });
    Table { outs: outs.to_vec(), states: states.collect() }
}

/// The texts of each step of one order.
fn states(order: Order) -> Vec<Vec<String>> {
    let run = |x| steps(&walk_of(x, order), order);
    let right = run(example::x());
    // Another second token shows where the first one depends on it. A norm
    // would hide it if all its entries moved alike.
    let mut x = example::x();
    x[(1, 0)] += 3.;
    let other = run(x);
    let parts = parts(&right);
    let mut states = vec![];
    for (i, (step, other)) in right.iter().zip(other).enumerate() {
        let entered = step.rows[0] != other.rows[0];
        let (name, does, now) = (step.name, step.does, i + 1);
        let [thinking, machines] = step.rows.clone();
        let mut texts = vec![
            name.to_string(),
            step.shape.clone(),
            thinking,
            machines,
            (if entered { "yes" } else { "not yet" }).to_string(),
        ];
        texts.extend(parts.clone());
        texts.extend(lanes(now));
        texts.push(crossings(&right[..now]));
        texts.push(format!("Step {now} of {STEPS}, {name}. {does}"));
        states.push(texts);
    }
    states
}

/// Brackets above attention and the network, and their names' places.
fn parts(steps: &[Step]) -> Vec<String> {
    let [_, top] = plot().at(0.0, 1.0);
    let (edge, foot) = (top - 2.8, top - 2.2);
    let mut brackets = String::new();
    let mut names = vec![];
    for (name, network) in [("attention", false), ("network", true)] {
        let within = |step: &Step| match step.part {
            Part::Stream => false,
            part => (part == Part::Network) == network,
        };
        let first = steps.iter().position(within).expect("it has steps");
        let last = steps.iter().rposition(within).expect("it has steps");
        let [from, to] =
            [first, last].map(|i| plot().at(i as f64 + 1.0, 1.0)[0]);
        brackets +=
            &path(&[[from, foot], [from, edge], [to, edge], [to, foot]]);
        names.extend([name.to_string(), px((from + to) / 2.0)]);
    }
    [vec![brackets], names, vec![px(edge - 0.6)]].concat()
}

/// Both lanes up to a step, and where the step is.
fn lanes(now: usize) -> Vec<String> {
    let mut texts = vec![];
    for lane in [1.0, 0.0] {
        let [from, to] = [1, now].map(|step| plot().at(step as f64, lane));
        texts.extend([path(&[from, to]), px(to[1])]);
    }
    texts.push(px(plot().at(now as f64, 0.0)[0]));
    texts
}

/// The lines from lane to lane at the steps that read both rows.
fn crossings(done: &[Step]) -> String {
    let mixing = |(_, step): &(usize, &Step)| step.part == Part::Mixing;
    let cross = |(i, _): (usize, &Step)| {
        let line = |from, to| {
            path(&[
                plot().at(i as f64, from),
                plot().at(i as f64 + 1.0, to),
            ])
        };
        line(0.0, 1.0) + &line(1.0, 0.0)
    };
    done.iter().enumerate().filter(mixing).map(cross).collect()
}

#[cfg(test)]
mod tests {
    use super::{STEPS, table};

    #[test]
    fn every_step_of_both_orders_has_its_texts() {
        let table = table();
        for order in 1..=2 {
            for step in 1..=STEPS {
                let say = table.get(&format!("{order},{step}"), "say");
                assert!(
                    say.starts_with(&format!("Step {step} of")),
                    "{say}"
                );
            }
        }
        assert_eq!(table.states.len(), 2 * STEPS);
    }

    #[test]
    fn machines_enters_with_the_scores_and_stays() {
        let table = table();
        for (order, scores) in [(1, 5), (2, 6)] {
            for step in 1..=STEPS {
                let state = format!("{order},{step}");
                let right = if step < scores { "not yet" } else { "yes" };
                assert_eq!(table.get(&state, "entered"), right, "{state}");
            }
        }
    }

    #[test]
    fn the_numbers_are_those_of_the_page() {
        let table = table();
        for (state, out, right) in [
            ("1,1", "row1", "(1, 0, 2, -1)"),
            ("1,5", "row1", "(7, 6); (2, 4)"),
            ("1,7", "row1", "(0.6698, 0.3302); (0.1956, 0.8044)"),
            ("1,8", "row1", "(0.6698, 0.3302, 0.3911, 2.6089)"),
            ("1,12", "shape", "2×8"),
            ("1,16", "row1", "(-1.8914, -0.5473, 1.4253, 0.0677)"),
            ("1,16", "row2", "(-1.5880, 0.5378, 0.2316, 0.0247)"),
            ("2,2", "row1", "(0.4472, -0.8944, 2.3416, -0.6708)"),
            ("2,16", "row1", "(-1.9226, 2.6778, 5.7749, -6.4883)"),
            ("2,16", "row2", "(0.9222, 3.3975, 8.4617, -1.1708)"),
        ] {
            assert_eq!(table.get(state, out), right, "{state} {out}");
        }
    }
}
