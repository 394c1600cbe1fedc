use crate::{Drawing, Role, Row, escape};
use std::fmt::{self, Display, Formatter, Write};

/// What stands before the answer to a choice.
const RIGHT: &str = "✓ Right.";
const WRONG: &str = "✗ Not so.";

/// A question, and controls that answer it. Its numbers are looked up in a
/// table that a chapter's own functions have filled.
///
/// It prints as an HTML fragment that stays hidden until a script takes it
/// up, `book/theme/widgets/widget.js`. That puts the table's text into every
/// element with a `data-out`, and computes nothing.
pub struct Widget {
    /// The chapter it stands in.
    pub chapter: u8,
    /// What kind it is, such as `scale-knob`. A script of this name in
    /// `book/theme/widgets` may find the state's texts in its own way.
    pub kind: &'static str,
    /// The figure whose place it takes, such as `2.5`.
    pub replaces: &'static str,
    /// What it answers.
    pub question: String,
    /// What a reader may predict, before the controls unlock.
    pub choices: Vec<Choice>,
    /// The controls, set to the worked example. Their values, with commas
    /// between, name the state.
    pub controls: Vec<Control>,
    /// A drawing with marks that move.
    pub picture: Option<Picture>,
    /// The names of the columns, below an empty corner.
    pub columns: Vec<String>,
    /// The rows; each cell is the name of an out.
    pub rows: Vec<Row>,
    /// The texts of each state.
    pub table: Table,
}

/// An answer that a reader may predict.
pub struct Choice {
    /// The answer.
    pub text: String,
    /// Whether it is the right one.
    pub right: bool,
    /// What to say to it.
    pub reply: String,
}

/// What a reader sets.
pub enum Control {
    /// A whole number on a scale.
    Range {
        /// Its name in the state.
        name: &'static str,
        /// What it sets.
        label: String,
        /// The least and the greatest.
        range: [i32; 2],
        /// The worked example's.
        start: i32,
        /// Numbers to mark on the scale.
        marks: Vec<i32>,
    },
    /// One of a few; its value counts from 1.
    Pick {
        /// Its name in the state.
        name: &'static str,
        /// What it sets.
        label: String,
        /// What there is to pick from.
        options: Vec<String>,
        /// The worked example's.
        start: usize,
    },
    /// A button, which the widget's own script answers.
    Button {
        /// The name the script knows it by.
        name: &'static str,
        /// What it does.
        label: String,
    },
}

/// A drawing of which some marks move.
pub struct Picture {
    /// Its name, for who can't see it.
    pub title: String,
    /// What a sighted reader would conclude in any state.
    pub desc: String,
    /// What stands still.
    pub drawing: Drawing,
    /// What moves: an SVG element such as `circle class="dot" r="5"`, and
    /// the outs that set its attributes. The out `dot.cx` sets `cx`.
    pub marks: Vec<(&'static str, Vec<&'static str>)>,
}

/// The texts of every state, by the names of the outs. Where there is an out
/// `a`, an out `a.fill` says how full its cell is, such as `88%`. The out
/// `say` is read aloud: the state's conclusion in a sentence.
#[derive(Default)]
pub struct Table {
    /// The names of the outs.
    pub outs: Vec<&'static str>,
    /// The texts of a state, in the order of the outs, after its name.
    pub states: Vec<(String, Vec<String>)>,
}

impl Table {
    /// The text of an out in a state.
    ///
    /// # Panics
    /// When the table lacks one of them.
    pub fn get(&self, state: &str, out: &str) -> &str {
        let texts = self.states.iter().find(|(name, _)| name == state);
        let (_, texts) =
            texts.unwrap_or_else(|| panic!("no state {state}"));
        let at = self.outs.iter().position(|name| *name == out);
        &texts[at.unwrap_or_else(|| panic!("no out {out}"))]
    }
}

/// How full a cell is, as its out `….fill` says it.
pub fn fill(weight: f32) -> String {
    format!("{:.1}%", 100.0 * weight)
}

impl Widget {
    /// The name of its snapshot, such as `widget-2`.
    pub fn name(&self) -> String {
        format!("widget-{}", self.chapter)
    }
}

