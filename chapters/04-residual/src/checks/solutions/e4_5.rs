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
    // solution: todo!("{depth} layers of {f:?}, slope {slope:?}, from {x}")
    let mut stream = x;
    let mut formula = 1.0;
    for _ in 0..depth {
        formula *= 1.0 + slope(stream);
        stream += f(stream);
    }
    let last = |x: f64| (0..depth).fold(x, |stream, _| stream + f(stream));
    let h = 0.0001;
    [formula, (last(x + h) - last(x - h)) / (2.0 * h)]
    // end
}

// nudge: One layer is x + f(x). What does its slope become when f is flat?
// plan: Slopes of layers multiply, and one layer's is 1 + f'(stream), at the
//   number that enters it. Keep two variables, the stream and the product. The
//   difference needs a closure that runs all layers from any start.
// near: In a loop over the layers: `formula *= 1.0 + slope(stream);` and then
//   `stream += f(stream);`, in this order. The closure is the same loop
//   without the first line.
