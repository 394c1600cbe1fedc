use super::{
    STARTS, attend, broken, from, norm_1, plain_norm, stream, three_tokens,
    token, turn,
};
use crate::{
    RmsNorm, batch_norm, post_norm, pre_norm, statistics,
    variance_in_one_pass,
};
use nalgebra::{DMatrix, RowDVector};
use report::Facts;

type M = DMatrix<f32>;

/// Every number of the chapter's page, by name.
pub fn facts() -> Facts {
    let mut facts = Facts::default();
    by_hand(&mut facts);
    thinking_machines(&mut facts);
    invariances(&mut facts);
    other_norms(&mut facts);
    orders(&mut facts);
    for (id, _, y) in broken().into_iter().flat_map(|(_, made)| made) {
        let decimals: &[usize] = match id {
            "unit.right" | "unit.LN-1" | "post" | "LN-6" | "RS-3" => &[2],
            _ => &[],
        };
        row(&mut facts, id, &y, decimals);
    }
    facts
}

fn by_hand(facts: &mut Facts) {
    let x = token();
    let (mean, variance) = statistics(x.as_slice());
    facts.add("mean", mean).decimals(1);
    facts.add("variance", variance).decimals(2);
    facts.add("deviation", (variance + 1e-5).sqrt()).decimals(2);
    for (j, x) in x.iter().enumerate() {
        let distance = x - mean;
        facts.add(&format!("distance{}", j + 1), distance).decimals(1);
        facts
            .add(&format!("square{}", j + 1), distance.powi(2))
            .decimals(2);
    }
    row(facts, "y", plain_norm(&x).as_slice(), &[2]);
    let (mean, variance) = statistics(&[1., 0., 0., 0.]);
    facts.add("unit.distance", 1. - mean).decimals(2);
    facts.add("unit.variance", variance);
    facts.add("unit.deviation", variance.sqrt()).decimals(2);
}

fn thinking_machines(facts: &mut Facts) {
    let stream = stream();
    matrix(facts, "stream", &stream);
    matrix(facts, "normalised", &plain_norm(&stream));
    matrix(facts, "normed", &norm_1().forward(&stream));
    // What a reader may predict for ten times the token.
    let first = norm_1().forward(&stream)[(0, 0)];
    facts.add("guess", first).decimals(2).times(10., 2).times(0.1, 2);
    for (i, token) in stream.row_iter().enumerate() {
        let token: Vec<f32> = token.iter().copied().collect();
        spread(facts, &format!("t{}.", i + 1), &token);
    }
}

fn invariances(facts: &mut Facts) {
    let x = token();
    for (id, token) in [
        ("shifted", x.add_scalar(100.)),
        ("tenfold", &x * 10.),
        ("thousandth", &x / 1000.),
    ] {
        spread(facts, &format!("{id}."), token.as_slice());
        row(facts, id, plain_norm(&token).as_slice(), &[]);
    }
    for start in STARTS {
        let token = from(start);
        facts.add(&format!("from{start}.two"), statistics(&token).1);
        let one = variance_in_one_pass(&token);
        facts.add(&format!("from{start}.one"), one);
    }
    let branch = turn(&x);
    let ten_first = plain_norm(&(&x * 10. + branch));
    row(facts, "ten.sum", ten_first.as_slice(), &[]);
}

fn other_norms(facts: &mut Facts) {
    let gamma = RowDVector::repeat(4, 1.);
    let rms = RmsNorm { gamma, epsilon: 1e-5 };
    let x = token();
    let mean_square = x.norm_squared() / 4.;
    facts.add("rms.square", mean_square).decimals(1);
    facts.add("rms", mean_square.sqrt()).decimals(2);
    row(facts, "rms.y", rms.forward(&x).as_slice(), &[]);
    let shifted = rms.forward(&x.add_scalar(100.));
    row(facts, "rms.shifted", shifted.as_slice(), &[]);
    let (x, changed) = three_tokens();
    matrix(facts, "axis.layer", &plain_norm(&x));
    matrix(facts, "axis.batch", &batch_norm(&x, 1e-5));
    let first = batch_norm(&changed, 1e-5).rows(0, 1).into_owned();
    matrix(facts, "axis.ten.batch", &first);
}

fn orders(facts: &mut Facts) {
    let (x, norm) = (example::x(), norm_1());
    matrix(facts, "tm.post", &post_norm(&x, &norm, attend));
    matrix(facts, "tm.pre", &pre_norm(&x, &norm, attend));
    let normalised = norm.forward(&x);
    matrix(facts, "tm.norm", &normalised);
    matrix(facts, "tm.branch", &attend(&normalised));
}

/// The mean, the variance and the divisor of a token.
fn spread(facts: &mut Facts, id: &str, token: &[f32]) {
    let (mean, variance) = statistics(token);
    facts.add(&format!("{id}mean"), mean);
    facts.add(&format!("{id}variance"), variance);
    facts.add(&format!("{id}deviation"), (variance + 1e-5).sqrt());
}

/// Numbers `…1`, `…2` and so on, with further renderings of so many decimals.
fn row(facts: &mut Facts, id: &str, values: &[f32], decimals: &[usize]) {
    for (j, value) in values.iter().enumerate() {
        let fact = facts.add(&format!("{id}.{}", j + 1), *value);
        for decimals in decimals {
            fact.decimals(*decimals);
        }
    }
}

/// Each entry of a matrix: `….1.2` is in row 1, column 2.
fn matrix(facts: &mut Facts, id: &str, matrix: &M) {
    for (i, entries) in matrix.row_iter().enumerate() {
        let entries: Vec<f32> = entries.iter().copied().collect();
        row(facts, &format!("{id}.{}", i + 1), &entries, &[]);
    }
}
