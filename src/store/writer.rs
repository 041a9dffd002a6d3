//! The one writer of a store: batches of reports, in an order that survives a kill anywhere.
//!
//! `put` writes the journal and the JSON files, the caller commits its index, `mark_done` writes the
//! catalogue in one transaction and drops the journal. Each step may be repeated without harm.

use super::files::{Layout, write_many, write_whole};
use super::reader::Store;
use super::{Batch, Entry, StoreError, put};
use crate::report::Report;
use fs4::FileExt;
use rusqlite::params;
use std::fs;
use std::path::Path;

/// A store open for writing; holds its lock until dropped.
pub struct Writer {
    store: Store,
    _lock: fs::File,
}

impl Writer {
    /// Opens the store at `root`, or makes one; a catalogue that was removed is made anew from the reports.
    pub fn open(root: &Path) -> Result<Self, StoreError> {
        let layout = Layout::new(root);
        layout.create()?;
        let path = layout.lock();
        let open = fs::OpenOptions::new().create(true).truncate(false).write(true).open(&path);
        let lock = open.map_err(StoreError::io("open", &path))?;
        FileExt::try_lock(&lock).map_err(|_| StoreError::Locked(root.to_owned()))?;
        let mut writer = Self { store: Store::make(layout)?, _lock: lock };
        writer.refill()?;
        Ok(writer)
    }

    /// The store as a reader sees it.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Writes the journal, then every report's JSON.
    pub fn put(&self, batch: &Batch, reports: &[Report]) -> Result<(), StoreError> {
        let path = self.store.layout.journal();
        let text = serde_json::to_vec(batch).map_err(|source| StoreError::Report { path: path.clone(), source })?;
        write_whole(&path, &text)?;
        let layout = &self.store.layout;
        let path = |report: &Report| layout.report(&report.report.report_id);
        write_many(reports, path, |report| {
            let wrong = |source| StoreError::Report { path: path(report), source };
            let mut text = serde_json::to_vec(report).map_err(wrong)?;
            text.push(b'\n');
            Ok(text)
        })
    }

    /// Marks the batch done: its reports' rows, its files, its number, in one transaction.
    pub fn mark_done(&mut self, batch: &Batch, reports: &[Report]) -> Result<(), StoreError> {
        self.write_rows(batch, reports).map_err(|e| self.store.sql_error(e))?;
        let journal = self.store.layout.journal();
        match fs::remove_file(&journal) {
            Err(e) if e.kind() != std::io::ErrorKind::NotFound => Err(StoreError::io("remove", &journal)(e)),
            _ => Ok(()),
        }
    }

    /// The batch that was under way when the last writer was stopped, with those of its reports that are on
    /// disk; entries whose report is not are left out, so that their files are read again.
    pub fn left_over(&self) -> Result<Option<(Batch, Vec<Report>)>, StoreError> {
        let path = self.store.layout.journal();
        let text = match fs::read(&path) {
            Ok(text) => text,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(e) => return Err(StoreError::io("read", &path)(e)),
        };
        self.store.layout.sweep()?;
        let mut batch: Batch =
            serde_json::from_slice(&text).map_err(|source| StoreError::Report { path: path.clone(), source })?;
        if batch.number <= self.store.last_batch()? {
            fs::remove_file(&path).map_err(StoreError::io("remove", &path))?;
            return Ok(None);
        }
        let on_disk = |id: &String| self.store.layout.report(id).exists();
        batch.entries.retain(|e| e.report.as_ref().is_none_or(on_disk));
        let mut ids: Vec<&String> = batch.entries.iter().filter_map(|e| e.report.as_ref()).collect();
        ids.dedup();
        let reports = ids.into_iter().map(|id| self.store.report(id)).collect::<Result<Vec<_>, _>>()?;
        // a report that was being read anew may still be the old one on disk: its own words say which
        for entry in &mut batch.entries {
            if let Some(r) = reports.iter().find(|r| Some(&r.report.report_id) == entry.report.as_ref()) {
                entry.version.clone_from(&r.report.version);
                entry.lexicon.clone_from(&r.report.lexicon);
            }
        }
        Ok(Some((batch, reports)))
    }

    fn write_rows(&mut self, batch: &Batch, reports: &[Report]) -> rusqlite::Result<()> {
        let transaction = self.store.db().unchecked_transaction()?;
        for report in reports {
            put::put(&transaction, report)?;
        }
        for entry in &batch.entries {
            file(&transaction, entry, batch.number)?;
        }
        transaction.execute(
            "INSERT OR REPLACE INTO batch VALUES (?1, ?2, ?3)",
            params![batch.number as i64, batch.entries.len() as i64, reports.len() as i64],
        )?;
        transaction.commit()
    }

    /// Fills an empty catalogue from the reports on disk.
    fn refill(&mut self) -> Result<(), StoreError> {
        let journal = fs::read(self.store.layout.journal()).unwrap_or_default();
        let first = serde_json::from_slice::<Batch>(&journal).is_ok_and(|b| b.number == 1);
        if self.store.last_batch()? > 0 || first {
            return Ok(());
        }
        let ids = self.store.layout.report_ids()?;
        for (i, ids) in ids.chunks(64).enumerate() {
            let reports = ids.iter().map(|id| self.store.report(id)).collect::<Result<Vec<_>, _>>()?;
            let batch = Batch { number: i as u64 + 1, entries: Vec::new() };
            self.write_rows(&batch, &reports).map_err(|e| self.store.sql_error(e))?;
        }
        Ok(())
    }
}

fn file(db: &rusqlite::Connection, entry: &Entry, batch: u64) -> rusqlite::Result<()> {
    let sql = "INSERT OR REPLACE INTO file VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11)";
    let result = if entry.report.is_some() { "stored" } else { "refused" };
    db.prepare_cached(sql)?.execute(params![
        entry.path,
        entry.size as i64,
        entry.mtime,
        entry.blake3,
        entry.report,
        result,
        entry.reason,
        entry.message,
        entry.version,
        entry.lexicon,
        batch as i64
    ])?;
    Ok(())
}
