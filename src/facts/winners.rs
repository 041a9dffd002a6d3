//! Amounts in brackets behind those who come first by them: `盈利前三为甲（5.6亿元）、乙（3.0亿元）和丙（1.8亿元）`.
//!
//! reads: a company's metric before 前 with a number, 为, 是 or 有, companies with an amount of money in a bracket each. gives:
//! `financial` of the company right before the bracket. does not match: a metric of one part or place (`海外营收前三`), shares by
//! their turnover of a day, brackets with more than the amount, names that no list has.

use super::draft::{circumstances, fact, measure};
use super::page::Page;
use super::sentence::Sentence;
use super::statement::Statement;
use super::{Fact, FactKind, ordinal, reported};
use crate::span::{Span, between};
use crate::tag::MentionKind;

/// Characters between the metric and 前: `归母净利润占行业`.
const LINK: usize = 6;

/// What links those who come first with their names.
const LINKS: [&str; 7] = ["分别是", "分别为", "依次是", "依次为", "为", "是", "有"];

pub(super) fn read(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> Option<Fact> {
    let at = s.quantity.span;
    let clause = s.clause;
    let lead = between(page.text, clause.start, at.start).trim_end();
    let head = lead.strip_suffix(['（', '('])?;
    if !page.is_money(s.quantity) || s.change.is_some() || !page.rest(at.end).starts_with(['）', ')']) {
        return None;
    }
    let end = clause.start + head.len();
    let m = page.mentions.iter().find(|m| m.kind == MentionKind::Company && m.span.end == end)?;
    let (first, word, metric) = metric(page, clause, end)?;
    let tail = between(page.text, first, m.span.start);
    let link = LINKS.iter().find_map(|w| tail.find(w).map(|i| (i, i + w.len())))?;
    // those who are counted, then names and brackets alone
    let names = tail[link.1..].trim_start();
    let alone =
        names.is_empty() || names.trim_end().ends_with(['、', '和', '与', '及', '，']) && names.contains(['）', ')']);
    if !alone || tail[..link.0].chars().count() > LINK {
        return None;
    }
    let mut f = fact(page, FactKind::Financial, metric, m.into(), Span::new(word, at.end), "company_figure");
    measure(&mut f, s.quantity);
    circumstances(&mut f, page, sentence, at.start, false);
    reported::dated(&mut f, page, sentence, s);
    reported::settle(&mut f, page);
    Some(f)
}

/// Where the words behind `前三` begin, where the metric before it does, and which it is.
fn metric(page: &Page<'_>, clause: Span, end: usize) -> Option<(usize, usize, &'static str)> {
    let words = between(page.text, clause.start, end);
    let (at, rest) = words.match_indices('前').find_map(|(i, c)| {
        let (n, rest) = ordinal::count(&words[i + c.len()..])?;
        (2..=10).contains(&n).then_some((clause.start + i, rest))
    })?;
    let (word, trigger) =
        page.triggers_in(Span::new(clause.start, at)).filter(|(_, t)| t.kind == "financial").last()?;
    let before = between(page.text, clause.start, word.start).trim_matches(['按', '从', '中', '，', ' ', '以']);
    let dated =
        page.periods.iter().any(|p| p.span.of(page.text).trim_end_matches('年') == before.trim_end_matches('年'));
    let link = between(page.text, word.end, at);
    let near = link.chars().count() <= LINK && !link.contains(['率', '增', '比']);
    (near && (before.is_empty() || dated)).then_some((end - rest.len(), word.start, trigger.metric))
}
