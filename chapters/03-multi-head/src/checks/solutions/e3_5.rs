//! # 3.5 Multi-head attention
//! ★★★ · 30 minutes · cargo test -p ex03-multi-head e3_5
//! Read: chapter 3, "In Rust"
//!
//! You have x: (n, d_model), memory: (m, d_model) and four matrices
//! (d_model, d_model). The queries come from x, the keys and values from the
//! memory. Project, split into heads, attend in each, concatenate, multiply by
//! W_O, and return the output (n, d_model). Biases are left out. Your split
//! and concatenate are `crate::e3_2::split` and `crate::e3_3::concatenate`;
//! chapter 2's `ch02_scaled_dot_product::attention` is yours to use.
//!
//! You are done when the verdict says *passed*.

use nalgebra::DMatrix;

pub fn multi_head(
    x: &DMatrix<f32>,
    memory: &DMatrix<f32>,
    w_q: &DMatrix<f32>,
    w_k: &DMatrix<f32>,
    w_v: &DMatrix<f32>,
    w_o: &DMatrix<f32>,
    heads: usize,
) -> DMatrix<f32> {
    // solution: todo!("{heads} heads: {x}{memory}{w_q}{w_k}{w_v}{w_o}")
    let (q, k, v) = (x * w_q, memory * w_k, memory * w_v);
    let d_k = q.ncols() / heads;
    let mut outputs = DMatrix::zeros(q.nrows(), q.ncols());
    for i in 0..heads {
        let head =
            |of: &DMatrix<f32>| of.columns(i * d_k, d_k).into_owned();
        let (_, output) = ch02_scaled_dot_product::attention(
            &head(&q),
            &head(&k),
            &head(&v),
        );
        outputs.columns_mut(i * d_k, d_k).copy_from(&output);
    }
    outputs * w_o
    // end
}

// nudge: Run it with one head first: that is chapter 2's attention of x·W_Q,
//   memory·W_K and memory·W_V, times W_O. Which shape has each of them?
// plan: Three products give q, k and v of all heads. Split each of the three.
//   For every i, attend with head i of all three and keep the output. Put the
//   outputs side by side and multiply by W_O.
// near: `let q = split(&(x * w_q), heads);` and the same for k and v with the
//   memory; then `attention(&q[i], &k[i], &v[i]).1` for every i. What remains
//   is concatenate and one product.
