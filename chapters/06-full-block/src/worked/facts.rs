use super::{
    DEPTHS, POINTS, SEED, Walk, broken, row_of, small_w_1, small_w_2,
    small_x, walk,
};
use crate::experiment::spreads;
use crate::{Order, count, gelu, gelu_tanh, relu};
use ch05_layernorm::{LayerNorm, statistics};
use report::Facts;

/// Every number of the chapter's page, by name.
pub fn facts() -> Facts {
    let mut facts = Facts::default();
    by_hand(&mut facts);
    for (name, order) in [("post", Order::Post), ("pre", Order::Pre)] {
        of_walk(&mut facts, name, &walk(order));
    }
    beside_the_walk(&mut facts);
    activations(&mut facts);
    stack(&mut facts);
    counts(&mut facts);
    for (id, _, y) in broken() {
        row(&mut facts, &format!("broken.{id}"), &row_of(&y, 0));
    }
    facts
}

fn by_hand(facts: &mut Facts) {
    let hidden = small_x() * small_w_1();
    row(facts, "hand.hidden", &row_of(&hidden, 0));
    row(facts, "hand.y", &row_of(&(hidden.map(relu) * small_w_2()), 0));
    row(facts, "hand.no_relu", &row_of(&(hidden * small_w_2()), 0));
}

fn of_walk(facts: &mut Facts, order: &str, walk: &Walk) {
    let steps = [
        ("attention_in", &walk.attention_in),
        ("q", &walk.q),
        ("k", &walk.k),
        ("v", &walk.v),
        ("scores.head1", &walk.scores[0]),
        ("scores.head2", &walk.scores[1]),
        ("scaled.head1", &walk.scaled[0]),
        ("scaled.head2", &walk.scaled[1]),
        ("a.head1", &walk.weights[0]),
        ("a.head2", &walk.weights[1]),
        ("heads", &walk.heads),
        ("attended", &walk.attended),
        ("sum1", &walk.sum_1),
        ("h", &walk.h),
        ("feed_in", &walk.feed_in),
        ("hidden", &walk.hidden),
        ("active", &walk.active),
        ("fed", &walk.fed),
        ("sum2", &walk.sum_2),
        ("y", &walk.y),
    ];
    for (step, matrix) in steps {
        for token in 0..matrix.nrows() {
            let id = format!("{order}.{step}.{}", token + 1);
            row(facts, &id, &row_of(matrix, token));
        }
    }
    // What each norm does before γ and β.
    let (first, second) = match order {
        "post" => (&walk.sum_1, &walk.sum_2),
        _ => (&walk.x, &walk.h),
    };
    let unit = LayerNorm::new(4);
    for (norm, matrix) in [("norm1", first), ("norm2", second)] {
        let (mean, variance) = statistics(&row_of(matrix, 0));
        facts.add(&format!("{order}.{norm}.mean"), mean);
        facts.add(&format!("{order}.{norm}.deviation"), variance.sqrt());
        let id = format!("{order}.{norm}.unit");
        row(facts, &id, &row_of(&unit.forward(matrix), 0));
    }
    for (step, matrix) in [("x", &walk.x), ("y", &walk.y)] {
        for token in 0..2 {
            let (_, variance) = statistics(&row_of(matrix, token));
            let id = format!("{order}.{step}.{}.spread", token + 1);
            facts.add(&id, variance.sqrt());
        }
    }
}

/// What the page computes beside the walk.
fn beside_the_walk(facts: &mut Facts) {
    let [post, pre] = [Order::Post, Order::Pre].map(walk);
    facts.add("third.post", post.y[(0, 2)]).decimals(2);
    facts.add("third.pre", pre.y[(0, 2)]).decimals(2);
    let branches = pre.attended[(0, 2)] + pre.fed[(0, 2)];
    facts.add("third.branches", branches).decimals(2);
    let normed = LayerNorm::new(4).forward(&pre.y);
    facts.add("third.normed", normed[(0, 2)]).decimals(2);
    // The page subtracts these by hand, so it writes them without a sign.
    for j in [1, 3] {
        facts.add(&format!("h.{}.size", j + 1), post.h[(0, j)].abs());
    }
    for (j, name) in ["1", "2"].into_iter().enumerate() {
        let scaled = [post.scaled[0][(0, j)], post.scaled[1][(0, j)]];
        facts.add(&format!("scaled.head1.{name}"), scaled[0]).decimals(2);
        facts.add(&format!("scaled.head2.{name}"), scaled[1]).decimals(2);
        let score = pre.scores[0][(0, j)];
        facts.add(&format!("pre.score.{name}"), score).decimals(2);
    }
}

fn activations(facts: &mut Facts) {
    for x in POINTS {
        facts.add(&format!("gelu({x})"), gelu(x));
        facts.add(&format!("gelu_tanh({x})"), gelu_tanh(x));
    }
    facts.add("gelu.constant", 0.044715).decimals(6);
    let [at, apart] = super::widest_gap();
    facts.add("gelu.apart.at", at).decimals(1).decimals(2);
    facts.add("gelu.apart", apart).about().decimals(7);
}

fn stack(facts: &mut Facts) {
    let spreads = spreads(12, SEED);
    for depth in DEPTHS {
        for (name, spread) in
            ["post", "pre", "final"].into_iter().zip(spreads[depth])
        {
            // Three decimals: f32's last digits differ between processors.
            let spread = (spread * 1e3).round() / 1e3;
            facts.add(&format!("{name}.spread.{depth}"), spread).about();
        }
    }
    // Each of 2·12 sublayers of spread 1 adds 1 to the variance.
    facts.add("unit.12", 25_f32.sqrt());
    facts.add("unit.6", 13_f32.sqrt()).decimals(1);
}

fn counts(facts: &mut Facts) {
    let mut add = |id: &str, count: usize| {
        facts.add(id, count as f64).decimals(0).times(1e-6, 2);
    };
    add("parameters", count::parameters(512, 2048, false));
    add("parameters.bias", count::parameters(512, 2048, true));
    add("parameters.small", count::parameters(512, 512, false));
    add("parameters.stack", 6 * count::parameters(512, 2048, false));
    add("operations.2", count::operations(2, 4, 8));
    for n in super::LENGTHS {
        let operations = count::operations(n, 512, 2048);
        add(&format!("operations.{n}"), operations);
    }
}

fn row(facts: &mut Facts, id: &str, values: &[f32]) {
    for (j, value) in values.iter().enumerate() {
        facts.add(&format!("{id}.{}", j + 1), *value);
    }
}
