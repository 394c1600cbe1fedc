//! The judge of chapter 1's exercises: what is right, computed in `f64`
//! straight from the formula, and the mistakes that learners make.

mod e1_1;
mod e1_2;
mod e1_3;
mod e1_4;
mod e1_5;
mod e1_6;
pub mod wrong;

mod solutions {
    pub mod e1_1;
    pub mod e1_2;
    pub mod e1_3;
    pub mod e1_4;
    pub mod e1_5;
    pub mod e1_6;
}

pub use e1_1::e1_1;
pub use e1_2::e1_2;
pub use e1_3::e1_3;
pub use e1_4::e1_4;
pub use e1_5::e1_5;
pub use e1_6::e1_6;

use judge::Exercise;

/// Every exercise of the chapter, in order.
pub fn all() -> Vec<Box<dyn Exercise>> {
    vec![
        Box::new(e1_1()),
        Box::new(e1_2()),
        Box::new(e1_3()),
        Box::new(e1_4()),
        Box::new(e1_5()),
        Box::new(e1_6()),
    ]
}

/// scores: (n) → weights: (n), in `f64`
///
/// aᵢ = 1 / Σⱼ exp(sⱼ − sᵢ), softmax with its fraction cancelled: it needs no
/// maximum, so it shares no step with the course's code. A masked score, −∞,
/// has no such fraction; its weight is 0.
pub fn softmax_f64(scores: &[f64]) -> Vec<f64> {
    let weight = |own: &f64| {
        if *own == f64::NEG_INFINITY {
            return 0.0;
        }
        let sum: f64 = scores.iter().map(|other| (other - own).exp()).sum();
        1.0 / sum
    };
    scores.iter().map(weight).collect()
}

/// The numbers in `f64`, which holds every `f32` exactly.
fn wide(numbers: &[f32]) -> Vec<f64> {
    numbers.iter().copied().map(f64::from).collect()
}

/// The law that weights sum to 1, of one row.
fn sums_to_1(weights: &[f32]) -> Result<(), String> {
    let sum: f32 = weights.iter().sum();
    match (sum - 1.0).abs() < 1e-5 {
        true => Ok(()),
        false => Err(format!("the sum is {sum:.4}")),
    }
}
