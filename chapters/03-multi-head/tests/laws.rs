//! What the page says in words: the laws of multi-head attention, its counts,
//! the task; and that they catch the mistakes.

use ch02_scaled_dot_product::attention;
use ch03_multi_head::checks::wrong::{self, Steps};
use ch03_multi_head::checks::{e3_2, e3_3, e3_4, e3_5, e3_6, e3_7};
use ch03_multi_head::experiment::{
    measure, one_head, one_head_error, search, tokens, two_heads, wanted,
};
use ch03_multi_head::{
    Linear, MultiHead, concatenate, masked_attention, parameters, split,
    worked,
};
use judge::Outcome;
use nalgebra::{DMatrix, RowDVector};
use std::collections::BTreeSet;

type M = DMatrix<f32>;

/// Neither symmetric nor constant, other for each seed.
fn entries(rows: usize, columns: usize, seed: usize) -> M {
    M::from_fn(rows, columns, |i, j| {
        ((seed * 7 + i * 29 + j * 13) % 19) as f32 / 8.0 - 1.0
    })
}

/// x (3), memory (5), and weights of width 12.
fn matrices() -> [M; 6] {
    let w = |seed| entries(12, 12, seed) * 0.3;
    [entries(3, 12, 1), entries(5, 12, 2), w(3), w(4), w(5), w(6)]
}

fn near(a: &M, b: &M) -> bool {
    a.shape() == b.shape()
        && a.iter().zip(b).all(|(a, b)| (a - b).abs() <= 1e-5)
}

/// With biases, so that a dropped one shows.
fn biased([_, _, w_q, w_k, w_v, w_o]: [M; 6], heads: usize) -> MultiHead {
    let linear = |w: M, seed| {
        let b = entries(1, w.ncols(), seed).row(0).into_owned();
        Linear { w, b: Some(b) }
    };
    let (w_q, w_k) = (linear(w_q, 7), linear(w_k, 8));
    let (w_v, w_o) = (linear(w_v, 9), linear(w_o, 10));
    MultiHead { heads, w_q, w_k, w_v, w_o }
}

/// Attention as the laws see it: matrices and heads to output.
type Program = fn(&[M; 6], usize) -> M;

/// A law's name, and whether a program keeps it.
type Law = (&'static str, fn(Program) -> bool);

const LAWS: [Law; 4] = [
    ("one head is chapter 2", |program| {
        let m = matrices();
        let [x, memory, w_q, w_k, w_v, w_o] = &m;
        let (q, k, v) = (x * w_q, memory * w_k, memory * w_v);
        near(&program(&m, 1), &(attention(&q, &k, &v).1 * w_o))
    }),
    ("heads move with W_O's rows", |program| {
        let mut m = matrices();
        let before = program(&m, 3);
        // Head 1 to 2, 2 to 3, 3 to 1: swapping two would look the same
        // from the other side.
        for matrix in &mut m[2..5] {
            *matrix = M::from_fn(12, 12, |i, j| matrix[(i, (j + 8) % 12)]);
        }
        m[5] = M::from_fn(12, 12, |i, j| m[5][((i + 8) % 12, j)]);
        near(&before, &program(&m, 3))
    }),
    ("a head without rows in W_O is gone", |program| {
        let mut m = matrices();
        m[5].rows_mut(4, 4).fill(0.0);
        let before = program(&m, 3);
        // Whatever its columns hold now.
        for matrix in &mut m[2..5] {
            matrix.columns_mut(4, 4).fill(0.5);
        }
        near(&before, &program(&m, 3))
    }),
    ("heads with all rows but one's 0 give that head alone", |program| {
        let mut m = matrices();
        m[5].rows_mut(0, 8).fill(0.0);
        let [x, memory, w_q, w_k, w_v, w_o] = &m;
        let last = |w: &M| w.columns(8, 4).into_owned();
        let (q, k) = (x * last(w_q), memory * last(w_k));
        let z = attention(&q, &k, &(memory * last(w_v))).1;
        near(&program(&m, 3), &(z * w_o.rows(8, 4)))
    }),
];

fn broken(program: Program) -> Vec<&'static str> {
    let laws = LAWS.iter().filter(|(_, keeps)| !keeps(program));
    laws.map(|(name, _)| *name).collect()
}

