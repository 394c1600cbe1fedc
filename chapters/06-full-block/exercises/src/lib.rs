//! Your exercises for chapter 6, a file each. Check them with
//! `cargo test -p ex06-full-block`, or one of them with
//! `cargo test -p ex06-full-block e6_2`.

pub mod e6_1;
pub mod e6_2;
pub mod e6_3;
pub mod e6_4;
pub mod e6_5;
pub mod e6_6;
