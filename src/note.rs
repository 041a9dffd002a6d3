//! Something odd met on the way that does not stop the work.
//!
//! Pure rooms never fail on what a document contains: they return notes beside their value.
//! A note becomes a warning of the report. It is never printed from here.

use serde::{Deserialize, Serialize};

/// One oddity: where it was met and what it is, in words a user understands.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Note {
    /// The room that met it: `pdf`, `layout`, `tag`, `facts`.
    pub room: String,
    /// Page, counted from 1; absent where it concerns the whole file.
    pub page: Option<u32>,
    /// What was expected and what was found.
    pub message: String,
    /// Ids of the facts concerned, in the order of the report; empty where it concerns none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<String>,
}

impl Note {
    /// A note of `room` about `page`.
    pub fn new(room: &str, page: Option<u32>, message: impl Into<String>) -> Self {
        Self { room: room.to_owned(), page, message: message.into(), facts: Vec::new() }
    }
}
