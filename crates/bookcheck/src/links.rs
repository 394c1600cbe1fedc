//! Every link leads somewhere.

use std::collections::HashSet;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::markdown::{events, line_of};
use crate::{Course, Page, Problem};

/// Gate: links to pages, headings and files lead there; every chapter has a
/// page, every page stands in the summary once; the web is met over https.
pub fn links(course: &Course) -> Vec<Problem> {
    let mut problems = summary(course);
    for page in &course.pages {
        let Ok(expanded) = course.expanded(page) else { continue };
        for (at, link) in targets(&expanded.text) {
            if let Some(message) = fault(course, page, &link) {
                let line = expanded.lines[line_of(&expanded.text, at) - 1];
                problems.push(page.problem(line, message));
            }
        }
    }
    problems
}

fn summary(course: &Course) -> Vec<Problem> {
    if course.pages.is_empty() {
        return Vec::new();
    }
    let name = "SUMMARY.md".to_string();
    let text = course.read("book/src/SUMMARY.md").unwrap_or_default();
    let summary = Page { folder: crate::PAGES, name, text };
    let mut problems = Vec::new();
    let mut listed = HashSet::new();
    for (at, link) in targets(&summary.text) {
        let line = line_of(&summary.text, at);
        if !course.pages.iter().any(|page| page.name == link) {
            let message = format!("no page {link}; write it or drop it");
            problems.push(summary.problem(line, message));
        }
        if !listed.insert(link.clone()) {
            let message = format!("{link} again; list it once");
            problems.push(summary.problem(line, message));
        }
    }
    for chapter in &course.chapters {
        let name = format!("{chapter}.md");
        if !course.pages.iter().any(|page| page.name == name) {
            let message = format!("chapter {chapter} has no page {name}");
            problems.push(summary.problem(1, message));
        }
    }
    for page in course.pages.iter().filter(|p| !listed.contains(&p.name)) {
        let message =
            "SUMMARY.md doesn't list this page; add it".to_string();
        problems.push(page.problem(1, message));
    }
    problems
}

/// Where a page links to, in Markdown and in HTML.
fn targets(text: &str) -> Vec<(usize, String)> {
    let mut targets = Vec::new();
    for (event, range) in events(text) {
        match event {
            Event::Start(
                Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. },
            ) => targets.push((range.start, dest_url.to_string())),
            Event::Html(html) | Event::InlineHtml(html) => {
                for name in [" href", " src"] {
                    for url in attributes(&html, name) {
                        targets.push((range.start, url));
                    }
                }
            }
            _ => {}
        }
    }
    targets
}

fn attributes(html: &str, name: &str) -> Vec<String> {
    html.split(&format!("{name}=\""))
        .skip(1)
        .filter_map(|rest| rest.split_once('"'))
        .map(|(value, _)| value.to_string())
        .collect()
}

fn fault(course: &Course, page: &Page, link: &str) -> Option<String> {
    let local = ["http://127.0.0.1", "http://localhost"];
    if link.starts_with("http://") {
        let fine = local.iter().any(|host| link.starts_with(host));
        return (!fine).then(|| format!("{link}; write https"));
    }
    if link.starts_with("https://") || link.starts_with("mailto:") {
        return None;
    }
    let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
    let file = if file.is_empty() { &page.name } else { file };
    let path = course.root.join("book/src").join(file);
    if file.starts_with("..") || !path.exists() {
        return Some(format!(
            "no file {file} in book/src; correct the link"
        ));
    }
    let target = course.pages.iter().find(|page| page.name == file)?;
    let Ok(expanded) = course.expanded(target) else { return None };
    let ids = ids(&expanded.text);
    (!anchor.is_empty() && !ids.contains(anchor)).then(|| {
        let near = ids.iter().filter(|id| {
            id.contains(anchor) || anchor.contains(id.as_str())
        });
        let near: Vec<&str> = near.map(String::as_str).collect();
        match &near[..] {
            [] => format!("{file} has no heading #{anchor}"),
            near => format!(
                "{file} has no heading #{anchor}; it has #{}",
                near.join(", #")
            ),
        }
    })
}

/// What `#…` may name on a page: its headings, by mdBook's rule, and the ids
/// of its HTML.
fn ids(text: &str) -> HashSet<String> {
    let mut ids = HashSet::new();
    let mut heading: Option<String> = None;
    for (event, _) in events(text) {
        match event {
            Event::Start(Tag::Heading { id: Some(id), .. }) => {
                ids.insert(id.to_string());
            }
            Event::Start(Tag::Heading { .. }) => {
                heading = Some(String::new());
            }
            Event::Text(text)
            | Event::Code(text)
            | Event::InlineMath(text) => {
                if let Some(heading) = &mut heading {
                    *heading += &text;
                }
            }
            Event::End(TagEnd::Heading(_)) => {
                if let Some(heading) = heading.take() {
                    let id = id_of(&heading);
                    let again = (1..).map(|n| format!("{id}-{n}"));
                    let mut names =
                        std::iter::once(id.clone()).chain(again);
                    let free = names.find(|name| !ids.contains(name));
                    ids.extend(free);
                }
            }
            Event::Html(html) | Event::InlineHtml(html) => {
                ids.extend(attributes(&html, " id"));
            }
            _ => {}
        }
    }
    ids
}

/// The rule of mdBook 0.5 (`id_from_content`).
fn id_of(heading: &str) -> String {
    let heading = heading.trim().to_lowercase();
    let kept = |c: char| match c {
        '_' | '-' => Some(c),
        c if c.is_alphanumeric() => Some(c),
        c if c.is_whitespace() => Some('-'),
        _ => None,
    };
    heading.chars().filter_map(kept).collect()
}

#[cfg(test)]
mod tests {
    use super::ids;

    #[test]
    fn headings_get_the_ids_that_mdbook_gives() {
        let ids = ids("# Why 8?\n## In `Rust`, twice\n## Why 8?\n\
                       ### 2.3 Attention ★★ {#e2_3}\n\n<a id=\"x\"></a>\n");
        for id in ["why-8", "in-rust-twice", "why-8-1", "e2_3", "x"] {
            assert!(ids.contains(id), "{id} in {ids:?}");
        }
        assert_eq!(ids.len(), 5);
    }
}
