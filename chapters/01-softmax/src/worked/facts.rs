use super::{BROKEN, Broken, LARGE, SCORES, TEMPERATURES, matrix};
use crate::checks::wrong;
use crate::{log_softmax, softmax, softmax_with_temperature};
use report::Facts;

/// Every number of the chapter's page, by name.
pub fn facts() -> Facts {
    let mut facts = Facts::default();
    by_hand(&mut facts);
    other_scores(&mut facts);
    limits(&mut facts);
    broken(&mut facts);
    facts
}

fn by_hand(facts: &mut Facts) {
    let [exp14, exp12] = SCORES.map(f32::exp);
    for (id, exp) in
        [("exp.14", exp14), ("exp.12", exp12), ("exp.sum", exp14 + exp12)]
    {
        // To integers: f32 has no decimals left here that can be trusted.
        facts.add(id, exp.round()).decimals(0);
    }
    let [e, exp2] = [1_f32, 2.].map(f32::exp);
    facts.add("exp.1", e).decimals(2);
    facts.add("exp.2", exp2).decimals(2);
    facts.add("exp.-1", (-1_f32).exp()).decimals(2);
    facts.add("exp.2.sum", exp2 + 1.).decimals(2);
    facts.add("exp.1.sum", e + 1.).decimals(2);
    pair(facts, "a", &softmax(&SCORES), &[2]);
}

fn other_scores(facts: &mut Facts) {
    facts.add("raised2", softmax(&[15., 12.])[1]).decimals(2);
    for t in TEMPERATURES {
        let weights = softmax_with_temperature(&SCORES, t);
        pair(facts, &format!("T{t}."), &weights, &[2]);
    }
    let large = softmax(&LARGE);
    facts.add("large1", large[0]);
    facts.add("large2", large[1]).decimals(7);
    let logs = log_softmax(&SCORES);
    facts.add("log1", logs[0]);
    facts.add("log2", logs[1]);
    // ln Σ exp(s), since ln a = s − ln Σ exp(s).
    facts.add("log.sum", SCORES[0] - logs[0]).decimals(2);
    // 2 to the power s is exp(s / T) for this T.
    facts.add("two.T", 1. / 2_f32.ln()).decimals(2);
}

/// Where numbers end. In `f64`, which holds what `f32` can't.
fn limits(facts: &mut Facts) {
    facts.add("f32.max", f32::MAX);
    facts.add("f32.max.ln", f64::from(f32::MAX).ln()).decimals(2);
    facts.add("f64.max.ln", f64::MAX.ln()).decimals(0);
    facts.add("exp.112", 112_f64.exp());
    facts.add("exp.16", 16_f64.exp().round()).decimals(0);
    // What is at most half the smallest f32, 2⁻¹⁴⁹, rounds to 0.
    let vanishing = 2_f64.powi(-150).ln();
    facts.add("f32.vanishing.ln", vanishing).decimals(2);
}

fn broken(facts: &mut Facts) {
    for Broken { id, gives, .. } in BROKEN {
        let gives = gives();
        if gives.iter().all(|x| x.is_finite()) {
            pair(facts, id, &gives, &[]);
        }
    }
    let shares = wrong::leaves_out_exp(&SCORES);
    facts.add("share1", shares[0]).decimals(2);
    facts.add("share2", shares[1]).decimals(2);
    let scores = [4., 2.];
    facts.add("share.4.2", wrong::leaves_out_exp(&scores)[1]).decimals(2);
    let powers = wrong::takes_powers_of_two(&scores);
    facts.add("power.4.2", powers[1]).decimals(2);
    let row_sum = wrong::weighs_columns(&matrix()).row(0).sum();
    facts.add("columns.sum", row_sum).decimals(2);
}

/// Two numbers, `…1` and `…2`, with further renderings of so many decimals.
fn pair(facts: &mut Facts, id: &str, values: &[f32], decimals: &[usize]) {
    for (i, value) in values.iter().enumerate() {
        let fact = facts.add(&format!("{id}{}", i + 1), *value);
        for decimals in decimals {
            fact.decimals(*decimals);
        }
    }
}
