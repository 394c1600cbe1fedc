//! The known mistakes of a chapter, from the verdicts that its test pins.

use judge::Sheet;

use crate::markdown::directives;
use crate::{Course, Problem};

/// One verdict of `verdicts.snap`, taken apart.
#[derive(Default)]
struct Mistake<'a> {
    id: &'a str,
    exercise: &'a str,
    input: String,
    yours: String,
    expected: String,
    said: String,
}

impl<'a> Mistake<'a> {
    fn read(verdict: &'a str) -> Option<Self> {
        let mut lines = verdict.lines();
        let id = lines.next()?;
        let exercise = lines.next()?.split_whitespace().nth(1)?;
        let mut mistake = Self { id, exercise, ..Self::default() };
        for line in lines {
            let line = line.strip_prefix("  ")?;
            // Padded, for a sentence may begin with the same word.
            let label = |name: &str| {
                line.strip_prefix(&format!("{name:<9}")).map(cells)
            };
            if let Some(input) = label("input") {
                mistake.input = input;
            } else if let Some(part) = label("of") {
                mistake.input += &format!(": {part}");
            } else if let Some(numbers) = label("yours") {
                mistake.yours = numbers;
            } else if let Some(numbers) = label("expected") {
                mistake.expected = numbers;
            } else if label("read").is_some() {
                return Some(mistake);
            } else {
                mistake.said = format!("{} {line}", mistake.said);
            }
        }
        None
    }

    /// Its row in the table; the input above it isn't repeated.
    fn row(&self, above: &str) -> String {
        let Self { id, input, yours, expected, said, .. } = self;
        let (input, yours, expected) = match input.strip_suffix(PANICS) {
            Some(input) => (input, "no panic", "a panic"),
            None => (input.as_str(), yours.as_str(), expected.as_str()),
        };
        let input = if self.input == above { "" } else { input };
        let [input, yours, expected, said] =
            [input, yours, expected, said.trim()].map(plain);
        format!("| {input} | {yours} | {expected} | {said} ({id}) |\n")
    }
}

/// What a verdict calls the answer where a right program panics.
const PANICS: &str = ": 1 if it panics";

/// `   0.5622      0.4378` → `0.5622, 0.4378`
fn cells(line: &str) -> String {
    let cells = line.split("  ").map(str::trim);
    cells.filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(", ")
}

/// The mistakes of a chapter, exercise by exercise: what each gives, what is
/// right, and what the verdict says to it.
pub(crate) fn list(
    course: &Course,
    chapter: &str,
) -> Result<String, String> {
    let folder = course.chapter_of(chapter)?;
    let verdicts = course.snapshot(folder, "verdicts")?;
    let mut list = String::from("\n<div class=\"mistakes\">\n");
    let mut above = Mistake::default();
    for verdict in verdicts.split("\n\n") {
        let mistake = Mistake::read(verdict).ok_or_else(|| {
            format!("can't read a verdict of chapter {chapter}: {verdict}")
        })?;
        if mistake.exercise != above.exercise {
            list += &head(folder, &course.sheet(mistake.exercise)?);
            above = Mistake::default();
        }
        // Several ways to make one mistake are one row.
        if mistake.row("") != above.row("") {
            list += &mistake.row(&above.input);
        }
        above = mistake;
    }
    Ok(list + "\n</div>\n")
}

/// An exercise's heading, what it asks, and the head of its table. The
/// heading is a number, for a title would come before the chapter in a
/// search for it.
fn head(folder: &str, sheet: &Sheet) -> String {
    let Sheet { id, title, statement, .. } = sheet;
    let link = format!("{folder}.md#{}", sheet.name());
    // What says when it is done asks nothing.
    let (asks, _) =
        statement.rsplit_once("\n\n").unwrap_or((statement, ""));
    format!(
        "\n### Exercise {id}\n\n[{title}]({link})\n\n\
         <details><summary>What it asks</summary>\n\n{asks}\n\n</details>\n\n\
         | input | mistake | right | the verdict |\n|---|---|---|---|\n",
    )
}

/// Text for a cell of a table: nothing in it means anything to Markdown but
/// the backticks around code.
fn plain(text: &str) -> String {
    let mut plain = String::new();
    for (i, part) in text.split('`').enumerate() {
        if i > 0 {
            plain.push('`');
        }
        for c in part.chars() {
            let code = i % 2 == 1;
            if c == '|' || !code && "\\*_[]<>$".contains(c) {
                plain.push('\\');
            }
            plain.push(c);
        }
    }
    plain
}

/// Gate: where one chapter's mistakes are listed, all chapters' are.
pub fn mistakes(course: &Course) -> Vec<Problem> {
    let mut problems = Vec::new();
    for page in &course.pages {
        let listed: Vec<&str> = directives(&page.text)
            .filter_map(|(_, words)| words.strip_prefix("mistakes "))
            .filter_map(|number| course.chapter_of(number.trim()).ok())
            .collect();
        let missing = |chapter: &&String| {
            !listed.is_empty() && !listed.contains(&chapter.as_str())
        };
        for chapter in course.chapters.iter().filter(missing) {
            let message = format!(
                "the mistakes of {chapter} are missing; add its {{{{mistakes …}}}}"
            );
            problems.push(page.problem(1, message));
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::{Mistake, plain};

    #[test]
    fn a_verdict_is_taken_apart() {
        let mistake = Mistake::read(
            "DP-1\nexercise 2.3  Attention     not yet\n  input    q·k\n  \
             of       weights\n  yours         0.5622      0.4378\n  \
             expected      0.8808      0.1192\n  0.5622 is what\n  \
             of d_k gives.\n  read     chapter 2\n",
        )
        .unwrap();
        assert_eq!([mistake.id, mistake.exercise], ["DP-1", "2.3"]);
        assert_eq!(mistake.input, "q·k: weights");
        assert_eq!(mistake.yours, "0.5622, 0.4378");
        assert_eq!(mistake.expected, "0.8808, 0.1192");
        assert_eq!(mistake.said.trim(), "0.5622 is what of d_k gives.");
        assert!(
            Mistake::read("DP-1\nexercise 2.3  A\n  input x").is_none()
        );
    }

    #[test]
    fn a_cell_shows_what_the_verdict_shows() {
        assert_eq!(
            plain("a*b < [c] `x_y | <z>`"),
            "a\\*b \\< \\[c\\] `x_y \\| <z>`"
        );
    }
}
