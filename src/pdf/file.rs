//! Opening a file and turning its pages one after the other.
//!
//! Takes bytes, gives pages and what the file says of itself. Tries the empty password. Refuses
//! what is no PDF, what is damaged past repair and what is locked by a password.

use super::annotations;
use super::budget::{self, Budget};
use super::fonts::Fonts;
use super::interpret::Interpreter;
use super::matrix::Matrix;
use super::optional::Optional;
use super::page::{Page, Quality};
use super::{quality, repeat};
use crate::note::Note;
use hayro_syntax::metadata::Metadata;
use hayro_syntax::object::DateTime;
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf, PdfVersion};
use rayon::prelude::*;
use std::ops::Range;

/// Why a file cannot be opened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PdfError {
    /// There is no `%PDF-` in its first kilobytes and nothing else of a PDF either.
    #[error("expected a PDF, found no PDF header")]
    NotAPdf,
    /// No page could be found, also not by searching for objects.
    #[error("expected pages, found none that can be repaired")]
    Damaged,
    /// It needs a password other than the empty one, or an algorithm nobody documents.
    #[error("locked by a password")]
    Encrypted,
    /// More pages than any report has.
    #[error("expected at most {max} pages, found {found}")]
    TooLarge {
        /// The limit.
        max: usize,
        /// What the file has.
        found: usize,
    },
}

impl PdfError {
    /// The word of the contract's fixed set (section 6).
    pub fn reason(&self) -> &'static str {
        match self {
            Self::NotAPdf => "not_a_pdf",
            Self::Damaged => "damaged",
            Self::Encrypted => "encrypted",
            Self::TooLarge { .. } => "too_large",
        }
    }
}

/// What a file says of itself.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Info {
    /// The producing software.
    pub producer: Option<String>,
    /// `1.7`.
    pub version: String,
    /// Whether it is encrypted (with the empty password).
    pub encrypted: bool,
    /// Date of creation.
    pub created: Option<jiff::civil::Date>,
}

/// A file, read.
#[derive(Debug, Clone, PartialEq)]
pub struct File {
    /// In order, never empty.
    pub pages: Vec<Page>,
    /// What it says of itself.
    pub info: Info,
    /// Oddities.
    pub notes: Vec<Note>,
}

/// Reads all pages of the PDF in `bytes`.
///
/// # Errors
/// [`PdfError`] where nothing of it can be read; whatever is odd inside is a note.
pub fn read(bytes: &[u8]) -> Result<File, PdfError> {
    let (pdf, encrypted) = open(bytes)?;
    let info = info(pdf.metadata(), pdf.version(), encrypted);
    let (pages, notes) = pages(&pdf);
    Ok(File { pages, info, notes })
}

/// Opens the PDF in `bytes`, with at least one page and no more than the budget allows; and whether it is
/// encrypted.
pub(super) fn open(bytes: &[u8]) -> Result<(Pdf, bool), PdfError> {
    let head = &bytes[..bytes.len().min(4096)];
    let has_header = head.windows(5).any(|w| w == b"%PDF-");
    let encrypted = memchr::memmem::find(bytes, b"/Encrypt").is_some();
    let pdf = Pdf::new(bytes.to_vec()).map_err(|e| match e {
        LoadPdfError::Decryption(DecryptionError::InvalidEncryption | DecryptionError::MissingIDEntry)
            if !encrypted =>
        {
            PdfError::Damaged
        }
        LoadPdfError::Decryption(_) => PdfError::Encrypted,
        LoadPdfError::Invalid if has_header => PdfError::Damaged,
        LoadPdfError::Invalid => PdfError::NotAPdf,
    })?;
    let count = pdf.pages().len();
    if count == 0 {
        return Err(PdfError::Damaged);
    }
    if count > budget::PAGES {
        return Err(PdfError::TooLarge { max: budget::PAGES, found: count });
    }
    Ok((pdf, encrypted))
}

