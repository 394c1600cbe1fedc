//! Chapter 4: the residual connection.

pub mod checks;
pub mod experiment;
pub mod worked;

use nalgebra::DMatrix;
use rand::{RngExt, rngs::ChaCha8Rng};

/// x: (n, d_model) → (n, d_model)
///
/// x + f(x), with the sublayer f. Panics when f changes the shape. Source: He
/// et al. 2015, equation 1; Vaswani et al. 2017, section 3.1.
///
/// ```
/// use nalgebra::DMatrix;
/// let x = DMatrix::from_row_slice(1, 4, &[1.0, 2.0, 3.0, 4.0]);
/// let f = |x: &DMatrix<f32>| {
///     DMatrix::from_row_slice(1, 4, &[x[3], 0.0, -x[0], 0.0])
/// };
/// assert_eq!(ch04_residual::residual(&x, f).as_slice(), [5.0, 2.0, 2.0, 4.0]);
/// ```
pub fn residual(
    x: &DMatrix<f32>,
    sublayer: impl FnOnce(&DMatrix<f32>) -> DMatrix<f32>,
) -> DMatrix<f32> {
    let branch = sublayer(x);
    assert!(
        branch.shape() == x.shape(),
        "x is {:?} but f(x) is {:?}: to be added they need one shape",
        x.shape(),
        branch.shape(),
    );
    branch + x
}

/// x: (n, d) → (n, d)
///
/// While training, each entry is 0 with probability p and x / (1 − p)
/// otherwise, so that its mean stays x. Without a generator, in use, x stays
/// as it is. Panics unless 0 ≤ p < 1. Source: Srivastava et al. 2014.
///
/// ```
/// use nalgebra::DMatrix;
/// use rand::{SeedableRng, rngs::ChaCha8Rng};
/// let x = DMatrix::from_row_slice(1, 4, &[1.0, 2.0, 3.0, 4.0]);
/// let mut rng = ChaCha8Rng::seed_from_u64(7);
/// let dropped = ch04_residual::dropout(x.clone(), 0.5, Some(&mut rng));
/// assert!(dropped.iter().zip(&x).all(|(y, x)| *y == 0.0 || *y == 2.0 * x));
/// assert_eq!(ch04_residual::dropout(x.clone(), 0.5, None), x);
/// ```
pub fn dropout(
    mut x: DMatrix<f32>,
    p: f32,
    rng: Option<&mut ChaCha8Rng>,
) -> DMatrix<f32> {
    assert!(
        (0.0..1.0).contains(&p),
        "p must be from 0 to below 1, got {p}"
    );
    if let Some(rng) = rng {
        for entry in &mut x {
            let dropped = rng.random::<f32>() < p;
            *entry = if dropped { 0.0 } else { *entry / (1.0 - p) };
        }
    }
    x
}

/// x: (n, d_model) → (n, d_model)
///
/// x + dropout(f(x)): the sublayer is dropped from, x never is. Source:
/// Vaswani et al. 2017, section 5.4.
///
/// ```
/// use nalgebra::DMatrix;
/// let x = DMatrix::from_row_slice(1, 2, &[1.0, 2.0]);
/// let y = ch04_residual::residual_with_dropout(&x, 0.1, None, |x| x * 2.0);
/// assert_eq!(y.as_slice(), [3.0, 6.0]);
/// ```
pub fn residual_with_dropout(
    x: &DMatrix<f32>,
    p: f32,
    rng: Option<&mut ChaCha8Rng>,
    sublayer: impl FnOnce(&DMatrix<f32>) -> DMatrix<f32>,
) -> DMatrix<f32> {
    residual(x, |x| dropout(sublayer(x), p, rng))
}
