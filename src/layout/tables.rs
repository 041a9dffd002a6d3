//! Grids → table passages and cells; tables that go on over pages.

use super::document::{Passage, PassageKind, Table, TableCell};
use super::emit::Text;
use super::grid::Grid;
use crate::span::BBox;

/// The text of a grid: cells joined by tabs, rows by line feeds.
pub(super) fn passage(kind: PassageKind, page: u32, grid: &Grid) -> Option<Passage> {
    let mut text = Text::default();
    for row in &grid.rows {
        let mut column = 0;
        if !text.is_empty() {
            text.gap("\n");
        }
        for (n, piece) in row.iter().enumerate() {
            let same_cell = n > 0 && row[n - 1].from == piece.from;
            while column < piece.from {
                text.gap("\t");
                column += 1;
            }
            let joint = same_cell && joint(&row[n - 1].run.text, &piece.run.text);
            text.add(page, &piece.run, if joint { " " } else { "" });
        }
    }
    text.finish(kind)
}

/// What the last caption said, and the table that may go on.
#[derive(Debug, Default)]
pub(super) struct Open {
    caption: Option<(String, String)>,
    /// Page, headers and extent of the table that ended last, unless its source came.
    last: Option<(u32, Vec<String>, BBox)>,
}

impl Open {
    pub(super) fn captioned(&mut self, number: &str, caption: &str) {
        self.caption = Some((number.to_owned(), caption.to_owned()));
        self.last = None;
    }

    /// A source line ends a table and its caption.
    pub(super) fn close(&mut self) {
        self.caption = None;
        self.last = None;
    }

    /// Adds a grid's cells to the table it carries on, or as a new one.
    pub(super) fn add(&mut self, tables: &mut Vec<Table>, passage: usize, page: u32, bbox: BBox, grid: &Grid) {
        let own: Vec<String> = (0..grid.columns).map(|c| grid.header(c)).collect();
        let before = self.last.take().filter(|(p, headers, b)| {
            page == p + 1 && headers.len() == grid.columns && (b.x0 - bbox.x0).abs() < 20.0 && self.caption.is_none()
        });
        let mut skip = grid.header_rows;
        let headers = match before {
            Some((_, known, _)) => {
                // the header is repeated, or the body goes on at once
                if grid.header_rows > 0 && own != known {
                    skip = 0;
                }
                known
            }
            None => {
                let (number, caption) = self.caption.take().unwrap_or_default();
                tables.push(Table { passage, number, caption, cells: Vec::new() });
                own
            }
        };
        if let Some(table) = tables.last_mut() {
            cells(table, page, passage, grid, skip, &headers);
        }
        self.last = Some((page, headers, bbox));
    }
}

/// Whether a blank stands between two lines of one cell: none between Han characters, none behind a
/// hyphen, which in a cell joins a name's parts (`Qwen-` over `Image`) and divides no word.
fn joint(above: &str, below: &str) -> bool {
    let (a, b) = (above.chars().next_back(), below.chars().next());
    a.zip(b).is_some_and(|(a, b)| a != '-' && !super::repair::joins(a, b))
}

fn cells(table: &mut Table, page: u32, passage: usize, grid: &Grid, skip: usize, headers: &[String]) {
    let done = table.cells.last().map_or(0, |c| c.row);
    for (number, row) in (done + 1..).zip(&grid.rows[skip.min(grid.rows.len())..]) {
        let mut column = usize::MAX;
        for piece in row {
            if piece.from == column
                && let Some(cell) = table.cells.last_mut()
            {
                if joint(&cell.value, &piece.run.text) {
                    cell.value.push(' ');
                }
                cell.value.push_str(&piece.run.text);
                continue;
            }
            column = piece.from;
            let header = headers.get(column).cloned().unwrap_or_default();
            table.cells.push(TableCell {
                page,
                passage,
                row: number,
                column: column as u32 + 1,
                header,
                value: piece.run.text.clone(),
            });
        }
    }
}
