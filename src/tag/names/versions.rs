//! Versions that stand for a model whose whole name the report has said: V4 Pro behind DeepSeek-V4-Pro, K2.5 behind Kimi K2.5.
//!
//! *reads*: all passages and the models read in them. *needs*: nothing else. *gives*: further models, rule
//! `version_alone`. *does not match*: versions without a letter (`5`, `2.0`), those of two models, before the whole name,
//! with words behind them that may make another model (`V4 Preview` behind V4). *source*: AI weeklies in print.

use super::Product;
use super::hit::{Reading, after, before};
use std::collections::HashMap;

/// A version as a report writes it alone: its words, whose it is, and from which passage on.
struct Short {
    words: Vec<String>,
    model: Product,
    from: usize,
}

/// Adds the versions that stand alone to the models of each passage; `taken`: what else stands there.
pub fn alone(readings: &[Reading], models: &mut [Vec<Product>], taken: &[Vec<Product>]) {
    let shorts = shorts(readings, models);
    if shorts.is_empty() {
        return;
    }
    for ((reading, models), taken) in readings.iter().zip(models).zip(taken) {
        let text = reading.folded.text.as_str();
        for (at, _) in text.char_indices().filter(|(i, c)| c.is_ascii_alphabetic() && begins(text, *i)) {
            let known = shorts.iter().filter(|s| s.from <= reading.passage);
            let longest = known.filter_map(|s| Some((ends(text, at, &s.words)?, s))).max_by_key(|(end, _)| *end);
            let Some((end, short)) = longest.filter(|(end, _)| is_whole(text, *end)) else { continue };
            let free = |p: &Product| p.end <= at || p.start >= end;
            if models.iter().chain(taken).all(free) {
                models.push(Product { start: at, end, rule: "version_alone", ..short.model.clone() });
            }
        }
        models.sort_by_key(|p| p.start);
    }
}

/// The versions of the models that a report names, but those of two models.
fn shorts(readings: &[Reading], models: &[Vec<Product>]) -> Vec<Short> {
    let mut found: HashMap<Vec<String>, Option<(&Product, usize)>> = HashMap::new();
    for (reading, product) in readings.iter().zip(models).flat_map(|(r, all)| all.iter().map(move |p| (r, p))) {
        let slug: Vec<&str> = product.id.trim_start_matches("model:").split('-').collect();
        let Some(first) = slug.iter().position(|w| is_version(w)).filter(|i| *i > 0) else { continue };
        let words: Vec<String> = slug[first..].iter().map(|w| (*w).to_owned()).collect();
        let own = found.entry(words).or_insert(Some((product, reading.passage)));
        if own.is_some_and(|(other, _)| other.id != product.id) {
            *own = None;
        }
    }
    let mut all: Vec<Short> = found
        .into_iter()
        .filter_map(|(words, of)| of.map(|(p, from)| Short { words, model: p.clone(), from }))
        .collect();
    all.sort_by(|a, b| a.words.cmp(&b.words));
    all
}

/// v4, k2.5, r1: one or two letters and a number.
fn is_version(word: &str) -> bool {
    let number = word.trim_start_matches(|c: char| c.is_ascii_lowercase());
    (1..=2).contains(&(word.len() - number.len()))
        && number.starts_with(|c: char| c.is_ascii_digit())
        && number.chars().all(|c| c.is_ascii_digit() || c == '.')
}

/// Whether a word begins at a place that no Latin word before belongs to.
fn begins(text: &str, at: usize) -> bool {
    let lead = &text[..at];
    let glued = before(text, at).is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | '@'));
    !glued && !lead.trim_end_matches(' ').ends_with(|c: char| c.is_ascii_alphanumeric())
}

/// Where the words end that begin at a place, joined by blanks or hyphens.
fn ends(text: &str, at: usize, words: &[String]) -> Option<usize> {
    let mut rest = &text[at..];
    for (i, word) in words.iter().enumerate() {
        rest = if i == 0 { rest } else { rest.trim_start_matches([' ', '-']) };
        rest = rest.strip_prefix(word.as_str())?;
    }
    Some(text.len() - rest.len())
}

/// Whether nothing goes on behind a place that may belong to the name.
fn is_whole(text: &str, end: usize) -> bool {
    let next = after(text, end);
    let latin = |c: char| c.is_ascii_alphanumeric();
    let behind = next.map_or("", |c| &text[end + c.len_utf8()..]);
    match next {
        Some(c) if latin(c) || c == '_' => false,
        Some('-' | '.' | ' ' | '/') => !behind.starts_with(latin),
        _ => true,
    }
}
