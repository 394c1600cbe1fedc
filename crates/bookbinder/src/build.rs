//! The book as a folder of HTML.

use crate::preprocess::Pages;
use crate::{Error, warnings};
use mdbook_driver::MDBook;
use std::path::{Path, absolute};

/// Builds the book of the course at `root` into `dest`, or into `book/book`.
///
/// An error holds every problem found, one a line: what a page quotes and
/// isn't there, a formula that can't be read, a tag that isn't closed.
pub fn build(root: &Path, dest: Option<&Path>) -> Result<(), Error> {
    let mut book = MDBook::load(root.join("book"))?;
    if let Some(dest) = dest {
        // mdBook empties the folder it builds into.
        let full = dest.read_dir().is_ok_and(|mut d| d.next().is_some());
        if full && !dest.join(".nojekyll").exists() {
            return Err(Error::msg(format!(
                "{} holds files that are not a book's; name an empty folder",
                dest.display()
            )));
        }
        book.config.build.build_dir = absolute(dest)?;
    }
    // Takes the place of the command that book.toml gives this name.
    book.with_preprocessor(Pages);
    let (built, warnings) = warnings::during(|| book.build());
    built?;
    if warnings.is_empty() {
        Ok(())
    } else {
        Err(Error::msg(warnings.trim_end().to_string()))
    }
}
