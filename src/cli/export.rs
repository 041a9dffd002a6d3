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
    let what = what(typed)?;
    let format = format(typed)?;
    if typed.bom && format != Format::Csv {
        return Err(Hinted::error("expected csv with --bom, found another format", "add --format csv"));
    }
    let write = |out: &mut dyn Write| {
        if typed.bom {
            out.write_all("\u{FEFF}".as_bytes())?;
        }
        Ok(match what {
            What::Rows(table) => export::write(&store, table, &filter, format, out)?,
            What::Subjects => export::write_subjects(&store, &filter, typed.top, format, out)?,
            What::Comentions => export::write_comentions(&store, &filter, typed.top, format, out)?,
            What::Tickers(by) => {
                let options = TickerOptions { by, top: typed.top, only_new: typed.only_new };
                export::write_tickers(&store, &filter, options, format, out)?
            }
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

/// Which of the doors of `export` is meant.
#[derive(Clone, Copy)]
enum What {
    Rows(Table),
    Tickers(By),
    Comentions,
    Subjects,
}

fn what(typed: &Export) -> anyhow::Result<What> {
    let by = typed.by.map(|by| match by {
        ByName::Week => Some(By::Week),
        ByName::Month => Some(By::Month),
        ByName::Report => Some(By::Report),
        ByName::Broker => Some(By::Broker),
        ByName::All => Some(By::All),
        ByName::Subject => None,
    });
    match (typed.table, by) {
        (TableName::Facts, Some(None)) => return Ok(What::Subjects),
        (TableName::Tickers, Some(Some(by))) => return Ok(What::Tickers(by)),
        (_, Some(_)) => {
            let hint = "tickers can be had by week, month, report, broker or all, facts by subject";
            return Err(Hinted::error("expected a table that --by is of, found another", hint));
        }
        (_, None) => {}
    }
    Ok(match typed.table {
        TableName::Tickers => What::Tickers(By::Week),
        TableName::Comentions => What::Comentions,
        TableName::Mentions => What::Rows(Table::Mentions),
        TableName::Facts => What::Rows(Table::Facts),
        TableName::Quantities => What::Rows(Table::Quantities),
        TableName::Periods => What::Rows(Table::Periods),
        TableName::Figures => What::Rows(Table::Figures),
        TableName::Tables => What::Rows(Table::Tables),
        TableName::Reports => What::Rows(Table::Reports),
        TableName::Passages => What::Rows(Table::Passages),
    })
}
