//! `price_change` in words: a price that doubles or halves.
//!
//! reads: `某某报价同比翻番` (+100), `某某售价腰斩` (-50) behind a price word of the clause. gives: the signed
//! percentage, the product, the base. does not match: 有望 and 若, what else doubles (`价格战下销量翻番`), no change at all.

use super::draft::{circumstances, fact};
use super::page::Page;
use super::price;
use super::priced;
use super::sentence::Sentence;
use super::{Fact, FactKind, change};
use crate::decimal::Decimal;
use crate::span::Span;

/// What a word does to a price, in per cent.
const WORDS: [(&str, i32); 7] =
    [("翻番", 100), ("翻倍", 100), ("翻一番", 100), ("腰斩", -50), ("减半", -50), ("对半砍", -50), ("砍半", -50)];

/// Characters between a price and its word at most.
const NEAR: usize = 10;

pub(super) fn read(page: &Page<'_>, sentence: &Sentence) -> Vec<Fact> {
    let words = sentence.span.of(page.text);
    let doubtful = ["有望", "若", "可能", "或将", "假设"].iter().any(|w| words.contains(w));
    if doubtful || page.lexicon.phrases.share_prices.is_in(words) {
        return Vec::new();
    }
    sentence.clauses.iter().filter_map(|c| clause(page, sentence, *c)).collect()
}

fn clause(page: &Page<'_>, sentence: &Sentence, clause: Span) -> Option<Fact> {
    let words = clause.of(page.text);
    let (at, word, value) = WORDS.iter().filter_map(|(w, v)| words.find(w).map(|i| (i, *w, *v))).min()?;
    let lead = &words[..at];
    let (from, price) = page.lexicon.phrases.prices.places(lead).next_back()?;
    let link = &lead[from + price.len()..];
    let measured = page.lexicon.phrases.measured.is_in(link) || link.contains(['量', '额', '收', '利', '战', '率']);
    if measured
        || link.contains(['未', '不', '没'])
        || link.chars().count() > NEAR
        || page.quantities_in(clause).any(|q| q.unit == "%")
    {
        return None;
    }
    let object = priced::object(page, sentence, clause, clause.start + at);
    let (subject, own) = price::whose(page, sentence, clause.start + at, &object);
    if subject.name.is_empty() {
        return None;
    }
    let span = Span::new(clause.start, clause.start + at + word.len());
    let mut f = fact(page, FactKind::PriceChange, "price", subject, span, "price_words");
    circumstances(&mut f, page, sentence, clause.start + at, own);
    let value = Decimal::from(value);
    (f.low, f.high, f.change) = (Some(value), Some(value), Some(value));
    f.unit = "%".to_owned();
    f.change_base = change::base(lead);
    f.object = object;
    Some(f)
}
