use super::{
    BROKEN, K_TILE, Q_TILE, TILES, k, q, row_of, run_experiment, toy, v,
};
use crate::{attention, dot, scaled_scores, scores};
use ch01_softmax::{softmax, softmax_rows};
use report::Facts;

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
        // To four decimals, since the last bit of a sum is chance.
        let sum = (weights.row(0).sum() * 1e4).round() / 1e4;
        facts.add(&format!("{id}.sum"), sum);
    }
}

fn random(facts: &mut Facts) {
    let sd = 64_f32.sqrt();
    facts.add("random.sigmas", 112. / sd);
    let gap = 128_f32.sqrt();
    facts.add("random.gap", gap).decimals(2).decimals(1);
    facts.add("random.gap.weight", softmax(&[gap, 0.])[0]).decimals(5);
    facts.add("random.gap.scaled", softmax(&[gap / sd, 0.])[0]).decimals(2);
    for (d_k, width) in run_experiment() {
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
