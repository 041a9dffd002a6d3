//! Words of an indicator that a bracket or a number parts from its noun: `甲人员（以下简称乙）人数`, `5nm工艺的资本开支`.
//!
//! reads: a bracket right before a bare noun with the name before it (`甲（…）和乙（…）零售额占比` has two), a size of a
//! process right before the words. gives: the whole words; `None` where nothing is parted. refuses: names that are
//! measured themselves (`销量（8英寸）由`).

use super::indicator;
use super::page::{Page, is_plain};
use super::sentence::Sentence;
use super::statement::Statement;
use crate::span::between;

/// Characters that the words before a bracket may have.
const NAME: std::ops::RangeInclusive<usize> = 2..=14;

/// An indicator's words with what is parted from them.
pub(super) fn whole(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, words: &str) -> Option<String> {
    if s.item.is_some() {
        return None;
    }
    let at = s.indicator.start + s.indicator.of(page.text).rfind(words)?;
    let sized = |q: &&crate::tag::Quantity| q.span.end == at && page.lexicon.phrases.nodes.contains(&q.unit.as_str());
    let level = page.is_money(s.quantity) || s.quantity.unit == "%";
    if let Some(q) = page.quantities_in(s.clause).find(sized).filter(|_| level) {
        return Some(format!("{}{words}", q.span.of(page.text).trim()));
    }
    let named = bracketed(page, sentence.span.start, at).filter(|_| indicator::is_noun(page, words))?;
    Some(format!("{named}{words}"))
}

/// The names before the brackets that end at a place.
fn bracketed(page: &Page<'_>, from: usize, at: usize) -> Option<String> {
    let lead = between(page.text, from, at).trim_end().strip_suffix(['）', ')'])?;
    let open = lead.rfind(['（', '('])?;
    let name = page.phrase_before(from, from + open).filter(|p| p.end == from + open)?;
    let words = name.of(page.text).trim();
    let region = page.lexicon.phrases.regions.iter().find_map(|r| words.strip_prefix(*r));
    let words = region.unwrap_or(words).trim_start_matches(['的', '和', '与', '及', '、']);
    let start = name.end - words.len();
    let measured = page.is_measured(words);
    let plain = is_plain(words, NAME);
    if !plain || measured || page.is_generic(words) || words.contains("公司") {
        return None;
    }
    // `甲（…）和乙（…）`
    let mark = page.text[..start].chars().next_back().filter(|c| matches!(c, '和' | '与' | '及' | '、'));
    let first = mark.and_then(|c| bracketed(page, from, start - c.len_utf8()).map(|first| format!("{first}{c}")));
    Some(format!("{}{words}", first.unwrap_or_default()))
}
