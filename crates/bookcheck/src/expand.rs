//! Directives, and what stands in their place.

use std::path::{Component, Path};

use judge::Sheet;

use crate::item::item;
use crate::markdown::{comments, directives};
use crate::{Course, PAGES, Page, Problem, glossary, map, mistakes, paper};

impl Course {
    /// A page of the book with every directive replaced by what it quotes.
    ///
    /// # Errors
    /// One problem for each directive that can't be expanded.
    pub fn expand(
        &self,
        page: &str,
        markdown: &str,
    ) -> Result<String, Vec<Problem>> {
        let page = Page {
            folder: PAGES,
            name: page.into(),
            text: markdown.into(),
        };
        Ok(self.expanded(&page)?.text)
    }

    pub(crate) fn expanded(
        &self,
        page: &Page,
    ) -> Result<Expanded, Vec<Problem>> {
        let mut expanded = Expanded::default();
        let mut problems = Vec::new();
        let mut directives = directives(&page.text).peekable();
        let text = glossary::anchored(self, page);
        for (i, line) in text.lines().enumerate() {
            let next = directives.next_if(|(at, _)| *at == i + 1);
            match next.map(|(_, words)| self.quote(page, words)) {
                None => expanded.push(i + 1, line),
                Some(Ok(text)) => expanded.push(i + 1, &text),
                Some(Err(message)) => {
                    problems.push(page.problem(i + 1, message));
                }
            }
        }
        if problems.is_empty() { Ok(expanded) } else { Err(problems) }
    }

    fn quote(
        &self,
        page: &Page,
        directive: &str,
    ) -> Result<String, String> {
        let words: Vec<&str> = directive.split_whitespace().collect();
        match words[..] {
            ["report"] => {
                Ok(text(&self.snapshot(self.home(page)?, "report")?))
            }
            ["report", range] => {
                let report = self.snapshot(self.home(page)?, "report")?;
                Ok(text(&sections(&report, range)?))
            }
            ["snapshot", name] => {
                Ok(text(&self.snapshot(self.home(page)?, name)?))
            }
            ["verdict", id, mistake] => self.verdict(id, mistake),
            ["figure", id] => self.figure(page, id),
            ["widget", id] => self.widget(id),
            ["code", path, name, "since", old] => {
                self.changed(page, path, name, old)
            }
            ["code", path, ref name @ .., "+docs"] => {
                self.listing(page, path, &name.join(" "), true)
            }
            ["code", path, ref name @ ..] => {
                self.listing(page, path, &name.join(" "), false)
            }
            ["exercise", id] => Ok(exercise(&self.sheet(id)?)),
            ["map"] => Ok(map::map(self, page)),
            ["mistakes", chapter] => mistakes::list(self, chapter),
            ["paper", ..] => paper::list(self, &directive["paper".len()..]),
            ["predict", id] => self.predict(page, id),
            ["quiz"] => self.quiz(page),
            ["glossary"] => glossary::page(self),
            _ => Err(format!(
                "unknown directive {{{{{directive}}}}}; there are report, \
                 snapshot, verdict, figure, widget, code, exercise, \
                 predict, quiz, map, mistakes, paper and glossary"
            )),
        }
    }

