//! What the page says in words and integers, where no gate looks.

use ch06_full_block::checks::wrong;
use ch06_full_block::worked::{self, feed_forward, walk};
use ch06_full_block::{Order, count, gelu, relu};
use nalgebra::{DMatrix, RowDVector};

type M = DMatrix<f32>;

fn small(x: [f32; 2], feed: wrong::Feed) -> Vec<f32> {
    let x = M::from_row_slice(1, 2, &x);
    let (b_1, b_2) = (RowDVector::zeros(3), RowDVector::zeros(2));
    let (w_1, w_2) = (worked::small_w_1(), worked::small_w_2());
    feed(&x, &w_1, &b_1, &w_2, &b_2).as_slice().to_vec()
}

#[test]
fn the_small_network_by_hand() {
    let right: wrong::Feed = |x, w_1, _, w_2, _| (x * w_1).map(relu) * w_2;
    assert_eq!(small([1., -2.], right), [1., 0.]);
    assert_eq!(small([-1., 2.], right), [3., 5.]);
    assert_eq!(small([2., -4.], right), [2., 0.]);
    assert_eq!(small([1., -2.], wrong::no_relu), [-2., -5.]);
    assert_eq!(small([-1., 2.], wrong::no_relu), [2., 5.]);
    assert_eq!(small([1., -2.], wrong::relu_last), [0., 0.]);
    let both = worked::small_w_1() * worked::small_w_2();
    assert_eq!(both, M::from_row_slice(2, 2, &[0., -1., 1., 2.]));
}

#[test]
fn six_hidden_numbers_of_thinking_pass_and_five_of_machines() {
    let active = walk(Order::Post).active;
    let passing =
        |i: usize| active.row(i).iter().filter(|h| **h > 0.).count();
    assert_eq!([passing(0), passing(1)], [6, 5]);
    assert_eq!((active[(0, 0)], active[(0, 5)]), (0., 0.));
}

#[test]
fn only_attention_mixes_tokens() {
    let walk = walk(Order::Post);
    let mut h = walk.h.clone();
    h.row_mut(1).add_scalar_mut(3.);
    let fed = feed_forward().forward(&h);
    assert_eq!(fed.row(0), walk.fed.row(0));
    assert_ne!(fed.row(1), walk.fed.row(1));
}

#[test]
fn parameters_at_the_papers_size() {
    let network = 2 * 512 * 2048 + 2048 + 512;
    assert_eq!(network, 2_099_712);
    let block = count::parameters(512, 2048, false);
    assert_eq!(block, 1_048_576 + network + 2_048);
    assert_eq!(block, 3_150_336);
    assert_eq!(count::parameters(512, 2048, true), block + 2_048);
    assert_eq!(6 * block, 18_902_016);
    // d_ff = d_model: 525 312 in the network.
    let narrow = count::parameters(512, 512, false);
    assert_eq!(narrow - 1_048_576 - 2_048, 525_312);
    // "two thirds of a block's parameters".
    assert!((network as f64 / block as f64 - 2. / 3.).abs() < 1e-3);
}

#[test]
fn scores_and_averages_catch_up_at_2048_and_3072_tokens() {
    let square = |n: usize| 4 * n * n * 512;
    let network = |n: usize| 4 * n * 512 * 2048;
    let all = |n| count::operations(n, 512, 2048);
    assert_eq!(network(512), 2_147_483_648);
    assert_eq!(4 * square(512), network(512));
    assert_eq!(square(2048), network(2048));
    assert_eq!(2 * square(3072), all(3072));
}

#[test]
fn gelu_is_nearly_x_on_the_right_and_nearly_0_on_the_left() {
    assert!((gelu(5.) - 5.).abs() < 1e-5 && gelu(-5.).abs() < 1e-5);
    assert!(gelu(-1.) < 0.);
}
