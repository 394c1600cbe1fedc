//! The chapter's program as the reader runs it.

use std::io::Write;
use std::process::{Command, Output, Stdio};

fn run(args: &[&str], typed: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_ch03-multi-head"))
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(typed.as_bytes()).unwrap();
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
    let row = "  Thinking  1.0609  0.3302  2.6698  -1.9391\n";
    assert!(text.contains(row), "{text}");
    assert!(!text.contains('\u{1b}'), "{text}");
}

#[test]
fn the_reader_chooses_heads_and_seed() {
    let one = printed(&["--heads", "1"], "");
    assert!(one.contains("  Thinking  0.3775  0.6225\n"), "{one}");
    let four = printed(&["--heads", "4"], "");
    assert!(four.contains("[6] Head 4: scores, ÷ √1"), "{four}");
    let seeded = printed(&["--seed", "8"], "");
    assert_ne!(seeded, printed(&["--seed", "9"], ""));
    assert_eq!(seeded, printed(&["--heads", "2", "--seed", "8"], ""));
}

#[test]
fn help_shows_the_options() {
    let help = printed(&["--help"], "");
    for option in ["--heads", "--seed", "--predict"] {
        assert!(help.contains(option), "{help}");
    }
}

#[test]
fn a_guess_is_answered_before_the_numbers_come() {
    for (guess, reply) in [
        ("0.80", "Right"),
        ("0.67", "Softmax looks at the gap"),
        ("0.73", "÷ √4"),
        ("0.88", "without the division"),
        ("0.2", "the weight of Thinking"),
        ("0.33", "what head 1 gives"),
        ("0.62", "one head of width 4"),
        ("0.5", "Not 0.5"),
        ("", "No number"),
    ] {
        let text = printed(&["--predict"], guess);
        let asked = text.find("What is the weight").unwrap();
        let replied = text.find(reply);
        let shown = text.find("[1]").unwrap();
        let replied = replied.unwrap_or_else(|| panic!("{guess}: {text}"));
        assert!(asked < replied && replied < shown, "{guess}: {text}");
    }
}

#[test]
fn bad_input_gets_one_line_and_exit_code_2() {
    for (args, says) in [
        (vec!["--heads", "3"], "3 heads can't share a width of 4"),
        (vec!["--heads", "0"], "take 1, 2 or 4"),
        (vec!["--heads", "-2"], "`-2` is not a number of heads"),
        (vec!["--heads", "two"], "`two` is not a number of heads"),
        (vec!["--seed", "x"], "`x` is not a seed"),
        (vec!["--seed"], "--seed"),
        (vec!["--width", "3"], "--width"),
        (vec!["2"], "`2` belongs to no option"),
        (vec!["-2"], "`-2` belongs to no option"),
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
