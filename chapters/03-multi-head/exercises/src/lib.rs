//! Your exercises for chapter 3, a file each. Check them with
//! `cargo test -p ex03-multi-head`, or one of them with
//! `cargo test -p ex03-multi-head e3_5`.

pub mod e3_1;
pub mod e3_2;
pub mod e3_3;
pub mod e3_4;
pub mod e3_5;
pub mod e3_6;
pub mod e3_7;