    /// The chapters whose facts a page may cite: its own, and those it names.
    pub(crate) fn sources<'a>(
        &'a self,
        page: &'a Page,
    ) -> Result<Vec<&'a str>, Problem> {
        let own = page.stem();
        let mut sources: Vec<&str> = Vec::new();
        sources
            .extend(self.chapters.iter().find(|c| *c == own).map(|_| own));
        for (line, comment) in comments(&page.text) {
            let Some(names) = comment.strip_prefix("facts from:") else {
                continue;
            };
            for name in names.split(',').map(str::trim) {
                if !self.chapters.iter().any(|chapter| chapter == name) {
                    let message =
                        format!("no chapter `{name}`; name its folder");
                    return Err(page.problem(line, message));
                }
                if !sources.contains(&name) {
                    sources.push(name);
                }
            }
        }
        Ok(sources)
    }

    /// The chapter whose report and code a page quotes.
    fn home<'a>(&'a self, page: &'a Page) -> Result<&'a str, String> {
        let sources = self.sources(page).map_err(|p| p.message)?;
        sources.first().copied().ok_or_else(|| {
            "this page is no chapter's; name one in `<!-- facts from: … -->`"
                .to_string()
        })
    }

    /// The verdict on a known mistake: `1.2`, `SM-2`.
    fn verdict(&self, id: &str, mistake: &str) -> Result<String, String> {
        let verdicts = self.snapshot(self.chapter_of(id)?, "verdicts")?;
        let head = format!("{mistake}\nexercise {id} ");
        verdicts
            .split("\n\n")
            .find(|verdict| verdict.starts_with(&head))
            .and_then(|verdict| verdict.split_once('\n'))
            .map(|(_, verdict)| text(verdict))
            .ok_or_else(|| {
                format!("exercise {id} has no verdict on {mistake}; see verdicts.snap")
            })
    }

    /// A figure of its chapter or, where that has no code, of the page's home.
    pub(crate) fn figure(
        &self,
        page: &Page,
        id: &str,
    ) -> Result<String, String> {
        let name = format!("figure-{}", id.replace('.', "-"));
        let chapter = self
            .chapter_of(id)
            .or_else(|error| self.home(page).map_err(|_| error))?;
        let figure = self.snapshot(chapter, &name)?;
        Ok(format!("\n{figure}\n"))
    }

    pub(crate) fn widget(&self, id: &str) -> Result<String, String> {
        let name = format!("widget-{id}");
        let widget = self.snapshot(self.chapter_of(id)?, &name)?;
        Ok(format!("\n{widget}\n"))
    }

    /// Items of a file of the page's chapter, and the file's path.
    fn items<const N: usize>(
        &self,
        page: &Page,
        path: &str,
        names: [&str; N],
        docs: bool,
    ) -> Result<(String, [String; N]), String> {
        let path = tidy(&format!("chapters/{}/{path}", self.home(page)?));
        let source = self.read(&path)?;
        let mut items = names.map(|_| String::new());
        for (found, name) in items.iter_mut().zip(names) {
            *found = item(&source, name, docs)
                .map_err(|message| format!("{path} {message}"))?;
        }
        Ok((path, items))
    }

    fn listing(
        &self,
        page: &Page,
        path: &str,
        name: &str,
        docs: bool,
    ) -> Result<String, String> {
        let (path, [code]) = self.items(page, path, [name], docs)?;
        Ok(format!(
            "\n<div class=\"listing\">{path} :: {name}</div>\n\n\
             ```rust\n{code}\n```\n"
        ))
    }

    /// A listing with a mark at each line that `old`, an earlier item of the
    /// file, hasn't.
    fn changed(
        &self,
        page: &Page,
        path: &str,
        name: &str,
        old: &str,
    ) -> Result<String, String> {
        let (path, [code, before]) =
            self.items(page, path, [name, old], false)?;
        let before = before.replace(old, name);
        let is_new = |line: &str| !before.lines().any(|old| old == line);
        let mut marks = String::new();
        let mut new = Vec::new();
        for (line, number) in code.lines().zip(1..) {
            if is_new(line) {
                new.push(number.to_string());
                marks += "<span class=\"new\">+</span>";
            } else {
                marks += "<span>&nbsp;</span>";
            }
        }
        let lines = match &new[..] {
            [] => {
                return Err(format!(
                    "`{name}` has no line that `{old}` hasn't"
                ));
            }
            [line] => format!("line {line}"),
            lines => format!("lines {}", lines.join(", ")),
        };
        Ok(format!(
            "\n<div class=\"listing\">{path} :: {name}</div>\n\
             <div class=\"changed\">\n\
             <p>New since <code>{old}</code>: {lines}.</p>\n\
             <div class=\"marks\" aria-hidden=\"true\">{marks}</div>\n\n\
             ```rust\n{code}\n```\n\n</div>\n"
        ))
    }

    /// The sheet of an exercise, `2.3`.
    pub(crate) fn sheet(&self, id: &str) -> Result<Sheet, String> {
        let path = format!(
            "chapters/{}/src/checks/solutions/e{}.rs",
            self.chapter_of(id)?,
            id.replace('.', "_")
        );
        Sheet::parse(&self.read(&path)?)
            .map_err(|error| format!("{path}: {error}"))
    }
}

