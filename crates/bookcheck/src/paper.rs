//! From the places of the 2017 paper to the functions built after them.

use crate::item::item;
use crate::markdown::{directives, events, line_of, own_text};
use crate::{Course, Page, Problem, names_in};
use pulldown_cmark::Event;

/// How a doc comment names the paper.
const PAPER: &str = "Vaswani et al. 2017, ";

/// A function whose doc comment says where in the paper it comes from.
struct Source {
    chapter: String,
    file: String,
    line: usize,
    /// `softmax` or `MultiHead::attend`
    name: String,
    /// `section 3.1` or `equation 2`
    place: String,
}

/// All of them, in the order of the chapters.
fn sources(course: &Course) -> Vec<Source> {
    let mut sources = Vec::new();
    for chapter in &course.chapters {
        let folder = format!("chapters/{chapter}/src");
        let names = names_in(&course.root.join(&folder));
        for name in names.unwrap_or_default() {
            let file = format!("{folder}/{name}");
            // A folder can't be read, and holds no code of the book.
            let Ok(text) = course.read(&file) else { continue };
            sources.extend(sources_in(chapter, &file, &text));
        }
    }
    sources
}

fn sources_in(chapter: &str, file: &str, text: &str) -> Vec<Source> {
    let mut sources = Vec::new();
    let mut owner = "";
    let mut docs = String::new();
    for (i, line) in text.lines().enumerate() {
        if let Some(kind) = line.strip_prefix("impl ") {
            owner = kind.trim_end_matches([' ', '{']);
        } else if line == "}" {
            owner = "";
        }
        if let Some(doc) = line.trim().strip_prefix("///") {
            docs += doc;
            continue;
        }
        let function = line.split_once("fn ").map(|(_, rest)| rest);
        let Some(function) = function else {
            // An attribute may stand between the docs and the function.
            if !line.trim().starts_with("#[") {
                docs.clear();
            }
            continue;
        };
        let name = function.split(['(', '<']).next().unwrap_or(function);
        let name = match owner {
            "" => name.to_string(),
            owner => format!("{owner}::{name}"),
        };
        sources.extend(place(&docs).map(|place| Source {
            chapter: chapter.to_string(),
            file: file.to_string(),
            line: i + 1,
            name,
            place,
        }));
        docs.clear();
    }
    sources
}

/// `… Source: Vaswani et al. 2017, section 3.1. …` → `section 3.1`
fn place(docs: &str) -> Option<String> {
    let (_, place) = docs.split_once(PAPER)?;
    let mut words = place.split_whitespace();
    let (kind, number) = (words.next()?, words.next()?);
    Some(format!("{kind} {}", number.trim_end_matches(['.', ';', ','])))
}

/// The functions whose source is one of these places.
pub(crate) fn list(
    course: &Course,
    places: &str,
) -> Result<String, String> {
    let sources = sources(course);
    let mut list = String::from("\n");
    for place in places.split(',').map(str::trim) {
        let of_place = sources.iter().filter(|s| s.place == place);
        let lines: Vec<String> = of_place
            .map(|Source { chapter, file, name, .. }| {
                let number = chapter.split('-').next().unwrap_or(chapter);
                let number = number.trim_start_matches('0');
                format!(
                    "- {place}, [chapter {number}]({chapter}.md): \
                     `{file} :: {name}`\n"
                )
            })
            .collect();
        if lines.is_empty() {
            return Err(format!(
                "no function has the source `{PAPER}{place}`; name one, or \
                 drop the place"
            ));
        }
        list += &lines.concat();
    }
    Ok(list)
}

/// Gate: each place that a function names as its source is on the page of
/// the paper, and each `path :: item` that a page names exists.
pub fn paper(course: &Course) -> Vec<Problem> {
    let mut problems: Vec<Problem> =
        course.pages.iter().flat_map(|page| named(course, page)).collect();
    let listed: Vec<&str> = course
        .pages
        .iter()
        .flat_map(|page| directives(&page.text))
        .filter_map(|(_, words)| words.strip_prefix("paper "))
        .flat_map(|places| places.split(',').map(str::trim))
        .collect();
    for Source { file, line, place, .. } in sources(course) {
        if !listed.contains(&place.as_str()) {
            let message = format!(
                "no page lists {place}; add {{{{paper {place}}}}} to paper.md"
            );
            problems.push(Problem { file, line, message });
        }
    }
    problems
}

fn named(course: &Course, page: &Page) -> Vec<Problem> {
    let text = own_text(&page.text);
    let mut problems = Vec::new();
    for (event, range) in events(&text) {
        let Event::Code(code) = event else { continue };
        let Some((path, name)) = code.split_once(" :: ") else { continue };
        let missing = match course.read(path) {
            Err(error) => Some(error),
            // Too long for a listing, but there.
            Ok(source) => item(&source, name, false)
                .err()
                .filter(|error| error.starts_with("has no"))
                .map(|error| format!("{path} {error}")),
        };
        problems.extend(missing.map(|message| {
            page.problem(line_of(&text, range.start), message)
        }));
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::sources_in;

    #[test]
    fn a_source_is_found_at_its_function() {
        let text = "\
/// A. Source: Vaswani et al. 2017, equation 1.
///
/// Example.
#[must_use]
pub fn softmax<T>(x: T) {
}

impl Heads {
    /// B. Source: Vaswani
    /// et al. 2017, section 3.2.2. More.
    pub fn attend(&self) {
    }
}

/// C. Source: He et al. 2015; Vaswani et al. 2017, section 3.1.
fn residual() {
}
/// D, from section 9.
struct X;
fn other() {}
";
        let found: Vec<String> = sources_in("01-x", "f", text)
            .iter()
            .map(|s| format!("{} {} {}", s.line, s.name, s.place))
            .collect();
        assert_eq!(
            found,
            [
                "5 softmax equation 1",
                "11 Heads::attend section 3.2.2",
                "16 residual section 3.1"
            ]
        );
    }
}
