//! Figures of the book: SVG fragments whose numbers come from Rust and whose
//! colours come from the page's theme.
//!
//! A [`Figure`] is words, a [`Drawing`] and the numbers as a table. It prints
//! as an HTML fragment that Markdown passes through untouched. A [`Widget`]
//! takes the place of one where scripts run. Lengths are in
//! units of 12 pixels, from the top left corner; a drawing of 34.4 units still
//! reads well on a telephone.

mod drawing;
mod ledger;
mod map;
mod plot;
mod role;
mod widget;

pub use drawing::{Align, Drawing, Point, path, px};
pub use ledger::{Row, ledger};
pub use map::map;
pub use plot::Plot;
pub use role::Role;
pub use widget::{Choice, Control, Picture, Table, Widget, fill};

use std::fmt::{self, Display, Formatter};

/// The word on the fold that hides a figure's table.
const DATA: &str = "Data";

/// One figure: what it says, what it draws, and its numbers as a table.
pub struct Figure {
    /// Its number in the book, such as `2.5`.
    pub number: &'static str,
    /// Its name, for who can't see it.
    pub title: String,
    /// What a sighted reader would conclude, with the numbers; 40 words.
    pub desc: String,
    /// The claim and how to read it, beneath the drawing; 30 words.
    pub caption: String,
    /// The drawing.
    pub drawing: Drawing,
    /// Every number drawn, row by row; the first row heads the columns and
    /// the first cell of each further row heads that row.
    pub data: Vec<Vec<String>>,
}

impl Figure {
    /// The name of its snapshot, such as `figure-2-5`.
    pub fn name(&self) -> String {
        format!("figure-{}", self.number.replace('.', "-"))
    }
}

impl Display for Figure {
    /// `<figure class="fig" …>` without a blank line: a blank line would end
    /// the HTML block in Markdown.
    fn fmt(&self, f: &mut Formatter) -> fmt::Result {
        let id = format!("fig-{}", self.number.replace('.', "-"));
        let (width, height) = self.drawing.size();
        // A picture is one thing to a screen reader, which then hears no
        // links in it.
        let role = if self.drawing.linked() { "group" } else { "img" };
        writeln!(f, r#"<figure class="fig" id="{id}">"#)?;
        writeln!(
            f,
            r#"<svg role="{role}" aria-labelledby="{id}-t {id}-d" viewBox="0 0 {width} {height}" width="{width}" height="{height}">"#
        )?;
        writeln!(
            f,
            r#"<title id="{id}-t">{}</title>"#,
            escape(&self.title)
        )?;
        writeln!(f, r#"<desc id="{id}-d">{}</desc>"#, escape(&self.desc))?;
        write!(f, "{}", self.drawing)?;
        writeln!(f, "</svg>")?;
        let (number, caption) = (&self.number, escape(&self.caption));
        writeln!(f, "<figcaption>Figure {number}. {caption}</figcaption>")?;
        writeln!(f, "<details><summary>{DATA}</summary><table>")?;
        for (i, row) in self.data.iter().enumerate() {
            write!(f, "<tr>")?;
            for (j, cell) in row.iter().enumerate() {
                let (open, close) = match (i, j) {
                    (0, _) => (r#"th scope="col""#, "th"),
                    (_, 0) => (r#"th scope="row""#, "th"),
                    _ => ("td", "td"),
                };
                write!(f, "<{open}>{}</{close}>", escape(cell))?;
            }
            writeln!(f, "</tr>")?;
        }
        writeln!(f, "</table></details></figure>")
    }
}

/// `text` with the characters replaced that mean something in XML.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
