//! The verdicts on exercises: those that still hold, and new ones.

use crate::cache::{self, Records};
use crate::json::plain;
use crate::package::{Build, build, judge_all};
use crate::{Chapter, Course};
use judge::{Outcome, Record, Sheet, Verdict};
use std::fs;

/// Some exercises, judged.
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

impl Checked {
    /// Whether all that was asked for passes.
    pub fn all_pass(&self) -> bool {
        self.records.values().all(|r| Status::of(r) == Status::Passed)
    }
}

/// Judges `sheets`. What is known to hold still is taken from the cache, and a
/// starter is "not started" without compiling anything.
///
/// # Errors
/// What cargo says when it can't even begin.
pub fn check(
    course: &Course,
    sheets: &[&Sheet],
) -> Result<Checked, String> {
    let mut all =
        Checked { records: Records::new(), errors: String::new() };
    for chapter in &course.chapters {
        let own = |s: &&&Sheet| chapter.sheets.iter().any(|o| o.id == s.id);
        let own: Vec<&Sheet> = sheets.iter().filter(own).copied().collect();
        let checked = check_chapter(course, chapter, &own)?;
        all.records.extend(checked.records);
        all.errors += &checked.errors;
    }
    Ok(all)
}

fn check_chapter(
    course: &Course,
    chapter: &Chapter,
    sheets: &[&Sheet],
) -> Result<Checked, String> {
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
        match build(course, chapter)? {
            Build::Done(program) => {
                known.extend(judge_all(course, chapter, &program, &open)?);
            }
            Build::Failed(text) => {
                for sheet in open {
                    known.insert(sheet.id.clone(), broken(sheet, &text));
                }
                errors = text;
            }
        }
        // A file saved meanwhile may or may not be in what was judged.
        // Without a cache the next run is slower, no more.
        if cache::key(course, chapter) == key {
            let _ = cache::write(course, chapter, key, &known);
        }
    }
    known.retain(|id, _| sheets.iter().any(|sheet| sheet.id == *id));
    Ok(Checked { records: known, errors })
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

/// The record of an outcome that no run of the exercise has left.
pub fn record(sheet: &Sheet, outcome: Outcome) -> Record {
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
