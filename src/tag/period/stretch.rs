//! A stretch of time as written, from a place on: a date, a range or run of dates, a relative word.
//!
//! *reads*: characters from `at`. *needs*: the lexicon's words of time. *gives*: what it says and the whole
//! labelled expression (`截至2018年底`, `2020年初至今`, `2016-2020H1`). *does not match*: numbers with units,
//! page numbers, codes. *source*: issue 5, point 4.

use super::english;
use super::join::{day, days, double_year, follows, inherit, later, open_pair, short_year};
use super::letters::{self, closed_year, lettered, turned};
use super::point::{self, Grain, Point, Whole, Year, letter, skip_blank, starts, whole, within};
use super::tail::{apposition, tail};
use super::what::{Stretch, What};
use super::{duration, word};
use crate::lexicon::Lexicon;

/// The stretch that begins at `at`.
pub(super) fn read(t: &[char], at: usize, lexicon: &Lexicon) -> Option<Stretch> {
    let c = t[at];
    if c.is_ascii_punctuation() || matches!(c, ' ' | '，' | '。' | '、' | '的' | '（' | '）') {
        return None;
    }
    // `达产后年产24万片`: 后 ends the word before
    if c == '后' && at > 0 && matches!(t[at - 1], '产' | '成' | '运' | '工' | '完') {
        return None;
    }
    let to_date = letters::to_date(t, at).filter(|_| free(t, at)).map(|(year, end)| (What::YearToDate(year), end));
    let word = || lexicon.times.word(t, at).and_then(|(length, rule)| word::read(t, at, length, rule, lexicon));
    let (what, end) = to_date.or_else(word).or_else(|| dates(t, at, lexicon)).or_else(|| duration::read(t, at))?;
    Some(Stretch { start: at, end, what })
}

/// Whether no word, decimal or handle goes on at `at`.
fn free(t: &[char], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|k| t.get(k)).copied().unwrap_or(' ');
    // `ASML一季度`: a number in Han begins anew behind a name in letters
    let glued =
        if t.get(at).is_none_or(char::is_ascii) { before.is_ascii_alphanumeric() } else { before.is_ascii_digit() };
    // `CapEx2020年`: a year that says so
    let year = || t.get(at..at + 5).is_some_and(|w| w[4] == '年' && matches!(w[..2], ['1', '9'] | ['2', '0']));
    let glued = glued && !(before.is_ascii_alphabetic() && year());
    !(glued
        || before == '.' && at >= 2 && t[at - 2].is_ascii_alphanumeric()
        || matches!(before, '_' | '@' | '$' | '¥' | '#'))
}

/// Dates from `at`, with what joins them and what follows.
pub(super) fn dates(t: &[char], at: usize, lexicon: &Lexicon) -> Option<(What, usize)> {
    if !free(t, at) {
        return None;
    }
    let (first, last, end) = run(t, at, lexicon)?;
    let what = match last {
        Some(last) => What::Span(first, last),
        None => What::One(first),
    };
    let span = matches!(what, What::Span(..));
    let (what, end) = tail(t, what, end, lexicon);
    Some((what, if span { apposition(t, end) } else { end }))
}

/// A date and those joined to it.
fn run(t: &[char], at: usize, lexicon: &Lexicon) -> Option<(Point, Option<Point>, usize)> {
    if let Some(found) = open_pair(t, at) {
        return Some((found.0, Some(found.1), found.2));
    }
    if let Some((year, end)) = double_year(t, at) {
        return Some((year, None, end));
    }
    let (first, mut end) = one(t, at, lexicon)?;
    if let Some((a, b, end)) = days(t, end, first) {
        return Some((a, Some(b), end));
    }
    // a range; 年底 and 年初 may close its first date
    let mark = t.get(end).copied().unwrap_or('\0');
    let closed = matches!(mark, '底' | '末' | '初') && matches!(t.get(end + 1), Some('至' | '到' | '-' | '~' | '—'));
    let k = skip_blank(t, end + usize::from(closed));
    if let Some(c) = t.get(k).filter(|c| matches!(c, '-' | '~' | '—' | '至' | '到')) {
        let k = k + 1 + usize::from(t.get(k + 1) == Some(c) && !matches!(c, '至' | '到'));
        let k = skip_blank(t, k);
        let next = one(t, k, lexicon)
            .or_else(|| short_year(t, k, first))
            .or_else(|| day(t, k, first))
            .filter(|n| later(first, n.0));
        if let Some((last, end)) = next {
            let n = if mark == '初' { 1 } else { 12 };
            let from = if closed && first.grain == Grain::Year {
                Point { grain: Grain::Month, n, last: n, ..first }
            } else {
                first
            };
            return Some((from, Some(inherit(first, last)), end));
        }
    }
    // a run of neighbours: Q1/Q2/Q3
    let (mut last, mut count) = (first, 0);
    while count < 12 && matches!(t.get(end), Some('/' | '、')) {
        let Some((next, next_end)) = one(t, skip_blank(t, end + 1), lexicon).filter(|n| follows(last, n.0)) else {
            break;
        };
        (last, end) = (inherit(last, next), next_end);
        count += 1;
    }
    Some((first, (count > 0).then_some(last), end))
}

