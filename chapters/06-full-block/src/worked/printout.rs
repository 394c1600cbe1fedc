use super::{
    DEPTHS, LENGTHS, POINTS, SEED, Walk, broken, row_of, small_w_1,
    small_w_2, small_x, walk, widest_gap,
};
use crate::experiment::{TOKENS, WIDTH, spreads};
use crate::{Order, count, gelu, gelu_tanh, relu};
use ch05_layernorm::statistics;
use example::WORDS;
use nalgebra::DMatrix;
use report::{Report, Role, about, entries, number};

type M = DMatrix<f32>;

/// What the program prints.
pub fn report() -> String {
    let mut page = Report::new("Chapter 6 · The full block");
    print_by_hand(&mut page);
    print_walk(&mut page, Order::Post);
    print_both(&mut page);
    print_activations(&mut page);
    print_stack(&mut page, &spreads(12, SEED), &DEPTHS, SEED);
    print_counts(&mut page);
    print_broken(&mut page);
    page.to_string()
}

/// What the program prints for the reader's own order, depth and seed.
pub fn report_of(order: Order, depth: usize, seed: u64) -> String {
    let mut page = Report::new("Your own block");
    print_walk(&mut page, order);
    let depths: Vec<usize> = (0..=depth).collect();
    print_stack(&mut page, &spreads(depth, seed), &depths, seed);
    page.to_string()
}

fn print_by_hand(page: &mut Report) {
    page.section("Feed-forward by hand: max(0, xW₁)W₂");
    let hidden = small_x() * small_w_1();
    let active = hidden.map(relu);
    let lines: [(&str, Role, &M); 4] = [
        ("x", Role::X, &small_x()),
        ("xW₁", Role::Plain, &hidden),
        ("ReLU", Role::Plain, &active),
        ("out", Role::Output, &(&active * small_w_2())),
    ];
    for (name, role, matrix) in lines {
        page.line(&format!(
            "{name:<5} {}",
            role.paint(&entries(&row_of(matrix, 0)))
        ));
    }
    page.line("");
    let without = entries(&row_of(&(hidden * small_w_2()), 0));
    page.line(&format!("without ReLU {without}"));
}

/// Every intermediate of one token, in the order in which it arises.
fn print_walk(page: &mut Report, order: Order) {
    let post = order == Order::Post;
    let name = if post { "post-norm" } else { "pre-norm" };
    page.section(&format!("Thinking through the block, {name}"));
    let walk = walk(order);
    let say =
        |page: &mut Report, name: &str, role: Role, m: &M, i: usize| {
            let text = role.paint(&entries(&row_of(m, i)));
            page.line(&format!("{name:<20}{text}"));
        };
    say(page, "x", Role::X, &walk.x, 0);
    if !post {
        normed(page, "norm₁(x)", &walk.x, &walk.attention_in);
    }
    page.line("");
    page.line("attention: Thinking asks, both words answer");
    say(page, "q of Thinking", Role::Q, &walk.q, 0);
    for (i, word) in WORDS.iter().enumerate() {
        say(page, &format!("k of {word}"), Role::K, &walk.k, i);
    }
    for (i, word) in WORDS.iter().enumerate() {
        say(page, &format!("v of {word}"), Role::V, &walk.v, i);
    }
    for head in 0..walk.scores.len() {
        let name = |what: &str| format!("head {}, {what}", head + 1);
        let score = Role::Score;
        say(page, &name("scores"), score, &walk.scores[head], 0);
        say(page, &name("÷ √2"), score, &walk.scaled[head], 0);
        say(page, &name("weights"), score, &walk.weights[head], 0);
    }
    say(page, "heads side by side", Role::Plain, &walk.heads, 0);
    say(page, "· W_O", Role::Plain, &walk.attended, 0);
    page.line("");
    page.line("add it to x");
    say(page, "x + attention", Role::X, &walk.sum_1, 0);
    match post {
        true => normed(page, "h = norm₁", &walk.sum_1, &walk.h),
        false => normed(page, "norm₂(h)", &walk.h, &walk.feed_in),
    }
    page.line("");
    page.line("feed-forward: each word on its own");
    eight(page, "· W₁ + b₁", &walk.hidden);
    eight(page, "ReLU", &walk.active);
    say(page, "· W₂ + b₂", Role::Plain, &walk.fed, 0);
    page.line("");
    page.line("add it to h");
    let last = if post { Role::X } else { Role::Output };
    say(page, "h + feed-forward", last, &walk.sum_2, 0);
    if post {
        normed(page, "y = norm₂", &walk.sum_2, &walk.y);
    }
}

