use super::{entries, matrix, near, solutions};
use ch01_softmax::checks::softmax_f64;
use ch01_softmax::softmax_rows;
use ch02_scaled_dot_product::{attention, scaled_scores};
use judge::{Answer, Check};
use nalgebra::DMatrix;

type M = DMatrix<f32>;
type Mask = DMatrix<bool>;
type Masked = fn(&M, &M, &M, Option<&Mask>) -> (M, M);

/// Exercise 3.7: attention with a mask.
pub fn e3_7() -> Check<Masked, ([M; 3], Option<Mask>)> {
    Check::<Masked, ([M; 3], Option<Mask>)>::new(
        include_str!("solutions/e3_7.rs"),
        solutions::e3_7::masked_attention,
        |attention, ([q, k, v], mask)| {
            let (weights, output) = attention(q, k, v, mask.as_ref());
            matrix("weights", &weights).and(matrix("output", &output))
        },
        |([q, k, v], mask)| expected([q, k, v], mask.as_ref()),
    )
    .probe("2 queries, 2 keys, the first sees only itself", causal())
    .probe("3 queries, 4 keys, a mask with holes", uneven())
    .probe("3 queries, 4 keys, no mask", (uneven().0, None))
    .probe("one query may attend to nothing", hidden())
    .mistake(
        "MH-31",
        |q, k, v, mask| {
            let turned = mask.map(|mask| mask.map(|may| !may));
            solutions::e3_7::masked_attention(q, k, v, turned.as_ref())
        },
        "You hid what the mask allows. Here true means \"may attend\"; \
         PyTorch's nn.MultiheadAttention means the opposite.",
    )
    .mistake(
        "MH-32",
        |q, k, v, mask| {
            let (mut weights, _) = attention(q, k, v);
            hide(&mut weights, mask, 0.0);
            let output = &weights * v;
            (weights, output)
        },
        "You hid the weights after softmax, so the rest of the row no longer \
         adds up to 1. Hide the scores.",
    )
    .mistake(
        "MH-33",
        |q, k, v, mask| with_hidden_score(q, k, v, mask, 0.0),
        "You put 0 in place of a hidden score, and exp(0) is 1: the key still \
         gets weight. Put −∞.",
    )
    .mistake(
        "MH-34",
        |q, k, v, mask| with_hidden_score(q, k, v, mask, -1e9),
        "Where nothing may be seen, a score of −10⁹ throughout is an even \
         choice of everything. −∞ gives zeros there.",
    )
    .mistake(
        "MH-35",
        |q, k, v, _| attention(q, k, v),
        "{} is the weight without the mask.",
    )
    .mistake(
        "MH-36",
        |q, k, v, mask| {
            let mut scaled = scaled_scores(q, k);
            hide(&mut scaled, mask, f32::NEG_INFINITY);
            for mut row in scaled.row_iter_mut() {
                row.add_scalar_mut(-row.max());
                row.apply(|score| *score = score.exp());
                row /= row.sum();
            }
            let output = &scaled * v;
            (scaled, output)
        },
        "Your own softmax computes −∞ − (−∞) where nothing may be seen: NaN. \
         Give that row zeros, as chapter 1's softmax_rows does.",
    )
    .law("a hidden key and value can be anything", |attention| {
        let ([q, k, v], mask) = uneven();
        let before = attention(&q, &k, &v, mask.as_ref()).1;
        let (mut k, mut v) = (k, v);
        // Query 1 may not see key 4.
        k.row_mut(3).fill(40.0);
        v.row_mut(3).fill(-40.0);
        let after = attention(&q, &k, &v, mask.as_ref()).1;
        near(&before.rows(0, 1).into(), &after.rows(0, 1).into())
    })
    .law("a mask that allows everything changes nothing", |attention| {
        let ([q, k, v], _) = uneven();
        let all = Mask::from_element(q.nrows(), k.nrows(), true);
        let (_, without) = attention(&q, &k, &v, None);
        near(&without, &attention(&q, &k, &v, Some(&all)).1)
    })
}

/// A softmax over the keys that may be seen, alone: no −∞ is needed.
fn expected([q, k, v]: [&M; 3], mask: Option<&Mask>) -> Answer {
    let (n, m, d_v) = (q.nrows(), k.nrows(), v.ncols());
    let [q, k, v] = [q, k, v].map(|matrix| matrix.map(f64::from));
    let mut weights = DMatrix::<f64>::zeros(n, m);
    let mut output = DMatrix::<f64>::zeros(n, d_v);
    for i in 0..n {
        let seen: Vec<usize> = (0..m)
            .filter(|j| mask.is_none_or(|mask| mask[(i, *j)]))
            .collect();
        let score = |j: &usize| {
            q.row(i).dot(&k.row(*j)) / (q.ncols() as f64).sqrt()
        };
        let row = softmax_f64(&seen.iter().map(score).collect::<Vec<_>>());
        for (j, weight) in seen.into_iter().zip(row) {
            weights[(i, j)] = weight;
            for c in 0..d_v {
                output[(i, c)] += weight * v[(j, c)];
            }
        }
    }
    matrix("weights", &weights).and(matrix("output", &output))
}

/// Writes `hidden` where the mask says false.
fn hide(matrix: &mut M, mask: Option<&Mask>, hidden: f32) {
    if let Some(mask) = mask {
        matrix.zip_apply(mask, |entry, may_attend| {
            if !may_attend {
                *entry = hidden;
            }
        });
    }
}

fn with_hidden_score(
    q: &M,
    k: &M,
    v: &M,
    mask: Option<&Mask>,
    hidden: f32,
) -> (M, M) {
    let mut scaled = scaled_scores(q, k);
    hide(&mut scaled, mask, hidden);
    let weights = softmax_rows(&scaled);
    let output = &weights * v;
    (weights, output)
}

/// Head 1 of Thinking Machines.
fn causal() -> ([M; 3], Option<Mask>) {
    let mask = Mask::from_row_slice(2, 2, &[true, false, true, true]);
    let heads = [
        M::from_row_slice(2, 2, &[3., 1., 1., 1.]),
        M::from_row_slice(2, 2, &[2., 1., 1., 3.]),
        M::from_row_slice(2, 2, &[1., 0., 0., 1.]),
    ];
    (heads, Some(mask))
}

/// n = 3, m = 4, d_k = 5, d_v = 2; every query sees other keys.
fn uneven() -> ([M; 3], Option<Mask>) {
    let (o, x) = (true, false);
    let mask =
        Mask::from_row_slice(3, 4, &[o, x, o, x, o, o, x, o, x, o, x, x]);
    ([entries(3, 5, 1), entries(4, 5, 4), entries(4, 2, 9)], Some(mask))
}

/// The same, but query 2 sees nothing.
fn hidden() -> ([M; 3], Option<Mask>) {
    let (heads, mask) = uneven();
    let blind = mask.map(|mut mask| {
        mask.row_mut(1).fill(false);
        mask
    });
    (heads, blind)
}
