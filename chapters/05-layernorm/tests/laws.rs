//! What holds of every norm whatever the numbers, on seeded random tokens. A
//! law takes a program, so that it can be seen to reject the wrong ones.

use ch05_layernorm::checks::{self, Norm, wrong};
use ch05_layernorm::worked::{Map, norm_1, plain_norm, three_tokens, turn};
use ch05_layernorm::{LayerNorm, RmsNorm, batch_norm, post_norm, pre_norm};
use judge::Outcome;
use nalgebra::{DMatrix, RowDVector};
use rand::{SeedableRng, rngs::ChaCha8Rng};
use rand_distr::StandardNormal;
use std::panic;

type M = DMatrix<f32>;
type Row = RowDVector<f32>;

const EPSILON: f32 = 1e-5;

/// A norm's law: true when it is kept.
type Law = fn(Norm) -> bool;

const LAWS: [(&str, Law); 7] = [
    ("a shift of the token changes nothing", |norm| {
        // Sixteenths stay exact when the shift is added.
        let x = random(5, 8, 1).map(|x| (x * 16.0).round() / 16.0);
        let y = plain(norm, &x);
        [100.0, 10000.0].into_iter().all(|shift| {
            close(&plain(norm, &x.add_scalar(shift)), &y, 2e-3)
        })
    }),
    ("a factor changes nothing, up to ε", |norm| {
        let x = random(5, 8, 2);
        close(&plain(norm, &(&x * 10.0)), &plain(norm, &x), 1e-3)
    }),
    ("a far token never changes this token", |norm| {
        let x = random(6, 4, 3);
        let mut changed = x.clone();
        changed.row_mut(5).scale_mut(1e8);
        let [y, z] = [&x, &changed].map(|x| plain(norm, x));
        y.rows(0, 5) == z.rows(0, 5)
    }),
    ("mean 0, and mean square σ²/(σ² + ε)", |norm| {
        let x = random(5, 8, 4);
        let y = plain(norm, &x);
        x.row_iter().zip(y.row_iter()).all(|(x, y)| {
            let variance = x.map(f64::from).variance();
            let y = y.map(f64::from);
            let square = variance / (variance + f64::from(EPSILON));
            y.mean().abs() < 1e-6
                && (y.norm_squared() / 8.0 - square).abs() < 1e-6
        })
    }),
    ("where σ² is far below ε, (x - μ)/√ε is left", |norm| {
        let x = M::from_row_slice(1, 3, &[1e-5, 4e-5, -2e-5]);
        let distances = M::from_row_slice(1, 3, &[0.0, 3e-5, -3e-5]);
        let epsilon = 100.0 * EPSILON;
        let y = norm(&x, &Row::repeat(3, 1.0), &Row::zeros(3), epsilon);
        close(&y, &(distances / epsilon.sqrt()), 1e-6)
    }),
    ("a token of equal entries becomes β", |norm| {
        let (gamma, beta) = learned();
        let x = M::from_element(2, 4, 7.0);
        let y = norm(&x, &gamma, &beta, EPSILON);
        y.row_iter().all(|y| y == beta.row(0))
    }),
    ("γ and β act after the norm, each on its feature", |norm| {
        let (gamma, beta) = learned();
        let x = random(5, 4, 5);
        let mut expected = plain(norm, &x);
        for mut y in expected.row_iter_mut() {
            y.component_mul_assign(&gamma);
            y += &beta;
        }
        close(&norm(&x, &gamma, &beta, EPSILON), &expected, 1e-6)
    }),
];

/// Every LN- mistake that is a norm. LN-10 and LN-12 are none: see below, and
/// chapter 6, whose block has two norms.
const MUTANTS: [(&str, Norm); 16] = [
    ("LN-1", wrong::takes_the_sample_variance),
    ("LN-2", wrong::adds_epsilon_to_the_root),
    ("LN-3", wrong::forgets_the_root),
    ("LN-4", wrong::normalises_features),
    ("LN-5", wrong::normalises_the_whole_matrix),
    ("LN-6", wrong::takes_one_pass),
    ("LN-7", wrong::scales_too_early),
    ("LN-8", wrong::keeps_the_mean),
    ("LN-9", wrong::leaves_epsilon_out),
    ("LN-11", wrong::takes_one_gamma),
    ("LN-13", wrong::forgets_to_subtract),
    ("LN-14", wrong::leaves_gamma_and_beta_out),
    ("LN-15", wrong::adds_beta_too_early),
    ("LN-16", wrong::takes_epsilon_as_a_floor),
    ("LN-17", wrong::takes_its_own_epsilon),
    ("all centred at once", centres_all_tokens_first),
];

