use crate::{Align, Drawing, Point};

/// A window onto numbers: where on the drawing a pair of them lies.
#[derive(Clone, Copy, Debug)]
pub struct Plot {
    /// The lower left corner on the drawing.
    pub corner: Point,
    /// Its width and height on the drawing.
    pub size: Point,
    /// From which number to which it goes across.
    pub x: [f64; 2],
    /// From which number to which it goes up.
    pub y: [f64; 2],
}

impl Plot {
    /// Where (x, y) lies on the drawing.
    pub fn at(&self, x: f64, y: f64) -> Point {
        let part = |n: f64, [from, to]: [f64; 2]| (n - from) / (to - from);
        [
            self.corner[0] + self.size[0] * part(x, self.x),
            self.corner[1] - self.size[1] * part(y, self.y),
        ]
    }

    /// Points along y = f(x), close enough to look smooth.
    pub fn curve(&self, f: impl Fn(f64) -> f64) -> Vec<Point> {
        const STEPS: u32 = 120;
        let [from, to] = self.x;
        let step = (to - from) / f64::from(STEPS);
        (0..=STEPS)
            .map(|i| from + step * f64::from(i))
            .map(|x| self.at(x, f(x)))
            .collect()
    }

    /// Draws the foot of the window and the numbers below it.
    pub fn axis(&self, drawing: &mut Drawing, ticks: &[(f64, &str)]) {
        let bottom = self.y[0];
        let ends = [self.at(self.x[0], bottom), self.at(self.x[1], bottom)];
        drawing.line(&ends, "thin muted", None);
        for (x, label) in ticks {
            let [x, y] = self.at(*x, bottom);
            drawing.line(&[[x, y], [x, y + 0.4]], "thin muted", None);
            drawing.text(
                [x, y + 1.5],
                Align::Middle,
                "num sm muted",
                None,
                label,
            );
        }
    }
}
