//! Runs exercises as a child process and collects their verdicts.

use crate::cache::{self, Records};
use crate::json::{plain, string};
use crate::{Chapter, Course};
use judge::{Outcome, Record, Sheet, Verdict};
use std::env;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{self, Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

/// Some exercises of a chapter, judged.
pub struct Checked {
    /// By exercise.
    pub records: Records,
    /// What rustc says, in a terminal's colours; empty when all compiles.
    pub errors: String,
}

/// How far an exercise is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Nothing to do.
    Passed,
    /// It is the starter, or a `todo!` is still there.
    NotStarted,
    /// Not right yet, whatever the reason.
    Begun,
    /// It, or what it is compiled with, doesn't compile.
    DoesNotCompile,
}

impl Status {
    /// Read off a record.
    pub fn of(record: &Record) -> Self {
        match &record.outcome[..] {
            "passed" => Self::Passed,
            "not-started" => Self::NotStarted,
            "does-not-compile" | "waits" => Self::DoesNotCompile,
            _ => Self::Begun,
        }
    }
}

/// Judges `sheets`, exercises of `chapter`; `None` when `stop` was set. What
/// is known to hold still is taken from the cache, and a starter is "not
/// started" without compiling anything.
///
/// # Errors
/// What cargo says when it can't even begin.
pub fn check(
    course: &Course,
    chapter: &Chapter,
    sheets: &[&Sheet],
    stop: &AtomicBool,
) -> Result<Option<Checked>, String> {
    let key = cache::key(course, chapter);
    let mut known = recall(course, chapter, key);
    // Asked outright, what a compiler or a clock said is looked at again.
    let stands = |record: &Record| {
        Status::of(record) != Status::DoesNotCompile
            && record.outcome != "timed-out"
    };
    let open = |sheet: &&&Sheet| !known.get(&sheet.id).is_some_and(stands);
    let open: Vec<&Sheet> = sheets.iter().filter(open).copied().collect();
    let mut errors = String::new();
    if !open.is_empty() {
        match build(course, chapter, stop)? {
            Build::Stopped => return Ok(None),
            Build::Failed(text) => {
                for sheet in open {
                    known.insert(sheet.id.clone(), broken(sheet, &text));
                }
                errors = text;
            }
            Build::Done(program) => {
                let Some(new) =
                    judge_all(course, chapter, &program, &open, stop)?
                else {
                    return Ok(None);
                };
                known.extend(new);
            }
        }
        // A file saved meanwhile may or may not be in what was judged.
        // Without a cache the next run is slower, no more.
        if cache::key(course, chapter) == key {
            let _ = cache::write(course, chapter, key, &known);
        }
    }
    known.retain(|id, _| sheets.iter().any(|sheet| sheet.id == *id));
    Ok(Some(Checked { records: known, errors }))
}

/// What is known of a chapter without compiling anything: its starters, and
/// what the cache holds under `key`.
pub fn recall(course: &Course, chapter: &Chapter, key: u64) -> Records {
    let mut known = cache::read(course, chapter, key);
    for sheet in &chapter.sheets {
        let text = fs::read_to_string(course.root.join(sheet.file()));
        let text = text.unwrap_or_default();
        if text == sheet.starter() {
            let place = format!("{}:{}", sheet.file(), first_todo(&text));
            let outcome = Outcome::NotStarted { place };
            known.insert(sheet.id.clone(), record(sheet, outcome));
        }
    }
    known
}

/// Line and column of the first `todo!`.
fn first_todo(text: &str) -> String {
    let place = text.lines().enumerate().find_map(|(line, text)| {
        let column = text.find("todo!")?;
        Some(format!("{}:{}", line + 1, column + 1))
    });
    place.unwrap_or_else(|| "1:1".to_string())
}

fn record(sheet: &Sheet, outcome: Outcome) -> Record {
    Record::from(&Verdict::new(sheet.clone(), outcome))
}

/// The verdict on an exercise whose package gave `errors`.
fn broken(sheet: &Sheet, errors: &str) -> Record {
    let errors = plain(errors);
    let mut places = errors.lines().filter_map(|line| {
        let place = line.trim_start().strip_prefix("--> ")?;
        Some(place.replace('\\', "/"))
    });
    let first = places.clone().next();
    let own = places.find(|place| place.starts_with(&sheet.file()));
    let (place, own) = match own {
        Some(place) => (place, true),
        None => (first.unwrap_or("its package".to_string()), false),
    };
    if own {
        return record(sheet, Outcome::DoesNotCompile { place, own });
    }
    // Whoever waits wants the file, by its name when it is a neighbour.
    let place = place.split(':').next().unwrap_or_default();
    let folder = sheet.file().replace(&format!("{}.rs", sheet.name()), "");
    let place = place.strip_prefix(&folder).unwrap_or(place).to_string();
    record(sheet, Outcome::DoesNotCompile { place, own })
}

enum Build {
    Done(PathBuf),
    Failed(String),
    Stopped,
}

