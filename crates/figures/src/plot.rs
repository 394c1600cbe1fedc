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

    /// Draws the foot of the window, with a mark and a label at each number.
    pub fn axis(&self, drawing: &mut Drawing, ticks: &[(f64, &str)]) {
        let foot = self.x.map(|x| self.at(x, self.y[0]));
        drawing.line(&foot, "thin", None);
        for (x, label) in ticks {
            let [x, y] = self.at(*x, self.y[0]);
            drawing.line(&[[x, y], [x, y + 0.4]], "thin", None);
            drawing.note([x, y + 1.5], Align::Middle, label);
        }
    }

    /// Draws a line across at each number, with a label at its left.
    pub fn levels(&self, drawing: &mut Drawing, levels: &[(f64, &str)]) {
        for (y, label) in levels {
            let [left, right] = self.x.map(|x| self.at(x, *y));
            drawing.line(&[left, right], "grid", None);
            let beside = [left[0] - 0.6, left[1] + 0.4];
            drawing.note(beside, Align::End, label);
        }
    }
}
