//! Back to the starter, with nothing a reader wrote ever lost.

use judge::Sheet;
use std::fmt::{self, Display, Formatter};
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::Path;

/// What a reset did.
#[derive(Debug, PartialEq)]
pub enum Reset {
    /// Nothing: the file is the starter.
    Pristine,
    /// There was no file.
    Written,
    /// The starter is back; what the reader had is in the file of this name.
    Kept(String),
}

impl Display for Reset {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Pristine => write!(f, "is the starter already."),
            Self::Written => write!(f, "is written."),
            Self::Kept(name) => {
                write!(f, "is the starter again; yours is kept in {name}.")
            }
        }
    }
}

/// Makes the reader's file of `sheet` the starter again.
///
/// Whenever it is stopped, the reader's text is still in the file or already
/// in the copy: the starter goes to a file beside it first, then the copy is
/// made, and renaming is the last step.
///
/// # Errors
/// One line; the reader's file is then as it was.
pub fn reset(root: &Path, sheet: &Sheet) -> Result<Reset, String> {
    let file = root.join(sheet.file());
    replace(&file, &sheet.starter()).map_err(|error| {
        format!("can't write {}, left as it was: {error}", sheet.file())
    })
}

fn replace(file: &Path, starter: &str) -> io::Result<Reset> {
    let text = match fs::read(file) {
        Ok(text) if text == starter.as_bytes() => {
            return Ok(Reset::Pristine);
        }
        Ok(text) => Some(text),
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    let new = file.with_extension("rs.new");
    let done = swap(file, &new, starter, text.as_deref());
    if done.is_err() {
        // It may not even be there.
        let _ = fs::remove_file(&new);
    }
    done
}

fn swap(
    file: &Path,
    new: &Path,
    starter: &str,
    text: Option<&[u8]>,
) -> io::Result<Reset> {
    write(File::create(new)?, starter.as_bytes())?;
    let kept = text.map(|text| keep(file, text)).transpose()?;
    fs::rename(new, file)?;
    Ok(kept.map_or(Reset::Written, Reset::Kept))
}

/// Writes `text` to the first of `e2_3.mine-1.rs`, `e2_3.mine-2.rs`, … that
/// does not exist yet.
fn keep(file: &Path, text: &[u8]) -> io::Result<String> {
    let mut number = 1;
    loop {
        let copy = file.with_extension(format!("mine-{number}.rs"));
        match File::create_new(&copy) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                number += 1;
            }
            opened => {
                write(opened?, text).inspect_err(|_| {
                    let _ = fs::remove_file(&copy);
                })?;
                let name = copy.file_name().unwrap_or_default();
                return Ok(name.to_string_lossy().into_owned());
            }
        }
    }
}

/// Writes all of `text`, down to the disk.
fn write(mut file: File, text: &[u8]) -> io::Result<()> {
    file.write_all(text)?;
    file.sync_all()
}
