//! The noun phrase that says what a number measures: the words right before it, without what links them.
//!
//! reads: the clause up to the number, from the number before. gives: the last phrase, behind marks, brackets, dates,
//! links and names of who acts. refuses: words between two numbers that are the first one's noun (`40倍PE和800亿元`).

use super::page::Page;
use super::{naming, torn};
use crate::span::{Span, between};
use crate::tag::{MentionKind, Period};

/// How something moves, before the verb of the move.
const HOW: [&str; 7] = ["大幅", "小幅", "明显", "显著", "快速", "稳步", "逐步"];

/// The last noun phrase between `lead.start` and the quantity; `None` where only links stand there.
pub(super) fn before(page: &Page<'_>, lead: Span, clause: Span) -> Option<Span> {
    let text = page.text;
    let mut start = lead.start.max(clause.start);
    let mut end = lead.end;
    // a bracket closes what it says; a colon heads it
    if let Some(open) = between(text, start, end).rfind(['（', '(']) {
        let closed = between(text, start + open, end).contains(['）', ')']);
        let head = between(text, start, start + open).trim_end();
        let inside = trim_end(page, start + open, end);
        let bare = between(text, inside.0, inside.1).chars().filter(|c| c.is_alphabetic()).count() < 2;
        // `费用增长较快（分别增长 40%和 50%）`, `费用（1.7亿元，+24%）`: what stands before the bracket is measured in it
        let each = head.ends_with(|c: char| c.is_alphabetic()) && between(text, inside.1, end).contains("分别");
        if !closed && bare && (each || is_amount_of(page, Span::new(start, start + head.len()), lead.end)) {
            end = start + if each { measured_end(page, head) } else { open };
        } else if !closed {
            start += open + text[start + open..].chars().next().map_or(1, char::len_utf8);
        }
    }
    (start, end) = trim_end(page, start, end);
    if start >= end && clause.start > lead.start {
        return None;
    }
    if lead.start > clause.start && start == lead.start && is_noun_before(text, start, end) {
        return None;
    }
    // 1、2段 is one word
    let counted = |i: usize| {
        text[..start + i].ends_with(|c: char| c.is_ascii_digit())
            && text[start + i..].trim_start_matches('、').starts_with(|c: char| c.is_ascii_digit())
    };
    let marks = ['、', '；', '】', '》', ' ', ':', '：', '/'];
    // the blank of `PE 均值` is the typesetter's
    let set = |i: usize| {
        text[start + i..].starts_with(' ')
            && text[..start + i].ends_with(|c: char| c.is_ascii_alphabetic())
            && text[start + i + 1..].starts_with(|c: char| !c.is_ascii() && c.is_alphabetic())
    };
    let cut = between(text, start, end).rmatch_indices(marks).map(|(i, _)| i).find(|i| !counted(*i) && !set(*i));
    if let Some(cut) = cut {
        let after = start + cut + text[start + cut..].chars().next().map_or(1, char::len_utf8);
        if between(text, after, end).chars().filter(|c| c.is_alphanumeric()).count() >= 2 {
            start = torn::begun(page, start, start + cut, end).unwrap_or(after);
        }
    }
    (start, end) = behind_bracket(page, clause, Span::new(start, end.max(start)), lead.end);
    // a blank inside a date is no border
    if let Some(p) = page.periods.iter().find(|p| p.span.start < start && start < p.span.end) {
        start = p.span.end.min(end);
    }
    start = trim_start(page, start, end);
    start = behind_source(page, start, end);
    start = naming::numbered(page, start, end).map_or(start, |at| trim_start(page, at, end));
    // 价格 of `价格由均价1.3万元降至`
    let level = ["由均价", "从均价", "由原价", "从原价", "由平均", "从平均", "由此前", "从此前"];
    end -= level.iter().find(|w| between(text, start, end).ends_with(**w)).map_or(0, |w| w.len());
    let words = text.get(start..end)?;
    let ink = words.chars().filter(|c| c.is_alphabetic()).count();
    (ink >= 2 && words.chars().count() <= 40).then(|| Span::new(start, end))
}

/// Where the last noun of a head ends that is measured: 销售费用 of `研发费用和销售费用增长加快（分别`.
fn measured_end(page: &Page<'_>, head: &str) -> usize {
    let nouns = page.lexicon.phrases.measured.places(head).filter(|(_, w)| w.chars().count() >= 2);
    nouns.map(|(i, w)| i + w.len()).max().unwrap_or(head.len())
}

/// Whether an amount at `at` stands alone or with its change in a bracket behind the noun `head` that it is of.
fn is_amount_of(page: &Page<'_>, head: Span, at: usize) -> bool {
    let named = page.mentions.iter().any(|m| m.span.end == head.end);
    let amount = page.quantities.iter().find(|q| q.span.start == at).filter(|q| page.is_money(q));
    amount.is_some_and(|q| {
        let rest = page.text[q.span.end..].trim_start();
        let closes = ["）", ")", "，+", "，-", ",+", ",-", "，同比", "，环比"].iter().any(|w| rest.starts_with(w));
        page.text[..at].ends_with(['（', '(']) && closes && !named && page.is_measured(head.of(page.text))
    })
}

/// 从业人员 of `根据某协会数据2015年从业人员为`: behind who says it.
fn behind_source(page: &Page<'_>, start: usize, end: usize) -> usize {
    let source = between(page.text, start, end).find("数据");
    let source = source.filter(|i| *i > 0 && page.text[..start].ends_with('据'));
    source.map_or(start, |i| trim_start(page, start + i + "数据".len(), end))
}

