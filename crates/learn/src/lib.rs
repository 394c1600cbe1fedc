//! The companion, `cargo learn`: what the course holds, the next hint, a
//! clean start for an exercise. It knows the chapters by their folders, so
//! that a new chapter is in it as soon as it is in the course.

mod board;
mod cache;
mod check;
mod course;
mod doctor;
mod hint;
mod json;
mod package;
mod programs;
mod reset;
mod show;
mod solution;
mod watch;

pub use board::{board, standing};
pub use cache::{Records, key};
pub use check::{Checked, Status, check, recall};
pub use course::{Chapter, Course};
pub use doctor::doctor;
pub use hint::{hint, next_hint};
pub use json::plain;
pub use programs::{read, run, tour};
pub use reset::{Reset, reset};
pub use show::{as_json, as_text};
pub use solution::solution;
pub use watch::watch;
