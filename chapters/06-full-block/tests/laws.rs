//! True of every right block, whatever the numbers; and what isn't true of
//! wrong ones.

use ch05_layernorm::LayerNorm;
use ch06_full_block::checks::{reference, wrong};
use ch06_full_block::experiment::random_block;
use ch06_full_block::worked::{self, PARTS};
use ch06_full_block::{Block, Encoder, Order, count, relu};
use nalgebra::DMatrix;
use rand::{RngExt, SeedableRng, rngs::ChaCha8Rng};

type M = DMatrix<f32>;

const ORDERS: [Order; 2] = [Order::Post, Order::Pre];

fn tokens(n: usize, d_model: usize, seed: u64) -> M {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    M::from_fn(n, d_model, |_, _| rng.random::<f32>() * 4.0 - 2.0)
}

fn block(seed: u64) -> Block {
    random_block(6, 3, 10, &mut ChaCha8Rng::seed_from_u64(seed))
}

/// Row i of the result is row `order[i]` of x.
fn permuted(x: &M, order: &[usize]) -> M {
    x.select_rows(order)
}

fn near(a: &M, b: &M) -> bool {
    // Not `<`: a NaN must not pass.
    (a - b).iter().all(|difference| difference.abs() <= 1e-5)
}

#[test]
fn permuted_tokens_permute_the_output() {
    let order = [3, 0, 4, 1, 2];
    let x = tokens(5, 6, 1);
    for norm in ORDERS {
        for block in [block(2), reference::uneven()] {
            let y = block.forward(&x, norm, None);
            let moved = block.forward(&permuted(&x, &order), norm, None);
            assert!(near(&permuted(&y, &order), &moved), "{norm:?}");
            assert!(!near(&y, &moved), "the tokens are all alike");
        }
    }
}

#[test]
fn a_causal_mask_hides_a_changed_token_to_the_bit() {
    let causal = DMatrix::from_fn(5, 5, |query, key| key <= query);
    let x = tokens(5, 6, 3);
    let mut changed = x.clone();
    changed.row_mut(3).add_scalar_mut(1.7);
    changed[(3, 2)] -= 5.0;
    for order in ORDERS {
        let norm = (order == Order::Pre).then(|| LayerNorm::new(6));
        let blocks = vec![block(4), block(5), block(6)];
        let encoder = Encoder { blocks, order, norm };
        let rows =
            |x, mask| encoder.forward(x, mask).rows(0, 3).into_owned();
        assert_eq!(rows(&x, Some(&causal)), rows(&changed, Some(&causal)));
        let [y, other] = [&x, &changed].map(|x| {
            encoder.forward(x, Some(&causal)).rows(3, 2).into_owned()
        });
        assert!(
            (0..2).all(|i| y.row(i) != other.row(i)),
            "later ones see it"
        );
        assert!(!near(&rows(&x, None), &rows(&changed, None)));
    }
}

#[test]
fn the_formula_counts_what_the_arrays_hold() {
    let mut rng = ChaCha8Rng::seed_from_u64(8);
    for (d_model, heads, d_ff) in [(6, 3, 10), (4, 1, 4), (12, 2, 7)] {
        let mut block = random_block(d_model, heads, d_ff, &mut rng);
        let with_biases = count::parameters(d_model, d_ff, true);
        assert_eq!(count::stored(&block), with_biases);
        let attention = &mut block.attention;
        for map in [
            &mut attention.w_q,
            &mut attention.w_k,
            &mut attention.w_v,
            &mut attention.w_o,
        ] {
            map.b = None;
        }
        let without = count::parameters(d_model, d_ff, false);
        assert_eq!(count::stored(&block), without);
        assert_eq!(with_biases - without, 4 * d_model);
    }
    assert_eq!(
        count::stored(&worked::block()),
        count::parameters(4, 8, false)
    );
}

#[test]
fn a_stack_counts_every_block_and_the_final_norm() {
    let blocks = vec![block(1), block(2), block(3)];
    let norm = Some(LayerNorm::new(6));
    let encoder = Encoder { blocks, order: Order::Pre, norm };
    let expected = 3 * count::parameters(6, 10, true) + 2 * 6;
    assert_eq!(count::stored_in_all(&encoder), expected);
}

#[test]
fn a_stack_of_one_is_the_block_and_of_none_the_input() {
    let x = tokens(5, 6, 9);
    let mask = DMatrix::from_fn(5, 5, |i, j| (i * 3 + j) % 4 != 1);
    for order in ORDERS {
        for mask in [None, Some(&mask)] {
            let alone = block(10).forward(&x, order, mask);
            let blocks = vec![block(10)];
            let stack = Encoder { blocks, order, norm: None };
            assert_eq!(stack.forward(&x, mask), alone);
        }
        let empty = Encoder { blocks: vec![], order, norm: None };
        assert_eq!(empty.forward(&x, None), x);
    }
}