/// A norm's mean and deviation, and what it makes of Thinking.
fn normed(page: &mut Report, name: &str, from: &M, to: &M) {
    let (mean, variance) = statistics(&row_of(from, 0));
    let [mean, deviation] = [mean, (variance + 1e-5).sqrt()].map(number);
    page.line(&format!("{:20}− {mean}, ÷ {deviation}, · γ, + β", ""));
    let text = Role::Output.paint(&entries(&row_of(to, 0)));
    page.line(&format!("{name:<20}{text}"));
}

/// Eight numbers in two lines.
fn eight(page: &mut Report, name: &str, matrix: &M) {
    let row = row_of(matrix, 0);
    for (half, name) in row.chunks(4).zip([name, ""]) {
        page.line(&format!("{name:<20}{}", entries(half)));
    }
}

fn print_both(page: &mut Report) {
    page.section("Both orders, step by step");
    let walks = [("post", walk(Order::Post)), ("pre", walk(Order::Pre))];
    for (token, word) in WORDS.iter().enumerate() {
        if token > 0 {
            page.line("");
        }
        let step = |name: &str, of: fn(&Walk) -> &M| {
            let mut rows = vec![];
            for (order, walk) in &walks {
                let first = if *order == "post" { name } else { "" };
                let row = row_of(of(walk), token);
                let mut cells = vec![first.to_string(), order.to_string()];
                cells.extend(row.into_iter().map(number));
                rows.push(<[String; 6]>::try_from(cells).expect("four"));
            }
            rows
        };
        let rows = [
            step("attention reads", |walk| &walk.attention_in),
            step("attention gives", |walk| &walk.attended),
            step("h", |walk| &walk.h),
            step("feed-forward reads", |walk| &walk.feed_in),
            step("feed-forward gives", |walk| &walk.fed),
            step("out", |walk| &walk.y),
        ];
        page.table([word, "", "1", "2", "3", "4"], rows.concat());
    }
}

fn print_activations(page: &mut Report) {
    page.section("ReLU and two GELUs");
    page.table(
        ["x", "ReLU", "GELU, exact", "GELU, tanh"],
        POINTS.map(|x| [x, relu(x), gelu(x), gelu_tanh(x)].map(number)),
    );
    let [at, apart] = widest_gap();
    page.line("");
    page.line(&format!(
        "The GELUs differ most at ±{at}: by {}.",
        about(apart)
    ));
}

fn print_stack(
    page: &mut Report,
    spreads: &[[f32; 3]],
    depths: &[usize],
    seed: u64,
) {
    page.section(&format!("The stream's spread over a stack, seed {seed}"));
    page.line(&format!(
        "{TOKENS} tokens of width {WIDTH}, random weights in every block"
    ));
    page.line("");
    page.table(
        ["blocks", "post-norm", "pre-norm", "then a final norm"],
        depths.iter().map(|depth| {
            let [post, pre, last] =
                spreads[*depth].map(|spread| about(spread.into()));
            [depth.to_string(), post, pre, last]
        }),
    );
}

fn print_counts(page: &mut Report) {
    page.section("Parameters and operations: d_model 512, d_ff 2048");
    let line = |name: &str, count: usize| {
        [name, &count.to_string()].map(String::from)
    };
    page.table(
        ["parameters", "number"],
        [
            line("attention, no biases", 4 * 512 * 512),
            line("feed-forward", 2 * 512 * 2048 + 2048 + 512),
            line("two norms", 4 * 512),
            line("the block", count::parameters(512, 2048, false)),
            line("with biases", count::parameters(512, 2048, true)),
        ],
    );
    page.line("");
    page.table(
        ["tokens", "operations", "of these n² parts"],
        LENGTHS.map(|n| {
            let operations = count::operations(n, 512, 2048);
            let square = 4 * n * n * 512;
            let share = 100. * square as f64 / operations as f64;
            [n.to_string(), operations.to_string(), format!("{share:.0} %")]
        }),
    );
}

fn print_broken(page: &mut Report) {
    page.section("Break it: what Thinking becomes, post-norm");
    page.table(
        ["changed", "1", "2", "3", "4"],
        broken().map(|(_, does, y)| {
            let [a, b, c, d] = [0, 1, 2, 3].map(|j| number(y[(0, j)]));
            [does.to_string(), a, b, c, d]
        }),
    );
}