fn right(x: &M, gamma: &Row, beta: &Row, epsilon: f32) -> M {
    LayerNorm { gamma: gamma.clone(), beta: beta.clone(), epsilon }
        .forward(x)
}

/// On paper a layer norm: it subtracts the mean of all entries first, which
/// the norm takes away anyway. In `f32` a large token drowns the others.
fn centres_all_tokens_first(x: &M, g: &Row, b: &Row, e: f32) -> M {
    right(&x.add_scalar(-x.mean()), g, b, e)
}

fn broken(norm: Norm) -> Vec<&'static str> {
    let broken = |(_, law): &&(&str, Law)| !law(norm);
    LAWS.iter().filter(broken).map(|(name, _)| *name).collect()
}

#[test]
fn the_chapters_layer_norm_keeps_every_law() {
    assert_eq!(broken(right), [""; 0]);
}

#[test]
fn every_mutant_breaks_a_law() {
    for (id, mutant) in MUTANTS {
        assert!(!broken(mutant).is_empty(), "{id} survives");
    }
}

#[test]
fn every_law_is_broken_by_a_mutant() {
    for (name, law) in LAWS {
        let rejects = MUTANTS.iter().any(|(_, mutant)| !law(*mutant));
        assert!(rejects, "no mutant breaks: {name}");
    }
}

/// LN-10: γ of 0 or β of 1 would make every new norm constant or lifted.
#[test]
fn a_new_norm_normalises_and_no_more() {
    let LayerNorm { gamma, beta, epsilon } = LayerNorm::new(3);
    assert_eq!(gamma.as_slice(), [1.0; 3]);
    assert_eq!(beta.as_slice(), [0.0; 3]);
    assert_eq!(epsilon, 1e-5);
}

#[test]
fn a_later_token_changes_an_earlier_one_in_batch_norm_alone() {
    let (x, changed) = three_tokens();
    let moved = |norm: Map| (norm(&changed) - norm(&x)).rows(0, 2).amax();
    assert_eq!(moved(plain_norm), 0.0);
    assert_eq!(moved(rms_norm), 0.0);
    assert!(moved(|x| batch_norm(x, EPSILON)) > 0.5);
}

/// The branch is small beside ten times the stream, whose norm comes nearer.
#[test]
fn a_factor_before_the_sum_is_no_factor_of_the_sum() {
    let x = random(3, 4, 6);
    let (ten, branch) = (&x * 10.0, turn(&x));
    let norm = |x: M| plain_norm(&x);
    assert!(close(&norm(ten.clone()), &norm(x.clone()), 1e-3));
    let [one, tenfold] = [norm(&x + &branch), norm(ten + branch)];
    assert!((&one - &tenfold).amax() > 0.1);
    assert!((tenfold - norm(x.clone())).norm() < (one - norm(x)).norm());
}

#[test]
fn rms_norm_keeps_scale_and_sign_but_no_shift() {
    let x = random(5, 8, 7);
    let y = rms_norm(&x);
    assert!(close(&rms_norm(&(&x * 10.0)), &y, 1e-3));
    assert_eq!(rms_norm(&-&x), -&y);
    assert!((rms_norm(&x.add_scalar(100.0)) - &y).amax() > 0.5);
    // Where the mean is 0 already, it is the layer norm.
    let mut centred = x;
    for mut token in centred.row_iter_mut() {
        let mean = token.mean();
        token.add_scalar_mut(-mean);
    }
    assert!(close(&rms_norm(&centred), &plain_norm(&centred), 1e-6));
}

