//! The companion as a program, in a course with one exercise for every
//! outcome. What needs a terminal runs in one that `script` makes.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Once;

#[cfg(target_os = "linux")]
mod watch;

/// Every exercise of the fixture: double a number.
const SHEET: &str = r#"//! # ID Twice
//! ★ · 5 minutes · cargo test -p PACKAGE NAME
//! Read: chapter 1, "Doubling"
//!
//! Double it.

pub fn twice(x: f32) -> f32 {
    // solution: todo!("twice {x}")
    2.0 * x
    // end
}

// nudge: what is 1 + 1?
// plan: add x to itself
// near: `x + …`
"#;

const CHECKS: &str = r#"//! The judge.
use judge::{Answer, Check};

pub fn twice(sheet: &str) -> Check<fn(f32) -> f32, f32> {
    Check::<fn(f32) -> f32, f32>::new(
        sheet,
        |x| 2.0 * x,
        |program, x| Answer::row("twice", [program(*x)]),
        |x| Answer::row("twice", [2.0 * x]),
    )
    .probe("x = 3", 3.0)
    .probe("x = 5", 5.0)
    .mistake("SQUARE", |x| x * x, "{} is x times x. Add x to x.")
    .law("twice 0 is 0", |program| match program(0.0) {
        0.0 => Ok(()),
        seen => Err(format!("{seen}")),
    })
}
"#;

/// What the reader has written: an exercise, and the body of its function.
/// Empty is the starter.
const WRITTEN: [(&str, &str); 10] = [
    ("1.1", "2.0 * x"),
    ("1.2", ""),
    ("1.3", "panic!(\"on purpose {x}\")"),
    ("1.4", "let _ = x; loop { std::thread::yield_now() }"),
    ("1.5", "x + 1.0"),
    ("1.6", "x * x"),
    ("1.7", "if x == 0.0 { 1.0 } else { 2.0 * x }"),
    ("2.1", "2.0 * y"),
    ("3.1", "let _ = x; std::process::exit(0)"),
    ("3.2", ""),
];

const CHAPTERS: [&str; 3] = ["01-outcomes", "02-broken", "03-leaving"];

/// A course in a folder of its own, gone after the test.
struct Fixture(PathBuf);

impl Fixture {
    fn new(name: &str) -> Self {
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&root);
        let fixture = Self(root);
        let members: Vec<String> = CHAPTERS
            .iter()
            .map(|c| {
                format!("\"chapters/{c}\", \"chapters/{c}/exercises\"")
            })
            .collect();
        fixture.put(
            "Cargo.toml",
            &format!(
                "[workspace]\nresolver = \"3\"\nmembers = [{}]\n",
                members.join(", ")
            ),
        );
        fixture.put("book/book.toml", "");
        CHAPTERS.iter().for_each(|chapter| fixture.chapter(chapter));
        for (id, body) in WRITTEN {
            fixture.write(id, body);
        }
        fixture
    }

    fn chapter(&self, chapter: &str) {
        let number = chapter[1..2].to_string();
        let ids: Vec<&str> = WRITTEN
            .iter()
            .map(|(id, _)| *id)
            .filter(|id| id.starts_with(&number))
            .collect();
        let each = |line: fn(&str) -> String| -> String {
            ids.iter().map(|id| line(&name(id))).collect()
        };
        let judge = root().join("crates/judge");
        let manifest = |prefix: &str, rest: &str| {
            format!(
                "[package]\nname = \"{prefix}{chapter}\"\n\
                 edition = \"2024\"\n[lib]\ntest = false\n\
                 doctest = false\n{rest}judge = {{ path = {judge:?} }}\n"
            )
        };
        let folder = format!("chapters/{chapter}");
        let checks = CHECKS.to_string()
            + &each(|e| {
                format!(
                    "pub fn {e}() -> Check<fn(f32) -> f32, f32> {{\n    \
                     twice(include_str!(\"checks/solutions/{e}.rs\"))\n}}\n"
                )
            });
        self.put(
            &format!("{folder}/Cargo.toml"),
            &manifest("ch", "[dependencies]\n"),
        );
        self.put(&format!("{folder}/src/lib.rs"), &checks);
        self.put(
            &format!("{folder}/exercises/Cargo.toml"),
            &manifest(
                "ex",
                &format!(
                    "[[test]]\nname = \"verdicts\"\n[dev-dependencies]\n\
                     ch{chapter} = {{ path = \"..\" }}\n"
                ),
            ),
        );
        self.put(
            &format!("{folder}/exercises/src/lib.rs"),
            &each(|e| format!("pub mod {e};\n")),
        );
        let tests = each(|e| {
            format!(
                "#[test]\nfn {e}_twice() -> judge::Verdict {{\n    \
                 CHECKS::{e}().judge(EXERCISES::{e}::twice)\n}}\n"
            )
        });
        let library = chapter.replace('-', "_");
        self.put(
            &format!("{folder}/exercises/tests/verdicts.rs"),
            &tests
                .replace("CHECKS", &format!("ch{library}"))
                .replace("EXERCISES", &format!("ex{library}")),
        );
        for id in ids {
            let sheet = SHEET
                .replace("ID", id)
                .replace("PACKAGE", &format!("ex{chapter}"))
                .replace("NAME", &name(id));
            let file =
                format!("{folder}/src/checks/solutions/{}.rs", name(id));
            self.put(&file, &sheet);
        }
    }

    fn put(&self, path: &str, text: &str) {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// The reader's file.
    fn file(&self, id: &str) -> PathBuf {
        let chapter = CHAPTERS.iter().find(|c| c[1..2] == id[..1]).unwrap();
        let folder = self.0.join("chapters").join(chapter);
        folder.join(format!("exercises/src/{}.rs", name(id)))
    }

    /// Writes an exercise as a reader who gives its function this body.
    fn write(&self, id: &str, body: &str) {
        let path = self.file(id);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, self.with_body(id, body)).unwrap();
    }

    fn with_body(&self, id: &str, body: &str) -> String {
        let chapter = CHAPTERS.iter().find(|c| c[1..2] == id[..1]).unwrap();
        let file = format!(
            "chapters/{chapter}/src/checks/solutions/{}.rs",
            name(id)
        );
        let sheet = fs::read_to_string(self.0.join(file)).unwrap();
        let starter = judge::Sheet::parse(&sheet).unwrap().starter();
        match body {
            "" => starter,
            _ => starter.replace("todo!(\"twice {x}\")", body),
        }
    }

    fn learn(&self, args: &[&str]) -> Run {
        let output = Command::new(program())
            .args(args)
            .current_dir(&self.0)
            .output();
        Run::new(args, output.unwrap())
    }
}

