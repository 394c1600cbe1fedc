//! Pins a chapter: what the book quotes of it, and what its verdicts say.
//! Every chapter's `tests/pinned.rs` is one call of [`chapter`].

use figures::{Figure, Widget};
use judge::{Exercise, Outcome};
use report::Facts;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// Compares a chapter with the insta snapshots in its `tests/snapshots`: the
/// facts, the report, each figure and widget, and the verdict on each known mistake.
/// `folder` is the chapter's `CARGO_MANIFEST_DIR`.
///
/// # Panics
/// When a snapshot differs or is missing; when one is left over, which the
/// book could go on quoting; when a solution fails, when a mistake isn't named
/// as itself or its id is no catalogue's or another's, and when two programs
/// lie within ten tolerances of each other on every probe.
pub fn chapter(
    folder: &str,
    facts: fn() -> Facts,
    report: fn() -> String,
    figures: fn() -> Vec<Figure>,
    widgets: fn() -> Vec<Widget>,
    exercises: fn() -> Vec<Box<dyn Exercise>>,
) {
    // The terminal on which the tests run must not colour what they pin.
    colored::control::set_override(false);
    let folder = Path::new(folder).join("tests/snapshots");
    let mut texts = vec![
        ("facts".to_string(), facts().to_string()),
        ("report".to_string(), report()),
        ("verdicts".to_string(), rehearse(&exercises())),
    ];
    texts.extend(figures().iter().map(|f| (f.name(), f.to_string())));
    texts.extend(widgets().iter().map(|w| (w.name(), w.to_string())));

    let mut settings = insta::Settings::new();
    settings.set_snapshot_path(&folder);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let mut pinned = BTreeSet::new();
    settings.bind(|| {
        for (name, text) in texts {
            insta::assert_snapshot!(name.as_str(), text);
            pinned.insert(format!("{name}.snap"));
        }
    });
    let left_over: Vec<String> = fs::read_dir(&folder)
        .expect("the snapshots have a folder")
        .map(|file| file.expect("it can be read").file_name())
        .map(|name| name.to_string_lossy().into_owned())
        .filter(|name| name.ends_with(".snap") && !pinned.contains(name))
        .collect();
    assert!(
        left_over.is_empty(),
        "nothing pins {left_over:?} any more: delete them from {folder:?}"
    );
}

/// Judges each solution and known mistake; what the verdicts on these say.
fn rehearse(exercises: &[Box<dyn Exercise>]) -> String {
    let mut verdicts = String::new();
    for exercise in exercises {
        let rehearsal = exercise.rehearse();
        let solution = &rehearsal.solution;
        assert_eq!(solution.outcome(), &Outcome::Passed, "{solution}");
        let mut said = BTreeMap::new();
        for (id, verdict) in &rehearsal.mistakes {
            assert_eq!(verdict.mistake(), Some(*id), "{verdict}");
            assert!(
                numbered(id),
                "`{id}` is no id: SM-1 is one\n{verdict}"
            );
            let Outcome::Known { says, .. } = verdict.outcome() else {
                unreachable!("it is named");
            };
            let first = said.insert(id, says).unwrap_or(says);
            assert_eq!(first, says, "{id} is two mistakes\n{verdict}");
            writeln!(verdicts, "{id}\n{verdict}\n")
                .expect("it is a String");
        }
        let (pair, tolerances) = &rehearsal.closest;
        assert!(
            *tolerances > 10.0,
            "exercise {}: {pair} are only {tolerances:.1} tolerances apart",
            exercise.sheet().id
        );
    }
    verdicts
}

/// Whether an id is two letters and a number, as `SM-1`.
fn numbered(id: &str) -> bool {
    id.split_once('-').is_some_and(|(letters, number)| {
        letters.len() == 2
            && letters.chars().all(|c| c.is_ascii_uppercase())
            && number.parse::<u32>().is_ok()
    })
}
