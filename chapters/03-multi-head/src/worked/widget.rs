use super::{Head, heads_of, multi_head, row_of};
use ::figures::{Choice, Control, Role, Row, Table, Widget, fill};
use example::{HEADS, WORDS};
use report::{entries, number};

/// The head explorer: every number of one token in one head.
pub fn widget() -> Widget {
    let heads = heads_of(&multi_head());
    let [one, other] = WORDS;
    let [own, its] = [0, 1].map(|i| {
        let [a, b] = [0, 1].map(|j| number(heads[0].weights[(i, j)]));
        format!("{a} and {b}")
    });
    let [ask, asked] = [0, 1].map(|i| entries(&row_of(&heads[0].q, i)));

    let question =
        "Keep the head and let the other token ask. Which numbers stay?";
    let choices = [
        Choice::new(
            false,
            "the weights, since they belong to the head",
            format!(
                "A head has a row of weights for each token that asks. In \
                 head 1 they are {own} for {one}, and {its} for {other}."
            ),
        ),
        Choice::new(
            false,
            "the query, since a head asks one question",
            format!(
                "Each token has its own query in each head. In head 1 \
                 {one} asks {ask} and {other} asks {asked}."
            ),
        ),
        Choice::new(
            true,
            "the keys and the values",
            "They belong to the tokens that are looked at, whoever asks. \
             The query changes, and with it all that is made of it. Then \
             change the head: nothing stays.",
        ),
        Choice::new(
            false,
            "none of them",
            "The query changes, and the scores, weights and output with it. \
             Two rows are computed without it.",
        ),
    ];
    let token = "token that asks";
    let head = "head";
    let labels =
        ["query", "key", "score", "√2", "weight", "value", "output"];

    let pair = |name: &str| [1, 2].map(|j| format!("{name}{j}"));
    Widget {
        chapter: 3,
        kind: "head-explorer",
        replaces: "3.4",
        question: question.to_string(),
        choices: choices.into(),
        controls: vec![
            Control::Pick {
                name: "token",
                label: token.to_string(),
                options: WORDS.map(String::from).into(),
                start: 1,
            },
            Control::Pick {
                name: "head",
                label: head.to_string(),
                options: (1..=HEADS).map(|h| format!("head {h}")).collect(),
                start: 1,
            },
        ],
        picture: None,
        columns: WORDS.map(String::from).into(),
        rows: vec![
            Row::new("q", labels[0], Role::Q, ["q".to_string()]),
            Row::new("k", labels[1], Role::K, pair("k")),
            Row::new("s", labels[2], Role::Score, pair("s")),
            Row::new("÷", labels[3], Role::Score, pair("t")),
            Row::new("a", labels[4], Role::Score, pair("a")),
            Row::new("v", labels[5], Role::V, pair("v")),
            Row::new("z", labels[6], Role::Output, ["z".to_string()]),
        ],
        table: table(&heads),
    }
}

fn table(heads: &[Head]) -> Table {
    let outs = [
        "q", "k1", "k2", "s1", "s2", "t1", "t2", "a1", "a1.fill", "a2",
        "a2.fill", "v1", "v2", "z", "say",
    ];
    let mut states = Vec::new();
    for token in 0..WORDS.len() {
        for (h, head) in heads.iter().enumerate() {
            let name = format!("{},{}", token + 1, h + 1);
            states.push((name, state(token, h, head)));
        }
    }
    Table { outs: outs.to_vec(), states }
}

/// The token's row of each matrix of a head, and the keys and values.
fn state(token: usize, h: usize, head: &Head) -> Vec<String> {
    let row = |m| entries(&row_of(m, token));
    let [s, t, a] = [&head.scores, &head.scaled, &head.weights]
        .map(|m| [0, 1].map(|j| number(m[(token, j)])));
    let [k, v] =
        [&head.k, &head.v].map(|m| [0, 1].map(|i| entries(&row_of(m, i))));
    let full = [0, 1].map(|j| fill(head.weights[(token, j)]));
    let (q, z) = (row(&head.q), row(&head.output));
    let say = format!(
        "In head {}, {} asks {q} and gets {z}, with weights {} and {}.",
        h + 1,
        WORDS[token],
        a[0],
        a[1],
    );
    let ([k1, k2], [s1, s2], [t1, t2]) = (k, s, t);
    let ([a1, a2], [f1, f2], [v1, v2]) = (a, full, v);
    vec![q, k1, k2, s1, s2, t1, t2, a1, f1, a2, f2, v1, v2, z, say]
}
