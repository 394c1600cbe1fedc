//! What is true of every residual connection, whatever the numbers; that each
//! of these laws rejects a mistake; and what the page says in integers.

use ch04_residual::checks::{self, wrong};
use ch04_residual::experiment::{backward, forward, random, scaled};
use ch04_residual::worked::{self, DEPTH, by_hand, twice};
use ch04_residual::{dropout, residual, residual_with_dropout};
use judge::{Outcome, Verdict};
use nalgebra::DMatrix;
use rand::{RngExt, SeedableRng, rngs::ChaCha8Rng};
use std::collections::BTreeSet;
use std::panic;

type M = DMatrix<f32>;
type Sublayer = fn(&M) -> M;

/// The chapter's functions, or somebody's mistaken ones.
#[derive(Clone, Copy)]
struct Program {
    residual: fn(&M, Sublayer) -> M,
    with_dropout: fn(&M, f32, Option<&mut ChaCha8Rng>, Sublayer) -> M,
}

const CHAPTER: Program = Program {
    residual: |x, f| residual(x, f),
    with_dropout: |x, p, rng, f| residual_with_dropout(x, p, rng, f),
};

/// Neither 0.5, which is its own 1 − p, nor 0.
const P: f32 = 0.2;

type Law = (&'static str, fn(Program) -> bool);

const LAWS: [Law; 9] = [
    ("f = 0 gives x", |program| (program.residual)(&x(), zero) == x()),
    ("what goes out, less what came in, is f(x)", |program| {
        [by_hand, twice, squares].into_iter().all(|f| {
            let y = (program.residual)(&x(), f);
            near(&(y - x()), &f(&x()), 1e-5)
        })
    }),
    ("x is never replaced: what goes out, less f(x), is x", |program| {
        [by_hand, twice, squares].into_iter().all(|f| {
            let y = (program.residual)(&x(), f);
            near(&(y - f(&x())), &x(), 1e-5)
        })
    }),
    ("in use there is no dropout", |program| {
        let with = (program.with_dropout)(&x(), P, None, twice);
        near(&with, &(x() * 3.0), 1e-5)
    }),
    ("p = 0 drops nothing", |program| {
        let mut rng = ChaCha8Rng::seed_from_u64(7);
        let with = (program.with_dropout)(&x(), 0.0, Some(&mut rng), twice);
        near(&with, &(x() * 3.0), 1e-5)
    }),
    ("the skip is never dropped", |program| {
        let mut rng = ChaCha8Rng::seed_from_u64(7);
        (0..100).all(|_| {
            let rng = Some(&mut rng);
            (program.with_dropout)(&x(), P, rng, zero) == x()
        })
    }),
    ("dropout keeps the mean", |program| {
        let mean = draws(program).iter().sum::<M>() / DRAWS as f32;
        // Five standard errors of an entry, which are at most √(p/(1 − p)).
        let off = 5.0 * (P / (1.0 - P) / DRAWS as f32).sqrt();
        near(&mean, &(x() * 3.0), off * twice(&x()).amax())
    }),
    ("a share p of the branch is dropped", |program| {
        let (whole, draws) = (x(), draws(program));
        let entries = draws.iter().flat_map(|y| y.iter().zip(&whole));
        let dropped = entries.filter(|(y, x)| y == x).count();
        let share = dropped as f32 / (DRAWS * whole.len()) as f32;
        (share - P).abs() < 0.01
    }),
    ("every draw is another", |program| {
        let draws = draws(program);
        draws.windows(2).filter(|pair| pair[0] != pair[1]).count()
            > DRAWS / 2
    }),
];

const DRAWS: usize = 4000;

/// x + dropout(2x), so many times.
fn draws(program: Program) -> Vec<M> {
    let mut rng = ChaCha8Rng::seed_from_u64(7);
    let draw = |_| (program.with_dropout)(&x(), P, Some(&mut rng), twice);
    (0..DRAWS).map(draw).collect()
}

/// (3, 4): no entry is 0, none like another.
fn x() -> M {
    M::from_fn(3, 4, |i, j| ((i * 31 + j * 17) % 23) as f32 / 8.0 - 1.3)
}

fn zero(x: &M) -> M {
    M::zeros(x.nrows(), x.ncols())
}

/// Bends, and mixes tokens and entries.
fn squares(x: &M) -> M {
    let (n, d) = x.shape();
    M::from_fn(n, d, |i, j| x[((i + 1) % n, (j + 1) % d)].powi(2))
}

fn near(a: &M, b: &M, tolerance: f32) -> bool {
    let close = |(a, b): (&f32, &f32)| (a - b).abs() <= tolerance;
    a.shape() == b.shape() && a.iter().zip(b).all(close)
}

/// The laws that a program breaks, and whether by a panic.
fn broken(program: Program) -> Vec<(&'static str, bool)> {
    let kept =
        |holds: fn(Program) -> bool| panic::catch_unwind(|| holds(program));
    let broken = |(name, holds): &Law| match kept(*holds) {
        Ok(true) => None,
        kept => Some((*name, kept.is_err())),
    };
    LAWS.iter().filter_map(broken).collect()
}

/// RS-8, RS-7 and RS-11 need two layers or a slope: exercises 4.3 and 4.5
/// name them, and the gradient below rejects RS-7 and RS-11.
const MUTANTS: [(&str, Program); 15] = [
    ("RS-5 x overwritten", of_residual(wrong::reuses_the_buffer)),
    ("RS-6 multiplies", of_residual(wrong::multiplies)),
    ("RS-13 concatenates", of_residual(wrong::concatenates)),
    ("RS-10 adds the memory", of_residual(|x, f| memory(x) + f(x))),
    ("RS-14 replaces", of_residual(wrong::replaces)),
    ("RS-15 subtracts", of_residual(|x, f| x - f(x))),
    ("adds x twice", of_residual(|x, f| x + x + f(x))),
    ("forgets the branch", of_residual(|x, _| x.clone())),
    (
        "RS-9 drops the sum",
        of_dropout(|x, p, rng, f| dropout(residual(x, f), p, rng)),
    ),
    (
        "RS-24 doesn't scale",
        of_dropout(|x, p, rng, f| {
            let dropped = dropout(f(x), p, rng);
            x + dropped.zip_map(&f(x), |y, f| if y == 0.0 { y } else { f })
        }),
    ),
    (
        "RS-25 drops 1 − p",
        of_dropout(|x, p, rng, f| {
            residual_with_dropout(x, (1.0 - p).min(0.999), rng, f)
        }),
    ),
    (
        "RS-28 scales in use",
        of_dropout(|x, p, rng, f| match rng {
            None => x + f(x) * (1.0 - p),
            Some(rng) => x + dropout(f(x), p, Some(rng)) * (1.0 - p),
        }),
    ),
    (
        "RS-29 drops x",
        of_dropout(|x, p, rng, f| dropout(x.clone(), p, rng) + f(x)),
    ),
    (
        "BK-10 drops in use",
        of_dropout(|x, p, rng, f| {
            let mut own = ChaCha8Rng::seed_from_u64(3);
            let rng = rng.unwrap_or(&mut own);
            residual_with_dropout(x, p, Some(rng), f)
        }),
    ),
    (
        "one mask for ever",
        of_dropout(|x, p, rng, f| {
            let mut own = ChaCha8Rng::seed_from_u64(3);
            let rng = rng.map(|_| &mut own);
            residual_with_dropout(x, p, rng, f)
        }),
    ),
];

const fn of_residual(residual: fn(&M, Sublayer) -> M) -> Program {
    Program { residual, ..CHAPTER }
}

const fn of_dropout(
    with_dropout: fn(&M, f32, Option<&mut ChaCha8Rng>, Sublayer) -> M,
) -> Program {
    Program { with_dropout, ..CHAPTER }
}

/// The other sentence, as tall as this one.
fn memory(x: &M) -> M {
    x.map(|entry| 1.0 - entry)
}

#[test]
fn the_chapter_keeps_every_law() {
    assert_eq!(broken(CHAPTER), []);
}

#[test]
fn every_mutant_is_rejected() {
    let survivors: Vec<&str> = MUTANTS
        .iter()
        .filter(|(_, mutant)| broken(*mutant).is_empty())
        .map(|(name, _)| *name)
        .collect();
    assert!(survivors.is_empty(), "survivors: {survivors:?}");
}

/// A law that no mutant breaks might be one that nothing can break.
#[test]
fn every_law_is_broken_by_a_mutant() {
    let broken: BTreeSet<&str> = MUTANTS
        .iter()
        .flat_map(|(_, mutant)| broken(*mutant))
        .filter(|(_, by_a_panic)| !by_a_panic)
        .map(|(law, _)| law)
        .collect();
    for (law, _) in LAWS {
        assert!(broken.contains(law), "no mutant breaks: {law}");
    }
}

/// The slope of y = (stream behind the last layer)·dy by each entry of x. The
/// layers are linear, so a step of 1 is as good as a small one.
fn differences(layers: &[M], x: &M, dy: &M, skips: bool) -> M {
    let y = |x: M| {
        forward(layers, x, skips).pop().expect("it has an end").dot(dy)
    };
    M::from_fn(x.nrows(), x.ncols(), |i, j| {
        let moved = |step: f32| {
            let mut x = x.clone();
            x[(i, j)] += step;
            y(x)
        };
        (moved(1.0) - moved(-1.0)) / 2.0
    })
}

#[test]
fn the_gradient_equals_a_finite_difference() {
    let mut rng = ChaCha8Rng::seed_from_u64(11);
    let mut vector = || M::from_fn(2, 16, |_, _| rng.random::<f32>() - 0.5);
    let (x, dy) = (vector(), vector());
    let layers = random(5, 0.25, 11);
    for skips in [false, true] {
        let right = differences(&layers, &x, &dy, skips);
        let gradient = |skips: bool, layers: &[M]| {
            backward(layers, dy.clone(), skips).pop().expect("it has one")
        };
        let tolerance = 1e-4 * right.amax();
        assert!(near(&gradient(skips, &layers), &right, tolerance));
        // RS-7, or a skip where there is none.
        assert!(!near(&gradient(!skips, &layers), &right, tolerance));
        // RS-11: the skip alone.
        assert!(!near(&dy, &right, tolerance));
        let turned: Vec<M> = layers.iter().map(M::transpose).collect();
        assert!(!near(&gradient(skips, &turned), &right, tolerance));
        let reversed: Vec<M> = layers.iter().rev().cloned().collect();
        assert!(!near(&gradient(skips, &reversed), &right, tolerance));
    }
}

#[test]
fn twelve_layers_leave_what_the_page_says() {
    let last = |s: f32, skips: bool| {
        let stream = forward(&scaled(DEPTH, s), M::identity(1, 1), skips);
        f64::from(stream[DEPTH][0])
    };
    for (s, skips, right) in [
        (0.1, false, 1e-12),
        (0.1, true, 1.1_f64.powi(12)),
        (1.0, false, 1.0),
        (1.0, true, 4096.0),
        (-1.0, false, 1.0),
        (-1.0, true, 0.0),
        (-0.1, false, 1e-12),
        (-0.1, true, 0.9_f64.powi(12)),
    ] {
        let left = last(s, skips);
        assert!(
            (left - right).abs() <= 1e-5 * right,
            "{s} {skips}: {left}"
        );
    }
}

#[test]
fn one_layer_of_random_weights_grows_as_the_page_says() {
    let x = M::from_fn(1, 16, |_, j| j as f32 - 7.0);
    let layers = random(DRAWS, 0.25, 5);
    for (skips, factor) in [(false, 1.0), (true, 2.0)] {
        let squares = layers.iter().map(|w| {
            let layer = std::slice::from_ref(w);
            forward(layer, x.clone(), skips)[1].norm_squared()
        });
        let mean = squares.sum::<f32>() / DRAWS as f32;
        let grown = mean / x.norm_squared();
        assert!((grown / factor - 1.0).abs() < 0.05, "{skips}: {grown}");
    }
}

#[test]
fn attention_with_w_o_of_0_leaves_the_tokens() {
    let mut heads = ch03_multi_head::worked::multi_head();
    heads.w_o.w.fill(0.0);
    let x = example::x();
    let y = residual(&x, |x| heads.forward(x, x, None).output);
    assert_eq!(y, x);
}

#[test]
fn the_slopes_of_the_layer_on_paper_are_i_plus_j() {
    let slopes = residual(&M::identity(4, 4), by_hand).transpose();
    let right =
        [1., 0., 0., 1., 0., 1., 0., 0., -1., 0., 1., 0., 0., 0., 0.];
    let right = [&right[..], &[1.]].concat();
    assert_eq!(slopes, M::from_row_slice(4, 4, &right));
}

#[test]
fn dropout_by_hand_gives_9_2_3_4() {
    let keep = [true, true, false, true];
    let f = by_hand(&worked::x());
    let dropped =
        M::from_fn(1, 4, |_, j| if keep[j] { f[j] * 2.0 } else { 0.0 });
    assert_eq!((worked::x() + dropped).as_slice(), [9., 2., 3., 4.]);
    // And it is among what the chapter draws.
    let mut rng = ChaCha8Rng::seed_from_u64(7);
    let drawn = (0..100).any(|_| {
        let rng = Some(&mut rng);
        let y = residual_with_dropout(&worked::x(), 0.5, rng, by_hand);
        y.as_slice() == [9., 2., 3., 4.]
    });
    assert!(drawn);
}

#[test]
fn dropout_on_the_sum_lets_28_of_100_entries_through() {
    let mut rng = ChaCha8Rng::seed_from_u64(7);
    let mut x = M::from_element(100, 100, 1.0);
    for _ in 0..DEPTH {
        x = dropout(residual(&x, zero), 0.1, Some(&mut rng));
    }
    let left = x.iter().filter(|entry| **entry != 0.0).count();
    assert!((left as f64 / 1e4 - 0.28).abs() < 0.02, "{left}");
}

#[test]
fn what_cannot_be_added_or_dropped_is_refused() {
    let x = worked::x;
    let message = |run: fn()| {
        *panic::catch_unwind(run).unwrap_err().downcast::<String>().unwrap()
    };
    let wide = message(|| {
        residual(&worked::x(), |x| M::zeros(1, x.ncols() + 1));
    });
    assert!(wide.contains("(1, 4)") && wide.contains("(1, 5)"), "{wide}");
    for p in [-0.1, 1.0, f32::NAN] {
        assert!(panic::catch_unwind(|| dropout(x(), p, None)).is_err());
    }
}

/// A program that no probe can tell from a right one, but a law can.
fn only_a_law_sees(verdict: Verdict) {
    assert!(matches!(verdict.outcome(), Outcome::Law { .. }), "{verdict}");
}

#[test]
fn each_law_of_the_exercises_is_needed() {
    only_a_law_sees(checks::e4_2().judge(|x, f| {
        f(x);
        x + f(x)
    }));
    only_a_law_sees(checks::e4_3().judge(|x, f, g| {
        let h = || x + f(x);
        h() + g(&h())
    }));
}
