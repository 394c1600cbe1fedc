//! Your exercises for chapter 5, a file each. Check them with
//! `cargo test -p ex05-layernorm`, or one of them with
//! `cargo test -p ex05-layernorm e5_2`.

pub mod e5_1;
pub mod e5_2;
pub mod e5_3;
pub mod e5_4;
pub mod e5_5;
pub mod e5_6;
