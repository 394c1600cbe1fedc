//! Multi-head attention as learners write it by mistake. The judge knows these
//! programs, and the worked example prints what they give. Each is named by
//! its id in the list of mistakes.

use crate::{concatenate, split};
use ch01_softmax::softmax_rows;
use ch02_scaled_dot_product::{attention, scaled_scores};
use nalgebra::DMatrix;

type M = DMatrix<f32>;
type Heads = [M];
type Attend = fn(&Heads, &Heads, &Heads) -> Vec<M>;

/// The four steps of multi-head attention, to change one of them.
pub struct Steps {
    /// x: (n, d_model), w: (d_model, d_model), heads → (n, d_k) each
    pub project: fn(&M, &M, usize) -> Vec<M>,
    /// q, k, v of each head → the output of each head
    pub attend: Attend,
    /// the heads' outputs → (n, d_model)
    pub concatenate: fn(&[M]) -> M,
    /// (n, d_model), w_o: (d_model, d_model) → (n, d_model)
    pub mix: fn(&M, &M) -> M,
}

impl Steps {
    /// x, memory, w_q, w_k, w_v, w_o and the number of heads → the output
    pub fn run(&self, matrices: [&M; 6], heads: usize) -> M {
        let [x, memory, w_q, w_k, w_v, w_o] = matrices;
        let q = (self.project)(x, w_q, heads);
        let k = (self.project)(memory, w_k, heads);
        let v = (self.project)(memory, w_v, heads);
        let outputs = (self.attend)(&q, &k, &v);
        (self.mix)(&(self.concatenate)(&outputs), w_o)
    }
}

/// As the chapter does it.
pub const RIGHT: Steps = Steps {
    project: |x, w, heads| split(&(x * w), heads),
    attend: |q, k, v| attend(q, k, v, 1.0),
    concatenate,
    mix: |z, w_o| z * w_o,
};

/// MH-1: takes the rows' numbers as (heads, n, d_k), which they aren't.
pub const REINTERPRETS: Steps =
    Steps { project: |x, w, heads| reinterprets(&(x * w), heads), ..RIGHT };

/// MH-2: deals the columns out one by one.
pub const INTERLEAVES: Steps =
    Steps { project: |x, w, heads| interleaves(&(x * w), heads), ..RIGHT };

/// MH-3: writes one head after the other into the rows.
pub const FLATTENS: Steps = Steps { concatenate: flattens, ..RIGHT };

/// MH-4: divides by √d_model in every head.
pub const DIVIDES_BY_ROOT_D_MODEL: Steps = Steps {
    attend: |q, k, v| attend(q, k, v, 1.0 / (q.len() as f32).sqrt()),
    ..RIGHT
};

/// MH-5: has no W_O.
pub const FORGETS_W_O: Steps = Steps { mix: |z, _| z.clone(), ..RIGHT };

/// MH-7: slices x first, and maps each slice by one (d_k, d_k).
pub const SLICES_FIRST: Steps = Steps {
    project: |x, w, heads| {
        let d_k = x.ncols() / heads;
        let map = w.view((0, 0), (d_k, d_k));
        split(x, heads).iter().map(|slice| slice * map).collect()
    },
    ..RIGHT
};

/// MH-9: averages the heads. The result is too narrow for W_O.
pub const AVERAGES: Steps =
    Steps { concatenate: averages, mix: |z, _| z.clone(), ..RIGHT };

/// MH-10: softmax over the heads, not over the keys.
pub const WEIGHS_HEADS: Steps = Steps {
    attend: |q, k, v| {
        let scaled: Vec<M> =
            q.iter().zip(k).map(|(q, k)| scaled_scores(q, k)).collect();
        // A column per head, a row per pair of query and key.
        let pairs: Vec<_> = scaled
            .iter()
            .map(|s| M::from_column_slice(s.len(), 1, s.as_slice()))
            .collect();
        let weights = softmax_rows(&concatenate(&pairs));
        let output = |(i, v): (usize, &M)| {
            let (n, m) = scaled[i].shape();
            M::from_column_slice(n, m, weights.column(i).as_slice()) * v
        };
        v.iter().enumerate().map(output).collect()
    },
    ..RIGHT
};

/// MH-11: all heads share the first one's weights.
pub const SHARES_ONE_HEAD: Steps = Steps {
    project: |x, w, heads| vec![split(&(x * w), heads).remove(0); heads],
    ..RIGHT
};

/// MH-22: puts the last head first.
pub const REVERSES: Steps = Steps { concatenate: reverses, ..RIGHT };

/// DP-2: doesn't scale the scores.
pub const DOES_NOT_SCALE: Steps = Steps {
    attend: |q, k, v| attend(q, k, v, (q[0].ncols() as f32).sqrt()),
    ..RIGHT
};

/// The outputs of all heads, with the scores `factor` times as large.
fn attend(q: &[M], k: &[M], v: &[M], factor: f32) -> Vec<M> {
    let output = |i: usize| attention(&(&q[i] * factor), &k[i], &v[i]).1;
    (0..q.len()).map(output).collect()
}

/// MH-1: x: (n, d_model) → heads matrices of the right shape and the wrong
/// numbers
pub fn reinterprets(x: &M, heads: usize) -> Vec<M> {
    let (n, d_k) = (x.nrows(), x.ncols() / heads);
    by_row(x)
        .chunks(n * d_k)
        .map(|head| M::from_row_slice(n, d_k, head))
        .collect()
}

/// MH-2: x: (n, d_model) → heads matrices, of every heads-th column each
pub fn interleaves(x: &M, heads: usize) -> Vec<M> {
    let d_k = x.ncols() / heads;
    let head =
        |i| M::from_fn(x.nrows(), d_k, |row, c| x[(row, c * heads + i)]);
    (0..heads).map(head).collect()
}

/// MH-3: heads → a matrix of the right shape and the wrong numbers
pub fn flattens(heads: &[M]) -> M {
    let (n, d_v) = heads[0].shape();
    let numbers: Vec<f32> = heads.iter().flat_map(by_row).collect();
    M::from_row_slice(n, heads.len() * d_v, &numbers)
}

/// MH-9: heads → their mean, as narrow as one of them
pub fn averages(heads: &[M]) -> M {
    heads.iter().sum::<M>() / heads.len() as f32
}

/// MH-22: heads → side by side, the last one first
pub fn reverses(heads: &[M]) -> M {
    let reversed: Vec<M> = heads.iter().rev().cloned().collect();
    concatenate(&reversed)
}

/// → (2, 4): 0 to 7, a matrix in which each number tells its place
pub fn integers() -> M {
    M::from_fn(2, 4, |row, column| (4 * row + column) as f32)
}

fn by_row(matrix: &M) -> Vec<f32> {
    matrix.transpose().as_slice().to_vec()
}
