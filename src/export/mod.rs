//! The contract's tables written out: csv, jsonl, md, parquet, xlsx, or aligned for a terminal.
//!
//! Takes rows of the catalogue, writes them to any writer, columns and order exactly the contract's. Numbers
//! are written exactly, an unknown value is empty (`null` in JSON and parquet). A terminal's counts have a
//! small bar behind them; refuses more rows than a sheet holds.

mod bar;
mod comentions;
mod error;
mod format;
mod markdown;
mod parquet;
mod screen;
mod subjects;
mod text;
mod tickers;
mod xlsx;

pub use error::ExportError;
pub use format::{Columns, Format, Sink};
pub use markdown::write_markdown;
pub use tickers::{By, TickerOptions};

use crate::store::{Cell, Filter, Store, Table};
use std::io::Write;

/// Where the tables of counts have the count that they are ranked by.
const RANKED_BY: usize = 4;

/// Writes a table of the store; gives the number of its rows.
pub fn write(
    store: &Store,
    table: Table,
    filter: &Filter,
    format: Format,
    out: &mut dyn Write,
) -> Result<u64, ExportError> {
    let mut sink = format.open(Columns::of(table.columns()), out)?;
    if format == Format::Xlsx {
        sink.link(store.report_paths()?);
    }
    store.select(table, filter, |row| sink.row(row))??;
    sink.end()
}

/// Writes the ticker-mention table; gives the number of its rows.
pub fn write_tickers(
    store: &Store,
    filter: &Filter,
    options: TickerOptions,
    format: Format,
    out: &mut dyn Write,
) -> Result<u64, ExportError> {
    counted(&tickers::COLUMNS, tickers::rows(store, filter, options)?, format, out)
}

/// Writes facts by subject: statements of the same thing in one row, at most `top` a unit; gives the number of rows.
pub fn write_subjects(
    store: &Store,
    filter: &Filter,
    top: Option<usize>,
    format: Format,
    out: &mut dyn Write,
) -> Result<u64, ExportError> {
    listed(subjects::COLUMNS.to_vec(), &subjects::rows(store, filter, top)?, format, out)
}

/// Writes the pairs of companies that stand together, at most `top`; gives the number of rows.
pub fn write_comentions(
    store: &Store,
    filter: &Filter,
    top: Option<usize>,
    format: Format,
    out: &mut dyn Write,
) -> Result<u64, ExportError> {
    counted(&comentions::COLUMNS, comentions::rows(store, filter, top)?, format, out)
}

/// Rows of counts; both tables have the one they are ranked by in the fifth column.
fn counted(
    columns: &[&'static str],
    mut rows: Vec<Vec<Cell>>,
    format: Format,
    out: &mut dyn Write,
) -> Result<u64, ExportError> {
    let mut columns = columns.to_vec();
    if let Format::Screen { .. } = format {
        columns.push("");
        bar::add(&mut rows, RANKED_BY);
    }
    listed(columns, &rows, format, out)
}

fn listed(columns: Vec<&str>, rows: &[Vec<Cell>], format: Format, out: &mut dyn Write) -> Result<u64, ExportError> {
    let mut sink = format.open(Columns::of(columns), out)?;
    rows.iter().try_for_each(|row| sink.row(row))?;
    sink.end()
}
