//! Names and words the house knows: securities, aliases, organisations, brokers; loaded once, read-only.
//!
//! (Placeholder: the room is built elsewhere.)
#![allow(missing_docs)]

#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    hash: String,
}

impl Lexicon {
    pub fn load() -> Self {
        Self { hash: "0000000000000000".to_owned() }
    }

    /// Hash of everything it knows, 16 hex digits.
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// Other names of the entity that `word` names; empty where it names none.
    pub fn expansions(&self, _word: &str) -> Vec<String> {
        Vec::new()
    }

    /// Every name it knows, for the word list of the index; sorted.
    pub fn names(&self) -> Vec<String> {
        Vec::new()
    }
}
