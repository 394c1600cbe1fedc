//! Judges the exercises. Nothing to edit here.
