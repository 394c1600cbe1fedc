//! The solution beside what the reader wrote.

use colored::Colorize;
use judge::Sheet;
use similar::{ChangeTag, TextDiff};
use std::env;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

/// Whether the exercise passes now.
///
/// # Errors
/// One line when it can't be checked.
pub fn passes(sheet: &Sheet) -> Result<bool, String> {
    let status = env::current_exe().and_then(|learn| {
        Command::new(learn)
            .args(["check", &sheet.id])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
    });
    let status = status
        .map_err(|error| format!("can't check {}: {error}", sheet.id))?;
    Ok(status.success())
}

/// What to take from the reader's file, and what to add, to have the solution.
///
/// # Errors
/// One line when the reader's file can't be read.
pub fn solution(root: &Path, sheet: &Sheet) -> Result<String, String> {
    let yours =
        fs::read_to_string(root.join(sheet.file())).map_err(|error| {
            let (file, id) = (sheet.file(), &sheet.id);
            format!("{file}: {error}; cargo learn reset {id} writes it")
        })?;
    let ours = sheet.solution();
    let mut page = format!("{} {}\n", sheet.id, sheet.title);
    if yours == ours {
        return Ok(page + "Yours is the solution, letter for letter.\n");
    }
    page += &format!("{}  {}\n\n", "- yours".red(), "+ ours".green());
    page += &difference(&yours, &ours);
    Ok(page + "\nThere are other right ones: the checks decide.\n")
}

/// The lines that differ, and three around them.
fn difference(yours: &str, ours: &str) -> String {
    let diff = TextDiff::from_lines(yours, ours);
    let mut text = String::new();
    for group in diff.grouped_ops(3) {
        if !text.is_empty() {
            text += "  …\n";
        }
        for change in group.iter().flat_map(|step| diff.iter_changes(step))
        {
            let line = change.value().trim_end();
            let line = match change.tag() {
                ChangeTag::Delete => format!("- {line}").red(),
                ChangeTag::Insert => format!("+ {line}").green(),
                ChangeTag::Equal => format!("  {line}").normal(),
            };
            text += &format!("{line}\n");
        }
    }
    text
}
