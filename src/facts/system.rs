//! A system built of chips, which has figures of its own: `某某 950 超节点`, `某某 SuperPod`, `某某 NVL144 Rack`.
//!
//! reads: the Latin words, the number or the chip's name before a system's noun; `该系统`, `整个超节点`, `每个计算柜` of the one that a
//! sentence before names. gives: the system's name as written. refuses: nouns without a name, clusters (`万卡集群`), second
//! names in brackets.

use super::actor::Subject;
use super::page::Page;
use super::sentence::Sentence;
use crate::span::{Span, between};
use crate::tag::MentionKind;

/// Nouns of systems that are sold with their chips.
const NOUNS: [&str; 7] = ["超节点", "SuperPod", "SuperPoD", "SuperPOD", "整机柜", "Rack", "一体机"];

/// Words for a system named before.
const POINTS: [&str; 12] = [
    "该系统",
    "新系统",
    "系统级",
    "整个",
    "该超节点",
    "计算柜",
    "该平台",
    "每个机柜",
    "单机柜",
    "SuperPod",
    "SuperPoD",
    "整机",
];

/// Sentences over which a system that is named holds.
const BACK: usize = 4;

/// The system that a chip's figure is of, where the words before it name one behind the last chip, or point to one.
pub(super) fn of(page: &Page<'_>, sentence: &Sentence, at: usize) -> Option<Subject> {
    let lead = Span::new(sentence.span.start, at);
    if let Some((span, name)) = named(page, lead) {
        let later = |m: &&crate::tag::Mention| {
            m.kind == MentionKind::Chip && m.span.start >= span.end && m.span.end <= at && !page.bracketed(m.span, at)
        };
        return page.mentions.iter().find(later).is_none().then(|| Subject::named(&name));
    }
    let words = lead.of(page.text);
    let chip = page.mentions.iter().any(|m| m.kind == MentionKind::Chip && lead.contains(m.span));
    if chip || !POINTS.iter().any(|w| words.contains(w)) {
        return None;
    }
    let before = page.earlier(sentence).iter().rev().take(BACK);
    before.filter_map(|s| named(page, s.span)).next().map(|(_, name)| Subject::named(&name))
}

/// The last system that a span names outside brackets.
fn named(page: &Page<'_>, span: Span) -> Option<(Span, String)> {
    let words = span.of(page.text);
    let mut found: Option<(Span, String)> = None;
    for noun in NOUNS {
        for (at, _) in words.match_indices(noun) {
            let end = span.start + at + noun.len();
            let Some(start) = begin(page, Span::new(span.start, span.start + at)) else { continue };
            let open = between(page.text, span.start, start);
            let inside = open.rfind(['（', '(']).is_some_and(|o| !open[o..].contains(['）', ')']));
            if !inside && found.as_ref().is_none_or(|(f, _)| f.end <= end) {
                found = Some((Span::new(start, end), between(page.text, start, end).to_owned()));
            }
        }
    }
    found
}

/// Where the name before a system's noun begins: its Latin words and number, with the chip's name before them.
fn begin(page: &Page<'_>, lead: Span) -> Option<usize> {
    let words = lead.of(page.text);
    let part = |c: char| c.is_ascii_alphanumeric() || matches!(c, ' ' | '-' | '.');
    let run = &words[words.trim_end_matches(part).len()..];
    let start = lead.end - run.trim_start().len();
    let chip = page.mentions.iter().find(|m| m.kind == MentionKind::Chip && m.span.end == lead.end - run.len());
    if let Some(m) = chip {
        return Some(m.span.start);
    }
    let inside =
        page.mentions.iter().any(|m| m.kind == MentionKind::Chip && m.span.start >= start && lead.contains(m.span));
    let letters = run.chars().filter(char::is_ascii_alphabetic).count();
    let own = run.trim_start().starts_with(|c: char| c.is_ascii_uppercase());
    let numbered = run.contains(|c: char| c.is_ascii_digit());
    (own && (inside || letters >= 4 && numbered)).then_some(start)
}
