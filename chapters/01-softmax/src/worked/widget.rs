use super::THREE;
use crate::softmax;
use ::figures::{Choice, Control, Role, Row, Table, Widget, fill};
use report::number;

/// Where each of the three scores can stand.
const RANGE: [i32; 2] = [-5, 20];

/// The sliders: three scores, of which only the gaps count.
pub fn widget() -> Widget {
    let question = "Move all three scores up by 5. What changes?";
    let choices = [
        (
            false,
            "the weights come closer together",
            "Shares of the scores would: 19, 17 and 15 are more alike than \
             14, 12 and 10. Softmax takes no shares of scores. The gaps were \
             2 and 4, and they still are.",
        ),
        (
            false,
            "the largest weight grows",
            "Exp does climb faster up there, but it multiplies all three by \
             the same exp(5), and their sum as well. What each takes of the \
             sum stays.",
        ),
        (
            true,
            "no weight changes",
            "Every exp is multiplied by exp(5), and so is their sum. Now move \
             the largest alone and watch the other two.",
        ),
        (
            false,
            "all three weights grow",
            "They can't, for they add up to 1: what one gains the others \
             lose.",
        ),
    ];
    let columns = ["score", "gap", "weight"];
    let up = "all three up by 5";
    let down = "all three down by 5";
    let names = [1, 2, 3].map(|i| format!("score {i}"));

    let mut controls: Vec<Control> = (["s1", "s2", "s3"].into_iter())
        .zip(&names)
        .zip(THREE)
        .map(|((name, label), start)| Control::Range {
            name,
            label: label.clone(),
            range: RANGE,
            start: start as i32,
            marks: vec![],
        })
        .collect();
    for (name, label) in [("up", up), ("down", down)] {
        controls.push(Control::Button { name, label: label.to_string() });
    }
    Widget {
        chapter: 1,
        kind: "softmax-sliders",
        replaces: "1.2",
        question: question.to_string(),
        choices: choices
            .map(|(right, text, reply)| Choice::new(right, text, reply))
            .into(),
        controls,
        picture: None,
        columns: columns.map(String::from).into(),
        rows: (1..=3)
            .zip(["s₁", "s₂", "s₃"])
            .map(|(i, symbol)| {
                let cells = ["s", "g", "a"].map(|of| format!("{of}{i}"));
                Row::new(symbol, "", Role::Score, cells)
            })
            .collect(),
        table: table(),
    }
}

/// The weights at each two gaps to the largest score, the smaller gap first;
/// `a1` belongs to the largest. The script finds the gaps of the sliders.
fn table() -> Table {
    let outs = ["a1", "a1.fill", "a2", "a2.fill", "a3", "a3.fill", "say"];
    let largest = RANGE[1] - RANGE[0];
    let states = (0..=largest).flat_map(|near| {
        (near..=largest)
            .map(move |far| (format!("{near},{far}"), state(near, far)))
    });
    Table { outs: outs.to_vec(), states: states.collect() }
}

fn state(near: i32, far: i32) -> Vec<String> {
    let a = softmax(&[0, -near, -far].map(|gap| gap as f32));
    let [a1, a2, a3] = [0, 1, 2].map(|i| number(a[i]));
    let say = format!(
        "The largest score takes {a1}. Gaps of {near} and {far} leave {a2} \
         and {a3} to the others."
    );
    vec![a1, fill(a[0]), a2, fill(a[1]), a3, fill(a[2]), say]
}