/// A page's text after expansion, and the line of the page behind each line.
#[derive(Default)]
pub(crate) struct Expanded {
    pub(crate) text: String,
    pub(crate) lines: Vec<usize>,
}

impl Expanded {
    fn push(&mut self, line: usize, text: &str) {
        for part in text.split('\n') {
            self.text += part;
            self.text.push('\n');
            self.lines.push(line);
        }
    }
}

/// Gate: whatever a page quotes exists.
pub fn quotations(course: &Course) -> Vec<Problem> {
    let expand = |page| course.expanded(page).err().unwrap_or_default();
    course.pages.iter().flat_map(expand).collect()
}

fn text(body: &str) -> String {
    format!("\n```text\n{body}\n```\n")
}

/// Sections `3` or `3-5` of a report: from the line `[3] …` on.
fn sections(report: &str, range: &str) -> Result<String, String> {
    let (first, last) = range.split_once('-').unwrap_or((range, range));
    let number = |text: &str| text.parse::<usize>().ok();
    let (Some(first), Some(last)) = (number(first), number(last)) else {
        return Err(format!("`{range}` is no section; write 3 or 3-5"));
    };
    let mut section = 0;
    let mut seen = Vec::new();
    let mut lines = Vec::new();
    for line in report.lines() {
        let heading =
            line.strip_prefix('[').and_then(|line| line.split_once(']'));
        if let Some(n) = heading.and_then(|(n, _)| number(n)) {
            section = n;
            seen.push(n);
        }
        if (first..=last).contains(&section) {
            lines.push(line);
        }
    }
    match (first..=last).find(|n| !seen.contains(n)) {
        Some(n) => Err(format!("the report has no section [{n}]")),
        None if lines.is_empty() => {
            Err(format!("`{range}` is empty; write the smaller one first"))
        }
        None => Ok(lines.join("\n").trim_end().to_string()),
    }
}

fn exercise(sheet: &Sheet) -> String {
    let mut text = format!(
        "\n### {} {} {} {{#{}}}\n\n\
         *About {} minutes. Read {}.*\n\n{}\n\n\
         Write `{}`, then run\n\n```console\n{}\n```\n",
        sheet.id,
        sheet.title,
        "★".repeat(sheet.stars),
        sheet.name(),
        sheet.minutes,
        sheet.read,
        sheet.statement,
        sheet.file(),
        sheet.command(),
    );
    let names = ["Nudge", "Plan", "Near-solution"];
    for (name, hint) in names.iter().zip(&sheet.hints) {
        text += &format!(
            "\n<details><summary>{name}</summary>\n\n{hint}\n\n</details>\n"
        );
    }
    text
}

/// `chapters/02-x/../01-y/src` → `chapters/01-y/src`
fn tidy(path: &str) -> String {
    let mut parts = Vec::new();
    for part in Path::new(path).components() {
        match part {
            Component::ParentDir => drop(parts.pop()),
            part => parts.push(part.as_os_str().to_string_lossy()),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::{sections, tidy};

    #[test]
    fn a_report_is_quoted_by_section() {
        let report =
            "title\n\n[1] one\na\n\n[2] two\n[x] b\n\n[3] three\nc";
        for (range, expected) in [
            ("1", Ok("[1] one\na")),
            ("2-3", Ok("[2] two\n[x] b\n\n[3] three\nc")),
            ("3-4", Err("no section [4]")),
            ("3-2", Err("smaller one first")),
            ("two", Err("`two` is no section")),
        ] {
            match (sections(report, range), expected) {
                (Ok(text), Ok(expected)) => assert_eq!(text, expected),
                (Err(error), Err(part)) => assert!(error.contains(part)),
                (got, _) => panic!("{range}: {got:?}"),
            }
        }
    }

    #[test]
    fn paths_are_shown_from_the_root() {
        let path = tidy("chapters/02-x/../01-y/src/lib.rs");
        assert_eq!(path, "chapters/01-y/src/lib.rs");
    }
}
