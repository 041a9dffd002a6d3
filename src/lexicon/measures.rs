//! Words beside numbers: approximation words, look-alikes of units, head nouns, what money is per, and
//! words in a table's headers that say what its numbers are.
//!
//! Read from the embedded tables `approximations`, `followers`, `heads`, `nouns`, `per`, `columns`. Looked up by
//! characters of the text; the caller decides what a found word means.

use std::collections::HashMap;

use super::rows::{rows, table};

/// A word and what stands for it in its table.
type Row<T> = (Vec<char>, T);

/// What a unit is per: `元/吨`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Per {
    /// Written after the stroke in the contract's unit.
    pub unit: &'static str,
    /// How many of it the written form is, as a decimal literal.
    pub factor: &'static str,
}

/// The words.
#[derive(Debug, Default)]
pub struct Measures {
    before: HashMap<char, Vec<Row<(&'static str, bool)>>>,
    after: HashMap<char, Vec<Row<&'static str>>>,
    followers: HashMap<&'static str, &'static str>,
    heads: HashMap<char, Vec<Row<(&'static str, &'static str)>>>,
    nouns: HashMap<char, Vec<Row<bool>>>,
    per: HashMap<char, Vec<Row<Per>>>,
    columns: HashMap<char, Vec<Row<&'static str>>>,
}

fn put<T>(map: &mut HashMap<char, Vec<Row<T>>>, by: Option<char>, word: &str, value: T) {
    if let Some(by) = by {
        let list = map.entry(by).or_default();
        list.push((word.chars().collect(), value));
        list.sort_by_key(|r| std::cmp::Reverse(r.0.len()));
    }
}

impl Measures {
    /// Reads the embedded tables.
    pub fn load() -> Self {
        let mut own = Self::default();
        for [word, side, kind] in rows(table("approximations")) {
            if side == "after" {
                put(&mut own.after, word.chars().next(), word, kind);
            } else {
                put(&mut own.before, word.chars().last(), word, (kind, side == "before"));
            }
        }
        own.followers = rows(table("followers")).map(|[unit, followers]| (unit, followers)).collect();
        for [word, letters, unit] in rows(table("heads")) {
            put(&mut own.heads, word.chars().next(), word, (letters, unit));
        }
        for [word, kind] in rows(table("nouns")) {
            put(&mut own.nouns, word.chars().next(), word, kind == "money");
        }
        for [word, unit, factor] in rows(table("per")) {
            put(&mut own.per, word.chars().next(), word, Per { unit, factor });
        }
        for [word, unit] in rows(table("columns")) {
            put(&mut own.columns, word.chars().next(), word, unit);
        }
        own
    }

    /// The longest approximation word that ends right before `at`: its length, its kind, and whether it
    /// belongs to the quantity's words (`约`) or a linking word stands between (`约占`).
    pub fn before(&self, text: &[char], at: usize) -> Option<(usize, &'static str, bool)> {
        let list = self.before.get(text.get(at.checked_sub(1)?)?)?;
        let found = list.iter().find(|r| text[..at].ends_with(&r.0));
        found.map(|r| (r.0.len(), r.1.0, r.1.1))
    }

    /// The longest approximation word at `at`: its length and kind.
    pub fn after(&self, text: &[char], at: usize) -> Option<(usize, &'static str)> {
        let found = self.after.get(text.get(at)?)?.iter().find(|r| text[at..].starts_with(&r.0));
        found.map(|r| (r.0.len(), r.1))
    }

    /// Whether `next` behind the unit's written form makes another word of it (`成` `本`).
    pub fn is_other_word(&self, written: &str, next: char) -> bool {
        self.followers.get(written).is_some_and(|f| f.contains(next))
    }

    /// The head noun at `at` and the unit that one of `T B G K M` counts with it.
    pub fn head(&self, text: &[char], at: usize, letter: char) -> Option<(usize, &'static str)> {
        let list = self.heads.get(text.get(at)?)?;
        let found = list.iter().find(|r| r.1.0.contains(letter) && text[at..].starts_with(&r.0))?;
        Some((found.0.len(), found.1.1))
    }

    /// The noun at `at` that says what a bare 亿 counts: its length, and whether it is money.
    pub fn noun(&self, text: &[char], at: usize) -> Option<(usize, bool)> {
        let found = self.nouns.get(text.get(at)?)?.iter().find(|r| text[at..].starts_with(&r.0))?;
        Some((found.0.len(), found.1))
    }

    /// What a unit at `at`, behind a stroke, is per: its length and form.
    pub fn per(&self, text: &[char], at: usize) -> Option<(usize, Per)> {
        let list = self.per.get(text.get(at)?)?;
        let ends = |r: &Row<Per>| {
            let latin = r.0.last().is_some_and(char::is_ascii_alphanumeric);
            !(latin && text.get(at + r.0.len()).is_some_and(char::is_ascii_alphanumeric))
        };
        let found = list.iter().find(|r| text[at..].starts_with(&r.0) && ends(r))?;
        Some((found.0.len(), found.1))
    }

    /// What the longest word of a header or row label at `at` says its numbers are: `%`, `x`, `share` (money
    /// a share), `none` (a count without a unit: a rank), `code` (no number at all); its length too.
    pub fn column(&self, text: &[char], at: usize) -> Option<(usize, &'static str)> {
        let latin = |i: Option<usize>| i.and_then(|i| text.get(i)).is_some_and(char::is_ascii_alphanumeric);
        let free = |r: &Row<&'static str>| {
            let ends = r.0.last().is_some_and(char::is_ascii_alphanumeric) && latin(Some(at + r.0.len()));
            !(ends || r.0[0].is_ascii_alphabetic() && latin(at.checked_sub(1)))
        };
        let list = self.columns.get(text.get(at)?)?;
        let found = list.iter().find(|r| text[at..].starts_with(&r.0) && free(r))?;
        Some((found.0.len(), found.1))
    }
}
