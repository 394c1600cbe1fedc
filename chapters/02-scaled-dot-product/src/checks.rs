//! The judge of chapter 2's exercises: what is right, computed in `f64`
//! straight from the formula, and the mistakes that learners make.

mod e2_1;
mod e2_2;
mod e2_3;
mod e2_4;
mod e2_5;
mod e2_6;
mod e2_7;
pub mod wrong;

mod solutions {
    pub mod e2_1;
    pub mod e2_2;
    pub mod e2_3;
    pub mod e2_4;
    pub mod e2_5;
    pub mod e2_6;
    pub mod e2_7;
}

pub use e2_1::e2_1;
pub use e2_2::e2_2;
pub use e2_3::e2_3;
pub use e2_4::e2_4;
pub use e2_5::e2_5;
pub use e2_6::e2_6;
pub use e2_7::e2_7;

use judge::Exercise;

/// Every exercise of the chapter, in order.
pub fn all() -> Vec<Box<dyn Exercise>> {
    vec![
        Box::new(e2_1()),
        Box::new(e2_2()),
        Box::new(e2_3()),
        Box::new(e2_4()),
        Box::new(e2_5()),
        Box::new(e2_6()),
        Box::new(e2_7()),
    ]
}