/// All pages in order; a long file's in stretches side by side, each with its own fonts.
fn pages(pdf: &Pdf) -> (Vec<Page>, Vec<Note>) {
    let count = pdf.pages().len();
    if count < budget::LONG {
        return stretch(pdf, 0..count, 1);
    }
    let parts = count.div_ceil(budget::STRETCH);
    let ranges: Vec<Range<usize>> =
        (0..parts).map(|i| i * budget::STRETCH..((i + 1) * budget::STRETCH).min(count)).collect();
    let read: Vec<(Vec<Page>, Vec<Note>)> = ranges.into_par_iter().map(|r| stretch(pdf, r, parts as u32)).collect();
    let (mut pages, mut notes) = (Vec::with_capacity(count), Vec::new());
    for (p, n) in read {
        pages.extend(p);
        notes.extend(n);
    }
    (pages, notes)
}

/// The pages of one stretch of `parts`.
fn stretch(pdf: &Pdf, range: Range<usize>, parts: u32) -> (Vec<Page>, Vec<Note>) {
    let fonts = Fonts::new();
    let optional = Optional::new(pdf);
    let mut budget = Budget::new(parts);
    let mut notes = Vec::new();
    let mut pages = Vec::with_capacity(range.len());
    for (index, source) in pdf.pages().iter().enumerate().take(range.end).skip(range.start) {
        let number = index as u32 + 1;
        let (width, height) = source.render_dimensions();
        let base = Matrix(source.initial_transform(true).as_coeffs());
        budget.turn();
        let mut reader = Interpreter::new(&fonts, &optional, &mut budget, base, (width, height));
        if let Some(content) = source.page_stream() {
            reader.run(content, source.resources());
        }
        annotations::draw(&mut reader, source);
        let (mut drawn, odd) = reader.finish();
        notes.extend(odd.into_iter().map(|message| Note::new("pdf", Some(number), message)));
        repeat::merge(&mut drawn.glyphs);
        let mut page = Page {
            number,
            width,
            height,
            glyphs: drawn.glyphs,
            faces: drawn.faces,
            rules: drawn.rules,
            fills: drawn.fills,
            images: drawn.images,
            drawings: drawn.drawings,
            quality: Quality::Empty,
        };
        page.quality = quality::judge(&page);
        if page.quality == Quality::Garbled {
            notes.push(Note::new(
                "pdf",
                Some(number),
                "the page's text is garbled: most characters have no known meaning",
            ));
        }
        pages.push(page);
    }
    (pages, notes)
}

fn info(metadata: &Metadata, version: PdfVersion, encrypted: bool) -> Info {
    let version = match version {
        PdfVersion::Pdf10 => "1.0",
        PdfVersion::Pdf11 => "1.1",
        PdfVersion::Pdf12 => "1.2",
        PdfVersion::Pdf13 => "1.3",
        PdfVersion::Pdf14 => "1.4",
        PdfVersion::Pdf15 => "1.5",
        PdfVersion::Pdf16 => "1.6",
        PdfVersion::Pdf17 => "1.7",
        PdfVersion::Pdf20 => "2.0",
    };
    Info {
        producer: metadata.producer.as_deref().map(text_string).filter(|s| !s.trim().is_empty()),
        version: version.to_owned(),
        encrypted,
        created: metadata.creation_date.as_ref().and_then(date),
    }
}

fn date(d: &DateTime) -> Option<jiff::civil::Date> {
    jiff::civil::Date::new(i16::try_from(d.year).ok()?, i8::try_from(d.month).ok()?, i8::try_from(d.day).ok()?).ok()
}

/// A PDF text string (ISO 32000-2, 7.9.2.2): UTF-16 or UTF-8 with its mark, else one byte a
/// character; Chinese producers also write plain GBK.
pub(super) fn text_string(bytes: &[u8]) -> String {
    let (text, _) = match bytes {
        [0xFE, 0xFF, rest @ ..] => encoding_rs::UTF_16BE.decode_without_bom_handling(rest),
        [0xFF, 0xFE, rest @ ..] => encoding_rs::UTF_16LE.decode_without_bom_handling(rest),
        [0xEF, 0xBB, 0xBF, rest @ ..] => encoding_rs::UTF_8.decode_without_bom_handling(rest),
        _ => match encoding_rs::GBK.decode_without_bom_handling(bytes) {
            (text, false) => (text, false),
            _ => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes),
        },
    };
    text.chars().filter(|c| !c.is_control()).collect()
}
