//! The fonts and decoded Forms of one document, each read once.
//!
//! Keyed by the address of a dictionary's bytes: a document's bytes do not move while it is read.

use super::budget;
use super::font::Font;
use flate2::read::ZlibDecoder;
use hayro_font::{FontCache, FontData, FontQuery, FontResolverFn};
use hayro_syntax::object::{Dict, Stream};
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::cell::RefCell;
use std::io::Read;
use std::rc::Rc;
use std::sync::Arc;

/// Fonts by dictionary.
pub(super) struct Fonts<'a> {
    known: RefCell<FxHashMap<usize, Option<Rc<Font>>>>,
    programs: FontCache<'a>,
    resolver: FontResolverFn,
}

impl<'a> Fonts<'a> {
    pub(super) fn new() -> Self {
        // a font that is not embedded: the standard one of its shape has the widths
        let resolver = |query: &FontQuery| -> Option<(FontData, u32)> {
            Some(match query {
                FontQuery::Standard(font) => font.get_font_data(),
                FontQuery::Fallback(query) => query.pick_standard_font().get_font_data(),
            })
        };
        Self { known: RefCell::default(), programs: FontCache::new(), resolver: Arc::new(resolver) }
    }

    /// The font of a dictionary; `None` where it is none.
    pub(super) fn get(&self, dict: &Dict<'a>) -> Option<Rc<Font>> {
        let key = dict.data().as_ptr() as usize;
        if let Some(font) = self.known.borrow().get(&key) {
            return font.clone();
        }
        let font = Font::read(dict, self).map(Rc::new);
        self.known.borrow_mut().insert(key, font.clone());
        font
    }

    /// hayro's own reading of a simple font: glyph names, encodings, standard widths.
    pub(super) fn simple(&self, dict: &Dict<'a>) -> Option<hayro_font::Font<'a>> {
        self.programs.font(dict, &self.resolver, &(Arc::new(hayro_cmap::load_embedded) as _))
    }

    /// A stream's bytes, unless it is an image, broken, or a bomb.
    pub(super) fn decode(&self, stream: &Stream<'a>) -> Option<Cow<'a, [u8]>> {
        let raw = stream.raw_data();
        if raw.len() > budget::SURELY_SMALL && raw.first() == Some(&0x78) {
            let mut probe = ZlibDecoder::new(&*raw).take(budget::DECODED + 1);
            let size = std::io::copy(&mut probe, &mut std::io::sink()).unwrap_or(0);
            if size > budget::DECODED {
                return None;
            }
        }
        stream.decoded_data().ok()
    }
}
