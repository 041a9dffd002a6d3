//! The product that a passage speaks of where no list has it: the Latin name that a clause begins with.
//!
//! reads: `Foobar以检索为基，召回率…`, `Foobar成立于2020年。…公司…`, nearest clause first, over a few sentences. gives: the name, or the
//! known model. refuses: whom a sentence quotes (`Foobar数据显示`), words of the trade, what stands behind a clause in which a
//! known company acts.

use super::actor::Subject;
use super::launch;
use super::page::{Page, is_firm};
use super::sentence::Sentence;
use crate::lexicon::is_han;
use crate::span::{Span, between};
use crate::tag::MentionKind;

/// Sentences before one that may name what it speaks of.
const BACK: usize = 3;

/// Clauses before a place in which it is sought.
const CLAUSES: usize = 16;

/// The product that a place in a sentence speaks of.
pub(super) fn product(page: &Page<'_>, sentence: &Sentence, at: usize) -> Option<Subject> {
    let here = sentence.clauses[..sentence.clauses.partition_point(|c| c.start < at)].iter().rev();
    // a report on one company goes on with that one
    let back = if page.head.company.is_empty() { BACK } else { 0 };
    let earlier = page.earlier(sentence).iter().rev().take(back).flat_map(|s| s.clauses.iter().rev());
    for clause in here.chain(earlier).take(CLAUSES) {
        match opening(page, Span::new(clause.start, clause.end.min(at))) {
            Opening::Product(subject) => return Some(subject),
            Opening::Firm => return None,
            // `国内市场竞争激烈，用户规模`: of the market
            Opening::Other if is_of_market(page, *clause) => return None,
            Opening::Other => {}
        }
    }
    None
}

/// Whether a clause begins with a region, or speaks of a market.
fn is_of_market(page: &Page<'_>, clause: Span) -> bool {
    let words = between(page.text, begin(page, clause), clause.end);
    let market = ["市场", "行业", "全行业", "各家", "厂商"].iter().any(|w| words.starts_with(w));
    market || page.lexicon.phrases.regions.opening(words).is_some()
}

/// The product that a clause begins with.
pub(super) fn leading(page: &Page<'_>, clause: Span) -> Option<Subject> {
    match opening(page, clause) {
        Opening::Product(subject) => Some(subject),
        _ => None,
    }
}

/// With what a clause begins.
enum Opening {
    Product(Subject),
    Firm,
    Other,
}

fn opening(page: &Page<'_>, clause: Span) -> Opening {
    let start = begin(page, clause);
    let words = between(page.text, start, clause.end);
    let first = page.mentions.partition_point(|m| m.span.start < start);
    if let Some(m) = page.mentions.get(first).filter(|m| m.span.start == start) {
        return match m.kind {
            MentionKind::Model => Opening::Product(m.into()),
            _ if is_firm(m) => Opening::Firm,
            _ => Opening::Other,
        };
    }
    if !words.starts_with(|c: char| c.is_ascii_uppercase() || c.is_ascii_lowercase()) {
        return Opening::Other;
    }
    let Some((0, end)) = launch::latin_places(page, words).first().copied() else { return Opening::Other };
    let rest = words[end..].trim_start();
    let told = page.lexicon.phrases.quoted_behind.opening(rest).is_some();
    let taken = page.mentions.get(first).is_some_and(|m| m.span.start < start + end);
    if told || taken || !rest.starts_with(|c: char| is_han(c) || c == '（' || c == '(') {
        return Opening::Other;
    }
    // OLED, MLCC, SUV are kinds of things
    let name = words[..end].trim();
    if name.len() <= 5 && name.chars().all(|c| c.is_ascii_uppercase()) {
        return Opening::Other;
    }
    Opening::Product(Subject::named(name))
}

/// Where a clause begins behind its date and the words that open it.
fn begin(page: &Page<'_>, clause: Span) -> usize {
    let mut at = clause.start;
    loop {
        let words = between(page.text, at, clause.end);
        let rest = words.trim_start_matches([' ', '，', ',', '：', '●', '“']);
        at += words.len() - rest.len();
        let next = page.periods.get(page.periods.partition_point(|p| p.span.start < at));
        if let Some(p) = next.filter(|p| p.span.start == at && p.span.end < clause.end) {
            at = p.span.end;
        } else if let Some(w) = page.lexicon.phrases.launch_fronts.opening(rest) {
            at += w.len();
        } else {
            return at;
        }
    }
}
