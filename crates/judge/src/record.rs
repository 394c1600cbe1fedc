//! A verdict as a file, for whoever runs the exercises in another process.

use crate::Verdict;
use std::fmt::{self, Display, Formatter};
use std::path::Path;
use std::{env, fs, io, process};

/// What a verdict leaves behind: its outcome's name on the first line, the
/// known mistake's id or nothing on the second, then its text.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// As [`Outcome::name`](crate::Outcome::name) has it: `not-started`.
    pub outcome: String,
    /// The known mistake's id, or empty.
    pub mistake: String,
    /// The verdict as printed.
    pub text: String,
}

impl Record {
    /// Reads what its `Display` wrote; `None` when it is something else.
    pub fn parse(text: &str) -> Option<Self> {
        let (outcome, rest) = text.split_once('\n')?;
        let (mistake, text) = rest.split_once('\n')?;
        Some(Self {
            outcome: outcome.to_string(),
            mistake: mistake.to_string(),
            text: text.to_string(),
        })
    }
}

impl From<&Verdict> for Record {
    fn from(verdict: &Verdict) -> Self {
        Self {
            outcome: verdict.outcome.name().to_string(),
            mistake: verdict.mistake().unwrap_or_default().to_string(),
            text: verdict.to_string(),
        }
    }
}

impl Display for Record {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}\n{}\n{}", self.outcome, self.mistake, self.text)
    }
}

/// Writes the verdict's record into the folder that `VERDICTS` names, if it
/// names one. It appears there at once or not at all.
pub(crate) fn leave(verdict: &Verdict) -> io::Result<()> {
    let Some(folder) = env::var_os("VERDICTS") else { return Ok(()) };
    let (folder, id) = (Path::new(&folder), &verdict.sheet.id);
    let new = folder.join(format!("{id}.{}.new", process::id()));
    fs::write(&new, Record::from(verdict).to_string())?;
    fs::rename(new, folder.join(id))
}
