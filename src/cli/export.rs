//! `yanbao export`: a table into a file or onto standard output.

use super::Ended;
use super::args::{ByName, Export, ExportFormat, TableName};
use super::filters;
use super::output::{self, Hinted, say, to_file, to_stdout};
use crate::export::{self, By, Format, TickerOptions};
use crate::store::{Store, Table};
use std::io::Write;
use std::path::Path;

pub fn run(store: &Path, typed: &Export) -> anyhow::Result<Ended> {
    let store = Store::open(store)?;
    let filter = filters::meant(&store, &typed.filters)?;
    let options = TickerOptions { by: by(typed.by), top: typed.top, only_new: typed.only_new };
    let format = format(typed)?;
    let write = |out: &mut dyn Write| {
        Ok(match table(typed.table) {
            Some(table) => export::write(&store, table, &filter, format, out)?,
            None => export::write_tickers(&store, &filter, options, format, out)?,
        })
    };
    let rows = match &typed.output {
        Some(path) => to_file(path, write)?,
        None => to_stdout(write)?,
    };
    if let Some(path) = &typed.output {
        say(&format!("{rows} rows in {}", path.display()));
    }
    Ok(Ended::Well)
}

fn format(typed: &Export) -> anyhow::Result<Format> {
    let ending = typed.output.as_ref().and_then(|p| p.extension()).map(|e| e.to_string_lossy().to_ascii_lowercase());
    let named = match (typed.format, ending.as_deref()) {
        (Some(format), _) => Some(format),
        (None, Some("jsonl" | "ndjson")) => Some(ExportFormat::Jsonl),
        (None, Some("md")) => Some(ExportFormat::Md),
        (None, Some("parquet")) => Some(ExportFormat::Parquet),
        (None, Some("xlsx")) => Some(ExportFormat::Xlsx),
        (None, Some(_)) => Some(ExportFormat::Csv),
        (None, None) => None,
    };
    Ok(match named {
        Some(ExportFormat::Csv) => Format::Csv,
        Some(ExportFormat::Jsonl) => Format::Jsonl,
        Some(ExportFormat::Md) => Format::Md,
        Some(binary @ (ExportFormat::Parquet | ExportFormat::Xlsx)) => {
            if typed.output.is_none() && output::screen().is_some() {
                return Err(Hinted::error("expected a file for a binary format, found a terminal", "name one with -o"));
            }
            if binary == ExportFormat::Xlsx { Format::Xlsx } else { Format::Parquet }
        }
        None if typed.output.is_some() => Format::Csv,
        None => output::screen().map_or(Format::Csv, |width| Format::Screen { width }),
    })
}

fn by(name: ByName) -> By {
    match name {
        ByName::Week => By::Week,
        ByName::Month => By::Month,
        ByName::Report => By::Report,
        ByName::Broker => By::Broker,
        ByName::All => By::All,
    }
}

fn table(name: TableName) -> Option<Table> {
    Some(match name {
        TableName::Mentions => Table::Mentions,
        TableName::Facts => Table::Facts,
        TableName::Quantities => Table::Quantities,
        TableName::Periods => Table::Periods,
        TableName::Figures => Table::Figures,
        TableName::Tables => Table::Tables,
        TableName::Reports => Table::Reports,
        TableName::Passages => Table::Passages,
        TableName::Tickers => return None,
    })
}