#[test]
fn the_chapter_keeps_every_law() {
    let chapter: Program = |m, heads| {
        let [x, memory, w_q, w_k, w_v, w_o] = m.clone();
        let [w_q, w_k, w_v, w_o] =
            [w_q, w_k, w_v, w_o].map(|w| Linear { w, b: None });
        let attention = MultiHead { heads, w_q, w_k, w_v, w_o };
        attention.forward(&x, &memory, None).output
    };
    assert_eq!(broken(chapter), [""; 0]);
    assert_eq!(broken(|m, heads| run(&wrong::RIGHT, m, heads)), [""; 0]);
}

#[test]
fn a_law_catches_every_mistake_in_a_step() {
    let mutants: [(&str, Program); 11] = [
        ("MH-1", |m, h| run(&wrong::REINTERPRETS, m, h)),
        ("MH-2", |m, h| run(&wrong::INTERLEAVES, m, h)),
        ("MH-3", |m, h| run(&wrong::FLATTENS, m, h)),
        ("MH-4", |m, h| run(&wrong::DIVIDES_BY_ROOT_D_MODEL, m, h)),
        ("MH-5", |m, h| run(&wrong::FORGETS_W_O, m, h)),
        ("MH-7", |m, h| run(&wrong::SLICES_FIRST, m, h)),
        ("MH-10", |m, h| run(&wrong::WEIGHS_HEADS, m, h)),
        ("MH-11", |m, h| run(&wrong::SHARES_ONE_HEAD, m, h)),
        ("MH-12", fused_by_heads),
        ("MH-22", |m, h| run(&wrong::REVERSES, m, h)),
        ("DP-2", |m, h| run(&wrong::DOES_NOT_SCALE, m, h)),
    ];
    let mut idle: BTreeSet<&str> = LAWS.map(|(name, _)| name).into();
    for (id, mutant) in mutants {
        let broken = broken(mutant);
        assert_ne!(broken, [""; 0], "{id} keeps every law");
        idle.retain(|name| !broken.contains(name));
    }
    assert!(idle.is_empty(), "no mistake breaks {idle:?}");
}

fn run(steps: &Steps, matrices: &[M; 6], heads: usize) -> M {
    steps.run(matrices.each_ref(), heads)
}

/// MH-12: one matrix [W_Q | W_K | W_V], whose product is cut into a q, k and
/// v of head 1, then of head 2 and so on.
fn fused_by_heads(m: &[M; 6], heads: usize) -> M {
    let [x, memory, w_q, w_k, w_v, w_o] = m;
    let fused = concatenate(&[w_q.clone(), w_k.clone(), w_v.clone()]);
    let (of_x, of_memory) = (x * &fused, memory * &fused);
    let (x, memory) =
        (split(&of_x, 3 * heads), split(&of_memory, 3 * heads));
    let head = |i: usize| {
        attention(&x[3 * i], &memory[3 * i + 1], &memory[3 * i + 2]).1
    };
    concatenate(&(0..heads).map(head).collect::<Vec<_>>()) * w_o
}

#[test]
fn a_bias_reaches_every_row_and_the_output() {
    let m = matrices();
    let [x, memory, ..] = &m;
    let attention = biased(m.clone(), 1);
    let with = |linear: &Linear, x: &M| {
        let b = linear.b.as_ref().unwrap();
        let mut y = x * &linear.w;
        y.row_iter_mut().for_each(|mut row| row += b);
        y
    };
    let q = with(&attention.w_q, x);
    let (k, v) =
        (with(&attention.w_k, memory), with(&attention.w_v, memory));
    let (weights, z) = ch02_scaled_dot_product::attention(&q, &k, &v);
    let attended = attention.forward(x, memory, None);
    assert!(near(&attended.output, &with(&attention.w_o, &z)));
    assert!(near(&attended.weights[0], &weights));
}

/// MH-8 mixes up the masks of a batch and the heads. Without a batch one mask
/// serves all heads: each must obey it.
#[test]
fn every_head_obeys_the_mask() {
    let m = matrices();
    let [x, memory, ..] = &m;
    let mask = DMatrix::from_fn(3, 5, |i, j| (i + 2 * j) % 3 != 0);
    let attended = biased(m.clone(), 3).forward(x, memory, Some(&mask));
    assert_eq!(attended.weights.len(), 3);
    for weights in &attended.weights {
        for ((i, j), may_attend) in (0..3)
            .flat_map(|i| (0..5).map(move |j| (i, j)))
            .map(|at| (at, mask[at]))
        {
            assert_eq!(weights[(i, j)] > 0.0, may_attend, "{i}, {j}");
        }
    }
}

