//! Chapters 1 and 2 agree with the reference values of `golden/values.txt`,
//! which `golden/make.py` made with PyTorch in f64.

use crate::{CHAPTERS, LOOPS, Matrix, Program, caught, ch01, close};
use nalgebra::{DMatrix, Scalar};
use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

/// Every reference value: function, its results, its cases. A case missing
/// here or in the file fails, so neither can lose one unseen.
const PINNED: [(&str, &[&str], &[&str]); 5] = [
    (
        "softmax",
        &["weights"],
        &[
            "two-words",
            "unscaled",
            "past-the-limit-of-exp",
            "ten-thousand",
            "all-far-below-zero",
            "masked",
            "all-but-one-masked",
            "hair",
            "equal",
            "one",
            "mixed-signs",
            "long",
        ],
    ),
    (
        "log_softmax",
        &["logs"],
        &[
            "two-words",
            "underflow",
            "unscaled",
            "ten-thousand",
            "masked",
            "equal",
            "long",
        ],
    ),
    (
        "softmax_with_temperature",
        &["weights"],
        &["hot", "cold", "freezing", "mixed-signs"],
    ),
    ("softmax_rows", &["weights"], &["four-by-seven", "rows-far-apart"]),
    (
        "attention",
        &["scores", "scaled", "weights", "output"],
        &[
            "thinking-machines",
            "asymmetric",
            "more-queries",
            "one-query",
            "square",
            "wide",
            "saturated",
        ],
    ),
];

/// One `function/case` of the file: matrices by name.
#[derive(Default)]
pub struct Case {
    pub given: BTreeMap<&'static str, Matrix>,
    pub expect: BTreeMap<&'static str, DMatrix<f64>>,
}

fn cases() -> BTreeMap<&'static str, Case> {
    read(include_str!("golden/values.txt"))
}

/// The cases of a file that `make.py` wrote.
pub fn read(file: &'static str) -> BTreeMap<&'static str, Case> {
    let (mut cases, mut title) = (BTreeMap::<_, Case>::new(), "");
    for line in file.lines() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let Some(line) = line.strip_prefix("  ") else {
            title = line;
            continue;
        };
        let (kind, line) = line.split_once(' ').unwrap();
        let (name, numbers) = line.split_once(' ').unwrap();
        let case = cases.entry(title).or_default();
        match kind {
            "given" => {
                assert!(case.given.insert(name, matrix(numbers)).is_none())
            }
            "expect" => {
                assert!(case.expect.insert(name, matrix(numbers)).is_none())
            }
            other => panic!("{title}: neither given nor expect: {other}"),
        }
    }
    cases
}

fn matrix<T: Scalar + FromStr + Copy>(text: &str) -> DMatrix<T> {
    let parse = |x: &str| x.parse().ok().unwrap_or_else(|| panic!("{x}"));
    let rows: Vec<Vec<T>> = text
        .split(';')
        .map(|row| row.split_whitespace().map(parse))
        .map(Iterator::collect)
        .collect();
    assert!(rows.iter().all(|row| row.len() == rows[0].len()), "{text}");
    DMatrix::from_fn(rows.len(), rows[0].len(), |i, j| rows[i][j])
}

/// The result `name` of `function`, computed by `program`.
fn compute(
    program: Program,
    function: &str,
    name: &str,
    case: &Case,
) -> Matrix {
    let given = |name| &case.given[name];
    let scores = || given("scores").as_slice();
    let row = |row: Vec<f32>| Matrix::from_row_slice(1, row.len(), &row);
    let attend = || (program.attention)(given("q"), given("k"), given("v"));
    match (function, name) {
        ("softmax", "weights") => row((program.softmax)(scores())),
        ("log_softmax", "logs") => row((program.log_softmax)(scores())),
        ("softmax_with_temperature", "weights") => {
            let temperature = given("temperature")[0];
            row((program.softmax_with_temperature)(scores(), temperature))
        }
        ("softmax_rows", "weights") => {
            (program.softmax_rows)(given("scores"))
        }
        ("attention", "scores") => (program.scores)(given("q"), given("k")),
        ("attention", "scaled") => {
            (program.scaled_scores)(given("q"), given("k"))
        }
        ("attention", "weights") => attend().0,
        ("attention", "output") => attend().1,
        _ => panic!("golden.rs doesn't compute {name} of {function}"),
    }
}

/// Where `program` parts from the reference values, one line a result.
pub fn differences(program: Program) -> Vec<String> {
    let mut differences = vec![];
    for (title, case) in &cases() {
        let (function, _) = title.split_once('/').unwrap();
        for (name, want) in &case.expect {
            if let Err(why) =
                caught(|| compute(program, function, name, case))
                    .and_then(|got| agree(&got, want, close))
            {
                differences.push(format!("{title} {name}: {why}"));
            }
        }
    }
    differences
}

/// Of one shape, and each entry close enough.
pub fn agree(
    got: &Matrix,
    want: &DMatrix<f64>,
    close: impl Fn(f32, f64) -> bool,
) -> Result<(), String> {
    if got.shape() != want.shape() {
        return Err(format!(
            "shape {:?} is not {:?}",
            got.shape(),
            want.shape()
        ));
    }
    let (rows, columns) = want.shape();
    for i in 0..rows {
        for j in 0..columns {
            let (got, want) = (got[(i, j)], want[(i, j)]);
            if !close(got, want) {
                return Err(format!(
                    "[({i}, {j})] is {got:?}, not {want:?}"
                ));
            }
        }
    }
    Ok(())
}

#[test]
fn chapters_agree_with_pytorch() {
    let differences = differences(CHAPTERS);
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn attention_loops_agree_with_pytorch() {
    let differences = differences(LOOPS);
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn softmax_naive_agrees_up_to_the_limit_of_exp() {
    let case = &cases()["softmax/mixed-signs"];
    let naive = Program { softmax: ch01::softmax_naive, ..CHAPTERS };
    let got = compute(naive, "softmax", "weights", case);
    assert_eq!(agree(&got, &case.expect["weights"], close), Ok(()));
}

#[test]
fn no_case_is_missing_and_none_untested() {
    let pinned: BTreeSet<String> = PINNED
        .iter()
        .flat_map(|(function, results, cases)| {
            cases.iter().flat_map(move |case| {
                results
                    .iter()
                    .map(move |name| format!("{function}/{case} {name}"))
            })
        })
        .collect();
    let filed: BTreeSet<String> = cases()
        .iter()
        .flat_map(|(title, case)| {
            case.expect.keys().map(move |name| format!("{title} {name}"))
        })
        .collect();
    let missing: Vec<_> = pinned.difference(&filed).collect();
    let untested: Vec<_> = filed.difference(&pinned).collect();
    assert!(
        missing.is_empty() && untested.is_empty(),
        "values.txt lacks {missing:?}; golden.rs lacks {untested:?}"
    );
}
