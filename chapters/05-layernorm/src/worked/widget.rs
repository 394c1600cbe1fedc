use super::plain_norm;
use crate::statistics;
use ::figures::{
    Align::Middle, Choice, Control, Drawing, Picture, Plot, Row, Table,
    Widget, path,
};
use nalgebra::DMatrix;
use report::{entries, number};

/// Tokens to begin with: the page's, one with an outlier, the norm's largest
/// entry, and one without a spread.
const TOKENS: [[f32; 4]; 4] = [
    [1., 2., 3., 4.],
    [1., 2., 3., 40.],
    [1., 0., 0., 0.],
    [3., 3., 3., 3.],
];

/// What to add to every entry.
const ADDENDS: [f32; 3] = [0., 100., -100.];

/// What to multiply every entry by, then.
const FACTORS: [(&str, f32); 4] =
    [("1", 1.), ("10", 10.), ("1/1000", 0.001), ("-1", -1.)];

/// LayerNorm before and after: a token shifted and stretched.
pub fn widget() -> Widget {
    let question = "Multiply (1, 2, 3, 4) by 10. Of its mean and deviation \
                    before the norm and after it, which change?";
    let choices = [
        (
            false,
            "all four",
            "The norm subtracts the mean and divides by the deviation that \
             it finds. Whatever these were, 0 and 1 are left.",
        ),
        (
            true,
            "the two before",
            "Both become ten times as large, and the norm divides the ten \
             away. Not even one entry after it changes.",
        ),
        (
            false,
            "the two deviations",
            "The mean before changes too: every entry is ten times as large, \
             and so is their average. Afterwards neither changes.",
        ),
        (
            false,
            "none",
            "That is right after the norm. Before it, mean and deviation are \
             those of larger numbers.",
        ),
    ];
    let labels = ["token", "add", "then multiply by"];
    let columns = ["before", "after"];
    let cells = |i: usize| CELLS[i].map(String::from);

    Widget {
        chapter: 5,
        kind: "before-after",
        replaces: "5.2",
        question: question.to_string(),
        choices: choices
            .map(|(right, text, reply)| Choice::new(right, text, reply))
            .into(),
        controls: vec![
            Control::Pick {
                name: "token",
                label: labels[0].to_string(),
                options: TOKENS.map(|row| entries(&row)).into(),
                start: 1,
            },
            Control::Pick {
                name: "add",
                label: labels[1].to_string(),
                options: ADDENDS.map(number).into(),
                start: 1,
            },
            Control::Pick {
                name: "factor",
                label: labels[2].to_string(),
                options: FACTORS.map(|(name, _)| name.to_string()).into(),
                start: 1,
            },
        ],
        picture: Some(picture()),
        columns: columns.map(String::from).into(),
        rows: vec![
            Row::new("", "entry 1", None, cells(0)),
            Row::new("", "entry 2", None, cells(1)),
            Row::new("", "entry 3", None, cells(2)),
            Row::new("", "entry 4", None, cells(3)),
            Row::new("μ", "mean", None, cells(4)),
            Row::new("σ", "deviation", None, cells(5)),
        ],
        table: table(),
    }
}

/// The outs before and after: four entries, their mean and deviation.
const CELLS: [[&str; 2]; 6] = [
    ["b1", "a1"],
    ["b2", "a2"],
    ["b3", "a3"],
    ["b4", "a4"],
    ["b.mean", "a.mean"],
    ["b.deviation", "a.deviation"],
];

/// Where a strip's bars lie, from −1 to 1: before, after.
fn plots() -> [Plot; 2] {
    [1.0, 18.0].map(|left| Plot {
        corner: [left, 15.0],
        size: [15.0, 13.0],
        x: [0.0, 4.0],
        y: [-1.1, 1.1],
    })
}

