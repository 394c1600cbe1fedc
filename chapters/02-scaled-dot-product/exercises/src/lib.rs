//! Your exercises for chapter 2, a file each. Check them with
//! `cargo test -p ex02-scaled-dot-product`, or one of them with
//! `cargo test -p ex02-scaled-dot-product e2_3`.

pub mod e2_1;
pub mod e2_2;
pub mod e2_3;
pub mod e2_4;
pub mod e2_5;
pub mod e2_6;
pub mod e2_7;
