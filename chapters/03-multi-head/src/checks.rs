//! The judge of chapter 3's exercises: what is right, computed in `f64`
//! straight from the formula, and the mistakes that learners make.

mod e3_1;
mod e3_2;
mod e3_3;
mod e3_4;
mod e3_5;
mod e3_6;
mod e3_7;
pub mod wrong;

mod solutions {
    pub mod e3_1;
    pub mod e3_2;
    pub mod e3_3;
    pub mod e3_4;
    pub mod e3_5;
    pub mod e3_6;
    pub mod e3_7;
}

pub use e3_1::e3_1;
pub use e3_2::e3_2;
pub use e3_3::e3_3;
pub use e3_4::e3_4;
pub use e3_5::e3_5;
pub use e3_6::e3_6;
pub use e3_7::e3_7;

use judge::{Answer, Exercise};
use nalgebra::DMatrix;

/// Every exercise of the chapter, in order.
pub fn all() -> Vec<Box<dyn Exercise>> {
    vec![
        Box::new(e3_1()),
        Box::new(e3_2()),
        Box::new(e3_3()),
        Box::new(e3_4()),
        Box::new(e3_5()),
        Box::new(e3_6()),
        Box::new(e3_7()),
    ]
}

fn matrix<T>(name: &'static str, matrix: &DMatrix<T>) -> Answer
where
    T: nalgebra::Scalar + Into<f64>,
{
    let by_row = matrix.row_iter().flat_map(|row| {
        row.iter().map(|x| x.clone().into()).collect::<Vec<f64>>()
    });
    Answer::matrix(name, matrix.ncols(), by_row)
}

/// → (rows, columns): neither symmetric nor constant, other for each seed
fn entries(rows: usize, columns: usize, seed: usize) -> DMatrix<f32> {
    DMatrix::from_fn(rows, columns, |i, j| {
        ((seed * 7 + i * 31 + j * 17) % 23) as f32 / 8.0 - 1.25
    })
}

/// The law that two matrices are equal, but for rounding.
fn near(
    expected: &DMatrix<f32>,
    seen: &DMatrix<f32>,
) -> Result<(), String> {
    if expected.shape() != seen.shape() {
        let (expected, seen) = (expected.shape(), seen.shape());
        return Err(format!("{seen:?} in place of {expected:?}"));
    }
    let apart = expected.iter().zip(seen).map(|(e, s)| (e - s).abs());
    match apart.into_iter().find(|apart| apart.is_nan() || *apart > 1e-5) {
        None => Ok(()),
        Some(apart) => Err(format!("an entry is {apart} away")),
    }
}
