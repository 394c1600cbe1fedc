//! The course's companion: see `cargo learn --help`.

use learn::{
    Course, doctor, hint, next_hint, overview, passes, reset, solution,
    watch,
};
use std::env;
use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, ExitCode};

const HELP: &str = "\
cargo learn              the course, and what to do next
cargo learn book         builds the book and serves it here
cargo learn watch        checks each exercise that you save
cargo learn watch 2      the same for chapter 2 alone
cargo learn hint 2.3     the next of three hints for 2.3
cargo learn hint 2.3 1   the first again
cargo learn solution 2.3 beside yours, once yours passes
cargo learn reset 2.3    exercise 2.3 as it was at first;
                         your text is kept beside it
cargo learn reset 2      the same for all of chapter 2
cargo learn doctor       is everything set up? What to do?

A chapter's program      cargo run -p ch01-softmax
Its exercises, judged    cargo test -p ex01-softmax
";

/// The exit code, and one line that says what to do.
type Failure = (u8, String);

const FAILED: u8 = 1;
const USAGE: u8 = 2;

fn main() -> ExitCode {
    let code = run().unwrap_or_else(|(code, message)| {
        eprintln!("learn: {message}");
        code
    });
    ExitCode::from(code)
}

fn run() -> Result<u8, Failure> {
    let args: Vec<String> = env::args_os()
        .skip(1)
        .map(|arg| arg.to_string_lossy().into_owned())
        .collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let failed = |message| (FAILED, message);
    let usage = |message| (USAGE, message);
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let course = || Course::open(&root).map_err(failed);
    match args[..] {
        [] => say(&overview(&course()?)),
        ["--help" | "-h" | "help"] => say(HELP),
        ["book"] => return book().map_err(failed),
        ["hint", id] => {
            let course = course()?;
            say(&next_hint(&root, course.exercise(id).map_err(usage)?));
        }
        ["hint", id, number] => {
            let course = course()?;
            let sheet = course.exercise(id).map_err(usage)?;
            say(&hint(&root, sheet, number).map_err(usage)?);
        }
        ["solution", id, ref anyway @ ..]
            if matches!(anyway, [] | ["--anyway"]) =>
        {
            let course = course()?;
            let sheet = course.exercise(id).map_err(usage)?;
            if anyway.is_empty() && !passes(sheet).map_err(failed)? {
                return Err(failed(format!(
                    "{id} doesn't pass yet. A hint? cargo learn hint {id}. \
                     Or see it --anyway."
                )));
            }
            say(&solution(&root, sheet).map_err(failed)?);
        }
        ["doctor"] => return Ok(u8::from(!doctor(&course()?, say))),
        ["watch", ref chapter @ ..] if chapter.len() < 2 => {
            watch(&course()?, chapter.first().copied()).map_err(usage)?;
        }
        ["reset", what] => {
            for sheet in course()?.select(what).map_err(usage)? {
                let done = reset(&root, sheet).map_err(failed)?;
                say(&format!("{} {done}\n", sheet.id));
            }
        }
        ["hint" | "reset" | "solution"] => {
            let command = args[0];
            return Err(usage(format!(
                "which exercise? cargo learn {command} 2.3"
            )));
        }
        _ => {
            return Err(usage(format!(
                "no command `{}`: see cargo learn --help",
                args.join(" ")
            )));
        }
    }
    Ok(0)
}

/// Prints; whoever closes the pipe early has seen enough.
fn say(text: &str) {
    let _ = io::stdout().write_all(text.as_bytes());
}

/// Builds and serves the book in a process of its own, whose many crates
/// nobody else has to compile. Ctrl-C reaches both.
fn book() -> Result<u8, String> {
    let mut cargo =
        Command::new(env::var_os("CARGO").unwrap_or("cargo".into()));
    cargo.arg("run").args(["--profile", "book", "-p", "bookbinder"]);
    if binder_is_built() {
        cargo.arg("--quiet");
    } else {
        say("Compiling what builds the book: a minute or two, once.\n");
    }
    let status = cargo
        .args(["--", "serve"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .status()
        .map_err(|error| format!("can't run cargo: {error}"))?;
    Ok(status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(1))
}

/// Whether `bookbinder` lies where cargo puts it: in the folder `book` beside
/// this program's own.
fn binder_is_built() -> bool {
    let Ok(learn) = env::current_exe() else { return false };
    let binder = format!("../book/bookbinder{}", env::consts::EXE_SUFFIX);
    learn.parent().is_some_and(|folder| folder.join(binder).exists())
}
