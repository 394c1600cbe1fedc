use super::{softmax_f64, solutions};
use judge::{Answer, Check};

type Slopes = fn(&[f64], f64) -> (f64, f64);
type Input = (Vec<f64>, f64);

/// Exercise 1.6: the slope of a weight, by formula and by trying.
pub fn e1_6() -> Check<Slopes, Input> {
    Check::<Slopes, Input>::new(
        include_str!("solutions/e1_6.rs"),
        solutions::e1_6::slopes,
        |slopes, (scores, h)| {
            let (formula, tried) = slopes(scores, *h);
            Answer::row("formula, tried", [formula, tried])
        },
        |(scores, h)| {
            // With r = Σⱼ exp(sⱼ − s₁) over the others, a = 1 / (1 + r), and
            // the difference of the two fractions has this closed form.
            let r: f64 =
                scores[1..].iter().map(|s| (s - scores[0]).exp()).sum();
            let spread = 1.0 + 2.0 * r * h.cosh() + r * r;
            let tried = r * h.sinh() / (h * spread);
            let formula = r / (1.0 + r).powi(2);
            Answer::row("formula, tried", [formula, tried])
        },
    )
    .probe("14, 12 and h = 0.25", (vec![14.0, 12.0], 0.25))
    .probe("2, 0.5, -1 and h = 0.125", (vec![2.0, 0.5, -1.0], 0.125))
    .probe("14, 12 and h = 0.0000001", (vec![14.0, 12.0], 1e-7))
    .mistake(
        "SM-31",
        |scores, h| (a(scores), tried(scores, h)),
        "{} is a itself. Its slope is small where a is near 1, too: one \
         factor is missing.",
    )
    .mistake(
        "SM-32",
        |scores, h| (a(scores).powi(2), tried(scores, h)),
        "{} is a·a. One factor is a; the other is small where a is near 1.",
    )
    .mistake(
        "SM-33",
        |scores, h| (1.0 - a(scores), tried(scores, h)),
        "{} is 1 - a, the slope of ln(a). The slope of a has one more \
         factor: a.",
    )
    .mistake(
        "SM-34",
        |scores, h| (-a(scores) * softmax_f64(scores)[1], tried(scores, h)),
        "{} is -a·b, the slope by the second score. By its own score a \
         rises.",
    )
    .mistake(
        "SM-35",
        |scores, h| {
            let moved = a_at(scores, h) - a(scores);
            (formula(scores), moved / h)
        },
        "{} comes from one side: a at s + h, less a at s. Take s - h for \
         the second, and divide by 2h: it lies closer to the slope.",
    )
    .mistake(
        "SM-36",
        |scores, h| (formula(scores), 2.0 * tried(scores, h)),
        "{} is twice the slope. From s - h to s + h the score moves by 2h.",
    )
    .mistake(
        "SM-37",
        |scores, h| (formula(scores), 2.0 * h * tried(scores, h)),
        "{} is how far the weight moved. Divide by how far the score moved, \
         2h.",
    )
    .mistake(
        "SM-38",
        |scores, h| (formula(scores), -tried(scores, h)),
        "{} has the wrong sign. Take the upper less the lower: a rises with \
         its score.",
    )
    .mistake(
        "SM-39",
        |scores, _| (formula(scores), 0.0),
        "You moved every score by h, and softmax doesn't notice that. Move \
         the first alone.",
    )
    .mistake(
        "BP-12",
        |scores, h| {
            let a = |h: f64| {
                let mut narrow: Vec<f32> =
                    scores.iter().map(|s| *s as f32).collect();
                narrow[0] += h as f32;
                f64::from(crate::softmax(&narrow)[0])
            };
            (formula(scores), (a(h) - a(-h)) / (2.0 * h))
        },
        "f32 rounds 14 + 0.0000001 to 14, so nothing moved. Stay in f64.",
    )
    .law("adding 100 to every score changes nothing", |slopes| {
        let (low, high) =
            (slopes(&[1.0, 3.0], 0.5), slopes(&[101.0, 103.0], 0.5));
        let apart = (low.0 - high.0).abs() + (low.1 - high.1).abs();
        match apart < 1e-9 {
            true => Ok(()),
            false => Err(format!("{low:.4?} became {high:.4?}")),
        }
    })
}

/// The first weight.
fn a(scores: &[f64]) -> f64 {
    softmax_f64(scores)[0]
}

/// The first weight with h added to its score.
fn a_at(scores: &[f64], h: f64) -> f64 {
    let mut scores = scores.to_vec();
    scores[0] += h;
    a(&scores)
}

fn formula(scores: &[f64]) -> f64 {
    a(scores) * (1.0 - a(scores))
}

fn tried(scores: &[f64], h: f64) -> f64 {
    (a_at(scores, h) - a_at(scores, -h)) / (2.0 * h)
}
