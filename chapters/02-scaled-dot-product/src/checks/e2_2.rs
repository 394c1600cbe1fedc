use super::solutions;
use judge::{Answer, Check};

type Score = fn(&[f32], &[f32]) -> f32;

/// Exercise 2.2: one score.
pub fn e2_2() -> Check<Score, (Vec<f32>, Vec<f32>)> {
    Check::<Score, (Vec<f32>, Vec<f32>)>::new(
        include_str!("solutions/e2_2.rs"),
        solutions::e2_2::score,
        |score, (q, k)| Answer::scalar("score", score(q, k)),
        |(q, k)| {
            let product = |i: usize| f64::from(q[i]) * f64::from(k[i]);
            Answer::scalar("score", (0..q.len()).map(product).sum::<f64>())
        },
    )
    .probe("(3, 1) and (2, 1)", (vec![3., 1.], vec![2., 1.]))
    .probe(
        "(3, 1, 2) and (1, 3, -4)",
        (vec![3., 1., 2.], vec![1., 3., -4.]),
    )
    .probe("(0, 0) and (5, 7)", (vec![0., 0.], vec![5., 7.]))
    .must_panic("(3, 1) and (2, 1, 5)", (vec![3., 1.], vec![2., 1., 5.]))
    .mistake(
        "DP-12",
        |q, k| q.iter().zip(k).map(|(q, k)| q * k).sum(),
        "`zip` stopped silently at the shorter slice. Assert that the \
         lengths are equal.",
    )
    .mistake(
        "DP-15",
        |q, k| {
            assert_eq!(q.len(), k.len());
            q.iter().zip(k).map(|(q, k)| q + k).sum()
        },
        "{} is 3 + 2 + 1 + 1. Multiply matching entries, then add.",
    )
    .mistake(
        "DP-16",
        |q, k| {
            assert_eq!(q.len(), k.len());
            q.iter().sum::<f32>() * k.iter().sum::<f32>()
        },
        "{} is (3 + 1)·(2 + 1). Multiply entry with entry before you add.",
    )
    .mistake(
        "DP-17",
        |q, k| {
            assert_eq!(q.len(), k.len());
            let product: f32 = q.iter().zip(k).map(|(q, k)| q * k).sum();
            product / (q.len() as f32).sqrt()
        },
        "{} is the scaled score, 7/√2. The score itself comes before the \
         division.",
    )
}
