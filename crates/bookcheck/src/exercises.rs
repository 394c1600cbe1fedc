//! What a page tells the reader to write and to run exists.

use judge::Sheet;

use crate::markdown::{directives, own_text};
use crate::{Course, Page, Problem, names_in};

/// Gate: every exercise stands on its chapter's page once, with its file, its
/// module, its test and its package; and every command on a page names what
/// exists.
pub fn exercises(course: &Course) -> Vec<Problem> {
    let packages = course.packages();
    let mut problems = Vec::new();
    for chapter in &course.chapters {
        problems.extend(placed(course, chapter));
        let folder = format!("chapters/{chapter}/src/checks/solutions");
        let files = names_in(&course.root.join(&folder));
        for name in files.unwrap_or_default() {
            let Some(stem) = name.strip_suffix(".rs") else { continue };
            let file = format!("{folder}/{name}");
            let parsed =
                course.read(&file).and_then(|text| Sheet::parse(&text));
            let faults = match parsed {
                Ok(sheet) if sheet.name() != stem => {
                    vec![format!("its title is {}; rename it", sheet.id)]
                }
                Ok(sheet) => missing(course, chapter, &sheet, &packages),
                Err(error) => vec![error],
            };
            problems.extend(faults.into_iter().map(|message| Problem {
                file: file.clone(),
                line: 1,
                message,
            }));
        }
    }
    for page in &course.pages {
        for (i, line) in own_text(&page.text).lines().enumerate() {
            problems.extend(
                unknown(course, line, &packages)
                    .into_iter()
                    .map(|message| page.problem(i + 1, message)),
            );
        }
    }
    problems
}

/// Is each exercise of the chapter quoted once, on the chapter's page?
fn placed(course: &Course, chapter: &str) -> Vec<Problem> {
    let name = format!("{chapter}.md");
    if !course.pages.iter().any(|page| page.name == name) {
        return Vec::new();
    }
    let folder = course
        .root
        .join(format!("chapters/{chapter}/src/checks/solutions"));
    let mut problems = Vec::new();
    for file in names_in(&folder).unwrap_or_default() {
        let Some(id) = id_of(file.trim_end_matches(".rs")) else {
            continue;
        };
        let directive = format!("exercise {id}");
        let quoted: Vec<(&Page, usize)> = course
            .pages
            .iter()
            .flat_map(|page| directives(&page.text).map(move |d| (page, d)))
            .filter(|(_, (_, words))| *words == directive)
            .map(|(page, (line, _))| (page, line))
            .collect();
        let (own, strangers): (Vec<_>, Vec<_>) =
            quoted.into_iter().partition(|(page, _)| page.name == name);
        problems.extend(strangers.into_iter().map(|(page, line)| {
            page.problem(line, format!("exercise {id} belongs to {name}"))
        }));
        problems.extend(own.iter().skip(1).map(|(page, line)| {
            page.problem(*line, format!("exercise {id} again; drop one"))
        }));
        if own.is_empty() {
            problems.push(Problem {
                file: format!("book/src/{name}"),
                line: 1,
                message: format!(
                    "exercise {id} is nowhere; add {{{{{directive}}}}}"
                ),
            });
        }
    }
    problems
}

fn missing(
    course: &Course,
    chapter: &str,
    sheet: &Sheet,
    packages: &[String],
) -> Vec<String> {
    let name = sheet.name();
    let folder = format!("chapters/{chapter}/exercises");
    let mut faults = Vec::new();
    let file = sheet.file();
    if file != format!("{folder}/src/{name}.rs") {
        faults.push(format!(
            "{} is another chapter's package",
            sheet.package
        ));
    } else if !course.root.join(&file).exists() {
        faults.push(format!("{file} is missing; write the starter there"));
    }
    if !packages.contains(&sheet.package) {
        let package = &sheet.package;
        faults.push(format!("no package {package}; correct the command"));
    }
    for (file, wanted) in [
        ("src/lib.rs", format!("mod {name};")),
        ("tests/verdicts.rs", format!("fn {name}_")),
    ] {
        let file = format!("{folder}/{file}");
        if !course.read(&file).unwrap_or_default().contains(&wanted) {
            faults.push(format!("{file} has no `{wanted}`; add it"));
        }
    }
    faults
}

/// Packages and exercises that a line names and nobody has.
fn unknown(
    course: &Course,
    line: &str,
    packages: &[String],
) -> Vec<String> {
    let mut faults = Vec::new();
    let words: Vec<&str> = line
        .split(|c: char| c.is_whitespace() || "`()[]|,;:\"".contains(c))
        .collect();
    if words.contains(&"cargo") {
        for pair in words.windows(2) {
            let flag = ["-p", "--package"].contains(&pair[0]);
            if flag && !packages.iter().any(|name| name == pair[1]) {
                faults
                    .push(format!("no package `{}`; correct it", pair[1]));
            }
        }
    }
    for word in line.split(|c: char| !c.is_alphanumeric() && c != '_') {
        let Some(id) = id_of(word) else { continue };
        if let Err(error) = course.sheet(&id) {
            faults.push(format!("no exercise {word}: {error}"));
        }
    }
    faults
}

/// `e2_3` or `e2_3_attention` → `2.3`
fn id_of(name: &str) -> Option<String> {
    let mut parts = name.strip_prefix('e')?.split('_');
    let chapter: usize = parts.next()?.parse().ok()?;
    let number: usize = parts.next()?.parse().ok()?;
    Some(format!("{chapter}.{number}"))
}

impl Course {
    /// The names of the workspace's packages.
    fn packages(&self) -> Vec<String> {
        let root = self.read("Cargo.toml").unwrap_or_default();
        let members = root
            .split_once("members = [")
            .and_then(|(_, rest)| rest.split_once(']'))
            .map_or("", |(members, _)| members);
        let quoted = members.split('"').skip(1).step_by(2);
        quoted
            .filter_map(|member| {
                let manifest = self.read(&format!("{member}/Cargo.toml"));
                let manifest = manifest.ok()?;
                let (_, name) = manifest.split_once("name = \"")?;
                name.split_once('"').map(|(name, _)| name.to_string())
            })
            .collect()
    }
}
