//! Verdicts that still hold, because nothing they depend on has changed.

use crate::{Chapter, Course};
use judge::Record;
use std::collections::BTreeMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::Hasher;
use std::path::{Path, PathBuf};
use std::{env, fs, io, process};

/// A chapter's records, by exercise.
pub type Records = BTreeMap<String, Record>;

/// Where cargo builds the course.
pub fn target(course: &Course) -> PathBuf {
    match env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => std::path::absolute(&folder)
            .unwrap_or_else(|_| PathBuf::from(folder)),
        None => course.root.join("target"),
    }
}

/// The records of `chapter` that were kept under `key`. Damaged ones are
/// none.
pub fn read(course: &Course, chapter: &Chapter, key: u64) -> Records {
    let text = fs::read_to_string(file(course, chapter));
    parse(&text.unwrap_or_default(), key).unwrap_or_default()
}

fn parse(text: &str, key: u64) -> Option<Records> {
    let mut rest = text.strip_prefix(&format!("{key:016x}\n"))?;
    let mut records = Records::new();
    while rest != "end\n" {
        let (head, body) = rest.split_once('\n')?;
        let (id, length) = head.split_once(' ')?;
        let (record, after) =
            body.split_at_checked(length.parse().ok()?)?;
        records.insert(id.to_string(), Record::parse(record)?);
        rest = after;
    }
    Some(records)
}

/// Keeps `records`; a reader of the file sees all of them or the old ones.
///
/// # Errors
/// When the folder can't be written.
pub fn write(
    course: &Course,
    chapter: &Chapter,
    key: u64,
    records: &Records,
) -> io::Result<()> {
    let mut text = format!("{key:016x}\n");
    for (id, record) in records {
        let record = record.to_string();
        text += &format!("{id} {}\n{record}", record.len());
    }
    let file = file(course, chapter);
    let new = file.with_extension(process::id().to_string());
    fs::create_dir_all(target(course).join("learn"))?;
    fs::write(&new, text + "end\n")?;
    fs::rename(new, file)
}

fn file(course: &Course, chapter: &Chapter) -> PathBuf {
    target(course).join("learn").join(&chapter.folder)
}

/// A number that changes with whatever a verdict of `chapter` depends on: its
/// exercises, the packages of the course they are compiled with, the
/// versions of all others and the compiler.
pub fn key(course: &Course, chapter: &Chapter) -> u64 {
    let root = &course.root;
    let workspace = read_text(&root.join("Cargo.toml"));
    let mut hasher = DefaultHasher::new();
    hasher.write(workspace.as_bytes());
    hash_file(&root.join("Cargo.lock"), &mut hasher);
    // cargo's note on the compiler begins with its fingerprint.
    let rustc = read_text(&target(course).join(".rustc_info.json"));
    let rustc = rustc.split(',').next().unwrap_or_default();
    hasher.write(rustc.as_bytes());

    let shared = paths(&workspace, root);
    let exercises = root.join("chapters").join(&chapter.folder);
    let mut found = vec![exercises.join("exercises")];
    let mut next = 0;
    while let Some(package) = found.get(next).cloned() {
        next += 1;
        let manifest = read_text(&package.join("Cargo.toml"));
        hasher.write(manifest.as_bytes());
        for part in ["src", "tests/verdicts.rs", "build.rs"] {
            hash_files(&package.join(part), &mut hasher);
        }
        for folder in dependencies(&manifest, &package, &shared) {
            if !found.contains(&folder) {
                found.push(folder);
            }
        }
    }
    hasher.finish()
}

/// The folders behind `name = { path = "…" }`, by name.
fn paths(manifest: &str, folder: &Path) -> BTreeMap<String, PathBuf> {
    let entry = |line: &str| {
        let (name, rest) = line.split_once('=')?;
        let path = rest.split_once("path = \"")?.1.split('"').next()?;
        Some((name.trim().to_string(), folder.join(path)))
    };
    manifest.lines().filter_map(entry).collect()
}

fn dependencies(
    manifest: &str,
    package: &Path,
    shared: &BTreeMap<String, PathBuf>,
) -> Vec<PathBuf> {
    let mut folders: Vec<_> =
        paths(manifest, package).into_values().collect();
    for line in manifest.lines().filter(|l| l.contains("workspace")) {
        let name = line.split(['.', '=', ' ']).next().unwrap_or_default();
        folders.extend(shared.get(name).cloned());
    }
    folders
}

fn hash_files(path: &Path, hasher: &mut DefaultHasher) {
    let Ok(entries) = fs::read_dir(path) else {
        return hash_file(path, hasher);
    };
    let mut paths: Vec<_> = entries.flatten().map(|e| e.path()).collect();
    paths.sort();
    paths.iter().for_each(|path| hash_files(path, hasher));
}

fn hash_file(path: &Path, hasher: &mut DefaultHasher) {
    let bytes = fs::read(path).unwrap_or_default();
    hasher.write(path.as_os_str().as_encoded_bytes());
    hasher.write_usize(bytes.len());
    hasher.write(&bytes);
}

fn read_text(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_default()
}
