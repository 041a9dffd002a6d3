//! The words behind a date: 底, 初, 以来, 期间, and a count that repeats a span.
//!
//! *reads*: characters behind a date. *needs*: the table `time_tails`. *gives*: the date they make of it, and
//! where the whole expression ends. *does not match*: 后续, 起步, 间接 — other words. *source*: issue 5, point 4.

use super::duration;
use super::point::{Grain, Point, Year};
use super::what::What;
use crate::lexicon::Lexicon;

/// `1997年到2017年的20年期间`: the count repeats the span.
pub(super) fn apposition(t: &[char], end: usize) -> usize {
    let from = end + usize::from(t.get(end) == Some(&'的'));
    let Some((_, _, next)) = duration::count(t, from) else { return end };
    let closed = [&['期', '间'][..], &['间'][..]].into_iter().find(|w| t[next..].starts_with(w));
    closed.map_or(end, |w| next + w.len())
}

/// Takes the words behind a date: 底, 以来, 期间 …
pub(super) fn tail(t: &[char], what: What, end: usize, lexicon: &Lexicon) -> (What, usize) {
    let (mut what, mut end) = (what, end);
    for _ in 0..3 {
        let Some((length, rule)) = lexicon.times.tail(t, end) else { break };
        let next = t.get(end + length).copied().unwrap_or('\0');
        if !fits(t, end, length, next) {
            break;
        }
        what = match (rule, what) {
            // a fiscal year ends in its own month
            ("end", What::One(p)) if p.grain == Grain::Year && !p.fiscal => {
                What::One(Point { grain: Grain::Month, n: 12, last: 12, ..p })
            }
            ("begin", What::One(p)) if p.grain == Grain::Year && !p.fiscal => {
                What::One(Point { grain: Grain::Month, n: 1, last: 1, ..p })
            }
            ("since", What::One(p)) if !matches!(t[end], '后' | '之') => What::Since(p),
            ("to_date", What::One(Point { grain: Grain::Year, year: Year::Of(year), fiscal: false, .. })) => {
                What::YearToDate(year)
            }
            (_, what) => what,
        };
        end += length;
    }
    (what, end)
}

/// 后 in 后续, 起 in 起步, 间 in 间接: the tail belongs to another word.
fn fits(t: &[char], at: usize, length: usize, next: char) -> bool {
    match (t[at], length) {
        ('后', 1) => !matches!(next, '续' | '期' | '者' | '端' | '市' | '台' | '疫' | '装'),
        ('起', 1) => !matches!(next, '步' | '点' | '到' | '来' | '草' | '源' | '伏' | '诉' | '重'),
        ('间', 1) => !matches!(next, '接' | '隔' | '歇'),
        ('内', 1) => !matches!(next, '部' | '容' | '存' | '需' | '地' | '外' | '资' | '销' | '蒙'),
        ('初', 1) => !matches!(next, '步' | '创' | '级' | '次' | '始'),
        ('末', 1) => !matches!(next, '端'),
        ('底', 1) => !matches!(next, '部' | '层' | '座' | '盘' | '线' | '色' | '气'),
        ('来', 1) => !matches!(next, '自' | '看' | '源' | '到' | '说'),
        ('份', 1) => next != '额',
        ('开', _) => !matches!(next, '发'),
        _ => true,
    }
}
