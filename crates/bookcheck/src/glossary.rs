//! One name a thing: the terms of the book, each with one definition.

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::markdown::{events, line_of, own_text};
use crate::{Course, Page, Problem, toml};

const FILE: &str = "book/glossary.toml";

struct Term {
    name: String,
    line: usize,
    /// The page that defines it, in bold.
    page: String,
    means: String,
}

/// The terms in the order of the file.
fn terms(course: &Course) -> Result<Vec<Term>, Problem> {
    let text = course.read(FILE).unwrap_or_default();
    let mut terms: Vec<Term> = toml::parse(FILE, &text)?
        .iter()
        .map(|(name, entry)| Term {
            name: name.get_ref().to_string(),
            line: line_of(&text, name.span().start),
            page: toml::string(entry, "page"),
            means: toml::string(entry, "means"),
        })
        .collect();
    terms.sort_by_key(|term| term.line);
    Ok(terms)
}

fn problem(line: usize, message: String) -> Problem {
    Problem { file: FILE.to_string(), line, message }
}

/// The glossary as a page shows it.
pub(crate) fn page(course: &Course) -> Result<String, String> {
    let terms = terms(course).map_err(|problem| problem.to_string())?;
    let entry = |Term { name, page, means, .. }: &Term| {
        format!("- [{name}]({page}#{}): {means}\n", anchor(name))
    };
    Ok(terms.iter().map(entry).collect())
}

/// `scaled score` → `term-scaled-score`
fn anchor(name: &str) -> String {
    format!("term-{}", name.to_lowercase().replace(' ', "-"))
}

/// A page's text with an anchor before each term that it defines.
pub(crate) fn anchored(course: &Course, page: &Page) -> String {
    let terms = terms(course).unwrap_or_default();
    let mut text = page.text.clone();
    // From the end, so that the places before stay where they are.
    for (at, bold) in bold_in(page).into_iter().rev() {
        let term = find(&terms, &bold).filter(|t| t.page == page.name);
        if let Some(term) = term {
            let id = anchor(&term.name);
            text.insert_str(at, &format!("<a id=\"{id}\"></a>"));
        }
    }
    text
}

/// The term that these words name, in the plural too.
fn find<'a>(terms: &'a [Term], words: &str) -> Option<&'a Term> {
    let lower = words.to_lowercase();
    terms.iter().find(|term| {
        lower
            .strip_prefix(&term.name.to_lowercase())
            .is_some_and(|rest| rest.is_empty() || rest == "s")
    })
}

/// Gate: what a page sets in bold is a term, bold once in the book, on the
/// page that the glossary says defines it. Single letters, which bold makes
/// vectors, are no terms.
pub fn glossary(course: &Course) -> Vec<Problem> {
    let terms = match terms(course) {
        Ok(terms) => terms,
        Err(problem) => return vec![problem],
    };
    let mut problems = Vec::new();
    let mut defined: Vec<&str> = Vec::new();
    for page in &course.pages {
        for (at, bold) in bold_in(page) {
            let line = line_of(&page.text, at);
            let message = match find(&terms, &bold) {
                None => format!(
                    "**{bold}** is no term of {FILE}; add it, or use \
                     *italics* for emphasis"
                ),
                Some(term) if term.page != page.name => {
                    format!("**{bold}** is bold in {}, not here", term.page)
                }
                Some(term) if defined.contains(&term.name.as_str()) => {
                    format!("**{bold}** is bold again; once is enough")
                }
                Some(term) => {
                    defined.push(&term.name);
                    continue;
                }
            };
            problems.push(page.problem(line, message));
        }
    }
    for Term { name, line, page, means } in &terms {
        if !means.ends_with('.') {
            let message = format!("say what `{name}` means, in a sentence");
            problems.push(problem(*line, message));
        }
        let written = course.pages.iter().any(|p| p.name == *page);
        if written && !defined.contains(&name.as_str()) {
            let message =
                format!("{page} never says **{name}**; define it");
            problems.push(problem(*line, message));
        }
    }
    let lower = |term: &Term| term.name.to_lowercase();
    for pair in terms.windows(2).filter(|p| lower(&p[0]) >= lower(&p[1])) {
        let message = format!(
            "`{}` after `{}`; keep the order of the alphabet",
            pair[1].name, pair[0].name
        );
        problems.push(problem(pair[1].line, message));
    }
    problems
}

/// What a page sets in bold, and where.
fn bold_in(page: &Page) -> Vec<(usize, String)> {
    let text = own_text(&page.text);
    let mut found = Vec::new();
    let mut bold: Option<(usize, String)> = None;
    for (event, range) in events(&text) {
        match event {
            Event::Start(Tag::Strong) => {
                bold = Some((range.start, String::new()));
            }
            Event::Text(part) | Event::Code(part) => {
                if let Some((_, text)) = &mut bold {
                    *text += &part;
                }
            }
            Event::SoftBreak => {
                if let Some((_, text)) = &mut bold {
                    text.push(' ');
                }
            }
            Event::End(TagEnd::Strong) => found.extend(bold.take()),
            _ => {}
        }
    }
    found.retain(|(_, text)| text.chars().count() > 1);
    found
}
