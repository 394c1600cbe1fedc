//! What the README shows is what the reader will see.

use crate::rules::root;
use std::fs;

fn read(path: &str) -> String {
    fs::read_to_string(root(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
}

/// The texts between ``` fences.
fn blocks(markdown: &str) -> Vec<&str> {
    markdown
        .split("\n```")
        .skip(1)
        .step_by(2)
        .map(|block| block.split_once('\n').map_or("", |(_, text)| text))
        .collect()
}

#[test]
fn the_first_two_commands_are_the_promised_ones() {
    let readme = read("README.md");
    let commands: Vec<&str> = blocks(&readme)
        .iter()
        .flat_map(|block| block.lines())
        .filter(|line| line.starts_with("cargo "))
        .collect();
    assert_eq!(commands[..2], ["cargo learn", "cargo test"]);
}

#[test]
fn the_verdict_is_the_one_that_the_exercise_gives() {
    let readme = read("README.md");
    let verdicts = read(
        "chapters/02-scaled-dot-product/tests/snapshots/verdicts.snap",
    );
    let verdict = blocks(&readme)
        .into_iter()
        .find(|block| block.starts_with("exercise 2.3"))
        .expect("the README shows a verdict on exercise 2.3");
    assert!(
        verdicts.contains(&format!("DP-1\n{verdict}")),
        "copy DP-1 of exercise 2.3 from verdicts.snap to the README"
    );
}

#[test]
fn every_package_it_names_exists() {
    let manifests = read("Cargo.lock");
    for text in ["README.md", "CONTRIBUTING.md"].map(read) {
        for rest in text.split(" -p ").skip(1) {
            let end = rest.find([' ', '`', '\n']).unwrap_or(rest.len());
            let package = &rest[..end];
            let known =
                manifests.contains(&format!("name = \"{package}\"\n"));
            assert!(
                known || package.contains("NN"),
                "no package {package}"
            );
        }
    }
}

#[test]
fn each_chapters_number_is_the_one_in_its_manifest() {
    let readme = read("README.md");
    let mut rows = 0;
    for line in readme.lines() {
        let Some((_, rest)) = line.split_once("](chapters/") else {
            continue;
        };
        let (folder, number) = rest.split_once(") | ").unwrap();
        let number = number.trim_end_matches(" |");
        let manifest = read(&format!("chapters/{folder}/Cargo.toml"));
        assert!(
            manifest.contains(&format!("\ndescription = \"{number}\"\n")),
            "{folder}: its description isn't the README's `{number}`"
        );
        rows += 1;
    }
    let chapters = std::fs::read_dir(root("chapters")).unwrap();
    assert_eq!(rows, chapters.count(), "rows of the README's table");
}
