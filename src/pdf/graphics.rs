//! The graphics state and the path being built (ISO 32000-2, 8.4 and 8.5).
//!
//! A painted path ends as rules (thin lines and thin rectangles), fills (other rectangles) or a
//! drawing's bounds; what a page's tables and figures are made of.

use super::font::Font;
use super::matrix::Matrix;
use super::page::{Fill, Rule};
use crate::span::BBox;
use std::rc::Rc;

/// Rectangles and strokes up to this thickness are rules, in points: table lines of the sample
/// corpus are 0.24 to 2 points thick.
const THIN: f32 = 2.4;
/// A rule is at least this long, in points.
const LONG: f32 = 3.0;
/// How far a line may lean and still be upright, in points.
const LEAN: f32 = 0.6;

/// What `q` saves and `Q` restores.
#[derive(Clone)]
pub(super) struct State {
    pub(super) ctm: Matrix,
    pub(super) clip: BBox,
    pub(super) fill: u32,
    pub(super) stroke: u32,
    pub(super) line_width: f64,
    pub(super) font: Option<Rc<Font>>,
    pub(super) face: u16,
    pub(super) size: f64,
    pub(super) char_space: f64,
    pub(super) word_space: f64,
    pub(super) scale: f64,
    pub(super) leading: f64,
    pub(super) rise: f64,
    pub(super) mode: i64,
}

impl State {
    pub(super) fn new(ctm: Matrix, clip: BBox) -> Self {
        Self {
            ctm,
            clip,
            fill: 0,
            stroke: 0,
            line_width: 1.0,
            font: None,
            face: 0,
            size: 0.0,
            char_space: 0.0,
            word_space: 0.0,
            scale: 1.0,
            leading: 0.0,
            rise: 0.0,
            mode: 0,
        }
    }
}

/// One run of connected points in page space.
#[derive(Debug, Clone, Default)]
struct Strand {
    points: Vec<(f32, f32)>,
    curved: bool,
    closed: bool,
}

/// The path being built.
#[derive(Debug, Default)]
pub(super) struct Path {
    strands: Vec<Strand>,
    /// Set by `W`: the next painting operator also clips.
    pub(super) clips: bool,
}

impl Path {
    pub(super) fn start(&mut self, p: (f64, f64)) {
        self.strands.push(Strand { points: vec![(p.0 as f32, p.1 as f32)], ..Strand::default() });
    }

    pub(super) fn line(&mut self, p: (f64, f64)) {
        match self.strands.last_mut() {
            Some(s) if !s.closed => s.points.push((p.0 as f32, p.1 as f32)),
            _ => self.start(p),
        }
    }

    pub(super) fn curve(&mut self, points: [(f64, f64); 3]) {
        for p in points {
            self.line(p);
        }
        if let Some(s) = self.strands.last_mut() {
            s.curved = true;
        }
    }

    pub(super) fn close(&mut self) {
        if let Some(s) = self.strands.last_mut() {
            s.closed = true;
        }
    }

    pub(super) fn rectangle(&mut self, corners: [(f64, f64); 4]) {
        self.start(corners[0]);
        for c in &corners[1..] {
            self.line(*c);
        }
        self.close();
    }

    /// Bounds of the whole path; `None` where it is empty.
    pub(super) fn bounds(&self) -> Option<BBox> {
        self.strands.iter().filter_map(Strand::bounds).reduce(BBox::union)
    }

    /// Empties the path for the next one.
    pub(super) fn clear(&mut self) {
        self.strands.clear();
        self.clips = false;
    }
}

impl Strand {
    fn bounds(&self) -> Option<BBox> {
        let mut points = self.points.iter();
        let &(x, y) = points.next()?;
        let first = BBox { x0: x, y0: y, x1: x, y1: y };
        Some(points.fold(first, |b, &(x, y)| b.union(BBox { x0: x, y0: y, x1: x, y1: y })))
    }

    /// Whether it is a rectangle with upright sides.
    fn is_rectangle(&self) -> bool {
        let n = self.points.len();
        let returns = n == 5 && near(self.points[0], self.points[4]);
        if self.curved || !(n == 4 || returns) {
            return false;
        }
        (0..4).all(|i| upright(self.points[i], self.points[(i + 1) % 4]))
    }
}

