//! Document + lexicon → mentions, quantities and periods.
//!
//! Looks at passages and their kinds, never at coordinates. Knows no fact kind.

mod tags;

pub use tags::{Approximation, Frame, Mention, MentionKind, Period, Quantity, Role, Tags};

/// Placeholder: built elsewhere.
pub fn tag(_document: &crate::layout::Document, _lexicon: &crate::lexicon::Lexicon, _frame: &Frame) -> Tags {
    Tags::default()
}
