//! Drives `cargo learn` as a reader does, in a course made for it: see
//! `tests/companion.rs`.