impl Drop for Fixture {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn name(id: &str) -> String {
    format!("e{}", id.replace('.', "_"))
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// `learn`, built once.
fn program() -> PathBuf {
    static BUILT: Once = Once::new();
    BUILT.call_once(|| {
        let built = Command::new(env!("CARGO"))
            .args(["build", "--quiet", "-p", "learn"])
            .current_dir(root())
            .status();
        assert!(built.unwrap().success(), "learn doesn't compile");
    });
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    let name = format!("debug/learn{}", std::env::consts::EXE_SUFFIX);
    target.join(name)
}

/// What the program said, and its exit code.
struct Run {
    text: String,
    code: Option<i32>,
}

impl Run {
    fn new(args: &[&str], output: Output) -> Self {
        let text = [output.stdout, output.stderr].concat();
        let text = String::from_utf8(text).unwrap();
        Self {
            text: format!("learn {}\n{text}", args.join(" ")),
            code: output.status.code(),
        }
    }

    fn ends(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{}", self.text);
        self
    }

    fn says(self, part: &str) -> Self {
        assert!(self.text.contains(part), "no `{part}` in\n{}", self.text);
        self
    }

    fn never_says(self, part: &str) -> Self {
        assert!(!self.text.contains(part), "`{part}` in\n{}", self.text);
        self
    }
}

#[test]
fn each_outcome_has_its_verdict_and_its_exit_code() {
    let course = Fixture::new("outcomes");
    for (id, code, part) in [
        ("1.1", 0, "passed"),
        ("1.2", 1, "not started"),
        ("1.3", 1, "on purpose"),
        ("1.4", 1, "timed out"),
        ("1.5", 1, "expected"),
        ("1.6", 1, "9.0000 is x times x"),
        ("1.7", 1, "twice 0 is 0"),
        ("2.1", 1, "cannot find value `y`"),
        ("3.1", 1, "Ended before its verdict"),
        ("3.2", 1, "not started"),
    ] {
        course
            .learn(&["check", id])
            .ends(code)
            .says(part)
            .never_says("test result")
            .never_says("Compiling");
    }
}

#[test]
fn the_board_and_the_schema_know_what_passes() {
    let course = Fixture::new("board");
    course.learn(&["check", "1"]).ends(1);
    course.learn(&[]).ends(0).says("01-outcomes");
    let json = course.learn(&["check", "1", "--json"]).ends(1);
    json.says("\"1.1\"").says("passed").says("not-started").says("SQUARE");
}

#[test]
fn the_solution_is_for_those_who_pass_or_insist() {
    let course = Fixture::new("solutions");
    course
        .learn(&["solution", "1.1"])
        .ends(0)
        .says("Yours is the solution");
    course.write("1.1", "x + x");
    course
        .learn(&["solution", "1.1"])
        .ends(0)
        .says("-     x + x\n+     2.0");
    course
        .learn(&["solution", "1.5"])
        .ends(1)
        .says("1.5 doesn't pass yet")
        .never_says("2.0 * x");
    course
        .learn(&["solution", "1.5", "--anyway"])
        .ends(0)
        .says("+     2.0");
}

#[test]
fn a_reset_keeps_the_text_and_says_where() {
    let course = Fixture::new("resets");
    let before = fs::read_to_string(course.file("1.5")).unwrap();
    course.learn(&["reset", "1.5"]).ends(0).says("e1_5.mine-1.rs");
    let kept = course.file("1.5").with_extension("mine-1.rs");
    assert_eq!(fs::read_to_string(kept).unwrap(), before);
    course.learn(&["check", "1.5"]).ends(1).says("not started");
}

#[test]
fn the_doctor_finds_what_must_be_mended() {
    let course = Fixture::new("doctor");
    course.learn(&["doctor"]).ends(0).says("ok    build");
    course.put("chapters/02-broken/src/lib.rs", "pub fn");
    course.learn(&["doctor"]).ends(1).says("MEND  build").says("error");
}
