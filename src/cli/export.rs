//! `yanbao export`: a table into a file or onto standard output.

use super::Ended;
use super::args::{ByName, Export, ExportFormat, TableName};
use super::output::{self, Hinted, say, to_file, to_stdout};
use super::{filters, names};
use crate::export::{self, By, Format, TickerOptions};
use crate::store::{Store, Table};
use std::cell::OnceCell;
use std::io::Write;
use std::path::Path;

pub fn run(root: &Path, typed: &Export) -> anyhow::Result<Ended> {
    let store = Store::open(root)?;
    names::say_if_older(root, &store)?;
    let lexicon = OnceCell::new();
    let lexicon = || match lexicon.get() {
        Some(lexicon) => Ok(lexicon),
        None => names::lexicon(root).map(|l| lexicon.get_or_init(|| l)),
    };
    let filter = filters::meant(&store, &typed.filters, lexicon)?;
    let options = TickerOptions { by: by(typed.by), top: typed.top, only_new: typed.only_new };
    let format = format(typed)?;
    if typed.bom && format != Format::Csv {
        return Err(Hinted::error("expected csv with --bom, found another format", "add --format csv"));
    }
    let write = |out: &mut dyn Write| {
        if typed.bom {
            out.write_all("\u{FEFF}".as_bytes())?;
        }
        Ok(match table(typed.table) {
            Some(table) => export::write(&store, table, &filter, format, out)?,
            None if typed.table == TableName::Comentions => {
                export::write_comentions(&store, &filter, options.top, format, out)?
            }
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
        (None, Some("csv")) => Some(ExportFormat::Csv),
        (None, Some(other)) => {
            let message = format!("expected an ending that names a format, found .{other}");
            return Err(Hinted::error(message, "use .csv .jsonl .md .parquet or .xlsx, or add --format"));
        }
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
        TableName::Tickers | TableName::Comentions => return None,
    })
}
