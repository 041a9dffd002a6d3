//! What can go wrong with the index or a question.

/// An error of the search room.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs)] // the messages are the documentation
pub enum SearchError {
    #[error("the index {path} cannot be used")]
    Index { path: String, source: tantivy::TantivyError },
    #[error("expected an index of format {expected}, found {found}")]
    Format { expected: u32, found: String },
    #[error("expected words to search for, found none")]
    Empty,
}

impl SearchError {
    /// What the user can do about it.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            SearchError::Index { .. } | SearchError::Format { .. } => Some(
                "remove the `search` folder of the store and run `yanbao ingest` again: it is made anew from the reports",
            ),
            SearchError::Empty => Some("bare words are all required; \"…\" phrase, OR, NOT or -, parentheses, title:…"),
        }
    }
}
