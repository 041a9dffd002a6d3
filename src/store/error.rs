//! What can go wrong with a store, in words a user understands.

use std::path::{Path, PathBuf};

/// An error of the store. `hint` says what to do, where there is something to do.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs)] // the messages are the documentation
pub enum StoreError {
    #[error("cannot {action} {}", path.display())]
    Io { action: &'static str, path: PathBuf, source: std::io::Error },
    #[error("no store at {}", .0.display())]
    Missing(PathBuf),
    #[error("the store at {} has no catalogue", .0.display())]
    NoCatalogue(PathBuf),
    #[error("expected a store or an empty folder, found other files in {}", .0.display())]
    Foreign(PathBuf),
    #[error("expected a store of version {expected}, found version {found} at {}", path.display())]
    Version { path: PathBuf, expected: u32, found: String },
    #[error("the store at {} is being written by another yanbao", .0.display())]
    Locked(PathBuf),
    #[error("the catalogue {} cannot be used", path.display())]
    Catalogue { path: PathBuf, source: rusqlite::Error },
    #[error("the names in {} cannot be used", path.display())]
    Names { path: PathBuf, source: crate::lexicon::ImportError },
    #[error("{} is not a report of this program", path.display())]
    Report { path: PathBuf, source: serde_json::Error },
}

impl StoreError {
    /// What the user can do about it.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            StoreError::Missing(_) => Some("make one with `yanbao ingest PATH…`, or name another with --store"),
            StoreError::NoCatalogue(_) => Some("`yanbao ingest PATH…` makes it anew from the reports"),
            StoreError::Foreign(_) => Some("name an empty or new folder with --store"),
            StoreError::Version { .. } => {
                Some("use the yanbao that wrote it, or ingest the files again into a new folder (--store)")
            }
            StoreError::Locked(_) => Some("wait until it has finished, or name another store with --store"),
            StoreError::Catalogue { .. } => Some(
                "is the disk full or read-only? the catalogue is made anew from the reports if its file is removed",
            ),
            StoreError::Names { .. } => Some("put the line right, or move the file away and import the list again"),
            StoreError::Report { .. } => {
                Some("`yanbao ingest --again PATH…` of the file that it came from makes it anew")
            }
            StoreError::Io { .. } => None,
        }
    }

    pub(super) fn io(action: &'static str, path: &Path) -> impl FnOnce(std::io::Error) -> StoreError {
        let path = path.to_owned();
        move |source| StoreError::Io { action, path, source }
    }

    pub(super) fn sql(path: &Path) -> impl Fn(rusqlite::Error) -> StoreError {
        let path = path.to_owned();
        move |source| StoreError::Catalogue { path: path.clone(), source }
    }
}
