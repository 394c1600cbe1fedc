//! Runs cargo as a reader does: on the starters where they are, then in a
//! copy of the course on solutions and on code that misbehaves.

use judge::Sheet;
use learn::{Chapter, Course};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn course() -> Course {
    Course::open(&root()).unwrap()
}

/// What a command printed, on both streams, and whether it succeeded.
struct Run {
    command: String,
    text: String,
    success: bool,
}

/// Runs cargo in `folder`, with this course's target folder: no crate from the
/// registry is compiled twice.
fn cargo(folder: &Path, args: &str) -> Run {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    let output = Command::new(env!("CARGO"))
        .args(args.split(' '))
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", target)
        .env("CARGO_TERM_COLOR", "never")
        .env("RUST_BACKTRACE", "0")
        .output()
        .unwrap();
    let text = [output.stdout, output.stderr].concat();
    Run {
        command: format!("cargo {args}"),
        text: String::from_utf8(text).unwrap(),
        success: output.status.success(),
    }
}

impl Run {
    fn succeeds(self) -> Self {
        assert!(self.success, "`{}` failed:\n{}", self.command, self.text);
        self
    }

    fn fails(self) -> Self {
        assert!(!self.success, "`{}` passed:\n{}", self.command, self.text);
        self
    }

    fn says(self, part: &str) -> Self {
        let Self { command, text, .. } = &self;
        assert!(
            text.contains(part),
            "`{command}` doesn't say `{part}`:\n{text}"
        );
        self
    }

    fn never_says(self, part: &str) -> Self {
        let Self { command, text, .. } = &self;
        assert!(!text.contains(part), "`{command}` says `{part}`:\n{text}");
        self
    }
}

#[test]
fn each_file_is_its_sheets_starter() {
    for Chapter { number, folder, sheets, .. } in course().chapters {
        let source =
            root().join(format!("chapters/{folder}/exercises/src"));
        let files: BTreeSet<String> = fs::read_dir(source)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| {
                name.starts_with('e') && !name.contains(".mine-")
            })
            .collect();
        let expected =
            sheets.iter().map(|sheet| format!("{}.rs", sheet.name()));
        assert_eq!(files, expected.collect(), "of chapter {number}");
        for sheet in sheets {
            let text = fs::read_to_string(root().join(sheet.file()));
            assert!(
                text.unwrap() == sheet.starter(),
                "{} is not its starter: cargo learn reset {}",
                sheet.file(),
                sheet.id
            );
        }
    }
}

#[test]
fn each_starter_is_not_started_and_compiles_without_a_warning() {
    for chapter in course().chapters {
        let package = format!("ex{}", chapter.folder);
        let mut run = cargo(&root(), &format!("test -p {package}"))
            .fails()
            .never_says("warning")
            .says(&format!("0 passed; {} failed", chapter.sheets.len()));
        for sheet in &chapter.sheets {
            run = run
                .says(&format!("exercise {}  {}", sheet.id, sheet.title));
        }
        let not_started = run.text.matches(" not started\n").count();
        assert_eq!(not_started, chapter.sheets.len(), "{}", run.text);
    }
}

#[test]
fn a_copy_of_the_course_can_be_solved_and_spoilt() {
    let copy = Path::new(env!("CARGO_TARGET_TMPDIR")).join("course");
    let _ = fs::remove_dir_all(&copy);
    for part in [
        ".cargo",
        "Cargo.toml",
        "Cargo.lock",
        "benches",
        "book/src",
        "chapters",
        "crates",
        "tests",
    ] {
        duplicate(&root().join(part), &copy.join(part));
    }
    let chapters = course().chapters;
    // To cargo, packages of the same version in two copies of a workspace are
    // the same. These must not be: they share a target folder.
    let manifest = copy.join("Cargo.toml");
    let text = fs::read_to_string(&manifest).unwrap();
    let (version, other) = ("version = \"0.1.0\"", "version = \"0.0.0\"");
    assert!(text.contains(version), "Cargo.toml has no {version}");
    fs::write(&manifest, text.replacen(version, other, 1)).unwrap();
    misbehave(&copy, &chapters.last().unwrap().sheets);
    for Chapter { sheets, .. } in &chapters {
        for sheet in sheets {
            write(&copy, sheet, &sheet.solution());
        }
        cargo(&copy, &format!("test -p {}", sheets[0].package))
            .succeeds()
            .never_says("warning")
            .says(&format!("{} passed; 0 failed", sheets.len()));
    }
    let all: usize = chapters.iter().map(|c| c.sheets.len()).sum();
    cargo(&copy, "learn check")
        .succeeds()
        .says(&format!("{all} of {all} passed"));
    cargo(&copy, "learn")
        .succeeds()
        .says(&format!("{all} of {all}  100 %"))
        .says("All exercises pass.")
        .never_says("Checking");
}

/// Exercises that hang, panic, overflow the stack, leave, and don't compile.
fn misbehave(copy: &Path, sheets: &[Sheet]) {
    let [hangs, panics, overflows, leaves, ..] = sheets else {
        panic!("the last chapter has fewer than four exercises")
    };
    let deep = "{ fn deep(n: u64) -> u64 { std::hint::black_box(deep(n + 1)) + 1 } \
                let _ = deep(0); unreachable!() }";
    for (sheet, body) in [
        (hangs, "loop { std::thread::yield_now() }"),
        (panics, "panic!(\"on purpose\")"),
        (overflows, deep),
        (leaves, "std::process::exit(0)"),
    ] {
        write(copy, sheet, &with_body(&sheet.starter(), body));
    }
    let run = |sheet: &Sheet| {
        let command = sheet.command();
        cargo(copy, command.strip_prefix("cargo ").unwrap())
    };
    run(hangs).fails().says("timed out").says("a loop");
    let again = format!("again    {}", panics.command());
    run(panics).fails().says("panic    on purpose").says(&again);
    run(overflows)
        .fails()
        .says(&format!("thread 'exercise {}'", overflows.id))
        .says("has overflowed its stack");
    // Nothing stops a process from ending well, but the test isn't said to.
    run(leaves)
        .says("running 1 test")
        .never_says("... ok")
        .never_says("1 passed");

    write(copy, panics, "pub fn half(");
    let name = format!("{}.rs:1", panics.name());
    cargo(copy, &format!("test -p {}", panics.package)).fails().says(&name);
    cargo(copy, "build").succeeds();
}

/// `starter` with the first `todo!` replaced.
fn with_body(starter: &str, body: &str) -> String {
    let (before, rest) = starter.split_once("todo!(").unwrap();
    let (_, after) = rest.split_once("\")").unwrap();
    format!("{before}{body}{after}")
}

fn write(copy: &Path, sheet: &Sheet, text: &str) {
    fs::write(copy.join(sheet.file()), text).unwrap();
}

/// Copies a file or a folder. The dates are copied too: what is as old as the
/// last copy need not be compiled again.
fn duplicate(from: &Path, to: &Path) {
    if from.is_dir() {
        fs::create_dir_all(to).unwrap();
        for entry in fs::read_dir(from).unwrap() {
            let name = entry.unwrap().file_name();
            duplicate(&from.join(&name), &to.join(name));
        }
    } else {
        fs::copy(from, to).unwrap();
        let modified = fs::metadata(from).unwrap().modified().unwrap();
        let copy = fs::File::options().write(true).open(to).unwrap();
        copy.set_modified(modified).unwrap();
    }
}
