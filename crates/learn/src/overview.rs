//! What `cargo learn` alone shows.

use crate::{Chapter, Course};
use ch02_scaled_dot_product::worked::{TILES, WORDS, k, q, v};
use ch02_scaled_dot_product::{attention, scaled_scores, scores};
use report::{Report, Role};

/// The course on one page: a number computed on the spot, the chapters, and
/// the commands to type next.
pub fn overview(course: &Course) -> String {
    let mut page = Report::new("Transformer by Numbers");
    page.line("The Transformer in Rust, one checkable number at a time.");
    page.line("Chapter 2's code has computed these here and now:");
    let [query, other] = WORDS;
    let mut text = format!("{page}\n  {query:<10}{query:>10}{other:>10}\n");
    let (q, k, v) = (q(TILES), k(TILES), v());
    let (weights, _) = attention(&q, &k, &v);
    for (step, matrix, decimals) in [
        ("q·k".to_string(), scores(&q, &k), 0),
        (format!("÷ √{}", q.ncols()), scaled_scores(&q, &k), 0),
        ("softmax".to_string(), weights, 2),
    ] {
        text += &format!("  {step:<10}");
        for number in matrix.row(0).iter() {
            let cell = format!("{number:>10.decimals$}");
            text += &Role::Score.paint(&cell);
        }
        text += "\n";
    }
    text += &format!("\n{:<51}exercises\n", "Chapters");
    for Chapter { number, title, sheets, .. } in &course.chapters {
        text += &format!("  {number}  {title:<50}{:>5}\n", sheets.len());
    }
    text += "\nNext\n  cargo learn book\n";
    if let Some(Chapter { folder, number, .. }) = course.chapters.first() {
        text += &format!(
            "Beside chapter {number}\n  \
             cargo run -p ch{folder}\n  cargo test -p ex{folder}\n"
        );
    }
    text + "More\n  cargo learn --help\n"
}