/// With a sublayer that adds nothing, pre-norm is the identity, bit for bit.
/// RS-1 to RS-4 aren't; post-norm is the norm.
#[test]
fn only_pre_norm_lets_x_through() {
    let (x, norm) = (random(3, 4, 8), norm_1());
    let nothing = |x: &M| x * 0.0;
    assert_eq!(pre_norm(&x, &norm, nothing), x);
    assert_eq!(post_norm(&x, &norm, nothing), norm.forward(&x));
    let norm = |x: &M| norm_1().forward(x);
    for order in [
        wrong::leaves_the_skip_out,
        wrong::keeps_the_normalised,
        wrong::normalises_the_branch,
        wrong::normalises_twice,
    ] {
        assert_ne!(order(&x, norm, nothing), x);
    }
}

#[test]
fn other_widths_are_refused_with_both_shapes() {
    let wide = random(2, 5, 9);
    let layer = panic::catch_unwind(|| LayerNorm::new(4).forward(&wide));
    let message = *layer.unwrap_err().downcast::<String>().unwrap();
    assert!(message.contains("(2, 5)") && message.contains("4 entries"));
}

/// The exercise's law is needed: its probes alone would let this one pass.
#[test]
fn only_the_law_of_5_2_sees_tokens_centred_together() {
    let verdict = checks::e5_2().judge(centres_all_tokens_first);
    assert!(matches!(verdict.outcome(), Outcome::Law { .. }), "{verdict}");
}

/// What the page says in words and integers, where no gate looks.
#[test]
fn the_page_is_right_in_words() {
    let two = |second: [f32; 4]| {
        M::from_row_slice(2, 4, &[[1.0, 2.0, 3.0, 4.0], second].concat())
    };
    let y = batch_norm(&two([5.0, 6.0, 7.0, 8.0]), 0.0);
    assert!(y.row(0).iter().all(|y| *y == -1.0));
    assert!(y.row(1).iter().all(|y| *y == 1.0));
    let y = batch_norm(&two([0.0; 4]), 0.0);
    assert!(y.row(0).iter().all(|y| *y == 1.0));
    // One entry of 512 can reach √511.
    let mut one = M::zeros(1, 512);
    one[0] = 1.0;
    let reached = f64::from(
        right(&one, &Row::repeat(512, 1.0), &Row::zeros(512), 0.0)[0],
    );
    assert!((reached - 511_f64.sqrt()).abs() < 1e-4);
    // Near 100 million, neighbours lie 8 apart.
    assert_eq!(1e8_f32.next_up() - 1e8, 8.0);
    // One thousandth of the token: ε makes the root three times too large.
    let variance: f64 = 1.25e-6;
    let ratio = (variance + 1e-5).sqrt() / variance.sqrt();
    assert!((ratio - 3.0).abs() < 1e-9);
    // For (1, 2, 3, 4), ε changes only the sixth digit.
    let change = 1.5 / 1.25_f64.sqrt() - 1.5 / 1.25001_f64.sqrt();
    assert!((1e-6..1e-5).contains(&change));
}

/// n tokens of width d, each with a mean and a spread of its own.
fn random(n: usize, d: usize, seed: u64) -> M {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let x = M::from_distribution(n, d, &StandardNormal, &mut rng);
    M::from_fn(n, d, |i, j| (1.0 + i as f32) * x[(i, j)] - i as f32)
}

fn learned() -> (Row, Row) {
    (
        Row::from_row_slice(&[2.0, 0.5, -1.0, 3.0]),
        Row::from_row_slice(&[0.5, 1.0, 0.0, -2.0]),
    )
}

/// The norm as it is before training.
fn plain(norm: Norm, x: &M) -> M {
    let d = x.ncols();
    norm(x, &Row::repeat(d, 1.0), &Row::zeros(d), EPSILON)
}

fn rms_norm(x: &M) -> M {
    let gamma = Row::repeat(x.ncols(), 1.0);
    RmsNorm { gamma, epsilon: EPSILON }.forward(x)
}

/// False for a NaN, which `amax` might pass over.
fn close(a: &M, b: &M, tolerance: f32) -> bool {
    a.iter().zip(b).all(|(a, b)| (a - b).abs() <= tolerance)
}
