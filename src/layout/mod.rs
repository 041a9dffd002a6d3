//! Pages → a `Document`: passages in reading order, tables, figures.
//!
//! Takes the glyphs of a report's pages (or a plain text), gives the one text that every span of
//! every later room points into. Never edited after. Knows no company and no kind of fact.

mod arrange;
mod axis;
mod bands;
mod beside;
mod block;
mod columns;
mod document;
mod drawing;
mod emit;
mod entry;
mod figure;
mod folds;
mod furniture;
mod grid;
mod kinds;
mod labels;
mod lattice;
mod pairs;
mod paragraph;
mod part;
mod plain;
mod plain_blocks;
mod plain_marks;
mod points;
mod prose_table;
mod repair;
mod ruled;
mod run;
mod seam;
mod shade;
mod sheet;
mod sidebar;
mod spans;
mod tables;
mod title;
mod turned;
mod words;
mod wordy;
mod wrap;
mod zones;

pub use arrange::arrange;
pub use document::{Document, Figure, Line, Passage, PassageKind, Table, TableCell};
pub use plain::plain;
