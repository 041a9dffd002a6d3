//! A hit: a place in a folded passage where a name or a code stands, before it is judged.
//!
//! Built by `scan`, joined by `join`, judged by `judge`, told to the world by the door.

use crate::layout::PassageKind;
use crate::lexicon::Folded;

/// A place where a written form stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// First folded byte.
    pub start: usize,
    /// One past the last folded byte of the mention, its code included.
    pub end: usize,
    /// One past the bracket that holds the code, a rating and the like.
    pub outer: usize,
    /// Where the name alone ends; `start` for a code alone.
    pub name_end: usize,
    /// The written form; absent for a code alone.
    pub surface: Option<u32>,
    /// The listing whose code is written.
    pub code: Option<u32>,
    /// Whether the code has its exchange or stands in brackets: sure without a name.
    pub sure_code: bool,
    /// The entity and the rule that decided; absent while undecided and where it is no mention.
    pub chosen: Option<(u32, &'static str)>,
    /// Whether it stands in a list of related or suggested stocks.
    pub recommended: bool,
}

impl Hit {
    /// A name.
    pub fn name(start: usize, end: usize, surface: u32) -> Self {
        Self {
            start,
            end,
            outer: end,
            name_end: end,
            surface: Some(surface),
            code: None,
            sure_code: false,
            chosen: None,
            recommended: false,
        }
    }

    /// A place that is decided already.
    pub fn chosen(start: usize, end: usize, entity: u32, rule: &'static str) -> Self {
        Self { surface: None, chosen: Some((entity, rule)), ..Self::name(start, end, 0) }
    }

    /// A code.
    pub fn code(start: usize, end: usize, entity: u32, sure: bool) -> Self {
        Self {
            start,
            end,
            outer: end,
            name_end: start,
            surface: None,
            code: Some(entity),
            sure_code: sure,
            chosen: None,
            recommended: false,
        }
    }
}

/// A passage while names are read in it.
#[derive(Debug)]
pub struct Reading<'d> {
    /// Index into the document's passages.
    pub passage: usize,
    /// What it is.
    pub kind: PassageKind,
    /// Its text.
    pub text: &'d str,
    /// The same, folded.
    pub folded: Folded,
    /// Names and codes in order, not overlapping.
    pub hits: Vec<Hit>,
    /// Heads of models and chips: `(start, end, surface)`.
    pub products: Vec<(usize, usize, u32)>,
}

/// The character before a folded byte.
pub fn before(text: &str, at: usize) -> Option<char> {
    text[..at].chars().next_back()
}

/// The character at a folded byte.
pub fn after(text: &str, at: usize) -> Option<char> {
    text[at..].chars().next()
}
