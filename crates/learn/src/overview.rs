//! What `cargo learn` alone shows.

use crate::{Chapter, Course};
use ch02_scaled_dot_product::worked;
use ch02_scaled_dot_product::{attention, scaled_scores, scores};
use report::{Report, Role};

/// The course on one page: a number computed on the spot, the chapters, and
/// the commands to type next.
pub fn overview(course: &Course) -> String {
    let mut page = Report::new("Transformer by Numbers");
    page.line("The Transformer in Rust, one checkable number at a time.");
    page.line("Chapter 2's code has computed these here and now:");
    let mut text = format!("{page}\n");
    let (q, k, v) = (worked::q(), worked::k(), worked::v());
    let (weights, _) = attention(&q, &k, &v);
    for (step, matrix, decimals) in [
        ("q·k", scores(&q, &k), 0),
        ("÷ √64", scaled_scores(&q, &k), 0),
        ("softmax", weights, 2),
    ] {
        let cells: String = matrix
            .row(0)
            .iter()
            .map(|x| Role::Score.paint(&format!("{x:>8.decimals$}")))
            .collect();
        text += &format!("  {step:<10}{cells}\n");
    }
    text += "\nChapters\n";
    for chapter in &course.chapters {
        let exercises = chapter.sheets.len();
        text += &format!(
            "  {}  {:<40}{exercises:>2} exercises\n",
            chapter.number, chapter.title
        );
    }
    text += "\nNext\n  cargo learn book\n";
    if let Some(Chapter { folder, number, .. }) = course.chapters.first() {
        text += &format!(
            "Then, beside chapter {number}\n  \
             cargo run -p ch{folder}\n  cargo test -p ex{folder}\n"
        );
    }
    text + "\nMore: cargo learn --help\n"
}
