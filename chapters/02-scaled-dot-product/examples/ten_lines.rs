//! nalgebra in ten lines: chapter 0's toy, one query and two keys.

use nalgebra::DMatrix;

fn main() {
    let q = DMatrix::<f32>::from_row_slice(1, 2, &[3.0, 1.0]);
    let k = DMatrix::from_row_slice(2, 2, &[2.0, 1.0, 1.0, 3.0]);
    let v = DMatrix::from_row_slice(2, 3, &[1.0, 0.0, 2.0, 0.0, 1.0, 2.0]);
    let scores = &q * k.transpose();
    let output = &scores * &v;
    assert_eq!(scores.shape(), (1, 2));
    assert_eq!(scores[(0, 1)], 6.0);
    assert_eq!(output.as_slice(), [7.0, 6.0, 26.0]);
    println!("scores{scores}output{output}");
    println!("v in memory: {:?}", v.as_slice());
}
