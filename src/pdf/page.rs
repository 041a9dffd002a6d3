//! What a page gives: the values that leave the room.
//!
//! All positions are points, origin at the page's top left as it is shown (crop box, rotation
//! applied), y downwards.

use crate::span::BBox;

/// The text of one glyph: one character in nearly all cases, several for a ligature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GlyphText {
    first: char,
    rest: Option<Box<str>>,
}

impl GlyphText {
    /// One character.
    pub fn one(c: char) -> Self {
        Self { first: c, rest: None }
    }

    /// Several; `None` for an empty string.
    pub fn from_text(text: &str) -> Option<Self> {
        let mut chars = text.chars();
        let first = chars.next()?;
        let rest = chars.as_str();
        Some(Self { first, rest: (!rest.is_empty()).then(|| rest.into()) })
    }

    /// The first character.
    pub fn first(&self) -> char {
        self.first
    }

    /// All characters in order.
    pub fn chars(&self) -> impl Iterator<Item = char> + '_ {
        std::iter::once(self.first).chain(self.rest.as_deref().unwrap_or("").chars())
    }

    /// Whether it is white space alone.
    pub fn is_space(&self) -> bool {
        self.chars().all(char::is_whitespace)
    }
}

/// One drawn character.
#[derive(Debug, Clone, PartialEq)]
pub struct Glyph {
    /// What it says; U+FFFD where no step of the chain knew.
    pub text: GlyphText,
    /// Its box: from advance, size, and a line's usual ascent and descent. Turned text has a
    /// turned box's bounds.
    pub bbox: BBox,
    /// Baseline origin.
    pub x: f32,
    /// Baseline origin.
    pub y: f32,
    /// Size of the type in points as shown.
    pub size: f32,
    /// Index into `Page::faces`.
    pub face: u16,
    /// Direction of writing in degrees, clockwise as seen, rounded to whole degrees, 0 to 359.
    pub angle: u16,
    /// Set in a vertical writing mode.
    pub vertical: bool,
    /// Drawn with text rendering mode 3 (a scanned page's text layer).
    pub invisible: bool,
    /// Clipped away: the file holds it, nobody sees it (a template's tag, an old date).
    pub clipped: bool,
    /// Fill and stroke, or drawn twice a hair apart: looks bold.
    pub bold: bool,
    /// Fill colour as `0xRRGGBB`.
    pub color: u32,
}

/// A font as a page names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Face {
    /// PostScript name without subset prefix; may be empty.
    pub name: String,
    /// By name, weight or descriptor flag.
    pub bold: bool,
}

/// A thin drawn line, horizontal or vertical; its box has next to no height or width.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rule {
    /// Where it runs.
    pub bbox: BBox,
    /// Horizontal or vertical.
    pub horizontal: bool,
    /// `0xRRGGBB`.
    pub color: u32,
}

/// A filled rectangle that is no rule: a shaded cell, a sidebar's ground.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fill {
    /// Where.
    pub bbox: BBox,
    /// `0xRRGGBB`.
    pub color: u32,
}

/// How readable a page's text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quality {
    /// Text can be read.
    Good,
    /// Too many characters are unknown, private or control characters.
    Garbled,
    /// Images and next to no text.
    Scanned,
    /// Nothing on it.
    Empty,
}

/// One page.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// From 1.
    pub number: u32,
    /// Width in points as shown.
    pub width: f32,
    /// Height in points as shown.
    pub height: f32,
    /// In the order in which they are drawn.
    pub glyphs: Vec<Glyph>,
    /// Fonts that the glyphs name.
    pub faces: Vec<Face>,
    /// Thin lines.
    pub rules: Vec<Rule>,
    /// Filled rectangles in drawing order.
    pub fills: Vec<Fill>,
    /// Boxes of images.
    pub images: Vec<BBox>,
    /// Bounds of drawn paths that are neither rules nor rectangles: curves, pies, arrows.
    pub drawings: Vec<BBox>,
    /// How readable its text is.
    pub quality: Quality,
}
