//! The run: readers on all cores take files in order, one writer keeps them batch by batch.
//!
//! The readers and the writer are joined by a bounded channel, so that index and store are written while the
//! next files are read, and no more reports than the channel holds wait in memory. The writer puts what comes back into
//! the order of the files: the same folder gives the same store.

use super::error::IngestError;
use super::one::{Outcome, Reader, STACK, thread_name};
use super::recover::{self, Open};
use super::summary::{Event, Refused, Summary};
use super::walk::{self, Found};
use crate::lexicon::Lexicon;
use crate::report::Report;
use crate::search::WordList;
use crate::store::{Batch, Entry};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Instant;

/// Files a batch: the cost of a commit is shared, and a kill loses little.
const BATCH: usize = 64;

/// What is asked of a run.
pub struct Options<'a> {
    /// Files and folders.
    pub paths: &'a [PathBuf],
    /// The store's folder.
    pub store: &'a Path,
    /// Whether to read again what another version or lexicon read, and to look for damage in every report.
    pub again: bool,
    /// Files over this many bytes are `too_large`.
    pub largest: u64,
}

type Told<'a> = &'a (dyn Fn(Event) + Sync);

/// Runs. `stop` ends it after the batch; `tell` hears what happens, from any thread.
pub fn ingest(
    options: &Options<'_>,
    lexicon: &Lexicon,
    stop: &AtomicBool,
    tell: Told<'_>,
) -> Result<Summary, IngestError> {
    let begun = Instant::now();
    let (files, refused) = walk::walk(options.paths);
    if files.is_empty() && refused.len() == options.paths.len() {
        let paths = refused.iter().map(|r| r.path.as_str()).collect::<Vec<_>>().join(", ");
        return Err(IngestError::NothingThere(paths));
    }
    let words = WordList::new(lexicon.names());
    let open = recover::open(options.store, words, lexicon.hash())?;
    open.repaired.iter().for_each(|what| tell(Event::Repaired(what.clone())));
    let stored = open.writer.store().versions()?;
    let (broken, whole) = (open.broken.clone(), open.writer.store().whole_reports(options.again));
    let whole = |id: &str| !broken.contains(id) && whole(id);
    let reader = Reader { lexicon, largest: options.largest, again: options.again, stored: &stored, whole: &whole };
    let mut run = Run {
        open,
        summary: Summary::default(),
        lexicon: lexicon.hash().to_owned(),
        tell,
        done: BTreeSet::new(),
        entries: Vec::new(),
        reports: Vec::new(),
    };
    run.summary.refused = refused;
    let todo = run.unchanged(files, &reader)?;
    tell(Event::Found(todo.len()));
    run.read(&todo, &reader, stop)?;
    run.agree_on_lexicon()?;
    run.open.indexer.close()?;
    run.summary.seconds = begun.elapsed().as_secs_f64();
    Ok(run.summary)
}

/// The writer's side.
struct Run<'a> {
    open: Open,
    summary: Summary,
    tell: Told<'a>,
    /// Hash of this run's lexicon.
    lexicon: String,
    /// Ids kept in this run.
    done: BTreeSet<String>,
    entries: Vec<Entry>,
    reports: Vec<Report>,
}

