//! The things of a list whose values are dealt out: 甲 and 乙 of `甲和乙规模分别为5亿元和3亿元`.
//!
//! reads: the list before 分别 in the clause of the values or in one before (`甲、乙与丙快速增长，规模分别为`), also where each
//! value has its change in a bracket. gives: the things' places, or each statement its thing. refuses: lists of another length,
//! dates, firms (whose lists are read apart), scenarios.

use super::page::{Page, is_code};
use super::statement::Statement;
use super::{naming, noun, parallel};
use crate::span::{Span, between};
use crate::tag::{MentionKind, Quantity};

/// Clauses before a list of values in which the things of the list are sought.
const LISTED: usize = 3;

/// `甲和乙则分别为66亿（-11%）和12亿（-3%）`: the thing of each value of a list, each of which has its change in a bracket.
pub(super) fn beside_asides(page: &Page<'_>, out: &mut [Statement<'_>]) {
    let all: Vec<&Quantity> = out.iter().map(|s| s.quantity).collect();
    let values = parallel::without_asides(page.text, &all);
    if values.len() == all.len() {
        return;
    }
    for (from, to) in parallel::runs(page.text, &values) {
        let places = out.iter().enumerate().filter(|(_, s)| values[from..to].iter().any(|v| v.span == s.quantity.span));
        let places: Vec<usize> = places.map(|(i, _)| i).collect();
        let Some(first) =
            places.first().map(|i| out[*i].clone()).filter(|s| places.len() == to - from && s.item.is_none())
        else {
            continue;
        };
        let at = first.quantity.span.start;
        let Some(apart) = between(page.text, first.clause.start, at).find("分别").map(|i| first.clause.start + i)
        else {
            continue;
        };
        let own = parallel::items(page.text, first.clause.start, apart, to - from);
        let items = own.or_else(|| named_before(page, (first.clause, apart), at, to - from));
        if let Some(items) = items.filter(|all| all.iter().all(|i| is_thing(page, *i))) {
            places.into_iter().zip(items).for_each(|(i, item)| out[i].item = Some(item));
        }
    }
}

/// `甲、乙与丙快速增长，规模分别为`: the things of a list that a clause before in the sentence names, where the
/// clause of the values names none.
pub(super) fn named_before(
    page: &Page<'_>,
    (clause, end): (Span, usize),
    quantity: usize,
    count: usize,
) -> Option<Vec<Span>> {
    let joins = ['、', '和', '与', '及', '/'];
    let sentence = page.sentences.iter().find(|s| s.span.contains(clause))?;
    let lead = between(page.text, clause.start, end);
    if lead.contains(joins) || page.is_over_years(quantity) {
        return None;
    }
    sentence.before(clause.start).take(LISTED).find_map(|c| {
        let words = c.of(page.text);
        // `占比超10%的领域分别为甲、乙和丙，占比分别为`
        let list =
            ["分别为", "分别是", "依次为"].iter().filter_map(|w| words.rfind(w).map(|i| c.start + i + w.len())).max();
        let list = list.filter(|from| page.quantities_in(*c).all(|q| q.span.end <= *from));
        if let Some(from) = list {
            let end = c.start + words.trim_end_matches(['，', ',', ' ']).len();
            let items = parallel::items(page.text, from, end, count)?;
            return items.iter().all(|i| is_thing(page, *i)).then_some(items);
        }
        // `甲和乙CAGR分别为29%和27%，分别实现营收`, `甲和乙规模约为5/6亿元，占比分别为`: the list stands before its numbers
        let listed = page.quantities_in(*c).count() == count;
        let apart = (words.contains("分别") || listed).then(|| page.quantities_in(*c).next()).flatten();
        let words = apart.map_or(words, |q| between(page.text, c.start, q.span.start));
        let last = words.rfind(joins)?;
        let verbs = &page.lexicon.phrases.list_verbs;
        let whole = words.trim_end_matches(['，', ',', ' ']).len();
        // without a verb the list is the clause: its last item is as short as a name
        let rates = page.lexicon.phrases.relatives.iter().filter(|_| apart.is_some());
        let cut = verbs.iter().chain(rates).filter_map(|v| words[last..].find(v)).min();
        let bare = whole.saturating_sub(last);
        let cut = cut.or((bare <= 30).then_some(bare))?;
        if page.lexicon.phrases.reasons.is_in(words) {
            return None;
        }
        let mut items = parallel::items(page.text, c.start, c.start + last + cut, count)?;
        // the market word of the last one is of the values of its own clause
        if let Some(item) = items.last_mut().filter(|_| apart.is_some()) {
            item.end = naming::bare_end(page, *item, Span::new(item.end, item.end));
        }
        // 21营收 of `2020/21营收`
        let years = |i: &Span| {
            let rest = i.of(page.text).trim_start().trim_start_matches(|c: char| c.is_ascii_digit());
            rest.len() < i.of(page.text).len() && !rest.starts_with(['年', '-', '~', 'H', 'Q', 'E'])
        };
        items.iter().all(|i| is_thing(page, *i) && !(listed && years(i))).then_some(items)
    })
}

/// Whether one of a list is a thing that is measured, not a date and not a company (whose list is read apart).
pub(super) fn is_thing(page: &Page<'_>, item: Span) -> bool {
    // `某某公司在电饭煲、…`: what stands behind the company
    let words = item.of(page.text);
    let mut nouns = page.lexicon.phrases.measured.closings(words).filter(|w| w.chars().count() >= 2);
    let noun = nouns.find(|w| w.len() < words.len()).map_or(0, str::len);
    let bare = words[..words.len() - noun].trim_end_matches(['同', '环', '比', '年', '均']);
    let bare = &words[..naming::undated(page, item.start, item.start + bare.len()) - item.start];
    let bare = if bare.chars().filter(|c| c.is_alphabetic()).count() < 2 { words } else { bare };
    let Some(thing) = page.phrase_before(item.start, item.start + bare.len()).or_else(|| plain(page, item, bare))
    else {
        return false;
    };
    let company = page.mentions.iter().any(|m| m.kind == MentionKind::Company && thing.overlaps(m.span));
    let words = thing.of(page.text).trim();
    let dated = page.periods.iter().any(|p| p.span.overlaps(thing))
        || page.quantities_in(thing).any(|q| q.span.of(page.text).len() * 2 > words.len());
    // a scenario is no thing that is measured
    let scenario = ["悲观", "中性", "乐观", "保守"].iter().any(|w| words.ends_with(w));
    !company && !dated && !scenario && words.chars().any(char::is_alphabetic)
}

/// A thing whose name holds a word that else ends one: 显示器, 内资企业.
fn plain(page: &Page<'_>, item: Span, bare: &str) -> Option<Span> {
    let end = item.start + bare.len();
    let start = noun::trim_start(page, item.start, end);
    let words = between(page.text, start, end);
    let name = (2..=10).contains(&words.chars().filter(|c| c.is_alphabetic()).count())
        && words.chars().all(char::is_alphanumeric);
    let verb = page.lexicon.phrases.predicates.is_in(words);
    ((name || is_code(words)) && !verb).then(|| Span::new(start, end))
}

/// Whether two things and two values stand beside each other by the same mark: `甲、乙的数量为3、5`.
pub(super) fn beside(page: &Page<'_>, items: &[Span], values: [&Quantity; 2]) -> bool {
    let [a, b] = items else { return false };
    let mark = between(page.text, a.end, b.start).trim();
    let other = between(page.text, values[0].span.end, values[1].span.start).trim();
    matches!((mark, other), ("/", "/") | ("、", "、") | ("、" | "和", "和") | ("与", "与") | ("及", "及"))
}
