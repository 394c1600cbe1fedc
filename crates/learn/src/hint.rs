//! The three hints of an exercise, one at a time.

use crate::Course;
use crate::cache::target;
use judge::Sheet;
use std::fs;
use std::path::PathBuf;

const NAMES: [&str; 3] = ["a nudge", "the plan", "all but one line"];

/// The first hint that was not asked for yet; after the last, the last again.
/// How far the reader is stands in a small file below `target`. When that is
/// lost, the hints begin again, or the reader says which.
pub fn next_hint(course: &Course, sheet: &Sheet) -> String {
    let seen = fs::read_to_string(seen(course, sheet)).unwrap_or_default();
    let next = match seen.trim() {
        "1" => "2",
        "2" | "3" => "3",
        _ => "1",
    };
    hint(course, sheet, next).expect("1, 2 and 3 are hints")
}

/// Hint `number`, 1 to 3, and how to see the next.
///
/// # Errors
/// One line when there is no such hint.
pub fn hint(
    course: &Course,
    sheet: &Sheet,
    number: &str,
) -> Result<String, String> {
    let number = match number {
        "1" => 1,
        "2" => 2,
        "3" => 3,
        _ => return Err(format!("no hint {number}: there are 1, 2, 3")),
    };
    let seen = seen(course, sheet);
    // Only to know the next one: it may fail.
    let _ = seen.parent().map(fs::create_dir_all);
    let _ = fs::write(&seen, number.to_string());
    let Sheet { id, title, hints, .. } = sheet;
    let name = NAMES[number - 1];
    let text = wrap(&hints[number - 1]);
    let rest = match NAMES.get(number) {
        Some(next) => format!(
            "{} more, next {next}: cargo learn hint {id}",
            NAMES.len() - number
        ),
        None => format!("No more. Write it in\n{}", sheet.file()),
    };
    Ok(format!("{id} {title}\nHint {number}, {name}:\n{text}\n\n{rest}\n"))
}

fn seen(course: &Course, sheet: &Sheet) -> PathBuf {
    target(course).join("learn/hints").join(&sheet.id)
}

/// What fits a line of 60 columns behind its indent.
const WIDTH: usize = 58;

/// The text as one indented paragraph of at most 60 columns.
fn wrap(text: &str) -> String {
    let mut lines = String::new();
    let mut column = WIDTH;
    for unit in units(text) {
        let length = unit.chars().count() + 1;
        if column + length > WIDTH + 1 {
            lines += "\n ";
            column = 0;
        }
        lines += &format!(" {unit}");
        column += length;
    }
    lines
}

/// What a line break may not part: words and, where it fits on a line, code
/// between backticks.
fn units(text: &str) -> Vec<String> {
    let mut units: Vec<String> = Vec::new();
    let mut in_code = false;
    for word in text.split_whitespace() {
        match units.last_mut() {
            Some(code)
                if in_code
                    && code.chars().count() + 1 + word.chars().count()
                        <= WIDTH =>
            {
                *code += " ";
                *code += word;
            }
            _ => units.push(word.to_string()),
        }
        in_code ^= word.matches('`').count() % 2 == 1;
    }
    units
}
