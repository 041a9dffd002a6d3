//! An indicator's names without what a cut has left on them, and those that can't be what they say.
//!
//! reads: a subject's adverbs, dates and pronouns (`中国医美市场快速`, `甲企业2018年`, `全球市场中两者`), a metric's verb (`有生产企业`). gives:
//! the bare names. refuses: an amount in per cent (`投资规模25%`), the share of a firm among others that were named as a
//! kind before (`前三的本土企业…，其中甲占比`).

use super::Fact;
use super::page::{Page, is_firm};
use super::statement::Statement;
use crate::span::{Span, between};

/// What an amount ends in that no percentage is.
const AMOUNTS: [&str; 9] = ["规模", "金额", "数量", "产量", "出货量", "人数", "总数", "面积", "产值"];

/// Words that 有 begins.
const HAVES: [&str; 10] = ["有机", "有效", "有息", "有色", "有线", "有源", "有限", "有关", "有创", "有形"];

/// Makes a figure's names bare.
pub(super) fn make(page: &Page<'_>, s: &Statement<'_>, f: &mut Fact) {
    if f.subject_id.is_empty() {
        subject(page, s, f);
    }
    let counts = !s.quantity.unit.is_empty() && !s.quantity.unit.is_ascii() && !page.is_money(s.quantity);
    let verb = f.metric.strip_prefix('有').filter(|m| counts && m.chars().count() >= 2);
    if let Some(bare) = verb.filter(|_| !HAVES.iter().any(|w| f.metric.starts_with(w))) {
        f.metric = bare.to_owned();
    }
}

/// Whether a percentage is of something that it can't be.
pub(super) fn is_no_ratio(page: &Page<'_>, s: &Statement<'_>, f: &Fact) -> bool {
    let ratio = s.quantity.unit == "%" && f.low.is_some() && f.change.is_none();
    let amount = AMOUNTS.iter().any(|w| f.metric.ends_with(w)) && !f.metric.contains(['占', '比', '率']);
    ratio && amount || is_of_kind(page, s, &f.metric)
}

/// A subject without adverbs and dates behind it, without a pronoun; empty where nothing is left.
fn subject(page: &Page<'_>, s: &Statement<'_>, f: &mut Fact) {
    for pronoun in ["中两者", "中二者", "两者", "二者", "三者"] {
        if let Some(head) = f.subject.strip_suffix(pronoun) {
            f.subject = head.to_owned();
        }
    }
    if f.subject.starts_with("占比") {
        f.subject.clear();
    }
    let dates = page.periods.iter().filter(|p| p.span.end <= s.quantity.span.start);
    if let Some(at) = dates.filter_map(|p| f.subject.strip_suffix(p.span.of(page.text))).map(str::len).next_back() {
        f.subject.truncate(at);
    }
    let adverbs = &page.lexicon.phrases.adverbs;
    while let Some(adverb) = adverbs.closing(&f.subject).filter(|w| w.chars().count() >= 2) {
        if adverb.len() == f.subject.len() {
            break;
        }
        f.subject.truncate(f.subject.len() - adverb.len());
    }
}

/// Whether a clause that names a firm has the words of a kind that an earlier clause spoke of.
fn is_of_kind(page: &Page<'_>, s: &Statement<'_>, metric: &str) -> bool {
    let kind = ["企业占比", "品牌占比", "厂商占比", "机构占比", "公司占比"].iter().any(|w| metric.ends_with(w));
    let before = Span::new(s.clause.start, s.quantity.span.start.max(s.clause.start));
    let words = between(page.text, before.start, before.end);
    let own = || metric.strip_suffix("占比").is_some_and(|of| words.contains(of));
    kind && page.mentions.iter().any(|m| before.contains(m.span) && is_firm(m)) && !own()
}
