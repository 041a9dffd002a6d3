//! An open store: reports by id, passages by place.
//!
//! Readers need no lock: they see the last whole batch, also while another yanbao writes.

use super::StoreError;
use super::files::Layout;
use super::{put, schema};
use crate::report::Report;
use rusqlite::{Connection, OpenFlags, OptionalExtension};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A store open for reading.
pub struct Store {
    pub(super) layout: Layout,
    db: Connection,
}

/// A passage with what a reader wants to see beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)] // the columns of the contract
pub struct Passage {
    pub report_id: String,
    pub file: String,
    pub broker: Option<String>,
    pub title: Option<String>,
    pub published_on: Option<String>,
    pub page: u32,
    pub passage: u32,
    pub kind: String,
    pub text: String,
}

impl Store {
    /// Opens a store that stands.
    pub fn open(root: &Path) -> Result<Self, StoreError> {
        let layout = Layout::new(root);
        layout.check()?;
        let path = layout.catalogue();
        if !path.exists() {
            return Err(StoreError::NoCatalogue(root.to_owned()));
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let db = Connection::open_with_flags(&path, flags)
            .and_then(|db| db.busy_timeout(std::time::Duration::from_secs(10)).map(|()| db))
            .map_err(StoreError::sql(&path))?;
        Ok(Self { layout, db })
    }

    /// Opens or makes a store for the writer, who holds its lock.
    pub(super) fn make(layout: Layout) -> Result<Self, StoreError> {
        let path = layout.catalogue();
        let wrong = StoreError::sql(&path);
        let db = Connection::open(&path).map_err(&wrong)?;
        db.busy_timeout(std::time::Duration::from_secs(10)).map_err(&wrong)?;
        db.pragma_update(None, "journal_mode", "WAL").map_err(&wrong)?;
        // the journal of the batch goes once the catalogue has it: the catalogue must be on disk by then
        db.pragma_update(None, "synchronous", "FULL").map_err(&wrong)?;
        schema::make(&db).map_err(&wrong)?;
        db.set_prepared_statement_cache_capacity(64);
        Ok(Self { layout, db })
    }

    pub(super) fn db(&self) -> &Connection {
        &self.db
    }

    pub(super) fn sql_error(&self, error: rusqlite::Error) -> StoreError {
        StoreError::sql(&self.layout.catalogue())(error)
    }

    /// The folder of the index.
    pub fn search_folder(&self) -> PathBuf {
        self.layout.search()
    }

    /// A stored report.
    pub fn report(&self, id: &str) -> Result<Report, StoreError> {
        read_report(&self.layout, id)
    }

    /// Tells by id whether a report's file is whole: by its end alone or, `thorough`, by reading it.
    pub fn whole_reports(&self, thorough: bool) -> impl Fn(&str) -> bool + Sync + use<> {
        let layout = self.layout.clone();
        move |id| layout.has_report(id) && (!thorough || read_report(&layout, id).is_ok())
    }

    /// Ids of all reports whose JSON stands on disk, sorted.
    pub fn ids_on_disk(&self) -> Result<Vec<String>, StoreError> {
        self.layout.report_ids()
    }

    /// Ids of all reports in the catalogue, sorted.
    pub fn ids(&self) -> Result<Vec<String>, StoreError> {
        self.texts("SELECT report_id FROM report ORDER BY 1", &[])
    }

    /// Number of the last batch done; 0 where there is none.
    pub fn last_batch(&self) -> Result<u64, StoreError> {
        let number = self.db.query_row("SELECT coalesce(max(number), 0) FROM batch", [], |r| r.get::<_, i64>(0));
        number.map(|n| n as u64).map_err(|e| self.sql_error(e))
    }

    /// Reports that a word means: a whole id, a prefix of ids, or the name of a file they were read
    /// from; where none has that name, those whose file's name holds the word (four characters or more).
    pub fn reports_named(&self, word: &str) -> Result<Vec<String>, StoreError> {
        let ids = self.texts(
            "SELECT report_id FROM report WHERE report_id = ?1 OR
               (length(?1) >= 4 AND substr(report_id, 1, length(?1)) = lower(?1)) ORDER BY 1",
            &[word],
        )?;
        if !ids.is_empty() {
            return Ok(ids);
        }
        let files = self.texts(
            "SELECT report_id FROM report WHERE file = ?1
             UNION SELECT report_id FROM file WHERE report_id IS NOT NULL
               AND (path = ?1 OR substr(path, -length(?1) - 1) = '/' || ?1) ORDER BY 1",
            &[word],
        )?;
        if !files.is_empty() || word.chars().count() < 4 {
            return Ok(files);
        }
        let part = "SELECT report_id FROM report WHERE instr(lower(file), lower(?1)) > 0 ORDER BY 1";
        self.texts(part, &[word])
    }

    /// Paths that a report's bytes were read from, sorted.
    pub fn paths(&self, id: &str) -> Result<Vec<String>, StoreError> {
        self.texts("SELECT path FROM file WHERE report_id = ?1 ORDER BY 1", &[id])
    }

    /// The first path of every report, by its id; a report whose file was never looked at has none.
    pub fn report_paths(&self) -> Result<BTreeMap<String, String>, StoreError> {
        let sql = "SELECT report_id, min(path) FROM file WHERE report_id IS NOT NULL GROUP BY 1";
        let wrong = |e| self.sql_error(e);
        let mut statement = self.db.prepare(sql).map_err(wrong)?;
        let rows = statement.query_map([], |r| Ok((r.get(0)?, r.get(1)?))).map_err(wrong)?;
        rows.collect::<Result<_, _>>().map_err(wrong)
    }

    /// The report of which this one is another issue; none where it is the first.
    pub fn duplicate_of(&self, id: &str) -> Result<Option<String>, StoreError> {
        let of = self.db.query_row("SELECT duplicate_of FROM report WHERE report_id = ?1", [id], |r| r.get(0));
        of.optional().map(Option::flatten).map_err(|e| self.sql_error(e))
    }

    /// A passage; none where the catalogue has no such report yet.
    pub fn passage(&self, id: &str, passage: u32) -> Result<Option<Passage>, StoreError> {
        let sql = "SELECT r.report_id, r.file, r.broker, r.title, r.published_on, p.page, p.passage, p.kind, p.text
                   FROM report r JOIN passage p ON p.report = r.report WHERE r.report_id = ?1 AND p.passage = ?2";
        let row = |r: &rusqlite::Row<'_>| {
            Ok(Passage {
                report_id: r.get(0)?,
                file: r.get(1)?,
                broker: r.get(2)?,
                title: r.get(3)?,
                published_on: r.get(4)?,
                page: r.get(5)?,
                passage: r.get(6)?,
                kind: r.get(7)?,
                text: r.get(8)?,
            })
        };
        let mut statement = self.db.prepare_cached(sql).map_err(|e| self.sql_error(e))?;
        statement.query_row(rusqlite::params![id, passage], row).optional().map_err(|e| self.sql_error(e))
    }

