//! Twelve layers, with and without skips.
