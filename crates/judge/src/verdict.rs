//! What the reader is told.

use crate::{Difference, Panic, Sheet, record};
use std::fmt::{self, Display, Formatter};
use std::process::{ExitCode, Termination};
use std::time::Duration;

/// How an exercise went. Printed, it says what came, what was expected, why,
/// and what to do next, in 60 columns. As a test's return value it prints
/// itself and fails the test unless the exercise passed.
#[derive(Clone, Debug)]
pub struct Verdict {
    pub(crate) sheet: Sheet,
    pub(crate) outcome: Outcome,
    pub(crate) remarks: Vec<String>,
}

/// How a program did.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// All right.
    Passed,
    /// A `todo!` is still there.
    NotStarted {
        /// Where it stands.
        place: String,
    },
    /// It ran longer than this.
    TimedOut(Duration),
    /// It does what a known wrong program does, on every probe.
    Known {
        /// The mistake's id.
        id: &'static str,
        /// The probe that shows it.
        probe: &'static str,
        /// What it is and what to do; `{}` is the first wrong number.
        says: &'static str,
        /// What it gave there, unless it panicked.
        difference: Option<Difference>,
    },
    /// It panicked.
    Panicked {
        /// On this probe or law.
        on: &'static str,
        /// Saying this.
        panic: Panic,
    },
    /// Every probe is right, but a law is broken.
    Law {
        /// The law.
        name: &'static str,
        /// What was seen.
        seen: String,
    },
    /// Wrong in a way that is not known.
    Wrong {
        /// The first probe with a wrong answer.
        probe: &'static str,
        /// What it gave there.
        difference: Difference,
        /// Whether a NaN or an infinity came where none should.
        non_finite: bool,
    },
    /// Its process ended before the verdict, in this way.
    Ended {
        /// Such as "the stack overflowed".
        how: String,
    },
    /// It, or what it is compiled with, doesn't compile.
    DoesNotCompile {
        /// The first error's file and line.
        place: String,
        /// Whether that is in the exercise's own file.
        own: bool,
    },
}

impl Outcome {
    /// Its name where programs read it.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::NotStarted { .. } => "not-started",
            Self::TimedOut(_) => "timed-out",
            Self::Known { .. } => "known",
            Self::Panicked { .. } => "panicked",
            Self::Law { .. } => "law",
            Self::Wrong { .. } => "wrong",
            Self::Ended { .. } => "ended",
            Self::DoesNotCompile { own: true, .. } => "does-not-compile",
            Self::DoesNotCompile { own: false, .. } => "waits",
        }
    }
}

impl Verdict {
    /// The verdict on an exercise that could not be judged here.
    pub fn new(sheet: Sheet, outcome: Outcome) -> Self {
        Self { sheet, outcome, remarks: Vec::new() }
    }

    /// How it went.
    pub fn outcome(&self) -> &Outcome {
        &self.outcome
    }

    /// The id of the known mistake, if that is what it is.
    pub fn mistake(&self) -> Option<&'static str> {
        match self.outcome {
            Outcome::Known { id, .. } => Some(id),
            _ => None,
        }
    }

    fn remark(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.remarks.iter().try_for_each(|remark| paragraph(f, remark))
    }
}

impl Termination for Verdict {
    fn report(self) -> ExitCode {
        println!("{self}");
        if let Err(error) = record::leave(&self) {
            eprintln!("can't write into the folder VERDICTS: {error}");
        }
        match self.outcome {
            Outcome::Passed => ExitCode::SUCCESS,
            _ => ExitCode::FAILURE,
        }
    }
}

const WIDTH: usize = 60;

