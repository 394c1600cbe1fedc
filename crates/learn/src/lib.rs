//! The companion, `cargo learn`: what the course holds, the next hint, a
//! clean start for an exercise. It knows the chapters by their folders, so
//! that a new chapter is in it as soon as it is in the course.

mod cache;
mod check;
mod course;
mod hint;
mod json;
mod overview;
mod reset;

pub use cache::{Records, key};
pub use check::{Checked, Status, check, recall};
pub use course::{Chapter, Course};
pub use hint::hint;
pub use json::{plain, quote};
pub use overview::overview;
pub use reset::{Reset, reset};
