use report::Facts;

/// Every number of the chapter's page, by name.
pub fn facts() -> Facts {
    Facts::default()
}
