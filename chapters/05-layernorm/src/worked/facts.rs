use report::Facts;
/// Every number of the chapter page, by name.
pub fn facts() -> Facts {
    Facts::default()
}
