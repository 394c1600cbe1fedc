//! From the pages as written to the pages mdBook renders.

use crate::{Error, math};
use mdbook_preprocessor::book::{Book, BookItem};
use mdbook_preprocessor::{Preprocessor, PreprocessorContext, parse_input};
use std::io::{stdin, stdout};
use std::path::Path;
use stub::Course;

/// The preprocessor `course`: quotes what the `{{…}}` directives name, then
/// turns formulas into HTML.
pub struct Pages;

impl Preprocessor for Pages {
    fn name(&self) -> &str {
        "course"
    }

    fn run(
        &self,
        context: &PreprocessorContext,
        mut book: Book,
    ) -> Result<Book, Error> {
        let root = context.root.parent().unwrap_or(Path::new("."));
        let course = Course::open(root).map_err(Error::msg)?;
        let mut problems = Vec::new();
        book.for_each_mut(|item| {
            let BookItem::Chapter(chapter) = item else { return };
            // A title without a page has no path.
            let Some(path) = &chapter.source_path else { return };
            let page = path.to_string_lossy().replace('\\', "/");
            match course.expand(&page, &chapter.content) {
                Ok(text) => {
                    match math::render(&page, &chapter.content, &text) {
                        Ok(text) => chapter.content = text,
                        Err(found) => problems.extend(found),
                    }
                }
                Err(found) => {
                    problems.extend(found.iter().map(ToString::to_string));
                }
            }
        });
        if problems.is_empty() {
            Ok(book)
        } else {
            Err(Error::msg(problems.join("\n")))
        }
    }
}

/// mdBook's protocol: a context and a book come as JSON on standard input,
/// the finished book goes to standard output.
pub fn from_stdin() -> Result<(), Error> {
    let (context, book) = parse_input(stdin().lock())?;
    let book = Pages.run(&context, book)?;
    Ok(serde_json::to_writer(stdout().lock(), &book)?)
}

/// Stands in for `bookcheck` until it lands.
mod stub {
    use std::path::Path;

    pub struct Course;

    impl Course {
        pub fn open(_root: &Path) -> Result<Course, String> {
            Ok(Course)
        }

        pub fn expand(
            &self,
            _page: &str,
            markdown: &str,
        ) -> Result<String, Vec<String>> {
            Ok(markdown.to_string())
        }
    }
}
