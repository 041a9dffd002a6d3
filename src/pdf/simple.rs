//! Simple fonts (one byte a code), and what embedded programs know of their glyphs.
//!
//! ToUnicode and the Widths array are read here; glyph names, encodings and standard widths are
//! hayro-font's work, asked only where those two are silent: it loads the font's program.

use super::cmap;
use super::font::Decoded;
use super::fonts::Fonts;
use super::page::GlyphText;
use hayro_font::FontGlyph;
use hayro_syntax::object::{Array, Dict, Name, Stream};
use rustc_hash::FxHashMap;
use ttf_parser::{RawFace, Tag};

/// A simple font: 256 codes, decoded when the font is read.
pub(super) struct Simple {
    texts: Vec<Option<GlyphText>>,
    widths: Vec<f32>,
}

impl Simple {
    pub(super) fn read<'a>(dict: &Dict<'a>, fonts: &Fonts<'a>) -> Self {
        let type3 = dict.get::<Name<'_>>("Subtype").as_deref() == Some(b"Type3");
        let matrix = dict.get::<[f32; 6]>("FontMatrix").filter(|_| type3);
        let unit = matrix.map_or(0.001, |m| m[0].abs());
        let descriptor = dict.get::<Dict<'a>>("FontDescriptor").unwrap_or_default();
        let (first, widths) = (dict.get::<u32>("FirstChar").unwrap_or(0), dict.get::<Array<'_>>("Widths"));
        let listed: Vec<f32> = widths.iter().flat_map(|w| w.iter::<f32>()).take(256).collect();
        let missing = descriptor.get::<f32>("MissingWidth").unwrap_or(0.0);
        let map = cmap::to_unicode(dict, fonts);
        let mut asked = None;
        let (mut texts, mut out) = (Vec::with_capacity(256), Vec::with_capacity(256));
        for code in 0..256u32 {
            let text = map.as_ref().and_then(|m| cmap::look_up(m, code));
            let width = code.checked_sub(first).and_then(|i| listed.get(i as usize)).copied();
            let used = width.is_some_and(|w| w != 0.0) || listed.is_empty();
            let silent = (text.is_none() && used) || listed.is_empty();
            let named = silent.then(|| asked.get_or_insert_with(|| fonts.simple(dict)).as_ref()).flatten();
            texts.push(
                text.or_else(|| named.and_then(|f| named_text(f, code)))
                    .or_else(|| used.then(|| GlyphText::one('\u{FFFD}'))),
            );
            let standard = || named.map_or(0.0, |f| f.code_advance(code).x as f32 / 1000.0);
            out.push(match width {
                Some(w) => w * unit,
                None if listed.is_empty() => standard(),
                None => missing * unit,
            });
        }
        Self { texts, widths: out }
    }

    pub(super) fn decode(&self, code: u32) -> Decoded {
        let i = code as usize & 0xFF;
        Decoded { text: self.texts[i].clone(), width: self.widths[i], down: 0.0, origin: (0.0, 0.0) }
    }
}

fn named_text(font: &hayro_font::Font<'_>, code: u32) -> Option<GlyphText> {
    let unicode = match font.glyph(font.map_code(code), code) {
        FontGlyph::Outline(glyph) => glyph.as_unicode(),
        FontGlyph::Type3(glyph) => glyph.as_unicode(),
    };
    cmap::meaningful(unicode?)
}

/// Text by glyph from the `cmap` of an embedded program read backwards, or from the glyph names
/// of a bare CFF program; empty where it has neither.
pub(super) fn program_text<'a>(descriptor: &Dict<'a>, fonts: &Fonts<'a>) -> FxHashMap<u32, char> {
    let mut text = FxHashMap::default();
    let file = ["FontFile2", "FontFile3", "FontFile"].iter().find_map(|key| descriptor.get::<Stream<'a>>(key));
    let Some(data) = file.and_then(|s| fonts.decode(&s)) else { return text };
    if let Ok(face) = RawFace::parse(&data, 0) {
        let table = face.table(Tag::from_bytes(b"cmap")).and_then(ttf_parser::cmap::Table::parse);
        for subtable in table.iter().flat_map(|t| t.subtables).filter(|s| s.is_unicode()) {
            subtable.codepoints(|c| {
                if let (Some(glyph), Some(c)) = (subtable.glyph_index(c), char::from_u32(c)) {
                    prefer(&mut text, u32::from(glyph.0), c);
                }
            });
        }
    } else if let Some(table) = ttf_parser::cff::Table::parse(&data) {
        for glyph in 0..table.number_of_glyphs() {
            let name = table.glyph_name(ttf_parser::GlyphId(glyph));
            if let Some(c) = name.and_then(uni_name) {
                text.insert(u32::from(glyph), c);
            }
        }
    }
    text
}

/// Two characters share a glyph (a radical and its ideograph, a no-break space and a space): the
/// one that people type wins.
fn prefer(text: &mut FxHashMap<u32, char>, glyph: u32, c: char) {
    let rare = |c: char| matches!(u32::from(c), 0xA0 | 0xAD | 0x2E80..=0x2FDF | 0xE000..=0xFFFF | 0x2F800..);
    text.entry(glyph)
        .and_modify(|old| {
            if rare(*old) && !rare(c) {
                *old = c
            }
        })
        .or_insert(c);
}

/// `uni4E2D`, `u4E2D` and single letters (Adobe Glyph List specification, section 2).
fn uni_name(name: &str) -> Option<char> {
    let base = name.split('.').next()?;
    let mut chars = base.chars();
    if let (Some(c), None) = (chars.next(), chars.next()) {
        return Some(c);
    }
    let hex = base.strip_prefix("uni").or_else(|| base.strip_prefix('u'))?;
    char::from_u32(u32::from_str_radix(hex, 16).ok()?)
}
