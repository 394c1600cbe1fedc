//! The companion on a small course of its own, and as a program.

use judge::{Difference, Outcome, Panic, Record};
use learn::{
    Checked, Course, Records, Reset, Status, as_json, as_text, board, hint,
    key, next_hint, plain, recall, reset, solution,
};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const SHEET: &str = r#"//! # ID Twice
//! ★ · 5 minutes · cargo test -p ex01-begin NAME
//! Read: chapter 1, "Doubling"
//!
//! Double it.

pub fn twice(x: f32) -> f32 {
    // solution: todo!("twice {x}")
    2.0 * x
    // end
}

// nudge: what is 1 + 1?
// plan: add x
//   to itself
// near: `x + …`
"#;

const FILE: &str = "chapters/01-begin/exercises/src/e1_2.rs";

/// A course of two chapters in a folder of its own, gone after the test.
struct Fixture(PathBuf);

impl Fixture {
    fn new(name: &str) -> Self {
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&root);
        let fixture = Self(root);
        for id in ["1.1", "1.2", "1.10"] {
            let name = format!("e{}", id.replace('.', "_"));
            let sheet = SHEET.replace("ID", id).replace("NAME", &name);
            fixture.put(
                &format!(
                    "chapters/01-begin/src/checks/solutions/{name}.rs"
                ),
                &sheet,
            );
        }
        fixture.put("chapters/02-go-on/Cargo.toml", "");
        fixture.put("chapters/notes.txt", "no chapter");
        fixture.put("book/src/01-begin.md", "# 1 · Beginning\n");
        fixture.put("book/src/02-go-on.md", "# Going on\n");
        fixture.put(FILE, "the reader's\n");
        fixture
    }

    fn put(&self, path: &str, text: &str) {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.0.join(path)).unwrap()
    }

    fn files(&self) -> Vec<String> {
        let file = self.0.join(FILE);
        let mut names: Vec<_> = fs::read_dir(file.parent().unwrap())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    fn course(&self) -> Course {
        Course::open(&self.0).unwrap()
    }

    fn reset(&self) -> Result<Reset, String> {
        reset(&self.0, self.course().exercise("1.2").unwrap())
    }
}

