//! Document + lexicon → mentions, quantities and periods.
//!
//! Looks at passages and their kinds, never at coordinates. Knows no fact kind.

mod names;
mod period;
mod quantity;
mod tags;
mod written;

pub use names::names;
pub use quantity::amounts;
pub use tags::{Amount, Approximation, Frame, Mention, MentionKind, Period, Quantity, Role, Tags};

use crate::layout::Document;
use crate::lexicon::Lexicon;
use written::Written;

/// Reads all tags of a document. `frame` is what its head said.
pub fn tag(document: &Document, lexicon: &Lexicon, frame: &Frame) -> Tags {
    let amounts = document.tables.iter().map(|t| amounts(document, t, lexicon)).collect();
    Tags { mentions: names(document, lexicon, frame), amounts, ..numbers(document, lexicon, frame) }
}

/// Reads quantities and periods of a document's running text, with notes: tags without names and amounts.
pub fn numbers(document: &Document, lexicon: &Lexicon, frame: &Frame) -> Tags {
    let mut tags = Tags::default();
    let mut written = Written::default();
    for (i, passage) in document.passages.iter().enumerate().filter(|(_, p)| p.kind.is_running_text()) {
        written.read(&passage.text);
        quantity::read((i, passage), &written, lexicon, &mut tags.quantities, &mut tags.notes);
        period::read(i, &written, lexicon, frame, &mut tags.periods);
    }
    tags
}
