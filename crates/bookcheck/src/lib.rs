//! Holds the book and the code together.
//!
//! A page quotes printouts, figures, code and exercises by *directives*, lines
//! such as `{{report 3}}` or `{{code src/lib.rs softmax}}`. [`Course::expand`]
//! puts in their place what the code and its snapshots say today, or tells
//! what is missing. Nothing is pasted, so nothing can go stale.
//!
//! | directive | stands for |
//! |---|---|
//! | `{{report}}`, `{{report 3}}`, `{{report 3-5}}` | the chapter's printout, or sections of it |
//! | `{{snapshot verdict}}` | any other text that its tests pin |
//! | `{{figure 2.1}}` | a figure; chapter 0's are the page's home chapter's |
//! | `{{widget 2}}` | a chapter's widget, on the page below the figure it replaces |
//! | `{{code src/lib.rs attention}}` | an item of its source; `+docs` after it keeps the doc comment |
//! | `{{code src/lib.rs softmax since softmax_naive}}` | the same, with a mark at each line that the earlier item hasn't |
//! | `{{exercise 2.3}}` | an exercise's sheet, without the solution |
//! | `{{map}}` | the model on one line, the page's own chapter lit |
//! | `{{mistakes 2}}` | a chapter's known mistakes, their numbers and verdicts |
//! | `{{paper section 3.1, equation 2}}` | the functions whose docs name these places of the 2017 paper as their source |
//! | `{{glossary}}` | all terms, each linked to the place that defines it |
//! | `{{predict NAME}}` | a question of the chapter, with an answer to every option |
//! | `{{quiz}}` | the questions that close the chapter |
//!
//! Two comments steer a page: `<!-- facts from: 02-x, 01-y -->` names the
//! chapters that it cites, and `<!-- not a fact: 0.35, why -->` lets one
//! decimal pass that no chapter computes.
//!
//! The *gates* are the rest of the promise: functions from a course to the
//! [`Problem`]s of its book. `tests/book.rs` runs them on the real one.

mod exercises;
mod expand;
mod figures;
mod glossary;
mod item;
mod links;
mod map;
mod markdown;
mod mistakes;
mod numbers;
mod paper;
mod questions;
mod symbols;
mod toml;
mod widgets;
mod words;

use std::fmt;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

pub use exercises::exercises;
pub use expand::quotations;
pub use figures::figures;
pub use glossary::glossary;
pub use links::links;
pub use map::maps;
pub use mistakes::mistakes;
pub use numbers::{numbers, shifted_numbers};
pub use paper::paper;
pub use questions::questions;
pub use symbols::symbols;
pub use widgets::widgets;
pub use words::{rhythm, words};

/// Something wrong, where it is, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file, from the root of the course.
    pub file: String,
    /// The line in it, from 1.
    pub line: usize,
    /// What is wrong; what to do.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.message)
    }
}

/// The folder of the pages.
const PAGES: &str = "book/src";

/// A course on disk: its pages, and the chapters they quote.
pub struct Course {
    root: PathBuf,
    /// Folder names, `01-softmax`.
    chapters: Vec<String>,
    pages: Vec<Page>,
    /// What the pages ask.
    questions: Vec<Page>,
}

/// One file of the book: a page, or the questions of a chapter.
struct Page {
    folder: &'static str,
    /// Its name in the folder.
    name: String,
    text: String,
}

impl Page {
    fn file(&self) -> String {
        format!("{}/{}", self.folder, self.name)
    }

    /// What a page, its questions and its chapter have in common: `01-softmax`.
    fn stem(&self) -> &str {
        self.name.split('.').next().unwrap_or(&self.name)
    }

    fn problem(&self, line: usize, message: String) -> Problem {
        Problem { file: self.file(), line, message }
    }
}

impl Course {
    /// Opens the course whose root folder this is.
    ///
    /// # Errors
    /// One line that names what can't be read.
    pub fn open(root: &Path) -> Result<Self, String> {
        let mut course = Self {
            root: root.to_path_buf(),
            chapters: names_in(&root.join("chapters"))?,
            pages: Vec::new(),
            questions: Vec::new(),
        };
        course.pages = course.files(PAGES, ".md")?;
        course.pages.retain(|page| page.name != "SUMMARY.md");
        course.questions = course.files("book/questions", ".toml")?;
        Ok(course)
    }

    /// The files of a folder whose names end so.
    fn files(
        &self,
        folder: &'static str,
        ending: &str,
    ) -> Result<Vec<Page>, String> {
        if !self.root.join(folder).exists() {
            return Ok(Vec::new());
        }
        names_in(&self.root.join(folder))?
            .into_iter()
            .filter(|name| name.ends_with(ending))
            .map(|name| {
                let text = self.read(&format!("{folder}/{name}"))?;
                Ok(Page { folder, name, text })
            })
            .collect()
    }

    /// A file of the course, by its path from the root.
    fn read(&self, path: &str) -> Result<String, String> {
        fs::read_to_string(self.root.join(path)).map_err(
            |error| match error.kind() {
                ErrorKind::NotFound => format!("{path} is missing"),
                _ => format!("can't read {path}: {error}"),
            },
        )
    }

    /// The chapter that `2.3` or `2` belongs to.
    fn chapter_of(&self, id: &str) -> Result<&str, String> {
        let number = id.split('.').next().unwrap_or(id);
        let chapter = self.chapters.iter().find(|chapter| {
            chapter
                .split_once('-')
                .is_some_and(|(n, _)| n.trim_start_matches('0') == number)
        });
        chapter
            .map(String::as_str)
            .ok_or_else(|| format!("no chapter {number} for {id}"))
    }

    /// What a chapter's test pinned under this name, without insta's header.
    fn snapshot(
        &self,
        chapter: &str,
        name: &str,
    ) -> Result<String, String> {
        let path = snapshot_path(chapter, name);
        if self.root.join(format!("{path}.new")).exists() {
            return Err(format!(
                "{path} has a change waiting; look at {path}.new, and put it \
                 in its place or delete it"
            ));
        }
        let text = self.read(&path).map_err(|error| {
            format!("{error}; correct the name, or let the chapter's test pin it")
        })?;
        let body = text
            .strip_prefix("---\n")
            .and_then(|text| text.split_once("\n---\n"))
            .map_or(text.as_str(), |(_, body)| body);
        if body.trim().is_empty() {
            return Err(format!("{path} is empty; nothing to quote"));
        }
        Ok(body.trim_end().to_string())
    }
}

fn snapshot_path(chapter: &str, name: &str) -> String {
    format!("chapters/{chapter}/tests/snapshots/{name}.snap")
}

/// The names in a folder, sorted; hidden ones left out.
fn names_in(folder: &Path) -> Result<Vec<String>, String> {
    let entries = fs::read_dir(folder)
        .map_err(|error| format!("can't read {folder:?}: {error}"))?;
    let mut names: Vec<String> = entries
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| !name.starts_with('.'))
        .collect();
    names.sort();
    Ok(names)
}
