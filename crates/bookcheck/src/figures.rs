//! A figure says what it shows, to every reader.

use crate::{Course, Problem, names_in, snapshot_path};

/// A role's class, and the letters of which one stands in every figure that
/// has its colour.
const LETTERS: [(&str, &str); 6] = [
    ("x", "xX"),
    ("q", "qQ"),
    ("k", "kK"),
    ("v", "vV"),
    ("score", "sSaA"),
    ("output", "zZyY"),
];

/// The most words of a caption, with the two of "Figure 2.1." before it,
/// and of a description.
const WORDS: [(&str, usize); 2] = [("figcaption", 32), ("desc", 40)];

/// Gate: every pinned figure is one HTML block with a title, a description
/// for those who can't see it, and a caption, both short; a role's colour
/// never stands without its letter.
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
        if text_of(&body, tag).is_none_or(|text| text.trim().is_empty()) {
            faults.push(format!("no <{tag}>; say what the figure shows"));
        }
    }
    for (tag, most) in WORDS {
        let text = text_of(&body, tag).unwrap_or_default();
        let words = text.split_whitespace().count();
        if words > most {
            faults.push(format!(
                "<{tag}> has {words} words; say it in {most}"
            ));
        }
    }
    for (role, letters) in LETTERS {
        if has_role(&body, role) && !says(&body, letters) {
            faults.push(format!(
                "the colour of {role} without its letter, one of \
                 {letters}; name it, or leave the role out"
            ));
        }
    }
    faults
}

fn text_of<'a>(html: &'a str, tag: &str) -> Option<&'a str> {
    let (_, rest) = html.split_once(&format!("<{tag}"))?;
    let (_, rest) = rest.split_once('>')?;
    Some(rest.split_once(&format!("</{tag}>"))?.0)
}

fn has_role(html: &str, role: &str) -> bool {
    html.split("class=\"").skip(1).any(|rest| {
        let class = rest.split('"').next().unwrap_or_default();
        class.split(' ').any(|name| name == role)
    })
}

/// Whether one of the letters stands alone in a text of the drawing.
fn says(html: &str, letters: &str) -> bool {
    html.split("<text").skip(1).any(|rest| {
        let text = rest.split(['>', '<']).nth(1).unwrap_or_default();
        text.split(|c: char| !c.is_ascii_alphabetic())
            .any(|word| word.len() == 1 && letters.contains(word))
    })
}
