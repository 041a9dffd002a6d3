//! What an ingest tells while it runs, and at its end.

/// A refused file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Its path as given or found.
    pub path: String,
    /// The contract's word.
    pub reason: String,
    /// What was expected and found.
    pub message: String,
}

/// Something that has just happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// So many files are to be read.
    Found(usize),
    /// A file was read, with so many pages (0 where it was refused).
    Read(u32),
    /// Something was brought in order before the run began.
    Repaired(String),
}

/// The run in numbers.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Summary {
    /// Reports stored or stored anew.
    pub stored: usize,
    /// Files whose report stands already.
    pub unchanged: usize,
    /// Those of the unchanged that another version or lexicon read.
    pub older: usize,
    /// Files refused, in order.
    pub refused: Vec<Refused>,
    /// Pages of the stored reports.
    pub pages: u64,
    /// Their mentions.
    pub mentions: u64,
    /// Their facts.
    pub facts: u64,
    /// Their warnings.
    pub warnings: u64,
    /// Files that were not reached because the run was stopped.
    pub left: usize,
    /// Wall time.
    pub seconds: f64,
}
