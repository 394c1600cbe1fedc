//! Chapter 5: layer normalisation.

pub mod checks;
pub mod worked;

use ch04_residual::residual;
use nalgebra::{DMatrix, RowDVector};

/// token: (d) → its mean and its variance
///
/// μ = Σx/d, then σ² = Σ(x − μ)²/d: two passes, and d, not d − 1. The sums
/// are `f64`: in `f32` each addition to a long sum rounds, and 512 entries of
/// 0.1 seem to differ from their own mean.
///
/// ```
/// let (mean, variance) = ch05_layernorm::statistics(&[1.0, 2.0, 3.0, 4.0]);
/// assert_eq!((mean, variance), (2.5, 1.25));
/// ```
pub fn statistics(token: &[f32]) -> (f32, f32) {
    let mean = mean(token.iter().copied());
    (mean, self::mean(token.iter().map(|x| (x - mean).powi(2))))
}

/// numbers: (d) → their mean, summed in `f64`
fn mean(numbers: impl ExactSizeIterator<Item = f32>) -> f32 {
    let d = numbers.len() as f64;
    (numbers.map(f64::from).sum::<f64>() / d) as f32
}

/// token: (d) → its variance, in one pass
///
/// Σx²/d − μ² is the same on paper. In `f32` it is the difference of two large
/// numbers, of which little is left.
///
/// ```
/// let token = [10000.0, 10001.0, 10002.0, 10003.0];
/// assert_eq!(ch05_layernorm::variance_in_one_pass(&token), 0.0);
/// assert_eq!(ch05_layernorm::statistics(&token).1, 1.25);
/// ```
pub fn variance_in_one_pass(token: &[f32]) -> f32 {
    let d = token.len() as f32;
    let (mut sum, mut squares) = (0.0, 0.0);
    for x in token {
        sum += x;
        squares += x * x;
    }
    squares / d - (sum / d).powi(2)
}

/// A layer norm's learned numbers, and its ε.
pub struct LayerNorm {
    /// γ: (d), 1 before training.
    pub gamma: RowDVector<f32>,
    /// β: (d), 0 before training.
    pub beta: RowDVector<f32>,
    /// Keeps a token of equal entries from 0/0; PyTorch's default is 1e-5.
    pub epsilon: f32,
}

impl LayerNorm {
    /// d → γ = 1, β = 0, ε = 1e-5
    pub fn new(d: usize) -> Self {
        Self {
            gamma: RowDVector::repeat(d, 1.0),
            beta: RowDVector::zeros(d),
            epsilon: 1e-5,
        }
    }

    /// x: (n, d) → (n, d)
    ///
    /// γ(x − μ)/√(σ² + ε) + β, with μ and σ² of each token, a row, on its own.
    /// Panics when x's width isn't γ's. Source: Ba, Kiros and Hinton 2016,
    /// equations 3 and 4.
    ///
    /// ```
    /// use ch05_layernorm::LayerNorm;
    /// use nalgebra::DMatrix;
    /// let x = DMatrix::from_row_slice(1, 4, &[1.0, 2.0, 3.0, 4.0]);
    /// let y = LayerNorm::new(4).forward(&x);
    /// assert_eq!(format!("{:.4}", y[0]), "-1.3416");
    /// ```
    pub fn forward(&self, x: &DMatrix<f32>) -> DMatrix<f32> {
        each_token(x, &self.gamma, |token| {
            let (mean, variance) = statistics(token);
            let deviation = (variance + self.epsilon).sqrt();
            for ((x, gamma), beta) in
                token.iter_mut().zip(&self.gamma).zip(&self.beta)
            {
                *x = gamma * (*x - mean) / deviation + beta;
            }
        })
    }
}

/// A layer norm without the mean and without β.
pub struct RmsNorm {
    /// γ: (d), 1 before training.
    pub gamma: RowDVector<f32>,
    /// Keeps a token of zeros from 0/0.
    pub epsilon: f32,
}

impl RmsNorm {
    /// x: (n, d) → (n, d)
    ///
    /// γx/√(Σx²/d + ε). Panics when x's width isn't γ's. Source: Zhang and
    /// Sennrich 2019, equation 4.
    ///
    /// ```
    /// use ch05_layernorm::RmsNorm;
    /// use nalgebra::{DMatrix, RowDVector};
    /// let norm = RmsNorm { gamma: RowDVector::repeat(2, 1.0), epsilon: 0.0 };
    /// let y = norm.forward(&DMatrix::from_row_slice(1, 2, &[3.0, 3.0]));
    /// assert_eq!(y.as_slice(), [1.0, 1.0]);
    /// ```
    pub fn forward(&self, x: &DMatrix<f32>) -> DMatrix<f32> {
        each_token(x, &self.gamma, |token| {
            let squares = token.iter().map(|x| x * x);
            let size = (mean(squares) + self.epsilon).sqrt();
            for (x, gamma) in token.iter_mut().zip(&self.gamma) {
                *x = gamma * *x / size;
            }
        })
    }
}

/// x: (n, d) → (n, d)
///
/// Batch norm's statistics: of each feature, a column, over all tokens. What
/// a token becomes depends on the others, later ones too, which a model that
/// writes from left to right must not do. Source: Ioffe and Szegedy 2015.
///
/// ```
/// use nalgebra::DMatrix;
/// let x = DMatrix::from_row_slice(2, 2, &[1.0, 2.0, 5.0, 6.0]);
/// let y = ch05_layernorm::batch_norm(&x, 0.0);
/// assert_eq!(y, DMatrix::from_row_slice(2, 2, &[-1.0, -1.0, 1.0, 1.0]));
/// ```
pub fn batch_norm(x: &DMatrix<f32>, epsilon: f32) -> DMatrix<f32> {
    let mut y = x.clone();
    for mut feature in y.column_iter_mut() {
        let (mean, variance) = statistics(feature.as_slice());
        let deviation = (variance + epsilon).sqrt();
        feature.apply(|x| *x = (*x - mean) / deviation);
    }
    y
}

/// x: (n, d_model) → (n, d_model)
///
/// norm(x + f(x)), the order of the paper. Source: Vaswani et al. 2017,
/// section 3.1.
pub fn post_norm(
    x: &DMatrix<f32>,
    norm: &LayerNorm,
    sublayer: impl FnOnce(&DMatrix<f32>) -> DMatrix<f32>,
) -> DMatrix<f32> {
    norm.forward(&residual(x, sublayer))
}

/// x: (n, d_model) → (n, d_model)
///
/// x + f(norm(x)), the order of GPT-2: x itself is never normalised. Source:
/// Xiong et al. 2020.
pub fn pre_norm(
    x: &DMatrix<f32>,
    norm: &LayerNorm,
    sublayer: impl FnOnce(&DMatrix<f32>) -> DMatrix<f32>,
) -> DMatrix<f32> {
    residual(x, |x| sublayer(&norm.forward(x)))
}

/// x: (n, d) → (n, d), each row changed by `change`
///
/// A row of a `DMatrix` is scattered in memory, as in chapter 1's softmax of
/// rows: we turn the matrix, change its columns and turn it back.
fn each_token(
    x: &DMatrix<f32>,
    gamma: &RowDVector<f32>,
    change: impl Fn(&mut [f32]),
) -> DMatrix<f32> {
    assert!(
        x.ncols() == gamma.len(),
        "x is {:?} but γ has {} entries: one for each column of x",
        x.shape(),
        gamma.len(),
    );
    let mut turned = x.transpose();
    for mut token in turned.column_iter_mut() {
        change(token.as_mut_slice());
    }
    turned.transpose()
}
