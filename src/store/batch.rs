//! A batch: the files that go into the store together, and its journal.

use serde::{Deserialize, Serialize};

/// One file of a batch: what it was, what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Absolute path, as text.
    pub path: String,
    /// Size in bytes.
    pub size: u64,
    /// Time of its last change in nanoseconds since 1970; only ever compared for equality.
    pub mtime: i64,
    /// BLAKE3 of its bytes, 64 hex digits; empty where they could not be read.
    pub blake3: String,
    /// Id of its report; absent where it was refused.
    pub report: Option<String>,
    /// The contract's word; absent where it was stored.
    pub reason: Option<String>,
    /// What was expected and found, for a refused file.
    pub message: String,
    /// Version of the program that read it.
    pub version: String,
    /// Hash of the lexicon that read it.
    pub lexicon: String,
}

/// Files that go together, numbered from 1.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Batch {
    /// One more than the last done.
    pub number: u64,
    /// Its files in the order of ingest. Entries whose report is already stored name it too.
    pub entries: Vec<Entry>,
}
