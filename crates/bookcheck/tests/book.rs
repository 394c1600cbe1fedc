//! The gates, on the real book.

use bookcheck::{Course, Problem};
use std::path::Path;

fn course() -> Course {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    Course::open(&root).unwrap()
}

fn hold(gate: fn(&Course) -> Vec<Problem>) {
    let problems = gate(&course());
    let lines: Vec<String> =
        problems.iter().map(Problem::to_string).collect();
    assert!(lines.is_empty(), "\n{}\n", lines.join("\n"));
}

#[test]
fn every_decimal_is_a_fact() {
    hold(bookcheck::numbers);
}

#[test]
fn a_decimal_wrong_by_one_in_the_last_digit_is_noticed() {
    hold(bookcheck::shifted_numbers);
}

#[test]
fn what_is_quoted_exists() {
    hold(bookcheck::quotations);
}

#[test]
fn exercises_and_commands_exist() {
    hold(bookcheck::exercises);
}

#[test]
fn links_lead_somewhere() {
    hold(bookcheck::links);
}

#[test]
fn each_term_is_defined_once() {
    hold(bookcheck::glossary);
}

#[test]
fn no_word_is_banned() {
    hold(bookcheck::words);
}

#[test]
fn every_option_has_its_answer() {
    hold(bookcheck::questions);
}

#[test]
fn figures_say_what_they_show() {
    hold(bookcheck::figures);
}

#[test]
fn each_chapter_shows_where_it_stands() {
    hold(bookcheck::maps);
}

#[test]
fn the_mistakes_of_all_chapters_are_listed() {
    hold(bookcheck::mistakes);
}

#[test]
fn the_paper_is_indexed() {
    hold(bookcheck::paper);
}

#[test]
fn each_symbol_has_one_row() {
    hold(bookcheck::symbols);
}

#[test]
fn widgets_stand_below_the_figures_they_replace() {
    hold(bookcheck::widgets);
}

/// Never fails: `cargo test -p bookcheck rhythm -- --nocapture` prints where
/// a page leaves the rules.
#[test]
fn rhythm() {
    for warning in bookcheck::rhythm(&course()) {
        println!("{warning}");
    }
}
