use report::Report;

/// What the program prints.
pub fn report() -> String {
    Report::new("Chapter 4 · The residual connection").to_string()
}
