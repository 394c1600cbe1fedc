//! # 3.1 A third word, by hand
//! ★ · 10 minutes · cargo test -p ex03-multi-head e3_1
//! Read: chapter 3, "By hand"
//!
//! A third word comes with x = (1, 0, 0, -1) and looks at Thinking and
//! Machines. Stay with *head 2*: project x with its columns of W_Q, take its
//! keys and values of the two words from the page, and write in the two
//! scores, the two weights and the head's output. Two decimals are enough for
//! a weight, one for an entry of the output.
//!
//! You are done when the verdict says *passed*.

pub fn scores() -> [f32; 2] {
    // solution: todo!("q·k of head 2, for Thinking and Machines")
    [2.0, 0.0]
    // end
}

pub fn weights() -> [f32; 2] {
    // solution: todo!("softmax of the scaled scores")
    [0.80, 0.20]
    // end
}

pub fn output() -> [f32; 2] {
    // solution: todo!("head 2's values, averaged by the weights")
    [1.6, 1.4]
    // end
}

// nudge: Which columns of W_Q belong to head 2, and how many entries does its
//   query then have?
// plan: Columns 3 and 4 of W_Q give the query. Multiply it with head 2's keys,
//   (0, 1) and (2, 1). Divide by √2, take softmax, and average head 2's
//   values, (2, 1) and (0, 3).
// near: The query is (-1, 2). The gap of the scores is 2, so the smaller
//   weight is 1 / (1 + exp(2/√2)).
