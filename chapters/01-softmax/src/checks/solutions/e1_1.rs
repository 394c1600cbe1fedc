//! # 1.1 Three weights by hand
//! ★ · 5 minutes · cargo test -p ex01-softmax e1_1
//! Read: chapter 1, "By hand"
//!
//! You have three scores: 1, 0 and -2. Take paper and a calculator, do the
//! three steps, and return the three weights in the order of their scores,
//! each to four decimals. Keep four decimals on the way, too.
//!
//! Done when the command prints `passed`.

pub fn weights() -> [f32; 3] {
    // solution: todo!("the weights of 1, 0 and -2")
    // exp(1) = 2.7183, exp(0) = 1, exp(-2) = 0.1353, together 3.8536.
    [0.7054, 0.2595, 0.0351]
    // end
}

// nudge: What do your three weights add up to? Is each of them above 0?
// plan: Write down exp(1), exp(0) and exp(-2); the last is 1 / exp(2). Add
//   the three. Divide each of them by the sum.
// near: The exps are 2.7183, 1 and 0.1353, and their sum is 3.8536. The last
//   weight is 0.1353 / 3.8536 = 0.0351.
