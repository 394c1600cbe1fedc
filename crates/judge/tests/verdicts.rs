//! Every kind of verdict, reached through a small exercise: the mean.

use judge::{Answer, Check, Exercise, Outcome, Record, Verdict};
use std::path::Path;
use std::process::Command;
use std::time::Duration;
use std::{env, fs};

type Mean = fn(&[f64]) -> Vec<f64>;

fn check() -> Check<Mean, Vec<f64>> {
    let sheet = "\
//! # 9.1 Mean
//! ★ · 5 minutes · cargo test -p ex09-mean e9_1
//! Read: chapter 9, \"By hand\"
//!
//! Write `mean`.

pub fn mean(x: &[f64]) -> Vec<f64> {
    // solution: todo!(\"mean of {x:?}\")
    vec![x.iter().sum::<f64>() / x.len() as f64]
    // end
}

// nudge: which number lies in the middle?
// plan: add, divide
// near: `vec![x.iter().sum::<f64>() / …]`
";
    Check::<Mean, Vec<f64>>::new(
        sheet,
        mean,
        |mean, x| Answer::row("mean", mean(x)),
        |x| Answer::row("mean", mean(x)),
    )
    .probe("1, 3", vec![1.0, 3.0])
    .probe("1, 2, 6", vec![1.0, 2.0, 6.0])
    .mistake("ME-1", sum, "{} is the sum. Divide it by the length.")
    .mistake("ME-2", |x| vec![x[3]], "x has no fourth number.")
    .law("a constant moves the mean by itself", |mean| {
        let moved = mean(&[100.0, 101.0])[0];
        match moved {
            100.5 => Ok(()),
            _ => Err(format!("the mean of 100, 101 is {moved}")),
        }
    })
    .deadline(Duration::from_millis(200))
}

fn mean(x: &[f64]) -> Vec<f64> {
    vec![x.iter().sum::<f64>() / x.len() as f64]
}

fn sum(x: &[f64]) -> Vec<f64> {
    vec![x.iter().sum::<f64>()]
}

fn verdict(program: Mean) -> String {
    let verdict = check().judge(program).to_string();
    for line in verdict.lines() {
        let path = line.starts_with("  at ") || line.starts_with("  open ");
        assert!(path || line.chars().count() <= 60, "wide: {line}");
    }
    verdict
}

#[test]
fn a_right_program_passes() {
    let passed =
        "exercise 9.1  Mean                                    passed";
    assert_eq!(verdict(mean), passed);
}

#[test]
fn a_starter_is_not_started_and_says_where() {
    let text = verdict(|x| todo!("mean of {x:?}"));
    assert!(text.contains("not started\n  open     crates/judge/tests/"));
}

#[test]
fn a_known_mistake_is_named_with_its_number() {
    assert_eq!(
        verdict(sum),
        "\
exercise 9.1  Mean                                   not yet
  input    1, 3
  of       mean
  yours         4.0000
  expected      2.0000
  4.0000 is the sum. Divide it by the length.
  read     chapter 9, \"By hand\"
  hint     cargo learn hint 9.1
  again    cargo test -p ex09-mean e9_1"
    );
}

#[test]
fn a_mistake_that_panics_is_known_by_its_words() {
    let judge = |program| check().judge(program);
    assert_eq!(judge(|x| vec![x[3]]).mistake(), Some("ME-2"));
    let other = judge(|x| vec![x[7]]);
    assert!(matches!(other.outcome(), Outcome::Panicked { .. }));
}

#[test]
fn a_panic_is_shown_with_its_place() {
    let text = verdict(|x| vec![x[7]]);
    assert!(text.contains("panic    index out of bounds: the len is 2"));
    assert!(text.contains("at       crates/judge/tests/verdicts.rs:"));
}

#[test]
fn an_endless_loop_times_out() {
    let text = verdict(|_| {
        loop {
            std::thread::sleep(Duration::from_millis(5));
        }
    });
    assert!(text.contains("timed out\n  Still running after 0.2 s"));
}

#[test]
fn another_shape_is_named() {
    let text = verdict(|x| x.to_vec());
    assert!(text.contains("yours    mean of length 2"), "{text}");
    assert!(text.contains("expected mean of length 1"), "{text}");
}

#[test]
fn a_nan_is_wrong_and_explained() {
    let text = verdict(|_| vec![f64::NAN]);
    assert!(text.contains("yours            NaN"), "{text}");
    assert!(text.contains("NaN and inf come from"), "{text}");
}

#[test]
fn a_law_catches_what_the_probes_miss() {
    let text = verdict(|x| match x.contains(&100.0) {
        true => vec![100.0],
        false => mean(x),
    });
    assert!(text.contains("law      a constant moves the mean"), "{text}");
    assert!(
        text.contains("seen     the mean of 100, 101 is 100"),
        "{text}"
    );
}

#[test]
fn a_difference_too_small_for_four_decimals_is_shown_finer() {
    let text = verdict(|x| vec![mean(x)[0] + 4e-5]);
    assert!(text.contains("yours      2.0000400"), "{text}");
}

#[test]
fn a_rehearsal_judges_the_solution_and_each_mistake() {
    let rehearsal = check().rehearse();
    assert_eq!(rehearsal.solution.outcome(), &Outcome::Passed);
    for (id, verdict) in rehearsal.mistakes {
        assert_eq!(verdict.mistake(), Some(id));
    }
    let (pair, tolerances) = rehearsal.closest;
    assert_eq!(pair, "right and ME-1");
    assert!(tolerances > 10.0);
}

/// A test that returns a verdict, run below in a process of its own.
#[test]
#[ignore = "fails on purpose"]
fn the_sum() -> Verdict {
    check().judge(sum)
}

#[test]
fn a_verdict_leaves_its_record_in_the_folder_verdicts() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("records");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let run = |folder: &Path| {
        Command::new(env::current_exe().unwrap())
            .args(["--exact", "the_sum", "--ignored", "--nocapture"])
            .env("VERDICTS", folder)
            .output()
            .unwrap()
    };
    let output = run(&folder);
    assert!(!output.status.success());
    let files: Vec<_> = fs::read_dir(&folder)
        .unwrap()
        .map(|file| file.unwrap().file_name())
        .collect();
    assert_eq!(files, ["9.1"]);
    let text = fs::read_to_string(folder.join("9.1")).unwrap();
    assert_eq!(text, format!("known\nME-1\n{}", verdict(sum)));
    let record = Record::parse(&text).unwrap();
    assert_eq!(record, Record::from(&check().judge(sum)));
    assert_eq!(Record::parse("known\n"), None);

    // A folder that isn't there changes no verdict, but is said.
    let output = run(&folder.join("none"));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("can't write into the folder VERDICTS"));
}

#[test]
fn what_was_not_judged_says_why() {
    let say = |outcome| {
        let sheet = check().sheet().clone();
        Verdict::new(sheet, outcome).to_string()
    };
    let place = "src/e9_1.rs:3".to_string();
    let broken =
        |own| say(Outcome::DoesNotCompile { place: place.clone(), own });
    assert!(
        broken(true)
            .ends_with(" doesn't compile\n  at       src/e9_1.rs:3")
    );
    assert!(broken(false).contains(
        " not judged\n  Can't be judged until src/e9_1.rs:3 compiles."
    ));
    let ended = say(Outcome::Ended { how: "it left".to_string() });
    assert!(ended.contains("Ended before its verdict: it left.\n  read"));
}
