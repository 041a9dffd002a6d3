//! Places that are dealt out to a list of names.
//!
//! reads: `甲、乙分别位居第一、第二`, `甲、乙分列二、三位`, also with names that no list has. gives: for each place the one whose it
//! is. refuses: lists of another length than the places: nobody knows whose is whose.

use super::actor::Subject;
use super::page::{Page, is_plain};
use super::sentence::Sentence;
use crate::span::{Span, between};
use std::ops::RangeInclusive;

/// Numerals that are places in `分列二、三位`.
pub(super) const LISTED: &str = "一二三四五六七八九十";

/// Characters that a name in a list has.
const NAME: RangeInclusive<usize> = 2..=8;

/// Whose a place is: each of its own where places are dealt out, else everybody's whom its clause names.
pub(super) fn out(
    page: &Page<'_>,
    (sentence, clause): (&Sentence, Span),
    (verb, place): (Span, Span),
    here: &[Span],
    subjects: &[Subject],
) -> Vec<Subject> {
    if here.len() < 2 || !is_shared_out(clause.of(page.text)) {
        return subjects.to_vec();
    }
    let nth = here.iter().position(|p| *p == place);
    let end = if verb.start < verb.end { verb.start } else { here[0].start };
    let all = names(page, Span::new(clause.start, end.max(clause.start))).filter(|all| all.len() > 1);
    // `甲、乙份额分别为32%和7%，分列第二、第三`
    let all =
        all.or_else(|| names(page, measured(page, *sentence.before(clause.start).next()?)?).filter(|a| a.len() > 1));
    let all = all.unwrap_or_else(|| subjects.to_vec());
    nth.filter(|_| all.len() == here.len()).and_then(|n| all.get(n).cloned()).into_iter().collect()
}

/// The names of a clause before the measure of which each has its value.
fn measured(page: &Page<'_>, clause: Span) -> Option<Span> {
    let measure = measure(page, clause)?;
    let lead = between(page.text, clause.start, measure.start).trim_end_matches(['的', ' ']);
    Some(Span::new(clause.start, clause.start + lead.len()))
}

/// The measure of which several have their values in a clause: 份额 of `甲、乙份额分别为32%和7%`.
pub(super) fn measure(page: &Page<'_>, clause: Span) -> Option<Span> {
    let words = clause.of(page.text);
    let lead = &words[..words.find("分别为").or_else(|| words.find("分别达"))?];
    let measure = page.lexicon.phrases.ranked.closing(lead)?;
    let end = clause.start + lead.len();
    Some(Span::new(end - measure.len(), end))
}

/// The names of a list before a verb, known or not.
fn names(page: &Page<'_>, lead: Span) -> Option<Vec<Subject>> {
    let words = lead.of(page.text);
    let dealt = ["分别", "分列", "分居", "则", "也", "依次", "位"];
    let words = dealt.iter().fold(words, |w, d| w.trim_end().trim_end_matches(d));
    // `甲、乙以13%和12%分列`
    let by = words.rfind(['以', '凭']).filter(|i| words[*i..].contains(|c: char| c.is_ascii_digit()));
    let words = by.map_or(words, |i| words[..i].trim_end());
    let head = ["，", ",", "；", "：", "其中"].iter().filter_map(|w| words.rfind(w).map(|i| i + w.len())).max();
    let list = Span::new(lead.start + head.unwrap_or(0), lead.start + words.len());
    of_list(page, list, NAME).map(|all| all.into_iter().map(|(subject, _)| subject).collect())
}

/// The names of a list with where they stand, known or not; `None` where one is no name of `length`.
pub(super) fn of_list(page: &Page<'_>, list: Span, length: RangeInclusive<usize>) -> Option<Vec<(Subject, Span)>> {
    const MARKS: [char; 4] = ['、', '和', '与', '及'];
    let mut out = Vec::new();
    let mut at = list.start;
    for piece in list.of(page.text).split_inclusive(MARKS) {
        let part = piece.trim_end_matches(MARKS);
        let span = Span::new(at, at + part.len());
        at += piece.len();
        let name = part.split(['（', '(']).next().unwrap_or(part).trim();
        match page.mentions.iter().find(|m| span.contains(m.span)) {
            Some(m) => out.push((m.into(), span)),
            None if is_plain(name, length.clone()) && !page.is_generic(name) => out.push((Subject::named(name), span)),
            None => return None,
        }
    }
    Some(out)
}

/// `在全球和中国某某市场排名中分别为第六位和第一位`: the market of one of as many places as there are areas.
pub(super) fn area(page: &Page<'_>, (clause, verb): (Span, Span), place: Span, here: &[Span]) -> Option<String> {
    let words = between(page.text, clause.start, verb.start.max(clause.start)).trim_end_matches(['中', '的', ' ']);
    let list = &words[words.rfind('在')? + "在".len()..];
    let regions = page.lexicon.phrases.scopes.iter().chain(&page.lexicon.phrases.regions);
    let region = |piece: &str| regions.clone().filter(|r| piece.starts_with(**r)).map(|r| r.len()).max();
    let mut all: Vec<&str> = list.split(['、', '和', '与', '及']).map(str::trim).collect();
    let last = all.pop()?;
    let noun = &last[region(last)?..];
    let bare = |p: &&str| p.split(['（', '(']).next().is_some_and(|b| region(b) == Some(b.len()));
    let market = ["市场", "领域", "行业"].iter().any(|w| noun.ends_with(w)) && noun.chars().count() >= 3;
    let dealt = between(page.text, verb.end, place.start).contains("分别");
    let fits = market && dealt && here.len() >= 2 && all.len() + 1 == here.len() && all.iter().all(bare);
    let nth = here.iter().position(|p| *p == place).filter(|_| fits)?;
    Some(all.get(nth).map_or_else(|| last.to_owned(), |r| format!("{r}{noun}")))
}

/// `分别位居`, `分列`: whether places are given to names in their order.
pub(super) fn is_shared_out(words: &str) -> bool {
    ["分别", "分列", "分居"].iter().any(|w| words.contains(w))
}

/// The place of a numeral of `分列二、三位`, and how many bytes it has.
pub(super) fn listed(lead: &str, rest: &str, c: char) -> Option<(u32, usize)> {
    let mut before = lead.trim_end_matches('、');
    before = before.trim_end_matches(|c| LISTED.contains(c) || c == '、');
    let dealt = ["分列", "分居", "分别位列", "分别位居", "分别列", "分别居", "分列第", "分居第"];
    let verb = dealt.iter().any(|w| before.ends_with(w));
    let behind = rest.trim_start_matches(|c| LISTED.contains(c) || c == '、');
    let end = behind.starts_with(['位', '名']) && (rest.starts_with(['、', '位', '名']));
    let n = LISTED.chars().position(|l| l == c)? + 1;
    let list = rest.starts_with('、') || lead.ends_with('、');
    (verb && end && list).then_some((u32::try_from(n).ok()?, c.len_utf8()))
}