fn picture() -> Picture {
    let title = "A token before the norm and after it";
    let desc = "Four bars on each side, up or down from 0, with the mean as \
                a line and one deviation to either side dashed. Shifted or \
                ten times as large, the token comes out the same; times −1 \
                upside down, and times 1/1000 smaller, because of ε.";
    let heads = ["before, against its largest entry", "after, up to ±√3"];

    let mut drawing = Drawing::new(34.0, 15.6);
    for (plot, head) in plots().into_iter().zip(heads) {
        let [x, _] = plot.at(2.0, 0.0);
        drawing.note([x, 1.2], Middle, head);
        let zero = [0.0, 4.0].map(|x| plot.at(x, 0.0));
        drawing.line(&zero, "grid", None);
    }
    Picture {
        title: title.to_string(),
        desc: desc.to_string(),
        drawing,
        marks: vec![
            (r#"path class="bar x""#, vec!["b.bars.d"]),
            (r#"path class="thin""#, vec!["b.level.d"]),
            (r#"path class="thin dash""#, vec!["b.spread.d"]),
            (r#"path class="bar output""#, vec!["a.bars.d"]),
            (r#"path class="thin""#, vec!["a.level.d"]),
            (r#"path class="thin dash""#, vec!["a.spread.d"]),
        ],
    }
}

fn table() -> Table {
    let [b, a] = [0, 1].map(|side| CELLS.map(|cells| cells[side]));
    let [b_lines, a_lines] = [
        ["b.bars.d", "b.level.d", "b.spread.d"],
        ["a.bars.d", "a.level.d", "a.spread.d"],
    ];
    let outs = [&b[..], &b_lines, &a, &a_lines, &["say"]].concat();
    let mut states = vec![];
    for (i, token) in (1..).zip(TOKENS) {
        for (j, addend) in (1..).zip(ADDENDS) {
            for (k, (_, factor)) in (1..).zip(FACTORS) {
                // The last 0 makes 0 of a −0.
                let x = token.map(|x| (x + addend) * factor + 0.);
                states.push((format!("{i},{j},{k}"), state(x)));
            }
        }
    }
    Table { outs, states }
}

/// The token x before the norm and after it.
fn state(x: [f32; 4]) -> Vec<String> {
    let y = plain_norm(&DMatrix::from_row_slice(1, 4, &x));
    let largest = x.iter().fold(0_f32, |most, x| most.max(x.abs()));
    let [left, right] = plots();
    let before = side(&x, left, largest);
    let after = side(y.as_slice(), right, 3_f32.sqrt());
    let say = format!(
        "{} has the mean {} and the deviation {}; after the norm, {} has {} \
         and {}.",
        entries(&x),
        before[4],
        before[5],
        entries(y.as_slice()),
        after[4],
        after[5],
    );
    [before, after, vec![say]].concat()
}

/// A side's numbers, and its bars and lines where `full` reaches 1.
fn side(x: &[f32], plot: Plot, full: f32) -> Vec<String> {
    let (mean, variance) = statistics(x);
    let deviation = variance.sqrt();
    let at = |x: f64, level: f32| plot.at(x, f64::from(level / full));
    let across = |level: f32| path(&[0.0, 4.0].map(|x| at(x, level)));
    let bar = |(j, x): (usize, &f32)| {
        let [from, to] = [0.1, 0.9].map(|side| j as f64 + side);
        path(&[at(from, 0.), at(from, *x), at(to, *x), at(to, 0.)])
    };
    let mut texts: Vec<_> = x.iter().copied().map(number).collect();
    texts.extend([mean, deviation].map(rounded));
    texts.push(x.iter().enumerate().map(bar).collect());
    texts.push(across(mean));
    texts.push([-1., 1.].map(|s| across(mean + s * deviation)).concat());
    texts
}

/// To four decimals, since a sum of four roundings is not exactly 0.
fn rounded(x: f32) -> String {
    number((x * 1e4).round() / 1e4 + 0.)
}

#[cfg(test)]
mod tests {
    use super::super::token;
    use super::{TOKENS, table};

    #[test]
    fn every_token_addend_and_factor_has_its_texts() {
        let table = table();
        for i in 1..=4 {
            for j in 1..=3 {
                for k in 1..=4 {
                    table.get(&format!("{i},{j},{k}"), "say");
                }
            }
        }
    }

    #[test]
    fn it_begins_at_the_pages_token() {
        assert_eq!(token().as_slice(), TOKENS[0]);
    }

    #[test]
    fn the_texts_are_what_the_page_says() {
        let table = table();
        for (state, out, right) in [
            ("1,1,1", "a1", "-1.3416"),
            ("1,1,1", "b.mean", "2.5000"),
            ("1,1,2", "b.deviation", "11.1803"),
            ("1,1,2", "a1", "-1.3416"),
            ("1,2,1", "b4", "104"),
            ("1,2,1", "a4", "1.3416"),
            // ε is larger than this variance.
            ("1,1,3", "a1", "-0.4472"),
            ("1,1,4", "a1", "1.3416"),
            ("3,1,1", "a1", "1.7320"),
            ("4,1,1", "a1", "0"),
            ("1,3,1", "a.mean", "0"),
            ("1,3,1", "a.deviation", "1"),
        ] {
            assert_eq!(table.get(state, out), right, "{state} {out}");
        }
    }
}
