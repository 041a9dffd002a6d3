//! The formats, and the one narrow door through which rows reach any of them.

use super::error::ExportError;
use super::parquet::Parquet;
use super::screen::Screen;
use super::text::{Csv, Jsonl, Md};
use super::xlsx::Xlsx;
use crate::store::Cell;
use std::collections::BTreeMap;
use std::io::Write;

/// How a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)] // the names say it
pub enum Format {
    Csv,
    Jsonl,
    Md,
    /// Aligned columns, for eyes alone: long cells are cut.
    Screen {
        /// Columns of the terminal.
        width: usize,
    },
    Parquet,
    Xlsx,
}

/// Column names in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns(pub Vec<String>);

impl Columns {
    /// From names.
    pub fn of<S: Into<String>>(names: Vec<S>) -> Self {
        Self(names.into_iter().map(Into::into).collect())
    }
}

/// Where rows go. `end` writes what is left and gives the number of rows.
pub enum Sink<'a> {
    #[doc(hidden)]
    Csv(Box<Csv<'a>>),
    #[doc(hidden)]
    Jsonl(Jsonl<'a>),
    #[doc(hidden)]
    Md(Md<'a>),
    #[doc(hidden)]
    Screen(Screen<'a>),
    #[doc(hidden)]
    Parquet(Box<Parquet<'a>>),
    #[doc(hidden)]
    Xlsx(Box<Xlsx<'a>>),
}

impl Format {
    /// Opens a table in the format; its header is written with the first row, or at the end.
    pub fn open<'a>(self, columns: Columns, out: &'a mut dyn Write) -> Result<Sink<'a>, ExportError> {
        Ok(match self {
            Format::Csv => Sink::Csv(Box::new(Csv::open(&columns, out)?)),
            Format::Jsonl => Sink::Jsonl(Jsonl::open(columns, out)),
            Format::Md => Sink::Md(Md::open(&columns, out)?),
            Format::Screen { width } => Sink::Screen(Screen::open(columns, width, out)),
            Format::Parquet => Sink::Parquet(Box::new(Parquet::open(&columns, out)?)),
            Format::Xlsx => Sink::Xlsx(Box::new(Xlsx::open(columns, out)?)),
        })
    }
}

impl Sink<'_> {
    /// Tells where the files of reports are, by report id; a format that has links links to them.
    pub fn link(&mut self, paths: BTreeMap<String, String>) {
        if let Sink::Xlsx(s) = self {
            s.link(paths);
        }
    }

    /// Writes a row; as many cells as there are columns.
    pub fn row(&mut self, cells: &[Cell]) -> Result<(), ExportError> {
        match self {
            Sink::Csv(s) => s.row(cells),
            Sink::Jsonl(s) => s.row(cells),
            Sink::Md(s) => s.row(cells),
            Sink::Screen(s) => s.row(cells),
            Sink::Parquet(s) => s.row(cells),
            Sink::Xlsx(s) => s.row(cells),
        }
    }

    /// Writes what is left; gives the number of rows.
    pub fn end(self) -> Result<u64, ExportError> {
        match self {
            Sink::Csv(s) => s.end(),
            Sink::Jsonl(s) => s.end(),
            Sink::Md(s) => s.end(),
            Sink::Screen(s) => s.end(),
            Sink::Parquet(s) => s.end(),
            Sink::Xlsx(s) => s.end(),
        }
    }
}

/// The cell as plain text; unknown is empty.
pub(super) fn plain(cell: &Cell) -> String {
    match cell {
        Cell::Null => String::new(),
        Cell::Int(i) => i.to_string(),
        Cell::Real(r) => r.to_string(),
        Cell::Text(t) | Cell::Number(t) | Cell::Json(t) => t.clone(),
        Cell::Bool(b) => b.to_string(),
    }
}