impl Display for Verdict {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let (sheet, outcome) = (&self.sheet, &self.outcome);
        let status = match outcome {
            Outcome::Passed => "passed",
            Outcome::NotStarted { .. } => "not started",
            Outcome::TimedOut(_) => "timed out",
            Outcome::DoesNotCompile { own: true, .. } => "doesn't compile",
            Outcome::DoesNotCompile { own: false, .. } => "not judged",
            _ => "not yet",
        };
        let title = format!("exercise {}  {}", sheet.id, sheet.title);
        let gap = WIDTH.saturating_sub(title.chars().count());
        write!(f, "{title}{status:>gap$}")?;
        match outcome {
            Outcome::Passed => return self.remark(f),
            Outcome::NotStarted { place } => return line(f, "open", place),
            Outcome::DoesNotCompile { place, own: true } => {
                return line(f, "at", place);
            }
            Outcome::DoesNotCompile { place, own: false } => {
                let wait =
                    format!("Can't be judged until {place} compiles.");
                return paragraph(f, &wait);
            }
            Outcome::Ended { how } => {
                paragraph(f, &format!("Ended before its verdict: {how}."))?;
            }
            Outcome::TimedOut(deadline) => {
                let seconds = deadline.as_secs_f32();
                paragraph(
                    f,
                    &format!(
                        "Still running after {seconds} s: a loop that \
                         doesn't end? Look at what should end it."
                    ),
                )?;
            }
            Outcome::Known { probe, says, difference, .. } => {
                line(f, "input", probe)?;
                let mut wrong = String::from("This");
                if let Some(difference) = difference {
                    wrong = show(f, difference)?;
                }
                paragraph(f, &says.replace("{}", &wrong))?;
            }
            Outcome::Panicked { on, panic } => {
                line(f, "input", on)?;
                line(f, "panic", &panic.message)?;
                line(f, "at", &panic.place)?;
            }
            Outcome::Law { name, seen } => {
                paragraph(
                    f,
                    "Every pinned value is right, but a law isn't.",
                )?;
                line(f, "law", name)?;
                line(f, "seen", seen)?;
            }
            Outcome::Wrong { probe, difference, non_finite } => {
                line(f, "input", probe)?;
                show(f, difference)?;
                if *non_finite {
                    paragraph(
                        f,
                        "NaN and inf come from ∞/∞, 0/0, ∞ − ∞, ln 0 or an \
                         overflow. Print the steps before it.",
                    )?;
                }
            }
        }
        self.remark(f)?;
        line(f, "read", &sheet.read)?;
        line(f, "hint", &format!("cargo learn hint {}", sheet.id))?;
        line(f, "again", &sheet.command())
    }
}

/// Prints the difference and returns the first wrong number.
fn show(
    f: &mut Formatter<'_>,
    difference: &Difference,
) -> Result<String, fmt::Error> {
    match difference {
        Difference::Shape { part, yours, expected } => {
            let shape = |(rows, cols): (usize, usize)| match rows {
                1 => format!("{part} of length {cols}"),
                _ => format!("{part} of {rows}×{cols}"),
            };
            line(f, "yours", &shape(*yours))?;
            line(f, "expected", &shape(*expected))?;
            Ok(shape(*yours))
        }
        Difference::Row { part, col, yours, expected } => {
            // Four numbers fit the width; the wrong one is among them.
            let from = col.saturating_sub(3);
            let until = yours.len().min(from + 4);
            let show = match number(yours[*col]) == number(expected[*col]) {
                true => |x: f64| format!("{x:.7}"),
                false => number,
            };
            let cells = |row: &[f64]| -> String {
                let cell = |x: &f64| format!("{:>12}", show(*x));
                row[from..until].iter().map(cell).collect()
            };
            let part = match yours.len() {
                0..=4 => part.clone(),
                _ => format!("{part}, columns {} to {until}", from + 1),
            };
            line(f, "of", &part)?;
            write!(f, "\n  yours   {}", cells(yours))?;
            write!(f, "\n  expected{}", cells(expected))?;
            Ok(show(yours[*col]))
        }
    }
}

/// Four decimals; seven beside 1 and m × 10ⁿ, as Rust writes it, where four
/// would hide the number. A large count keeps all its digits.
fn number(x: f64) -> String {
    match x.abs() {
        0.0 => "0".to_string(),
        size if (1e4..1e11).contains(&size) && x.fract() == 0.0 => {
            format!("{x}")
        }
        size if size != 1.0 && (size - 1.0).abs() < 1e-3 => {
            format!("{x:.7}")
        }
        size if !(1e-3..1e6).contains(&size) && x.is_finite() => {
            format!("{x:.3e}")
        }
        _ => format!("{x:.4}"),
    }
}

/// A label and its text, wrapped beside it.
fn line(f: &mut Formatter<'_>, label: &str, text: &str) -> fmt::Result {
    write!(f, "\n  {label:<9}")?;
    wrap(f, text, 11)
}

fn paragraph(f: &mut Formatter<'_>, text: &str) -> fmt::Result {
    write!(f, "\n  ")?;
    wrap(f, text, 2)
}

/// Writes text that begins at column `indent`. A word wider than a line,
/// such as a path, stays whole.
fn wrap(f: &mut Formatter<'_>, text: &str, indent: usize) -> fmt::Result {
    let mut column = indent;
    for word in text.split(' ') {
        let length = word.chars().count();
        if column > indent && column + 1 + length > WIDTH {
            write!(f, "\n{:indent$}{word}", "")?;
            column = indent + length;
        } else {
            let space = if column > indent { " " } else { "" };
            write!(f, "{space}{word}")?;
            column += space.len() + length;
        }
    }
    Ok(())
}