impl Drop for Fixture {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn the_folders_are_the_course() {
    let fixture = Fixture::new("folders");
    let course = fixture.course();
    let titles: Vec<_> =
        course.chapters.iter().map(|c| (c.number, &c.title[..])).collect();
    assert_eq!(titles, [(1, "Beginning"), (2, "Going on")]);
    let ids: Vec<_> =
        course.chapters[0].sheets.iter().map(|s| &s.id[..]).collect();
    assert_eq!(ids, ["1.1", "1.2", "1.10"]);
    let page = board(&course, &Records::new());
    for part in ["Beginning", "○○○\n", "cargo learn check 1.1"] {
        assert!(page.contains(part), "no {part} in\n{page}");
    }
}

#[test]
fn what_is_unknown_gets_a_list_of_what_is_there() {
    let fixture = Fixture::new("unknown");
    let course = fixture.course();
    for (what, answer) in [
        ("1.3", "no exercise 1.3: chapter 1 has 1.1, 1.2, 1.10"),
        ("7.1", "no chapter 7: there are 1, 2"),
        ("x", "no chapter x: there are 1, 2"),
    ] {
        assert_eq!(course.select(what).unwrap_err(), answer);
    }
    fixture.put("chapters/01-begin/src/checks/solutions/e1_2.rs", "");
    let error = Course::open(&fixture.0).err().unwrap();
    assert!(error.contains("e1_2.rs: no line `// nudge"), "{error}");
}

#[test]
fn hints_come_one_at_a_time() {
    let fixture = Fixture::new("hints");
    let course = fixture.course();
    let sheet = course.exercise("1.2").unwrap();
    // Where cargo builds, which a setting may have moved.
    let target = env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
    let target = target.unwrap_or_else(|| fixture.0.join("target"));
    let forget = || fs::remove_dir_all(target.join("learn/hints"));
    let _ = forget();
    let hints = [(); 3].map(|()| next_hint(&course, sheet));
    for (hint, (own, next)) in hints.iter().zip([
        ("what is 1 + 1?", "2 more, next the plan: cargo learn hint 1.2\n"),
        ("add x to itself", "1 more, next all but one line: "),
        ("`x + …`", "No more. Write it in\nchapters/01-begin/"),
    ]) {
        assert!(hint.contains(own) && hint.contains(next), "{hint}");
    }
    assert!(!hints[0].contains("to itself") && !hints[1].contains('…'));
    for none in ["0", "4", "plan"] {
        let error = hint(&course, sheet, none).unwrap_err();
        assert!(error.contains("1, 2, 3"));
    }
    // The third again, until another is asked for or all is forgotten.
    assert_eq!(next_hint(&course, sheet), hints[2]);
    assert_eq!(hint(&course, sheet, "1").unwrap(), hints[0]);
    assert_eq!(next_hint(&course, sheet), hints[1]);
    forget().unwrap();
    assert_eq!(next_hint(&course, sheet), hints[0]);
}

#[test]
fn a_reset_keeps_every_text_the_reader_had() {
    let fixture = Fixture::new("reset");
    let kept = |n| Ok(Reset::Kept(format!("e1_2.mine-{n}.rs")));
    assert_eq!(fixture.reset(), kept(1));
    assert!(fixture.read(FILE).contains("todo!(\"twice {x}\")"));
    assert_eq!(fixture.reset(), Ok(Reset::Pristine));
    fixture.put(FILE, "another\n");
    assert_eq!(fixture.reset(), kept(2));
    let folder = "chapters/01-begin/exercises/src";
    let first = fixture.read(&format!("{folder}/e1_2.mine-1.rs"));
    let second = fixture.read(&format!("{folder}/e1_2.mine-2.rs"));
    assert_eq!((&first[..], &second[..]), ("the reader's\n", "another\n"));
    fs::remove_file(fixture.0.join(FILE)).unwrap();
    assert_eq!(fixture.reset(), Ok(Reset::Written));
    let names = ["e1_2.mine-1.rs", "e1_2.mine-2.rs", "e1_2.rs"];
    assert_eq!(fixture.files(), names);
}

/// Nothing is lost, nothing is left behind, and the error is one line.
fn fails_cleanly(fixture: &Fixture) {
    let error = fixture.reset().unwrap_err();
    assert!(error.contains("e1_2.rs, left as it was: "), "{error}");
    assert_eq!(error.lines().count(), 1, "{error}");
    assert_eq!(fixture.read(FILE), "the reader's\n");
}

#[test]
fn in_a_read_only_folder_nothing_changes() {
    let fixture = Fixture::new("read-only");
    let file = fixture.0.join(FILE);
    let folder = file.parent().unwrap();
    let before = fs::metadata(folder).unwrap().permissions();
    let mut read_only = before.clone();
    read_only.set_readonly(true);
    fs::set_permissions(folder, read_only).unwrap();
    // Root, and anyone on Windows, may write here all the same.
    let held = fs::write(folder.join("probe"), "").is_err();
    if held {
        fails_cleanly(&fixture);
    }
    fs::set_permissions(folder, before).unwrap();
    if held {
        assert_eq!(fixture.files(), ["e1_2.rs"]);
    }
}

#[test]
fn when_the_starter_cant_be_written_nothing_changes() {
    let fixture = Fixture::new("blocked");
    fs::create_dir(fixture.0.join(FILE).with_extension("rs.new")).unwrap();
    fails_cleanly(&fixture);
}

#[cfg(target_os = "linux")]
#[test]
fn on_a_full_disk_nothing_changes() {
    let fixture = Fixture::new("full");
    let new = fixture.0.join(FILE).with_extension("rs.new");
    std::os::unix::fs::symlink("/dev/full", new).unwrap();
    fails_cleanly(&fixture);
    assert_eq!(fixture.files(), ["e1_2.rs"]);
}

/// The program on this course, from a folder inside it.
fn learn(args: &[&str], colour: (&str, &str)) -> Output {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    Command::new(env!("CARGO_BIN_EXE_learn"))
        .args(args)
        .current_dir(folder)
        .env_remove("NO_COLOR")
        .env_remove("CLICOLOR_FORCE")
        .env(colour.0, colour.1)
        .output()
        .unwrap()
}

const PLAIN: (&str, &str) = ("NO_COLOR", "1");

fn assert_plain_and_narrow(text: &str) {
    assert!(!text.contains('\u{1b}'), "{text}");
    for line in text.lines() {
        assert!(line.chars().count() <= 60, "too wide: {line}");
    }
}

/// Code between two backticks stays on one line where it fits.
fn assert_whole_code(hint: &str, shown: &str) {
    let words: Vec<&str> = hint.split_whitespace().collect();
    for code in words.join(" ").split('`').skip(1).step_by(2) {
        let fits = code.chars().count() <= 54;
        assert!(!fits || shown.contains(code), "{code} in\n{shown}");
    }
}

#[test]
fn the_solution_stands_beside_the_readers() {
    let fixture = Fixture::new("solution");
    let course = fixture.course();
    let sheet = course.exercise("1.2").unwrap();
    let solution = || solution(&fixture.0, sheet).unwrap();
    fixture.put(FILE, &sheet.solution().replace("2.0 * x", "x + x"));
    let text = solution();
    assert!(text.contains("\n-     x + x\n+     2.0 * x\n"), "{text}");
    assert!(!text.contains("Read: chapter"), "only what differs: {text}");
    fixture.put(FILE, &sheet.solution());
    assert!(solution().contains("letter for letter"), "{}", solution());
}

/// Run by the test below in a process of its own, to be killed.
#[test]
#[ignore = "needs the folder that the next test makes"]
fn one_reset() {
    let Ok(root) = std::env::var("RESET_IN") else { return };
    let course = Course::open(Path::new(&root)).unwrap();
    reset(Path::new(&root), course.exercise("1.2").unwrap()).unwrap();
}

/// Killed a little later each time, from the first write on.
#[test]
fn a_killed_reset_loses_nothing() {
    let fixture = Fixture::new("killed");
    let new = fixture.0.join(FILE).with_extension("rs.new");
    let mut killed = 0;
    for turn in 0..100 {
        let text = format!("the reader's, {turn}\n");
        let _ = fs::remove_file(&new);
        fixture.put(FILE, &text);
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "one_reset", "--ignored", "--quiet"])
            .env("RESET_IN", &fixture.0)
            .stdout(std::process::Stdio::null())
            .spawn()
            .unwrap();
        while !new.exists() && child.try_wait().unwrap().is_none() {}
        std::thread::sleep(std::time::Duration::from_micros(turn * 20));
        child.kill().unwrap();
        killed += u32::from(!child.wait().unwrap().success());
        let folder = Path::new(FILE).parent().unwrap();
        let kept = fixture.files().iter().any(|name| {
            fixture.read(folder.join(name).to_str().unwrap()) == text
        });
        assert!(kept, "lost on turn {turn}: {:?}", fixture.files());
    }
    assert!(killed > 10, "only {killed} of 100 were killed in time");
}

