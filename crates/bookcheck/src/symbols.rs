//! One table for the symbols of all chapters.

use crate::{Course, Page, Problem};

const FILE: &str = "symbols.md";

/// A row of a table of symbols.
struct Row<'a> {
    line: usize,
    /// Without what they are defined as: `S` of `S = QK^\top`.
    symbols: Vec<&'a str>,
    text: &'a str,
}

/// The rows of a page's tables that begin with `| symbol | read as |`.
fn rows<'a>(page: &'a Page) -> Vec<Row<'a>> {
    let mut rows = Vec::new();
    let mut inside = false;
    for (i, text) in page.text.lines().enumerate() {
        if text.starts_with("| symbol | read as |") {
            inside = true;
        } else if !text.starts_with('|') {
            inside = false;
        } else if inside && !text.starts_with("|---") {
            let first = text.split('|').nth(1).unwrap_or_default();
            let formulas = first.split('$').skip(1).step_by(2);
            let symbol = |formula: &'a str| {
                formula.split(" = ").next().unwrap_or(formula)
            };
            let symbols = formulas.map(symbol).collect();
            rows.push(Row { line: i + 1, symbols, text });
        }
    }
    rows
}

/// Gate: each symbol of a chapter's table stands once in the book's table,
/// in a row that leads to the chapter; and nothing else stands there.
pub fn symbols(course: &Course) -> Vec<Problem> {
    let Some(all) = course.pages.iter().find(|p| p.name == FILE) else {
        return Vec::new();
    };
    let all_rows = rows(all);
    let mut problems = Vec::new();
    for page in course.pages.iter().filter(|page| page.name != FILE) {
        let link = format!("]({}", page.name);
        let here = || all_rows.iter().filter(|r| r.text.contains(&link));
        let own = rows(page);
        for row in &own {
            for symbol in &row.symbols {
                let times =
                    here().filter(|r| r.symbols.contains(symbol)).count();
                if times != 1 {
                    let message = format!(
                        "${symbol}$ stands in {times} rows of {FILE} that \
                         link here; make it one"
                    );
                    problems.push(page.problem(row.line, message));
                }
            }
        }
        for row in here() {
            let known =
                |s: &&str| own.iter().any(|row| row.symbols.contains(s));
            for symbol in row.symbols.iter().filter(|s| !known(s)) {
                let message = format!(
                    "${symbol}$ is no symbol of {}; drop it or its link",
                    page.name
                );
                problems.push(all.problem(row.line, message));
            }
        }
    }
    problems
}
