//! Store and index brought together again: after a kill, after the index was removed, after a change of format.

use super::error::IngestError;
use crate::search::{Indexer, WordList};
use crate::store::Writer;
use std::collections::BTreeSet;
use std::path::Path;

/// The two, in step.
pub struct Open {
    /// The store.
    pub writer: Writer,
    /// Its index.
    pub indexer: Indexer,
    /// What had to be done, in words; empty where nothing had.
    pub repaired: Vec<String>,
    /// Ids of reports that could not be read from the store.
    pub broken: BTreeSet<String>,
}

/// Opens or makes a store and its index. A batch that was under way is brought to its end; an index that
/// is not of the last batch is made anew from the reports. Doing it twice changes nothing.
pub fn open(root: &Path, words: WordList, lexicon: &str) -> Result<Open, IngestError> {
    let mut writer = Writer::open(root)?;
    let mut indexer = Indexer::open(&writer.store().search_folder(), words, lexicon)?;
    let mut broken = writer.unreadable().to_vec();
    let mut repaired = Vec::new();
    let left = writer.left_over()?;
    let last = writer.store().last_batch()?;
    let next = left.as_ref().map(|(batch, _)| batch.number);
    let of_index = indexer.state().batch;
    if of_index != last && Some(of_index) != next {
        let ids = writer.store().ids()?;
        indexer.clear()?;
        indexer.set_lexicon(lexicon);
        let mut added = 0;
        for id in ids {
            match writer.store().report(&id) {
                Ok(report) => {
                    indexer.add(&report)?;
                    added += 1;
                }
                Err(_) => broken.push(id),
            }
        }
        indexer.commit(last)?;
        if added > 0 {
            repaired.push(format!("the index was made anew from {added} reports"));
        }
    }
    if let Some((batch, reports)) = left {
        if indexer.state().batch != batch.number {
            for report in &reports {
                indexer.add(report)?;
            }
            indexer.commit(batch.number)?;
        }
        writer.mark_done(&batch, &reports)?;
        repaired.push(format!("batch {} of a run that was stopped was brought to its end", batch.number));
    }
    repaired.extend(broken.iter().map(|id| format!("report {id} cannot be read: its file is read again")));
    Ok(Open { writer, indexer, repaired, broken: broken.into_iter().collect() })
}
