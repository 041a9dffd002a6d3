//! Files and folders → the files to look at, sorted.
//!
//! In folders, `.pdf`, `.txt` and `.md` in any case; hidden files and the folder's own `README` are left out.
//! A file that is named is taken whatever it is called. What cannot be looked at is given back as refused.

use super::summary::Refused;
use crate::store::Entry;
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// A file to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Where it is.
    pub path: PathBuf,
    /// Its size.
    pub size: u64,
    /// Time of its last change, nanoseconds since 1970.
    pub mtime: i64,
}

impl Found {
    fn new(path: PathBuf, meta: &Metadata) -> Self {
        let since = meta.modified().ok().and_then(|t| t.duration_since(UNIX_EPOCH).ok());
        let mtime = since.map_or(0, |d| i64::try_from(d.as_nanos()).unwrap_or(0));
        Self { path, size: meta.len(), mtime }
    }

    /// Its absolute path as text: the catalogue's key.
    pub fn key(&self) -> String {
        std::path::absolute(&self.path).unwrap_or_else(|_| self.path.clone()).to_string_lossy().into_owned()
    }

    /// Its name without folder.
    pub fn name(&self) -> String {
        self.path.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }

    /// An entry of a batch that says nothing yet of what became of it.
    pub fn entry(&self) -> Entry {
        Entry {
            path: self.key(),
            size: self.size,
            mtime: self.mtime,
            blake3: String::new(),
            report: None,
            reason: None,
            message: String::new(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            lexicon: String::new(),
        }
    }
}

/// Looks into all paths.
pub fn walk(paths: &[PathBuf]) -> (Vec<Found>, Vec<Refused>) {
    let (mut found, mut refused) = (Vec::new(), Vec::new());
    for path in paths {
        match std::fs::metadata(path) {
            Ok(meta) if meta.is_dir() => folder(path, &mut found, &mut refused),
            Ok(meta) => found.push(Found::new(path.clone(), &meta)),
            Err(e) => refused.push(io(path, &e.to_string())),
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found.dedup_by(|a, b| a.path == b.path);
    (found, refused)
}

fn folder(path: &Path, found: &mut Vec<Found>, refused: &mut Vec<Refused>) {
    let hidden = |e: &walkdir::DirEntry| e.depth() > 0 && e.file_name().to_string_lossy().starts_with('.');
    for entry in walkdir::WalkDir::new(path).follow_links(true).into_iter().filter_entry(|e| !hidden(e)) {
        let read = entry.and_then(|e| Ok((e.path().to_owned(), e.metadata()?)));
        match read {
            Ok((file, meta)) if meta.is_file() && is_readable(&file) => found.push(Found::new(file, &meta)),
            Ok(_) => {}
            Err(e) => refused.push(io(e.path().unwrap_or(path), &e.to_string())),
        }
    }
}

fn is_readable(path: &Path) -> bool {
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    let stem = path.file_stem().unwrap_or_default();
    matches!(extension.as_str(), "pdf" | "txt" | "md") && !stem.eq_ignore_ascii_case("readme")
}

fn io(path: &Path, message: &str) -> Refused {
    Refused { path: path.display().to_string(), reason: "io".to_owned(), message: message.to_owned() }
}
