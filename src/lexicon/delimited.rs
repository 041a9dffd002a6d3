//! Users' lists as delimited text → rows of cells with their lines → what the lexicon reads from them.
//!
//! Takes text that another room decoded: tabs, commas or semicolons between the cells, quotes as CSV
//! writes them, `="000001"` as spreadsheets do. Refuses a quote that swallows lines: what stands in
//! them would be lost.

use super::import::{UserRow, read_lines};
use super::import_error::ImportError;

/// Lines that say which separator a text has.
const LOOKED: usize = 20;

/// Reads a list from delimited text.
pub fn read_text(text: &str) -> Result<Vec<UserRow>, ImportError> {
    let text = text.trim_start_matches('\u{FEFF}');
    read_lines(&cells(text, delimiter(text))?)
}

fn delimiter(text: &str) -> u8 {
    let count = |c: u8| text.lines().take(LOOKED).map(|l| l.bytes().filter(|b| *b == c).count()).sum::<usize>();
    // of equal counts the later: a list of one column has none, and a comma is the common one
    [b';', b'\t', b','].into_iter().max_by_key(|c| count(*c)).unwrap_or(b',')
}

fn cells(text: &str, delimiter: u8) -> Result<Vec<(usize, Vec<String>)>, ImportError> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let (mut rows, mut line, mut counted) = (Vec::new(), 1, 0);
    for record in reader.records() {
        // text is UTF-8 and rows may be of any length: the reader has nothing else to refuse
        let Ok(record) = record else { continue };
        // the reader's own line is that of the blank lines before a record
        let at = record.position().map_or(counted, |p| p.byte() as usize).min(text.len());
        let blank = text.as_bytes()[at..].iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
        line += text.as_bytes()[counted..at + blank].iter().filter(|b| **b == b'\n').count();
        counted = at + blank;
        let row: Vec<String> = record.iter().map(cell).collect();
        if let Some(at) = row.iter().position(|c| swallows(c, delimiter)) {
            let found = row[at].chars().take_while(|c| *c != '\n').take(20).collect();
            return Err(ImportError::Quote { line, column: at + 1, found });
        }
        rows.push((line, row));
    }
    Ok(rows)
}

/// `="000001"` is how a spreadsheet is told that digits are text.
fn cell(text: &str) -> String {
    let text = text.strip_prefix("=\"").and_then(|t| t.strip_suffix('"')).unwrap_or(text);
    text.trim().to_owned()
}

/// A cell over lines with separators in it was opened by a quote that is not its own; a header's cell
/// may be of two lines.
fn swallows(cell: &str, delimiter: u8) -> bool {
    cell.contains('\n') && (cell.contains(char::from(delimiter)) || cell.matches('\n').count() > 3)
}
