//! Benchmarks that a text names: those of the list, and those whose own words say what they are.
//!
//! reads: names of the list `benchmarks`; Latin names that end in Bench, Arena, Index, Eval, Verified or QA, with the words
//! and the version beside them (`PaperBench`, `Terminal Bench v2.1`); Latin names beside 基准, 评测基准. gives: their places in order.
//! refuses: such an ending alone, names of models, chips and firms.

use super::page::{Page, is_firm};
use crate::span::{Span, between};
use crate::tag::{Mention, MentionKind};

/// What the names of benchmarks end in, in lower case.
const ENDINGS: [&str; 7] = ["bench", "arena", "index", "eval", "verified", "qa", "leaderboard"];
/// Words of a benchmark's name behind its ending.
const GRADES: [&str; 10] =
    ["Verified", "Pro", "Multilingual", "Multimodal", "Diamond", "Hard", "Lite", "Plus", "Max", "Extra"];

/// The last benchmark that a span names.
pub(super) fn nearest<'t>(page: &Page<'t>, span: Span) -> Option<&'t str> {
    names(page, span).last().map(|n| n.of(page.text))
}

/// The benchmarks that a span names, in order.
pub(super) fn names(page: &Page<'_>, span: Span) -> Vec<Span> {
    let words = span.of(page.text);
    let part = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let mut out: Vec<Span> = shaped(page, span);
    for (at, name) in page.lexicon.phrases.benchmarks.places(words) {
        let end = at + name.len();
        let apart = !name.is_ascii() && !name.starts_with(part) || !words[..at].ends_with(part);
        if apart && !words[end..].starts_with(|c| part(c) && name.ends_with(part)) {
            out.push(Span::new(span.start + at, span.start + end));
        }
    }
    out.sort_by_key(|s| (s.start, std::cmp::Reverse(s.end)));
    let mut last = 0;
    out.retain(|s| (s.start >= last).then(|| last = s.end).is_some());
    out
}

/// The Latin names that show by themselves, or by the noun beside them, that they are benchmarks.
fn shaped(page: &Page<'_>, span: Span) -> Vec<Span> {
    let words = span.of(page.text);
    let mut out = Vec::new();
    for run in runs(words) {
        let all: Vec<Span> = pieces(words, run);
        let ending = all.iter().rposition(|w| is_ending(w.of(words)));
        let noun = || {
            let lead = words[..run.start].trim_end();
            let rest = words[run.end..].trim_start();
            let beside = ["基准", "评测集", "测试集"].iter().any(|w| lead.ends_with(w))
                || ["评测基准", "基准", "评测集", "测试集"].iter().any(|w| rest.starts_with(w));
            beside.then(|| all.len().checked_sub(1)).flatten()
        };
        let Some(at) = ending.or_else(noun) else { continue };
        // the words before it that belong to the name; none is another's
        let free = |w: &Span| !is_anothers(page, Span::new(span.start + w.start, span.start + w.end));
        let cased = |w: &Span| w.of(words).starts_with(|c: char| c.is_ascii_uppercase() || c == 'τ');
        let before = all[..at].iter().rev().take_while(|w| free(w) && cased(w)).count();
        let behind = all[at + 1..].iter().take_while(|w| GRADES.contains(&w.of(words)) || is_version(w.of(words)));
        let (first, last) = (all[at - before], all[at + behind.count()]);
        let bare = ENDINGS.contains(&all[at].of(words).to_ascii_lowercase().as_str()) && before == 0;
        if !bare && free(&all[at]) && between(words, first.start, last.end).contains(|c: char| c.is_ascii_uppercase()) {
            out.push(Span::new(span.start + first.start, span.start + last.end));
        }
    }
    out
}

/// The runs of Latin letters, digits and blanks in words.
fn runs(words: &str) -> Vec<Span> {
    let part = |c: char| c.is_ascii_alphanumeric() || matches!(c, ' ' | '-' | '.' | '_' | 'τ' | '²');
    let mut at = 0;
    let mut out = Vec::new();
    for piece in words.split_inclusive(|c| !part(c)) {
        let run = piece.trim_end_matches(|c| !part(c));
        let head = run.trim_start_matches([' ', '-', '.']);
        let start = at + run.len() - head.len();
        let head = head.trim_end_matches([' ', '-', '.']);
        if head.contains(|c: char| c.is_ascii_alphabetic()) {
            out.push(Span::new(start, start + head.len()));
        }
        at += piece.len();
    }
    out
}

/// The words of a run.
fn pieces(words: &str, run: Span) -> Vec<Span> {
    let mut at = run.start;
    let all = run.of(words).split_inclusive(' ').map(|p| {
        let start = at;
        at += p.len();
        Span::new(start, start + p.trim_end().len())
    });
    all.filter(|s| s.start < s.end).collect()
}

/// `PaperBench`, `OSWorld-Verified`, `GDPval-AA`: whether a word ends as names of benchmarks do.
fn is_ending(word: &str) -> bool {
    let low = word.to_ascii_lowercase();
    ENDINGS.iter().any(|e| {
        let Some(head) = low.strip_suffix(e) else { return false };
        let least = if *e == "qa" { 4 } else { 2 };
        let joint = head.is_empty() || head.ends_with('-') || head.len() >= least;
        let cased = word[head.len()..].starts_with(|c: char| c.is_ascii_uppercase()) || head.ends_with('-');
        joint && cased
    })
}

fn is_version(word: &str) -> bool {
    word.strip_prefix(['v', 'V']).is_some_and(|n| n.starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether a name is a model's, a chip's or a firm's.
pub(super) fn is_anothers(page: &Page<'_>, span: Span) -> bool {
    let known = |m: &Mention| is_firm(m) || matches!(m.kind, MentionKind::Model | MentionKind::Chip);
    page.mentions.iter().any(|m| m.span.overlaps(span) && known(m))
}
