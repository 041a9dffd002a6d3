//! Document + lexicon → mentions, quantities and periods.
//!
//! Looks at passages and their kinds, never at coordinates. Knows no fact kind.

mod names;
mod period;
mod quantity;
mod tags;
mod written;

pub use names::names;
pub use period::periods;
pub use quantity::quantities;
pub use tags::{Approximation, Frame, Mention, MentionKind, Period, Quantity, Role, Tags};

use crate::layout::Document;
use crate::lexicon::Lexicon;

/// Reads all tags of a document. `frame` is what its head said.
pub fn tag(document: &Document, lexicon: &Lexicon, frame: &Frame) -> Tags {
    let (quantities, notes) = quantities(document, lexicon);
    Tags { mentions: names(document, lexicon, frame), quantities, periods: periods(document, lexicon, frame), notes }
}
