//! Exercise 6.6 names the part that is wrong, whichever it is.

use ch06_full_block::checks::{self, COURSE, Parts};
use judge::{Outcome, Verdict};

fn judged(parts: Parts) -> Verdict {
    checks::e6_6().judge(parts)
}

/// The verdict's words, without its line breaks.
fn words(verdict: &Verdict) -> String {
    let text = verdict.to_string();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The course's parts, each in turn wrong in a way that keeps the shapes.
fn each_wrong() -> [(&'static str, Parts); 6] {
    [
        (
            "softmax_rows of 1.5",
            Parts {
                softmax_rows: |scores| {
                    let turned = scores.transpose();
                    ch01_softmax::softmax_rows(&turned).transpose()
                },
                ..COURSE
            },
        ),
        (
            "attention of 2.3",
            Parts {
                attention: |q, k, v| {
                    ch02_scaled_dot_product::attention(&(q * 2.0), k, v)
                },
                ..COURSE
            },
        ),
        (
            "multi_head of 3.5",
            Parts {
                multi_head: |x, memory, w_q, w_k, w_v, w_o, _| {
                    (COURSE.multi_head)(x, memory, w_q, w_k, w_v, w_o, 1)
                },
                ..COURSE
            },
        ),
        ("residual of 4.2", Parts { residual: |x, f| f(x), ..COURSE }),
        (
            "layer_norm of 5.2",
            Parts {
                layer_norm: |x, gamma, beta, epsilon| {
                    (COURSE.layer_norm)(x, beta, gamma, epsilon)
                },
                ..COURSE
            },
        ),
        (
            "feed_forward of 6.2",
            Parts { feed_forward: checks::wrong::no_relu, ..COURSE },
        ),
    ]
}

#[test]
fn the_guilty_part_is_named_and_no_other() {
    let all = each_wrong();
    for (name, parts) in all {
        let verdict = judged(parts);
        let text = words(&verdict);
        assert!(
            matches!(verdict.outcome(), Outcome::Wrong { .. }),
            "{text}"
        );
        let says = format!("The guilty part is {name}:");
        assert!(text.contains(&says), "{text}");
        for (other, _) in all.iter().filter(|(other, _)| *other != name) {
            assert!(!text.contains(other), "{other}: {text}");
        }
    }
}

#[test]
fn a_part_that_panics_is_guilty() {
    let parts = Parts { layer_norm: |_, _, _, _| panic!("oh"), ..COURSE };
    let text = words(&judged(parts));
    assert!(text.contains("guilty part is layer_norm of 5.2"), "{text}");
    assert!(text.contains("panic oh"), "{text}");
}

#[test]
fn several_guilty_parts_are_all_named() {
    let parts = Parts {
        residual: |x, f| f(x),
        feed_forward: checks::wrong::relu_last,
        ..COURSE
    };
    let text = words(&judged(parts));
    let says = "guilty parts are residual of 4.2, feed_forward of 6.2:";
    assert!(text.contains(says), "{text}");
}

#[test]
fn the_block_itself_can_be_guilty() {
    let parts = Parts {
        block: |x, residual, attend, norm_1, feed, _| {
            let h = norm_1(&residual(x, attend));
            residual(&h, feed)
        },
        ..COURSE
    };
    let text = words(&judged(parts));
    assert!(text.contains("guilty part is the block of 6.6"), "{text}");
}

#[test]
fn open_parts_are_replaced_and_named() {
    let parts = Parts {
        attention: |q, _, _| todo!("attention of {q}"),
        layer_norm: |_, _, _, _| todo!(),
        ..COURSE
    };
    let verdict = judged(parts);
    let text = words(&verdict);
    assert_eq!(verdict.outcome(), &Outcome::Passed, "{text}");
    let says = "the course's took the place of: attention of 2.3, \
                layer_norm of 5.2.";
    assert!(text.contains(says), "{text}");

    let parts = Parts { residual: |x, f| f(x), ..parts };
    let text = words(&judged(parts));
    assert!(text.contains("guilty part is residual of 4.2"), "{text}");
    assert!(text.contains(says), "{text}");
}

#[test]
fn without_a_block_the_exercise_has_not_started() {
    let parts = Parts { block: |_, _, _, _, _, _| todo!(), ..COURSE };
    let verdict = judged(parts);
    let outcome = verdict.outcome();
    assert!(matches!(outcome, Outcome::NotStarted { .. }), "{verdict}");
}

#[test]
fn the_courses_parts_pass_without_a_remark() {
    let verdict = judged(COURSE);
    assert_eq!(verdict.outcome(), &Outcome::Passed);
    assert_eq!(verdict.to_string().lines().count(), 1, "{verdict}");
}
