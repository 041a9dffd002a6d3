//! What is wrong with a list of names: one error a kind of fault, each with the line and column.
//!
//! Both count from 1, as an editor and a spreadsheet do. The first fault found refuses the whole list.

/// What is wrong with a list, with the line and column (both from 1) where there is one.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ImportError {
    /// No line names a code and a name column.
    #[error("expected a header with a code and a name column, found none in the first {lines} lines")]
    NoHeader {
        /// Lines looked at.
        lines: usize,
    },
    /// A cell that is no code.
    #[error("line {line}, column {column}: expected a security's code, found `{found}`")]
    NotACode {
        /// Line.
        line: usize,
        /// Column.
        column: usize,
        /// The cell.
        found: String,
    },
    /// A suffix or exchange that the lexicon does not know.
    #[error("line {line}, column {column}: unknown exchange `{found}`")]
    UnknownExchange {
        /// Line.
        line: usize,
        /// Column.
        column: usize,
        /// The exchange as written.
        found: String,
    },
    /// A code without a name.
    #[error("line {line}, column {column}: expected a name, found an empty cell")]
    NoName {
        /// Line.
        line: usize,
        /// Column.
        column: usize,
    },
    /// The same code twice with two names.
    #[error("line {line}, column {column}: `{id}` is `{name}` here and `{first}` in line {first_line}")]
    TwoNames {
        /// Line.
        line: usize,
        /// Column.
        column: usize,
        /// The id.
        id: String,
        /// The name here.
        name: String,
        /// The earlier name.
        first: String,
        /// The earlier line.
        first_line: usize,
    },
    /// The same code twice with the same name.
    #[error("line {line}, column {column}: `{id}` stands already in line {first_line}")]
    Twice {
        /// Line.
        line: usize,
        /// Column.
        column: usize,
        /// The id.
        id: String,
        /// The earlier line.
        first_line: usize,
    },
    /// Text that was decoded wrongly.
    #[error("line {line}, column {column}: not text in UTF-8 or GB18030: `{found}`")]
    Encoding {
        /// Line.
        line: usize,
        /// Column.
        column: usize,
        /// The cell.
        found: String,
    },
    /// A quote that no other one closes, or closes lines below: the cells behind it would be lost.
    #[error("line {line}, column {column}: a quote is opened and not closed in its line: `{found}`")]
    Quote {
        /// Line.
        line: usize,
        /// Column.
        column: usize,
        /// How the cell begins.
        found: String,
    },
    /// More cells than the header has: a separator inside a cell that is not quoted.
    #[error("line {line}, column {column}: expected at most {columns} cells as in the header, found `{found}` beyond")]
    TooManyCells {
        /// Line.
        line: usize,
        /// Column of the first cell too many.
        column: usize,
        /// Cells of the header.
        columns: usize,
        /// That cell.
        found: String,
    },
}
