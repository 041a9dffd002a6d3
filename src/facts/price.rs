//! `price_change`: a price raised or cut.
//!
//! reads: percentages that change a price word (价格 涨价 提价 ASP 电价) of a product in their clause; a price rise
//! that is announced without an amount. needs: the price word and a direction. gives: the signed
//! percentage, whose price, which product. does not match: share prices, indices, plain 涨幅 of stocks.

use super::draft::{circumstances, fact};
use super::page::Page;
use super::sentence::Sentence;
use super::statement::Statement;
use super::{Fact, FactKind};
use crate::lexicon::Wordlist;
use crate::span::{Span, between};

pub(super) fn read(page: &Page<'_>, sentence: &Sentence, all: &[Statement<'_>], used: &mut [bool]) -> Vec<Fact> {
    let words = sentence.span.of(page.text);
    if page.lexicon.phrases.share_prices.is_in(words) {
        return Vec::new();
    }
    let mut out = Vec::new();
    for (i, s) in all.iter().enumerate() {
        let clause = s.clause.of(page.text);
        if used[i] || s.quantity.unit != "%" || !page.lexicon.phrases.prices.is_in(clause) {
            continue;
        }
        let lead = between(page.text, s.clause.start, s.quantity.span.start);
        // alone, 升 and 加 are parts of other words (升级费); 涨, 跌 and 降 are of prices
        let moves = |(_, w): &(usize, &str)| w.chars().count() > 1 || matches!(*w, "涨" | "跌" | "降");
        let last = |words: &Wordlist| words.places(lead).rev().find(moves).map(|(i, _)| i);
        let (up, down) = (last(&page.lexicon.phrases.rises), last(&page.lexicon.phrases.falls));
        if up.is_none() && down.is_none()
            || ["费用", "成本"].iter().any(|w| lead.contains(w)) && !lead.contains("价") && !lead.contains("电费")
        {
            continue;
        }
        used[i] = true;
        let span = Span::new(s.clause.start, s.quantity.span.end);
        let mut f = fact(
            page,
            FactKind::PriceChange,
            "price",
            page.actor(sentence, s.quantity.span.start),
            span,
            "price_words",
        );
        let falls = down.is_some_and(|d| up.is_none_or(|u| d > u));
        let sign = |v: crate::decimal::Decimal| if falls { -v.abs() } else { v };
        (f.low, f.high) = (Some(sign(s.quantity.low)), Some(sign(s.quantity.high)));
        if falls {
            (f.low, f.high) = (f.high.min(f.low), f.high.max(f.low));
        }
        f.unit = "%".to_owned();
        f.approximation = Some(s.quantity.approximation);
        circumstances(&mut f, page, sentence, s.quantity.span.start, true);
        f.change_base = super::change::base(lead);
        f.object = object(page, s.clause.start, lead);
        // nobody named in the sentence: the price is a product's
        let named = page.mentions.iter().any(|m| sentence.span.contains(m.span));
        if f.subject.is_empty() || !named && page.head.company.is_empty() && !f.object.is_empty() {
            f.subject_id = String::new();
            f.subject = f.object.clone();
        }
        out.push(f);
    }
    if out.is_empty() {
        out.extend(announced(page, sentence));
    }
    out
}

/// What got dearer: the noun before the price word.
fn object(page: &Page<'_>, clause: usize, lead: &str) -> String {
    let end = ["价格", "ASP", "电费", "电价", "均价", "售价"]
        .iter()
        .filter_map(|w| lead.find(w).map(|i| if matches!(*w, "ASP" | "电费" | "电价") { i + w.len() } else { i }))
        .min();
    let Some(end) = end else { return String::new() };
    let head = lead[..end].trim_end_matches(['）', ')', ' ']);
    let start = ["上调其", "上调", "下调", "计划将", "将其", "对其", "将", "其", "，", "的"]
        .iter()
        .filter_map(|w| head.rfind(w).map(|i| i + w.len()))
        .max()
        .unwrap_or(0);
    let mut words = head[start..].trim();
    for p in page.periods.iter().filter(|p| p.span.start >= clause) {
        words = words.strip_prefix(p.span.of(page.text)).unwrap_or(words).trim_start();
    }
    words.to_owned()
}

/// `某某正式官宣涨价`: no amount, but the act.
fn announced(page: &Page<'_>, sentence: &Sentence) -> Option<Fact> {
    let words = sentence.span.of(page.text);
    let (at, word) = ["官宣涨价", "宣布涨价", "正式涨价", "宣布提价", "宣布降价", "官宣降价"]
        .iter()
        .find_map(|w| words.find(w).map(|i| (sentence.span.start + i, *w)))?;
    let clause = sentence.clause_at(at);
    let subject = page.actor(sentence, at);
    if subject.name.is_empty() {
        return None;
    }
    let mut f = fact(
        page,
        FactKind::PriceChange,
        "price",
        subject,
        Span::new(clause.start, at + word.len()),
        "price_announced",
    );
    let behind = page.periods.iter().find(|p| p.span.start > at && sentence.span.contains(p.span));
    circumstances(&mut f, page, sentence, at, true);
    f.period = behind.and_then(|p| p.period.clone()).or(f.period);
    Some(f)
}
