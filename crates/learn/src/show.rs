//! Verdicts for people and, as JSON, for programs: see docs/teachers.md.

use crate::json::{plain, quote};
use crate::{Checked, Records, Status};
use judge::Sheet;

/// The verdicts in the exercises' order, and how many of several passed.
pub fn as_text(sheets: &[&Sheet], records: &Records) -> String {
    let mut text = String::new();
    for record in sheets.iter().filter_map(|s| records.get(&s.id)) {
        text += &format!("{}\n\n", record.text);
    }
    match sheets.len() {
        1 => text.trim_end().to_string() + "\n",
        all => text + &format!("{} of {all} passed\n", passed(records)),
    }
}

/// The same by the schema `cargo-learn-check/1`.
pub fn as_json(sheets: &[&Sheet], checked: &Checked) -> String {
    let Checked { records, errors } = checked;
    let entry = |sheet: &&Sheet| {
        let record = records.get(&sheet.id)?;
        let status = match Status::of(record) {
            Status::Passed => "passed",
            Status::NotStarted => "not-started",
            Status::Begun => "begun",
            Status::DoesNotCompile => "does-not-compile",
        };
        let fields = [
            ("id", &sheet.id[..]),
            ("title", &sheet.title),
            ("package", &sheet.package),
            ("file", &sheet.file()),
            ("status", status),
            ("outcome", &record.outcome),
            ("mistake", &record.mistake),
            ("text", &record.text),
        ]
        .map(|(key, value)| format!("{}: {}", quote(key), quote(value)));
        Some(format!("    {{ {} }}", fields.join(", ")))
    };
    let entries: Vec<_> = sheets.iter().filter_map(entry).collect();
    format!(
        "{{\n  \"schema\": \"cargo-learn-check/1\",\n  \"passed\": {},\n  \
         \"total\": {},\n  \"errors\": {},\n  \"exercises\": [\n{}\n  ]\n}}\n",
        passed(records),
        sheets.len(),
        quote(&plain(errors)),
        entries.join(",\n")
    )
}

fn passed(records: &Records) -> usize {
    records.values().filter(|r| Status::of(r) == Status::Passed).count()
}
