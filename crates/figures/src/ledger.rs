use crate::drawing::DIGIT_DROP;
use crate::{Align, Drawing, Role};

/// One step of a calculation in a [`ledger`].
pub struct Row {
    /// Its letter or operator, so that colour is never alone.
    pub symbol: &'static str,
    /// What the step is called.
    pub label: String,
    /// What its numbers are.
    pub role: Option<Role>,
    /// One number for each column, or one for so many neighbours that they
    /// fill the row. An empty one is drawn as a gap for the reader to fill.
    pub cells: Vec<String>,
    /// The weights themselves, where the cells are to show their size.
    pub weights: Vec<f32>,
}

impl Row {
    /// A step with a number for each column, for each group of neighbours or
    /// for all.
    pub fn new<const N: usize>(
        symbol: &'static str,
        label: &str,
        role: impl Into<Option<Role>>,
        cells: [String; N],
    ) -> Row {
        Row {
            symbol,
            label: label.to_string(),
            role: role.into(),
            cells: cells.into(),
            weights: Vec::new(),
        }
    }

    /// The step with each cell as full as its weight is large.
    pub fn filled(self, weights: &[f32]) -> Row {
        Row { weights: weights.to_vec(), ..self }
    }

    /// The row of the data table that says the same.
    fn data(&self, columns: usize) -> Vec<String> {
        let head = format!("{} {}", self.symbol, self.label);
        let span = columns / self.cells.len();
        let cells =
            (0..columns).map(|i| match self.cells[i / span].as_str() {
                "" => "?".to_string(),
                cell => cell.to_string(),
            });
        std::iter::once(head).chain(cells).collect()
    }
}

/// The accumulating table: a step a row, a case a column, with the same
/// layout everywhere. Gives the drawing and the table of its data.
pub fn ledger(
    columns: &[&str],
    rows: &[Row],
) -> (Drawing, Vec<Vec<String>>) {
    // To the right edge of the last box; its border needs a little more.
    const WIDTH: f64 = 34.0;
    const LABELS: f64 = 10.0;
    const HEAD: f64 = 2.0;
    const PITCH: f64 = 3.0;
    const CELL: f64 = 2.4;
    const GAP: f64 = 0.5;
    let mut drawing =
        Drawing::new(WIDTH + 0.2, HEAD + PITCH * rows.len() as f64);
    let pitch = (WIDTH - LABELS + GAP) / columns.len() as f64;
    let width_of = |span: usize| pitch * span as f64 - GAP;
    let left_of = |i: usize| LABELS + pitch * i as f64;

    for (i, name) in columns.iter().enumerate() {
        let middle = [left_of(i) + width_of(1) / 2.0, 1.2];
        drawing.words(middle, Align::Middle, None, name);
    }
    for (i, row) in rows.iter().enumerate() {
        let top = HEAD + PITCH * i as f64;
        let base = top + CELL / 2.0 + DIGIT_DROP;
        drawing.number([0.0, base], Align::Start, row.role, row.symbol);
        drawing.words([3.0, base], Align::Start, None, &row.label);
        let span = columns.len() / row.cells.len();
        for (j, cell) in row.cells.iter().enumerate() {
            let at = [left_of(span * j), top];
            let size = [width_of(span), CELL];
            match (row.role, row.weights.get(j)) {
                _ if cell.is_empty() => drawing.blank(at, size),
                (Some(role), Some(weight)) => {
                    drawing.weight(at, size, role, *weight, cell);
                }
                _ => drawing.cell(at, size, row.role, cell),
            }
        }
    }
    let head = std::iter::once("").chain(columns.iter().copied());
    let mut data = vec![head.map(String::from).collect()];
    data.extend(rows.iter().map(|row| row.data(columns.len())));
    (drawing, data)
}
