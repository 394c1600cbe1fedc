//! Chapter 2: scaled dot-product attention.

pub mod checks;
pub mod experiment;
pub mod worked;

use ch01_softmax::{softmax, softmax_rows};
use nalgebra::DMatrix;

/// a: (d), b: (d) → one number
///
/// a·b = Σᵢ aᵢbᵢ. Panics when the lengths differ.
///
/// ```
/// assert_eq!(ch02_scaled_dot_product::dot(&[3.0, 1.0], &[2.0, 1.0]), 7.0);
/// ```
pub fn dot(a: &[f32], b: &[f32]) -> f32 {
    assert!(
        a.len() == b.len(),
        "dot product of lengths {} and {}",
        a.len(),
        b.len()
    );
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// q: (n, d_k), k: (m, d_k) → scores: (n, m)
///
/// S = QKᵀ: row i holds query i's dot product with every key. Panics when q
/// and k differ in width. Source: Vaswani et al. 2017, section 3.2.1.
///
/// ```
/// use nalgebra::DMatrix;
/// let q = DMatrix::from_row_slice(1, 2, &[3.0, 1.0]);
/// let k = DMatrix::from_row_slice(2, 2, &[2.0, 1.0, 1.0, 3.0]);
/// assert_eq!(ch02_scaled_dot_product::scores(&q, &k).as_slice(), [7.0, 6.0]);
/// ```
pub fn scores(q: &DMatrix<f32>, k: &DMatrix<f32>) -> DMatrix<f32> {
    assert!(
        q.ncols() == k.ncols(),
        "q is {:?} but k is {:?}: query and key need one width, d_k",
        q.shape(),
        k.shape(),
    );
    q * k.transpose()
}

/// q: (n, d_k), k: (m, d_k) → scaled scores: (n, m)
///
/// QKᵀ / √d_k, so that their spread is the same at every width.
///
/// ```
/// use nalgebra::DMatrix;
/// let q = DMatrix::from_element(1, 64, 1.75);
/// let k = DMatrix::from_element(1, 64, 1.0);
/// assert_eq!(ch02_scaled_dot_product::scaled_scores(&q, &k)[(0, 0)], 14.0);
/// ```
pub fn scaled_scores(q: &DMatrix<f32>, k: &DMatrix<f32>) -> DMatrix<f32> {
    let d_k = q.ncols() as f32;
    scores(q, k) / d_k.sqrt()
}

/// q: (n, d_k), k: (m, d_k), v: (m, d_v) → weights: (n, m), output: (n, d_v)
///
/// softmax(QKᵀ / √d_k) V: each row of the output is an average of the values,
/// weighted by one row of the weights. Panics when q and k differ in width or
/// k and v in height. Source: Vaswani et al. 2017, equation 1.
///
/// ```
/// use nalgebra::DMatrix;
/// let q = DMatrix::from_row_slice(1, 2, &[3.0, 1.0]);
/// let k = DMatrix::from_row_slice(2, 2, &[2.0, 1.0, 1.0, 3.0]);
/// let v = DMatrix::from_row_slice(2, 3, &[1.0, 0.0, 2.0, 0.0, 1.0, 2.0]);
/// let (weights, output) = ch02_scaled_dot_product::attention(&q, &k, &v);
/// assert_eq!(format!("{:.2}", weights[(0, 0)]), "0.67");
/// assert_eq!(output.shape(), (1, 3));
/// ```
pub fn attention(
    q: &DMatrix<f32>,
    k: &DMatrix<f32>,
    v: &DMatrix<f32>,
) -> (DMatrix<f32>, DMatrix<f32>) {
    assert_one_value_per_key(k, v);
    let weights = softmax_rows(&scaled_scores(q, k));
    let output = &weights * v;
    (weights, output)
}

/// The same as [`attention`], one query, one key and one number at a time.
pub fn attention_loops(
    q: &DMatrix<f32>,
    k: &DMatrix<f32>,
    v: &DMatrix<f32>,
) -> (DMatrix<f32>, DMatrix<f32>) {
    assert_one_value_per_key(k, v);
    let (n, m, d_k, d_v) = (q.nrows(), k.nrows(), q.ncols(), v.ncols());
    let mut weights = DMatrix::zeros(n, m);
    let mut output = DMatrix::zeros(n, d_v);
    for i in 0..n {
        let query = row(q, i);
        let mut scaled = Vec::new();
        for j in 0..m {
            let score = dot(&query, &row(k, j));
            scaled.push(score / (d_k as f32).sqrt());
        }
        for (j, weight) in softmax(&scaled).into_iter().enumerate() {
            weights[(i, j)] = weight;
            for c in 0..d_v {
                output[(i, c)] += weight * v[(j, c)];
            }
        }
    }
    (weights, output)
}

/// matrix: (n, d), i < n → its row i: (d)
fn row(matrix: &DMatrix<f32>, i: usize) -> Vec<f32> {
    matrix.row(i).iter().copied().collect()
}

fn assert_one_value_per_key(k: &DMatrix<f32>, v: &DMatrix<f32>) {
    assert!(
        k.nrows() == v.nrows(),
        "k is {:?} but v is {:?}: every key needs one value",
        k.shape(),
        v.shape(),
    );
}