/// One date at `at`.
fn one(t: &[char], at: usize, lexicon: &Lexicon) -> Option<(Point, usize)> {
    let c = *t.get(at)?;
    if let Some(found) = english::date(t, at) {
        return Some(found);
    }
    if c.is_ascii_alphabetic() {
        return lettered(t, at);
    }
    if c == '单' && t.get(at + 1).is_some_and(char::is_ascii_alphabetic) {
        return lettered(t, at + 1).filter(|f| f.0.year == Year::Open);
    }
    if matches!(c, '第' | '前' | '首' | '头' | '上' | '下') {
        return within(t, at, Year::Open, false);
    }
    if let Some((length, rule)) = lexicon.times.word(t, at)
        && let Some(offset) = rule.strip_prefix("year:").and_then(|n| n.parse().ok())
    {
        let year = Year::From(offset);
        return Some(within(t, at + length, year, false).unwrap_or((Point::new(Grain::Year, year, 0), at + length)));
    }
    if let Some(found) = point::dotted(t, at).or_else(|| point::compact(t, at)) {
        return Some(found);
    }
    numbered(t, at, whole(t, at)?, lexicon)
}

/// A date that begins with a number.
fn numbered(t: &[char], at: usize, w: Whole, lexicon: &Lexicon) -> Option<(Point, usize)> {
    let next = |i: usize| t.get(i).copied().unwrap_or('\0');
    let k = skip_blank(t, w.end);
    let four = point::is_year(w);
    let two = w.digits == 2;
    if next(k) == '年'
        && next(k + 1) != '代'
        && (four
            || two
                && (within(t, k + 1, Year::Open, false).is_some()
                    || !matches!(next(k + 1), '期' | '代' | '内' | '级' | '限' | '前' | '后' | '以'))
            || w.digits == 3)
        && let Some(year) = w.year_or_rest()
        && (!two || is_two_digit_year(t, at, w, k))
    {
        return Some(year_rest(t, k + 1, year));
    }
    if starts(t, k, "财年")
        && let Some(year) = w.year()
    {
        let fiscal = Point { fiscal: true, ..Point::new(Grain::Year, Year::Of(year), 0) };
        return Some(within(t, k + 2, Year::Of(year), true).unwrap_or((fiscal, k + 2)));
    }
    if let Some(year) = w.year().filter(|_| !w.han) {
        let year = Year::Of(year);
        let bare = next(w.end);
        if bare.is_ascii_alphabetic()
            && let Some((grain, n, last, end)) = letter(t, w.end)
        {
            // 2021Q1年, 2019H1年: a slip of the pen
            let more = usize::from(next(end) == '年' && !next(end + 1).is_alphanumeric());
            // 26Q2财季: the quarter is the company's
            let fiscal = starts(t, end, "财季");
            let end = if fiscal { end + 2 } else { end + more };
            return Some((Point { grain, year, n, last, day: 0, fiscal }, end));
        }
        if starts(t, w.end, "FY") {
            let fiscal = Point { fiscal: true, ..Point::new(Grain::Year, year, 0) };
            return closed_year(t, fiscal, w.end + 2);
        }
        if two && starts(t, w.end, "全年") && !t[..at].ends_with(&['到']) {
            return Some((Point::new(Grain::Year, year, 0), w.end + 2));
        }
        if four && let Some(found) = after_four(t, w, year, lexicon) {
            return Some(found);
        }
    }
    if w.digits <= 2
        && !w.han
        && let Some(found) = turned(t, w).or_else(|| point::slashed(t, at, w))
    {
        return Some(found);
    }
    within(t, at, Year::Open, false).filter(|f| f.0.grain != Grain::Half || at != f.1)
}

