//! Pages as pictures, with marks drawn over them: how a person checks what was read.
//!
//! Takes the bytes of one PDF and marks (boxes in points from the top left, each with a colour and maybe a number);
//! gives one PNG a page, in order. hayro draws; none of its types leaves this room. What a font lacks stays blank.
//! A page on which the renderer fails is white, with its marks.

use super::file::{PdfError, open};
use crate::span::BBox;
use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_interpret::util::TransformExt;
use hayro::kurbo::{Affine, Rect, Stroke};
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::vello_cpu::color::{AlphaColor, Srgb};
use hayro::vello_cpu::{Pixmap, RasterizerSettings, RenderContext, Resources, TargetInit};
use hayro::{RenderCache, RenderSettings, render_into};
use hayro_syntax::page::Page;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Pixels a point: 108 dots an inch reads well and stays small.
const SCALE: f64 = 1.5;
/// Longest side of a picture in pixels: a poster is drawn smaller.
const LONGEST: f64 = 8000.0;

/// A box drawn over a page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mark {
    /// Page, counted from 1.
    pub page: u32,
    /// Where, in points from the top left.
    pub bbox: BBox,
    /// Red, green, blue.
    pub colour: [u8; 3],
    /// Filled faintly in place of an outline.
    pub filled: bool,
    /// Written at its top left corner.
    pub number: Option<u32>,
}

/// Draws every page of the PDF in `bytes` with its marks; `each` takes the page's number and its PNG, and ends the
/// journey by an error of its own.
///
/// # Errors
/// [`PdfError`] where the PDF cannot be opened; else what `each` gives.
pub fn draw<E: From<PdfError>>(
    bytes: &[u8],
    marks: &[Mark],
    mut each: impl FnMut(u32, Vec<u8>) -> Result<(), E>,
) -> Result<(), E> {
    let (pdf, _) = open(bytes)?;
    let cache = RenderCache::new();
    for (i, page) in pdf.pages().iter().enumerate() {
        let number = i as u32 + 1;
        let own: Vec<Mark> = marks.iter().filter(|m| m.page == number).copied().collect();
        each(number, picture(page, &cache, &own))?;
    }
    Ok(())
}

/// One page as PNG; empty where not even a white page can be made.
fn picture<'a>(page: &'a Page<'a>, cache: &RenderCache<'a>, marks: &[Mark]) -> Vec<u8> {
    let (width, height) = page.render_dimensions();
    let (width, height) = (f64::from(width).max(1.0), f64::from(height).max(1.0));
    let scale = SCALE.min(LONGEST / width.max(height));
    let mut context = RenderContext::new((width * scale).ceil() as u16, (height * scale).ceil() as u16);
    let transform = Affine::scale(scale) * page.initial_transform(true).to_kurbo();
    let drawn = catch_unwind(AssertUnwindSafe(|| {
        let settings = InterpreterSettings::default();
        render_into(page, cache, &settings, &RenderSettings::default(), &mut context, transform);
    }));
    if drawn.is_err() {
        context = RenderContext::new(context.width(), context.height());
    }
    context.set_transform(Affine::scale(scale));
    for mark in marks {
        mark_on(&mut context, mark);
    }
    context.flush();
    let mut pixmap = Pixmap::new(context.width(), context.height());
    let settings = RasterizerSettings { target_init: TargetInit::Clear(WHITE), ..RasterizerSettings::default() };
    context.render_with(&mut pixmap, &mut Resources::default(), settings);
    pixmap.into_png().unwrap_or_default()
}

fn mark_on(context: &mut RenderContext, mark: &Mark) {
    let b = mark.bbox;
    let rect = Rect::new(f64::from(b.x0), f64::from(b.y0), f64::from(b.x1), f64::from(b.y1));
    let [r, g, blue] = mark.colour;
    let colour = |alpha| AlphaColor::<Srgb>::from_rgba8(r, g, blue, alpha);
    if mark.filled {
        context.set_paint(colour(40));
        context.fill_rect(&rect);
    } else {
        context.set_paint(colour(255));
        context.set_stroke(Stroke::new(0.8));
        context.stroke_rect(&rect);
    }
    if let Some(number) = mark.number {
        number_on(context, number, (rect.x0, rect.y0), colour(255));
    }
}

/// A number as white squares on a plate of the mark's colour, up and left of `at`.
fn number_on(context: &mut RenderContext, number: u32, at: (f64, f64), colour: AlphaColor<Srgb>) {
    const DOT: f64 = 1.1;
    let digits = number.to_string();
    let width = digits.len() as f64 * 4.0 * DOT + DOT;
    let (x, y) = ((at.0 - width).max(0.0), (at.1 - DOT).max(0.0));
    context.set_paint(colour);
    context.fill_rect(&Rect::new(x, y, x + width, y + 7.0 * DOT));
    context.set_paint(WHITE);
    for (i, digit) in digits.bytes().enumerate() {
        let rows = DIGITS[usize::from(digit - b'0') % 10];
        for dot in (0..15).filter(|d| rows >> (14 - d) & 1 == 1) {
            let left = x + DOT * (1 + 4 * i + dot % 3) as f64;
            let top = y + DOT * (1 + dot / 3) as f64;
            context.fill_rect(&Rect::new(left, top, left + DOT, top + DOT));
        }
    }
}

/// The ten digits on a grid of three by five, row by row from the top, the leftmost dot the highest bit.
const DIGITS: [u16; 10] = [
    0b111_101_101_101_111,
    0b010_110_010_010_111,
    0b111_001_111_100_111,
    0b111_001_111_001_111,
    0b101_101_111_001_001,
    0b111_100_111_001_111,
    0b111_100_111_101_111,
    0b111_001_010_010_010,
    0b111_101_111_101_111,
    0b111_101_111_001_111,
];
