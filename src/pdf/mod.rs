//! PDF bytes → pages of glyphs, rules, filled boxes and images, in points from the top left.
//!
//! Takes the bytes of one file, gives its pages in order with every drawn character on them.
//! hayro-syntax parses; the text interpreter is ours. No type of either leaves this room.
//! Knows nothing of reading order, words or meaning. Refuses only what cannot be opened at all:
//! everything odd inside becomes a note.

mod annotations;
mod budget;
mod cmap;
mod draw;
mod file;
mod font;
mod fonts;
mod graphics;
mod interpret;
mod marked;
mod matrix;
mod optional;
mod page;
mod quality;
mod repeat;
mod show;
mod simple;

pub use draw::{Mark, draw};
pub use file::{File, Info, PdfError, read};
pub use page::{Face, Fill, Glyph, GlyphText, Page, Quality, Rule};
