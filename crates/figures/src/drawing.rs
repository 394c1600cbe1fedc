use std::fmt::{self, Display, Formatter};

use crate::{Role, escape};

/// A place on the grid: units from the left, units from the top.
pub type Point = [f64; 2];

/// How far the foot of a digit stands below its middle.
pub(crate) const DIGIT_DROP: f64 = 0.42;

/// Which part of a text stands at its point.
#[derive(Clone, Copy, Debug)]
pub enum Align {
    /// The beginning.
    Start,
    /// The middle.
    Middle,
    /// The end.
    End,
}

/// An SVG drawing under way. Marks take CSS classes, which the page's theme
/// styles, and the [`Role`] they stand for, if any.
///
/// A line is `ln`, `bold`, `thin` or, for what only guides the eye, `grid`; a
/// `thin dash` one is not there but implied.
#[derive(Clone, Debug)]
pub struct Drawing {
    width: f64,
    height: f64,
    marks: String,
    linked: bool,
}

impl Drawing {
    /// An empty drawing of this many units.
    pub fn new(width: f64, height: f64) -> Drawing {
        Drawing { width, height, marks: String::new(), linked: false }
    }

    /// A line through the points.
    pub fn line(
        &mut self,
        points: &[Point],
        class: &str,
        role: impl Into<Option<Role>>,
    ) {
        let role = role.into();
        // A thin line is too fine to show its role's pattern.
        let pattern = role.filter(|_| class == "ln");
        let path = path(points);
        self.mark(format!(
            r#"<path class="{}" d="{path}"{}/>"#,
            classes(class, role),
            dashes(pattern),
        ));
    }

    /// A number, or a name with one, on the line `at`.
    pub fn number(
        &mut self,
        at: Point,
        align: Align,
        role: impl Into<Option<Role>>,
        text: &str,
    ) {
        self.text(at, align, "num", role.into(), text);
    }

    /// Words on the line `at`.
    pub fn words(
        &mut self,
        at: Point,
        align: Align,
        role: impl Into<Option<Role>>,
        text: &str,
    ) {
        self.text(at, align, "lbl", role.into(), text);
    }

    /// Small and pale: what stands at axes and edges.
    pub fn note(&mut self, at: Point, align: Align, text: &str) {
        self.text(at, align, "lbl sm muted", None, text);
    }

    /// A box with a number, or any text, in its middle.
    pub fn cell(
        &mut self,
        at: Point,
        size: Point,
        role: impl Into<Option<Role>>,
        text: &str,
    ) {
        let role = role.into();
        self.rect(at, size, "cell", role);
        self.text_in(at, size, fitting(text, size[0]), text);
    }

