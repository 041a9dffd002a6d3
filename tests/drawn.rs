//! Pages drawn by hand: what tests of the layout read.

use yanbao::layout::{Document, arrange};
use yanbao::pdf::{Face, Fill, Glyph, GlyphText, Page, Quality, Rule};
use yanbao::span::BBox;

/// Size of the type in points.
pub const SIZE: f32 = 9.0;
/// The colour of paper.
pub const WHITE: u32 = 0xFF_FF_FF;

/// A page in the making, 595 by 842 points.
pub struct Drawn(pub Page);

impl Drawn {
    /// An inner page: a front page may have a sidebar.
    pub fn new() -> Self {
        Self::numbered(2)
    }

    pub fn numbered(number: u32) -> Self {
        Self(Page {
            number,
            width: 595.0,
            height: 842.0,
            glyphs: Vec::new(),
            faces: vec![Face { name: "Song".into(), bold: false }],
            rules: Vec::new(),
            fills: Vec::new(),
            images: Vec::new(),
            drawings: Vec::new(),
            quality: Quality::Good,
        })
    }

    /// Words from `x` on, on the baseline `y`.
    pub fn words(&mut self, x: f32, y: f32, text: &str) -> &mut Self {
        self.colored(x, y, text, 0)
    }

    pub fn colored(&mut self, x: f32, y: f32, text: &str, color: u32) -> &mut Self {
        self.set((x, y), text, (SIZE, color, false))
    }

    /// In bold.
    pub fn bold(&mut self, x: f32, y: f32, text: &str) -> &mut Self {
        self.set((x, y), text, (SIZE, 0, true))
    }

    /// In the given size.
    pub fn sized(&mut self, x: f32, y: f32, text: &str, size: f32) -> &mut Self {
        self.set((x, y), text, (size, 0, false))
    }

    /// Words turned to the left, whose first character stands at `y`.
    pub fn turned(&mut self, x: f32, y: f32, text: &str) -> &mut Self {
        let from = self.0.glyphs.len();
        self.words(x, y, text);
        for (n, glyph) in self.0.glyphs[from..].iter_mut().enumerate() {
            let foot = y - n as f32 * SIZE / 2.0;
            (glyph.x, glyph.y, glyph.angle) = (x, foot, 90);
            glyph.bbox = BBox { x0: x, y0: foot - SIZE / 2.0, x1: x + SIZE, y1: foot };
        }
        self
    }

    fn set(&mut self, (mut x, y): (f32, f32), text: &str, (size, color, bold): (f32, u32, bool)) -> &mut Self {
        for c in text.chars() {
            let width = if c.is_ascii() { 0.5 } else { 1.0 } * size;
            let bbox = BBox { x0: x, y0: y - 0.85 * size, x1: x + width, y1: y + 0.15 * size };
            let text = GlyphText::one(c);
            let (face, angle, vertical, invisible, clipped) = (0, 0, false, false, false);
            self.0.glyphs.push(Glyph {
                text,
                bbox,
                x,
                y,
                size,
                face,
                angle,
                vertical,
                invisible,
                clipped,
                bold,
                color,
            });
            x += width;
        }
        self
    }

    /// Words at each place of `xs`; an empty one draws nothing.
    pub fn row(&mut self, y: f32, xs: &[f32], texts: &[&str]) -> &mut Self {
        for (x, text) in xs.iter().zip(texts) {
            self.words(*x, y, text);
        }
        self
    }

    pub fn across(&mut self, x0: f32, x1: f32, y: f32) -> &mut Self {
        self.0.rules.push(Rule { bbox: BBox { x0, y0: y, x1, y1: y + 0.5 }, horizontal: true, color: 0 });
        self
    }

    pub fn down(&mut self, x: f32, y0: f32, y1: f32) -> &mut Self {
        self.0.rules.push(Rule { bbox: BBox { x0: x, y0, x1: x + 0.5, y1 }, horizontal: false, color: 0 });
        self
    }

    /// A filled box.
    pub fn fill(&mut self, (x0, y0): (f32, f32), (x1, y1): (f32, f32), color: u32) -> &mut Self {
        self.0.fills.push(Fill { bbox: BBox { x0, y0, x1, y1 }, color });
        self
    }

    pub fn read(&self) -> Document {
        arrange(&[Self::numbered(1).0, self.0.clone()])
    }
}
