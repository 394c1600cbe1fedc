//! The Transformer on one line: where a chapter stands in it.

use std::fmt::Write;

use crate::escape;

/// The map's words, apart from its shape.
const NAME: &str = "Where this page stands in the Transformer";
const HERE: &str = "this chapter";
const LATER: &str = "later";

/// One part of the model, as it is drawn on the map.
enum Part {
    /// A box: the chapter that builds it, and its name.
    Box(usize, &'static str),
    /// A box around others.
    Around(usize, &'static str, &'static [Part]),
    /// What flows on to the next part.
    Then,
}
use Part::{Around, Box, Then};

const HEADS: Part =
    Around(3, "heads", &[Around(2, "scores", &[Box(1, "softmax")])]);
const MODEL: &[Part] = &[
    Box(7, "embedding"),
    Box(7, "positions"),
    Then,
    Around(
        6,
        "block",
        &[
            HEADS,
            Then,
            Box(4, "add"),
            Box(5, "norm"),
            Then,
            Box(6, "network"),
            Then,
            Box(4, "add"),
            Box(5, "norm"),
        ],
    ),
    Then,
    Box(8, "decoder"),
    Then,
    Box(7, "linear, softmax"),
];

/// The map as one block of HTML: each box a link to its chapter's page, the
/// boxes of the chapter `current` lit, those without a page pale. Boxes, not
/// a drawing: on a telephone they wrap like words.
pub fn map(
    page: impl Fn(usize) -> Option<String>,
    current: Option<usize>,
) -> String {
    let mut html = format!("<nav class=\"map\" aria-label=\"{NAME}\">");
    parts(&mut html, MODEL, &page, current);
    html + "</nav>"
}

fn parts(
    html: &mut String,
    model: &[Part],
    page: &dyn Fn(usize) -> Option<String>,
    current: Option<usize>,
) {
    for part in model {
        let (chapter, name, inside) = match part {
            Then => {
                *html += "\n<span aria-hidden=\"true\">→</span>";
                continue;
            }
            Box(chapter, name) => (*chapter, *name, &[][..]),
            Around(chapter, name, inside) => (*chapter, *name, *inside),
        };
        let (state, note) = match page(chapter) {
            None => ("later", LATER),
            Some(_) if current == Some(chapter) => ("here", HERE),
            Some(_) => ("", ""),
        };
        let kind = if inside.is_empty() { "part" } else { "part around" };
        let class = format!("{kind} {state}");
        write!(html, "\n<span class=\"{}\">", class.trim_end())
            .expect("it is a String");
        *html += &label(page(chapter), chapter, name, note);
        parts(html, inside, page, current);
        *html += "</span>";
    }
}

/// A box's name, linked to its chapter; `note` is for who doesn't see the
/// border.
fn label(
    page: Option<String>,
    chapter: usize,
    name: &str,
    note: &str,
) -> String {
    let note = match note {
        "" => String::new(),
        note => format!("<span class=\"unseen\">, {note}</span>"),
    };
    let name = escape(name);
    match page {
        None => format!("<span class=\"name\">{name}{note}</span>"),
        Some(page) => {
            let current =
                if note.is_empty() { "" } else { " aria-current=\"page\"" };
            format!(
                "<a href=\"{}\"{current}><b>{chapter}</b> {name}{note}</a>",
                escape(&page)
            )
        }
    }
}
