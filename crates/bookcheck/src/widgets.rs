//! A widget stands below the figure it replaces, and is labelled.

use crate::markdown::directives;
use crate::numbers::strangers;
use crate::{Course, Page, Problem, snapshot_path};

/// Gate: every pinned widget is one HTML block, on its chapter's page once,
/// with the figure it replaces directly above; whatever can be pressed or set
/// has a name.
pub fn widgets(course: &Course) -> Vec<Problem> {
    let mut problems = Vec::new();
    for chapter in &course.chapters {
        let number = chapter.split('-').next().unwrap_or_default();
        let name = format!("widget-{}", number.trim_start_matches('0'));
        let file = snapshot_path(chapter, &name);
        if !course.root.join(&file).exists() {
            continue;
        }
        let faults = match course.snapshot(chapter, &name) {
            Ok(body) => faults(course, chapter, &name, &body),
            Err(message) => vec![message],
        };
        problems.extend(faults.into_iter().map(|message| Problem {
            file: file.clone(),
            line: 1,
            message,
        }));
    }
    problems
}

fn faults(
    course: &Course,
    chapter: &str,
    name: &str,
    body: &str,
) -> Vec<String> {
    let mut faults = Vec::new();
    if body.lines().any(|line| line.trim().is_empty()) {
        faults
            .push("a blank line ends its HTML block; drop it".to_string());
    }
    for element in ["button", "label", "legend", "th"] {
        if nameless(body, element) {
            faults.push(format!("a <{element}> says nothing; label it"));
        }
    }
    match course.pages.iter().find(|page| page.stem() == chapter) {
        Some(page) => faults.extend(on_page(course, page, name, body)),
        None => faults.push("no page can quote it".to_string()),
    }
    faults
}

fn on_page(
    course: &Course,
    page: &Page,
    name: &str,
    body: &str,
) -> Vec<String> {
    // The rest of its numbers come out of the table.
    let words = body.split("<fieldset").next().unwrap_or_default();
    let mut faults: Vec<String> = strangers(course, page, words)
        .into_iter()
        .map(|number| format!("{number} is no fact; add it, or correct it"))
        .collect();
    let quote = name.replace('-', " ");
    let lines: Vec<usize> = directives(&page.text)
        .filter(|(_, words)| *words == quote)
        .map(|(line, _)| line)
        .collect();
    let [line] = lines[..] else {
        let times = lines.len();
        faults.push(format!(
            "its page quotes it {times} times; write {{{{{quote}}}}} once"
        ));
        return faults;
    };
    let mut above = page.text.lines().take(line - 1).collect::<Vec<_>>();
    above.retain(|line| !line.trim().is_empty());
    let figure = above
        .last()
        .and_then(|line| line.strip_prefix("{{figure ")?.strip_suffix("}}"))
        .map(|id| {
            format!("data-replaces=\"fig-{}\"", id.replace('.', "-"))
        });
    if !figure.is_some_and(|replaced| body.contains(&replaced)) {
        let message = "the figure it replaces isn't directly above it";
        faults.push(format!("{message}; move it there"));
    }
    faults
}

/// Whether an element has neither text nor a label.
fn nameless(html: &str, element: &str) -> bool {
    html.split(&format!("<{element} ")).skip(1).any(|rest| {
        let (attributes, rest) = rest.split_once('>').unwrap_or((rest, ""));
        let (text, _) =
            rest.split_once(&format!("</{element}>")).unwrap_or_default();
        let mut inside = false;
        let said = text.chars().any(|c| {
            inside = c == '<' || inside && c != '>';
            !inside && c.is_alphanumeric()
        });
        !said && !attributes.contains("aria-label=\"")
    })
}
