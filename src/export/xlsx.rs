//! A table as an Excel sheet: frozen bold header, autofilter, number and date formats, links to the files.
//!
//! A number is a number where Excel's 15 digits hold it exactly, else text. A cell longer than Excel's
//! 32,767 characters is cut with `…`; more rows than a sheet holds are refused. Same rows, same bytes.

use super::error::ExportError;
use super::format::{Columns, plain};
use crate::store::Cell;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Url, Workbook, Worksheet, XlsxError};
use std::collections::BTreeMap;
use std::io::Write;

/// Rows of a sheet below its header.
const ROWS: u32 = 1_048_575;
/// Characters of a cell.
const CHARACTERS: usize = 32_767;
/// Links of a sheet.
const LINKS: u32 = 65_000;
/// Characters of a link.
const LINK: usize = 2_000;

/// A sheet under way; held until the end.
pub struct Xlsx<'a> {
    out: &'a mut dyn Write,
    columns: Columns,
    sheet: Worksheet,
    formats: Formats,
    paths: BTreeMap<String, String>,
    links: u32,
    rows: u32,
}

struct Formats {
    whole: Format,
    decimal: Format,
    measure: Format,
    date: Format,
}

fn wrong(error: XlsxError) -> ExportError {
    ExportError::Format { format: "xlsx", message: error.to_string() }
}

impl<'a> Xlsx<'a> {
    pub(super) fn open(columns: Columns, out: &'a mut dyn Write) -> Result<Self, ExportError> {
        let mut sheet = Worksheet::new();
        let head = Format::new().set_bold().set_align(FormatAlign::Top);
        for (at, name) in (0..).zip(&columns.0) {
            sheet.write_string_with_format(0, at, name.as_str(), &head).map_err(wrong)?;
            sheet.set_column_width(at, width(name)).map_err(wrong)?;
        }
        sheet.set_freeze_panes(1, 0).map_err(wrong)?;
        let formats = Formats {
            whole: Format::new().set_num_format("#,##0"),
            decimal: Format::new().set_num_format("#,##0.0#########"),
            measure: Format::new().set_num_format("0.00"),
            date: Format::new().set_num_format("yyyy-mm-dd"),
        };
        Ok(Self { out, columns, sheet, formats, paths: BTreeMap::new(), links: 0, rows: 0 })
    }

    pub(super) fn link(&mut self, paths: BTreeMap<String, String>) {
        self.paths = paths;
    }

    pub(super) fn row(&mut self, cells: &[Cell]) -> Result<(), ExportError> {
        if self.rows == ROWS {
            return Err(ExportError::TooManyRows(ROWS));
        }
        self.rows += 1;
        let report = match cells.first() {
            Some(Cell::Text(id)) => self.paths.get(id).filter(|p| p.chars().count() < LINK).cloned(),
            _ => None,
        };
        for (at, cell) in (0..).zip(cells) {
            let name = self.columns.0.get(usize::from(at)).map_or("", String::as_str);
            match (name, &report, cell) {
                ("file", Some(path), Cell::Text(file)) if self.links < LINKS => {
                    self.links += 1;
                    let url = Url::new(url(path)).set_text(cut(file));
                    self.sheet.write_url(self.rows, at, url).map_err(wrong)?;
                }
                _ => cell_at(&mut self.sheet, self.rows, at, name, cell, &self.formats).map_err(wrong)?,
            }
        }
        Ok(())
    }

    pub(super) fn end(mut self) -> Result<u64, ExportError> {
        let last = u16::try_from(self.columns.0.len().saturating_sub(1)).unwrap_or(0);
        self.sheet.autofilter(0, 0, self.rows, last).map_err(wrong)?;
        let mut book = Workbook::new();
        // no clock: the same rows are the same bytes
        let made = ExcelDateTime::from_ymd(2000, 1, 1).map_err(wrong)?;
        book.set_properties(&DocProperties::new().set_creation_datetime(&made));
        book.push_worksheet(self.sheet);
        let bytes = book.save_to_buffer().map_err(wrong)?;
        self.out.write_all(&bytes)?;
        self.out.flush()?;
        Ok(u64::from(self.rows))
    }
}

fn cell_at(sheet: &mut Worksheet, row: u32, at: u16, name: &str, cell: &Cell, f: &Formats) -> Result<(), XlsxError> {
    match cell {
        Cell::Null => {}
        // a whole number of a table is far below 2^53
        Cell::Int(n) => drop(sheet.write_number_with_format(row, at, *n as f64, &f.whole)?),
        Cell::Real(r) => drop(sheet.write_number_with_format(row, at, *r, &f.measure)?),
        Cell::Bool(b) => drop(sheet.write_boolean(row, at, *b)?),
        Cell::Number(digits) => match exact(digits) {
            Some(n) => {
                let format = if digits.contains('.') { &f.decimal } else { &f.whole };
                sheet.write_number_with_format(row, at, n, format)?;
            }
            None => drop(sheet.write_string(row, at, digits.as_str())?),
        },
        Cell::Text(text) if name.ends_with("_on") && text.len() == 10 => match ExcelDateTime::parse_from_str(text) {
            Ok(date) => drop(sheet.write_datetime_with_format(row, at, &date, &f.date)?),
            Err(_) => drop(sheet.write_string(row, at, text.as_str())?),
        },
        Cell::Text(_) | Cell::Json(_) => drop(sheet.write_string(row, at, cut(&plain(cell)))?),
    }
    Ok(())
}

/// The link to a file. The writer takes a Unix path behind `file:` for a relative one; schemes are the
/// same in capitals (RFC 3986, 3.1), which it leaves as they are.
fn url(path: &str) -> String {
    match path.strip_prefix('/') {
        Some(path) => format!("FILE:///{}", path.replace('%', "%25").replace('#', "%23").replace(' ', "%20")),
        None => format!("file:///{path}"),
    }
}

/// The number, where 15 significant digits are all it has.
fn exact(digits: &str) -> Option<f64> {
    let bare: String = digits.chars().filter(char::is_ascii_digit).collect();
    let significant = bare.trim_start_matches('0').trim_end_matches('0');
    (significant.len() <= 15).then(|| digits.parse().ok()).flatten()
}

fn cut(text: &str) -> String {
    // Excel counts UTF-16 units
    if text.encode_utf16().count() <= CHARACTERS {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut used = 1;
    for c in text.chars() {
        used += c.len_utf16();
        if used > CHARACTERS {
            break;
        }
        kept.push(c);
    }
    kept.push('…');
    kept
}

/// Columns of a sheet in characters, by what they hold.
fn width(name: &str) -> f64 {
    match name {
        "text" | "quote" | "caption" | "value" | "object" => 60.0,
        "file" | "title" | "header" | "section" | "source" => 36.0,
        "report_id" | "subject" | "said_by" | "name" | "analysts" => 20.0,
        _ => 13.0,
    }
}

#[cfg(test)]
mod tests {
    use super::{cut, exact, url};

    #[test]
    fn links_are_whole_paths() {
        assert_eq!(url("/in/100% #1.pdf"), "FILE:///in/100%25%20%231.pdf");
        assert_eq!(url(r"C:\in\a.pdf"), r"file:///C:\in\a.pdf");
    }

    #[test]
    fn numbers_are_exact_or_text() {
        assert_eq!(exact("75000000000000000000"), Some(7.5e19));
        assert_eq!(exact("-0.05"), Some(-0.05));
        assert_eq!(exact("1234567890123456"), None);
        assert_eq!(exact("533.3333333333333333333333"), None);
        assert_eq!(cut(&"算".repeat(40_000)).chars().count(), 32_767);
    }
}
