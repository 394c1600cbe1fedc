//! # 3.6 What the heads cost
//! ★ · 10 minutes · cargo test -p ex03-multi-head e3_6
//! Read: chapter 3, "At full size"
//!
//! How many numbers does multi-head attention learn? You have d_model, the
//! number of heads, and whether each of its four linear maps has a bias. For
//! 512, 8 and no biases the answer is 1 048 576.
//!
//! You are done when the verdict says *passed*.

pub fn parameters(d_model: usize, heads: usize, bias: bool) -> usize {
    // solution: todo!("count for {d_model}, {heads} heads, bias: {bias}")
    let d_k = d_model / heads;
    let per_head = 3 * d_model * d_k;
    let w_o = d_model * d_model;
    let biases = if bias { 4 * d_model } else { 0 };
    heads * per_head + w_o + biases
    // end
}

// nudge: One head has three matrices of (d_model, d_k). What is heads · d_k?
// plan: Count the numbers in W_Q, W_K, W_V and W_O for all heads together. A
//   bias has one number per output of its map.
// near: Four matrices of d_model · d_model, with four biases of d_model or
//   none. The heads have cancelled.
