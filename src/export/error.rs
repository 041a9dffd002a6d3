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
    #[error("{0} is not built yet")]
    Unbuilt(&'static str),
}

impl ExportError {
    /// What the user can do about it.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            ExportError::Store(e) => e.hint(),
            ExportError::Unbuilt(_) => Some("csv, jsonl and md can be had"),
            ExportError::Write(_) => None,
        }
    }
}