/// Compiles the exercises of `chapter`.
fn build(
    course: &Course,
    chapter: &Chapter,
    stop: &AtomicBool,
) -> Result<Build, String> {
    let mut cargo = cargo();
    cargo
        .args(["test", "--no-run", "--quiet", "--test", "verdicts"])
        .args(["--message-format", "json-diagnostic-rendered-ansi"])
        .args(["-p", &format!("ex{}", chapter.folder)])
        .env("CARGO_TARGET_DIR", cache::target(course))
        .current_dir(&course.root);
    let Some(ran) = run(&mut cargo, stop)? else {
        return Ok(Build::Stopped);
    };
    let errors: String = ran
        .output
        .lines()
        .filter(|message| message.contains("\"level\":\"error\""))
        .filter_map(|message| string(message, "rendered"))
        .filter(|text| !plain(text).starts_with("error: aborting due"))
        .collect();
    let program = ran
        .output
        .lines()
        .filter_map(|message| string(message, "executable"))
        .next_back();
    match program {
        Some(program) if ran.status.success() => {
            Ok(Build::Done(program.into()))
        }
        _ if errors.is_empty() => Err(ran.said.trim().to_string()),
        _ => Ok(Build::Failed(errors)),
    }
}

/// Runs `sheets` together, then alone whichever the others took along when
/// they ended the process.
fn judge_all(
    course: &Course,
    chapter: &Chapter,
    program: &Path,
    sheets: &[&Sheet],
    stop: &AtomicBool,
) -> Result<Option<Records>, String> {
    let folder = course.root.join("chapters").join(&chapter.folder);
    let folder = folder.join("exercises");
    let run = |sheets: &[&Sheet]| {
        judge_once(course, program, &folder, sheets, stop)
    };
    let Some((mut records, mut how)) = run(sheets)? else {
        return Ok(None);
    };
    for sheet in sheets {
        if sheets.len() > 1 && !records.contains_key(&sheet.id) {
            let Some((alone, ended)) = run(&[sheet])? else {
                return Ok(None);
            };
            records.extend(alone);
            how = ended;
        }
        let ended = || record(sheet, Outcome::Ended { how: how.clone() });
        records.entry(sheet.id.clone()).or_insert_with(ended);
    }
    Ok(Some(records))
}

/// The records that one run of the test program leaves, and how it ended.
fn judge_once(
    course: &Course,
    program: &Path,
    folder: &Path,
    sheets: &[&Sheet],
    stop: &AtomicBool,
) -> Result<Option<(Records, String)>, String> {
    static RUNS: AtomicUsize = AtomicUsize::new(0);
    let number = RUNS.fetch_add(1, Ordering::Relaxed);
    let verdicts = cache::target(course)
        .join(format!("learn/run-{}-{number}", process::id()));
    fs::create_dir_all(&verdicts)
        .map_err(|e| format!("{}: {e}", verdicts.display()))?;
    let filters = sheets.iter().map(|sheet| format!("{}_", sheet.name()));
    let mut tests = Command::new(program);
    tests.args(filters).env("VERDICTS", &verdicts).current_dir(folder);
    let ran = run(&mut tests, stop);
    let read = |sheet: &&Sheet| {
        let text = fs::read_to_string(verdicts.join(&sheet.id)).ok()?;
        Some((sheet.id.clone(), Record::parse(&text)?))
    };
    let records = sheets.iter().filter_map(read).collect();
    let _ = fs::remove_dir_all(&verdicts);
    Ok(ran?.map(|ran| (records, ending(&ran))))
}

/// In words, why a program that should have left verdicts didn't.
fn ending(ran: &Ran) -> String {
    if ran.said.contains("has overflowed its stack") {
        return "the stack overflowed".to_string();
    }
    match ran.status.code() {
        Some(code) => format!("the program left with code {code}"),
        None => "the program was aborted".to_string(),
    }
}

/// How a child process ended.
struct Ran {
    status: ExitStatus,
    output: String,
    said: String,
}

/// Runs a child to its end, or kills it when `stop` is set.
fn run(
    command: &mut Command,
    stop: &AtomicBool,
) -> Result<Option<Ran>, String> {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| {
            let program = command.get_program().to_string_lossy();
            format!("can't run {program}: {error}")
        })?;
    let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
    thread::scope(|scope| {
        let output = scope.spawn(|| read(stdout));
        let said = scope.spawn(|| read(stderr));
        let status = wait(&mut child, stop)?;
        let text = |thread: thread::ScopedJoinHandle<_>| {
            thread.join().unwrap_or_default()
        };
        let (output, said) = (text(output), text(said));
        Ok(status.map(|status| Ran { status, output, said }))
    })
}

fn read(pipe: Option<impl Read>) -> String {
    let mut bytes = Vec::new();
    if let Some(mut pipe) = pipe {
        let _ = pipe.read_to_end(&mut bytes);
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn wait(
    child: &mut Child,
    stop: &AtomicBool,
) -> Result<Option<ExitStatus>, String> {
    loop {
        let ended = child.try_wait().map_err(|e| e.to_string())?;
        if ended.is_some() {
            return Ok(ended);
        }
        if stop.load(Ordering::Relaxed) {
            let _ = child.kill();
            let _ = child.wait();
            return Ok(None);
        }
        thread::sleep(Duration::from_millis(5));
    }
}

/// The cargo that runs us.
pub(crate) fn cargo() -> Command {
    Command::new(env::var_os("CARGO").unwrap_or("cargo".into()))
}
