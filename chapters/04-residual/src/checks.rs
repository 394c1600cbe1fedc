//! The judge of chapter 4's exercises: what is right, computed in `f64`
//! straight from the formula, and the mistakes that learners make.

mod e4_1;
mod e4_2;
mod e4_3;
mod e4_4;
mod e4_5;
mod e4_6;
mod sublayer;
pub mod wrong;

mod solutions {
    pub mod e4_1;
    pub mod e4_2;
    pub mod e4_3;
    pub mod e4_4;
    pub mod e4_5;
    pub mod e4_6;
}

pub use e4_1::e4_1;
pub use e4_2::e4_2;
pub use e4_3::e4_3;
pub use e4_4::e4_4;
pub use e4_5::e4_5;
pub use e4_6::e4_6;

use judge::Exercise;

/// Every exercise of the chapter, in order.
pub fn all() -> Vec<Box<dyn Exercise>> {
    vec![
        Box::new(e4_1()),
        Box::new(e4_2()),
        Box::new(e4_3()),
        Box::new(e4_4()),
        Box::new(e4_5()),
        Box::new(e4_6()),
    ]
}
