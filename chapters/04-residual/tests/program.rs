//! The chapter's program as the reader runs it.

use std::io::Write;
use std::process::{Command, Output, Stdio};

fn run(args: &[&str], typed: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_ch04-residual"))
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that refuses its arguments may be gone before it is told.
    let _ = child.stdin.take().unwrap().write_all(typed.as_bytes());
    child.wait_with_output().unwrap()
}

fn printed(args: &[&str], typed: &str) -> String {
    let output = run(args, typed);
    assert!(output.status.success(), "{args:?}: {output:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_pipe_gets_the_worked_example_without_colour() {
    let text = printed(&[], "");
    assert!(text.contains("  x + f(x)  5  2   2  4\n"), "{text}");
    assert!(!text.contains('\u{1b}'), "{text}");
}

#[test]
fn no_line_is_longer_than_76_columns() {
    for args in [
        &[][..],
        &["--depth", "48"],
        &["--depth", "48", "--scale", "-4"],
        &["--depth", "48", "--scale", "0.001"],
    ] {
        for line in printed(args, "").lines() {
            assert!(line.chars().count() <= 76, "{args:?}: {line}");
        }
    }
}

#[test]
fn the_reader_chooses_depth_scale_and_seed() {
    let text = printed(&["--depth", "3", "--scale", "0.5"], "");
    assert!(text.contains("3 layers: f(x) = 0.5x"), "{text}");
    let last = "  3       0.1250    0.1250      3.3750    3.3750\n";
    assert!(text.contains(last), "{text}");
    let text = printed(&["--depth", "1", "--scale", "-1"], "");
    assert!(text.contains("1 layer: f(x) = -x"), "{text}");
    assert!(
        text.contains("  1            1         1           0"),
        "{text}"
    );
    let seed = |seed| printed(&["--seed", seed], "");
    assert_ne!(seed("8"), seed("9"));
    assert_eq!(seed("8"), seed("8"));
}

#[test]
fn numbers_stay_finite_at_every_depth_and_scale() {
    for scale in ["4", "-4", "-1", "0", "0.001"] {
        let text = printed(&["--depth", "48", "--scale", scale], "");
        assert!(!text.contains("NaN") && !text.contains('∞'), "{text}");
    }
}

#[test]
fn help_shows_the_options() {
    let help = printed(&["--help"], "");
    for option in ["--depth", "--scale", "--seed", "--predict"] {
        assert!(help.contains(option), "{help}");
    }
}

#[test]
fn a_guess_is_answered_before_the_numbers_come() {
    for (guess, reply) in [
        ("3.14", "Right"),
        ("0", "replace their input"),
        ("1", "add nothing"),
        ("4096", "add all of their input"),
        ("2.2", "1 + 12/10"),
        ("1,2", "12/10, all tenths"),
        ("7", "Not 7."),
        ("", "No number"),
    ] {
        let text = printed(&["--predict"], guess);
        let asked = text.find("What comes out?").unwrap();
        let replied = text.find(reply);
        let shown = text.find("[1]").unwrap();
        let replied = replied.unwrap_or_else(|| panic!("{guess}: {text}"));
        assert!(asked < replied && replied < shown, "{guess}: {text}");
    }
}

#[test]
fn bad_input_gets_one_line_and_exit_code_2() {
    for (args, says) in [
        (vec!["--depth", "0"], "from 1 to 48, not 0"),
        (vec!["--depth", "49"], "from 1 to 48, not 49"),
        (vec!["--depth", "-3"], "`-3` is not a depth"),
        (vec!["--depth", "2.5"], "`2.5` is not a depth"),
        (vec!["--scale", "NaN"], "from -4 to 4, not NaN"),
        (vec!["--scale", "-inf"], "from -4 to 4, not -inf"),
        (vec!["--scale", "4.1"], "from -4 to 4, not 4.1"),
        (vec!["--scale", "x"], "`x` is not a scale"),
        (vec!["--seed", "x"], "`x` is not a seed"),
        (vec!["--seed"], "--seed"),
        (vec!["--heads", "3"], "--heads"),
        (vec!["12"], "`12` belongs to no option"),
        (vec!["-12"], "`-12` belongs to no option"),
    ] {
        let output = run(&args, "");
        let error = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(error.contains(says), "{args:?}: {error}");
        assert!(error.contains("--help"), "{args:?}: {error}");
        assert_eq!(error.lines().count(), 1, "{args:?}: {error}");
        assert!(output.stdout.is_empty(), "{args:?}");
    }
}
