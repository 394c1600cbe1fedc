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
    todo!("q·k of head 2, for Thinking and Machines")
}

pub fn weights() -> [f32; 2] {
    todo!("softmax of the scaled scores")
}

pub fn output() -> [f32; 2] {
    todo!("head 2's values, averaged by the weights")
}
