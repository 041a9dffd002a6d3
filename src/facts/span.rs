//! Spans of years that a sentence counts from its own dates, and those that are of a growth alone.
//!
//! reads: `未来三年` beside the years that the sentence names (`，2021-2023年收入`), beside the date of what somebody said
//! (`2022年11月甲公司表示，未来5-7年`); `2014-2019年复合增速`; the dates of the two levels between which something moved. gives:
//! the span, whether a span is a growth's. does not match: spans counted from the report's day.

use super::page::Page;
use super::sentence::Sentence;
use super::statement::Statement;
use super::step;
use crate::span::between;
use crate::tag::Period;

/// What somebody does who says when a span begins.
const SAYS: [&str; 9] = ["表示", "宣布", "公告", "指出", "提出", "披露", "发布", "称，", "透露"];

/// The years that a relative span of a sentence means by what else the sentence dates.
pub(super) fn named(page: &Page<'_>, sentence: &Sentence, p: &Period) -> Option<String> {
    let words = p.span.of(page.text);
    let ahead = ["未来", "今后"].iter().any(|w| words.starts_with(w));
    if !ahead && !["近", "过去"].iter().any(|w| words.starts_with(w)) {
        return None;
    }
    let count = years(p.period.as_deref()?)?;
    let count = count.1 - count.0;
    let inside = || page.periods.iter().filter(|o| sentence.span.contains(o.span) && o.span != p.span);
    // as many years that are written out behind it
    let whole = inside().filter(|o| o.span.start > p.span.end).filter_map(|o| o.period.as_deref());
    let mut whole = whole.filter(|o| years(o).is_some_and(|(a, b)| b - a + 1 == count && o.len() == 9));
    if let Some(found) = whole.next().filter(|_| ahead) {
        return Some(found.to_owned());
    }
    let said = inside().rfind(|o| {
        let clause = sentence.clause_at(o.span.start);
        let written = o.span.of(page.text).starts_with(|c: char| c.is_ascii_digit());
        written
            && o.span.end <= p.span.start
            && SAYS.iter().any(|w| between(page.text, o.span.end, clause.end).contains(w))
    })?;
    let year: i32 = said.period.as_deref()?.get(..4)?.parse().ok()?;
    Some(if ahead { format!("{year}/{}", year + count) } else { format!("{}/{year}", year - count) })
}

/// Whether a date is of the level from which something moved to the one at `at`: `由2023年底的3000万户增长到3600万户`.
pub(super) fn is_start(page: &Page<'_>, p: &Period, at: usize) -> bool {
    let from = page.text[..p.span.start].trim_end().ends_with(['由', '从']);
    if p.span.end > at || !from && !p.span.of(page.text).starts_with(['由', '从']) {
        return false;
    }
    let first = page.quantities.iter().find(|q| q.span.start >= p.span.end).filter(|q| q.span.end <= at);
    first.is_some_and(|q| {
        let link = between(page.text, q.span.end, at).trim_end_matches(['约', '近', '了', ' ']);
        let next = between(page.text, p.span.end, q.span.start).chars().count() <= 3;
        next && link.ends_with(['至', '到', '为']) && !link.contains(['，', ',', '；', '。'])
    })
}

/// Whether a date of an earlier clause is of the level from which that clause says that something moved:
/// `费用率由2019年的13.9%上升至14.2%，费用增长15%`.
pub(super) fn starts_move(page: &Page<'_>, sentence: &Sentence, p: &Period) -> bool {
    let clause = sentence.clause_at(p.span.start);
    let rest = between(page.text, p.span.end, clause.end);
    let dated = page.periods.iter().any(|o| o.span.start >= p.span.end && o.span.end <= clause.end);
    let phrases = &page.lexicon.phrases;
    let moves = || phrases.rises.is_in(rest) || phrases.falls.is_in(rest);
    let from = page.text[..p.span.start].trim_end().ends_with(['由', '从', '自']);
    from && !dated && rest.contains(['至', '到']) && moves()
}

/// Whether a period is the span of a growth of another clause than the figure's at `at`, which is none.
pub(super) fn is_growth(page: &Page<'_>, sentence: &Sentence, p: &Period, at: usize) -> bool {
    let grows = |words: &str| ["复合", "CAGR", "年均"].iter().any(|w| words.contains(w));
    p.period.as_deref().is_some_and(|s| s.len() == 9 && s.contains('/'))
        && grows(sentence.clause_at(p.span.start).of(page.text))
        && !grows(sentence.clause_at(at).of(page.text))
}

/// The years between which a difference came about: `2010年为9.9亿人，2020年下降至9.6亿人，净减少3000万人`; `None` where
/// the figure at `i` is none or has a date of its own.
pub(super) fn of_move(page: &Page<'_>, all: &[Statement<'_>], i: usize) -> Option<String> {
    let s = &all[i];
    let moved = match &s.change {
        Some(c) => c.base.is_none(),
        None => step::difference(page, s).is_some(),
    };
    let (to, from) = (all.get(i.checked_sub(1)?)?, all.get(i.checked_sub(2)?)?);
    let link = between(page.text, from.quantity.span.end, to.quantity.span.start);
    let reached = link.contains(['至', '到']) || link.trim_end().ends_with('为');
    let level = |s: &Statement<'_>| !matches!(s.quantity.unit.as_str(), "%" | "pp" | "x") && s.change.is_none();
    if !moved || !reached || from.quantity.unit != to.quantity.unit || !level(from) || !level(to) {
        return None;
    }
    let dates =
        |start: usize, end: usize| page.periods.iter().filter(move |p| p.span.start >= start && p.span.end <= end);
    let year = |p: &Period| p.period.clone().filter(|p| p.len() == 4);
    if dates(to.quantity.span.end, s.quantity.span.start).next().is_some() {
        return None;
    }
    let last = dates(from.quantity.span.end, to.quantity.span.start).filter_map(year).next_back()?;
    let sentence = page.sentences.iter().find(|n| n.span.contains(from.quantity.span))?;
    let first = dates(sentence.span.start, from.quantity.span.start).filter_map(year).next_back()?;
    (first < last).then(|| format!("{first}/{last}"))
}

/// First and last year of a span of whole years.
fn years(period: &str) -> Option<(i32, i32)> {
    let (a, b) = period.split_once('/')?;
    Some((a.parse().ok()?, b.parse().ok()?))
}

/// Whether a period is one month, quarter or half.
pub(super) fn is_part_of_a_year(period: &str) -> bool {
    period.len() == 7 && period.contains('-') || !period.contains('/') && period.contains(['Q', 'H'])
}

/// Whether words between a month and a figure speak of another time than the month.
pub(super) fn is_of_another_time(words: &str) -> bool {
    ["全年", "累计", "同期", "上月", "上季", "年内", "去年"].iter().any(|w| words.contains(w))
}
