//! Reads a page: its comments, its directives, its own text, its blocks.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// The comments of a page, with their lines: `<!-- facts from: … -->`.
pub(crate) fn comments(text: &str) -> impl Iterator<Item = (usize, &str)> {
    comment_ranges(text).map(|range| {
        let inside = &text[range.start + 4..range.end - 3];
        (line_of(text, range.start), inside.trim())
    })
}

fn comment_ranges(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + text[from..].find("<!--")?;
        let end = start + 4 + text[start + 4..].find("-->")? + 3;
        from = end;
        Some(start..end)
    })
}

/// The directives of a page, with their lines: only `{{…}}` alone on a line
/// is one, so that braces in a formula stay braces.
pub(crate) fn directives(
    text: &str,
) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().filter_map(|(i, line)| {
        let inside = line.trim().strip_prefix("{{")?.strip_suffix("}}")?;
        Some((i + 1, inside.trim()))
    })
}

/// A page's own text, every byte where it was: comments and directives are
/// blank.
pub(crate) fn own_text(text: &str) -> String {
    let mut own = text.to_string();
    let comments: Vec<_> = comment_ranges(text).collect();
    for range in comments {
        blank(&mut own, range);
    }
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if directives(line).next().is_some() {
            blank(&mut own, start..start + line.len());
        }
        start += line.len();
    }
    own
}

/// Overwrites a range with as many bytes of spaces; lines stay lines.
pub(crate) fn blank(text: &mut String, range: Range<usize>) {
    let spaces: String = text[range.clone()]
        .bytes()
        .map(|byte| if byte == b'\n' { '\n' } else { ' ' })
        .collect();
    text.replace_range(range, &spaces);
}

pub(crate) fn line_of(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

/// The Markdown of mdBook, with our formulas.
pub(crate) fn events(
    text: &str,
) -> impl Iterator<Item = (Event<'_>, Range<usize>)> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_MATH;
    Parser::new_ext(text, options).into_offset_iter()
}

/// A paragraph, heading, list item or table cell, word by word.
pub(crate) struct Block {
    /// A paragraph, not a heading, item or cell.
    pub(crate) paragraph: bool,
    pub(crate) words: Vec<Word>,
}

pub(crate) struct Word {
    pub(crate) text: String,
    pub(crate) line: usize,
    /// Someone else's word: between quotation marks.
    pub(crate) quoted: bool,
}

/// The prose of a page. Code blocks are left out; code and formulas in a line
/// stand as one word each.
pub(crate) fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut prose = String::new();
    // Where in `prose` each piece begins, and where it stands in the page.
    let mut pieces: Vec<(usize, usize)> = Vec::new();
    let mut code = false;
    for (event, range) in events(text) {
        let piece = match &event {
            Event::Text(_) if !code => &text[range.clone()],
            Event::Code(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_) => "·",
            Event::SoftBreak | Event::HardBreak => " ",
            _ => "",
        };
        if !piece.is_empty() {
            pieces.push((prose.len(), range.start));
            prose += piece;
        }
        let boundary = match &event {
            Event::Start(tag) => ends_a_block(&tag.to_end()),
            Event::End(tag) => ends_a_block(tag),
            _ => false,
        };
        if boundary && !prose.trim().is_empty() {
            let paragraph = event == Event::End(TagEnd::Paragraph);
            let words = words(text, &prose, &pieces);
            blocks.push(Block { paragraph, words });
            prose.clear();
            pieces.clear();
        }
        match event {
            Event::Start(Tag::CodeBlock(_)) => code = true,
            Event::End(TagEnd::CodeBlock) => code = false,
            _ => {}
        }
    }
    blocks
}

fn ends_a_block(tag: &TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::Item
            | TagEnd::TableCell
    )
}

fn words(page: &str, prose: &str, pieces: &[(usize, usize)]) -> Vec<Word> {
    let mut open = false;
    let mut words = Vec::new();
    let mut at = 0;
    for part in prose.split_inclusive(char::is_whitespace) {
        let piece = pieces.partition_point(|(start, _)| *start <= at) - 1;
        at += part.len();
        let text = part.trim();
        if text.is_empty() {
            continue;
        }
        let was_open = open;
        open = match (text.rfind('“'), text.rfind('”')) {
            (None, None) => open ^ (text.matches('"').count() % 2 == 1),
            (opens, closes) => opens > closes,
        };
        words.push(Word {
            text: text.to_string(),
            line: line_of(page, pieces[piece].1),
            quoted: was_open || open || text.contains(['“', '"']),
        });
    }
    words
}
