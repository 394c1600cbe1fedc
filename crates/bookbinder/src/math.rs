//! Formulas to HTML, at build time: a page needs no script to show them.

use katex::{KatexContext, Settings, StrictMode, StrictSetting};
use pulldown_cmark::{Event, Options, Parser};
use std::fmt::Write;

/// Replaces every `$…$` and `$$…$$` of `markdown` by KaTeX's HTML.
///
/// `markdown` is `source`, the page as its author wrote it, with what it
/// quotes put in; a formula KaTeX can't read is reported by its line in
/// `source`, as `book/src/page.md:12: …`.
pub fn render(
    page: &str,
    source: &str,
    markdown: &str,
) -> Result<String, Vec<String>> {
    // mdBook's own options, or code and tables would begin and end elsewhere.
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_SMART_PUNCTUATION
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM
        | Options::ENABLE_MATH;
    let katex = KatexContext::default();
    let (mut text, mut done) = (String::new(), 0);
    let mut problems = Vec::new();
    for (event, range) in
        Parser::new_ext(markdown, options).into_offset_iter()
    {
        let (tex, display) = match event {
            Event::InlineMath(tex) => (tex, false),
            Event::DisplayMath(tex) => (tex, true),
            _ => continue,
        };
        let settings = Settings::builder()
            .display_mode(display)
            .strict(StrictSetting::Mode(StrictMode::Error))
            .build();
        match katex::render_to_string(&katex, &tex, &settings) {
            Ok(html) => {
                text.push_str(&markdown[done..range.start]);
                text.push_str(&past_markdown(&html));
                done = range.end;
            }
            Err(error) => {
                // The quotes have moved the lines, so look the formula up. One
                // that the page doesn't hold came with an exercise.
                let place = match source.find(&markdown[range]) {
                    Some(at) => format!(
                        ":{}",
                        source[..at].matches('\n').count() + 1
                    ),
                    None => " (in what it quotes)".to_string(),
                };
                let error = error.to_string().replace('\n', " ");
                problems.push(format!("book/src/{page}{place}: {error}"));
            }
        }
    }
    text.push_str(&markdown[done..]);
    if problems.is_empty() { Ok(text) } else { Err(problems) }
}

/// HTML on one line that Markdown passes on as it is, and the same on every
/// build: punctuation outside tags as entities, attributes sorted.
fn past_markdown(html: &str) -> String {
    let mut safe = String::with_capacity(2 * html.len());
    let html = html.replace('\n', " ");
    for piece in html.split_inclusive('>') {
        let (text, tag) = piece.split_once('<').unwrap_or((piece, ""));
        for c in text.chars() {
            // These three are how KaTeX itself writes an entity.
            if c.is_ascii_punctuation() && !"&#;".contains(c) {
                let _ = write!(safe, "&#{};", u32::from(c));
            } else {
                safe.push(c);
            }
        }
        if !tag.is_empty() {
            safe.push('<');
            safe.push_str(&sorted(tag));
        }
    }
    safe
}

/// `span style="…" class="…">` with its attributes in alphabetical order:
/// katex-rs keeps them in a hash map.
fn sorted(tag: &str) -> String {
    let Some((name, attributes)) = tag.split_once(' ') else {
        return tag.to_string();
    };
    let Some((attributes, end)) = attributes.rsplit_once('"') else {
        return tag.to_string();
    };
    let mut attributes: Vec<&str> = attributes.split("\" ").collect();
    attributes.sort_unstable();
    format!("{name} {}\"{end}", attributes.join("\" "))
}
