//! Shows strings: codes become glyphs with a place on the page (ISO 32000-2, 9.4.4).

use super::budget;
use super::interpret::Interpreter;
use super::matrix::Matrix;
use super::page::{Glyph, GlyphText};
use hayro_syntax::object::{self, Array, Object};
use std::rc::Rc;

/// A line's usual ascent and descent in ems. One pair for all fonts: descriptors lie (0, or
/// 1.2 and 0.5), and boxes of one line should agree.
const ASCENT: f64 = 0.88;
const DESCENT: f64 = -0.12;

impl<'a> Interpreter<'_, 'a> {
    /// `TJ`: strings with shifts between them, in thousandths of an em.
    pub(super) fn show_array(&mut self, array: &Array<'_>) {
        for item in array.iter::<Object<'_>>() {
            match item {
                Object::String(s) => self.show(&s),
                Object::Number(n) => {
                    let shift = -n.as_f64() / 1000.0 * self.state.size;
                    let vertical = self.state.font.as_ref().is_some_and(|f| f.vertical);
                    if vertical {
                        self.advance(0.0, shift);
                    } else {
                        self.advance(shift * self.state.scale, 0.0);
                    }
                }
                _ => {}
            }
        }
    }

    /// `Tj`: one string.
    pub(super) fn show(&mut self, string: &object::String<'_>) {
        let Some(font) = self.state.font.clone() else { return };
        let bytes = string.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let (code, length) = font.next_code(&bytes[at..]);
            at += length.max(1);
            let decoded = font.decode(code, length);
            let space = length == 1 && code == 32;
            let spacing = self.state.char_space + if space { self.state.word_space } else { 0.0 };
            if let Some(text) = &decoded.text
                && self.visible()
            {
                self.place(&font, text.clone(), f64::from(decoded.width), decoded.origin);
            }
            if font.vertical {
                self.advance(0.0, f64::from(decoded.down) * self.state.size + spacing);
            } else {
                self.advance((f64::from(decoded.width) * self.state.size + spacing) * self.state.scale, 0.0);
            }
        }
    }

    fn advance(&mut self, x: f64, y: f64) {
        let next = Matrix::translate(x, y).then(&self.text_matrix);
        if next.is_finite() {
            self.text_matrix = next;
        }
    }

    /// Puts one glyph on the page, unless it is off it.
    fn place(&mut self, font: &Rc<super::font::Font>, text: GlyphText, width: f64, origin: (f32, f32)) {
        let s = &self.state;
        let em = Matrix([s.size * s.scale, 0.0, 0.0, s.size, 0.0, s.rise]);
        let map = em.then(&self.text_matrix).then(&s.ctm);
        let (ox, oy) = (f64::from(origin.0), f64::from(origin.1));
        let bbox = map.bounds(ox, oy + DESCENT, ox + width, oy + ASCENT);
        if !map.is_finite() || !self.page_clip.holds(bbox.cx(), bbox.cy()) {
            return;
        }
        if self.glyphs.len() >= budget::GLYPHS_A_PAGE {
            self.note("the page has more glyphs than a report's page has: the rest is not read");
            return;
        }
        let (x, y) = map.apply(ox, oy);
        let angle = map.0[1].atan2(map.0[0]).to_degrees().round().rem_euclid(360.0);
        self.glyphs.push(Glyph {
            text,
            bbox,
            x: x as f32,
            y: y as f32,
            size: (map.y_scale() as f32).abs(),
            face: s.face,
            angle: angle as u16 % 360,
            vertical: font.vertical,
            invisible: s.mode == 3,
            clipped: !s.clip.holds(bbox.cx(), bbox.cy()),
            bold: font.face.bold || s.mode == 2,
            color: s.fill,
        });
    }
}

/// `ActualText`: what the glyphs from `first` on are meant to say (ISO 32000-2, 14.9.4).
pub(super) fn replace(glyphs: &mut Vec<Glyph>, first: usize, text: &str) {
    if first >= glyphs.len() {
        return;
    }
    let drawn = glyphs.len() - first;
    if text.chars().count() == drawn {
        for (glyph, c) in glyphs[first..].iter_mut().zip(text.chars()) {
            glyph.text = GlyphText::one(c);
        }
        return;
    }
    let whole = glyphs[first + 1..].iter().fold(glyphs[first].bbox, |b, g| b.union(g.bbox));
    match GlyphText::from_text(text) {
        Some(text) => {
            glyphs.truncate(first + 1);
            glyphs[first].text = text;
            glyphs[first].bbox = whole;
        }
        None => glyphs.truncate(first),
    }
}
