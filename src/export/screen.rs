//! A table for a terminal: columns aligned by display width, long cells cut, at most one line a row.
//!
//! Widths are taken from the first rows; later rows that are wider are cut to them.

use super::error::ExportError;
use super::format::{Columns, plain};
use crate::store::Cell;
use std::io::Write;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Rows whose widths decide those of the columns.
const LOOK: usize = 200;
/// No column is cut below this unless the terminal is too narrow for all of them.
const LEAST: usize = 8;

/// Aligned columns.
pub struct Screen<'a> {
    out: &'a mut dyn Write,
    width: usize,
    held: Vec<Vec<String>>,
    widths: Option<Vec<usize>>,
    rows: u64,
}

impl<'a> Screen<'a> {
    pub(super) fn open(columns: Columns, width: usize, out: &'a mut dyn Write) -> Self {
        Self { out, width: width.max(20), held: vec![columns.0], widths: None, rows: 0 }
    }

    pub(super) fn row(&mut self, cells: &[Cell]) -> Result<(), ExportError> {
        self.rows += 1;
        let cells = cells.iter().map(|c| plain(c).replace(['\n', '\r', '\t'], " ")).collect();
        self.held.push(cells);
        if self.widths.is_some() || self.held.len() > LOOK { self.spill() } else { Ok(()) }
    }

    pub(super) fn end(mut self) -> Result<u64, ExportError> {
        self.spill()?;
        self.out.flush()?;
        Ok(self.rows)
    }

    fn spill(&mut self) -> Result<(), ExportError> {
        let held = std::mem::take(&mut self.held);
        let widths = self.widths.get_or_insert_with(|| widths(&held, self.width));
        for row in held {
            let last = row.len() - 1;
            let mut line = String::new();
            for (i, (cell, width)) in row.iter().zip(widths.iter()).enumerate() {
                let cell = cut(cell, *width);
                line.push_str(&cell);
                if i < last {
                    line.push_str(&" ".repeat(width + 2 - cell.width()));
                }
            }
            writeln!(self.out, "{}", line.trim_end())?;
        }
        Ok(())
    }
}

/// Natural widths, the widest cut again and again until all fit.
fn widths(rows: &[Vec<String>], total: usize) -> Vec<usize> {
    let mut widths = vec![1; rows[0].len()];
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.width());
        }
    }
    let gaps = 2 * (widths.len() - 1);
    while widths.iter().sum::<usize>() + gaps > total {
        let Some(widest) = widths.iter_mut().max().filter(|w| **w > LEAST) else { break };
        *widest -= 1;
    }
    widths
}

/// At most `width` columns of the text, `…` at the end where it was longer.
fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut used = 1;
    for c in text.chars() {
        used += c.width().unwrap_or(0);
        if used > width {
            break;
        }
        kept.push(c);
    }
    kept.push('…');
    kept
}
