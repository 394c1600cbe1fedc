//! An exercise's sheet: one file that holds its statement, its solution and
//! its hints, and from which the reader's starter is made.
//!
//! ```text
//! //! # 2.3 Attention
//! //! ★★ · 15 minutes · cargo test -p ex02-scaled-dot-product e2_3
//! //! Read: chapter 2, "In Rust"
//! //!
//! //! The statement, in Markdown.
//!
//! pub fn attention(…) -> … {
//!     // solution: todo!("attention of {q}")
//!     let scores = q * k.transpose();
//!     // end
//! }
//!
//! // nudge: a question
//! // plan: steps, which may go on
//! //   on lines like this
//! // near: all but one line
//! ```

/// One exercise, as its sheet tells it.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Chapter and number: `2.3`.
    pub id: String,
    /// The title after the id.
    pub title: String,
    /// How hard: 1 to 3.
    pub stars: usize,
    /// How long it takes, about.
    pub minutes: usize,
    /// The package the reader tests: `ex02-scaled-dot-product`.
    pub package: String,
    /// What to read again: a chapter and a section.
    pub read: String,
    /// What to do, in Markdown.
    pub statement: String,
    /// Nudge, plan, near-solution.
    pub hints: [String; 3],
    code: String,
}

const HINTS: [&str; 3] = ["// nudge: ", "// plan: ", "// near: "];

impl Sheet {
    /// Reads a sheet.
    ///
    /// # Errors
    /// One line that says which part is missing or misplaced.
    pub fn parse(text: &str) -> Result<Self, String> {
        let (code, hints) = match text.find(HINTS[0]) {
            Some(at) => text.split_at(at),
            None => return Err(format!("no line `{}…`", HINTS[0])),
        };
        let head: Vec<&str> = code
            .lines()
            .map_while(|line| line.strip_prefix("//!"))
            .map(str::trim)
            .collect();
        let [title, facts, read, "", statement @ ..] = &head[..] else {
            return Err(
                "the head needs title, facts, `Read:`, blank".into()
            );
        };
        let (id, title) = title
            .strip_prefix("# ")
            .and_then(|title| title.split_once(' '))
            .ok_or("line 1 is `//! # 2.3 Title`")?;
        let (stars, minutes, package) =
            facts_of(facts, id).ok_or_else(|| {
                let name = name_of(id);
                format!(
                    "line 2 is `//! ★★ · 15 minutes · cargo test -p exNN-… {name}`"
                )
            })?;
        let read =
            read.strip_prefix("Read: ").ok_or("line 3 is `//! Read: …`")?;
        let sheet = Self {
            id: id.to_string(),
            title: title.to_string(),
            stars,
            minutes,
            package,
            read: read.to_string(),
            statement: statement.join("\n"),
            hints: hints_of(hints)?,
            code: format!("{}\n", code.trim_end()),
        };
        match (sheet.starter() == sheet.code, code.contains("// end")) {
            (false, true) => Ok(sheet),
            _ => Err("no `// solution: todo!(…)` … `// end`".into()),
        }
    }

    /// The name of its file and the start of its test: `e2_3`.
    pub fn name(&self) -> String {
        name_of(&self.id)
    }

    /// The command that runs it alone.
    pub fn command(&self) -> String {
        format!("cargo test -p {} {}", self.package, self.name())
    }

    /// The reader's file, from the root of the course.
    pub fn file(&self) -> String {
        let chapter = self.package.trim_start_matches("ex");
        format!("chapters/{chapter}/exercises/src/{}.rs", self.name())
    }

    /// What the reader begins with: each solution is a `todo!`.
    pub fn starter(&self) -> String {
        self.code_with(|marker, _| marker.to_string())
    }

    /// The whole solution, without the marks that frame it.
    pub fn solution(&self) -> String {
        self.code_with(|_, solution| solution.to_string())
    }

    /// The code with `choose(starter, solution)` for each framed block.
    fn code_with(&self, choose: impl Fn(&str, &str) -> String) -> String {
        let mut code = String::new();
        let mut block: Option<(String, String)> = None;
        for line in self.code.lines() {
            if let Some((indent, todo)) = line.split_once("// solution: ") {
                block = Some((format!("{indent}{todo}\n"), String::new()));
            } else if line.trim() == "// end" {
                if let Some((starter, solution)) = block.take() {
                    code += &choose(&starter, &solution);
                }
            } else {
                let target = match &mut block {
                    Some((_, solution)) => solution,
                    None => &mut code,
                };
                *target += line;
                target.push('\n');
            }
        }
        code
    }
}

