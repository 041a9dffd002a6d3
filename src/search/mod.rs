//! The full-text index over the passages of all reports, and what a user may ask of it.
//!
//! Takes reports (writing) and a question with filters (reading), gives places: report and passage,
//! ranked. The texts themselves stand in the store. Made from the reports, so removing its folder loses
//! nothing but time. Refuses an index of another format.
//!
//! One text, two fields: `words` (jieba's words, for ranking) and `grams` (pairs of Han characters and
//! Latin runs at their character positions, for what must match).

mod ask;
mod build;
mod cut;
mod error;
mod fields;
mod find;
mod index;
mod marks;
mod normal;
mod steady;
mod stream;

pub use ask::{Ask, parse};
pub use error::SearchError;
pub use find::{Found, Hit, Index};
pub use index::{Indexer, State};
pub use marks::{Needles, Snippet, snippet};
pub use stream::WordList;
