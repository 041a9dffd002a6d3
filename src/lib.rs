//! `yanbao` (研报) turns PDFs of Chinese broker research into structured facts, each with its
//! evidence, and into a full-text index.
//!
//! One journey, one room a stage, each a function from a plain value to the next:
//!
//! ```text
//! PDF bytes → Vec<Page> → Document → mentions, quantities → facts → Report → store → search, export
//! ```
//!
//! One word per idea:
//!
//! | word | means |
//! |---|---|
//! | *page* | one page of a PDF: its glyphs, rules, filled boxes and images, in points from the top left |
//! | *glyph* | one drawn character (or ligature) with its box |
//! | *passage* | one run of text a person reads as a unit: a paragraph, a heading, a table, a source line |
//! | *span* | where in a passage's text something stands |
//! | *mention* | a place where a company, organisation, model or chip is named |
//! | *quantity* | a number with its unit as written, as exact decimals |
//! | *period* | a date or a stretch of time as written, resolved where it can be |
//! | *fact* | one statement read from a sentence, with its *evidence*: passage, span, page and boxes |
//! | *head* | what the report says of itself: broker, title, date, analysts, rating |
//! | *report* | all of that for one file; what is stored, and what the JSON schema describes |
//! | *note* | something odd met on the way; a *warning* once it stands in a report |
//! | *store* | reports on disk, the catalogue over them and the search index |
//!
//! A room names only rooms on lower floors; `tests/house.rs` holds that.
#![warn(missing_docs)]

// floor 0
pub mod decimal;
pub mod lexicon;
pub mod span;
// floor 1
pub mod note;
// floor 2
pub mod pdf;
// floor 3
pub mod layout;
// floor 4
pub mod tag;
// floor 5
pub mod facts;
// floor 6
pub mod pipeline;
pub mod report;
#[allow(clippy::disallowed_methods, clippy::disallowed_types)] // files on disk are this room's work
pub mod store;
// floor 7
#[allow(clippy::disallowed_methods, clippy::disallowed_types)] // columnar and spreadsheet writers need files
pub mod export;
#[allow(clippy::disallowed_methods, clippy::disallowed_types)] // the index is a folder
pub mod search;
// floor 8
#[allow(clippy::disallowed_methods, clippy::disallowed_types)] // walks folders, reads files, measures time
pub mod ingest;
// floor 9
#[allow(clippy::disallowed_methods, clippy::disallowed_types)] // the user's door
pub mod cli;
