//! Chapter 3: multi-head attention.

pub mod checks;
pub mod experiment;
pub mod worked;

use ch01_softmax::softmax_rows;
use ch02_scaled_dot_product::scaled_scores;
use nalgebra::{DMatrix, RowDVector};

/// A linear map with learned weights.
pub struct Linear {
    /// (inputs, outputs). PyTorch stores (outputs, inputs).
    pub w: DMatrix<f32>,
    /// (outputs), or no bias.
    pub b: Option<RowDVector<f32>>,
}

impl Linear {
    /// x: (n, inputs) → (n, outputs)
    ///
    /// xW + b, for each row of x. Panics when x's width isn't W's height.
    ///
    /// ```
    /// use ch03_multi_head::Linear;
    /// use nalgebra::{DMatrix, RowDVector};
    /// let map = Linear {
    ///     w: DMatrix::from_row_slice(2, 1, &[2.0, 3.0]),
    ///     b: Some(RowDVector::from_row_slice(&[0.5])),
    /// };
    /// let x = DMatrix::from_row_slice(1, 2, &[1.0, 10.0]);
    /// assert_eq!(map.apply(&x)[(0, 0)], 32.5);
    /// ```
    pub fn apply(&self, x: &DMatrix<f32>) -> DMatrix<f32> {
        assert!(
            x.ncols() == self.w.nrows(),
            "x is {:?} but W is {:?}: x's width must be W's height",
            x.shape(),
            self.w.shape(),
        );
        let mut y = x * &self.w;
        if let Some(b) = &self.b {
            for (mut column, bias) in y.column_iter_mut().zip(b.iter()) {
                column.add_scalar_mut(*bias);
            }
        }
        y
    }
}

/// x: (n, d_model) → heads matrices (n, d_k), with d_k = d_model / heads
///
/// Head i takes the columns i·d_k..(i+1)·d_k of every row. Panics when the
/// heads don't divide d_model. Source: Vaswani et al. 2017, section 3.2.2.
///
/// ```
/// use nalgebra::DMatrix;
/// let x = DMatrix::from_row_slice(2, 4, &[
///     0.0, 1.0, 2.0, 3.0,
///     4.0, 5.0, 6.0, 7.0,
/// ]);
/// let heads = ch03_multi_head::split(&x, 2);
/// assert_eq!(heads[1], DMatrix::from_row_slice(2, 2, &[2.0, 3.0, 6.0, 7.0]));
/// ```
pub fn split(x: &DMatrix<f32>, heads: usize) -> Vec<DMatrix<f32>> {
    let d_model = x.ncols();
    assert!(
        heads > 0 && d_model.is_multiple_of(heads),
        "{heads} heads can't share a width of {d_model} evenly"
    );
    let d_k = d_model / heads;
    (0..heads).map(|i| x.columns(i * d_k, d_k).into_owned()).collect()
}

/// heads: h matrices (n, d_v) → (n, h·d_v)
///
/// Side by side, the first head's columns first. Panics when there is no head
/// or their heights differ.
///
/// ```
/// use ch03_multi_head::{concatenate, split};
/// use nalgebra::DMatrix;
/// let x = DMatrix::from_row_slice(1, 4, &[0.0, 1.0, 2.0, 3.0]);
/// assert_eq!(concatenate(&split(&x, 2)), x);
/// ```
pub fn concatenate(heads: &[DMatrix<f32>]) -> DMatrix<f32> {
    let columns: Vec<_> =
        heads.iter().flat_map(|h| h.column_iter()).collect();
    DMatrix::from_columns(&columns)
}

