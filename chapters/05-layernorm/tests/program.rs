//! The chapter's program as the reader runs it.

use std::io::Write;
use std::process::{Command, Output, Stdio};

fn run(args: &[&str], typed: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_ch05-layernorm"))
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
    assert!(
        text.contains("norm(x + f(x))  1.3471  -0.9622  -0.9622  0.5773\n"),
        "{text}"
    );
    assert!(!text.contains('\u{1b}'), "{text}");
}

#[test]
fn the_reader_chooses_token_and_epsilon() {
    let text = printed(&["1", "0", "0", "-0"], "");
    assert!(text.contains("1.7320"), "{text}");
    let text = printed(&["-4", "2", "-1", "--epsilon", "0"], "");
    assert!(text.contains("with ε = 0\n"), "{text}");
    // ε alone changes the page's token.
    let text = printed(&["--epsilon", "1"], "");
    assert!(text.contains("√(σ² + ε) = 1.5000, with ε = 1\n"), "{text}");
    // 0/0 is shown, not hidden.
    let text = printed(&["3", "3", "--epsilon", "0"], "");
    assert!(text.contains("NaN"), "{text}");
}

#[test]
fn help_shows_the_options() {
    let help = printed(&["--help"], "");
    for option in ["--epsilon", "--predict"] {
        assert!(help.contains(option), "{help}");
    }
}

#[test]
fn a_guess_is_answered_before_the_numbers_come() {
    for (guess, reply) in [
        ("1.73", "Right"),
        ("1.5", "dividing by d - 1"),
        ("4", "the root of the variance"),
        ("2", "RMSNorm"),
        ("0.75", "divide it by the deviation"),
        ("0.1", "Not 0.1"),
        ("", "No number"),
    ] {
        let text = printed(&["--predict"], guess);
        let asked = text.find("What does layer norm").unwrap();
        let replied = text.find(reply);
        let shown = text.find("[1]").unwrap();
        let replied = replied.unwrap_or_else(|| panic!("{guess}: {text}"));
        assert!(asked < replied && replied < shown, "{guess}: {text}");
    }
}

#[test]
fn bad_input_gets_one_line_and_exit_code_2() {
    let many = ["1"; 101];
    for (args, says) in [
        (vec!["1", "x"], "`x` is not an entry"),
        (vec!["NaN"], "`NaN` is not an entry"),
        (vec!["-inf", "1"], "`-inf` is not an entry"),
        (vec!["1e20", "1"], "`1e20` is not an entry"),
        (many.to_vec(), "101 entries are too many"),
        (vec!["--epsilon", "-1"], "from 0 to 1, not -1"),
        (vec!["--epsilon", "NaN"], "from 0 to 1, not NaN"),
        (vec!["--epsilon", "x"], "`x` is not a number for ε"),
        (vec!["--epsilon"], "--epsilon"),
        (vec!["--seed", "3"], "--seed"),
        (vec!["--predict", "1"], "--predict goes alone"),
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
