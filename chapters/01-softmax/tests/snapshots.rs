//! Pins what the book quotes: `cargo insta review` shows what has changed.

use ch01_softmax::{checks, softmax_naive, worked};
use std::collections::BTreeSet;
use std::fs;

/// Every snapshot that a page may quote, by name.
fn snapshots() -> Vec<(String, String)> {
    // A terminal's colours are no part of a snapshot.
    colored::control::set_override(false);
    let mut snapshots = vec![
        ("facts".to_string(), worked::facts().to_string()),
        ("report".to_string(), worked::report()),
        // "How to use this book" shows one verdict.
        (
            "verdict".to_string(),
            checks::e1_2().judge(softmax_naive).to_string(),
        ),
    ];
    for figure in worked::figures() {
        snapshots.push((figure.name(), figure.to_string()));
    }
    snapshots
}

#[test]
fn the_book_quotes_what_the_code_gives() {
    let mut written = BTreeSet::from(
        ["mistakes__laws.snap", "mistakes__verdicts.snap"]
            .map(String::from),
    );
    for (name, text) in snapshots() {
        written.insert(format!("snapshots__{name}.snap"));
        insta::assert_snapshot!(name, text);
    }
    // One that nothing writes could be quoted for ever.
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/snapshots");
    let files: BTreeSet<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".snap"))
        .collect();
    assert_eq!(files, written, "delete the stale ones in {folder}");
}
