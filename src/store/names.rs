//! A user's own names beside the reports: `names.tsv`, laid over the embedded lexicon.
//!
//! Read by every command that needs names, written whole or not at all under the writer's lock.
//! Where there is no file, or no store yet, there are no own names.

use super::StoreError;
use super::files::{Layout, write_whole};
use crate::lexicon::{UserRow, from_tsv, to_tsv};
use std::fs;
use std::path::Path;

/// The user's names of the store at `root`, sorted by id; empty where there are none.
pub fn names(root: &Path) -> Result<Vec<UserRow>, StoreError> {
    let path = Layout::new(root).names();
    match fs::read_to_string(&path) {
        Ok(text) => from_tsv(&text).map_err(|source| StoreError::Names { path, source }),
        Err(e) if matches!(e.kind(), std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory) => {
            Ok(Vec::new())
        }
        Err(e) => Err(StoreError::io("read", &path)(e)),
    }
}

/// Puts what `change` makes of the names in their place; makes the store's folder where there is none.
pub fn change_names(root: &Path, change: impl FnOnce(Vec<UserRow>) -> Vec<UserRow>) -> Result<(), StoreError> {
    let layout = Layout::new(root);
    layout.create()?;
    let _lock = layout.take_lock()?;
    write_whole(&layout.names(), to_tsv(&change(names(root)?)).as_bytes())
}
