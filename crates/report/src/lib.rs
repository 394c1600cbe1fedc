//! A chapter's worked example as a page on a terminal, and what every
//! chapter's program shares: numbers, arguments, predictions.

mod args;
mod facts;
mod number;
mod page;
mod predict;

pub use args::{end_with, next_number, parse, value};
pub use facts::{Fact, Facts};
pub use number::{about, entries, number};
pub use page::{Report, Role};
pub use predict::Question;

/// How many columns of a terminal `text` takes: two for 機.
pub fn width(text: &str) -> usize {
    unicode_width::UnicodeWidthStr::width(text)
}
