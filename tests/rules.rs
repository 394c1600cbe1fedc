//! The rules of the house, read from the manifests: who may import whom, and
//! what keeps the reader's commands fast and green.
//!
//! The manifests are read by the few lines of `Manifest::read`, which know the
//! TOML that this workspace writes and panic at anything else.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::Command;

const NUMERIC: [&str; 3] = ["nalgebra", "rand", "rand_distr"];

/// One Cargo.toml: section → key → value as written.
struct Manifest {
    /// Path of its folder from the root.
    folder: String,
    sections: Vec<(String, BTreeMap<String, String>)>,
}

impl Manifest {
    fn read(folder: &str) -> Manifest {
        let path = root(&format!("{folder}/Cargo.toml"));
        let text = fs::read_to_string(&path)
            .unwrap_or_else(|error| panic!("{path}: {error}"));
        let mut sections = vec![];
        let mut open = String::new();
        for line in text.lines().map(str::trim) {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            assert!(
                !line.contains("\"\"\"") && !line.contains("'''"),
                "{path}: rules.rs can't read strings of several lines"
            );
            if open.is_empty() && line.starts_with('[') {
                let name = line.trim_matches(['[', ']']).to_string();
                assert!(
                    !name.contains("dependencies."),
                    "{path}: write [{name}] as a line of its section"
                );
                sections.push((name, BTreeMap::new()));
                continue;
            }
            // An array that goes on over several lines becomes one.
            open += line;
            if open.matches('[').count() > open.matches(']').count() {
                continue;
            }
            let (key, value) = open.split_once('=').unwrap_or_else(|| {
                panic!("{path}: rules.rs can't read `{open}`")
            });
            let (_, section) = sections.last_mut().unwrap_or_else(|| {
                panic!("{path}: `{open}` stands before any section")
            });
            section.insert(key.trim().into(), value.trim().into());
            open.clear();
        }
        Manifest { folder: folder.into(), sections }
    }

    /// `package.name`: the value of a key, "" when there is none.
    fn value(&self, section: &str, key: &str) -> &str {
        self.sections
            .iter()
            .filter(|(name, _)| name == section)
            .find_map(|(_, keys)| keys.get(key))
            .map_or("", String::as_str)
    }

    fn strings(&self, section: &str, key: &str) -> BTreeSet<String> {
        let array = self.value(section, key);
        array.split('"').skip(1).step_by(2).map(String::from).collect()
    }

    fn name(&self) -> &str {
        self.value("package", "name").trim_matches('"')
    }

    /// The section, key and value of every dependency of every kind.
    fn dependencies(&self) -> impl Iterator<Item = (&str, &str, &str)> {
        self.sections
            .iter()
            .filter(|(section, _)| section.contains("dependencies"))
            .flat_map(|(section, keys)| {
                keys.iter().map(move |(key, value)| {
                    (section.as_str(), key.as_str(), value.as_str())
                })
            })
    }

    /// The packages it depends on; of kind `section` or, if "", of any.
    fn depends_on(&self, section: &str) -> BTreeSet<&str> {
        self.dependencies()
            .filter(|(kind, _, _)| section.is_empty() || *kind == section)
            .map(|(_, key, _)| key.trim_end_matches(".workspace"))
            .collect()
    }

    fn is_exercise(&self) -> bool {
        self.folder.ends_with("/exercises")
    }
}

pub fn root(path: &str) -> String {
    format!("{}/../{path}", env!("CARGO_MANIFEST_DIR"))
}

fn workspace() -> Manifest {
    Manifest::read(".")
}

fn members() -> Vec<Manifest> {
    workspace()
        .strings("workspace", "members")
        .iter()
        .map(|folder| Manifest::read(folder))
        .collect()
}

/// 2 for ch02-scaled-dot-product, with the prefix "ch".
fn number(package: &str, prefix: &str) -> Option<u32> {
    package.strip_prefix(prefix)?.split('-').next()?.parse().ok()
}

