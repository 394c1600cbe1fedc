//! "Thinking Machines" keeps its input.

mod facts;
mod figures;
mod printout;

pub use facts::facts;
pub use figures::figures;
pub use printout::report;

use ch03_multi_head::worked::multi_head;
use nalgebra::{DMatrix, RealField};

/// → (1, 4): the page's first token, (1, 2, 3, 4)
pub fn x() -> DMatrix<f32> {
    DMatrix::from_row_slice(1, 4, &[1., 2., 3., 4.])
}

/// v: (n, 4) → (n, 4): the page's first sublayer, (v₃, 0, −v₀, 0) of each row
pub fn by_hand<T: RealField + Copy>(v: &DMatrix<T>) -> DMatrix<T> {
    let mut y = DMatrix::zeros(v.nrows(), v.ncols());
    y.set_column(0, &v.column(3));
    y.set_column(2, &-v.column(0));
    y
}

/// x: (2, 4) → (2, 4): the sublayer of the example, chapter 3's attention
pub fn attend(x: &DMatrix<f32>) -> DMatrix<f32> {
    multi_head().forward(x, x, None).output
}
