//! Your exercises.
