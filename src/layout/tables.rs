//! Grids → table passages and cells; tables that go on over pages.

use super::document::{Passage, PassageKind, Table, TableCell};
use super::emit::Text;
use super::grid::{Grid, Piece};
use crate::span::{BBox, Span};

/// The text of a grid: cells joined by tabs, rows by line feeds; and where each piece stands in it, in the
/// grid's order.
pub(super) fn passage(kind: PassageKind, page: u32, grid: &Grid) -> Option<(Passage, Vec<Span>)> {
    let mut text = Text::default();
    let mut spans = Vec::new();
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
            let end = text.len();
            spans.push(text.add(page, &piece.run, if joint { " " } else { "" }).unwrap_or(Span::new(end, end)));
        }
    }
    Some((text.finish(kind)?, spans))
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
    pub(super) fn add(&mut self, tables: &mut Vec<Table>, at: Place<'_>, bbox: BBox, grid: &Grid) {
        let page = at.page;
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
                tables.push(Table { passage: at.passage, number, caption, cells: Vec::new() });
                own
            }
        };
        let headers = cells(tables, at, grid, skip, headers);
        self.last = Some((page, headers, bbox));
    }
}

/// Whether a blank stands between two lines of one cell: none between Han characters, none behind a
/// hyphen, which in a cell joins a name's parts (`Qwen-` over `Image`) and divides no word.
fn joint(above: &str, below: &str) -> bool {
    let (a, b) = (above.chars().next_back(), below.chars().next());
    a.zip(b).is_some_and(|(a, b)| a != '-' && !super::repair::joins(a, b))
}

/// Where a grid stands: its page, its passage, and each piece's place in that passage's text.
#[derive(Clone, Copy)]
pub(super) struct Place<'s> {
    pub(super) page: u32,
    pub(super) passage: usize,
    pub(super) spans: &'s [Span],
}

/// Adds the body's cells to the last table; a row that repeats the years of the header heads a table of its own
/// (statements below one another: 利润表, 主要财务比率). Gives the last header.
fn cells(tables: &mut Vec<Table>, at: Place<'_>, grid: &Grid, skip: usize, mut headers: Vec<String>) -> Vec<String> {
    let (head, body) = grid.rows.split_at(skip.min(grid.rows.len()));
    let mut spans = at.spans.iter().skip(head.iter().map(Vec::len).sum());
    let mut number = tables.last().and_then(|t| t.cells.last()).map_or(0, |c| c.row);
    for row in body {
        if is_header_again(row, &headers) {
            headers = vec![String::new(); grid.columns];
            row.iter().for_each(|p| headers[p.from].push_str(&p.run.text));
            spans.by_ref().take(row.len()).for_each(drop);
            tables.push(Table {
                passage: at.passage,
                number: String::new(),
                caption: String::new(),
                cells: Vec::new(),
            });
            number = 0;
            continue;
        }
        number += 1;
        let Some(table) = tables.last_mut() else { break };
        let mut column = usize::MAX;
        for (piece, span) in row.iter().zip(spans.by_ref()) {
            if piece.from == column
                && let Some(cell) = table.cells.last_mut()
            {
                if joint(&cell.value, &piece.run.text) {
                    cell.value.push(' ');
                }
                cell.value.push_str(&piece.run.text);
                cell.span.end = cell.span.end.max(span.end);
                continue;
            }
            column = piece.from;
            let header = headers.get(column).cloned().unwrap_or_default();
            table.cells.push(TableCell {
                page: at.page,
                passage: at.passage,
                span: *span,
                row: number,
                column: column as u32 + 1,
                header,
                value: piece.run.text.clone(),
            });
        }
    }
    headers
}

/// Whether a row's cells behind its label are the header's years once more, two at least.
fn is_header_again(row: &[Piece], headers: &[String]) -> bool {
    let year = |text: &str| {
        let digits: String = text.chars().take(4).collect();
        digits.starts_with("20") && digits.len() == 4 && digits.chars().all(|c| c.is_ascii_digit()) && text.len() <= 6
    };
    let years: Vec<&Piece> = row.iter().filter(|p| p.from > 0).collect();
    let same =
        |p: &&Piece| year(p.run.text.trim()) && headers.get(p.from).is_some_and(|h| h.ends_with(p.run.text.trim()));
    years.len() >= 2 && years.iter().all(same) && row.iter().all(|p| p.from < headers.len())
}
