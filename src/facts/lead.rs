//! The part of a company that a sentence speaks of where the figure's own clause does not name it.
//!
//! reads: what an earlier clause defines (`甲类是公司…的品类，收入…`), of what a later one gives a share
//! (`其中云收入…，占造价业务收入的比例`), a part that does well (`公司甲业务发展良好，收入已达`). gives: the part's words.
//! refuses: clauses in which the company acts (`公司甲业务高增，营业收入…` is the whole's), counts, pronouns.

use super::noun;
use super::page::Page;
use super::segment::{NAME, bare, is_part};
use super::sentence::Sentence;
use crate::span::{Span, between};

/// Characters behind 业务 in a clause that says but how it does: `发展良好`.
const VERB: std::ops::RangeInclusive<usize> = 2..=10;

/// `甲类是公司SKU最多的品类，收入体量接近2亿元`, `前十大单品中有四个是甲类产品，合计营收`: what a clause before says to be
/// a part of the company.
pub(super) fn defined(page: &Page<'_>, sentence: &Sentence, clause: Span) -> Option<String> {
    said_to_be(page, sentence, clause, false)
}

/// The subject of a clause before that ends in 业务, 品类 or 单品; `any`: also of one that does not say whose.
fn said_to_be(page: &Page<'_>, sentence: &Sentence, clause: Span, any: bool) -> Option<String> {
    let parts = &page.lexicon.phrases.parts;
    sentence.before(clause.start).find_map(|c| {
        let words = c.of(page.text).trim_end_matches(['，', ',', ' ']);
        let is = ["作为", "成为", "是", "为"].iter().filter_map(|w| words.find(w).map(|i| (i, w.len()))).min()?;
        let behind = words[is.0 + is.1..].trim();
        if !parts.iter().any(|p| behind.ends_with(p)) {
            return None;
        }
        // `十个中有四个是甲类产品`: what was counted
        let counted = words[..is.0].trim_end().ends_with(['个', '款', '种']) && words[..is.0].contains('有');
        let start = noun::trim_start(page, c.start, c.start + is.0);
        let name = if counted { behind } else { bare(between(page.text, start, c.start + is.0)) };
        let own = any || counted || behind.contains("公司") || behind.contains("集团");
        named(page, name).filter(|_| own)
    })
}

/// `收入28亿元，同比增长14%；其中云收入16亿元，占造价业务收入的比例58%`: the amount before 其中 is of what its part is
/// a share of. `at`: the end of the amount.
pub(super) fn whole_of(page: &Page<'_>, sentence: &Sentence, at: usize) -> Option<String> {
    let index = page.sentences.iter().position(|s| s.span == sentence.span)?;
    let next = page.sentences.get(index + 1).filter(|n| page.text[..n.span.start].trim_end().ends_with(['；', ';']));
    let end = next.map_or(sentence.span.end, |n| n.span.end);
    let rest = between(page.text, at, end);
    let inside = &rest[rest.find("其中")?..];
    let of = &inside[inside.find('占')? + '占'.len_utf8()..];
    let end = ["收入", "营收"].iter().filter_map(|w| of.find(w)).min().filter(|i| *i <= 40)?;
    let ratio = ["的比", "比例", "比重", "的"].iter().any(|w| of[end + "收入".len()..].starts_with(w));
    let name = of[..end].trim_start_matches("公司").trim_end_matches('总').trim();
    named(page, name).filter(|n| ratio && is_part(page.document, n))
}

/// `公司目前的甲业务发展良好，2018年收入已达`: a part that does well, and its sales in the next clause; 营业收入 and
/// profits are the whole's.
pub(super) fn goes_well(page: &Page<'_>, sentence: &Sentence, clause: Span, metric: Span) -> Option<String> {
    if !matches!(metric.of(page.text), "收入" | "销售额" | "销售收入") {
        return None;
    }
    let earlier = sentence.before(clause.start).next()?;
    let words = earlier.of(page.text).trim_end_matches(['，', ',', ' ']);
    let end = words.find("业务")? + "业务".len();
    let start = earlier.start.max(sentence.span.start);
    let name = page.phrase_before(start, earlier.start + end)?.of(page.text).trim();
    let does = VERB.contains(&words[end..].chars().count()) && page.quantities_in(*earlier).next().is_none();
    let reason = page.lexicon.phrases.reasons.is_in(words);
    named(page, name).filter(|_| does && !reason)
}

/// `公司前十大单品贡献突出，2020年销售额达4亿元，约占总收入的46%`: the head of the nearest clause before that names a
/// part; `None` where none does.
pub(super) fn topic(page: &Page<'_>, sentence: &Sentence, clause: Span) -> Option<String> {
    if let Some(name) = said_to_be(page, sentence, clause, true) {
        return Some(name);
    }
    let parts = page.lexicon.phrases.parts.iter().chain(&["单品", "品牌", "系列", "类"]);
    sentence.clauses.iter().rev().filter(|c| c.start <= clause.start).find_map(|c| {
        let words = c.of(page.text);
        let end = parts.clone().filter_map(|p| words.find(*p).map(|i| i + p.len())).min()?;
        named(page, page.phrase_before(c.start, c.start + end)?.of(page.text).trim())
    })
}

/// Words that may name a part.
fn named(page: &Page<'_>, name: &str) -> Option<String> {
    let whole = page.lexicon.phrases.wholes.closing(name).is_some();
    let pointer = ["其", "该", "此", "这", "公司", "我们", "主营", "各"].iter().any(|w| name.starts_with(w));
    let bare = page.lexicon.phrases.parts.contains(&name);
    (NAME.contains(&name.chars().count()) && !whole && !pointer && !bare && !page.is_generic(name))
        .then(|| name.to_owned())
}
