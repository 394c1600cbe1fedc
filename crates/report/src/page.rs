use crate::number;
use colored::{Color, Colorize};
use prettytable::format::{Alignment, FormatBuilder, LinePosition};
use prettytable::format::{LineSeparator, TableFormat};
use prettytable::{Cell, Row, Table};
use std::fmt::{self, Display, Formatter};

/// What a number is in the computation: its colour on a terminal, as in the
/// book's figures.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The input.
    X,
    /// A query.
    Q,
    /// A key.
    K,
    /// A value.
    V,
    /// A score, scaled or not, or a weight made of it.
    Score,
    /// The output.
    Output,
    /// Anything else.
    Plain,
}

impl Role {
    /// The text in the role's colour; as it is without a terminal or with
    /// NO_COLOR.
    pub fn paint(self, text: &str) -> String {
        let color = match self {
            Role::X => Color::Green,
            Role::Q => Color::Magenta,
            Role::K => Color::Red,
            Role::V => Color::Blue,
            Role::Score => Color::Yellow,
            Role::Output => Color::BrightMagenta,
            Role::Plain => return text.to_string(),
        };
        text.color(color).to_string()
    }
}

/// A page of numbered sections with lines and tables.
pub struct Report {
    text: String,
    sections: usize,
}

impl Report {
    /// A page under a title.
    pub fn new(title: &str) -> Self {
        Self { text: format!("{}\n", title.bold()), sections: 0 }
    }

    /// Begins the next section, `[1] title`; the book quotes it by number.
    pub fn section(&mut self, title: &str) {
        self.sections += 1;
        let heading = format!("[{}] {title}", self.sections);
        self.text += &format!("\n{}\n", heading.bold());
    }

    /// A line of text, or an empty one.
    pub fn line(&mut self, text: &str) {
        self.text += format!("  {text}").trim_end();
        self.text += "\n";
    }

    /// A table: a head whose first entry names the rows, then rows of a name
    /// and its cells.
    pub fn table<const N: usize>(
        &mut self,
        head: [&str; N],
        rows: impl IntoIterator<Item = [String; N]>,
    ) {
        let head = head.map(str::to_string).to_vec();
        self.draw(head, rows.into_iter().map(Vec::from).collect());
    }

    /// Rows of numbers in a role's colour, each after its name, under the
    /// names of the columns.
    pub fn rows(
        &mut self,
        name: &str,
        role: Role,
        columns: &[&str],
        rows: &[(&str, Vec<f32>)],
    ) {
        let head = std::iter::once(&name).chain(columns);
        let cell = |x: &f32| role.paint(&number(f64::from(*x)));
        let row = |(name, cells): &(&str, Vec<f32>)| {
            let name = std::iter::once(name.to_string());
            name.chain(cells.iter().map(cell)).collect()
        };
        let rows = rows.iter().map(row).collect();
        self.draw(head.map(ToString::to_string).collect(), rows);
    }

    fn draw(&mut self, head: Vec<String>, rows: Vec<Vec<String>>) {
        let row = |cells: Vec<String>| {
            let align = |(i, cell): (usize, String)| {
                let side =
                    if i == 0 { Alignment::LEFT } else { Alignment::RIGHT };
                Cell::new_align(&cell, side)
            };
            Row::new(cells.into_iter().enumerate().map(align).collect())
        };
        let mut table = Table::new();
        table.set_format(table_format());
        table.set_titles(row(head));
        rows.into_iter().for_each(|cells| {
            table.add_row(row(cells));
        });
        for line in table.to_string().lines() {
            self.text += &format!(" {}\n", line.trim_end());
        }
    }
}

impl Display for Report {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

fn table_format() -> TableFormat {
    FormatBuilder::new()
        .padding(1, 1)
        .separator(
            LinePosition::Title,
            LineSeparator::new('─', '─', ' ', ' '),
        )
        .build()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One test, since the colour switch is the process's.
    #[test]
    fn a_table_is_straight_with_and_without_colour() {
        let page = || {
            let mut report = Report::new("Title");
            report.section("scores");
            report.line("a line");
            let rows = [
                ("Thinking", vec![112.0, 96.0]),
                ("機械", vec![48.0, 0.5]),
            ];
            report.rows("S 2×2", Role::Score, &["k1", "k2"], &rows);
            report.to_string()
        };
        colored::control::set_override(false);
        assert_eq!(
            page(),
            "Title

[1] scores
  a line
  S 2×2      k1      k2
 ───────────────────────
  Thinking  112      96
  機械       48  0.5000
"
        );
        colored::control::set_override(true);
        let coloured = page();
        colored::control::unset_override();
        assert!(coloured.contains("\u{1b}[33m112\u{1b}[0m"), "{coloured}");
        let mut plain = String::new();
        let mut rest = coloured.as_str();
        while let Some((before, after)) = rest.split_once("\u{1b}[") {
            plain += before;
            rest = after.split_once('m').unwrap().1;
        }
        plain += rest;
        colored::control::set_override(false);
        assert_eq!(plain, page());
    }
}
