//! Why a file gives no report: one word of the contract's fixed set, and what was found.

use std::fmt;

/// The fixed set (contract, section 6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reason {
    /// The bytes are no PDF (nor a text file by name).
    NotAPdf,
    /// Damaged past repair.
    Damaged,
    /// Locked by a password.
    Encrypted,
    /// Over the size cap.
    TooLarge,
    /// Over the time budget: kept for later, nothing gives it. Budgets of work end a long reading.
    TooSlow,
    /// Nothing but pictures.
    NoText,
    /// The file could not be read from disk.
    Io,
    /// The program failed on it.
    Crashed,
}

const WORDS: [(Reason, &str); 8] = [
    (Reason::NotAPdf, "not_a_pdf"),
    (Reason::Damaged, "damaged"),
    (Reason::Encrypted, "encrypted"),
    (Reason::TooLarge, "too_large"),
    (Reason::TooSlow, "too_slow"),
    (Reason::NoText, "no_text"),
    (Reason::Io, "io"),
    (Reason::Crashed, "crashed"),
];

impl Reason {
    /// The contract's word.
    pub fn word(self) -> &'static str {
        WORDS.iter().find(|w| w.0 == self).map_or("damaged", |w| w.1)
    }

    /// The reason of a word; a word outside the set is `damaged`.
    pub fn of_word(word: &str) -> Self {
        WORDS.iter().find(|w| w.1 == word).map_or(Reason::Damaged, |w| w.0)
    }
}

/// A refused file: nothing of it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Which of the set.
    pub reason: Reason,
    /// What was expected and what was found, on one line.
    pub message: String,
}

impl Refusal {
    /// A refusal; line breaks in the message become spaces.
    pub fn new(reason: Reason, message: impl Into<String>) -> Self {
        Self { reason, message: message.into().replace(['\n', '\r'], " ") }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.reason.word(), self.message)
    }
}

impl std::error::Error for Refusal {}
