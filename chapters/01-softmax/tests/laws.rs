//! What the page says about the ends of `f32`, and no table of values shows.

use ch01_softmax::{log_softmax, softmax, softmax_naive};

#[test]
fn exp_is_infinite_above_88_72_and_zero_below_minus_103_97() {
    assert!(88.72_f32.exp().is_finite());
    assert!(88.73_f32.exp().is_infinite());
    assert!((-103.97_f32).exp() > 0.0);
    assert_eq!((-103.98_f32).exp(), 0.0);
}

#[test]
fn naive_and_stable_agree_where_nothing_overflows() {
    for scores in [&[14.0, 12.0][..], &[0.5, -1.0, 2.0, 80.0]] {
        let pairs = softmax(scores).into_iter().zip(softmax_naive(scores));
        for (stable, naive) in pairs {
            assert!((stable - naive).abs() < 1e-6, "{stable} {naive}");
        }
    }
}

#[test]
fn one_million_scores_still_sum_to_1() {
    let scores: Vec<f32> =
        (0..1_000_000).map(|i| (i % 97) as f32 / 97.0).collect();
    let sum: f64 = softmax(&scores).iter().map(|w| f64::from(*w)).sum();
    assert!((sum - 1.0).abs() < 1e-3, "{sum}");
}

#[test]
fn a_weight_can_be_exactly_0_or_1() {
    assert_eq!(softmax(&[113.0, 96.0])[0], 1.0);
    assert_eq!(softmax(&[0.0, -200.0])[1], 0.0);
    assert_eq!(log_softmax(&[0.0, -200.0])[1], -200.0);
}

/// Whatever the sliders say, the widget has the weights of their gaps.
#[test]
fn the_sliders_show_what_softmax_gives() {
    let table = ch01_softmax::worked::widget().table;
    for near in 0..=25 {
        for far in near..=25 {
            let state = format!("{near},{far}");
            let scores = [20 - near, 20, 20 - far].map(|s| s as f32);
            let [a2, a1, a3] = softmax(&scores)[..] else { panic!() };
            for (out, weight) in [("a1", a1), ("a2", a2), ("a3", a3)] {
                let text = report::number(weight);
                assert_eq!(table.get(&state, out), text, "{state}");
            }
        }
    }
    assert_eq!(table.states.len(), 26 * 27 / 2);
    assert_eq!(table.get("2,4", "a2.fill"), "11.7%");
}