/// q: (n, d_k), k: (m, d_k), v: (m, d_v), mask: (n, m) → weights: (n, m),
/// output: (n, d_v)
///
/// Chapter 2's attention, with the score of a pair that may not attend set to
/// −∞. In the mask true means "may attend"; PyTorch's nn.MultiheadAttention
/// means the opposite. A query that may attend to nothing gets the output 0.
///
/// ```
/// use ch03_multi_head::masked_attention;
/// use nalgebra::DMatrix;
/// let x = DMatrix::from_row_slice(2, 2, &[3.0, 1.0, 1.0, 1.0]);
/// let causal = DMatrix::from_row_slice(2, 2, &[true, false, true, true]);
/// let (weights, _) = masked_attention(&x, &x, &x, Some(&causal));
/// assert_eq!((weights[(0, 0)], weights[(0, 1)]), (1.0, 0.0));
/// ```
pub fn masked_attention(
    q: &DMatrix<f32>,
    k: &DMatrix<f32>,
    v: &DMatrix<f32>,
    mask: Option<&DMatrix<bool>>,
) -> (DMatrix<f32>, DMatrix<f32>) {
    let mut scaled = scaled_scores(q, k);
    if let Some(mask) = mask {
        assert!(
            mask.shape() == scaled.shape(),
            "mask is {:?} but scores are {:?}: one entry per query and key",
            mask.shape(),
            scaled.shape(),
        );
        scaled.zip_apply(mask, |score, may_attend| {
            if !may_attend {
                *score = f32::NEG_INFINITY;
            }
        });
    }
    let weights = softmax_rows(&scaled);
    let output = &weights * v;
    (weights, output)
}

/// The weights of multi-head attention, and how many heads share them.
pub struct MultiHead {
    /// h. It must divide d_model.
    pub heads: usize,
    /// (d_model, d_model): to the queries of all heads, side by side.
    pub w_q: Linear,
    /// (d_model, d_model): to the keys.
    pub w_k: Linear,
    /// (d_model, d_model): to the values.
    pub w_v: Linear,
    /// (d_model, d_model): from the heads' outputs, side by side.
    pub w_o: Linear,
}

/// What multi-head attention returns.
pub struct Attended {
    /// (n, d_model)
    pub output: DMatrix<f32>,
    /// (n, m) for each head.
    pub weights: Vec<DMatrix<f32>>,
}

impl MultiHead {
    /// x: (n, d_model), memory: (m, d_model), mask: (n, m) → output:
    /// (n, d_model), weights: (n, m) for each head
    ///
    /// Concat(head₁, …, head_h) W_O with headᵢ = attention(xW_Q, memory W_K,
    /// memory W_V) on its own columns. The queries come from x, the keys and
    /// values from the memory, which in self-attention is x. Source: Vaswani
    /// et al. 2017, section 3.2.2.
    ///
    /// ```
    /// use ch03_multi_head::worked;
    /// let x = example::x();
    /// let attended = worked::multi_head().forward(&x, &x, None);
    /// assert_eq!(attended.output.shape(), (2, 4));
    /// assert_eq!(attended.weights.len(), 2);
    /// ```
    pub fn forward(
        &self,
        x: &DMatrix<f32>,
        memory: &DMatrix<f32>,
        mask: Option<&DMatrix<bool>>,
    ) -> Attended {
        let q = split(&self.w_q.apply(x), self.heads);
        let k = split(&self.w_k.apply(memory), self.heads);
        let v = split(&self.w_v.apply(memory), self.heads);
        let (weights, outputs): (Vec<_>, Vec<_>) = (0..self.heads)
            .map(|i| masked_attention(&q[i], &k[i], &v[i], mask))
            .unzip();
        let output = self.w_o.apply(&concatenate(&outputs));
        Attended { output, weights }
    }
}

/// → how many numbers a [`MultiHead`] of this width learns
///
/// Four matrices of d_model², with four biases of d_model or without. The
/// number of heads doesn't matter: they share the same columns.
///
/// ```
/// assert_eq!(ch03_multi_head::parameters(512, false), 1_048_576);
/// ```
pub fn parameters(d_model: usize, bias: bool) -> usize {
    let biases = if bias { 4 * d_model } else { 0 };
    4 * d_model * d_model + biases
}
