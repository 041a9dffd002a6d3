//! Pages → a `Document`: passages in reading order, tables, figures.
//!
//! Takes the glyphs of a report's pages (or a plain text), gives the one text that every span of
//! every later room points into. Never edited after. Knows no company and no kind of fact.

mod document;

pub use document::{Document, Figure, Line, Passage, PassageKind, Table, TableCell};

mod plain;
mod plain_blocks;
mod plain_marks;
pub use plain::plain;

/// Placeholder: built elsewhere.
pub fn arrange(pages: &[crate::pdf::Page]) -> Document {
    Document { pages: pages.len() as u32, ..Document::default() }
}