/// BK-5, BK-12: six blocks are not one block six times.
#[test]
fn the_blocks_of_a_stack_are_different_and_all_used() {
    let x = tokens(5, 6, 11);
    for order in ORDERS {
        let stack = |seeds: [u64; 3]| {
            let blocks = seeds.map(block).into();
            Encoder { blocks, order, norm: None }.forward(&x, None)
        };
        let right = stack([1, 2, 3]);
        for other in [[1, 1, 1], [3, 3, 3], [3, 2, 1], [1, 2, 2]] {
            assert!(!near(&right, &stack(other)), "{other:?}");
        }
    }
    let mut rng = ChaCha8Rng::seed_from_u64(12);
    let mut draw = || random_block(6, 3, 10, &mut rng);
    let [first, second] = [draw(), draw()];
    assert_ne!(first.attention.w_q.w, second.attention.w_q.w);
}

/// BK-6, BK-7: the final norm is the last step, and only where it is asked
/// for. With γ = 1 and β = 0 a second norm would go unseen (T4).
#[test]
fn the_final_norm_is_the_last_step() {
    let x = tokens(5, 6, 13);
    for order in ORDERS {
        let stack = |norm| {
            let blocks = vec![block(1), block(2)];
            Encoder { blocks, order, norm }.forward(&x, None)
        };
        let last = || reference::uneven().norm_1;
        let without = stack(None);
        assert_eq!(stack(Some(last())), last().forward(&without));
        assert!(!near(&stack(Some(last())), &without));
    }
}

/// BK-3: a token's feed-forward output is its own affair.
#[test]
fn feed_forward_takes_each_token_on_its_own() {
    let network = block(14).feed_forward;
    let x = tokens(5, 6, 15);
    let y = network.forward(&x);
    for i in 0..5 {
        let alone = network.forward(&x.rows(i, 1).into_owned());
        assert!(near(&alone, &y.rows(i, 1).into_owned()), "token {i}");
    }
}

/// BK-1: without an activation two maps are one, and 2x gives 2y.
#[test]
fn feed_forward_is_not_linear() {
    let network = block(16).feed_forward;
    let x = tokens(5, 6, 17);
    let linear = |feed: wrong::Feed| {
        let y = wrong::feed(feed, &network, &x);
        near(&(y * -1.0), &wrong::feed(feed, &network, &(&x * -1.0)))
    };
    assert!(linear(wrong::no_relu), "the block's biases are 0");
    let [y, turned] = [1.0, -1.0].map(|sign| network.forward(&(&x * sign)));
    assert!(!near(&(y * -1.0), &turned));
}

#[test]
fn the_walk_is_the_block_to_the_bit() {
    for order in ORDERS {
        let y = worked::block().forward(&example::x(), order, None);
        assert_eq!(worked::walk(order).y, y, "{order:?}");
        assert!(
            near(
                &y,
                &reference::block(&worked::block(), &example::x(), order)
                    .map(|y| y as f32)
            ),
            "{order:?}"
        );
    }
}

#[test]
fn the_block_agrees_with_the_formula_in_f64() {
    let x = tokens(5, 6, 18);
    for block in [block(19), reference::uneven()] {
        for order in ORDERS {
            let expected = reference::block(&block, &x, order);
            let y = block.forward(&x, order, None).map(f64::from);
            let apart = y - expected;
            assert!(apart.iter().all(|d| d.abs() < 1e-5), "{order:?}");
        }
    }
}

/// Every wrong block that the judge knows differs from both right ones.
#[test]
fn no_wrong_block_passes() {
    let [attend, norm_1, feed, norm_2] = PARTS;
    let run = |program: wrong::Program| {
        program(&example::x(), attend, norm_1, feed, norm_2)
    };
    let right = ORDERS.map(|order| worked::walk(order).y);
    for (i, program) in [
        wrong::no_skip as wrong::Program,
        wrong::no_skip_pre,
        wrong::adds_the_normed,
        wrong::norm_of_branch,
        wrong::norms_twice,
        wrong::adds_block_input,
        wrong::adds_block_input_pre,
        wrong::post_with_final_norm,
        wrong::feed_first,
        wrong::feed_first_pre,
        wrong::pre_with_final_norm,
        wrong::parallel,
        wrong::parallel_pre,
        wrong::one_norm,
        wrong::one_norm_pre,
        wrong::norms_swapped,
        wrong::norms_swapped_pre,
    ]
    .into_iter()
    .enumerate()
    {
        let y = run(program);
        assert!(right.iter().all(|right| !near(right, &y)), "program {i}");
    }
}

#[test]
fn what_has_another_shape_is_refused() {
    let mask = DMatrix::from_element(5, 4, true);
    for (d_model, mask, says) in
        [(4, None, "x is (5, 4)"), (6, Some(&mask), "mask is (5, 4)")]
    {
        let x = tokens(5, d_model, 20);
        let refused = std::panic::catch_unwind(|| {
            block(1).forward(&x, Order::Post, mask)
        });
        let message = *refused.unwrap_err().downcast::<String>().unwrap();
        assert!(message.contains(says), "{message}");
    }
}

#[test]
fn relu_keeps_zero_and_lets_nothing_negative_through() {
    assert_eq!([-3.5, -0.0, 0.0, 2.5].map(relu), [0.0, 0.0, 0.0, 2.5]);
}
