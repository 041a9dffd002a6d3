//! The contract's tables written out: csv, jsonl, md, or aligned for a terminal.
//!
//! Takes rows of the catalogue, writes them to any writer, columns and order exactly the contract's. Numbers
//! are written exactly, an unknown value is empty (`null` in JSON). Parquet and xlsx are refused until
//! they are built: they take the same [`Columns`] and rows.

mod error;
mod format;
mod markdown;
mod screen;
mod text;
mod tickers;

pub use error::ExportError;
pub use format::{Columns, Format, Sink};
pub use markdown::write_markdown;
pub use tickers::{By, TickerOptions};

use crate::store::{Filter, Store, Table};
use std::io::Write;

/// Writes a table of the store; gives the number of its rows.
pub fn write(
    store: &Store,
    table: Table,
    filter: &Filter,
    format: Format,
    out: &mut dyn Write,
) -> Result<u64, ExportError> {
    let mut sink = format.open(Columns::of(table.columns()), out)?;
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
    let mut sink = format.open(Columns::of(tickers::COLUMNS.to_vec()), out)?;
    for row in tickers::rows(store, filter, options)? {
        sink.row(&row)?;
    }
    sink.end()
}
