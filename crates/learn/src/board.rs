//! What `cargo learn` alone shows: where the reader stands.

use crate::check::{check, recall};
use crate::{Chapter, Course, Records, cache};
use ch02_scaled_dot_product::worked::{TILES, k, q, v};
use ch02_scaled_dot_product::{attention, scaled_scores, scores};
use judge::{Record, Sheet};
use report::{Report, Role};

/// How every exercise stands. What has changed since the last look is judged
/// again; `say` hears of it.
///
/// # Errors
/// What cargo says when it can't even begin.
pub fn standing(
    course: &Course,
    say: impl Fn(&str),
) -> Result<Records, String> {
    let mut all = Records::new();
    for chapter in &course.chapters {
        let mut known =
            recall(course, chapter, cache::key(course, chapter));
        let unknown: Vec<&Sheet> = chapter
            .sheets
            .iter()
            .filter(|sheet| !known.contains_key(&sheet.id))
            .collect();
        if !unknown.is_empty() {
            say(&format!("Checking chapter {} …", chapter.number));
            known.extend(check(course, &unknown)?.records);
        }
        all.extend(known);
    }
    Ok(all)
}

/// The course on one page: a number computed on the spot, the chapters with
/// a mark for each exercise, and the next step.
pub fn board(course: &Course, records: &Records) -> String {
    let mut page = Report::new("Transformer by Numbers").to_string();
    page += &format!("  {}   computed here and now\n\n", worked());
    for chapter in &course.chapters {
        page += &row(chapter, records);
    }
    let sheets = || course.chapters.iter().flat_map(|c| &c.sheets);
    let open = || sheets().filter(|s| outcome(records, s) != "passed");
    let (all, left) = (sheets().count(), open().count());
    let minutes: usize = open().map(|sheet| sheet.minutes).sum();
    page += &format!("\n  {}", bar(all - left, all));
    // What doesn't compile keeps its neighbours from being judged.
    let broken = |s: &&Sheet| outcome(records, s) == "does-not-compile";
    match open().find(broken).or_else(|| open().next()) {
        None => page += "  100 %\n\nAll exercises pass.\n",
        Some(sheet) => {
            page += &format!("  {} left\n", duration(minutes));
            page += &next(course, sheet, records.get(&sheet.id));
        }
    }
    page + "\nMore  cargo learn --help\n"
}

/// 112 96 → 14 12 → 0.88 0.12, by chapter 2's own code.
fn worked() -> String {
    let (q, k, v) = (q(TILES), k(TILES), v());
    let steps = [
        (scores(&q, &k), 0),
        (scaled_scores(&q, &k), 0),
        (attention(&q, &k, &v).0, 2),
    ];
    steps
        .iter()
        .map(|(matrix, decimals)| {
            let [a, b] = [matrix[(0, 0)], matrix[(0, 1)]];
            Role::Score.paint(&format!("{a:.decimals$} {b:.decimals$}"))
        })
        .collect::<Vec<_>>()
        .join(" → ")
}

fn outcome<'a>(records: &'a Records, sheet: &Sheet) -> &'a str {
    records.get(&sheet.id).map_or("not-started", |r| &r.outcome)
}

fn row(chapter: &Chapter, records: &Records) -> String {
    let Chapter { number, title, claim, sheets, .. } = chapter;
    let marks: String = sheets
        .iter()
        .map(|sheet| match outcome(records, sheet) {
            "passed" => Role::X.paint("●"),
            "not-started" => "○".to_string(),
            "does-not-compile" => Role::Score.paint("×"),
            "waits" => "·".to_string(),
            _ => Role::Score.paint("◐"),
        })
        .collect();
    let gap = 44_usize.saturating_sub(report::width(title)).max(1);
    format!("  {number}  {title}{:gap$}{marks}\n     {claim}\n", "")
}

fn bar(done: usize, all: usize) -> String {
    let full = (done * 24).checked_div(all).unwrap_or(0);
    let (full, rest) = ("█".repeat(full), "░".repeat(24 - full));
    format!("{}{rest}  {done} of {all}", Role::X.paint(&full))
}

fn duration(minutes: usize) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}

fn next(course: &Course, sheet: &Sheet, record: Option<&Record>) -> String {
    let Sheet { id, title, stars, minutes, .. } = sheet;
    let number = id.split('.').next().unwrap_or_default();
    let stars = "★".repeat(*stars);
    let mut text = format!(
        "\nNext  {id} {title}\n  {}\n  {stars} {minutes} minutes\n",
        place(course, sheet, record)
    );
    if record.is_none_or(|r| r.outcome == "not-started") {
        text += &format!("  read   cargo learn read {number}\n");
        text += &format!("  run    cargo learn run {number}\n");
    } else {
        text += &format!("  hint   cargo learn hint {id}\n");
    }
    text + &format!("  check  cargo learn check {id}\n")
}

/// Where to open the file: at what its verdict points to, else at its first
/// function.
fn place(
    course: &Course,
    sheet: &Sheet,
    record: Option<&Record>,
) -> String {
    let file = sheet.file();
    let named = record.and_then(|record| {
        let mut words = record.text.split_whitespace();
        words.find(|word| word.starts_with(&format!("{file}:")))
    });
    if let Some(named) = named {
        return named.splitn(3, ':').take(2).collect::<Vec<_>>().join(":");
    }
    let text = std::fs::read_to_string(course.root.join(&file));
    let text = text.unwrap_or_default();
    let line = text.lines().position(|line| line.starts_with("pub fn"));
    format!("{file}:{}", line.map_or(1, |line| line + 1))
}
