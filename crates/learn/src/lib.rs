//! The companion, `cargo learn`: what the course holds, the next hint, a
//! clean start for an exercise. It knows the chapters by their folders, so
//! that a new chapter is in it as soon as it is in the course.

mod course;
mod doctor;
mod hint;
mod overview;
mod reset;
mod solution;
mod watch;

pub use course::{Chapter, Course};
pub use doctor::doctor;
pub use hint::{hint, next_hint};
pub use overview::overview;
pub use reset::{Reset, reset};
pub use solution::{passes, solution};
pub use watch::watch;
