//! Judges an exercise and says which mistake was made.
//!
//! A [`Check`] holds everything known about one exercise: inputs to try, the
//! right answer for each, the programs learners write by mistake, and laws
//! that every right program obeys. [`Check::judge`] runs the reader's function
//! on a thread of its own and returns a [`Verdict`], which a `#[test]` may
//! return as it is.
//!
//! Standard library only: this crate is compiled before the reader's first
//! verdict, and it knows no chapter.

mod answer;
mod check;
mod record;
mod run;
mod sheet;
mod verdict;

pub use answer::{Answer, Difference, close};
pub use check::{Check, Exercise, Probe, Rehearsal};
pub use record::Record;
pub use run::Panic;
pub use sheet::Sheet;
pub use verdict::{Outcome, Verdict};
