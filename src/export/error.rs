//! What can go wrong while a table is written.

use crate::store::StoreError;

/// An error of the export room.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs)] // the messages are the documentation
pub enum ExportError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("cannot write")]
    Write(#[from] std::io::Error),
    #[error("cannot make the {format} file: {message}")]
    Format { format: &'static str, message: String },
    #[error("expected at most {0} rows for a sheet, found more")]
    TooManyRows(u32),
}

impl ExportError {
    /// What the user can do about it.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            ExportError::Store(e) => e.hint(),
            ExportError::TooManyRows(_) => Some("filter the table, or write csv or parquet"),
            ExportError::Format { .. } => Some("csv, jsonl and md can be had"),
            ExportError::Write(_) => None,
        }
    }
}
