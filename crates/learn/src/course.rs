//! The chapters and exercises, as the folders hold them.

use judge::Sheet;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

/// The course on disk.
pub struct Course {
    /// The folder of the workspace.
    pub root: PathBuf,
    /// In order.
    pub chapters: Vec<Chapter>,
}

/// A folder `chapters/NN-name`.
pub struct Chapter {
    /// `NN`.
    pub number: usize,
    /// `NN-name`, which is also the name of its page and package.
    pub folder: String,
    /// The heading of its page.
    pub title: String,
    /// Its one number: the description in its manifest.
    pub claim: String,
    /// Its exercises, in order.
    pub sheets: Vec<Sheet>,
}

impl Course {
    /// The folder of the course around the current one, or else of the one
    /// that this program was built from.
    pub fn root() -> PathBuf {
        let here = env::current_dir().unwrap_or_default();
        let holds = |folder: &&Path| {
            folder.join("chapters").is_dir() && folder.join("book").is_dir()
        };
        match here.ancestors().find(holds) {
            Some(folder) => folder.to_path_buf(),
            None => Path::new(env!("CARGO_MANIFEST_DIR")).join("../.."),
        }
    }

    /// Reads the course under `root`.
    ///
    /// # Errors
    /// One line that names the file that can't be read.
    pub fn open(root: &Path) -> Result<Self, String> {
        let mut chapters = Vec::new();
        for folder in names_in(&root.join("chapters"))? {
            let number = folder.split('-').next().map(str::parse);
            if let Some(Ok(number)) = number {
                let title = title(root, &folder);
                let claim = claim(root, &folder);
                let sheets = sheets(root, &folder)?;
                chapters.push(Chapter {
                    number,
                    folder,
                    title,
                    claim,
                    sheets,
                });
            }
        }
        chapters.sort_by_key(|chapter| chapter.number);
        Ok(Self { root: root.to_path_buf(), chapters })
    }

    /// Chapter `number`.
    ///
    /// # Errors
    /// One line that lists the chapters there are.
    pub fn chapter(&self, number: &str) -> Result<&Chapter, String> {
        let wanted = number.parse().ok();
        self.chapters
            .iter()
            .find(|chapter| Some(chapter.number) == wanted)
            .ok_or_else(|| {
                let numbers = self.chapters.iter().map(|c| c.number);
                let numbers: Vec<_> =
                    numbers.map(|number| number.to_string()).collect();
                format!(
                    "no chapter {number}: there are {}",
                    numbers.join(", ")
                )
            })
    }

    /// Exercise `id`, such as `2.3`.
    ///
    /// # Errors
    /// One line that lists the exercises of its chapter, or the chapters.
    pub fn exercise(&self, id: &str) -> Result<&Sheet, String> {
        let (number, _) = id.split_once('.').ok_or_else(|| {
            format!("no exercise {id}: they are named like 2.3")
        })?;
        let chapter = self.chapter(number)?;
        chapter.sheets.iter().find(|sheet| sheet.id == id).ok_or_else(
            || {
                let ids: Vec<_> = chapter
                    .sheets
                    .iter()
                    .map(|sheet| &sheet.id[..])
                    .collect();
                format!(
                    "no exercise {id}: chapter {number} has {}",
                    ids.join(", ")
                )
            },
        )
    }

    /// All exercises of chapter `2`, or the one exercise `2.3`.
    ///
    /// # Errors
    /// One line that lists what there is.
    pub fn select(&self, what: &str) -> Result<Vec<&Sheet>, String> {
        match what.contains('.') {
            true => Ok(vec![self.exercise(what)?]),
            false => Ok(self.chapter(what)?.sheets.iter().collect()),
        }
    }
}

/// The heading of the chapter's page without its number, or the folder's name
/// while there is no page.
fn title(root: &Path, folder: &str) -> String {
    let page = root.join("book/src").join(folder).with_extension("md");
    let page = fs::read_to_string(page).unwrap_or_default();
    let heading = page.lines().find_map(|line| line.strip_prefix("# "));
    let heading = heading.unwrap_or(folder);
    let title = heading.split_once(" · ").map(|(_, title)| title);
    title.unwrap_or(heading).trim().to_string()
}

/// What the manifest says of the chapter: the number it is about.
fn claim(root: &Path, folder: &str) -> String {
    let manifest = root.join("chapters").join(folder).join("Cargo.toml");
    let manifest = fs::read_to_string(manifest).unwrap_or_default();
    let claim = manifest.lines().find_map(|line| {
        line.strip_prefix("description = \"")?.strip_suffix('"')
    });
    claim.unwrap_or_default().to_string()
}

fn sheets(root: &Path, folder: &str) -> Result<Vec<Sheet>, String> {
    let folder = root.join("chapters").join(folder);
    let folder = folder.join("src/checks/solutions");
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let mut sheets = Vec::new();
    for name in names_in(&folder)? {
        let path = folder.join(name);
        let text = fs::read_to_string(&path).map_err(|e| e.to_string());
        sheets.push(
            text.and_then(|text| Sheet::parse(&text))
                .map_err(|error| format!("{}: {error}", path.display()))?,
        );
    }
    // 2.10 comes after 2.9.
    sheets.sort_by_key(|sheet| (sheet.id.len(), sheet.id.clone()));
    Ok(sheets)
}

fn names_in(folder: &Path) -> Result<Vec<String>, String> {
    let entries = fs::read_dir(folder)
        .map_err(|error| format!("{}: {error}", folder.display()))?;
    Ok(entries
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| !name.starts_with('.'))
        .collect())
}
