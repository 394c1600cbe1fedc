//! Pins what the book quotes of this chapter and what its verdicts say.

use ch05_layernorm::{checks, worked};

#[test]
fn the_chapter_says_what_is_pinned() {
    pin::chapter(
        env!("CARGO_MANIFEST_DIR"),
        worked::facts,
        worked::report,
        worked::figures,
        || vec![worked::widget()],
        checks::all,
    );
}
