//! The judge of chapter 1's exercises: what is right, computed in `f64`
//! straight from the formula, and the mistakes that learners make.

mod e1_2;

mod solutions {
    pub mod e1_2;
}

pub use e1_2::e1_2;

use judge::Exercise;

/// Every exercise of the chapter, in order.
pub fn all() -> Vec<Box<dyn Exercise>> {
    vec![Box::new(e1_2())]
}

/// scores: (n) → weights: (n), in `f64`
///
/// aᵢ = 1 / Σⱼ exp(sⱼ − sᵢ), softmax with its fraction cancelled: it needs no
/// maximum, so it shares no step with the course's code.
pub fn softmax_f64(scores: &[f64]) -> Vec<f64> {
    let weight = |own: &f64| {
        let sum: f64 = scores.iter().map(|other| (other - own).exp()).sum();
        1.0 / sum
    };
    scores.iter().map(weight).collect()
}

/// The numbers in `f64`, which holds every `f32` exactly.
fn wide(numbers: &[f32]) -> Vec<f64> {
    numbers.iter().copied().map(f64::from).collect()
}
