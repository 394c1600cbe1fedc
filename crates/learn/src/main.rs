//! The course's companion: see `cargo learn --help`.

use learn::{
    Course, as_json, as_text, board, check, doctor, hint, next_hint, plain,
    read, reset, run, solution, standing, tour, watch,
};
use std::env;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

const HELP: &str = "\
cargo learn              where you stand, and the next step
cargo learn read 2       chapter 2 of the book, served here
cargo learn run 2        chapter 2's program; try 2 --help
cargo learn check        every exercise, judged
cargo learn check 2      those of chapter 2
cargo learn check 2.3    exercise 2.3
cargo learn check --json the same for programs
cargo learn watch        checks each exercise that you save
cargo learn watch 2      the same for chapter 2 alone
cargo learn hint 2.3     the next of three hints for 2.3
cargo learn hint 2.3 1   the first again
cargo learn solution 2.3 beside yours, once yours passes
cargo learn reset 2.3    exercise 2.3 as it was at first;
                         your text is kept beside it
cargo learn reset 2      the same for all of chapter 2
cargo learn doctor       is everything set up? What to do?
cargo learn tour         every chapter's program in order
cargo learn book         the whole book

Without it: cargo run -p ch01-softmax
            cargo test -p ex01-softmax
";

/// The exit code, and one line that says what to do.
type Failure = (u8, String);

const FAILED: u8 = 1;
const USAGE: u8 = 2;

fn main() -> ExitCode {
    let code = dispatch().unwrap_or_else(|(code, message)| {
        eprintln!("learn: {message}");
        code
    });
    ExitCode::from(code)
}

fn dispatch() -> Result<u8, Failure> {
    let args: Vec<String> = env::args_os()
        .skip(1)
        .map(|arg| arg.to_string_lossy().into_owned())
        .collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let failed = |message| (FAILED, message);
    let usage = |message| (USAGE, message);
    let root = Course::root();
    let course = || Course::open(&root).map_err(failed);
    match args[..] {
        [] => {
            let course = course()?;
            let records = standing(&course, |line| eprintln!("{line}"));
            say(&board(&course, &records.map_err(failed)?));
        }
        ["--help" | "-h" | "help"] => say(HELP),
        ["book"] => return read(&course()?, "").map_err(failed),
        ["read", number] => {
            let course = course()?;
            let chapter = course.chapter(number).map_err(usage)?;
            let page = format!("{}.html", chapter.folder);
            return read(&course, &page).map_err(failed);
        }
        ["run", number, ref rest @ ..] => {
            let course = course()?;
            let chapter = course.chapter(number).map_err(usage)?;
            return run(&course, chapter, rest).map_err(failed);
        }
        ["tour"] => return tour(&course()?).map_err(failed),
        ["check"] => return judge(&course()?, None, false),
        ["check", "--json"] => return judge(&course()?, None, true),
        ["check", what] => return judge(&course()?, Some(what), false),
        ["check", what, "--json"] | ["check", "--json", what] => {
            return judge(&course()?, Some(what), true);
        }
        ["hint", id] => {
            let course = course()?;
            say(&next_hint(&course, course.exercise(id).map_err(usage)?));
        }
        ["hint", id, number] => {
            let course = course()?;
            let sheet = course.exercise(id).map_err(usage)?;
            say(&hint(&course, sheet, number).map_err(usage)?);
        }
        ["solution", id, ref anyway @ ..]
            if matches!(anyway, [] | ["--anyway"]) =>
        {
            let course = course()?;
            let sheet = course.exercise(id).map_err(usage)?;
            let passes = || -> Result<bool, Failure> {
                Ok(check(&course, &[sheet]).map_err(failed)?.all_pass())
            };
            if anyway.is_empty() && !passes()? {
                return Err(failed(format!(
                    "{id} doesn't pass yet; a hint: cargo learn hint {id}; \
                     or all of it: cargo learn solution {id} --anyway"
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
        ["run" | "read"] => {
            let command = args[0];
            return Err(usage(format!(
                "which chapter? cargo learn {command} 2"
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

/// Judges what is asked for and prints it; 0 only when all of it passes.
fn judge(
    course: &Course,
    what: Option<&str>,
    json: bool,
) -> Result<u8, Failure> {
    let sheets = match what {
        Some(what) => course.select(what).map_err(|e| (USAGE, e))?,
        None => course.chapters.iter().flat_map(|c| &c.sheets).collect(),
    };
    let checked = check(course, &sheets).map_err(|e| (FAILED, e))?;
    if json {
        say(&as_json(&sheets, &checked));
    } else {
        let colour =
            io::stderr().is_terminal() && env::var_os("NO_COLOR").is_none();
        match colour {
            true => eprint!("{}", checked.errors),
            false => eprint!("{}", plain(&checked.errors)),
        }
        say(&as_text(&sheets, &checked.records));
    }
    Ok(u8::from(!checked.all_pass()))
}

/// Prints; whoever closes the pipe early has seen enough.
fn say(text: &str) {
    let _ = io::stdout().write_all(text.as_bytes());
}
