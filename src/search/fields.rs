//! The fields of the index. A document is a passage.

use super::stream::{Cutter, WordList};
use tantivy::Index;
use tantivy::schema::{FAST, Field, INDEXED, IndexRecordOption, STRING, Schema, TextFieldIndexing, TextOptions};

/// Raised when fields or cutting change: an older index is made anew.
pub const FORMAT: u32 = 2;

/// The fields by name.
#[derive(Debug, Clone, Copy)]
#[allow(missing_docs)] // the names say it
pub struct Fields {
    pub words: Field,
    pub grams: Field,
    pub title: Field,
    /// The report's id as a number.
    pub report: Field,
    pub passage: Field,
    /// `20260305`; 0 where not known.
    pub date: Field,
    pub broker: Field,
    pub kind: Field,
    pub industry: Field,
    pub analyst: Field,
    /// Ids of the passage's mentions.
    pub ids: Field,
    /// Kinds of the passage's facts.
    pub facts: Field,
    /// 1 where the passage is running text or a table, 0 elsewhere.
    pub running: Field,
}

/// The schema and its fields.
pub fn schema() -> (Schema, Fields) {
    let mut s = Schema::builder();
    let text = |cutter: &str, option: IndexRecordOption| {
        let indexing = TextFieldIndexing::default().set_tokenizer(cutter).set_index_option(option);
        TextOptions::default().set_indexing_options(indexing)
    };
    let fields = Fields {
        words: s.add_text_field("words", text("words", IndexRecordOption::WithFreqs)),
        grams: s.add_text_field("grams", text("grams", IndexRecordOption::WithFreqsAndPositions)),
        title: s.add_text_field("title", text("grams", IndexRecordOption::WithFreqsAndPositions)),
        report: s.add_u64_field("report", INDEXED | FAST),
        passage: s.add_u64_field("passage", FAST),
        date: s.add_u64_field("date", INDEXED | FAST),
        broker: s.add_text_field("broker", STRING),
        kind: s.add_text_field("kind", STRING),
        industry: s.add_text_field("industry", STRING),
        analyst: s.add_text_field("analyst", STRING),
        ids: s.add_text_field("ids", STRING),
        facts: s.add_text_field("facts", STRING),
        running: s.add_u64_field("running", FAST),
    };
    (s.build(), fields)
}

/// Tells the index how its texts are cut.
pub fn register(index: &Index, words: WordList) {
    index.tokenizers().register("grams", Cutter::Grams);
    index.tokenizers().register("words", Cutter::Words(words));
}
