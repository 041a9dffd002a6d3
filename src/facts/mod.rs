//! Document + tags → facts, and what the report says of itself (its head).
//!
//! Reads no file and invents no words that the document lacks: every fact carries its evidence.

mod fact;
mod head;

pub use fact::{Basis, ChangeBase, Fact, FactKind};
pub use head::{Analyst, DateSource, Head, RatingAction, ReportKind, head};

/// Placeholder: built elsewhere.
pub fn read(
    _document: &crate::layout::Document,
    _tags: &crate::tag::Tags,
    _head: &Head,
    _lexicon: &crate::lexicon::Lexicon,
) -> Vec<Fact> {
    Vec::new()
}