    /// A box that leads to the page `href`; `name` is what a reader hears.
    pub fn link(
        &mut self,
        href: &str,
        name: &str,
        at: Point,
        size: Point,
        text: &str,
    ) {
        self.linked = true;
        let [href, name] = [href, name].map(escape);
        self.mark(format!(r#"<a href="{href}" aria-label="{name}">"#));
        self.cell(at, size, None, text);
        self.mark("</a>".to_string());
    }

    /// A weight in a box that is as full as the weight is large; without a
    /// role, a full box is one that stands out from others.
    pub fn weight(
        &mut self,
        at: Point,
        size: Point,
        role: impl Into<Option<Role>>,
        weight: f32,
        text: &str,
    ) {
        let role = role.into();
        const INSET: f64 = 0.25;
        let [x, y] = at.map(|edge| edge + INSET);
        let [width, height] = size.map(|length| length - 2.0 * INSET);
        let full = width * f64::from(weight);
        self.rect([x, y], [full, height], "fill", role);
        self.rect(at, size, "cell open", role);
        self.text_in(at, size, fitting(text, size[0]), text);
    }

    /// A matrix as a box to scale, each entry of size `entry`: its name
    /// above, the counts of its rows and columns on its edges and, unless it
    /// has too many, its numbers, row by row.
    pub fn matrix(
        &mut self,
        at: Point,
        entry: Point,
        [rows, columns]: [usize; 2],
        role: Role,
        name: &str,
        numbers: &[String],
    ) {
        let corner = |row: f64, column: f64| {
            [at[0] + entry[0] * column, at[1] + entry[1] * row]
        };
        let size = [entry[0] * columns as f64, entry[1] * rows as f64];
        let [middle, center] =
            [at[0] + size[0] / 2.0, at[1] + size[1] / 2.0];
        self.rect(at, size, "cell", Some(role));
        self.words([middle, at[1] - 1.8], Align::Middle, role, name);
        self.note(
            [middle, at[1] - 0.5],
            Align::Middle,
            &columns.to_string(),
        );
        let left = [at[0] - 0.5, center + DIGIT_DROP];
        self.note(left, Align::End, &rows.to_string());
        let longest =
            numbers.iter().max_by_key(|text| text.chars().count());
        let class =
            fitting(longest.map_or("", |text| text), entry[0] - 0.6);
        for (i, number) in numbers.iter().enumerate() {
            let at = corner((i / columns) as f64, (i % columns) as f64);
            self.text_in(at, entry, class, number);
        }
    }

    /// A box for what comes later.
    pub fn later(&mut self, at: Point, size: Point, text: &str) {
        self.rect(at, size, "cell open dash", None);
        self.text_in(at, size, fitting(text, size[0]), text);
    }

    /// A box that the reader is to fill.
    pub fn blank(&mut self, at: Point, size: Point) {
        self.rect(at, size, "cell open dash", None);
        self.text_in(at, size, "num muted", "?");
    }

    /// A dot, `dot` when filled and `ring` when only its border.
    pub fn dot(
        &mut self,
        at: Point,
        class: &str,
        role: impl Into<Option<Role>>,
    ) {
        self.mark(format!(
            r#"<circle class="{}" cx="{}" cy="{}" r="4"/>"#,
            classes(class, role.into()),
            px(at[0]),
            px(at[1]),
        ));
    }

    /// An arrow.
    pub fn arrow(
        &mut self,
        from: Point,
        to: Point,
        class: &str,
        role: impl Into<Option<Role>>,
    ) {
        const LENGTH: f64 = 0.8;
        const HALF_WIDTH: f64 = 0.32;
        let role = role.into();
        let [dx, dy] = [to[0] - from[0], to[1] - from[1]];
        let [ux, uy] = [dx / dx.hypot(dy), dy / dx.hypot(dy)];
        let neck = [to[0] - LENGTH * ux, to[1] - LENGTH * uy];
        let barb = |side: f64| {
            [
                neck[0] - side * HALF_WIDTH * uy,
                neck[1] + side * HALF_WIDTH * ux,
            ]
        };
        self.line(&[from, neck], class, role);
        self.mark(format!(
            r#"<path class="{}" d="{}z"/>"#,
            classes("dot", role),
            path(&[to, barb(1.0), barb(-1.0)]),
        ));
    }

    /// Bars side by side on the base line `at`, all one path: the entries of
    /// a vector or a histogram. A bar of negative height hangs down.
    pub fn bars(
        &mut self,
        at: Point,
        pitch: f64,
        heights: &[f64],
        role: Role,
    ) {
        let mut bars = String::new();
        for (i, height) in heights.iter().enumerate() {
            if px(*height) == "0" {
                continue;
            }
            let x = at[0] + i as f64 * pitch;
            bars += &format!(
                "M{} {}v{}h{}v{}z",
                px(x),
                px(at[1]),
                px(-height),
                px(pitch * 0.85),
                px(*height),
            );
        }
        self.mark(format!(
            r#"<path class="{}" d="{bars}"/>"#,
            classes("bar", Some(role))
        ));
    }

    /// Width and height in pixels.
    pub(crate) fn size(&self) -> (String, String) {
        (px(self.width), px(self.height))
    }

    /// Whether parts of it are links.
    pub(crate) fn linked(&self) -> bool {
        self.linked
    }

    fn rect(
        &mut self,
        at: Point,
        size: Point,
        class: &str,
        role: Option<Role>,
    ) {
        self.mark(format!(
            r#"<rect class="{}" x="{}" y="{}" width="{}" height="{}" rx="{}"{}/>"#,
            classes(class, role),
            px(at[0]),
            px(at[1]),
            px(size[0]),
            px(size[1]),
            px(role.map_or(0.0, Role::corner).min(size[0].min(size[1]) / 4.0)),
            dashes(role),
        ));
    }

    fn text(
        &mut self,
        at: Point,
        align: Align,
        class: &str,
        role: Option<Role>,
        text: &str,
    ) {
        // An empty text would only be noise in the page.
        if text.is_empty() {
            return;
        }
        let anchor = match align {
            Align::Start => "start",
            Align::Middle => "middle",
            Align::End => "end",
        };
        self.mark(format!(
            r#"<text class="{}" x="{}" y="{}" text-anchor="{anchor}">{}</text>"#,
            classes(class, role),
            px(at[0]),
            px(at[1]),
            escape(text),
        ));
    }

    /// A text in the middle of the box at `at`.
    fn text_in(&mut self, at: Point, size: Point, class: &str, text: &str) {
        let middle =
            [at[0] + size[0] / 2.0, at[1] + size[1] / 2.0 + DIGIT_DROP];
        self.text(middle, Align::Middle, class, None, text);
    }

    fn mark(&mut self, mark: String) {
        self.marks += &mark;
        self.marks.push('\n');
    }
}

impl Display for Drawing {
    fn fmt(&self, f: &mut Formatter) -> fmt::Result {
        f.write_str(&self.marks)
    }
}

/// Units → pixels. A tenth of a pixel is finer than anyone sees and coarser
/// than the last bit of `exp`, which differs between platforms.
pub fn px(units: f64) -> String {
    let tenths = (units * 120.0).round() / 10.0;
    // Adding nothing turns −0 into 0.
    (tenths + 0.0).to_string()
}

/// The points as the `d` of an SVG path.
pub fn path(points: &[Point]) -> String {
    let points: Vec<String> = points
        .iter()
        .map(|[x, y]| format!("{} {}", px(*x), px(*y)))
        .collect();
    format!("M{}", points.join("L"))
}

fn classes(class: &str, role: Option<Role>) -> String {
    match role {
        Some(role) => format!("{class} {}", role.class()),
        None => class.to_string(),
    }
}

/// The class of a number in a box of this width: small where it is long.
fn fitting(number: &str, width: f64) -> &'static str {
    let wide = 0.65 * number.chars().count() as f64;
    if wide > width { "num sm" } else { "num" }
}

/// The attribute that gives a role's pattern to its lines and borders.
fn dashes(role: Option<Role>) -> String {
    match role.map_or("", Role::dashes) {
        "" => String::new(),
        dashes => format!(r#" stroke-dasharray="{dashes}""#),
    }
}
