//! PDF bytes → pages of glyphs, rules, filled boxes and images, in points from the top left.
//!
//! Takes the bytes of one file, gives its pages in order with every drawn character on them.
//! Knows nothing of reading order, words or meaning. Refuses only what cannot be opened at all.
//! (Placeholder: the room is built elsewhere.)
#![allow(missing_docs)]

use crate::note::Note;

#[derive(Debug, Clone, Default)]
pub struct Page;

#[derive(Debug, Clone, Default)]
pub struct Info {
    pub producer: Option<String>,
    pub version: String,
    pub encrypted: bool,
    pub created: Option<jiff::civil::Date>,
}

#[derive(Debug, Clone, Default)]
pub struct File {
    pub pages: Vec<Page>,
    pub info: Info,
    pub notes: Vec<Note>,
}

#[derive(Debug, Clone, thiserror::Error)]
pub enum PdfError {
    #[error("expected a PDF, found no %PDF- header")]
    NotAPdf,
    #[error("{0}")]
    Damaged(String),
}

impl PdfError {
    /// The word of the contract's fixed set.
    pub fn reason(&self) -> &'static str {
        match self {
            PdfError::NotAPdf => "not_a_pdf",
            PdfError::Damaged(_) => "damaged",
        }
    }
}

pub fn read(bytes: &[u8]) -> Result<File, PdfError> {
    if bytes.windows(5).take(1024).any(|w| w == b"%PDF-") {
        return Err(PdfError::Damaged("the PDF reader is not built yet".into()));
    }
    Err(PdfError::NotAPdf)
}
