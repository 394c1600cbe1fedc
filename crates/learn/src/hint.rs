//! The three hints of an exercise, one at a time.

use judge::Sheet;

const NAMES: [&str; 3] = ["a nudge", "the plan", "all but one line"];

/// Hint `number`, 1 to 3, and how to see the next.
///
/// # Errors
/// One line when there is no such hint.
pub fn hint(sheet: &Sheet, number: &str) -> Result<String, String> {
    let number = match number {
        "1" => 1,
        "2" => 2,
        "3" => 3,
        _ => return Err(format!("no hint {number}: there are 1, 2, 3")),
    };
    let Sheet { id, title, hints, .. } = sheet;
    let name = NAMES[number - 1];
    let text = wrap(&hints[number - 1]);
    let rest = match NAMES.get(number) {
        Some(next) => format!(
            "{} more, next {next}: cargo learn hint {id} {}",
            NAMES.len() - number,
            number + 1
        ),
        None => format!("No more. Write it in\n{}", sheet.file()),
    };
    Ok(format!("{id} {title}\nHint {number}, {name}:\n{text}\n\n{rest}\n"))
}

/// The text as one indented paragraph of at most 60 columns.
fn wrap(text: &str) -> String {
    let mut lines = String::new();
    let mut column = 60;
    for word in text.split_whitespace() {
        let length = word.chars().count() + 1;
        if column + length > 60 {
            lines += "\n ";
            column = 1;
        }
        lines += &format!(" {word}");
        column += length;
    }
    lines
}
