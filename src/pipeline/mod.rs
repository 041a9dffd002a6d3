//! The bytes of one file → its report. Touches no disk, no clock; the same bytes give the same report.
//!
//! Takes PDFs and plain text (UTF-8 with or without its mark, else GB18030); which of the two a file is,
//! its first bytes say, not its name alone. Refuses what no reader can open and what holds no text,
//! with a reason of the contract's fixed set.

mod decode;
mod refusal;

pub use refusal::{Reason, Refusal};

use crate::facts;
use crate::layout::{self, Document};
use crate::lexicon::Lexicon;
use crate::note::Note;
use crate::pdf;
use crate::report::{FileData, PdfInfo, Report, assemble};
use crate::tag::{self, Frame};

/// What the file was before it became a document.
#[derive(Default)]
struct Opened {
    document: Document,
    pdf: Option<PdfInfo>,
    created: Option<jiff::civil::Date>,
    notes: Vec<Note>,
}

/// Reads one file. `file_name` is its name without folder: it serves where the text prints no date.
pub fn read(bytes: &[u8], file_name: &str, lexicon: &Lexicon) -> Result<Report, Refusal> {
    read_hashed(bytes, &blake3::hash(bytes).to_hex(), file_name, lexicon)
}

/// As [`read`], of bytes whose BLAKE3 is known, as 64 hex digits.
pub fn read_hashed(bytes: &[u8], blake3: &str, file_name: &str, lexicon: &Lexicon) -> Result<Report, Refusal> {
    let Opened { document, pdf, created, mut notes } = open(bytes, file_name)?;
    if document.passages.iter().all(|p| p.text.trim().is_empty()) {
        return Err(Refusal::new(Reason::NoText, "expected text, found none on any page"));
    }
    let head = facts::head(&document, lexicon, file_name, created);
    let frame = Frame {
        published_on: head.published_on,
        company: Some(head.company.clone()).filter(|c| !c.is_empty()),
        broker: Some(head.broker.clone()).filter(|b| !b.is_empty()),
    };
    let tags = tag::tag(&document, lexicon, &frame);
    let facts = facts::read(&document, &tags, &head, lexicon);
    notes.extend(facts::limits(&document, &tags));
    let file = FileData {
        name: file_name.to_owned(),
        blake3: blake3.to_owned(),
        bytes: bytes.len() as u64,
        pdf,
        lexicon: lexicon.hash().to_owned(),
        notes,
    };
    Ok(assemble(&document, &tags, &facts, &head, file))
}

fn open(bytes: &[u8], file_name: &str) -> Result<Opened, Refusal> {
    if is_text(bytes, file_name) {
        let text = decode::decode(bytes)?;
        return Ok(Opened { document: layout::plain(&text), ..Opened::default() });
    }
    let file = pdf::read(bytes).map_err(|e| Refusal::new(Reason::of_word(e.reason()), e.to_string()))?;
    Ok(Opened {
        document: layout::arrange(&file.pages),
        pdf: Some(PdfInfo {
            producer: file.info.producer.filter(|p| !p.is_empty()),
            version: file.info.version,
            encrypted: file.info.encrypted,
        }),
        created: file.info.created,
        notes: file.notes,
    })
}

/// A text file is one by its name, unless its first bytes are a PDF's.
fn is_text(bytes: &[u8], file_name: &str) -> bool {
    let name = file_name.to_ascii_lowercase();
    (name.ends_with(".txt") || name.ends_with(".md")) && !bytes.starts_with(b"%PDF-")
}
