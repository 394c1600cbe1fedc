//! How long the chapters' code takes, measured by `cargo bench -p benches`;
//! see `forward.rs`.
