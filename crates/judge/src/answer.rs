//! What a program gave back, in a form that can be compared.

/// Named parts, each a table of numbers: a scalar, a row or a matrix.
#[derive(Clone, Debug)]
pub struct Answer(Vec<Part>);

#[derive(Clone, Debug)]
struct Part {
    name: &'static str,
    cols: usize,
    /// Row by row.
    values: Vec<f64>,
}

/// The first place where two answers part.
#[derive(Clone, Debug, PartialEq)]
pub enum Difference {
    /// A part has another shape, as (rows, columns).
    Shape {
        /// The part's name.
        part: &'static str,
        /// The shape that came.
        yours: (usize, usize),
        /// The shape that should have come.
        expected: (usize, usize),
    },
    /// A row holds another value.
    Row {
        /// The part's name, with the row's number when it has several.
        part: String,
        /// The column, from 0, of the first other value.
        col: usize,
        /// The row that came.
        yours: Vec<f64>,
        /// The row that should have come.
        expected: Vec<f64>,
    },
}

impl Answer {
    /// One number.
    pub fn scalar(name: &'static str, value: impl Into<f64>) -> Self {
        Self::row(name, [value])
    }

    /// A row of numbers.
    pub fn row<T: Into<f64>>(
        name: &'static str,
        values: impl IntoIterator<Item = T>,
    ) -> Self {
        let values: Vec<f64> = values.into_iter().map(Into::into).collect();
        Self(vec![Part { name, cols: values.len(), values }])
    }

    /// A matrix of `cols` columns, its values row by row.
    pub fn matrix<T: Into<f64>>(
        name: &'static str,
        cols: usize,
        values: impl IntoIterator<Item = T>,
    ) -> Self {
        let values = values.into_iter().map(Into::into).collect();
        Self(vec![Part { name, cols, values }])
    }

    /// This answer's parts, then the other's.
    pub fn and(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// Where `self`, the reader's, first leaves `expected`.
    pub fn first_difference(&self, expected: &Self) -> Option<Difference> {
        assert!(self.0.len() == expected.0.len(), "answers of other parts");
        self.0.iter().zip(&expected.0).find_map(|(y, e)| y.difference(e))
    }

    /// Whether any number is NaN or infinite.
    pub fn has_non_finite(&self) -> bool {
        self.0.iter().flat_map(|part| &part.values).any(|v| !v.is_finite())
    }

    /// How far two answers lie apart at most, in tolerances; ∞ where a shape,
    /// a NaN or an infinity sets them apart.
    pub(crate) fn distance(&self, other: &Self) -> f64 {
        let mut farthest = 0.0;
        for (a, b) in self.0.iter().zip(&other.0) {
            if a.shape() != b.shape() {
                return f64::INFINITY;
            }
            for (&x, &y) in a.values.iter().zip(&b.values) {
                let apart = if x == y || x.is_nan() && y.is_nan() {
                    0.0
                } else {
                    (x - y).abs() / tolerance(y)
                };
                // `max` would pass over the NaN of a NaN beside a number.
                if apart.is_nan() || apart > farthest {
                    farthest =
                        if apart.is_nan() { f64::INFINITY } else { apart };
                }
            }
        }
        farthest
    }
}

impl Part {
    fn shape(&self) -> (usize, usize) {
        (self.values.len().checked_div(self.cols).unwrap_or(0), self.cols)
    }

    fn difference(&self, expected: &Self) -> Option<Difference> {
        if self.shape() != expected.shape() {
            return Some(Difference::Shape {
                part: expected.name,
                yours: self.shape(),
                expected: expected.shape(),
            });
        }
        let differs = |(&y, &e): (&f64, &f64)| !close(y, e);
        let at =
            self.values.iter().zip(&expected.values).position(differs)?;
        let (row, col) = (at / self.cols, at % self.cols);
        let cells = row * self.cols..(row + 1) * self.cols;
        let part = match self.shape() {
            (1, _) => expected.name.to_string(),
            _ => format!("{} row {}", expected.name, row + 1),
        };
        Some(Difference::Row {
            part,
            col,
            yours: self.values[cells.clone()].to_vec(),
            expected: expected.values[cells].to_vec(),
        })
    }
}

/// Whether `yours` is `expected` up to the course's tolerance,
/// 1e-6 + 1e-5·|expected|. A NaN never is; an infinity is, to itself.
pub fn close(yours: f64, expected: f64) -> bool {
    yours == expected || (yours - expected).abs() <= tolerance(expected)
}

fn tolerance(expected: f64) -> f64 {
    // An infinite tolerance would let every number pass for an infinity.
    if expected.is_finite() { 1e-6 + 1e-5 * expected.abs() } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closeness_is_neither_blind_to_nan_nor_to_infinity() {
        assert!(close(0.880_797, 0.880_797_1));
        assert!(!close(0.880_9, 0.880_797));
        assert!(!close(f64::NAN, f64::NAN));
        assert!(!close(1.0, f64::INFINITY));
        assert!(!close(f64::INFINITY, 1.0));
        assert!(close(f64::NEG_INFINITY, f64::NEG_INFINITY));
    }

    #[test]
    fn a_difference_names_the_row_and_the_column() {
        let expected = Answer::matrix("weights", 2, [1.0, 2.0, 3.0, 4.0]);
        let yours = Answer::matrix("weights", 2, [1.0, 2.0, 3.0, 5.0]);
        assert_eq!(
            yours.first_difference(&expected),
            Some(Difference::Row {
                part: "weights row 2".into(),
                col: 1,
                yours: vec![3.0, 5.0],
                expected: vec![3.0, 4.0],
            })
        );
        assert_eq!(expected.first_difference(&expected), None);
    }

    #[test]
    fn equal_numbers_in_another_shape_differ() {
        let expected = Answer::matrix("weights", 2, [1.0, 2.0, 3.0, 4.0]);
        let yours = Answer::matrix("weights", 4, [1.0, 2.0, 3.0, 4.0]);
        assert_eq!(
            yours.first_difference(&expected),
            Some(Difference::Shape {
                part: "weights",
                yours: (1, 4),
                expected: (2, 2),
            })
        );
        assert_eq!(yours.distance(&expected), f64::INFINITY);
    }

    #[test]
    fn distance_counts_tolerances_and_sees_nan() {
        let at = |x: f64| Answer::scalar("x", x);
        assert_eq!(at(f64::NAN).distance(&at(f64::NAN)), 0.0);
        assert_eq!(at(f64::NAN).distance(&at(1.0)), f64::INFINITY);
        assert_eq!(at(1.0).distance(&at(f64::NAN)), f64::INFINITY);
        assert!((at(1.0 + 1.1e-4).distance(&at(1.0)) - 10.0).abs() < 1e-6);
    }
}
