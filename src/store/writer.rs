//! The one writer of a store: batches of reports, in an order that survives a kill anywhere.
//!
//! `put` writes the journal and the JSON files, the caller commits its index, `mark_done` writes the
//! catalogue in one transaction and drops the journal. Each step may be repeated without harm.

use super::files::{Layout, write_many, write_whole};
use super::reader::Store;
use super::{Batch, Entry, StoreError, put};
use crate::report::Report;
use rusqlite::params;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// A store open for writing; holds its lock until dropped.
pub struct Writer {
    store: Store,
    unreadable: Vec<String>,
    _lock: fs::File,
}

impl Writer {
    /// Opens the store at `root`, or makes one; a catalogue that was removed is made anew from the reports.
    pub fn open(root: &Path) -> Result<Self, StoreError> {
        let layout = Layout::new(root);
        layout.create()?;
        let lock = layout.take_lock()?;
        layout.sweep()?;
        let mut writer = Self { store: Store::make(layout)?, unreadable: Vec::new(), _lock: lock };
        writer.refill()?;
        Ok(writer)
    }

    /// The store as a reader sees it.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Ids of reports that could not be read when the catalogue was made anew; their files are not seen.
    pub fn unreadable(&self) -> &[String] {
        &self.unreadable
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

    /// The batch that was under way when the last writer was stopped, with those of its reports that can be
    /// read; entries whose report cannot are left out, so that their files are read again.
    pub fn left_over(&self) -> Result<Option<(Batch, Vec<Report>)>, StoreError> {
        let path = self.store.layout.journal();
        let text = match fs::read(&path) {
            Ok(text) => text,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(e) => return Err(StoreError::io("read", &path)(e)),
        };
        // a journal that is none says nothing: what it was to bring in was not seen, and is read again
        let journal = serde_json::from_slice::<Batch>(&text).ok();
        let last = self.store.last_batch()?;
        let Some(mut batch) = journal.filter(|b| b.number > last) else {
            fs::remove_file(&path).map_err(StoreError::io("remove", &path))?;
            return Ok(None);
        };
        let ids: BTreeSet<&String> = batch.entries.iter().filter_map(|e| e.report.as_ref()).collect();
        let reports: Vec<Report> = ids.into_iter().filter_map(|id| self.store.report(id).ok()).collect();
        let of = |id: &String| reports.iter().find(|r| r.report.report_id == *id);
        batch.entries.retain(|e| e.report.as_ref().is_none_or(|id| of(id).is_some()));
        // a report that was being read anew may still be the old one on disk: its own words say which
        for entry in &mut batch.entries {
            if let Some(r) = entry.report.as_ref().and_then(of) {
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
        done(&transaction, batch.number, batch.entries.len(), reports.len())?;
        transaction.commit()
    }

    /// Fills an empty catalogue from the reports on disk: in one transaction, for half of them under a
    /// batch's number would pass for all.
    fn refill(&mut self) -> Result<(), StoreError> {
        let journal = fs::read(self.store.layout.journal()).unwrap_or_default();
        let first = serde_json::from_slice::<Batch>(&journal).is_ok_and(|b| b.number == 1);
        if self.store.last_batch()? > 0 || first {
            return Ok(());
        }
        let ids = self.store.layout.report_ids()?;
        if !ids.is_empty() {
            self.unreadable = self.fill(&ids).map_err(|e| self.store.sql_error(e))?;
        }
        Ok(())
    }

    /// Puts the reports into the catalogue as its first batch; gives the ids of those that cannot be read.
    fn fill(&self, ids: &[String]) -> rusqlite::Result<Vec<String>> {
        let transaction = self.store.db().unchecked_transaction()?;
        let mut unreadable = Vec::new();
        for id in ids {
            match self.store.report(id) {
                Ok(report) => put::put(&transaction, &report)?,
                Err(_) => unreadable.push(id.clone()),
            }
        }
        done(&transaction, 1, 0, ids.len() - unreadable.len())?;
        transaction.commit()?;
        Ok(unreadable)
    }
}

fn done(db: &rusqlite::Connection, number: u64, files: usize, reports: usize) -> rusqlite::Result<()> {
    let sql = "INSERT OR REPLACE INTO batch VALUES (?1, ?2, ?3)";
    db.execute(sql, params![number as i64, files as i64, reports as i64]).map(|_| ())
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
