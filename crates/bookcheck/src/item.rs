//! Finds an item of Rust source by its name.
//!
//! No parser: the course's code is formatted by rustfmt, so an item ends at
//! the first line that has its indentation and ends in `}` or `;`.

const KINDS: [&str; 9] = [
    "fn",
    "struct",
    "enum",
    "trait",
    "const",
    "static",
    "type",
    "mod",
    "macro_rules!",
];
const MAX_LINES: usize = 40;
const MAX_COLUMNS: usize = 76;

/// The item's text, moved to the left margin; with its doc comment or without.
///
/// A name with a space is the start of the line: `impl Verdict`. One with
/// `::` is a function of a type's own `impl`: `Verdict::passed`.
pub(crate) fn item(
    source: &str,
    name: &str,
    docs: bool,
) -> Result<String, String> {
    let lines: Vec<&str> = source.lines().collect();
    let within = match name.split_once("::") {
        None => 0..lines.len(),
        Some((owner, _)) => {
            let head = format!("impl {owner}");
            let at = lines.iter().position(|line| declares(line, &head));
            let end = at.and_then(|at| end_of(&lines, at, 0));
            at.unwrap_or(0)..end.unwrap_or(0)
        }
    };
    let last = name.rsplit("::").next().unwrap_or(name);
    let found: Vec<usize> =
        within.filter(|&i| declares(lines[i], last)).collect();
    let at = match found[..] {
        [at] => at,
        [] => {
            return Err(format!("has no item `{name}`; correct the name"));
        }
        _ => {
            return Err(format!(
                "has {} items `{name}`; write its kind before it, as in \
                 `fn {name}`",
                found.len()
            ));
        }
    };
    let indent = indent_of(lines[at]);
    let end = end_of(&lines, at, indent)
        .ok_or_else(|| format!("`{name}` has no end; run cargo fmt"))?;
    let above = lines[..at].iter().rev().take_while(|line| {
        line.trim().starts_with("///") || line.trim().starts_with("#[")
    });
    let start = at - above.count();

    let listing: Vec<&str> = lines[start..=end]
        .iter()
        .enumerate()
        .filter(|(i, line)| {
            docs || start + i >= at || !line.trim().starts_with("///")
        })
        .map(|(_, line)| line.get(indent..).unwrap_or(""))
        .collect();
    if listing.len() > MAX_LINES {
        return Err(format!(
            "`{name}` has {} lines; a listing has at most {MAX_LINES}",
            listing.len()
        ));
    }
    if let Some(long) =
        listing.iter().find(|line| line.chars().count() > MAX_COLUMNS)
    {
        return Err(format!(
            "`{name}` is wider than {MAX_COLUMNS} columns: `{}`",
            long.trim()
        ));
    }
    Ok(listing.join("\n"))
}

fn declares(line: &str, name: &str) -> bool {
    let starts = |head: &str| {
        let Some((before, after)) = line.split_once(head) else {
            return false;
        };
        let mut words = before.split_whitespace();
        words.all(|word| {
            word.starts_with("pub")
                || ["async", "const", "unsafe"].contains(&word)
        }) && !after.starts_with(|c: char| c.is_alphanumeric() || c == '_')
    };
    if name.contains(' ') {
        starts(name)
    } else {
        KINDS.iter().any(|kind| starts(&format!("{kind} {name}")))
    }
}

fn end_of(lines: &[&str], at: usize, indent: usize) -> Option<usize> {
    // `const X: T =` goes on deeper, and ends where the value ends.
    let value = lines[at].ends_with('=');
    (at..lines.len()).find(|&i| {
        let line = lines[i];
        let level = indent_of(line) == indent || value;
        level && (line.ends_with([';', '}']))
    })
}

fn indent_of(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

#[cfg(test)]
mod tests {
    use super::item;

    const SOURCE: &str = "\
/// x: (n) → one number
#[inline]
pub fn sum(
    x: &[f32],
) -> f32 {
    x.iter().sum()
}

/// fn dot in a comment is not the item
pub(crate) const fn dot() {}

pub const LIMIT: f32 =
    88.72;

struct Row {
    /// Its entry.
    x: f32,
}

impl Row {
    /// The sum.
    fn total(&self) -> f32 {
        if self.x > 0.0 {
            self.x
        } else {
            0.0
        }
    }
}
fn twice() {}
mod m {
    fn twice() {}
    fn total() {}
}
";

    #[test]
    fn items_are_found_by_name_and_taken_whole() {
        for (name, docs, expected) in [
            (
                "sum",
                false,
                "#[inline]\npub fn sum(\n    x: &[f32],\n) -> f32 {\n    x.iter().sum()\n}",
            ),
            ("dot", false, "pub(crate) const fn dot() {}"),
            (
                "dot",
                true,
                "/// fn dot in a comment is not the item\npub(crate) const fn dot() {}",
            ),
            ("LIMIT", false, "pub const LIMIT: f32 =\n    88.72;"),
            (
                "Row",
                false,
                "struct Row {\n    /// Its entry.\n    x: f32,\n}",
            ),
            (
                "Row::total",
                true,
                "/// The sum.\nfn total(&self) -> f32 {\n    if self.x > 0.0 {\n        self.x\n    } else {\n        0.0\n    }\n}",
            ),
        ] {
            assert_eq!(item(SOURCE, name, docs).unwrap(), expected);
        }
        let whole = item(SOURCE, "impl Row", false).unwrap();
        assert!(whole.starts_with("impl Row {") && whole.ends_with("\n}"));
    }

    #[test]
    fn a_listing_that_would_mislead_is_refused() {
        let long = format!("fn long() {{\n{}}}\n", "    x();\n".repeat(39));
        let wide = format!("fn wide() {{\n    {};\n}}\n", "x".repeat(72));
        let open = "fn open() {\n    x();\n";
        for (source, name, message) in [
            (SOURCE, "tot", "no item `tot`"),
            (SOURCE, "twice", "2 items"),
            (SOURCE, "total", "2 items"),
            (SOURCE, "Row::twice", "no item `Row::twice`"),
            (SOURCE, "Column::total", "no item `Column::total`"),
            (&long, "long", "41 lines"),
            (&wide, "wide", "76 columns"),
            (open, "open", "no end"),
        ] {
            let error = item(source, name, false).unwrap_err();
            assert!(error.contains(message), "{error}");
        }
    }
}
