//! Formulas to HTML, at build time: a page needs no script to show them.

use katex::{KatexContext, Settings, StrictMode, StrictSetting};
use pulldown_cmark::{Event, Options, Parser};
use std::fmt::Write;
use std::ops::Range;

/// mdBook's own options, or code and tables would begin and end elsewhere.
pub(crate) const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_SMART_PUNCTUATION)
    .union(Options::ENABLE_DEFINITION_LIST)
    .union(Options::ENABLE_GFM)
    .union(Options::ENABLE_MATH);

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
    let katex = KatexContext::default();
    let (mut text, mut done) = (String::new(), 0);
    let mut problems = Vec::new();
    for (event, range) in
        Parser::new_ext(markdown, OPTIONS).into_offset_iter()
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
                let around = with_punctuation(markdown, range.clone());
                text.push_str(&markdown[done..around.start]);
                text.push_str("<span class=\"formula\">");
                text.push_str(&markdown[around.start..range.start]);
                text.push_str(&past_markdown(&html));
                text.push_str(&markdown[range.end..around.end]);
                text.push_str("</span>");
                done = around.end;
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

/// A formula's place, widened by the bracket before it and the punctuation
/// after it. A browser may break a line beside a formula, and would begin one
/// with a comma.
fn with_punctuation(text: &str, formula: Range<usize>) -> Range<usize> {
    let before = &text[..formula.start];
    // In `\(` and `](` the bracket belongs to what stands before it.
    let bracket = before.ends_with('(')
        && !before.ends_with("\\(")
        && !before.ends_with("](");
    let after = &text[formula.end..];
    let rest = after.trim_start_matches([',', '.', ';', ':', '?', ')']);
    formula.start - usize::from(bracket)
        ..formula.end + after.len() - rest.len()
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

#[cfg(test)]
mod tests {
    use super::render;
    use pulldown_cmark::{Event, Options, Parser, html};

    /// What a browser gets: the page through us, then through Markdown.
    fn seen(markdown: &str) -> String {
        let text = render("page.md", markdown, markdown).unwrap();
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_SMART_PUNCTUATION
            | Options::ENABLE_DEFINITION_LIST;
        let mut page = String::new();
        let events = Parser::new_ext(&text, options);
        html::push_html(&mut page, events);
        page
    }

    /// Only the words of a page, as its reader sees them.
    fn words(markdown: &str) -> String {
        let text = render("page.md", markdown, markdown).unwrap();
        Parser::new(&text)
            .filter_map(|event| match event {
                Event::Text(words) => Some(words.into_string()),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn markdown_leaves_a_formula_alone() {
        for tex in [
            r"a_1 * b_2 * c_3 + x_{ij}^2",
            r"[a](b) \cdot \left[\frac{x}{y}\right]",
            r"f' - g'' -- h \ldots a \sim b",
            r"\{1, 2\} \| x \| < y > z \& \#",
            r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}",
            "\\text{a `b` \"c\" ~~d~~ !e}",
        ] {
            let page = seen(&format!("before ${tex}$ after"));
            for tag in ["<em>", "<strong>", "<a ", "<del>", "<code>"] {
                assert!(!page.contains(tag), "{tex}: {tag} in {page}");
            }
            // KaTeX keeps the source for who copies a formula.
            assert!(words(&format!("${tex}$")).contains(tex), "{tex}");
            assert_eq!(page.matches("<p>").count(), 1);
            assert!(page.ends_with(" after</p>\n"), "{page}");
        }
    }

    #[test]
    fn a_formula_in_a_table_stays_in_its_cell() {
        let page = seen("| a | b |\n|---|---|\n| $x_1$ | $y_2$ |\n");
        assert_eq!(page.matches("<td>").count(), 2);
        assert_eq!(page.matches("class=\"katex\"").count(), 2);
    }

    #[test]
    fn only_formulas_are_formulas() {
        for text in [
            "`$x_1$` and \\$5",
            "it costs $5 and $6",
            "```text\n$x_1$\n```\n",
            "    $x_1$\n",
            "<div>\n$x_1$\n</div>\n",
        ] {
            assert_eq!(render("page.md", text, text).unwrap(), text);
        }
    }

    #[test]
    fn a_display_is_one_paragraph_even_over_lines() {
        let page = seen("$$\nx = \\sqrt{d_k}\n\n$$");
        assert!(!page.contains("katex"), "a blank line ends a formula");
        let page = seen("$$\nx =\n\\sqrt{d_k}\n$$");
        assert!(page.starts_with("<p><span class=\"formula\">"));
        assert!(page.contains("katex-display"));
        assert_eq!(page.trim_end().lines().count(), 1);
    }

    #[test]
    fn the_same_formula_gives_the_same_bytes() {
        let tex = r"$$\left(\begin{matrix} \sqrt{1} & \overline{x} \\
            \hat{y} & \mathbf{z} \end{matrix}\right)$$";
        let first = seen(tex);
        for _ in 0..20 {
            assert_eq!(seen(tex), first);
        }
    }

    #[test]
    fn punctuation_keeps_to_its_formula() {
        for (text, kept) in [
            ("($x$), so", "($x$),"),
            ("[a]($x$)", "$x$)"),
            (r"\($x$\)", "$x$"),
            ("see $x$… or", "$x$"),
        ] {
            let at = text.find('$').unwrap()..text.rfind('$').unwrap() + 1;
            assert_eq!(&text[super::with_punctuation(text, at)], kept);
        }
    }

    #[test]
    fn an_error_names_the_line_its_author_wrote() {
        let source = "{{report}}\n\ntext $\\frac{1}$\n";
        let expanded = "a\nlong\nquote\n\ntext $\\frac{1}$ and $\\nix$\n";
        let problems = render("page.md", source, expanded).unwrap_err();
        assert!(problems[0].starts_with("book/src/page.md:3: "));
        assert!(problems[1].starts_with("book/src/page.md (in what"));
    }
}