/// Whether what stands between two numbers is the first one's noun: `40倍PE和800亿元市值`.
fn is_noun_before(text: &str, start: usize, end: usize) -> bool {
    let link = between(text, start, end);
    text[..start].ends_with(|c: char| !matches!(c, '，' | ',' | '；' | '。' | ' '))
        && link.ends_with(['和', '及', '与'])
        && link.chars().count() <= 8
        && !link.starts_with(['，', ',', '、', '；', ' ', '（', '）'])
}

/// The words behind a bracket that they close; where none stand there, what the bracket explains:
/// `销量（8英寸约当量）由…`.
fn behind_bracket(page: &Page<'_>, clause: Span, words: Span, at: usize) -> (usize, usize) {
    let text = page.text;
    let (mut start, end) = (words.start, words.end);
    let open = |i: &usize| between(text, start, start + i).contains(['（', '(']);
    let Some(i) = words.of(text).rfind(['）', ')']).filter(|i| !open(i)) else { return (start, end) };
    start += i + text[start + i..].chars().next().map_or(1, char::len_utf8);
    let open = between(text, clause.start, start).rfind(['（', '(']).map(|i| clause.start + i);
    let bare = between(text, start, end).chars().filter(|c| c.is_alphabetic()).count() < 2;
    let rest = between(text, start, at).trim_start();
    let verbs = ["由", "从", "为", "达", "约", "增", "升", "降"].iter().chain(page.lexicon.phrases.adverbs.iter());
    let links = verbs.chain(&page.lexicon.phrases.links).any(|w| rest.starts_with(*w));
    let Some(open) = open.filter(|_| bare && links) else { return (start, end) };
    let head = between(text, clause.start, open);
    let cut = head.rfind(['，', ',', '：', '、', ' ']);
    let cut = cut.map_or(0, |i| i + head[i..].chars().next().map_or(1, char::len_utf8));
    (clause.start + cut, open)
}

pub(super) fn trim_end(page: &Page<'_>, start: usize, mut end: usize) -> (usize, usize) {
    let phrases = &page.lexicon.phrases;
    let (mut level, mut moved) = (false, false);
    loop {
        let words = between(page.text, start, end)
            .trim_end_matches([' ', '：', ':', '（', '(', '“', '"', '+', '-', '~', ',', '，']);
        let mut next = start + words.len();
        // `迅速扩容至`: behind the word for a level the verb goes, and how it went
        let turn = || {
            let mut turns = phrases.rises.closings(words).chain(phrases.falls.closings(words));
            turns.find(|w| !w.ends_with(['速', '幅'])).or_else(|| phrases.adverbs.closing(words))
        };
        // 大幅 of `同比大幅增长`
        let how = || phrases.adverbs.closing(words).filter(|w| moved && HOW.contains(w));
        if let Some(link) = phrases.links.closing(words).or_else(|| turn().filter(|_| level)).or_else(how) {
            level |= link.ends_with(['至', '到', '为']);
            moved |= phrases.rises.contains(&link) || phrases.falls.contains(&link);
            next -= link.len();
        } else if let Some(p) = page.periods.iter().find(|p| p.span.end == next && p.span.start >= start) {
            next = p.span.start;
        }
        if next == end {
            return (start, end);
        }
        end = next;
    }
}

/// 13个月 of 13个月保单继续率 is part of the name.
pub(super) fn is_duration(page: &Page<'_>, period: &Period) -> bool {
    period.period.is_none() && period.span.of(page.text).ends_with("个月")
}

pub(super) fn trim_start(page: &Page<'_>, mut start: usize, end: usize) -> usize {
    loop {
        // what is left of a date that a cut went through
        if let Some(p) = page.periods.iter().find(|p| p.span.start < start && start < p.span.end && p.span.end < end) {
            start = p.span.end;
        }
        let words = between(page.text, start, end);
        let bare =
            words.trim_start_matches([' ', '，', ',', '、', '：', ':', '）', ')', '；', '”', '（', '(', '●', '的']);
        let mut next = end - bare.len();
        // `如甲2025年新开门店`
        if let Some(named) = bare.strip_prefix('如')
            && page.mentions.iter().any(|m| m.span.start == end - named.len() && m.kind == MentionKind::Company)
        {
            next = end - named.len();
        } else if let Some(open) = page.lexicon.phrases.opens.opening(bare) {
            next += open.len();
        } else if let Some(m) =
            page.mentions.iter().find(|m| m.span.start == next && m.span.end <= end && m.kind == MentionKind::Company)
            && (page.periods.iter().any(|p| p.span.start == m.span.end && p.span.end < end)
                || page.lexicon.phrases.opens.opening(between(page.text, m.span.end, end)).is_some())
        {
            next = m.span.end; // who: the subject, not the indicator
        } else if let Some(p) =
            page.periods.iter().find(|p| p.span.start == next && p.span.end < end && !is_duration(page, p))
        {
            next = p.span.end;
            // what is left of the date, but not the head of 日本
            let rest = between(page.text, next, end);
            let bare = rest.trim_start_matches(['年', '月', '末', '底', '初', '间', '度', ' ']);
            let bare = if bare.starts_with("日本") { bare } else { bare.trim_start_matches(['日', ' ']) };
            next += rest.len() - bare.len();
        }
        if next == start || next >= end {
            return start.max(next.min(end));
        }
        start = next;
    }
}
