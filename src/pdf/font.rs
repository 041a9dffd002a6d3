//! A font: bytes to codes, codes to text and widths.
//!
//! The chain from a code to its text: ToUnicode → the collection's CID table → the embedded
//! program's own `cmap` read backwards → U+FFFD.

use super::cmap::{self, Encoding};
use super::fonts::Fonts;
use super::page::{Face, GlyphText};
use super::simple::Simple;
use hayro_cmap::CMap;
use hayro_syntax::object::{self, Array, Dict, Name, Object, Stream};
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use std::rc::Rc;

/// What a code says and how far it moves the pen, in ems.
#[derive(Debug)]
pub(super) struct Decoded {
    /// Absent where the font says that the code means nothing.
    pub(super) text: Option<GlyphText>,
    /// Advance to the right; the width of the box also where the font writes downwards.
    pub(super) width: f32,
    /// Advance downwards (negative: PDF's y points up), for vertical fonts.
    pub(super) down: f32,
    /// Where the box's baseline origin lies against the pen.
    pub(super) origin: (f32, f32),
}

/// A font as the interpreter uses it.
pub(super) struct Font {
    pub(super) face: Face,
    pub(super) vertical: bool,
    kind: Kind,
    known: RefCell<FxHashMap<u32, Rc<Decoded>>>,
}

enum Kind {
    Simple(Simple),
    Composite(Box<Composite>),
}

struct Composite {
    encoding: Encoding,
    to_unicode: Option<CMap>,
    collection: Option<CMap>,
    /// Text by glyph, from the embedded program.
    program: FxHashMap<u32, char>,
    glyph_of_cid: Option<Vec<u16>>,
    widths: FxHashMap<u32, f32>,
    default_width: f32,
    down: FxHashMap<u32, [f32; 3]>,
    default_down: [f32; 2],
}

impl Font {
    /// Reads a font dictionary; `None` where it is none.
    pub(super) fn read<'a>(dict: &Dict<'a>, fonts: &Fonts<'a>) -> Option<Font> {
        let subtype = dict.get::<Name<'_>>("Subtype")?;
        if subtype.as_ref() == b"Type0" {
            let (composite, vertical, face) = Composite::read(dict, fonts)?;
            return Some(Font {
                face,
                vertical,
                kind: Kind::Composite(Box::new(composite)),
                known: RefCell::default(),
            });
        }
        let descriptor = dict.get::<Dict<'_>>("FontDescriptor").unwrap_or_default();
        let face = face(dict, &descriptor);
        let simple = Simple::read(dict, fonts);
        Some(Font { face, vertical: false, kind: Kind::Simple(simple), known: RefCell::default() })
    }

    /// The next code of a string and how many bytes it takes.
    pub(super) fn next_code(&self, bytes: &[u8]) -> (u32, usize) {
        match &self.kind {
            Kind::Simple(_) => (u32::from(bytes[0]), 1),
            Kind::Composite(c) => c.next_code(bytes),
        }
    }

    /// What a code of `length` bytes is.
    pub(super) fn decode(&self, code: u32, length: usize) -> Rc<Decoded> {
        let key = code | (length as u32) << 29;
        if let Some(d) = self.known.borrow().get(&key) {
            return d.clone();
        }
        let decoded = Rc::new(match &self.kind {
            Kind::Simple(s) => s.decode(code),
            Kind::Composite(c) => c.decode(code, length, self.vertical),
        });
        self.known.borrow_mut().insert(key, decoded.clone());
        decoded
    }
}

/// Name and weight of a font.
fn face(dict: &Dict<'_>, descriptor: &Dict<'_>) -> Face {
    let name = dict.get::<Name<'_>>("BaseFont").or_else(|| descriptor.get::<Name<'_>>("FontName"));
    let raw = name.as_deref().map(super::file::text_string).unwrap_or_default();
    let name = match raw.split_once('+') {
        Some((prefix, rest)) if prefix.len() == 6 && prefix.bytes().all(|b| b.is_ascii_uppercase()) => rest.to_owned(),
        _ => raw,
    };
    let lower = name.to_ascii_lowercase();
    // table 121: ForceBold is bit 19
    let forced = descriptor.get::<u32>("Flags").is_some_and(|f| f & (1 << 18) != 0);
    let weight = descriptor.get::<f32>("FontWeight").is_some_and(|w| w >= 600.0);
    let named = ["bold", "black", "heavy", "demi"].iter().any(|w| lower.contains(w));
    Face { bold: forced || weight || named, name }
}

