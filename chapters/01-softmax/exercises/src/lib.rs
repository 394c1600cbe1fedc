//! Your exercises for chapter 1, a file each. Check them with
//! `cargo test -p ex01-softmax`, or one with `cargo test -p ex01-softmax e1_2`.

pub mod e1_1;
pub mod e1_2;
pub mod e1_3;
pub mod e1_4;
pub mod e1_5;
pub mod e1_6;
