//! Marked content (ISO 32000-2, 14.6): layers that are off, and text that stands for what is drawn.

use super::interpret::Interpreter;
use hayro_syntax::content::ops::TypedInstruction as Op;
use hayro_syntax::object::Dict;
use hayro_syntax::page::Resources;

/// An open piece of marked content.
pub(super) struct Mark {
    pub(super) hides: bool,
    /// `ActualText` with the index of its first glyph.
    pub(super) actual: Option<(String, usize)>,
}

impl<'a> Interpreter<'_, 'a> {
    pub(super) fn mark_step(&mut self, op: &Op<'_, '_>, resources: &Resources<'a>) -> bool {
        match op {
            Op::BeginMarkedContent(_) => self.begin_mark(false, None),
            Op::BeginMarkedContentWithProperties(m) => {
                let named = m.1.clone().into_name();
                let dict = match &named {
                    Some(name) => resources.properties.get::<Dict<'_>>(name),
                    None => m.1.clone().into_dict(),
                };
                let id = named.as_ref().and_then(|n| resources.properties.get_ref(n)).map(Into::into);
                let layer = m.0.as_ref() == b"OC";
                let hides = layer && dict.as_ref().is_some_and(|d| !self.optional.shows(d, id));
                let actual = dict
                    .as_ref()
                    .and_then(|d| d.get::<hayro_syntax::object::String<'_>>("ActualText"))
                    .map(|s| super::file::text_string(s.as_bytes()));
                self.begin_mark(hides, actual);
            }
            Op::EndMarkedContent(_) => self.end_mark(),
            _ => return false,
        }
        true
    }

    fn begin_mark(&mut self, hides: bool, actual: Option<String>) {
        self.hidden += u32::from(hides);
        let actual = actual.map(|text| (text, self.glyphs.len()));
        self.marks.push(Mark { hides, actual });
    }

    fn end_mark(&mut self) {
        let Some(mark) = self.marks.pop() else { return };
        self.hidden -= u32::from(mark.hides);
        if let Some((text, first)) = mark.actual {
            super::show::replace(&mut self.glyphs, first, &text);
        }
    }
}