#[test]
fn cargo_test_runs_all_but_the_slow_and_the_readers() {
    let mut expected = workspace().strings("workspace", "members");
    expected.retain(|folder| {
        !folder.ends_with("/exercises")
            && folder != "benches"
            && folder != "crates/bookbinder"
            && folder != "tests/companion"
            && folder != "tests/starters"
    });
    let default = workspace().strings("workspace", "default-members");
    assert_eq!(default, expected, "default-members of Cargo.toml");
}

#[test]
fn every_chapter_has_its_exercises() {
    let names: BTreeSet<String> =
        members().iter().map(|member| member.name().into()).collect();
    for member in members() {
        let (name, folder) = (member.name(), &member.folder);
        let Some(chapter) = folder.strip_prefix("chapters/") else {
            continue;
        };
        match chapter.strip_suffix("/exercises") {
            Some(chapter) => assert_eq!(name, format!("ex{chapter}")),
            None => {
                assert_eq!(name, format!("ch{chapter}"));
                assert!(
                    names.contains(&format!("ex{chapter}")),
                    "{folder} has no member {folder}/exercises"
                );
            }
        }
    }
}

#[test]
fn members_inherit_what_the_workspace_states() {
    for member in members() {
        for key in
            ["version", "edition", "rust-version", "license", "publish"]
        {
            let inherited =
                member.value("package", &format!("{key}.workspace"));
            assert_eq!(
                inherited, "true",
                "{}: {key}.workspace",
                member.folder
            );
        }
        // A reader needn't document, but must not need `unsafe` either.
        let (section, key, value) = match member.is_exercise() {
            true => ("lints.rust", "unsafe_code", "\"forbid\""),
            false => ("lints", "workspace", "true"),
        };
        let lints = member.value(section, key);
        assert_eq!(lints, value, "{}: [{section}] {key}", member.folder);
    }
}

/// Editing one exercise and testing it costs two small compilations.
#[test]
fn exercises_stay_quick_to_compile() {
    for member in members().iter().filter(|member| member.is_exercise()) {
        let folder = &member.folder;
        for key in ["test", "doctest"] {
            let value = member.value("lib", key);
            assert_eq!(value, "false", "{folder}: [lib] {key}");
        }
        let sections: Vec<&str> =
            member.sections.iter().map(|(name, _)| name.as_str()).collect();
        let tests = sections.iter().filter(|name| **name == "test").count();
        assert_eq!(tests, 1, "{folder}: number of [[test]]");
        assert!(!sections.contains(&"features"), "{folder}: [features]");
        // Would run nothing and pass.
        assert_eq!(
            member.value("test", "test"),
            "",
            "{folder}: [[test]] test"
        );
    }
}

#[test]
fn chapters_import_only_earlier_chapters_and_five_crates() {
    let members = members();
    let ours: BTreeSet<&str> = members.iter().map(Manifest::name).collect();
    for member in &members {
        let Some(own) = number(member.name(), "ch") else { continue };
        for name in member.depends_on("").intersection(&ours) {
            assert!(
                ["example", "figures", "judge", "pin", "report"]
                    .contains(name)
                    || number(name, "ch").is_some_and(|other| other < own),
                "{} must not import {name}",
                member.name()
            );
        }
    }
}

#[test]
fn exercises_import_only_what_the_reader_has_met() {
    let members = members();
    let ours: BTreeSet<&str> = members.iter().map(Manifest::name).collect();
    for member in &members {
        let Some(own) = number(member.name(), "ex") else { continue };
        for (section, last) in
            [("dependencies", own - 1), ("dev-dependencies", own)]
        {
            for name in member.depends_on(section).intersection(&ours) {
                // Tests may run what the reader wrote in earlier chapters.
                let earlier = section == "dev-dependencies"
                    && number(name, "ex").is_some_and(|other| other < own);
                assert!(
                    *name == "judge"
                        || earlier
                        || number(name, "ch")
                            .is_some_and(|other| other <= last),
                    "{} must not import {name} in [{section}]",
                    member.name()
                );
            }
        }
    }
}

