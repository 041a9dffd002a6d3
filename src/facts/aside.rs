//! What a bracket right behind a name tells of its market: `看好存储芯片（市场900亿美元，CAGR 9%）`.
//!
//! reads: a bracket that opens with 市场, 市场规模 or 市场空间, the amount of money there, a compound growth in the same bracket.
//! needs: a name before the bracket that is no company's. gives: `market` `size` and `cagr` of that name. does not match:
//! brackets of a company's figures, 市场 with another noun (`市场份额`, `市场需求`).

use super::actor::Subject;
use super::draft::{circumstances, fact, measure};
use super::page::{Page, is_firm};
use super::sentence::Sentence;
use super::statement::Statement;
use super::{Fact, FactKind, market};
use crate::span::{Span, between};

/// Nouns of a size that open such a bracket, longest first.
const SIZES: [&str; 4] = ["市场规模", "市场空间", "市场容量", "市场"];

/// Words between the noun of a size and its amount.
const HEDGES: [char; 9] = ['约', '近', '达', '为', '超', '过', '：', ':', ' '];

pub(super) fn read(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> Option<Fact> {
    let at = s.quantity.span.start;
    let near = page.lead_in(sentence, at);
    let (i, open) = near.char_indices().rev().find(|(_, c)| matches!(c, '（' | '(' | '）' | ')'))?;
    let inside = &near[i + open.len_utf8()..];
    let noun = SIZES.iter().find(|w| matches!(open, '（' | '(') && inside.starts_with(**w))?;
    let words = inside[noun.len()..].trim_matches(HEDGES);
    let metric = if words.is_empty() && page.is_money(s.quantity) {
        "size"
    } else if s.quantity.unit == "%" && grows(page, Span::new(at - inside.len(), at)) {
        "cagr"
    } else {
        return None;
    };
    let name = name(page, sentence, at - near.len() + i)?;
    let span = Span::new(name.start, s.quantity.span.end);
    let subject = Subject::named(market::tidy(page, name.of(page.text)));
    let mut f = fact(page, FactKind::Market, metric, subject, span, "market_figure");
    measure(&mut f, s.quantity);
    circumstances(&mut f, page, sentence, at, false);
    Some(f)
}

/// Whether a bracket's words before a rate give an amount and end in the noun of a compound growth.
fn grows(page: &Page<'_>, inside: Span) -> bool {
    let amount = page.quantities_in(inside).any(|q| page.is_money(q));
    let rate = page.triggers_in(inside).last();
    amount
        && rate.is_some_and(|(w, t)| {
            t.metric == "cagr" && between(page.text, w.end, inside.end).trim_matches(HEDGES).is_empty()
        })
}

/// The name before a bracket, without who looks on it and how it fares.
fn name(page: &Page<'_>, sentence: &Sentence, end: usize) -> Option<Span> {
    let clause = sentence.clause_at(end);
    let lead = between(page.text, clause.start, end).trim_end();
    let bare = ["需求升级", "需求增长", "需求提升", "升级", "需求", "市场"].iter().find_map(|w| lead.strip_suffix(w));
    let end = clause.start + bare.unwrap_or(lead).len();
    let phrase = page.phrase_before(clause.start, end)?;
    let words = phrase.of(page.text);
    let opens = ["看好", "代表", "必须", "必需", "所需", "的", "推荐", "关注"];
    let cut = opens.iter().filter_map(|w| words.rfind(w).map(|i| i + w.len())).max().unwrap_or(0);
    let found = Span::new(phrase.start + cut, phrase.end);
    let firm = page.mentions.iter().any(|m| is_firm(m) && m.span.end == found.end);
    let name = found.of(page.text).trim();
    (!firm && !page.is_generic(name) && !page.is_measured(name) && name.chars().count() >= 2).then_some(found)
}
