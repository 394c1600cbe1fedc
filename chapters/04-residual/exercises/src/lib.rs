//! Your exercises for chapter 4, a file each. Check them with
//! `cargo test -p ex04-residual`, or one of them with
//! `cargo test -p ex04-residual e4_2`.

pub mod e4_1;
pub mod e4_2;
pub mod e4_3;
pub mod e4_4;
pub mod e4_5;
pub mod e4_6;
