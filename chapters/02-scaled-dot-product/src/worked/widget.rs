use super::{TILES, WORDS, k, q, row_of};
use crate::scores;
use ::figures::{
    Align::Middle, Choice, Control, Drawing, Picture, Plot, Role, Row,
    Table, Widget, fill, path, px,
};
use ch01_softmax::softmax;
use report::number;

/// Divisors on the scale.
const DIVISORS: [i32; 2] = [1, 64];

/// The scale knob: what a divisor does to the first query's scores.
pub fn widget() -> Widget {
    let question = "At which divisor does one point of score move the weights \
                    most?";
    let choices = [
        (
            false,
            "at 1: the raw scores have the largest gap",
            "A large gap is \
         where softmax is flat. At 1 it is 16, and the slope is the smallest \
         on the whole scale.",
        ),
        (
            false,
            "at 64: the scores are closest together",
            "Softmax is \
         steepest there, but a point of score is only a 64th of a point by \
         the time it arrives.",
        ),
        (
            false,
            "at 8, the square root of 64",
            "Close, but this is not what \
         the root is for. It is chosen so that the spread of random scores \
         stays the same at every width.",
        ),
        (
            true,
            "somewhere between 8 and 64",
            "Two effects pull against each \
         other: a larger divisor makes softmax steeper, and it makes a point \
         of score smaller. Find the top.",
        ),
    ];
    let labels = ["divisor", "scaled score", "weight", "slope of softmax"];
    let per_point = "slope by the raw score";

    Widget {
        chapter: 2,
        kind: "scale-knob",
        replaces: "2.5",
        question: question.to_string(),
        choices: choices
            .map(|(right, text, reply)| Choice::new(right, text, reply))
            .into(),
        controls: vec![Control::Range {
            name: "divisor",
            label: labels[0].to_string(),
            range: DIVISORS,
            start: 8,
            marks: vec![8, 64],
        }],
        picture: Some(picture()),
        columns: WORDS.map(String::from).into(),
        rows: vec![
            Row::new(
                "÷",
                labels[1],
                Role::Score,
                ["t1", "t2"].map(String::from),
            ),
            Row::new(
                "a",
                labels[2],
                Role::Score,
                ["a1", "a2"].map(String::from),
            ),
            Row::new("", labels[3], None, [String::from("slope")]),
            Row::new("", per_point, None, [String::from("step")]),
        ],
        table: table(),
    }
}

/// Where gaps and weights lie on the picture.
fn plot() -> Plot {
    Plot {
        corner: [2.2, 14.6],
        size: [31.6, 14.2],
        x: [-1.0, 17.0],
        y: [0.0, 1.12],
    }
}

/// The larger weight against the gap, and the state's place on it.
fn picture() -> Picture {
    let title = "The larger weight against the gap";
    let desc = "A curve that climbs steeply from one half at a gap of 0 and \
                is flat before 16. A dot shows the gap that the divisor \
                leaves, a thick line the slope there.";
    let across = "gap between the scaled scores";

    let mut drawing = Drawing::new(34.0, 16.6);
    let plot = plot();
    plot.levels(&mut drawing, &[(0.0, "0"), (0.5, "½"), (1.0, "1")]);
    plot.axis(&mut drawing, &[(0.0, "0"), (2.0, "2"), (16.0, "16")]);
    let [x, y] = plot.at(9.0, 0.0);
    drawing.note([x, y + 1.5], Middle, across);
    let curve = plot.curve(|gap| softmax(&[gap as f32, 0.0])[0].into());
    drawing.line(&curve, "ln", Role::Score);
    Picture {
        title: title.to_string(),
        desc: desc.to_string(),
        drawing,
        marks: vec![
            (r#"path class="thin dash""#, vec!["foot.d"]),
            (r#"path class="bold""#, vec!["tangent.d"]),
            (r#"circle class="dot score" r="5""#, vec!["dot.cx", "dot.cy"]),
        ],
    }
}

fn table() -> Table {
    let outs = [
        "t1",
        "t2",
        "a1",
        "a1.fill",
        "a2",
        "a2.fill",
        "slope",
        "step",
        "dot.cx",
        "dot.cy",
        "tangent.d",
        "foot.d",
        "say",
    ];
    let [first, last] = DIVISORS;
    let states = (first..=last).map(|d| (d.to_string(), state(d as f32)));
    Table { outs: outs.to_vec(), states: states.collect() }
}

/// The first query's scores, divided, on their way to the weights.
fn state(divisor: f32) -> Vec<String> {
    let scaled: Vec<f32> = row_of(&scores(&q(TILES), &k(TILES)), 0)
        .into_iter()
        .map(|score| score / divisor)
        .collect();
    let a = softmax(&scaled);
    // From the small weight: f32 rounds 1 − a₁ away where a₁ is near 1.
    let slope = a[0] * a[1];
    let step = slope / divisor;
    let [t1, t2, a1, a2, s, moved] =
        [scaled[0], scaled[1], a[0], a[1], slope, step].map(number);

    let (gap, weight) = (f64::from(scaled[0] - scaled[1]), f64::from(a[0]));
    let on = |gap, weight| plot().at(gap, weight);
    let [x, y] = on(gap, weight);
    let tangent = [-1.5, 1.5]
        .map(|step| on(gap + step, weight + step * f64::from(slope)));
    let say = format!(
        "Divided by {divisor}: weights {a1} and {a2}. One point of score \
         moves them by about {moved}."
    );
    vec![
        t1,
        t2,
        a1,
        fill(a[0]),
        a2,
        fill(a[1]),
        s,
        moved,
        px(x),
        px(y),
        path(&tangent),
        path(&[[x, y], on(gap, 0.0)]),
        say,
    ]
}
