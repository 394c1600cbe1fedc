//! The judge of chapter 6's exercises: what is right, computed in `f64`
//! straight from the formula, and the mistakes that learners make.

mod e6_1;
mod e6_2;
mod e6_3;
mod e6_4;
mod e6_5;
mod e6_6;
pub mod reference;
pub mod wrong;

mod solutions {
    pub mod e6_1;
    pub mod e6_2;
    pub mod e6_3;
    pub mod e6_4;
    pub mod e6_5;
    pub mod e6_6;
}

pub use e6_1::e6_1;
pub use e6_2::e6_2;
pub use e6_3::e6_3;
pub use e6_4::e6_4;
pub use e6_5::e6_5;
pub use e6_6::{COURSE, Parts, e6_6};

use judge::{Answer, Exercise};
use nalgebra::{DMatrix, Scalar};

/// Every exercise of the chapter, in order.
pub fn all() -> Vec<Box<dyn Exercise>> {
    vec![
        Box::new(e6_1()),
        Box::new(e6_2()),
        Box::new(e6_3()),
        Box::new(e6_4()),
        Box::new(e6_5()),
        Box::new(e6_6()),
    ]
}

fn matrix<T: Scalar + Into<f64>>(
    name: &'static str,
    matrix: &DMatrix<T>,
) -> Answer {
    // Row by row: nalgebra's own order goes down the columns.
    let by_row = matrix.transpose();
    let entries = by_row.iter().map(|x| x.clone().into());
    Answer::matrix::<f64>(name, matrix.ncols(), entries.collect::<Vec<_>>())
}
