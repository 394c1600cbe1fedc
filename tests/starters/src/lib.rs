//! The proof that every exercise is unsolved, can be solved, and says what
//! went wrong, by the commands a reader types: see `tests/starters.rs`.
