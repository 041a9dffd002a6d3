//! A user's list of securities on disk → its rows of cells → what the lexicon reads from them.
//!
//! Text in UTF-8, UTF-16 with a mark or GB18030; xls and xlsx by their first bytes, whatever the file is
//! called. Of a workbook the first sheet with a header that is understood. Gives all rows or none.

use crate::lexicon::{ImportError, UserRow, read_rows, read_text};
use calamine::{Data, Reader};
use std::io::Cursor;
use std::panic::catch_unwind;
use std::path::Path;

/// No exchange's list is near this many bytes.
const LARGEST: u64 = 64 << 20;

/// Why a list was not read.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs)] // the messages are the documentation
pub enum ListError {
    #[error(transparent)]
    Io(#[from] std::io::Error),
    #[error("expected a list of at most 64 MB, found {0} bytes")]
    TooLarge(u64),
    #[error("expected an xls or xlsx workbook, found other bytes: {0}")]
    Workbook(String),
    #[error(transparent)]
    Rows(#[from] ImportError),
}

/// Reads a list.
pub fn read_list(path: &Path) -> Result<Vec<UserRow>, ListError> {
    let size = std::fs::metadata(path)?.len();
    if size > LARGEST {
        return Err(ListError::TooLarge(size));
    }
    let bytes = std::fs::read(path)?;
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        let failed = |_| ListError::Workbook("it cannot be taken apart".into());
        return catch_unwind(move || workbook(bytes)).map_err(failed)?;
    }
    Ok(read_text(&text(&bytes))?)
}

/// Bytes that are no text become marks, which the lexicon names by line and column.
fn text(bytes: &[u8]) -> String {
    if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned();
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => encoding_rs::GB18030.decode_without_bom_handling(bytes).0.into_owned(),
    }
}

fn workbook(bytes: Vec<u8>) -> Result<Vec<UserRow>, ListError> {
    let wrong = |e: calamine::Error| ListError::Workbook(e.to_string());
    let mut book = calamine::open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(wrong)?;
    let mut first = None;
    for name in book.sheet_names() {
        let range = book.worksheet_range(&name).map_err(wrong)?;
        // rows before the first filled one are not in the range; they count for the line
        let above = range.start().map_or(0, |s| s.0 as usize);
        let left = range.start().map_or(0, |s| s.1 as usize);
        let mut rows: Vec<Vec<String>> = vec![Vec::new(); above.min(1 << 20)];
        rows.extend(
            range.rows().map(|row| std::iter::repeat_n(String::new(), left).chain(row.iter().map(cell)).collect()),
        );
        match read_rows(&rows) {
            Err(e @ ImportError::NoHeader { .. }) => first = first.or(Some(e)),
            read => return Ok(read?),
        }
    }
    Err(first.unwrap_or(ImportError::NoHeader { lines: 0 }).into())
}

/// A number is written as its digits: a code that a spreadsheet took for one.
fn cell(data: &Data) -> String {
    match data {
        Data::String(s) => s.trim().to_owned(),
        Data::Float(f) => f.to_string(),
        Data::Int(i) => i.to_string(),
        Data::Bool(b) => b.to_string(),
        _ => String::new(),
    }
}
