//! What holds of a block whatever its weights, and the wrong blocks that these
//! laws must reject.

use crate::Matrix;
use ch03_multi_head::{Linear, MultiHead};
use ch05_layernorm::{LayerNorm, batch_norm};
use ch06_full_block::{Block, FeedForward, Order, gelu};
use nalgebra::DMatrix;
use rand::{SeedableRng, rngs::ChaCha8Rng, seq::SliceRandom};
use rand_distr::StandardNormal;

type Mask = DMatrix<bool>;

/// The chapter's forward pass, or a mutant's.
type Forward = fn(&Block, &Matrix, Order, Option<&Mask>) -> Matrix;

/// Five tokens of width 6, three heads, d_ff 4; nothing at its default.
struct Sample {
    block: Block,
    x: Matrix,
    reordered: Vec<usize>,
    mask: Mask,
    causal: Mask,
}

impl Sample {
    fn new(seed: u64) -> Sample {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let mut normal = |n, d| {
            Matrix::from_distribution(n, d, &StandardNormal, &mut rng)
        };
        let mut linear = |inputs, outputs| Linear {
            w: normal(inputs, outputs) * 0.5,
            b: Some(normal(1, outputs).row(0).into_owned()),
        };
        let attention = MultiHead {
            heads: 3,
            w_q: linear(6, 6),
            w_k: linear(6, 6),
            w_v: linear(6, 6),
            w_o: linear(6, 6),
        };
        let feed_forward = FeedForward {
            w_1: linear(6, 4),
            w_2: linear(4, 6),
            activation: gelu,
        };
        let mut norm = || LayerNorm {
            gamma: normal(1, 6).row(0).into_owned(),
            beta: normal(1, 6).row(0).into_owned(),
            epsilon: 1e-5,
        };
        let (norm_1, norm_2) = (norm(), norm());
        let x = normal(5, 6);
        // Each token may attend to itself, and to some others.
        let drawn = normal(5, 5);
        let mask = Mask::from_fn(5, 5, |i, j| i == j || drawn[(i, j)] > 0.);
        let mut reordered: Vec<usize> = (0..5).collect();
        reordered.shuffle(&mut rng);
        Sample {
            block: Block { attention, norm_1, feed_forward, norm_2 },
            x,
            reordered,
            mask,
            causal: Mask::from_fn(5, 5, |i, j| j <= i),
        }
    }

    /// The same with branches that add nothing.
    fn without_branches(mut self) -> Sample {
        for linear in [
            &mut self.block.attention.w_o,
            &mut self.block.feed_forward.w_2,
        ] {
            linear.w.fill(0.0);
            linear.b = None;
        }
        self
    }
}

type Law = fn(Forward, Order, Sample) -> bool;

const LAWS: [(&str, Law); 9] = [
    ("reordered tokens reorder the output", |forward, order, s| {
        let y = forward(&s.block, &s.x, order, None);
        let x = s.x.select_rows(&s.reordered);
        let new = forward(&s.block, &x, order, None);
        near(&new, &y.select_rows(&s.reordered))
    }),
    ("so they do when the mask is reordered too", |forward, order, s| {
        let y = forward(&s.block, &s.x, order, Some(&s.mask));
        let (x, mask) = (
            s.x.select_rows(&s.reordered),
            s.mask.select_rows(&s.reordered).select_columns(&s.reordered),
        );
        let new = forward(&s.block, &x, order, Some(&mask));
        near(&new, &y.select_rows(&s.reordered))
    }),
    ("a mask that allows all is none", |forward, order, s| {
        forward(&s.block, &s.x, order, Some(&Mask::repeat(5, 5, true)))
            == forward(&s.block, &s.x, order, None)
    }),
    // To the bit: what rounding lets through, training would find.
    (
        "behind a causal mask no token knows a later one",
        |forward, order, s| {
            let y = forward(&s.block, &s.x, order, Some(&s.causal));
            (1..5).all(|at| {
                let mut x = s.x.clone();
                x.row_mut(at).add_scalar_mut(10.0);
                x[(at, 0)] -= 3.0;
                let new = forward(&s.block, &x, order, Some(&s.causal));
                new.rows(0, at) == y.rows(0, at)
            })
        },
    ),
    (
        "where a token may look, what stands there counts",
        |forward, order, s| {
            let y = forward(&s.block, &s.x, order, Some(&s.mask));
            (0..5).all(|at| {
                let mut x = s.x.clone();
                x[(at, 0)] += 3.0;
                let new = forward(&s.block, &x, order, Some(&s.mask));
                (0..5).all(|i| (new.row(i) != y.row(i)) == s.mask[(i, at)])
            })
        },
    ),
    ("who may look at nobody else is alone", |forward, order, s| {
        let alone = only_itself(5);
        let y = forward(&s.block, &s.x, order, Some(&alone));
        (0..5).all(|i| {
            let token = s.x.rows(i, 1).into_owned();
            let want = forward(&s.block, &token, order, None);
            near(&y.rows(i, 1).into_owned(), &want)
        })
    }),
    ("branches that add nothing leave the stream", |forward, order, s| {
        let s = s.without_branches();
        let want = match order {
            Order::Pre => s.x.clone(),
            Order::Post => {
                let x = s.block.norm_1.forward(&s.x);
                s.block.norm_2.forward(&x)
            }
        };
        forward(&s.block, &s.x, order, None) == want
    }),
    // A thousandfold and tenthousandfold, so that ε is nothing to either.
    (
        "a norm of the stream alone doesn't see its size",
        |forward, order, s| {
            let s = s.without_branches();
            let of =
                |scale| forward(&s.block, &(&s.x * scale), order, None);
            order == Order::Pre || near(&of(1e3), &of(1e4))
        },
    ),
    ("a norm of stream and branch does", |forward, order, s| {
        let of = |scale| forward(&s.block, &(&s.x * scale), order, None);
        (of(1.0) - of(10.0)).amax() > 0.01
    }),
];

