//! The three hints of an exercise, one at a time.

use judge::Sheet;

const NAMES: [&str; 3] = ["a nudge", "the plan", "all but one line"];

/// Hint `number`, 1 to 3, and how to see the next.
///
/// # Errors
/// One line when there is no such hint.
pub fn hint(sheet: &Sheet, number: &str) -> Result<String, String> {
    let Some(index) =
        number.parse::<usize>().ok().filter(|n| (1..=3).contains(n))
    else {
        return Err(format!("no hint {number}: there are 1, 2, 3"));
    };
    let hint = sheet.hints[index - 1].replace('\n', "\n  ");
    let id = &sheet.id;
    let left = 3 - index;
    let rest = match left {
        0 => format!("No hint left. Write it: {}", sheet.file()),
        _ => {
            let name = NAMES[index];
            let next = index + 1;
            let hints = if left == 1 { "hint" } else { "hints" };
            format!("{left} {hints} left; {name}: cargo learn hint {id} {next}")
        }
    };
    let title = &sheet.title;
    let name = NAMES[index - 1];
    Ok(format!(
        "{id} {title}: hint {index} of 3, {name}\n\n  {hint}\n\n{rest}\n"
    ))
}
