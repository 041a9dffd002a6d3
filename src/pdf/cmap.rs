//! Character codes to CIDs and to Unicode: ToUnicode streams, named CMaps, Adobe's collections.

use super::fonts::Fonts;
use super::page::GlyphText;
use hayro_cmap::{BfString, CMap, CMapName, CidFamily, WritingMode, load_embedded};
use hayro_syntax::object::{Dict, Name, Object, Stream};

/// The font's ToUnicode map.
pub(super) fn to_unicode<'a>(dict: &Dict<'a>, fonts: &Fonts<'a>) -> Option<CMap> {
    match dict.get::<Object<'a>>("ToUnicode")? {
        Object::Stream(stream) => parse(&fonts.decode(&stream)?),
        // Identity-H: the codes are UTF-16 (written by some old producers)
        _ => None,
    }
}

/// How a composite font's bytes become CIDs.
pub(super) enum Encoding {
    /// Two bytes are the CID.
    Identity,
    /// A named or embedded CMap; `unicode` where its codes are UTF-16 or UCS-2 themselves.
    Mapped { cmap: Box<CMap>, unicode: bool },
}

/// The encoding of a composite font, and whether it writes downwards.
pub(super) fn encoding<'a>(dict: &Dict<'a>, fonts: &Fonts<'a>) -> Option<(Encoding, bool)> {
    match dict.get::<Object<'a>>("Encoding")? {
        Object::Name(name) => named(&name),
        Object::Stream(stream) => embedded(&stream, fonts),
        _ => None,
    }
}

fn named(name: &Name<'_>) -> Option<(Encoding, bool)> {
    let vertical = name.ends_with(b"-V") || name.as_ref() == b"V";
    match CMapName::from_bytes(name) {
        CMapName::IdentityH | CMapName::IdentityV => Some((Encoding::Identity, vertical)),
        known => {
            let cmap = parse(load_embedded(known)?)?;
            let unicode = name.starts_with(b"Uni") && (has(name, b"UCS2") || has(name, b"UTF16"));
            Some((Encoding::Mapped { cmap: Box::new(cmap), unicode }, vertical))
        }
    }
}

fn has(name: &[u8], part: &[u8]) -> bool {
    name.windows(part.len()).any(|w| w == part)
}

fn embedded<'a>(stream: &Stream<'a>, fonts: &Fonts<'a>) -> Option<(Encoding, bool)> {
    let cmap = parse(&fonts.decode(stream)?)?;
    let vertical =
        cmap.metadata().writing_mode == Some(WritingMode::Vertical) || stream.dict().get::<i32>("WMode") == Some(1);
    if let Some(base) = stream.dict().get::<Name<'_>>("UseCMap")
        && let Some((Encoding::Identity, _)) = named(&base)
    {
        return Some((Encoding::Identity, vertical));
    }
    Some((Encoding::Mapped { cmap: Box::new(cmap), unicode: false }, vertical))
}

/// The table from a collection's CIDs to Unicode; `None` for Identity and unknown collections.
pub(super) fn collection(registry: &[u8], ordering: &[u8]) -> Option<CMap> {
    parse(load_embedded(CidFamily::from_registry_ordering(registry, ordering).ucs2_cmap()?)?)
}

fn parse(data: &[u8]) -> Option<CMap> {
    CMap::parse(data, load_embedded)
}

/// What a map says of a code; `None` for nothing, NUL and U+FFFD.
pub(super) fn look_up(map: &CMap, code: u32) -> Option<GlyphText> {
    meaningful(map.lookup_bf_string(code)?)
}

/// A glyph's text, unless it says nothing.
pub(super) fn meaningful(text: BfString) -> Option<GlyphText> {
    match text {
        BfString::Char('\0' | '\u{FFFD}') => None,
        BfString::Char(c) => Some(GlyphText::one(c)),
        BfString::String(s) if s.contains(['\0', '\u{FFFD}']) => None,
        BfString::String(s) => GlyphText::from_text(&s),
    }
}