/// A block put together from given functions, by which a mutant differs.
fn block(
    [attend, feed, norm_1, norm_2]: [&dyn Fn(&Matrix) -> Matrix; 4],
    x: &Matrix,
    order: Order,
) -> Matrix {
    match order {
        Order::Post => {
            let h = norm_1(&(x + attend(x)));
            norm_2(&(&h + feed(&h)))
        }
        Order::Pre => {
            let h = x + attend(&norm_1(x));
            &h + feed(&norm_2(&h))
        }
    }
}

/// The right block but for its norms.
fn with_norms(
    b: &Block,
    x: &Matrix,
    order: Order,
    mask: Option<&Mask>,
    norm: fn(&LayerNorm, &Matrix) -> Matrix,
) -> Matrix {
    let attend = |x: &Matrix| b.attention.forward(x, x, mask).output;
    let feed = |x: &Matrix| b.feed_forward.forward(x);
    let norm_1 = |x: &Matrix| norm(&b.norm_1, x);
    let norm_2 = |x: &Matrix| norm(&b.norm_2, x);
    block([&attend, &feed, &norm_1, &norm_2], x, order)
}

const MUTANTS: [(&str, Forward); 11] = [
    ("counts the tokens", |b, x, order, mask| {
        let counted = Matrix::from_fn(x.nrows(), x.ncols(), |i, j| {
            x[(i, j)] + i as f32 * 0.1
        });
        b.forward(&counted, order, mask)
    }),
    ("ignores the mask", |b, x, order, _| b.forward(x, order, None)),
    ("looks down the mask's columns", |b, x, order, mask| {
        let turned = mask.map(|mask| mask.transpose());
        b.forward(x, order, turned.as_ref())
    }),
    ("takes true for hidden", |b, x, order, mask| {
        let turned = mask.map(|mask| mask.map(|may_attend| !may_attend));
        b.forward(x, order, turned.as_ref())
    }),
    ("masks though nobody asked", |b, x, order, mask| {
        let causal = Mask::from_fn(x.nrows(), x.nrows(), |i, j| j <= i);
        b.forward(x, order, mask.or(Some(&causal)))
    }),
    ("looks at itself only", |b, x, order, _| {
        b.forward(x, order, Some(&only_itself(x.nrows())))
    }),
    ("LN-4 over the tokens", |b, x, order, mask| {
        with_norms(b, x, order, mask, |_, x| batch_norm(x, 1e-5))
    }),
    ("LN-5 over tokens and features", |b, x, order, mask| {
        with_norms(b, x, order, mask, |_, x| {
            let deviation = (x.variance() + 1e-5).sqrt();
            x.add_scalar(-x.mean()) / deviation
        })
    }),
    ("without norms", |b, x, order, mask| {
        with_norms(b, x, order, mask, |_, x| x.clone())
    }),
    ("RS-2 carries the normalised stream", |b, x, order, mask| {
        let x = LayerNorm::new(x.ncols()).forward(x);
        b.forward(&x, order, mask)
    }),
    ("BK-3 feeds all tokens at once", |b, x, order, mask| {
        let attend = |x: &Matrix| b.attention.forward(x, x, mask).output;
        let feed = |x: &Matrix| {
            let mut y = b.feed_forward.forward(x);
            let last = y.row(y.nrows() - 1).into_owned();
            y.row_iter_mut().for_each(|mut row| row += &last);
            y
        };
        let norm_1 = |x: &Matrix| b.norm_1.forward(x);
        let norm_2 = |x: &Matrix| b.norm_2.forward(x);
        block([&attend, &feed, &norm_1, &norm_2], x, order)
    }),
];

/// The laws that it breaks, in either order.
fn broken(forward: Forward) -> Vec<&'static str> {
    let obeys = |law: Law| {
        (0..8).all(|seed| {
            [Order::Post, Order::Pre]
                .iter()
                .all(|order| law(forward, *order, Sample::new(seed)))
        })
    };
    LAWS.iter()
        .filter(|(_, law)| !obeys(*law))
        .map(|(name, _)| *name)
        .collect()
}

fn only_itself(n: usize) -> Mask {
    Mask::from_fn(n, n, |i, j| i == j)
}

fn near(got: &Matrix, want: &Matrix) -> bool {
    got.shape() == want.shape() && (got - want).amax() < 1e-4
}

#[test]
fn a_block_obeys_every_law() {
    assert_eq!(broken(Block::forward), [""; 0]);
    // So it is its mistake for which a mutant is rejected.
    let rebuilt: Forward = |b, x, order, mask| {
        with_norms(b, x, order, mask, LayerNorm::forward)
    };
    assert_eq!(broken(rebuilt), [""; 0]);
}

#[test]
fn every_mutant_breaks_a_law_and_every_law_is_broken() {
    let broken: Vec<_> =
        MUTANTS.map(|(name, mutant)| (name, broken(mutant))).into();
    for (name, laws) in &broken {
        println!("{name}: {laws:?}");
        assert!(!laws.is_empty(), "{name} obeys every law");
    }
    for (law, _) in LAWS {
        assert!(
            broken.iter().any(|(_, laws)| laws.contains(&law)),
            "no mutant breaks: {law}"
        );
    }
}
