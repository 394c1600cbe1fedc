//! Makes the book out of `book/` and the chapters it quotes.
//!
//! mdBook does the work, as a library: building mdBook's own command would
//! cost a reader three times as much. What is ours is a preprocessor, which
//! puts snapshots and listings where a page quotes them and turns formulas
//! into HTML, and a small server that follows the author's edits. Stock
//! mdBook builds the same pages, for `book.toml` names the same preprocessor
//! as a command.

pub mod build;
pub mod math;
pub mod preprocess;
pub mod serve;
mod warnings;

pub use mdbook_driver::errors::Error;