/// What follows a four-digit number that may be a year without 年.
fn after_four(t: &[char], w: Whole, year: Year, lexicon: &Lexicon) -> Option<(Point, usize)> {
    let next = t.get(w.end).copied().unwrap_or('\0');
    let plain = Point::new(Grain::Year, year, 0);
    if matches!(next, '-' | '.' | '/')
        && let Some(m) = whole(t, w.end + 1).filter(|m| !m.han && m.digits <= 2 && (1..=12).contains(&m.value))
        && t.get(m.end) == Some(&next)
        && let Some(d) = whole(t, m.end + 1).filter(|d| !d.han && d.digits <= 2 && (1..=31).contains(&d.value))
    {
        return Some((
            Point { grain: Grain::Day, day: d.value as u8, ..Point::new(Grain::Month, year, m.value as u8) },
            d.end,
        ));
    }
    // 2025-12: a year and a later one would be further apart, so it is a month
    if next == '-'
        && let Some(m) = whole(t, w.end + 1).filter(|m| !m.han && m.digits == 2 && (1..=12).contains(&m.value))
        && (2013..=2060).contains(&w.value)
        && t.get(m.end).is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '-' | '.' | '%' | '~'))
    {
        return Some((Point::new(Grain::Month, year, m.value as u8), m.end));
    }
    if matches!(next, 'E' | 'A' | 'F' | 'e') && t.get(w.end + 1).is_none_or(|c| !c.is_ascii_alphanumeric()) {
        return Some((plain, w.end + 1));
    }
    if starts(t, w.end, "全年") || starts(t, w.end, "年度") {
        return Some((plain, w.end + 2));
    }
    if let Some(found) = within(t, w.end, year, false).filter(|f| f.0.grain != Grain::Month && f.0.grain != Grain::Day)
    {
        return Some(found);
    }
    let digits = t[w.end..].iter().skip(1).take(4).take_while(|c| c.is_ascii_digit()).count();
    let grouped = next == '.' && digits > 0 || matches!(next, '，' | ',') && digits == 3;
    let counted = grouped || matches!(next, '%' | '万' | '亿' | '千' | '多' | '余' | '个' | '+' | '倍' | '年');
    let at = skip_blank(t, w.end);
    let unit = t.get(at..).is_some_and(|r| lexicon.units.at(r).is_some());
    // 2000-3000元: the first of a range of amounts
    let range = matches!(next, '-' | '~' | '—' | '至' | '到')
        && whole(t, w.end + 1)
            .is_some_and(|b| !b.han && lexicon.units.at(&t[b.end..]).is_some() && t.get(b.end) != Some(&'年'));
    let odd = next.is_ascii_alphanumeric() || counted || unit || range;
    (!odd && w.value >= 1980 && w.value <= 2060).then_some((plain, w.end))
}

/// Whether two digits and 年 are a year: a month or the like follows, or the number is near our time.
fn is_two_digit_year(t: &[char], at: usize, w: Whole, year_mark: usize) -> bool {
    let rest = year_mark + 1;
    if within(t, rest, Year::Open, false).is_some() || matches!(t.get(rest), Some('底' | '末' | '初')) {
        return true;
    }
    let before = at.checked_sub(1).and_then(|k| t.get(k)).copied().unwrap_or('\0');
    let counted = matches!(before, '近' | '去' | '来' | '续' | '每' | '第' | '达' | '满' | '约' | '超' | '前' | '间')
        || matches!(t.get(rest), Some('来' | '间' | '之' | '时' | '左' | '周' | '多'))
        // `提高到20年的1.2万元`: of a year; 20年的合同 lasts
        || t.get(rest) == Some(&'的') && !t.get(rest + 1).is_some_and(char::is_ascii_digit);
    // 时间为15年, 使用寿命为20年: a duration
    let lasts = before == '为' && at >= 3 && {
        let head: [&[char]; 7] =
            [&['时', '间'], &['周', '期'], &['寿', '命'], &['年', '限'], &['期', '限'], &['时', '长'], &['工', '期']];
        head.iter().any(|w| t[..at - 1].ends_with(w))
    };
    !w.han && !counted && !lasts && ((5..=45).contains(&w.value) || w.value >= 90)
}

/// What stands behind a year and 年.
fn year_rest(t: &[char], at: usize, year: i16) -> (Point, usize) {
    let year = Year::Of(year);
    let fiscal = starts(t, at, "财年");
    let from = if fiscal { at + 2 } else { at };
    let plain = Point { fiscal, ..Point::new(Grain::Year, year, 0) };
    let quarters = (at_count(t, from), plain);
    if let (Some(end), plain) = quarters {
        return (plain, end);
    }
    let (point, end) = within(t, from, year, fiscal).unwrap_or((plain, from));
    (
        point,
        end + usize::from(
            end > from && matches!(point.grain, Grain::Quarter | Grain::Half) && t.get(end) == Some(&'年'),
        ),
    )
}

/// `2020年4个季度`: all of the year.
fn at_count(t: &[char], at: usize) -> Option<usize> {
    let w = whole(t, at).filter(|w| w.value == 4)?;
    starts(t, w.end, "个季度").then_some(w.end + 3)
}
