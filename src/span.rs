//! Where something stands: in a passage's text, and on a page.
//!
//! Inside the program a span counts bytes of one passage's text, so that slicing is free; the
//! report room turns it into Unicode scalar values at the door (contract, section 2).
//! Refuses nothing: an empty span is allowed, a reversed one is a bug of the caller.

use serde::{Deserialize, Serialize};

/// A byte range within one passage's text, `start <= end`, both on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// A span from `start` to `end`.
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end, "reversed span {start}..{end}");
        Self { start, end }
    }

    /// The text the span covers in its passage.
    pub fn of(self, text: &str) -> &str {
        &text[self.start..self.end]
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

/// The text from `start` to `end`, empty where the two cross: what stands between two places that
/// different readers found.
pub fn between(text: &str, start: usize, end: usize) -> &str {
    text.get(start..end).unwrap_or_default()
}

/// A box on a page in points, origin at the page's top left: `[x0, y0, x1, y1]`, `x0 <= x1`, `y0 <= y1`.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct BBox {
    /// Left edge.
    pub x0: f32,
    /// Top edge.
    pub y0: f32,
    /// Right edge.
    pub x1: f32,
    /// Bottom edge.
    pub y1: f32,
}

impl BBox {
    /// A box from any two opposite corners.
    pub fn new(xa: f32, ya: f32, xb: f32, yb: f32) -> Self {
        Self { x0: xa.min(xb), y0: ya.min(yb), x1: xa.max(xb), y1: ya.max(yb) }
    }

    /// Width in points, never negative.
    pub fn width(self) -> f32 {
        (self.x1 - self.x0).max(0.0)
    }

    /// Height in points, never negative.
    pub fn height(self) -> f32 {
        (self.y1 - self.y0).max(0.0)
    }

    /// The smallest box around both.
    pub fn union(self, o: BBox) -> BBox {
        BBox { x0: self.x0.min(o.x0), y0: self.y0.min(o.y0), x1: self.x1.max(o.x1), y1: self.y1.max(o.y1) }
    }

    /// How much of the two overlaps along x, in points; negative where there is a gap.
    pub fn x_overlap(self, o: BBox) -> f32 {
        self.x1.min(o.x1) - self.x0.max(o.x0)
    }

    /// How much of the two overlaps along y, in points; negative where there is a gap.
    pub fn y_overlap(self, o: BBox) -> f32 {
        self.y1.min(o.y1) - self.y0.max(o.y0)
    }

    /// Whether the point lies inside or on the edge.
    pub fn holds(self, x: f32, y: f32) -> bool {
        self.x0 <= x && x <= self.x1 && self.y0 <= y && y <= self.y1
    }

    /// Middle along x.
    pub fn cx(self) -> f32 {
        (self.x0 + self.x1) / 2.0
    }

    /// Middle along y.
    pub fn cy(self) -> f32 {
        (self.y0 + self.y1) / 2.0
    }
}

/// A box with the page it is on; what evidence is marked with.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Place {
    /// Page, counted from 1.
    pub page: u32,
    /// `[x0, y0, x1, y1]` in points from the page's top left, to a tenth of a point.
    pub bbox: [f32; 4],
}

impl Place {
    /// The box on that page, rounded outwards of noise to a tenth of a point.
    pub fn new(page: u32, b: BBox) -> Self {
        let r = |v: f32| (v * 10.0).round() / 10.0;
        Self { page, bbox: [r(b.x0), r(b.y0), r(b.x1), r(b.y1)] }
    }
}
