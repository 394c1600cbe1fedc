use super::{
    DEPTH, DEVIATIONS, P, SCALE, SEED, attend, draws, mean_of_draws,
    row_of, run_random, run_scaled, untouched,
};
use crate::experiment::WIDTH;
use crate::residual;
use nalgebra::DMatrix;
use report::Facts;

/// Every number of the chapter's page, by name.
pub fn facts() -> Facts {
    let mut facts = Facts::default();
    added(&mut facts);
    deep(&mut facts);
    dropped(&mut facts);
    facts
}

fn added(facts: &mut Facts) {
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
    let [plain, skip] = run_scaled(DEPTH, SCALE);
    facts.add("plain", plain.gradient[DEPTH]);
    facts.add("skip", skip.gradient[DEPTH]).decimals(2);
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
    }
}

fn dropped(facts: &mut Facts) {
    facts.add("kept.scale", 1. / (1. - P)).decimals(2);
    facts
        .add("untouched", untouched(0.1, DEPTH))
        .decimals(2)
        .times(100., 0);
    for (i, draw) in draws(3, SEED).iter().enumerate() {
        row(facts, &format!("draw{}.", i + 1), draw, 0);
    }
    row(facts, "mean.", &mean_of_draws(), 0);
}

/// The entries of row i, `…1`, `…2`, …
fn row(facts: &mut Facts, id: &str, matrix: &DMatrix<f32>, i: usize) {
    for (j, entry) in row_of(matrix, i).into_iter().enumerate() {
        facts.add(&format!("{id}{}", j + 1), entry);
    }
}
