//! The solution beside what the reader wrote.

use colored::Colorize;
use judge::Sheet;
use std::fs;
use std::path::Path;

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

/// How many equal lines are shown around what differs.
const AROUND: usize = 3;

/// The lines that differ, and those around them.
fn difference(yours: &str, ours: &str) -> String {
    let steps = steps(yours, ours);
    let near = |i: usize| {
        let end = steps.len().min(i + AROUND + 1);
        steps[i.saturating_sub(AROUND)..end].iter().any(|s| s.0 != ' ')
    };
    let mut text = String::new();
    let mut last = None;
    for (i, (mark, line)) in steps.iter().enumerate() {
        if !near(i) {
            continue;
        }
        if last.is_some_and(|last| last + 1 < i) {
            text += "  …\n";
        }
        last = Some(i);
        let line = format!("{mark} {line}");
        let line = match mark {
            '-' => line.red(),
            '+' => line.green(),
            _ => line.normal(),
        };
        text += &format!("{line}\n");
    }
    text
}

/// The way from `yours` to `ours`, line by line: `-` take away, `+` add, or
/// keep. The longest common subsequence stays.
fn steps<'a>(yours: &'a str, ours: &'a str) -> Vec<(char, &'a str)> {
    let [a, b] = [yours, ours].map(|t| t.lines().collect::<Vec<_>>());
    // common[i][j] lines stay of a[i..] and b[j..].
    let mut common = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            common[i][j] = match a[i] == b[j] {
                true => common[i + 1][j + 1] + 1,
                false => common[i + 1][j].max(common[i][j + 1]),
            };
        }
    }
    let (mut i, mut j, mut steps) = (0, 0, Vec::new());
    while i < a.len() || j < b.len() {
        if i < a.len() && j < b.len() && a[i] == b[j] {
            steps.push((' ', a[i]));
            (i, j) = (i + 1, j + 1);
        } else if j == b.len()
            || i < a.len() && common[i + 1][j] >= common[i][j + 1]
        {
            steps.push(('-', a[i]));
            i += 1;
        } else {
            steps.push(('+', b[j]));
            j += 1;
        }
    }
    steps
}
