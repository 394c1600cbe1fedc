//! # 4.5 The slope through many layers
//! ★★★ · 30 minutes · cargo test -p ex04-residual e4_5
//! Read: chapter 4, "Twelve layers"
//!
//! A stream of one number passes `depth` layers, each of which adds f of the
//! stream to it. How fast does the last number move when the first one, x,
//! moves? Return the slope computed in two ways, in `f64`: from the formula,
//! and as a central difference. `slope` is the derivative of f. For the
//! difference, run all layers from x + h and from x - h, subtract, and divide
//! by 2h, with h = 0.0001.
//!
//! For f(x) = 0.1x and 12 layers both ways give 3.1384. The judge also tries
//! an f that bends.
//!
//! You are done when the verdict says *passed*.

pub fn slopes(
    f: fn(f64) -> f64,
    slope: fn(f64) -> f64,
    x: f64,
    depth: usize,
) -> [f64; 2] {
    todo!("{depth} layers of {f:?}, slope {slope:?}, from {x}")
}
