//! The report: what one file became, as it is stored, exported and described by the schema.
//!
//! Takes the values of the rooms below, gives rows with the contract's names and positions
//! (Unicode scalar values within a passage's text, pages from 1). Refuses nothing.

mod rows;

pub use rows::{
    CellRow, FactRow, FigureRow, MentionRow, PassageRow, PdfInfo, PeriodRow, QuantityRow, Report, ReportHead,
    SCHEMA_VERSION,
};
