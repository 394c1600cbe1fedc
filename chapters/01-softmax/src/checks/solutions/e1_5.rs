//! # 1.5 Each row of a matrix
//! ★★ · 15 minutes · cargo test -p ex01-softmax e1_5
//! Read: chapter 1, "A matrix, row by row"
//!
//! You have a matrix of scores, n×m. Some may be -∞: they are masked. Write
//! `softmax_rows`, which returns the weights, n×m: softmax of each row on its
//! own. A masked score gets the weight 0. In a row where all scores are
//! masked, all weights are 0. It may call your softmax of exercise 1.2.
//!
//! Done when the command prints `passed`.

use nalgebra::DMatrix;

pub fn softmax_rows(scores: &DMatrix<f32>) -> DMatrix<f32> {
    // solution: todo!("softmax of each row of {scores}")
    let mut weights = scores.clone();
    for mut row in weights.row_iter_mut() {
        let scores: Vec<f32> = row.iter().copied().collect();
        if scores.iter().all(|s| *s == f32::NEG_INFINITY) {
            row.fill(0.0);
            continue;
        }
        for (j, weight) in super::e1_2::softmax(&scores).iter().enumerate()
        {
            row[j] = *weight;
        }
    }
    weights
    // end
}

// nudge: What do your weights add up to in each row? And in each column?
// plan: Clone the scores. Walk over the rows. Copy a row into a `Vec`. Is all
//   of it -∞? Fill the row with 0. Else take softmax and write it back.
// near: In `for mut row in weights.row_iter_mut() { … }`
//   `let scores: Vec<f32> = row.iter().copied().collect();` copies a row,
//   `row.fill(0.0)` empties it, and `row[j]` is one entry to write to.
