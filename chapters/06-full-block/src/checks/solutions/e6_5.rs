//! # 6.5 The block, in both orders
//! ★★★ · 20 minutes · cargo test -p ex06-full-block e6_5
//! Read: chapter 6, "Two orders, side by side"
//!
//! You have x: (n, d_model) and the four parts of a block as functions: attend
//! and feed, the sublayers, and norm_1 and norm_2, the norm of each. Put them
//! together twice: with each norm after the addition, as the 2017 paper draws
//! it, and with each norm on the way into its sublayer, as GPT-2 has it.
//!
//! You are done when the verdict says *passed*.

use nalgebra::DMatrix;

type Part = fn(&DMatrix<f32>) -> DMatrix<f32>;

pub fn post_norm_block(
    x: &DMatrix<f32>,
    attend: Part,
    norm_1: Part,
    feed: Part,
    norm_2: Part,
) -> DMatrix<f32> {
    // solution: todo!("post-norm: {x} through {:?}", [attend, norm_1, feed, norm_2])
    let h = norm_1(&(x + attend(x)));
    norm_2(&(&h + feed(&h)))
    // end
}

pub fn pre_norm_block(
    x: &DMatrix<f32>,
    attend: Part,
    norm_1: Part,
    feed: Part,
    norm_2: Part,
) -> DMatrix<f32> {
    // solution: todo!("pre-norm: {x} through {:?}", [attend, norm_1, feed, norm_2])
    let h = x + attend(&norm_1(x));
    &h + feed(&norm_2(&h))
    // end
}

// nudge: In pre-norm, x is added to something. Has x been through a norm when
//   that happens?
// plan: Call the stream after attention h. Post-norm normalises the sum:
//   h = norm(x + f(x)). Pre-norm normalises what goes into f: h = x +
//   f(norm(x)). Then the same again with h, feed and norm_2.
// near: Post-norm: `let h = norm_1(&(x + attend(x)));`
//   Pre-norm: `let h = x + attend(&norm_1(x));`
//   The second sublayer has the same form, with h in the place of x.
