//! The program as a reader runs it.

use std::io::Write;
use std::process::{Command, Output, Stdio};

fn run(args: &[&str], typed: &str) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_ch01-softmax"))
        .args(args)
        .env("NO_COLOR", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    program.stdin.take().unwrap().write_all(typed.as_bytes()).unwrap();
    program.wait_with_output().unwrap()
}

/// What it prints when all goes well.
fn printed(args: &[&str], typed: &str) -> String {
    let output = run(args, typed);
    assert_eq!(output.status.code(), Some(0), "{args:?}: {output:?}");
    assert!(output.stderr.is_empty(), "{args:?}: {output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// The line with which it refuses.
fn refused(args: &[&str]) -> String {
    let output = run(args, "");
    assert_eq!(output.status.code(), Some(2), "{args:?}: {output:?}");
    assert!(output.stdout.is_empty(), "{args:?}: {output:?}");
    let error = String::from_utf8(output.stderr).unwrap();
    assert_eq!(error.lines().count(), 1, "{error}");
    error
}

#[test]
fn without_arguments_it_prints_the_worked_example() {
    // Its text is a snapshot; its colours are off without a terminal.
    let expected = ch01_softmax::worked::report();
    assert_eq!(printed(&[], "").lines().count(), expected.lines().count());
    assert!(printed(&[], "").contains("Machines     12   162755  0.1192"));
}

#[test]
fn it_takes_scores_negative_and_masked_ones_too() {
    let text = printed(&["112", "96", "-inf", "-200.5"], "");
    let row = |words: &str| {
        assert!(
            text.lines().any(|line| {
                line.split_whitespace().collect::<Vec<_>>().join(" ")
                    == words
            }),
            "no line `{words}` in {text}"
        );
    };
    row("112 0 1 0.9999999");
    row("96 -16 1.1254 × 10⁻⁷ 1.1254 × 10⁻⁷");
    row("-∞ -∞ 0 0");
    row("112 ∞ NaN");
}

#[test]
fn a_temperature_divides_the_scores() {
    for args in [
        &["112", "96", "--temperature", "8"][..],
        &["--temperature=8", "112", "96"],
    ] {
        let text = printed(args, "");
        assert!(text.contains("Divide by the temperature, 8"), "{text}");
        assert!(text.contains("0.8808"), "{text}");
    }
    assert!(printed(&["--temperature", "2"], "").contains("0.7311"));
}

#[test]
fn all_masked_gets_zeros() {
    let text = printed(&["-inf", "-INFINITY"], "");
    let zeros = text.lines().filter(|line| line.ends_with("  0"));
    assert_eq!(zeros.count(), 2, "{text}");
}

#[test]
fn it_asks_before_it_reveals() {
    let text = printed(&["--predict"], "0.46\n0.0000001\n0,02\n");
    assert!(text.contains("That is 12 / (14 + 12)."), "{text}");
    assert!(text.contains("one in nine million"), "{text}");
    assert!(text.contains("The temperature divides."), "{text}");
    let asked = text.find("at temperature 2").unwrap();
    assert!(asked < text.find("[1] ").unwrap(), "{text}");
    // And goes on without an answer.
    assert!(printed(&["--predict"], "").contains("[8] "));
}

#[test]
fn help_names_every_option() {
    let text = printed(&["--help"], "");
    for option in ["112 96", "-inf", "--temperature", "--predict"] {
        assert!(text.contains(option), "{text}");
    }
}

#[test]
fn what_it_cant_use_gets_one_line() {
    let many = vec!["1"; 1000];
    for (args, part) in [
        (&["one"][..], "`one` is not a score"),
        (&["12", "NaN"], "`NaN` is not a score"),
        (&["-nan"], "`-nan` is not a score"),
        (&["inf"], "`inf` is not a score"),
        (&["1e39"], "`1e39` is not a score"),
        (&["-1e39"], "`-1e39` is not a score"),
        (&["12", "--temperature"], "missing argument"),
        (&["12", "--temperature", "warm"], "`warm` is not a temperature"),
        (&["12", "--temperature", "0"], "above 0, not 0"),
        (&["12", "--temperature", "-1"], "above 0, not -1"),
        (&["12", "--temperature", "NaN"], "above 0, not NaN"),
        (&["12", "--temperature", "inf"], "above 0, not inf"),
        (&["12", "--temperature", "1e-39"], "is too small"),
        (&["--seed", "7"], "--seed"),
        (&["--predict", "12"], "--predict goes alone"),
        (&many, "1000 scores are too many"),
    ] {
        let error = refused(args);
        assert!(error.contains(part), "{error}");
        assert!(error.contains("cargo run -p ch01-softmax -- --help"));
    }
}
