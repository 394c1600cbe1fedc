use super::{SCALE, run_scaled};
use ::figures::{
    Align::Middle, Choice, Control, Drawing, Picture, Plot, Role, Row,
    Table, Widget, path, px,
};
use report::number;

/// Depths on the scale.
const DEPTHS: [i32; 2] = [1, 24];

/// The layers to pick from, f(x) = 0.1x and f(x) = x.
const LAYERS: [f32; 2] = [SCALE, 1.];

/// Residual depth: what so many layers leave, without skips and with.
pub fn widget() -> Widget {
    let question = "Each layer replaces x by a tenth of it. After how many \
                    layers is less than 1 % of the signal left?";
    let choices = [
        (
            false,
            "after 2",
            "Two layers leave a tenth of a tenth, which is exactly 1 %. Set \
             the depth to 2 and read it off.",
        ),
        (
            true,
            "after 3",
            "Two layers leave exactly 1 %, and the third takes nine tenths \
             of that. Now see whether the layers with skips ever get there.",
        ),
        (
            false,
            "after 10",
            "You took a tenth off at each layer. These layers keep only a \
             tenth, and each takes its tenth of what the last one left.",
        ),
        (
            false,
            "never",
            "That is right for the same layers with skips, each of which \
             adds its tenth. Without skips every layer multiplies by a tenth.",
        ),
    ];
    let labels = ["layers", "each layer"];
    let names = ["f = 0.1x", "f = x"];
    let columns = ["signal", "gradient"];

    Widget {
        chapter: 4,
        kind: "residual-depth",
        replaces: "4.3",
        question: question.to_string(),
        choices: choices
            .map(|(right, text, reply)| Choice::new(right, text, reply))
            .into(),
        controls: vec![
            Control::Range {
                name: "depth",
                label: labels[0].to_string(),
                range: DEPTHS,
                start: 12,
                marks: vec![12, 24],
            },
            Control::Pick {
                name: "layer",
                label: labels[1].to_string(),
                options: names.map(String::from).into(),
                start: 1,
            },
        ],
        picture: Some(picture()),
        columns: columns.map(String::from).into(),
        rows: vec![
            Row::new(
                "f",
                "without skips",
                Role::X,
                ["plain.s", "plain.g"].map(String::from),
            ),
            Row::new(
                "+",
                "with skips",
                Role::Output,
                ["skip.s", "skip.g"].map(String::from),
            ),
        ],
        table: table(),
    }
}

/// Where depths and powers of ten lie on the picture.
fn plot() -> Plot {
    Plot {
        corner: [3.6, 22.4],
        size: [30.0, 21.6],
        x: [0.0, 24.6],
        y: [-28.5, 9.0],
    }
}

/// The levels; the two lines are drawn in each state.
fn picture() -> Picture {
    let title = "The signal against the number of layers";
    let desc = "Two lines that begin at 1, on a scale by powers of ten. For \
                f = 0.1x the dashed one, without skips, falls by a power at \
                every layer; the solid one, with skips, rises slowly. For \
                f = x the dashed one stays and the solid one doubles.";
    let across = "layers passed";

    let mut drawing = Drawing::new(34.0, 25.4);
    let plot = plot();
    let levels = [
        (8.0, "10⁸"),
        (0.0, "1"),
        (-2.0, "1 %"),
        (-12.0, "10⁻¹²"),
        (-24.0, "10⁻²⁴"),
    ];
    plot.levels(&mut drawing, &levels);
    plot.axis(&mut drawing, &[(0.0, "0"), (12.0, "12"), (24.0, "24")]);
    let [x, y] = plot.at(18.0, plot.y[0]);
    drawing.note([x, y + 1.5], Middle, across);
    Picture {
        title: title.to_string(),
        desc: desc.to_string(),
        drawing,
        marks: vec![
            (r#"path class="ln dash x""#, vec!["plain.d"]),
            (r#"path class="bold output""#, vec!["skip.d"]),
            (r#"circle class="ring x" r="5""#, vec!["cx", "plain.cy"]),
            (r#"circle class="dot output" r="5""#, vec!["cx", "skip.cy"]),
            (
                r#"text class="num x" data-out="plain""#,
                vec!["x", "plain.y", "text-anchor"],
            ),
            (
                r#"text class="num output" data-out="skip""#,
                vec!["x", "skip.y", "text-anchor"],
            ),
        ],
    }
}

fn table() -> Table {
    let outs = [
        "plain.s",
        "plain.g",
        "plain.d",
        "plain.cy",
        "plain.y",
        "plain",
        "skip.s",
        "skip.g",
        "skip.d",
        "skip.cy",
        "skip.y",
        "skip",
        "cx",
        "x",
        "text-anchor",
        "say",
    ];
    let [first, last] = DEPTHS;
    let states = (first..=last).flat_map(|depth| {
        (1..).zip(LAYERS).map(move |(pick, s)| {
            (format!("{depth},{pick}"), state(depth as usize, s))
        })
    });
    Table { outs: outs.to_vec(), states: states.collect() }
}

/// What `depth` layers f(x) = s·x leave.
fn state(depth: usize, s: f32) -> Vec<String> {
    let runs = run_scaled(depth, s);
    let signals = runs.each_ref().map(|left| number(left.signal[depth]));
    let from = plot().at(0.0, 0.0);
    let mut texts = vec![];
    // Each name on its own side of the two lines.
    let beside = [("without skips", 1.7), ("with skips", -1.0)];
    for ((left, signal), (name, down)) in
        runs.iter().zip(&signals).zip(beside)
    {
        let level = f64::from(left.signal[depth]).log10();
        let to = plot().at(depth as f64, level);
        texts.extend([
            signal.clone(),
            number(left.gradient[depth]),
            path(&[from, to]),
            px(to[1]),
            px(to[1] + down),
            format!("{name}: {signal}"),
        ]);
    }
    let [x, _] = plot().at(depth as f64, 0.0);
    let anchor = if depth > 12 { "end" } else { "start" };
    let layers = if depth == 1 { "layer" } else { "layers" };
    let [plain, skip] = signals;
    texts.extend([
        px(x),
        px(x),
        anchor.to_string(),
        format!(
            "{depth} {layers}: of a signal of 1, {plain} is left without \
             skips and {skip} with them."
        ),
    ]);
    texts
}

#[cfg(test)]
mod tests {
    use super::table;

    #[test]
    fn every_depth_and_layer_has_its_texts() {
        let table = table();
        for depth in 1..=24 {
            for layer in 1..=2 {
                let say = table.get(&format!("{depth},{layer}"), "say");
                assert!(
                    say.starts_with(&format!("{depth} layer")),
                    "{say}"
                );
            }
        }
    }

    #[test]
    fn the_texts_are_what_the_page_says() {
        let table = table();
        for (state, out, right) in [
            ("2,1", "plain.s", "0.0100"),
            ("3,1", "plain.s", "0.0010"),
            ("12,1", "skip.s", "3.1384"),
            ("12,1", "skip.g", "3.1384"),
            ("12,2", "plain.s", "1"),
            ("12,2", "skip.g", "4096"),
            ("24,1", "plain.g", "1.0000 × 10⁻²⁴"),
        ] {
            assert_eq!(table.get(state, out), right, "{state} {out}");
        }
    }
}