/// MH-11 where training begins: heads that start alike, fed alike, give alike.
#[test]
fn equal_heads_are_one_head_with_the_sum_of_their_rows() {
    let mut m = matrices();
    for matrix in &mut m[2..5] {
        *matrix = M::from_fn(12, 12, |i, j| matrix[(i, j % 6)]);
    }
    let output = run(&wrong::RIGHT, &m, 2);
    let sum = m[5].rows(0, 6) + m[5].rows(6, 6);
    m[5].rows_mut(0, 6).copy_from(&sum);
    m[5].rows_mut(6, 6).fill(0.0);
    assert!(near(&output, &run(&wrong::RIGHT, &m, 2)));
}

#[test]
fn the_formula_counts_what_the_arrays_hold() {
    let linear = |d: usize, bias: bool| Linear {
        w: M::zeros(d, d),
        b: bias.then(|| RowDVector::zeros(d)),
    };
    for (d, heads) in [(12, 3), (512, 8), (512, 1)] {
        for bias in [false, true] {
            let attention = MultiHead {
                heads,
                w_q: linear(d, bias),
                w_k: linear(d, bias),
                w_v: linear(d, bias),
                w_o: linear(d, bias),
            };
            let MultiHead { w_q, w_k, w_v, w_o, .. } = &attention;
            let held = [w_q, w_k, w_v, w_o].map(|linear| {
                linear.w.len() + linear.b.as_ref().map_or(0, |b| b.len())
            });
            let held: usize = held.into_iter().sum();
            assert_eq!(parameters(d, bias), held, "{d} {heads} {bias}");
        }
    }
    assert_eq!(parameters(512, false), 1_048_576);
}

#[test]
fn two_heads_do_the_task_exactly() {
    for numbers in [worked::RING, [0.5, -2.0, 7.25], [1.0, 1.0, -1.0]] {
        let x = tokens(numbers);
        let y = two_heads().forward(&x, &x, None).output;
        assert_eq!(y.column(0).as_slice(), wanted(numbers));
    }
    assert_eq!(measure(&two_heads(), 100, 1), 0.0);
}

#[test]
fn one_head_keeps_half_of_the_error() {
    let [a, w, error] = search();
    assert_eq!((a, w, error), (0.0, 1.0, 1.0));
    assert_eq!(one_head_error(0.3, 0.0), 2.0, "what putting out 0 gives");
    for seed in [1, 2, 3] {
        let measured = measure(&one_head(), 4000, seed);
        assert!((measured - error).abs() < 0.05, "{measured}");
    }
    // The formula is of the attention that runs: head 2 alone, the right
    // neighbour, which is what W_O's rows of head 1 at 0 leave.
    let mut right_alone = two_heads();
    right_alone.w_o.w.row_mut(0).fill(0.0);
    let of = |attention: &MultiHead| measure(attention, 500, 9);
    assert!((of(&right_alone) - of(&one_head())).abs() < 1e-6);
}

/// "One head with two equal weights and w = 2 computes" the sum.
#[test]
fn one_head_can_add() {
    let x = tokens(worked::RING);
    let mut adds = one_head();
    // A token looks away from its own place, at both others alike.
    adds.w_q.w =
        M::from_fn(4, 4, |i, j| if i > 0 && i == j { -200.0 } else { 0.0 });
    adds.w_o.w *= 2.0;
    let y = adds.forward(&x, &x, None).output;
    let [a, b, c] = worked::RING;
    assert_eq!(y.column(0).as_slice(), [b + c, a + c, a + b]);
}

#[test]
fn thinking_alone_passes_its_values() {
    let x = example::x();
    let mask = DMatrix::from_row_slice(2, 2, &[true, false, true, true]);
    let attended = worked::multi_head().forward(&x, &x, Some(&mask));
    let row: Vec<f32> = attended.output.row(0).iter().copied().collect();
    assert_eq!(row, [3.0, 0.0, 3.0, 0.0]);
}

