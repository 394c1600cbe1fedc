//! The chapter's program as the reader runs it.

use std::io::Write;
use std::process::{Command, Output, Stdio};

fn run(args: &[&str], typed: &str) -> Output {
    let mut child =
        Command::new(env!("CARGO_BIN_EXE_ch02-scaled-dot-product"))
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
    assert!(text.contains("  Thinking  0.8808  0.1192\n"), "{text}");
    assert!(!text.contains('\u{1b}'), "{text}");
}

#[test]
fn the_reader_chooses_width_and_seed() {
    let text = printed(&["--d-k", "9", "--seed", "8"], "");
    assert!(
        text.contains("The spread of such scores is √9 = 3."),
        "{text}"
    );
    assert_ne!(text, printed(&["--d-k", "9", "--seed", "9"], ""));
    assert_eq!(text, printed(&["--d-k", "9", "--seed", "8"], ""));
}

#[test]
fn help_shows_the_options() {
    let help = printed(&["--help"], "");
    for option in ["--d-k", "--seed", "--predict"] {
        assert!(help.contains(option), "{help}");
    }
}

#[test]
fn a_guess_is_answered_before_the_numbers_come() {
    for (guess, reply) in [
        ("0.12", "Right"),
        ("0.46", "Softmax looks at the gap"),
        ("0.44", "÷ 64"),
        ("0.36", "÷ √768"),
        ("0", "without the division"),
        ("0.88", "the weight of Thinking"),
        ("0.7", "Not 0.7"),
        ("", "No number"),
    ] {
        // Width 1, since the whole worked example takes a second.
        let text = printed(&["--predict", "--d-k", "1"], guess);
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
        (vec!["--d-k", "0"], "from 1 to 8192, not 0"),
        (vec!["--d-k", "9999999"], "from 1 to 8192, not 9999999"),
        (vec!["--d-k", "-3"], "`-3` is not a width"),
        (vec!["--d-k", "NaN"], "`NaN` is not a width"),
        (vec!["--seed", "x"], "`x` is not a seed"),
        (vec!["--seed"], "--seed"),
        (vec!["--width", "3"], "--width"),
        (vec!["256"], "`256` belongs to no option"),
        (vec!["-256"], "`-256` belongs to no option"),
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
