//! Writing the index: one commit a batch, its number in the commit's payload.

use super::error::SearchError;
use super::fields::{FORMAT, Fields, register, schema};
use super::stream::WordList;
use crate::layout::PassageKind;
use crate::report::{PassageRow, Report};
use std::collections::BTreeSet;
use std::path::Path;
use tantivy::indexer::IndexWriter;
use tantivy::{Index, TantivyDocument, Term};

/// Memory of the one indexing thread; above tantivy's floor of 15 MB. A batch of 64 reports needs about 20 MB.
const MEMORY: usize = 48 << 20;

/// What the last commit says of the index.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct State {
    /// Format of fields and cutting.
    pub format: u32,
    /// Number of the last batch in it; 0 for an empty index.
    pub batch: u64,
    /// Hash of the lexicon whose names the words were cut with.
    pub lexicon: String,
}

/// The index open for writing. One at a time: the store's lock sees to that.
pub struct Indexer {
    writer: IndexWriter,
    fields: Fields,
    state: State,
    path: String,
}

/// What the last commit says; an index that was never committed to is an empty one of this format.
pub(super) fn state(index: &Index) -> State {
    match index.load_metas().ok().and_then(|m| m.payload) {
        Some(payload) => serde_json::from_str(&payload).unwrap_or_default(),
        None => State { format: FORMAT, ..State::default() },
    }
}

impl Indexer {
    /// Opens the index at `folder`, or makes one. One of another format, or one that cannot be opened,
    /// is thrown away: [`State::batch`] is 0 then, and the caller fills it from the reports.
    pub fn open(folder: &Path, words: WordList, lexicon: &str) -> Result<Self, SearchError> {
        let path = folder.display().to_string();
        let wrong = |source| SearchError::Index { path: path.clone(), source };
        let old = Index::open_in_dir(folder).ok().filter(|i| state(i).format == FORMAT && i.schema() == schema().0);
        let index = match old {
            Some(index) => index,
            None => fresh(folder).map_err(wrong)?,
        };
        register(&index, words);
        let mut state = state(&index);
        state.format = FORMAT;
        if state.batch == 0 {
            state.lexicon = lexicon.to_owned(); // else it stays that of the texts already cut
        }
        let writer = index.writer_with_num_threads(1, MEMORY).map_err(wrong)?;
        Ok(Self { writer, fields: schema().1, state, path })
    }

    /// From the next commit on, the index is one of this lexicon: all its texts were cut with its names.
    pub fn set_lexicon(&mut self, lexicon: &str) {
        self.state.lexicon = lexicon.to_owned();
    }

    /// What the last commit said; of an empty index, this program's format and lexicon.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// Adds a report's passages; those of an earlier reading of it go. Seen after [`Indexer::commit`].
    pub fn add(&mut self, report: &Report) -> Result<(), SearchError> {
        let f = self.fields;
        let id = number(&report.report.report_id);
        self.writer.delete_term(Term::from_field_u64(f.report, id));
        let mut per_passage = Vec::from_iter(report.passages.iter().map(|_| BTreeSet::new()));
        for m in &report.mentions {
            per_passage[m.passage as usize - 1].insert((f.ids, m.id.clone()));
        }
        for fact in &report.facts {
            per_passage[fact.passage as usize - 1].insert((f.facts, fact.kind.as_str().to_owned()));
        }
        for (passage, tags) in report.passages.iter().zip(per_passage) {
            let mut document = self.document(report, id, passage);
            for (field, tag) in tags {
                document.add_text(field, tag);
            }
            self.writer.add_document(document).map_err(|source| self.wrong(source))?;
        }
        Ok(())
    }

    fn document(&self, report: &Report, id: u64, passage: &PassageRow) -> TantivyDocument {
        let f = self.fields;
        let r = &report.report;
        let mut d = TantivyDocument::new();
        d.add_text(f.words, &passage.text);
        d.add_text(f.grams, &passage.text);
        d.add_u64(f.report, id);
        d.add_u64(f.passage, u64::from(passage.passage));
        d.add_u64(f.date, r.published_on.as_deref().map_or(0, date));
        d.add_text(f.kind, r.kind.as_str());
        for (field, value) in [(f.title, &r.title), (f.broker, &r.broker), (f.industry, &r.industry)] {
            if let Some(value) = value {
                d.add_text(field, value);
            }
        }
        for analyst in &r.analysts {
            d.add_text(f.analyst, &analyst.name);
            if !analyst.licence.is_empty() {
                d.add_text(f.analyst, &analyst.licence);
            }
        }
        let running = passage.kind.is_running_text() || passage.kind == PassageKind::Table;
        d.add_u64(f.running, u64::from(running));
        d
    }

    /// Makes everything added so far stand, as batch `number`.
    pub fn commit(&mut self, number: u64) -> Result<(), SearchError> {
        self.state.batch = number;
        let payload = serde_json::to_string(&self.state).unwrap_or_default();
        let path = self.path.clone();
        let wrong = |source| SearchError::Index { path: path.clone(), source };
        let mut prepared = self.writer.prepare_commit().map_err(wrong)?;
        prepared.set_payload(&payload);
        prepared.commit().map_err(wrong)?;
        Ok(())
    }

    /// Empties the index, to be filled from the reports.
    pub fn clear(&mut self) -> Result<(), SearchError> {
        self.writer.delete_all_documents().map(|_| ()).map_err(|source| self.wrong(source))
    }

    /// Waits until its files are merged, and closes it.
    pub fn close(self) -> Result<(), SearchError> {
        let path = self.path;
        self.writer.wait_merging_threads().map_err(|source| SearchError::Index { path, source })
    }

    fn wrong(&self, source: tantivy::TantivyError) -> SearchError {
        SearchError::Index { path: self.path.clone(), source }
    }
}

/// An empty index in an emptied folder.
fn fresh(folder: &Path) -> tantivy::Result<Index> {
    if folder.exists() {
        std::fs::remove_dir_all(folder)?;
    }
    std::fs::create_dir_all(folder)?;
    Index::create_in_dir(folder, schema().0)
}

/// A report's id as a number: its 16 hex digits.
pub(super) fn number(id: &str) -> u64 {
    u64::from_str_radix(id, 16).unwrap_or_default()
}

/// `2026-03-05` as 20260305; 0 for what is no date.
pub(super) fn date(iso: &str) -> u64 {
    iso.replace('-', "").parse().unwrap_or_default()
}
