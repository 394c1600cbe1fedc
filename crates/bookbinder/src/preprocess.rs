//! From the pages as written to the pages mdBook renders.

use crate::math::OPTIONS;
use crate::{Error, math};
use bookcheck::Course;
use mdbook_preprocessor::book::{Book, BookItem};
use mdbook_preprocessor::{Preprocessor, PreprocessorContext, parse_input};
use pulldown_cmark::{Event, Parser, Tag, TagEnd, html};
use std::io::{stdin, stdout};
use std::path::Path;

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
                        Ok(text) => chapter.content = summaries(&text),
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

/// Markdown makes a paragraph of a summary, and HTML allows none in it. So a
/// `<summary>` between blank lines is turned into HTML here, on one line.
fn summaries(markdown: &str) -> String {
    let mut pieces = markdown.split("<summary>\n\n");
    let mut text = pieces.next().unwrap_or_default().to_string();
    for piece in pieces {
        let (summary, rest) =
            piece.split_once("\n\n</summary>").unwrap_or((piece, ""));
        let events = Parser::new_ext(summary, OPTIONS).filter(|event| {
            !matches!(
                event,
                Event::Start(Tag::Paragraph)
                    | Event::End(TagEnd::Paragraph)
            )
        });
        text += "<summary>";
        html::push_html(&mut text, events);
        text += &format!("</summary>{rest}");
    }
    text
}

/// mdBook's protocol: a context and a book come as JSON on standard input,
/// the finished book goes to standard output.
pub fn from_stdin() -> Result<(), Error> {
    let (context, book) = parse_input(stdin().lock())?;
    let book = Pages.run(&context, book)?;
    Ok(serde_json::to_writer(stdout().lock(), &book)?)
}
