//! What keeps an ingest from running at all.

use crate::search::SearchError;
use crate::store::StoreError;

/// An error that ends the run; single files never do.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs)] // the messages are the documentation
pub enum IngestError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Search(#[from] SearchError),
    #[error("none of the given paths is there: {0}")]
    NothingThere(String),
    #[error("cannot start reading threads: {0}")]
    Threads(String),
}

impl IngestError {
    /// What the user can do about it.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            IngestError::Store(e) => e.hint(),
            IngestError::Search(e) => e.hint(),
            IngestError::NothingThere(_) => Some("give PDFs, text files, or folders of them"),
            IngestError::Threads(_) => None,
        }
    }
}