fn name_of(id: &str) -> String {
    format!("e{}", id.replace('.', "_"))
}

/// Stars, minutes and package from `★★ · 15 minutes · cargo test -p P e2_3`.
fn facts_of(line: &str, id: &str) -> Option<(usize, usize, String)> {
    let mut facts = line.split(" · ");
    let stars = facts.next()?.chars().filter(|c| *c == '★').count();
    let minutes = facts.next()?.strip_suffix(" minutes")?.parse().ok()?;
    let command = facts.next()?.strip_prefix("cargo test -p ")?;
    let (package, name) = command.split_once(' ')?;
    let good = (1..=3).contains(&stars) && name == name_of(id);
    good.then(|| (stars, minutes, package.to_string()))
}

fn hints_of(text: &str) -> Result<[String; 3], String> {
    let mut hints: Vec<String> = Vec::new();
    for line in text.lines().filter(|line| !line.is_empty()) {
        let next = HINTS.get(hints.len()).unwrap_or(&"// (no more)");
        if let Some(hint) = line.strip_prefix(next) {
            hints.push(hint.to_string());
        } else if let (Some(more), Some(hint)) =
            (line.strip_prefix("//   "), hints.last_mut())
        {
            *hint = format!("{hint}\n{more}");
        } else {
            return Err(format!("after the hints so far, not `{line}`"));
        }
    }
    hints.try_into().map_err(|_| "hints are nudge, plan, near".to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHEET: &str = r#"//! # 2.3 Attention
//! ★★ · 15 minutes · cargo test -p ex02-scaled-dot-product e2_3
//! Read: chapter 2, "In Rust"
//!
//! Write `attention`.
//!
//! Done when it passes.

pub fn attention(q: f32) -> f32 {
    // solution: todo!("attention of {q}")
    let half = q / 2.0;
    half
    // end
}

// nudge: how large is it?
// plan: divide,
//   then return
// near: `q / …`
"#;

    #[test]
    fn a_sheet_gives_its_parts() {
        let sheet = Sheet::parse(SHEET).unwrap();
        assert_eq!((sheet.stars, sheet.minutes), (2, 15));
        assert_eq!(sheet.id, "2.3");
        assert_eq!(sheet.title, "Attention");
        assert_eq!(sheet.read, "chapter 2, \"In Rust\"");
        assert_eq!(
            sheet.statement,
            "Write `attention`.\n\nDone when it passes."
        );
        assert_eq!(sheet.hints[1], "divide,\nthen return");
        assert_eq!(
            sheet.command(),
            "cargo test -p ex02-scaled-dot-product e2_3"
        );
        assert_eq!(
            sheet.file(),
            "chapters/02-scaled-dot-product/exercises/src/e2_3.rs"
        );
    }

    #[test]
    fn the_starter_hides_what_the_solution_shows() {
        let sheet = Sheet::parse(SHEET).unwrap();
        let (starter, solution) = (sheet.starter(), sheet.solution());
        assert!(
            starter.contains("{\n    todo!(\"attention of {q}\")\n}\n")
        );
        assert!(!starter.contains("half") && !starter.contains("nudge"));
        assert!(
            solution.contains("{\n    let half = q / 2.0;\n    half\n}\n")
        );
        for text in [starter, solution] {
            assert!(text.starts_with("//! # 2.3 Attention\n"));
            assert!(
                !text.contains("// solution") && !text.contains("// end")
            );
        }
    }

    #[test]
    fn a_broken_sheet_says_what_it_lacks() {
        for (from, to, message) in [
            ("// nudge: ", "// hint: ", "no line `// nudge: …`"),
            ("★★", "★★★★", "line 2"),
            ("e2_3", "e2_4", "line 2"),
            ("Read: ", "See ", "line 3"),
            ("# 2.3", "2.3", "line 1"),
            ("// plan: ", "// plam: ", "// plam: divide"),
            ("// near: `q / …`\n", "", "nudge, plan, near"),
            ("// end", "//", "// solution"),
        ] {
            let error =
                Sheet::parse(&SHEET.replacen(from, to, 1)).unwrap_err();
            assert!(error.contains(message), "{from} → {to}: {error}");
        }
    }
}
