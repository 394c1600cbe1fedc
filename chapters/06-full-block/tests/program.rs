//! The chapter's program as the reader runs it.

use std::io::Write;
use std::process::{Command, Output, Stdio};

fn run(args: &[&str], typed: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_ch06-full-block"))
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
        text.contains("(-1.8914, -0.5473, 1.4253, 0.0677)\n"),
        "{text}"
    );
    assert!(!text.contains('\u{1b}'), "{text}");
}

#[test]
fn no_line_is_wider_than_a_page() {
    for args in [vec![], vec!["--norm", "pre", "--depth", "3"]] {
        for line in printed(&args, "").lines() {
            assert!(line.chars().count() <= 76, "{line}");
        }
    }
}

#[test]
fn the_reader_chooses_order_depth_and_seed() {
    let text = printed(&["--norm", "pre", "--depth", "3"], "");
    assert!(text.contains("(-1.9226, 2.6778, 5.7749, -6.4883)"), "{text}");
    assert!(text.contains("\n  3 ") && !text.contains("\n  4 "), "{text}");
    let post = printed(&["--norm", "post", "--depth", "3"], "");
    assert!(post.contains("(-1.8914, -0.5473, 1.4253, 0.0677)"), "{post}");
    let other =
        printed(&["--norm", "pre", "--depth", "3", "--seed", "8"], "");
    assert_ne!(text, other);
}

#[test]
fn help_shows_the_options() {
    let help = printed(&["--help"], "");
    for option in ["--norm", "--depth", "--seed", "--predict"] {
        assert!(help.contains(option), "{help}");
    }
}

#[test]
fn a_guess_is_answered_before_the_numbers_come() {
    for (guess, reply) in [
        ("5.77", "Right"),
        ("3.775", "what the branches add"),
        ("1.43", "That is post-norm"),
        ("1.24", "has been through a norm"),
        ("4.27", "the stream after attention"),
        ("1.51", "what feed-forward writes"),
        ("0.7", "Not 0.7"),
        ("", "No number"),
    ] {
        let text = printed(&["--predict", "--depth", "1"], guess);
        let asked = text.find("What leaves").unwrap();
        let replied = text.find(reply);
        let shown = text.find("[1]").unwrap();
        let replied = replied.unwrap_or_else(|| panic!("{guess}: {text}"));
        assert!(asked < replied && replied < shown, "{guess}: {text}");
    }
}

#[test]
fn bad_input_gets_one_line_and_exit_code_2() {
    for (args, says) in [
        (vec!["--norm", "both"], "`pre` or `post`, not `both`"),
        (vec!["--norm"], "--norm"),
        (vec!["--depth", "0"], "from 1 to 1000, not 0"),
        (vec!["--depth", "9999999"], "from 1 to 1000, not 9999999"),
        (vec!["--depth", "-3"], "`-3` is not a depth"),
        (vec!["--depth", "NaN"], "`NaN` is not a depth"),
        (vec!["--seed", "x"], "`x` is not a seed"),
        (vec!["--seed"], "--seed"),
        (vec!["--width", "3"], "--width"),
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
