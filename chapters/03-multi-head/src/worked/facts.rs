use super::{
    BROKEN, DRAWS, SEED, heads_of, multi_head, row_of, settled, thinking,
};
use crate::experiment::{measure, one_head, search, two_heads};
use report::Facts;

/// Every number of the chapter's page, by name.
pub fn facts() -> Facts {
    let mut facts = Facts::default();
    heads(&mut facts);
    output(&mut facts);
    one_wide_head(&mut facts);
    broken(&mut facts);
    task(&mut facts);
    facts
}

fn heads(facts: &mut Facts) {
    for (h, head) in heads_of(&multi_head()).iter().enumerate() {
        let h = h + 1;
        for i in 0..2 {
            let t = i + 1;
            let row = |matrix| row_of(matrix, i);
            add(facts, &format!("h{h}.s{t}"), &row(&head.scores));
            add(facts, &format!("h{h}.scaled{t}"), &row(&head.scaled));
            add(facts, &format!("h{h}.a{t}"), &row(&head.weights));
            add(facts, &format!("h{h}.z{t}."), &row(&head.output));
        }
    }
}

fn output(facts: &mut Facts) {
    let x = example::x();
    let attended = multi_head().forward(&x, &x, None);
    for i in 0..2 {
        let id = format!("y{}.", i + 1);
        add(facts, &id, &row_of(&attended.output, i));
    }
    let [one, two] = &heads_of(&multi_head())[..] else {
        panic!("the example has two heads")
    };
    // What each head adds to the output of Thinking, by its rows of W_O.
    let w_o = example::w_o();
    for (h, head) in [one, two].into_iter().enumerate() {
        let term = &head.output * w_o.rows(2 * h, 2);
        add(facts, &format!("term{}.", h + 1), &row_of(&term, 0));
    }
    add(facts, "sum", &row_of(&(&one.output + &two.output), 0));
}

/// The example as one head of width 4.
fn one_wide_head(facts: &mut Facts) {
    let mut wide = multi_head();
    wide.heads = 1;
    let head = &heads_of(&wide)[0];
    for (name, matrix) in [("s", &head.scores), ("a", &head.weights)] {
        add(facts, &format!("wide.{name}1"), &row_of(matrix, 0));
    }
}

fn broken(facts: &mut Facts) {
    for (id, steps, _) in &BROKEN[1..] {
        for (c, y) in thinking(steps).into_iter().enumerate() {
            let fact = facts.add(&format!("{id}.{}", c + 1), y);
            if *id == "MH-9" {
                fact.decimals(2);
            }
        }
    }
}

fn task(facts: &mut Facts) {
    for (name, number) in ["a", "w", "error"].into_iter().zip(search()) {
        facts.add(&format!("task.best.{name}"), number);
    }
    let one = measure(&one_head(), DRAWS, SEED);
    facts.add("task.one", one).about();
    facts.add("task.two", measure(&two_heads(), DRAWS, SEED));
}

/// Numbers `…1`, `…2` …, written with two decimals, too.
fn add(facts: &mut Facts, id: &str, values: &[f32]) {
    for (j, value) in values.iter().enumerate() {
        let value = settled(*value);
        let fact = facts.add(&format!("{id}{}", j + 1), value);
        if value.fract() != 0.0 {
            fact.decimals(2);
        }
    }
}
