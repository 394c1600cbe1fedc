//! A figure says what it shows, to every reader.

use crate::{Course, Problem, names_in, snapshot_path};

/// Gate: every pinned figure is one HTML block with a title, a description
/// for those who can't see it, and a caption.
pub fn figures(course: &Course) -> Vec<Problem> {
    let mut problems = Vec::new();
    for chapter in &course.chapters {
        let folder =
            course.root.join(format!("chapters/{chapter}/tests/snapshots"));
        for file in names_in(&folder).unwrap_or_default() {
            let name = file
                .strip_suffix(".snap")
                .filter(|name| name.starts_with("figure-"));
            let Some(name) = name else { continue };
            problems.extend(faults(course, chapter, name).into_iter().map(
                |message| Problem {
                    file: snapshot_path(chapter, name),
                    line: 1,
                    message,
                },
            ));
        }
    }
    problems
}

fn faults(course: &Course, chapter: &str, name: &str) -> Vec<String> {
    let body = match course.snapshot(chapter, name) {
        Ok(body) => body,
        Err(message) => return vec![message],
    };
    let mut faults = Vec::new();
    if !body.starts_with("<figure") || !body.ends_with("</figure>") {
        faults.push("no <figure>…</figure>; draw it as one".to_string());
    }
    if body.lines().any(|line| line.trim().is_empty()) {
        faults
            .push("a blank line ends its HTML block; drop it".to_string());
    }
    for tag in ["title", "desc", "figcaption"] {
        if !has_text(&body, tag) {
            faults.push(format!("no <{tag}>; say what the figure shows"));
        }
    }
    faults
}

fn has_text(html: &str, tag: &str) -> bool {
    html.split_once(&format!("<{tag}"))
        .and_then(|(_, rest)| rest.split_once('>'))
        .and_then(|(_, rest)| rest.split_once(&format!("</{tag}>")))
        .is_some_and(|(text, _)| !text.trim().is_empty())
}
