//! Affine maps in PDF's order: a row vector `[x y 1]` times the matrix (ISO 32000-2, 8.3.3).

use crate::span::BBox;

/// `[a b c d e f]`: x' = a·x + c·y + e, y' = b·x + d·y + f.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Matrix(pub [f64; 6]);

impl Matrix {
    pub(super) const IDENTITY: Matrix = Matrix([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// First `self`, then `next`.
    pub(super) fn then(&self, next: &Matrix) -> Matrix {
        let [a, b, c, d, e, f] = self.0;
        let [p, q, r, s, t, u] = next.0;
        Matrix([a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u])
    }

    pub(super) fn translate(x: f64, y: f64) -> Matrix {
        Matrix([1.0, 0.0, 0.0, 1.0, x, y])
    }

    pub(super) fn apply(&self, x: f64, y: f64) -> (f64, f64) {
        let [a, b, c, d, e, f] = self.0;
        (a * x + c * y + e, b * x + d * y + f)
    }

    /// Bounds of the rectangle between two corners, mapped.
    pub(super) fn bounds(&self, x0: f64, y0: f64, x1: f64, y1: f64) -> BBox {
        let corners = [self.apply(x0, y0), self.apply(x1, y0), self.apply(x0, y1), self.apply(x1, y1)];
        let mut out = BBox { x0: f32::MAX, y0: f32::MAX, x1: f32::MIN, y1: f32::MIN };
        for (x, y) in corners {
            out = BBox {
                x0: out.x0.min(x as f32),
                y0: out.y0.min(y as f32),
                x1: out.x1.max(x as f32),
                y1: out.y1.max(y as f32),
            };
        }
        out
    }

    /// Length of the mapped unit vector along x.
    pub(super) fn x_scale(&self) -> f64 {
        self.0[0].hypot(self.0[1])
    }

    /// Length of the mapped unit vector along y.
    pub(super) fn y_scale(&self) -> f64 {
        self.0[2].hypot(self.0[3])
    }

    pub(super) fn is_finite(&self) -> bool {
        self.0.iter().all(|v| v.is_finite() && v.abs() < 1e9)
    }
}
