/// A number as reports and figures print it: an integer as it is, else four
/// decimals. Within 0.001 of 1 seven, so that 0.9999999 is told from 1;
/// below 0.001 or from a million up, 1.1254 × 10⁻⁷.
///
/// ```
/// use report::number;
/// assert_eq!(number(112.0), "112");
/// assert_eq!(number(0.880797), "0.8808");
/// assert_eq!(number(0.99999988), "0.9999999");
/// assert_eq!(number(1.12535162e-7), "1.1254 × 10⁻⁷");
/// assert_eq!(number(f64::NEG_INFINITY), "-∞");
/// ```
pub fn number(x: impl Into<f64>) -> String {
    let x = x.into();
    let size = x.abs();
    if size.is_infinite() {
        return x.to_string().replace("inf", "∞");
    }
    if x.is_nan() || (x.fract() == 0.0 && size < 1e6) {
        return x.to_string();
    }
    if !(1e-3..1e6).contains(&size) {
        return power_of_ten(x, 4);
    }
    if (size - 1.0).abs() < 1e-3 {
        return format!("{x:.7}");
    }
    format!("{x:.4}")
}

/// A vector as it stands in a sentence.
///
/// ```
/// assert_eq!(report::entries(&[1.0, 0.5, -2.0]), "(1, 0.5000, -2)");
/// ```
pub fn entries(vector: &[f32]) -> String {
    let entries: Vec<String> = vector.iter().copied().map(number).collect();
    format!("({})", entries.join(", "))
}

/// A measured number, to three figures: what a random draw supports.
///
/// ```
/// use report::about;
/// assert_eq!(about(1015.28), "1020");
/// assert_eq!(about(63.83), "63.8");
/// assert_eq!(about(0.017983), "0.0180");
/// assert_eq!(about(6.427e-5), "6.43 × 10⁻⁵");
/// ```
pub fn about(x: f64) -> String {
    if x == 0.0 {
        return x.to_string();
    }
    if x.abs() < 1e-3 {
        return power_of_ten(x, 2);
    }
    let decimals = 2 - x.abs().log10().floor() as i32;
    let unit = 10_f64.powi(decimals.min(0).abs());
    let decimals = decimals.max(0) as usize;
    match decimals {
        0 => format!("{:.0}", (x / unit).round() * unit),
        _ => format!("{x:.decimals$}"),
    }
}

fn power_of_ten(x: f64, decimals: usize) -> String {
    let text = format!("{x:.decimals$e}");
    let (mantissa, exponent) = text.split_once('e').expect("it has an e");
    let raise = |digit: char| match digit {
        '-' => '⁻',
        _ => "⁰¹²³⁴⁵⁶⁷⁸⁹"
            .chars()
            .nth(digit as usize - '0' as usize)
            .expect("an exponent is made of digits"),
    };
    let exponent: String = exponent.chars().map(raise).collect();
    format!("{mantissa} × 10{exponent}")
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn each_size_has_its_form() {
        for (x, text) in [
            (0.0, "0"),
            (-12.0, "-12"),
            (-1.3416, "-1.3416"),
            (0.00099, "9.9000 × 10⁻⁴"),
            (0.001, "0.0010"),
            (1.0009, "1.0009000"),
            (1.0011, "1.0011"),
            (1_202_604.25, "1.2026 × 10⁶"),
            (4.9e41, "4.9000 × 10⁴¹"),
            (f64::NAN, "NaN"),
            (f64::INFINITY, "∞"),
        ] {
            assert_eq!(number(x), text);
        }
    }
}
