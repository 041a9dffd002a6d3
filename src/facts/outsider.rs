//! Companies by their own names that the lexicon has not.
//!
//! reads: a Latin name that a clause begins with and says to be a listed company (`EndyMed为以色列上市公司`), one of numbered
//! items that speak of a company each (`1）甲…；2）Nike2020年…`), the companies of 三者 and 两者 in the order in which they were named.
//! gives: the name, the known ones with their values. refuses: names behind which the clause names a known company.

use super::actor::Subject;
use super::page::{Page, is_firm};
use super::parallel::runs;
use super::sentence::Sentence;
use crate::span::between;
use crate::tag::{Mention, MentionKind, Quantity};

/// Letters that a Latin name has at least.
const LATIN: usize = 4;

/// The unknown company that acts at a place, where its sentence says so.
pub(super) fn acts<'d>(page: &Page<'d>, sentence: &Sentence, at: usize) -> Option<&'d str> {
    let start = opened(page, sentence);
    let rest = between(page.text, start, at);
    let name = latin(rest)?;
    let named = page.mentions.iter().any(|m| is_firm(m) && m.span.start >= start && m.span.start < at);
    let is = ["为", "是"].iter().any(|w| rest[name.len()..].trim_start().starts_with(w));
    let listed = is && rest.find("上市公司").is_some_and(|i| !rest[..i].contains(['，', '。']));
    (!named && (listed || is_item(page, sentence, name, rest))).then_some(name)
}

/// The same as an indicator's subject, and its words without the name and the date behind that.
pub(super) fn told<'t>(page: &Page<'_>, sentence: &Sentence, at: usize, words: &'t str) -> Option<(Subject, &'t str)> {
    let name = acts(page, sentence, at)?;
    let own =
        words.strip_prefix(name).map(|w| w.trim_start_matches(|c: char| c.is_ascii_digit() || "年月-".contains(c)));
    Some((Subject::named(name), own.filter(|w| w.chars().count() >= 2).unwrap_or(words)))
}

/// The Latin word that words begin with, where it is written as a name.
fn latin(words: &str) -> Option<&str> {
    let end = words.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(words.len());
    let name = &words[..end];
    let cased =
        name.starts_with(|c: char| c.is_ascii_uppercase()) && name[1..].contains(|c: char| c.is_ascii_lowercase());
    (end >= LATIN && cased).then_some(name)
}

/// Where a sentence begins behind its number.
fn opened(page: &Page<'_>, sentence: &Sentence) -> usize {
    let words = sentence.span.of(page.text);
    let bare = words.trim_start_matches([' ', '（', '(', '●', '•']);
    let number = bare.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = number.strip_prefix(['）', ')', '、']).filter(|_| number.len() < bare.len()).unwrap_or(bare);
    sentence.span.end - rest.len()
}

/// Whether a sentence is one of numbered items of which the one before begins with a company, and dates its name.
fn is_item(page: &Page<'_>, sentence: &Sentence, name: &str, rest: &str) -> bool {
    let numbered = |s: &Sentence| {
        let lead = between(page.text, s.span.start, opened(page, s));
        lead.contains(|c: char| c.is_ascii_digit()).then_some(opened(page, s))
    };
    let dated = rest[name.len()..].trim_start().starts_with(|c: char| c.is_ascii_digit());
    let index = page.earlier(sentence).len();
    let firm = |at: usize| page.mentions.iter().any(|m| m.span.start == at && m.kind == MentionKind::Company);
    let beside = [index.checked_sub(1), Some(index + 1)].into_iter().flatten().filter_map(|i| page.sentences.get(i));
    dated && numbered(sentence).is_some() && beside.filter_map(numbered).any(firm)
}

/// The company of each value behind 三者 or 两者, in the order in which the text names them: `甲较乙、丙低。三者分别为`.
pub(super) fn counted<'d>(
    text: &str,
    (before, sentence): (Option<&Sentence>, &Sentence),
    all: &[&Quantity],
    named: &'d [Mention],
) -> Vec<(usize, &'d Mention)> {
    let mut out = Vec::new();
    for (from, to) in runs(text, all) {
        let start = all[from].span.start;
        let words = ["两者", "三者", "四者", "五者"];
        let Some(word) = words.get((to - from).wrapping_sub(2)) else { continue };
        let Some(at) = between(text, sentence.span.start, start).rfind(word).map(|i| sentence.span.start + i) else {
            continue;
        };
        let first = before.map_or(sentence.span.start, |b| b.span.start);
        let mut firms: Vec<&Mention> = Vec::new();
        for m in named.iter().filter(|m| m.span.start >= first && m.span.end <= at && is_firm(m)) {
            if !firms.iter().any(|f| f.id == m.id) {
                firms.push(m);
            }
        }
        if firms.len() == to - from {
            out.extend(all[from..to].iter().map(|q| q.span.start).zip(firms));
        }
    }
    out
}
