//! What the page says in words and integers, where no gate looks.

use ch01_softmax::softmax;
use ch02_scaled_dot_product::experiment::draw;
use ch02_scaled_dot_product::worked::{self, TILES};
use ch02_scaled_dot_product::{attention, attention_loops, scores};
use nalgebra::DMatrix;
use rand::{SeedableRng, rngs::ChaCha8Rng};

#[test]
fn the_smaller_weight_at_gap_16_is_one_in_nine_million() {
    let ratio = 1.0 + 16_f64.exp();
    assert!((8_500_000.0..9_500_000.0).contains(&ratio));
    assert!(
        (f64::from(softmax(&[112.0, 96.0])[1]) * ratio - 1.0).abs() < 1e-6
    );
}

#[test]
fn the_slope_is_117_000_times_smaller_without_the_division() {
    let facts = worked::facts();
    assert_eq!((facts.get("slope.ratio") / 1e3).round(), 117.0);
    assert_eq!((facts.get("nudge.ratio") / 1e3).round(), 176.0);
    // "falls to about a third": the slope at gap 17 beside that at 16.
    let third = facts.get("nudge.raw.a12") / facts.get("raw.a12");
    assert!((third - 1.0 / 3.0).abs() < 0.05);
}

#[test]
fn f32_rounds_the_large_weight_to_1_at_a_gap_of_17() {
    assert_eq!(softmax(&[113.0, 96.0])[0], 1.0);
    assert!(softmax(&[112.0, 96.0])[0] < 1.0);
}

#[test]
fn a_loop_that_ends_one_entry_early_hides_in_the_weights() {
    let short = |matrix: DMatrix<f32>| matrix.columns(0, 63).into_owned();
    let scores = scores(&short(worked::q(TILES)), &short(worked::k(TILES)));
    assert_eq!((scores[(0, 0)], scores[(0, 1)]), (113.0, 97.0));
    let weights = |a: f32, b: f32| softmax(&[a / 8.0, b / 8.0]);
    assert_eq!(weights(113.0, 97.0), weights(112.0, 96.0));
}

#[test]
fn in_about_15_pairs_of_100_the_gap_exceeds_16() {
    let mut rng = ChaCha8Rng::seed_from_u64(worked::SEED);
    let wide = (0..worked::DRAWS).filter(|_| {
        let (q, k) = draw(2, 64, &mut rng);
        let scores = scores(&q, &k);
        (scores[(0, 0)] - scores[(0, 1)]).abs() > 16.0
    });
    let share = wide.count() as f64 / worked::DRAWS as f64;
    assert!((share - 0.15).abs() < 0.02, "{share}");
}

#[test]
fn swapped_words_swap_the_rows_of_the_output() {
    let swapped = |mut matrix: DMatrix<f32>| {
        matrix.swap_rows(0, 1);
        matrix
    };
    let (q, k, v) = (worked::q(TILES), worked::k(TILES), worked::v());
    let (_, output) = attention(&q, &k, &v);
    let (_, other) = attention(&swapped(q), &swapped(k), &swapped(v));
    assert_eq!(swapped(output), other);
}

#[test]
fn both_forms_refuse_other_heights_of_k_and_v() {
    for attention in [attention, attention_loops] {
        let refused = std::panic::catch_unwind(|| {
            attention(
                &worked::q(1),
                &worked::k(1),
                &worked::q(1).transpose(),
            )
        });
        let message = *refused.unwrap_err().downcast::<String>().unwrap();
        assert!(message.contains("(2, 4)") && message.contains("(4, 2)"));
    }
}

#[test]
fn chapter_0_draws_the_numbers_of_its_ten_lines() {
    let figures = worked::figures();
    let data = |number: &str| {
        let figure = figures.iter().find(|f| f.number == number);
        figure.expect("it is drawn").data.clone()
    };
    assert_eq!(
        data("0.1")[1..],
        [["q", "3", "1"], ["k1", "2", "1"], ["k2", "1", "3"]]
    );
    assert_eq!(data("0.2")[5][1..], ["7", "7", "6", "6"]);
    assert_eq!(data("0.3")[3], ["s = q Kᵀ", "1×2", "7, 6"]);
    let memory: Vec<String> =
        data("0.4")[1..].iter().map(|row| row[1].clone()).collect();
    assert_eq!(memory, ["1", "0", "0", "1", "2", "2"]);
}

/// At the divisor √d_k the knob shows attention itself; elsewhere, softmax.
#[test]
fn the_knob_shows_what_the_chapter_computes() {
    use worked::{k, q, v};
    let table = worked::widget().table;
    let (weights, _) = attention(&q(TILES), &k(TILES), &v());
    assert_eq!(table.get("8", "a2"), report::number(weights[(0, 1)]));
    for divisor in 1..=64 {
        let state = divisor.to_string();
        let scaled = [112., 96.].map(|score| score / divisor as f32);
        let a = softmax(&scaled);
        let slope = a[0] * a[1];
        for (out, x) in [
            ("t2", scaled[1]),
            ("a1", a[0]),
            ("a2", a[1]),
            ("slope", slope),
            ("step", slope / divisor as f32),
        ] {
            assert_eq!(
                table.get(&state, out),
                report::number(x),
                "{state} {out}"
            );
        }
    }
    assert_eq!(table.get("8", "step"), "0.0131");
    // The right answer to its question: the top lies between 8 and 64.
    let step = |d: &str| table.get(d, "step").parse::<f32>().unwrap();
    assert!(step("10") > step("8") && step("10") > step("64"));
}
