//! Is a gap of 16 rigged? Random queries and keys of every width.