/// So that a half-written exercise breaks no chapter's build. Exercises of a
/// later chapter may run it: they judge the reader's parts together.
#[test]
fn nothing_imports_an_exercise_but_starters_and_later_exercises() {
    for member in members() {
        let own = number(member.name(), "ex");
        for name in member.depends_on("") {
            let Some(exercise) = number(name, "ex") else { continue };
            assert!(
                member.name() == "course-starters"
                    || own.is_some_and(|own| exercise < own),
                "{} must not import {name}",
                member.name()
            );
        }
    }
}

#[test]
fn crates_know_no_chapter_and_learn_no_book_builder() {
    for member in members() {
        let imports = member.depends_on("");
        match member.name() {
            "judge" => assert!(imports.is_empty(), "judge uses std alone"),
            "learn" => assert!(!imports.contains("bookbinder"), "learn"),
            "figures" | "report" => {
                for name in imports {
                    assert_eq!(
                        number(name, "ch"),
                        None,
                        "{}",
                        member.name()
                    );
                }
            }
            _ => {}
        }
    }
}

/// Versions stand in one place. And the numeric crates are taken with the
/// features they have there: with others nalgebra would be compiled twice.
#[test]
fn members_take_dependencies_from_the_workspace() {
    for member in members() {
        for (_, key, value) in member.dependencies() {
            let as_it_stands = key.ends_with(".workspace");
            assert!(
                as_it_stands
                    || value.contains("workspace = true")
                        && !NUMERIC.contains(&key),
                "{}: write `{key}.workspace = true`",
                member.folder
            );
        }
    }
}

#[test]
fn every_dependency_comes_from_crates_io() {
    let lock = fs::read_to_string(root("Cargo.lock")).unwrap();
    for line in lock.lines().filter(|line| line.starts_with("source")) {
        assert_eq!(
            line,
            "source = \"registry+https://github.com/rust-lang/crates.io-index\""
        );
    }
}

/// Of the files that git tracks: what else lies in a clone is the reader's,
/// as are the exercises. Without git there is nothing to check.
#[test]
fn no_file_names_somebodys_machine() {
    let Ok(listed) =
        Command::new("git").args(["-C", &root(""), "ls-files"]).output()
    else {
        return;
    };
    for file in String::from_utf8(listed.stdout).unwrap().lines() {
        let Ok(text) = fs::read_to_string(root(file)) else { continue };
        if file.contains("/exercises/") {
            continue;
        }
        for (index, line) in text.lines().enumerate() {
            assert!(
                !names_a_machine(line),
                "{file}:{}: a path that only one machine has: {line}",
                index + 1
            );
        }
    }
}

/// Whether a path from the root of somebody's disk stands in `line`. A folder
/// of the same name inside another, as in `a/home/b`, is none.
fn names_a_machine(line: &str) -> bool {
    ["home", "root", "Users", "work", "mnt"].iter().any(|folder| {
        line.contains(&format!(":\\{folder}\\"))
            || line.match_indices(&format!("/{folder}/")).any(|(at, _)| {
                !line[..at].ends_with(|before: char| {
                    before.is_alphanumeric() || "._-~}*)>".contains(before)
                })
            })
    })
}

#[test]
fn a_machines_path_is_recognised() {
    for folder in ["home", "root", "Users", "work"] {
        assert!(names_a_machine(&format!("cd /{folder}/someone")));
        assert!(names_a_machine(&format!("file:///{folder}/someone")));
        assert!(names_a_machine(&format!("C:\\{folder}\\someone")));
        assert!(!names_a_machine(&format!("https://a.org/{folder}/")));
        assert!(!names_a_machine(&format!("chapters/{folder}/src")));
    }
}

/// A page's scripts are read by readers: each fits on a few screens.
#[test]
fn widget_scripts_stay_small_and_reach_every_page() {
    let book = fs::read_to_string(root("book/book.toml")).unwrap();
    for script in fs::read_dir(root("book/theme/widgets")).unwrap() {
        let script = script.unwrap();
        let name = script.file_name().into_string().unwrap();
        let size = script.metadata().unwrap().len();
        assert!(size <= 8192, "{name} has {size} bytes; 8192 are enough");
        let listed = book.contains(&format!("\"theme/widgets/{name}\""));
        assert!(listed, "{name} is missing in additional-js of book.toml");
    }
}
