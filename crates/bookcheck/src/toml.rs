//! The book's small TOML files: tables of strings, with their lines.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::Problem;
use crate::markdown::line_of;

/// A file as a table; what is no TOML is a problem with its line.
pub(crate) fn parse<'a>(
    file: &str,
    text: &'a str,
) -> Result<DeTable<'a>, Problem> {
    DeTable::parse(text).map(Spanned::into_inner).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        Problem {
            file: file.to_string(),
            line: line_of(text, at.min(text.len())),
            message: format!("can't read this: {}", error.message()),
        }
    })
}

/// The string under a key, empty where there is none.
pub(crate) fn string(table: &Spanned<DeValue>, key: &str) -> String {
    let value = table.get_ref().get(key);
    value.and_then(|v| v.get_ref().as_str()).unwrap_or("").to_string()
}

/// The tables `[[key]]`.
pub(crate) fn tables<'a>(
    table: Option<&'a Spanned<DeValue<'a>>>,
) -> impl Iterator<Item = &'a Spanned<DeValue<'a>>> {
    table.and_then(|v| v.get_ref().as_array()).into_iter().flatten()
}