impl Display for Widget {
    /// `<div class="widget" …>` without a blank line, as in a figure.
    fn fmt(&self, f: &mut Formatter) -> fmt::Result {
        let (id, kind) = (self.name(), self.kind);
        let figure = format!("fig-{}", self.replaces.replace('.', "-"));
        writeln!(
            f,
            r#"<div class="widget" id="{id}" data-widget="{kind}" data-replaces="{figure}" role="group" aria-labelledby="{id}-ask" hidden>"#
        )?;
        let question = escape(&self.question);
        writeln!(f, r#"<p class="ask" id="{id}-ask">{question}</p>"#)?;
        writeln!(f, r#"<ul class="choices" aria-live="polite">"#)?;
        for choice in &self.choices {
            choice.write(f)?;
        }
        writeln!(f, "</ul>")?;
        writeln!(f, r#"<fieldset class="controls" disabled>"#)?;
        for control in &self.controls {
            control.write(f, &id)?;
        }
        writeln!(f, "</fieldset>")?;
        if let Some(picture) = &self.picture {
            picture.write(f, &id)?;
        }
        self.write_rows(f)?;
        writeln!(
            f,
            r#"<output class="say" aria-live="polite" data-out="say"></output>"#
        )?;
        writeln!(
            f,
            r#"<button type="button" class="printed" aria-expanded="false" aria-controls="{figure}">Figure {}</button>"#,
            self.replaces
        )?;
        writeln!(f, r#"<script type="application/json">{}"#, self.table)?;
        writeln!(f, "</script></div>")
    }
}

impl Widget {
    fn write_rows(&self, f: &mut Formatter) -> fmt::Result {
        write!(f, r#"<div class="scroll"><table><tr><td></td>"#)?;
        for column in &self.columns {
            write!(f, r#"<th scope="col">{}</th>"#, escape(column))?;
        }
        writeln!(f, "</tr>")?;
        for row in &self.rows {
            let class = row.role.map_or("", Role::class);
            let (symbol, label) = (escape(row.symbol), escape(&row.label));
            write!(
                f,
                r#"<tr class="{class}"><th scope="row"><b>{symbol}</b> {label}</th>"#
            )?;
            let span = self.columns.len() / row.cells.len();
            for cell in &row.cells {
                write!(
                    f,
                    r#"<td colspan="{span}" data-out="{cell}"></td>"#
                )?;
            }
            writeln!(f, "</tr>")?;
        }
        writeln!(f, "</table></div>")
    }
}

impl Choice {
    /// An answer that the reader may predict, and what to say to it.
    pub fn new(
        right: bool,
        text: &str,
        reply: impl Into<String>,
    ) -> Choice {
        Choice { text: text.to_string(), right, reply: reply.into() }
    }

    fn write(&self, f: &mut Formatter) -> fmt::Result {
        let mark = if self.right { RIGHT } else { WRONG };
        let (text, reply) = (escape(&self.text), escape(&self.reply));
        writeln!(
            f,
            r#"<li><button type="button" aria-expanded="false">{text}</button><p class="reply" hidden><b>{mark}</b> {reply}</p></li>"#
        )
    }
}

impl Control {
    fn write(&self, f: &mut Formatter, widget: &str) -> fmt::Result {
        match self {
            Control::Range { name, label, range, start, marks } => {
                let [from, to] = range;
                let id = format!("{widget}-{name}");
                let label = escape(label);
                write!(
                    f,
                    r#"<div class="range"><label for="{id}">{label}</label><output for="{id}" aria-live="off">{start}</output><button type="button" data-step="-1" aria-label="{label}: one less">−</button><input type="range" id="{id}" data-control="{name}" min="{from}" max="{to}" value="{start}" list="{id}-marks"><button type="button" data-step="1" aria-label="{label}: one more">+</button><datalist id="{id}-marks">"#
                )?;
                for mark in marks {
                    write!(f, r#"<option value="{mark}"></option>"#)?;
                }
                writeln!(f, "</datalist></div>")
            }
            Control::Pick { name, label, options, start } => {
                let label = escape(label);
                write!(
                    f,
                    r#"<fieldset class="pick"><legend>{label}</legend>"#
                )?;
                for (i, option) in options.iter().enumerate() {
                    let (value, text) = (i + 1, escape(option));
                    let on = if value == *start { " checked" } else { "" };
                    write!(
                        f,
                        r#"<label><input type="radio" name="{widget}-{name}" data-control="{name}" value="{value}"{on}> {text}</label>"#
                    )?;
                }
                writeln!(f, "</fieldset>")
            }
            Control::Button { name, label } => {
                let label = escape(label);
                writeln!(
                    f,
                    r#"<button type="button" data-control="{name}">{label}</button>"#
                )
            }
        }
    }
}

impl Picture {
    fn write(&self, f: &mut Formatter, id: &str) -> fmt::Result {
        let (width, height) = self.drawing.size();
        let (title, desc) = (escape(&self.title), escape(&self.desc));
        writeln!(
            f,
            r#"<div class="fig"><svg role="img" aria-labelledby="{id}-t {id}-d" viewBox="0 0 {width} {height}" width="{width}" height="{height}">"#
        )?;
        writeln!(f, r#"<title id="{id}-t">{title}</title>"#)?;
        writeln!(f, r#"<desc id="{id}-d">{desc}</desc>"#)?;
        write!(f, "{}", self.drawing)?;
        for (shape, outs) in &self.marks {
            writeln!(f, r#"<{shape} data-set="{}"/>"#, outs.join(" "))?;
        }
        writeln!(f, "</svg></div>")
    }
}

impl Display for Table {
    /// JSON, a line a state.
    fn fmt(&self, f: &mut Formatter) -> fmt::Result {
        let outs = list(self.outs.iter());
        write!(f, "{{\"outs\":{outs},\"states\":{{")?;
        for (i, (state, texts)) in self.states.iter().enumerate() {
            let comma = if i > 0 { "," } else { "" };
            let (state, texts) = (quoted(state), list(texts.iter()));
            write!(f, "{comma}\n{state}:{texts}")?;
        }
        write!(f, "}}}}")
    }
}

fn list(texts: impl Iterator<Item = impl AsRef<str>>) -> String {
    let texts: Vec<String> =
        texts.map(|text| quoted(text.as_ref())).collect();
    format!("[{}]", texts.join(","))
}

/// A string of JSON that can't end the script it stands in.
fn quoted(text: &str) -> String {
    let mut quoted = String::from('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => write!(quoted, "\\{c}"),
            '<' => write!(quoted, "\\u003c"),
            _ => write!(quoted, "{c}"),
        }
        .expect("it is a String");
    }
    quoted + "\""
}
