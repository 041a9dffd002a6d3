//! Standard output, output files, and errors in words.

use crate::export::ExportError;
use crate::ingest::IngestError;
use crate::search::SearchError;
use crate::store::StoreError;
use anyhow::Context;
use std::fs;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;

/// Columns of the terminal where its width is not known.
const WIDTH: usize = 120;

/// Calls `write` with standard output, buffered and flushed.
pub fn to_stdout<T>(write: impl FnOnce(&mut dyn Write) -> anyhow::Result<T>) -> anyhow::Result<T> {
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let value = write(&mut out).and_then(|value| Ok(out.flush().map(|()| value)?));
    value.context("writing to standard output")
}

/// Calls `write` with a file that is put in place when all is written; a device or pipe is written straight.
pub fn to_file<T>(path: &Path, write: impl FnOnce(&mut dyn Write) -> anyhow::Result<T>) -> anyhow::Result<T> {
    let naming = || format!("writing {}", path.display());
    if fs::metadata(path).is_ok_and(|m| !m.is_file()) {
        let mut out = BufWriter::new(fs::OpenOptions::new().write(true).open(path).with_context(naming)?);
        return write(&mut out).and_then(|value| Ok(out.flush().map(|()| value)?)).with_context(naming);
    }
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".yanbao");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut aside = builder.tempfile_in(folder).with_context(naming)?;
    let mut out = BufWriter::with_capacity(1 << 16, aside.as_file_mut());
    let value = write(&mut out).and_then(|value| Ok(out.flush().map(|()| value)?)).with_context(naming)?;
    drop(out);
    aside.persist(path).map_err(|e| e.error).with_context(naming)?;
    Ok(value)
}

/// Whether standard output is a terminal, and how wide.
pub fn screen() -> Option<usize> {
    let width = || terminal_size::terminal_size_of(io::stdout()).map_or(WIDTH, |(width, _)| usize::from(width.0));
    io::stdout().is_terminal().then(width)
}

/// Whether the reader of our output went away.
pub fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|e| e.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe))
}

/// Says on standard error what went wrong and what can be done.
pub fn complain(error: &anyhow::Error) {
    say(&format!("error: {error:#}"));
    let hint = error.chain().find_map(|e| {
        let export = e.downcast_ref::<ExportError>().and_then(ExportError::hint);
        let ingest = e.downcast_ref::<IngestError>().and_then(IngestError::hint);
        let search = e.downcast_ref::<SearchError>().and_then(SearchError::hint);
        let store = e.downcast_ref::<StoreError>().and_then(StoreError::hint);
        export.or(ingest).or(search).or(store).map(str::to_owned).or(e.downcast_ref::<Hinted>().map(|h| h.hint.clone()))
    });
    if let Some(hint) = hint {
        say(&format!("hint: {hint}"));
    }
}

/// A line on standard error; nobody hears where that is closed.
pub fn say(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}

/// An error of this room with what to do about it.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub struct Hinted {
    /// What was expected and found.
    pub message: String,
    /// What to do.
    pub hint: String,
}

impl Hinted {
    /// As an error.
    pub fn error(message: impl Into<String>, hint: impl Into<String>) -> anyhow::Error {
        anyhow::Error::new(Self { message: message.into(), hint: hint.into() })
    }
}
