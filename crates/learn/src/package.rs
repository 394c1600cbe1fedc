//! A chapter's exercises as a package: compiled, then run in a process of
//! their own.

use crate::check::record;
use crate::json::{plain, string};
use crate::{Chapter, Course, Records, cache};
use judge::{Outcome, Record, Sheet};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{self, Command, Output, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

/// What compiling gave.
pub enum Build {
    /// The test program.
    Done(PathBuf),
    /// What rustc says, in a terminal's colours.
    Failed(String),
}

/// Compiles the exercises of `chapter`.
///
/// # Errors
/// What cargo says when it can't even begin.
pub fn build(course: &Course, chapter: &Chapter) -> Result<Build, String> {
    let mut cargo = cargo();
    cargo
        .args(["test", "--no-run", "--quiet", "--test", "verdicts"])
        .args(["--message-format", "json-diagnostic-rendered-ansi"])
        .args(["-p", &format!("ex{}", chapter.folder)])
        .env("CARGO_TARGET_DIR", cache::target(course))
        .current_dir(&course.root);
    let ran = run(&mut cargo)?;
    let messages = String::from_utf8_lossy(&ran.stdout);
    let errors: String = messages
        .lines()
        .filter(|message| message.contains("\"level\":\"error\""))
        .filter_map(|message| string(message, "rendered"))
        .filter(|text| !plain(text).starts_with("error: aborting due"))
        .collect();
    let program = messages
        .lines()
        .filter_map(|message| string(message, "executable"))
        .next_back();
    match program {
        Some(program) if ran.status.success() => {
            Ok(Build::Done(program.into()))
        }
        _ if errors.is_empty() => {
            Err(String::from_utf8_lossy(&ran.stderr).trim().to_string())
        }
        _ => Ok(Build::Failed(errors)),
    }
}

/// Runs `sheets` together, then alone whichever the others took along when
/// they ended the process.
///
/// # Errors
/// One line when the program can't be run.
pub fn judge_all(
    course: &Course,
    chapter: &Chapter,
    program: &Path,
    sheets: &[&Sheet],
) -> Result<Records, String> {
    let folder = course.root.join("chapters").join(&chapter.folder);
    let folder = folder.join("exercises");
    let run =
        |sheets: &[&Sheet]| judge_once(course, program, &folder, sheets);
    let (mut records, mut how) = run(sheets)?;
    for sheet in sheets {
        if sheets.len() > 1 && !records.contains_key(&sheet.id) {
            let (alone, ended) = run(&[sheet])?;
            records.extend(alone);
            how = ended;
        }
        let ended = || record(sheet, Outcome::Ended { how: how.clone() });
        records.entry(sheet.id.clone()).or_insert_with(ended);
    }
    Ok(records)
}

/// The records that one run of the test program leaves, and how it ended.
fn judge_once(
    course: &Course,
    program: &Path,
    folder: &Path,
    sheets: &[&Sheet],
) -> Result<(Records, String), String> {
    static RUNS: AtomicUsize = AtomicUsize::new(0);
    let number = RUNS.fetch_add(1, Ordering::Relaxed);
    let verdicts = cache::target(course)
        .join(format!("learn/run-{}-{number}", process::id()));
    fs::create_dir_all(&verdicts)
        .map_err(|e| format!("{}: {e}", verdicts.display()))?;
    let filters = sheets.iter().map(|sheet| format!("{}_", sheet.name()));
    let mut tests = Command::new(program);
    tests.args(filters).env("VERDICTS", &verdicts).current_dir(folder);
    let ran = run(&mut tests);
    let read = |sheet: &&Sheet| {
        let text = fs::read_to_string(verdicts.join(&sheet.id)).ok()?;
        Some((sheet.id.clone(), Record::parse(&text)?))
    };
    let records = sheets.iter().filter_map(read).collect();
    let _ = fs::remove_dir_all(&verdicts);
    Ok((records, ending(&ran?)))
}

/// In words, why a program that should have left verdicts didn't.
fn ending(ran: &Output) -> String {
    let said = String::from_utf8_lossy(&ran.stderr);
    if said.contains("has overflowed its stack") {
        return "the stack overflowed".to_string();
    }
    match ran.status.code() {
        Some(code) => format!("the program left with code {code}"),
        None => "the program was aborted".to_string(),
    }
}

/// Runs a child to its end.
fn run(command: &mut Command) -> Result<Output, String> {
    command.stdin(Stdio::null()).output().map_err(|error| {
        let program = command.get_program().to_string_lossy();
        format!("can't run {program}: {error}")
    })
}

/// The cargo that runs us.
pub fn cargo() -> Command {
    Command::new(env::var_os("CARGO").unwrap_or("cargo".into()))
}