/// A column-major matrix cut in half in memory is split rightly.
#[test]
fn nalgebra_holds_a_head_in_one_piece() {
    let x = wrong::integers();
    assert_eq!(x.as_slice(), [0., 4., 1., 5., 2., 6., 3., 7.]);
    let heads = split(&x, 2);
    assert_eq!(&x.as_slice()[..4], heads[0].as_slice());
    assert_eq!(&x.as_slice()[4..], heads[1].as_slice());
}

/// By programs that are right on every probe, and wrong where a law looks.
#[test]
fn each_law_is_needed() {
    let lawless = [
        (
            "the heads side by side are x again",
            e3_2().judge(|x, heads| match heads {
                5 => vec![x.columns(0, 2).into_owned(); 5],
                _ => split(x, heads),
            }),
        ),
        (
            "one head is the whole x",
            e3_2().judge(|x, heads| match heads {
                1 => split(x, x.ncols()),
                _ => split(x, heads),
            }),
        ),
        (
            "it undoes the split",
            e3_3().judge(|heads| match heads.len() {
                4 => wrong::flattens(heads),
                _ => concatenate(heads),
            }),
        ),
        (
            "one head stays as it is",
            e3_3().judge(|heads| match heads {
                [head] => head.transpose(),
                _ => concatenate(heads),
            }),
        ),
        (
            "zeros give the bias, row by row",
            e3_4().judge(|x, w, b| {
                let b = (x.amax() > 0.0).then(|| b.clone());
                Linear { w: w.clone(), b }.apply(x)
            }),
        ),
        (
            "swapping two rows of the memory changes nothing",
            e3_5().judge(|x, memory, q, k, v, o, h| {
                // Looks at no more than five tokens.
                let seen = memory.rows(0, memory.nrows().min(5)).into();
                wrong::RIGHT.run([x, &seen, q, k, v, o], h)
            }),
        ),
        (
            "swapping the heads with W_O's rows changes nothing",
            e3_5().judge(|x, memory, q, k, v, o, h| {
                let mut o = o.clone();
                if (x.nrows(), h) == (4, 2) {
                    o.rows_mut(0, 3).fill(0.0);
                }
                wrong::RIGHT.run([x, memory, q, k, v, &o], h)
            }),
        ),
        (
            "the number of heads doesn't matter",
            e3_6().judge(|d, heads, bias| match heads {
                6 => parameters(d, bias) + 1,
                _ => parameters(d, bias),
            }),
        ),
        (
            "a hidden key and value can be anything",
            e3_7().judge(|q, k, v, mask| {
                let (weights, mut output) = masked_attention(q, k, v, mask);
                // A hidden value leaks when it is large.
                output.add_scalar_mut((v.amax() - 30.0).max(0.0));
                (weights, output)
            }),
        ),
        (
            "a mask that allows everything changes nothing",
            e3_7().judge(|q, k, v, mask| {
                let all = mask.is_some_and(|m| m.iter().all(|may| *may));
                let (weights, output) = masked_attention(q, k, v, mask);
                let factor = if all { 0.5 } else { 1.0 };
                (weights * factor, output * factor)
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

/// Each state of the head explorer is a row of the whole module's weights,
/// and keys and values are the same whichever token asks.
#[test]
fn the_explorer_shows_what_the_heads_compute() {
    use ch03_multi_head::worked::{multi_head, widget};
    let table = widget().table;
    let x = example::x();
    let weights = multi_head().forward(&x, &x, None).weights;
    for (h, of_head) in weights.iter().enumerate() {
        for token in 0..2 {
            let state = format!("{},{}", token + 1, h + 1);
            for (j, out) in ["a1", "a2"].into_iter().enumerate() {
                let text = report::number(of_head[(token, j)]);
                assert_eq!(table.get(&state, out), text, "{state}");
            }
            for out in ["k1", "k2", "v1", "v2"] {
                let one = table.get(&format!("1,{}", h + 1), out);
                assert_eq!(table.get(&state, out), one);
            }
        }
    }
    assert_eq!(table.get("1,2", "z"), "(0.3911, 2.6089)");
    assert_eq!(table.get("2,1", "q"), "(1, 1)");
}
