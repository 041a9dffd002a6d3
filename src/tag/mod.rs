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
    let mentions = names(document, lexicon, frame);
    Tags { amounts, ..numbers(document, lexicon, frame, mentions) }
}

/// Reads quantities and periods of a document's running text, with notes; `mentions`, sorted by place, say
/// whose fiscal year is meant and are handed on.
pub fn numbers(document: &Document, lexicon: &Lexicon, frame: &Frame, mentions: Vec<Mention>) -> Tags {
    let mut tags = Tags { mentions, ..Tags::default() };
    let mut first = 0;
    let mut written = Written::default();
    for (i, passage) in document.passages.iter().enumerate().filter(|(_, p)| p.kind.is_running_text()) {
        written.read(&passage.text);
        quantity::read((i, passage), &written, lexicon, &mut tags.quantities, &mut tags.notes);
        first += tags.mentions[first..].iter().take_while(|m| m.passage < i).count();
        let count = tags.mentions[first..].iter().take_while(|m| m.passage == i).count();
        let named = &tags.mentions[first..first + count];
        period::read((i, named), &written, lexicon, frame, &mut tags.periods);
    }
    tags
}
