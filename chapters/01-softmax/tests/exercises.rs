//! Each law of an exercise catches a program that every probe lets pass.

use ch01_softmax::checks::{e1_2, e1_3, e1_4, e1_5, e1_6, softmax_f64};
use ch01_softmax::softmax_with_temperature;
use ch01_softmax::{log_softmax, softmax, softmax_rows};
use judge::Outcome;

/// By programs that are right on every probe, and wrong where a law looks.
#[test]
fn each_law_is_needed() {
    const SUM: &str = "the weights sum to 1";
    const SHIFT: &str = "adding 100 to every score changes nothing";
    const MASKED: &str = "a row that is masked as a whole gets zeros";
    let lawless = [
        (
            SUM,
            e1_2().judge(|s| match s.len() {
                2 | 3 => softmax(s),
                _ => vec![0.5; s.len()],
            }),
        ),
        (
            SHIFT,
            e1_2().judge(|s| match s {
                [101.0, _] => vec![0.5; 2],
                _ => softmax(s),
            }),
        ),
        (
            SUM,
            e1_3().judge(|s, t| match s.len() {
                2 | 3 => softmax_with_temperature(s, t),
                _ => vec![0.5; s.len()],
            }),
        ),
        (
            "doubling scores and temperature changes nothing",
            e1_3().judge(|s, t| softmax_with_temperature(s, t.min(5.0))),
        ),
        (
            "exp of the results sums to 1",
            e1_4().judge(|s| match s.len() {
                2 | 3 => log_softmax(s),
                _ => vec![0.5; s.len()],
            }),
        ),
        (
            "results lie as far apart as their scores",
            e1_4().judge(|s| {
                log_softmax(s).iter().map(|log| log.max(-250.0)).collect()
            }),
        ),
        (
            "each row sums to 1",
            e1_5().judge(|s| match s.nrows() {
                2 | 3 => softmax_rows(s),
                _ => s.map(|_| 0.5),
            }),
        ),
        // What softmax alone makes of such a row, and an even choice.
        (
            MASKED,
            e1_5().judge(|s| {
                let mut weights = s.clone();
                for mut row in weights.row_iter_mut() {
                    row.add_scalar_mut(-row.max());
                    row.apply(|score| *score = score.exp());
                    row /= row.sum();
                }
                weights
            }),
        ),
        (
            MASKED,
            e1_5()
                .judge(|s| softmax_rows(&s.map(|score| score.max(-1e30)))),
        ),
        (
            SHIFT,
            e1_6().judge(|s, h| match s {
                [101.0, ..] => (0.5, 0.5),
                _ => {
                    let a = |h: f64| {
                        let mut moved = s.to_vec();
                        moved[0] += h;
                        softmax_f64(&moved)[0]
                    };
                    let slope = a(0.0) * (1.0 - a(0.0));
                    (slope, (a(h) - a(-h)) / (2.0 * h))
                }
            }),
        ),
    ];
    for (law, verdict) in lawless {
        let Outcome::Law { name, .. } = verdict.outcome() else {
            panic!("not `{law}`: {verdict}");
        };
        assert_eq!(*name, law, "{verdict}");
    }
}