impl Composite {
    fn read<'a>(dict: &Dict<'a>, fonts: &Fonts<'a>) -> Option<(Self, bool, Face)> {
        let (encoding, vertical) = cmap::encoding(dict, fonts).unwrap_or((Encoding::Identity, false));
        let descendant = dict.get::<Array<'a>>("DescendantFonts")?.iter::<Dict<'a>>().next()?;
        let descriptor = descendant.get::<Dict<'a>>("FontDescriptor").unwrap_or_default();
        let to_unicode = cmap::to_unicode(dict, fonts);
        let known = matches!(encoding, Encoding::Mapped { unicode: true, .. });
        let (mut collection, mut program) = (None, FxHashMap::default());
        if to_unicode.is_none() && !known {
            collection = collection_of(&descendant, &encoding);
            program = super::simple::program_text(&descriptor, fonts);
        }
        let map = descendant.get::<Stream<'a>>("CIDToGIDMap").and_then(|s| fonts.decode(&s));
        let glyph_of_cid = map.map(|m| m.chunks_exact(2).map(|c| u16::from_be_bytes([c[0], c[1]])).collect());
        let composite = Self {
            encoding,
            to_unicode,
            collection,
            program,
            glyph_of_cid,
            widths: widths(descendant.get::<Array<'_>>("W")),
            default_width: descendant.get::<f32>("DW").unwrap_or(1000.0) / 1000.0,
            down: widths_down(descendant.get::<Array<'_>>("W2")),
            default_down: descendant.get::<[f32; 2]>("DW2").unwrap_or([880.0, -1000.0]).map(|v| v / 1000.0),
        };
        let face = face(dict, &descriptor);
        Some((composite, vertical, face))
    }

    fn next_code(&self, bytes: &[u8]) -> (u32, usize) {
        let Encoding::Mapped { cmap, .. } = &self.encoding else {
            return match bytes {
                [a, b, ..] => (u32::from(*a) << 8 | u32::from(*b), 2),
                _ => (u32::from(bytes[0]), 1),
            };
        };
        let mut code = 0;
        for (i, b) in bytes.iter().take(4).enumerate() {
            code = code << 8 | u32::from(*b);
            if cmap.lookup_cid_code(code, i as u8 + 1).is_some() {
                return (code, i + 1);
            }
        }
        // an unknown code: all double-byte encodings have lead bytes from 0x81 on
        match bytes {
            [a, b, ..] if *a >= 0x81 => (u32::from(*a) << 8 | u32::from(*b), 2),
            _ => (u32::from(bytes[0]), 1),
        }
    }

    fn cid(&self, code: u32, length: usize) -> u32 {
        match &self.encoding {
            Encoding::Identity => code,
            Encoding::Mapped { cmap, .. } => cmap.lookup_cid_code(code, length as u8).unwrap_or(0),
        }
    }

    fn decode(&self, code: u32, length: usize, vertical: bool) -> Decoded {
        let cid = self.cid(code, length);
        let text = self.text(code, length, cid);
        let width = self.widths.get(&cid).copied().unwrap_or(self.default_width);
        if !vertical {
            return Decoded { text, width, down: 0.0, origin: (0.0, 0.0) };
        }
        let [down, vx, vy] = match self.down.get(&cid) {
            Some(v) => *v,
            None => [self.default_down[1], width / 2.0, self.default_down[0]],
        };
        Decoded { text, width, down, origin: (-vx, -vy) }
    }

    fn text(&self, code: u32, length: usize, cid: u32) -> Option<GlyphText> {
        if let Some(map) = &self.to_unicode
            && let Some(text) = cmap::look_up(map, code)
        {
            return Some(text);
        }
        if let Encoding::Mapped { unicode: true, .. } = self.encoding {
            return Some(utf16(code, length));
        }
        if let Some(map) = &self.collection
            && let Some(text) = cmap::look_up(map, cid)
        {
            return Some(text);
        }
        let glyph = match &self.glyph_of_cid {
            Some(map) => u32::from(map.get(cid as usize).copied().unwrap_or(0)),
            None => cid,
        };
        let unknown = GlyphText::one('\u{FFFD}');
        Some(self.program.get(&glyph).map_or(unknown, |c| GlyphText::one(*c)))
    }
}

/// The text of a code that is UTF-16 itself.
fn utf16(code: u32, length: usize) -> GlyphText {
    let units = [(code >> 16) as u16, code as u16];
    let units = if length > 2 { &units[..] } else { &units[1..] };
    let c = char::decode_utf16(units.iter().copied()).next().and_then(Result::ok);
    GlyphText::one(c.unwrap_or('\u{FFFD}'))
}

fn collection_of(descendant: &Dict<'_>, encoding: &Encoding) -> Option<CMap> {
    let info = descendant.get::<Dict<'_>>("CIDSystemInfo")?;
    let registry = info.get::<object::String<'_>>("Registry")?;
    let ordering = info.get::<object::String<'_>>("Ordering")?;
    cmap::collection(registry.as_bytes(), ordering.as_bytes()).or_else(|| match encoding {
        // the descendant says Identity, the named CMap knows better
        Encoding::Mapped { cmap, .. } => {
            let family = &cmap.metadata().character_collection.as_ref()?.family;
            let name = family.ucs2_cmap()?;
            CMap::parse(hayro_cmap::load_embedded(name)?, hayro_cmap::load_embedded)
        }
        Encoding::Identity => None,
    })
}

/// `W`: `c [w …]` and `first last w` (ISO 32000-2, 9.7.4.3), in ems.
fn widths(array: Option<Array<'_>>) -> FxHashMap<u32, f32> {
    let mut map = FxHashMap::default();
    let mut items = array.iter().flat_map(|a| a.iter::<Object<'_>>());
    while let Some(first) = items.next().and_then(Object::into_number) {
        let first = first.as_i64().clamp(0, 0xFFFF) as u32;
        match items.next() {
            Some(Object::Array(list)) => {
                map.extend((first..).zip(list.iter::<f32>().take(0x1_0000)).map(|(c, w)| (c, w / 1000.0)));
            }
            Some(Object::Number(last)) => {
                let Some(width) = items.next().and_then(Object::into_f32) else { break };
                let last = last.as_i64().clamp(0, 0xFFFF) as u32;
                map.extend((first..=last).map(|c| (c, width / 1000.0)));
            }
            _ => break,
        }
    }
    map
}

/// `W2`: the same with three numbers a CID: advance, and the origin's place.
fn widths_down(array: Option<Array<'_>>) -> FxHashMap<u32, [f32; 3]> {
    let mut map = FxHashMap::default();
    let mut items = array.iter().flat_map(|a| a.iter::<Object<'_>>());
    while let Some(first) = items.next().and_then(Object::into_number) {
        let first = first.as_i64().clamp(0, 0xFFFF) as u32;
        match items.next() {
            Some(Object::Array(list)) => {
                let numbers: Vec<f32> = list.iter::<f32>().take(0x3_0000).map(|v| v / 1000.0).collect();
                map.extend((first..).zip(numbers.chunks_exact(3)).map(|(c, v)| (c, [v[0], v[1], v[2]])));
            }
            Some(Object::Number(last)) => {
                let mut three = [0.0; 3];
                for v in &mut three {
                    *v = items.next().and_then(Object::into_f32).unwrap_or(0.0) / 1000.0;
                }
                let last = last.as_i64().clamp(0, 0xFFFF) as u32;
                map.extend((first..=last).map(|c| (c, three)));
            }
            _ => break,
        }
    }
    map
}
