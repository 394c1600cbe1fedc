use super::solutions;
use ch01_softmax::checks::softmax_f64;
use judge::{Answer, Check};

type Divisors = fn() -> [f32; 3];

/// Exercise 2.4: three broken programs.
pub fn e2_4() -> Check<Divisors, ()> {
    Check::<Divisors, ()>::new(
        include_str!("solutions/e2_4.rs"),
        solutions::e2_4::divisors,
        |divisors, _| prints(divisors().map(f64::from)),
        |_| prints([64.0, 768_f64.sqrt(), 1.0]),
    )
    .probe("0.5622, 0.6405, 0.9999999", ())
    .mistake(
        "DP-18",
        || [8.0, 768_f32.sqrt(), 1.0],
        "{} is what ÷ 8 gives, the right program. The first one forgot a root.",
    )
    .mistake(
        "DP-3",
        || [64.0, 512_f32.sqrt(), 1.0],
        "{} is what ÷ √512 gives. The page names another width.",
    )
    .mistake(
        "DP-19",
        || [64.0, 768.0, 1.0],
        "{} is what ÷ 768 gives. The second program did take a root.",
    )
    .mistake(
        "DP-20",
        || [64.0, 768_f32.sqrt(), 0.0],
        "Nothing can be divided by 0. What divides without changing anything?",
    )
    .mistake(
        "DP-21",
        || [1.0, 768_f32.sqrt(), 64.0],
        "You have the right divisors in the wrong order.",
    )
}

/// The first weight after each divisor, to four decimals.
///
/// The third program's weight lies too close to 1 for four: what is missing
/// to 1 stands in for it, in ten millionths.
fn prints(divisors: [f64; 3]) -> Answer {
    let weights =
        |divisor: f64| softmax_f64(&[112. / divisor, 96. / divisor]);
    let round = |weight: f64| (weight * 1e4).round() / 1e4;
    let [first, second, third] = divisors.map(weights);
    Answer::row("first weights", [round(first[0]), round(second[0])])
        .and(Answer::scalar("other weight · 10⁷", round(third[1] * 1e7)))
}
