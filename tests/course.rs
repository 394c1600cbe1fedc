//! What no chapter can test alone: agreement with PyTorch (`golden`, `blocks`),
//! laws across chapters (`laws`, `block_laws`), wrong programs that these must
//! reject (`mutants`), the rules of the house (`rules`) and of its door
//! (`readme`).

mod block_laws;
mod blocks;
mod golden;
mod laws;
mod mutants;
mod readme;
mod rules;

use ch01_softmax as ch01;
use ch02_scaled_dot_product as ch02;
use nalgebra::DMatrix;
use std::cell::Cell;
use std::panic::{self, UnwindSafe};
use std::sync::Once;

type Matrix = DMatrix<f32>;

/// The functions under test: the chapters' own, or a mutant's.
#[derive(Clone, Copy)]
struct Program {
    softmax: fn(&[f32]) -> Vec<f32>,
    softmax_with_temperature: fn(&[f32], f32) -> Vec<f32>,
    log_softmax: fn(&[f32]) -> Vec<f32>,
    softmax_rows: fn(&Matrix) -> Matrix,
    dot: fn(&[f32], &[f32]) -> f32,
    scores: fn(&Matrix, &Matrix) -> Matrix,
    scaled_scores: fn(&Matrix, &Matrix) -> Matrix,
    attention: fn(&Matrix, &Matrix, &Matrix) -> (Matrix, Matrix),
}

const CHAPTERS: Program = Program {
    softmax: ch01::softmax,
    softmax_with_temperature: ch01::softmax_with_temperature,
    log_softmax: ch01::log_softmax,
    softmax_rows: ch01::softmax_rows,
    dot: ch02::dot,
    scores: ch02::scores,
    scaled_scores: ch02::scaled_scores,
    attention: ch02::attention,
};

const LOOPS: Program =
    Program { attention: ch02::attention_loops, ..CHAPTERS };

/// |got − want| ≤ 1e-6 + 1e-5·|want|. Infinities agree when equal; a NaN
/// never agrees.
fn close(got: f32, want: f64) -> bool {
    let got = f64::from(got);
    let tolerance = 1e-6 + 1e-5 * want.abs();
    got == want || tolerance.is_finite() && (got - want).abs() <= tolerance
}

fn all_close(got: &[f32], want: &[f32]) -> bool {
    got.len() == want.len()
        && got.iter().zip(want).all(|(a, b)| close(*a, f64::from(*b)))
}

thread_local!(static PANIC_EXPECTED: Cell<bool> = const { Cell::new(false) });

/// What `run` returns, or the message it panics with. Such a panic prints
/// nothing, else a surviving mutant would be lost among the others' panics.
fn caught<T>(run: impl FnOnce() -> T + UnwindSafe) -> Result<T, String> {
    static QUIET: Once = Once::new();
    QUIET.call_once(|| {
        let hook = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !PANIC_EXPECTED.get() {
                hook(info);
            }
        }));
    });
    let outer = PANIC_EXPECTED.replace(true);
    let result = panic::catch_unwind(run);
    PANIC_EXPECTED.set(outer);
    result.map_err(|panic| match panic.downcast::<String>() {
        Ok(message) => *message,
        Err(panic) => {
            panic.downcast_ref::<&str>().unwrap_or(&"no text").to_string()
        }
    })
}

#[test]
fn a_nan_is_never_close() {
    assert!(close(0.5, 0.500_005));
    assert!(!close(0.5, 0.500_007));
    assert!(close(f32::NEG_INFINITY, f64::NEG_INFINITY));
    assert!(!close(f32::INFINITY, f64::NEG_INFINITY));
    assert!(!close(1.0, f64::INFINITY));
    assert!(!close(f32::INFINITY, 1.0));
    assert!(!close(f32::NAN, 1.0));
    assert!(!close(1.0, f64::NAN));
    assert!(!close(f32::NAN, f64::NAN));
}
