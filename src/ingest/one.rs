//! One file: read from disk, hashed, led through the pipeline. Whatever it does, the run goes on.

use super::walk::Found;
use crate::lexicon::Lexicon;
use crate::pipeline::{self, Reason, Refusal};
use crate::report::{Report, report_id};
use crate::store::Entry;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

/// Pages are deeply nested in some files; the readers' stacks are only reserved, not used.
pub const STACK: usize = 64 << 20;

/// Of the `i`th reader; who prints panics may leave out those of readers, which are refused files.
pub fn thread_name(i: usize) -> String {
    format!("reader-{i}")
}

/// What became of a file.
pub enum Outcome {
    /// Read.
    Read(Box<Report>),
    /// Its bytes are in the store already.
    Known(String),
    /// Refused.
    Refused(Refusal),
}

/// What is needed to read files.
pub struct Reader<'a> {
    /// Names and words.
    pub lexicon: &'a Lexicon,
    /// Files over this are `too_large`.
    pub largest: u64,
    /// Whether to read again what another version or lexicon read.
    pub again: bool,
    /// Version and lexicon of each stored report.
    pub stored: &'a BTreeMap<String, (String, String)>,
    /// Whether the file of a stored report is whole.
    pub whole: &'a (dyn Fn(&str) -> bool + Sync),
}

impl Reader<'_> {
    /// Reads a file; the entry says what became of it.
    pub fn read(&self, found: &Found) -> (Entry, Outcome) {
        let mut entry = found.entry();
        entry.lexicon = self.lexicon.hash().to_owned();
        let outcome = self.outcome(found, &mut entry);
        match &outcome {
            Outcome::Read(report) => entry.report = Some(report.report.report_id.clone()),
            Outcome::Known(id) => {
                entry.report = Some(id.clone());
                if let Some((version, lexicon)) = self.stored.get(id) {
                    entry.version.clone_from(version);
                    entry.lexicon.clone_from(lexicon);
                }
            }
            Outcome::Refused(refusal) => {
                entry.reason = Some(refusal.reason.word().to_owned());
                entry.message.clone_from(&refusal.message);
            }
        }
        (entry, outcome)
    }

    /// Whether what `version` and `lexicon` read is to be read again.
    pub fn is_due(&self, version: &str, lexicon: &str) -> bool {
        self.again && (version != env!("CARGO_PKG_VERSION") || lexicon != self.lexicon.hash())
    }

    fn outcome(&self, found: &Found, entry: &mut Entry) -> Outcome {
        if found.size > self.largest {
            let message = format!("expected at most {} bytes, found {}", self.largest, found.size);
            return Outcome::Refused(Refusal::new(Reason::TooLarge, message));
        }
        let bytes = match std::fs::read(&found.path) {
            Ok(bytes) => bytes,
            Err(e) => return Outcome::Refused(Refusal::new(Reason::Io, e.to_string())),
        };
        entry.blake3 = blake3::hash(&bytes).to_hex().to_string();
        let id = report_id(&entry.blake3);
        if self.stored.get(&id).is_some_and(|(version, lexicon)| !self.is_due(version, lexicon)) && (self.whole)(&id) {
            return Outcome::Known(id);
        }
        let name = found.name();
        match survive(|| pipeline::read_hashed(&bytes, &entry.blake3, &name, self.lexicon)) {
            Ok(report) => Outcome::Read(Box::new(report)),
            Err(refusal) => Outcome::Refused(refusal),
        }
    }
}

/// Reads one file alone, as a run would: on a stack of that size, and surviving it.
pub fn read_one(path: &Path, lexicon: &Lexicon) -> Result<Report, Refusal> {
    let io = |e: std::io::Error| Refusal::new(Reason::Io, e.to_string());
    let bytes = std::fs::read(path).map_err(io)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let read = || survive(|| pipeline::read(&bytes, &name, lexicon));
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().name(thread_name(0)).stack_size(STACK).spawn_scoped(scope, read);
        thread.map_err(io)?.join().unwrap_or_else(|_| Err(Refusal::new(Reason::Crashed, "the program failed on it")))
    })
}

/// Does the work; a panic in it is the refusal `crashed`.
fn survive<T>(work: impl FnOnce() -> Result<T, Refusal>) -> Result<T, Refusal> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<String>().map(String::as_str);
        let text = text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("unknown");
        Err(Refusal::new(Reason::Crashed, format!("the program failed on it: {text}")))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_a_refusal() {
        let refusal = survive::<()>(|| panic!("page {}", 3)).unwrap_err();
        assert_eq!((refusal.reason, refusal.message.contains("page 3")), (Reason::Crashed, true));
        assert_eq!(survive(|| Ok(1)), Ok(1));
    }
}
