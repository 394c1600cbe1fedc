//! Is the machine ready for the course, and if not, what to do?

use crate::{Course, cache, package};
use std::fs;
use std::path::Path;
use std::process::Command;

/// What was found: all right, something to mend, or something to know.
enum Finding {
    Ok(String),
    Mend(String),
    Note(String),
}
use Finding::{Mend, Note, Ok as Fine};

/// Looks at everything, says each finding as soon as it is known, and returns
/// whether nothing must be mended.
pub fn doctor(course: &Course, say: impl Fn(&str)) -> bool {
    let root = &course.root;
    let mut healthy = true;
    let mut tell = |name: &str, finding: Finding| {
        let (mark, text) = match finding {
            Fine(text) => ("ok  ", text),
            Note(text) => ("note", text),
            Mend(text) => ("MEND", text),
        };
        healthy &= mark != "MEND";
        say(&format!("  {mark}  {name:<7}{text}\n"));
    };
    say("The set-up\n");
    tell("rust", rust());
    tell("cargo", cargo());
    tell("editor", editor(root));
    tell("disk", disk(root));
    tell("target", target(course));
    say("  …     build  a minute or so when it is the first\n");
    tell("build", build(course));
    healthy
}

/// The first line a program prints on success.
fn first_line(program: &str, args: &[&str]) -> Option<String> {
    let output = Command::new(program).args(args).output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let line = text.lines().next().map(str::to_string);
    line.filter(|_| output.status.success())
}

fn rust() -> Finding {
    let needed = env!("CARGO_PKG_RUST_VERSION");
    let Some(line) = first_line("rustc", &["--version"]) else {
        return Mend("no rustc: install Rust from rustup.rs".into());
    };
    let version = line.split(' ').nth(1).unwrap_or_default();
    match minor(version) >= minor(needed) {
        true => Fine(format!("{version}; {needed} or newer is needed")),
        false => Mend(format!("{version} is too old: rustup update")),
    }
}

/// 89 of 1.89.0.
fn minor(version: &str) -> Option<u32> {
    version.split('.').nth(1)?.parse().ok()
}

fn cargo() -> Finding {
    match first_line("cargo", &["--version"]) {
        Some(line) => {
            Fine(line.split(' ').nth(1).unwrap_or_default().to_string())
        }
        None => Mend("not in the PATH: install Rust from rustup.rs".into()),
    }
}

fn editor(root: &Path) -> Finding {
    let analyzer = first_line("rust-analyzer", &["--version"]).is_some();
    let settings = root.join(".vscode/settings.json").exists();
    match (settings, analyzer) {
        (_, true) => Fine("rust-analyzer is here".into()),
        (true, false) => {
            Note("in VS Code install the extension rust-analyzer".into())
        }
        (false, false) => Note(
            "for help while typing: rustup component add rust-analyzer"
                .into(),
        ),
    }
}

/// What the whole course takes, in MB.
const SPACE: u64 = 2000;

fn disk(root: &Path) -> Finding {
    let root = root.to_string_lossy();
    // POSIX: the last line's fourth column is what is left, in kB.
    let output = Command::new("df").args(["-Pk", &root]).output();
    let free = output.ok().and_then(|output| {
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        text.lines().last()?.split_whitespace().nth(3)?.parse().ok()
    });
    match free.map(|kilobytes: u64| kilobytes / 1000) {
        None => Note(format!("unknown; {SPACE} MB should be free")),
        Some(free) if free < SPACE => {
            Mend(format!("{free} MB free: make room, {SPACE} are needed"))
        }
        Some(free) => Fine(format!("{free} MB free")),
    }
}

fn target(course: &Course) -> Finding {
    let folder = cache::target(course).join("learn");
    let probe = folder.join("probe");
    let written = fs::create_dir_all(&folder)
        .and_then(|()| fs::write(&probe, "probe"))
        .and_then(|()| fs::remove_file(&probe));
    match written {
        Ok(()) => Fine("can be written".into()),
        Err(error) => {
            Mend(format!("{}: {error}; mend its rights", folder.display()))
        }
    }
}

/// Builds what `cargo run` of the chapters needs, nothing more.
fn build(course: &Course) -> Finding {
    let mut cargo = package::cargo();
    cargo.args(["build", "--quiet"]).current_dir(&course.root);
    for chapter in &course.chapters {
        cargo.args(["-p", &format!("ch{}", chapter.folder)]);
    }
    match cargo.output() {
        Err(error) => Mend(format!("can't run cargo: {error}")),
        Ok(output) if output.status.success() => {
            Fine("the chapters compile".into())
        }
        Ok(output) => {
            let text = String::from_utf8_lossy(&output.stderr).into_owned();
            let error = text.lines().find(|line| line.starts_with("error"));
            let error = error.unwrap_or("the chapters don't compile");
            Mend(format!("{error}; cargo build shows all of it"))
        }
    }
}