    /// How many rows of each kind the catalogue holds of a report: `(table, rows)`; empty where it is not known.
    pub fn row_counts(&self, id: &str) -> Result<Vec<(&'static str, u64)>, StoreError> {
        let Some(number) = put::number_of(&self.db, id).map_err(|e| self.sql_error(e))? else { return Ok(Vec::new()) };
        let count = |table: super::Table| {
            let sql = format!("SELECT count(*) FROM {} WHERE report = ?1", table.rows());
            self.db.query_row(&sql, [number], |r| r.get::<_, i64>(0)).map(|n| (table.name(), n as u64))
        };
        super::Table::ALL.into_iter().skip(1).map(count).collect::<Result<_, _>>().map_err(|e| self.sql_error(e))
    }

    pub(super) fn texts(&self, sql: &str, values: &[&str]) -> Result<Vec<String>, StoreError> {
        let wrong = |e| self.sql_error(e);
        let mut statement = self.db.prepare_cached(sql).map_err(wrong)?;
        let rows = statement.query_map(rusqlite::params_from_iter(values), |r| r.get(0)).map_err(wrong)?;
        rows.collect::<Result<_, _>>().map_err(wrong)
    }
}

fn read_report(layout: &Layout, id: &str) -> Result<Report, StoreError> {
    let path = layout.report(id);
    let text = std::fs::read_to_string(&path).map_err(StoreError::io("read", &path))?;
    serde_json::from_str(&text).map_err(|source| StoreError::Report { path, source })
}