#[test]
fn the_program_shows_the_course_in_60_plain_columns() {
    for args in [&[][..], &["--help"], &["hint", "2.3"]] {
        let output = learn(args, PLAIN);
        let text = String::from_utf8(output.stdout).unwrap();
        assert_eq!(output.status.code(), Some(0), "{args:?}: {text}");
        assert_plain_and_narrow(&text);
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let fixture = Fixture::new("narrow");
    let course = fixture.course();
    for chapter in Course::open(&root).unwrap().chapters {
        for sheet in chapter.sheets {
            for (own, number) in sheet.hints.iter().zip(["1", "2", "3"]) {
                let text = hint(&course, &sheet, number).unwrap();
                assert_plain_and_narrow(&text);
                assert_whole_code(own, &text);
            }
        }
    }
}

#[test]
fn the_worked_numbers_are_those_of_the_picture() {
    let text = String::from_utf8(learn(&[], PLAIN).stdout).unwrap();
    let numbers: Vec<&str> = text
        .split_whitespace()
        .filter(|word| word.parse::<f32>().is_ok())
        .take(8)
        .collect();
    assert!(
        numbers.join(" ").contains("112 96 14 12 0.88 0.12"),
        "{numbers:?}"
    );
}

#[test]
fn colour_is_for_terminals_and_those_who_ask() {
    let has_colour = |colour| learn(&[], colour).stdout.contains(&0x1b);
    assert!(!has_colour(("COLUMNS", "60")), "piped");
    assert!(!has_colour(PLAIN));
    assert!(has_colour(("CLICOLOR_FORCE", "1")));
}

#[test]
fn bad_usage_is_one_line_and_code_2() {
    for (args, answer) in [
        (&["fly"][..], "no command `fly`: see cargo learn --help"),
        (&["watch"], "watch needs a terminal"),
        (&["run"], "which chapter? cargo learn run 2"),
        (&["check", "2.99"], "no exercise 2.99"),
        (&["hint"], "which exercise? cargo learn hint 2.3"),
        (&["hint", "2.99"], "no exercise 2.99: chapter 2 has 2.1, "),
        (&["hint", "2.1", "9"], "no hint 9"),
        (&["reset", "99"], "no chapter 99: there are 1, 2"),
    ] {
        let output = learn(args, PLAIN);
        let error = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{error}");
        assert!(error.starts_with("learn: ") && error.contains(answer));
        assert_eq!(error.lines().count(), 1, "{error}");
        assert!(output.stdout.is_empty());
    }
}

fn record(outcome: &str, text: &str) -> Record {
    Record {
        outcome: outcome.to_string(),
        mistake: String::new(),
        text: text.to_string(),
    }
}

#[test]
fn a_starter_is_known_without_compiling() {
    let fixture = Fixture::new("starter");
    fixture.reset().unwrap();
    let course = fixture.course();
    let chapter = &course.chapters[0];
    let known = recall(&course, chapter, key(&course, chapter));
    let ids: Vec<_> = known.keys().collect();
    assert_eq!(ids, ["1.2"]);
    assert_eq!(Status::of(&known["1.2"]), Status::NotStarted);
    let open = format!("not started\n  open     {FILE}:8:5");
    assert!(known["1.2"].text.ends_with(&open), "{}", known["1.2"].text);
    // Begun, though the todo! is still there and as long.
    fixture
        .put(FILE, &fixture.read(FILE).replace("twice {x}", "thrice{x}"));
    assert!(recall(&course, chapter, key(&course, chapter)).is_empty());
}

#[test]
fn the_key_changes_with_all_that_a_verdict_depends_on() {
    let fixture = Fixture::new("key");
    let dependency = "judge = { path = \"crates/judge\" }\n";
    fixture.put("Cargo.toml", dependency);
    fixture.put(
        "chapters/01-begin/exercises/Cargo.toml",
        "[dependencies]\njudge.workspace = true\n",
    );
    let key = || {
        let course = fixture.course();
        key(&course, &course.chapters[0])
    };
    let mut seen = vec![key()];
    assert_eq!(key(), seen[0]);
    for path in [
        FILE,
        "chapters/01-begin/exercises/tests/verdicts.rs",
        "crates/judge/src/deep/lib.rs",
        "crates/judge/Cargo.toml",
        "Cargo.lock",
    ] {
        fixture.put(path, "changed\n");
        let new = key();
        assert!(!seen.contains(&new), "{path}");
        seen.push(new);
    }
    fixture.put("book/src/01-begin.md", "# 1 · Other\n");
    assert_eq!(key(), seen[5], "a page");
}

#[test]
fn marks_bar_and_next_step_follow_the_verdicts() {
    let fixture = Fixture::new("board");
    let course = fixture.course();
    let mut records = Records::new();
    records.insert("1.1".to_string(), record("passed", ""));
    let text = format!("at {FILE}:3:1");
    records.insert("1.2".to_string(), record("panicked", &text));
    let page = plain(&board(&course, &records));
    for part in ["●◐○\n", "1 of 3", "10 min left", "Next  1.2 Twice"]
    {
        assert!(page.contains(part), "no {part} in\n{page}");
    }
    assert!(page.contains(&format!("\n  {FILE}:3\n")), "{page}");
    // First of all, what keeps the others from being judged.
    records.insert("1.1".to_string(), record("waits", ""));
    records.insert("1.2".to_string(), record("does-not-compile", &text));
    let page = plain(&board(&course, &records));
    for part in ["·×○\n", "0 of 3", "Next  1.2 Twice", "hint 1.2"] {
        assert!(page.contains(part), "no {part} in\n{page}");
    }
}

#[test]
fn verdicts_are_counted_and_quoted() {
    let fixture = Fixture::new("json");
    let course = fixture.course();
    let sheets = course.select("1.2").unwrap();
    let said = record("panicked", "a \"b\"\n\\\u{1b}");
    let records = Records::from([("1.2".to_string(), said)]);
    let all = course.select("1").unwrap();
    assert!(as_text(&all, &records).ends_with("\n\n0 of 3 passed\n"));
    // One verdict needs no count.
    assert_eq!(as_text(&sheets, &records), "a \"b\"\n\\\u{1b}\n");
    let json = as_json(&sheets, &Checked { records, errors: "".into() });
    for part in [
        r#""schema": "cargo-learn-check/1""#,
        r#""status": "begun", "outcome": "panicked""#,
        r#""text": "a \"b\"\n\\\u001b""#,
    ] {
        assert!(json.contains(part), "no {part} in\n{json}");
    }
}

#[test]
fn teachers_read_every_outcomes_name() {
    let on = "";
    let text = String::new;
    let panic = Panic { message: text(), place: text() };
    let difference =
        Difference::Shape { part: "", yours: (1, 2), expected: (1, 3) };
    let outcomes = [
        Outcome::Passed,
        Outcome::NotStarted { place: text() },
        Outcome::Known { id: on, probe: on, says: on, difference: None },
        Outcome::Wrong { probe: on, difference, non_finite: false },
        Outcome::Law { name: on, seen: text() },
        Outcome::Panicked { on, panic },
        Outcome::TimedOut(std::time::Duration::ZERO),
        Outcome::Ended { how: text() },
        Outcome::DoesNotCompile { place: text(), own: true },
        Outcome::DoesNotCompile { place: text(), own: false },
    ];
    let docs = include_str!("../../../docs/teachers.md");
    let row = docs.lines().find(|l| l.starts_with("| `outcome`")).unwrap();
    let said: Vec<&str> = row.split('`').skip(3).step_by(2).collect();
    assert_eq!(said, outcomes.map(|outcome| outcome.name()));
}

#[test]
fn a_damaged_cache_is_none() {
    let fixture = Fixture::new("cache");
    let course = fixture.course();
    let chapter = &course.chapters[0];
    let key = key(&course, chapter);
    let good = format!("{key:016x}\n1.1 11\npassed\n\nyesend\n");
    let known = |text: &str| {
        fixture.put("target/learn/01-begin", text);
        recall(&course, chapter, key).len()
    };
    assert_eq!(known(&good), 1);
    for end in 0..good.len() {
        assert_eq!(known(&good[..end]), 0, "{}", &good[..end]);
    }
    assert_eq!(known(&good.replacen('1', "9", 30)), 0);
    assert_eq!(recall(&course, chapter, key + 1).len(), 0);
}
