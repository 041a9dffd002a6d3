//! The lexicon that a store goes by: the embedded one with the user's names over it.

use super::output::say;
use crate::lexicon::Lexicon;
use crate::store::{self, Store};
use std::path::Path;

/// The lexicon of the store at `root`; the embedded one where there are no own names.
pub fn lexicon(root: &Path) -> anyhow::Result<Lexicon> {
    Ok(Lexicon::with(&store::names(root)?))
}

/// Says so where reports of the store were read with another lexicon than it goes by now.
pub fn say_if_older(root: &Path, store: &Store) -> anyhow::Result<()> {
    let hash = Lexicon::hash_with(&store::names(root)?);
    if store.is_older(&hash)? {
        say_older();
    }
    Ok(())
}

/// Says that the store is older than the lexicon.
pub fn say_older() {
    say("the store was made with another lexicon");
    say("hint: `yanbao ingest --again PATH…` brings it up to date");
}