impl Run<'_> {
    /// Leaves out the files that are as they were when last looked at.
    fn unchanged(&mut self, files: Vec<Found>, reader: &Reader<'_>) -> Result<Vec<Found>, IngestError> {
        let seen = self.open.writer.store().seen()?;
        let mut todo = Vec::new();
        for file in files {
            let same = seen.get(&file.key()).filter(|s| s.size == file.size && s.mtime == file.mtime);
            let Some(same) = same.filter(|s| !reader.is_due(&s.version, &s.lexicon)) else {
                todo.push(file);
                continue;
            };
            if same.report.as_ref().is_some_and(|id| !(reader.whole)(id)) {
                todo.push(file);
                continue;
            }
            let older = is_older(&same.version, &same.lexicon, &self.lexicon);
            match &same.reason {
                None => {
                    self.summary.unchanged += 1;
                    self.summary.older += usize::from(older);
                }
                // what another version refused, or the disk, may be read by now
                Some(reason) if reason == "io" || older => todo.push(file),
                Some(reason) => self.summary.refused.push(Refused {
                    path: file.path.display().to_string(),
                    reason: reason.clone(),
                    message: same.message.clone(),
                }),
            }
        }
        Ok(todo)
    }

    fn read(&mut self, todo: &[Found], reader: &Reader<'_>, stop: &AtomicBool) -> Result<(), IngestError> {
        let pool = rayon::ThreadPoolBuilder::new().stack_size(STACK).thread_name(thread_name).build();
        let pool = pool.map_err(|e| IngestError::Threads(e.to_string()))?;
        let (sender, receiver) = crossbeam_channel::bounded::<(usize, (Entry, Outcome))>(BATCH);
        let (next, failed) = (AtomicUsize::new(0), AtomicBool::new(false));
        let go_on = || !stop.load(Ordering::Relaxed) && !failed.load(Ordering::Relaxed);
        let (go_on, next) = (&go_on, &next);
        std::thread::scope(|scope| {
            scope.spawn(move || {
                pool.broadcast(|_| {
                    while go_on() {
                        let i = next.fetch_add(1, Ordering::Relaxed);
                        let Some(file) = todo.get(i) else { break };
                        if sender.send((i, reader.read(file))).is_err() {
                            break;
                        }
                    }
                });
                drop(sender);
            });
            let written = self.receive(receiver, todo);
            failed.store(written.is_err(), Ordering::Relaxed);
            written
        })
    }

    /// Once every report was read with this lexicon, so was the index.
    fn agree_on_lexicon(&mut self) -> Result<(), IngestError> {
        let Open { writer, indexer, .. } = &mut self.open;
        if indexer.state().lexicon != self.lexicon && !writer.store().is_older(&self.lexicon)? {
            indexer.set_lexicon(&self.lexicon);
            indexer.commit(writer.store().last_batch()?)?;
        }
        Ok(())
    }

    /// Takes what the readers give, in the order of the files.
    fn receive(
        &mut self,
        receiver: crossbeam_channel::Receiver<(usize, (Entry, Outcome))>,
        todo: &[Found],
    ) -> Result<(), IngestError> {
        let mut waiting = BTreeMap::new();
        let mut next = 0;
        for (i, one) in receiver {
            waiting.insert(i, one);
            while let Some((entry, outcome)) = waiting.remove(&next) {
                self.take(entry, outcome, &todo[next]);
                next += 1;
                if self.entries.len() >= BATCH {
                    self.keep()?;
                }
            }
        }
        self.summary.left = todo.len() - next;
        self.keep()
    }

    fn take(&mut self, entry: Entry, outcome: Outcome, file: &Found) {
        let mut pages = 0;
        match outcome {
            Outcome::Read(report) if self.done.insert(report.report.report_id.clone()) => {
                pages = report.report.pages;
                self.summary.stored += 1;
                self.summary.pages += u64::from(pages);
                self.summary.mentions += report.mentions.len() as u64;
                self.summary.facts += report.facts.len() as u64;
                self.summary.warnings += report.warnings.len() as u64;
                self.reports.push(*report);
            }
            Outcome::Read(_) | Outcome::Known(_) => {
                self.summary.unchanged += 1;
                self.summary.older += usize::from(is_older(&entry.version, &entry.lexicon, &self.lexicon));
            }
            Outcome::Refused(refusal) => {
                let reason = refusal.reason.word().to_owned();
                let path = file.path.display().to_string();
                self.summary.refused.push(Refused { path, reason, message: refusal.message });
            }
        }
        (self.tell)(Event::Read(pages));
        self.entries.push(entry);
    }

    /// Keeps the batch: JSON, index, catalogue, in this order.
    fn keep(&mut self) -> Result<(), IngestError> {
        if self.entries.is_empty() {
            return Ok(());
        }
        let (entries, reports) = (std::mem::take(&mut self.entries), std::mem::take(&mut self.reports));
        let Open { writer, indexer, .. } = &mut self.open;
        let batch = Batch { number: writer.store().last_batch()? + 1, entries };
        // the index cuts the texts on its own thread while the JSON goes to disk; nothing of it stands before its commit
        for report in &reports {
            indexer.add(report)?;
        }
        writer.put(&batch, &reports)?;
        indexer.commit(batch.number)?;
        writer.mark_done(&batch, &reports)?;
        Ok(())
    }
}

/// Whether another program or lexicon did the reading.
fn is_older(version: &str, lexicon: &str, now: &str) -> bool {
    version != env!("CARGO_PKG_VERSION") || lexicon != now
}