fn near(a: (f32, f32), b: (f32, f32)) -> bool {
    (a.0 - b.0).abs() < LEAN && (a.1 - b.1).abs() < LEAN
}

fn upright(a: (f32, f32), b: (f32, f32)) -> bool {
    (a.0 - b.0).abs() < LEAN || (a.1 - b.1).abs() < LEAN
}

/// What painted paths left on the page.
#[derive(Debug, Default)]
pub(super) struct Shapes {
    pub(super) rules: Vec<Rule>,
    pub(super) fills: Vec<Fill>,
    pub(super) drawings: Vec<BBox>,
}

impl Shapes {
    /// Paints a path's inside.
    pub(super) fn fill(&mut self, path: &Path, clip: BBox, color: u32) {
        for strand in &path.strands {
            let Some(bounds) = strand.bounds().and_then(|b| clipped(b, clip)) else { continue };
            if strand.is_rectangle() {
                self.rectangle(bounds, color);
            } else if strand.points.len() > 2 {
                self.drawings.push(bounds);
            }
        }
    }

    /// Paints a path's outline, `width` points thick.
    pub(super) fn stroke(&mut self, path: &Path, clip: BBox, color: u32, width: f32) {
        for strand in &path.strands {
            let n = strand.points.len();
            let straight =
                !strand.curved && (0..n.saturating_sub(1)).all(|i| upright(strand.points[i], strand.points[i + 1]));
            if !straight {
                self.drawings.extend(strand.bounds().and_then(|b| clipped(b, clip)));
                continue;
            }
            let ends = if strand.closed { n } else { n.saturating_sub(1) };
            for i in 0..ends {
                let (a, b) = (strand.points[i], strand.points[(i + 1) % n]);
                if let Some(bounds) = clipped(BBox::new(a.0, a.1, b.0, b.1), clip) {
                    self.line(bounds, color, width);
                }
            }
        }
    }

    fn line(&mut self, b: BBox, color: u32, width: f32) {
        let horizontal = b.width() >= b.height();
        if b.width().max(b.height()) < LONG {
            return;
        }
        if width > THIN {
            let half = width / 2.0;
            let grown = if horizontal {
                BBox { y0: b.y0 - half, y1: b.y1 + half, ..b }
            } else {
                BBox { x0: b.x0 - half, x1: b.x1 + half, ..b }
            };
            self.fills.push(Fill { bbox: grown, color });
        } else {
            self.rules.push(Rule { bbox: b, horizontal, color });
        }
    }

    fn rectangle(&mut self, b: BBox, color: u32) {
        let (w, h) = (b.width(), b.height());
        if w.min(h) <= THIN {
            if w.max(h) >= LONG {
                self.rules.push(Rule { bbox: b, horizontal: w >= h, color });
            }
        } else {
            self.fills.push(Fill { bbox: b, color });
        }
    }

    pub(super) fn len(&self) -> usize {
        self.rules.len() + self.fills.len() + self.drawings.len()
    }
}

/// The part of a box inside the clip; `None` where nothing shows.
pub(super) fn clipped(b: BBox, clip: BBox) -> Option<BBox> {
    let c = BBox { x0: b.x0.max(clip.x0), y0: b.y0.max(clip.y0), x1: b.x1.min(clip.x1), y1: b.y1.min(clip.y1) };
    (c.x0 <= c.x1 && c.y0 <= c.y1).then_some(c)
}

/// A colour of one, three or four components as `0xRRGGBB`; black for anything else.
pub(super) fn rgb(components: &[f32]) -> u32 {
    let byte = |v: f32| (v.clamp(0.0, 1.0) * 255.0).round() as u32;
    let pack = |r: f32, g: f32, b: f32| byte(r) << 16 | byte(g) << 8 | byte(b);
    match *components {
        [g] => pack(g, g, g),
        [r, g, b] => pack(r, g, b),
        [c, m, y, k] => pack((1.0 - c) * (1.0 - k), (1.0 - m) * (1.0 - k), (1.0 - y) * (1.0 - k)),
        _ => 0,
    }
}
