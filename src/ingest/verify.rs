//! Every stored report against the catalogue and the index, and against itself.

use super::error::IngestError;
use crate::report::{Report, SCHEMA_VERSION, report_id};
use crate::search::{Index, WordList};
use crate::store::Store;
use std::collections::{BTreeMap, BTreeSet};

/// Something that does not agree.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// Report id; empty where it concerns the whole store.
    pub report: String,
    /// What was expected and what was found.
    pub message: String,
}

/// Checks the store; gives the number of reports and what does not agree, sorted by report.
pub fn verify(store: &Store) -> Result<(usize, Vec<Problem>), IngestError> {
    let mut problems = Vec::new();
    let mut wrong = |report: &str, message: String| problems.push(Problem { report: report.to_owned(), message });
    let index = Index::open(&store.search_folder(), WordList::new(Vec::new()))?;
    let (last, of_index) = (store.last_batch()?, index.state().batch);
    if last != of_index {
        wrong("", format!("expected an index of batch {last}, found {of_index}: the next ingest brings them together"));
    }
    let known: BTreeSet<String> = store.ids()?.into_iter().collect();
    let on_disk: BTreeSet<String> = store.ids_on_disk()?.into_iter().collect();
    let indexed: BTreeMap<String, u64> = index.reports()?.into_iter().collect();
    for id in on_disk.difference(&known) {
        wrong(id, "expected a row in the catalogue, found none".into());
    }
    for id in indexed.keys().filter(|id| !known.contains(*id)) {
        wrong(id, "expected no passages in the index, found some of a report that the catalogue does not have".into());
    }
    for id in &known {
        let report = match store.report(id) {
            Ok(report) => report,
            Err(e) => {
                let cause = std::error::Error::source(&e).map(|s| format!(": {s}")).unwrap_or_default();
                wrong(id, format!("{e}{cause}"));
                continue;
            }
        };
        itself(id, &report).into_iter().for_each(|m| wrong(id, m));
        rows(store, &report)?.into_iter().for_each(|m| wrong(id, m));
        let (expected, found) = (report.passages.len() as u64, indexed.get(id).copied().unwrap_or(0));
        if expected != found {
            wrong(id, format!("expected {expected} passages in the index, found {found}"));
        }
    }
    problems.sort();
    Ok((known.len(), problems))
}

/// The report against itself: its id, and every text at its place.
fn itself(id: &str, report: &Report) -> Vec<String> {
    let mut wrong = Vec::new();
    if report.schema_version != SCHEMA_VERSION {
        wrong.push(format!("expected schema version {SCHEMA_VERSION}, found {}", report.schema_version));
    }
    if report.report.report_id != id || report_id(&report.report.blake3) != id {
        wrong.push(format!("expected the id of its file's name, found {}", report.report.report_id));
    }
    let texts: Vec<Vec<char>> = report.passages.iter().map(|p| p.text.chars().collect()).collect();
    let mut place = |what: &str, passage: u32, start: u32, end: u32, text: &str| {
        let found = texts.get((passage as usize).wrapping_sub(1)).and_then(|t| t.get(start as usize..end as usize));
        if found.is_none_or(|f| f.iter().copied().ne(text.chars())) {
            wrong.push(format!("expected {what} {text:?} at {start}..{end} of passage {passage}, found other text"));
        }
    };
    report.mentions.iter().for_each(|m| place("the mention", m.passage, m.start, m.end, &m.text));
    report.quantities.iter().for_each(|q| place("the quantity", q.passage, q.start, q.end, &q.text));
    report.periods.iter().for_each(|p| place("the period", p.passage, p.start, p.end, &p.text));
    report.facts.iter().for_each(|f| place("the quote", f.passage, f.start, f.end, &f.quote));
    wrong
}

/// The report's rows against the catalogue's.
fn rows(store: &Store, report: &Report) -> Result<Vec<String>, IngestError> {
    let expected: BTreeMap<&str, usize> = BTreeMap::from([
        ("mentions", report.mentions.len()),
        ("facts", report.facts.len()),
        ("quantities", report.quantities.len()),
        ("periods", report.periods.len()),
        ("figures", report.figures.len()),
        ("tables", report.tables.len()),
        ("passages", report.passages.len()),
    ]);
    let found = store.row_counts(&report.report.report_id)?;
    let differs = found.into_iter().filter(|(table, n)| expected.get(table).is_some_and(|e| *e as u64 != *n));
    let message = |(table, n): (&str, u64)| format!("expected {} rows in {table}, found {n}", expected[table]);
    Ok(differs.map(message).collect())
}
