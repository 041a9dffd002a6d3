//! The report: what one file became, as it is stored, exported and described by the schema.
//!
//! Takes the values of the rooms below, gives rows with the contract's names and positions
//! (Unicode scalar values within a passage's text, pages from 1). Refuses nothing.

mod assemble;
mod offsets;
mod rows;

pub use assemble::{FileData, assemble, report_id};
pub use rows::{
    CellRow, FactRow, FigureRow, MentionRow, PassageRow, PdfInfo, PeriodRow, QuantityRow, Report, ReportHead,
    SCHEMA_VERSION,
};

/// The word that the contract has for an enum's value, as the report JSON writes it; none for an absent one.
pub fn word<T: serde::Serialize>(value: &T) -> Option<String> {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned))
}

/// The JSON Schema (2020-12) of the report JSON, made from the types, as pretty-printed text.
pub fn schema() -> String {
    let schema = schemars::schema_for!(Report);
    let mut text = serde_json::to_string_pretty(&schema).expect("a schema is plain JSON");
    text.push('\n');
    text
}
