//! The chapters' programs and the book, each a child process of its own.

use crate::cache::target;
use crate::package::cargo;
use crate::{Chapter, Course};
use std::env;
use std::io::{self, BufRead, BufReader, IsTerminal, Write};
use std::process::{Command, Stdio};

/// Runs a chapter's program; its exit code is ours.
///
/// # Errors
/// When cargo can't be run.
pub fn run(
    course: &Course,
    chapter: &Chapter,
    args: &[&str],
) -> Result<u8, String> {
    let package = format!("ch{}", chapter.folder);
    let mut command = program(course, "dev", &package);
    code(command.arg("--").args(args).status())
}

/// Every chapter's program in order, with a pause between on a terminal.
///
/// # Errors
/// When cargo can't be run.
pub fn tour(course: &Course) -> Result<u8, String> {
    let pauses = io::stdin().is_terminal() && io::stdout().is_terminal();
    for (index, chapter) in course.chapters.iter().enumerate() {
        if pauses && index > 0 {
            print!("\nEnter goes on ");
            let _ = io::stdout().flush();
            let _ = io::stdin().read_line(&mut String::new());
        }
        let Chapter { number, title, .. } = chapter;
        let _ = writeln!(io::stdout(), "\n── {number} · {title} ──\n");
        let code = run(course, chapter, &[])?;
        if code != 0 {
            return Ok(code);
        }
    }
    Ok(0)
}

/// Serves the book until Ctrl-C and says the address of `page`; shows it, too,
/// where there is a terminal and a browser.
///
/// # Errors
/// When cargo can't be run.
pub fn read(course: &Course, page: &str) -> Result<u8, String> {
    eprintln!("Building the book …");
    let mut command = program(course, "book", "bookbinder");
    let mut child = command
        .args(["--", "serve"])
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| format!("can't run cargo: {error}"))?;
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            let address = format!("{line}/{page}");
            let _ = writeln!(io::stdout(), "{address}");
            if io::stdout().is_terminal() {
                browse(&address);
            }
        }
    }
    code(child.wait())
}

/// Tries to show a page; without a browser its address is enough.
fn browse(address: &str) {
    let (program, args): (_, &[&str]) = match env::consts::OS {
        "macos" => ("open", &[]),
        "windows" => ("cmd", &["/C", "start", ""]),
        _ => ("xdg-open", &[]),
    };
    let null = || Stdio::null();
    let _ = Command::new(program)
        .args(args)
        .arg(address)
        .stdin(null())
        .stdout(null())
        .stderr(null())
        .spawn();
}

/// `cargo run`, quiet when there is nothing long to compile.
fn program(course: &Course, profile: &str, package: &str) -> Command {
    let folder = if profile == "dev" { "debug" } else { profile };
    let built = target(course)
        .join(folder)
        .join(format!("{package}{}", env::consts::EXE_SUFFIX));
    let mut command = cargo();
    command
        .args(["run", "--profile", profile, "-p", package])
        .env("CARGO_TARGET_DIR", target(course))
        .current_dir(&course.root);
    if built.exists() {
        command.arg("--quiet");
    } else {
        eprintln!("Compiling {package}, once.");
    }
    command
}

fn code(
    status: io::Result<std::process::ExitStatus>,
) -> Result<u8, String> {
    let status = status.map_err(|e| format!("can't run cargo: {e}"))?;
    Ok(status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(1))
}
