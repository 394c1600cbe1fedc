use super::{
    DEPTH, DEVIATIONS, P, SCALE, SEED, attend, branch, broken_layers,
    broken_pairs, by_hand, draws, mean_of_draws, row_of, run_random,
    run_scaled, untouched, x,
};
use crate::experiment::WIDTH;
use crate::residual;
use nalgebra::DMatrix;
use report::Facts;

/// Every number of the chapter's page, by name.
pub fn facts() -> Facts {
    let mut facts = Facts::default();
    by_hand_and_machine(&mut facts);
    deep(&mut facts);
    dropped(&mut facts);
    broken(&mut facts);
    facts
}

fn by_hand_and_machine(facts: &mut Facts) {
    row(facts, "hand.f", &by_hand(&x()), 0);
    row(facts, "hand.sum", &residual(&x(), by_hand), 0);
    let sum = residual(&example::x(), attend);
    for i in 0..2 {
        let id = i + 1;
        let z = attend(&example::x());
        for (name, matrix) in [("z", &z), ("sum", &sum)] {
            for (j, entry) in row_of(matrix, i).into_iter().enumerate() {
                let id = format!("{name}{id}.{}", j + 1);
                facts.add(&id, entry).decimals(2);
            }
        }
    }
}

fn deep(facts: &mut Facts) {
    for (id, s) in [("tenth", SCALE), ("whole", 1.)] {
        let [plain, skip] = run_scaled(DEPTH, s);
        facts.add(&format!("{id}.plain"), plain.gradient[DEPTH]);
        let id = format!("{id}.skip");
        let fact = facts.add(&id, skip.gradient[DEPTH]);
        if s == SCALE {
            fact.decimals(2);
        }
    }
    facts.add("scale", SCALE).decimals(1);
    facts.add("factor", 1. + SCALE).decimals(1);
    for deviation in DEVIATIONS {
        let [plain, skip] = run_random(DEPTH, deviation, SEED);
        // What xW makes of a length on average, and x + xW.
        let grows = WIDTH as f64 * f64::from(deviation).powi(2);
        let runs = [("plain", plain, grows), ("skip", skip, 1. + grows)];
        for (id, left, factor) in runs {
            let id = format!("random{deviation}.{id}");
            let mut add = |name: &str, value: f64| {
                // A processor's own order of additions shows after that.
                let three = format!("{value:.2e}").parse::<f64>();
                let three = three.expect("it was a number");
                facts.add(&format!("{id}.{name}"), three).about();
            };
            add("signal", left.signal[DEPTH].into());
            add("gradient", left.gradient[DEPTH].into());
            add("expected", factor.powf(DEPTH as f64 / 2.));
        }
        facts.add(&format!("deviation{deviation}"), deviation).decimals(2);
    }
}

fn dropped(facts: &mut Facts) {
    facts.add("p", P).decimals(2);
    facts.add("kept.scale", 1. / (1. - P)).decimals(2);
    facts.add("paper.p", 0.1).decimals(1);
    facts.add("paper.kept", 0.9).decimals(1);
    facts.add("paper.scale", 1. / (1. - 0.1)).decimals(2);
    facts
        .add("untouched", untouched(0.1, DEPTH))
        .decimals(2)
        .times(100., 0);
    for (i, draw) in draws(3, SEED).iter().enumerate() {
        row(facts, &format!("draw{}.", i + 1), draw, 0);
    }
    row(facts, "mean.", &mean_of_draws(), 0);
    row(facts, "kept.", &(branch() / (1. - P)), 0);
}

fn broken(facts: &mut Facts) {
    for (id, gives, _) in broken_layers().into_iter().chain(broken_pairs())
    {
        row(facts, id, &gives, 0);
    }
}

/// The entries of row i, `…1`, `…2`, …
fn row(facts: &mut Facts, id: &str, matrix: &DMatrix<f32>, i: usize) {
    for (j, entry) in row_of(matrix, i).into_iter().enumerate() {
        facts.add(&format!("{id}{}", j + 1), entry);
    }
}
