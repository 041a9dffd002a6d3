//! A stretch of time as written, from a place on: a date, a range or run of dates, a relative word.
//!
//! *reads*: characters from `at`. *needs*: the lexicon's words of time. *gives*: what it says and the whole
//! labelled expression (`截至2018年底`, `2020年初至今`, `2016-2020H1`). *does not match*: numbers with units,
//! page numbers, codes. *source*: issue 5, point 4.

use super::letters::{lettered, turned};
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
    let (what, end) = if let Some((length, rule)) = lexicon.times.word(t, at) {
        word::read(t, at, length, rule, lexicon)
    } else {
        None
    }
    .or_else(|| dates(t, at, lexicon))
    .or_else(|| duration::read(t, at))?;
    Some(Stretch { start: at, end, what })
}

/// Dates from `at`, with what joins them and what follows.
pub(super) fn dates(t: &[char], at: usize, lexicon: &Lexicon) -> Option<(What, usize)> {
    let before = at.checked_sub(1).and_then(|k| t.get(k)).copied().unwrap_or(' ');
    if before.is_ascii_alphanumeric()
        || before == '.' && at >= 2 && t[at - 2].is_ascii_alphanumeric()
        || matches!(before, '_' | '@' | '$' | '¥' | '#')
    {
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
    let (first, mut end) = one(t, at, lexicon)?;
    // a range; 年底 and 年初 may close its first date
    let mark = t.get(end).copied().unwrap_or('\0');
    let closed = matches!(mark, '底' | '末' | '初') && matches!(t.get(end + 1), Some('至' | '到' | '-' | '~' | '—'));
    let k = skip_blank(t, end + usize::from(closed));
    if let Some(c) = t.get(k).filter(|c| matches!(c, '-' | '~' | '—' | '至' | '到')) {
        let k = k + 1 + usize::from(t.get(k + 1) == Some(c) && !matches!(c, '至' | '到'));
        let k = skip_blank(t, k);
        let next = one(t, k, lexicon).or_else(|| short_year(t, k, first)).filter(|n| later(first, n.0));
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

/// Whether the second is of the same grain and one later.
fn follows(a: Point, b: Point) -> bool {
    let year = |p: Point| if let Year::Of(y) = p.year { Some(i32::from(y)) } else { None };
    let b = inherit(a, b);
    a.grain == b.grain
        && a.n == a.last
        && b.n == b.last
        && a.day == b.day
        && match a.grain {
            Grain::Year => matches!((year(a), year(b)), (Some(x), Some(y)) if y == x + 1),
            Grain::Quarter | Grain::Half | Grain::Month => a.year == b.year && b.n == a.n + 1,
            Grain::Day => false,
        }
}

fn later(a: Point, b: Point) -> bool {
    match (a.year, inherit(a, b).year) {
        (Year::Of(x), Year::Of(y)) if x == y && a.grain == b.grain => (a.n, a.day) < (b.n, b.day),
        (Year::Of(x), Year::Of(y)) => x <= y,
        _ => true,
    }
}

/// The second of two takes the year of the first where it has none.
fn inherit(a: Point, b: Point) -> Point {
    if b.year == Year::Open && b.grain != Grain::Year {
        Point { year: a.year, fiscal: a.fiscal || b.fiscal, ..b }
    } else {
        b
    }
}

/// `2019年-25年` is one by itself; `2019-25`: two digits behind a four-digit year.
fn short_year(t: &[char], at: usize, first: Point) -> Option<(Point, usize)> {
    let Year::Of(from) = first.year else { return None };
    let w = whole(t, at).filter(|w| !w.han && w.digits == 2 && first.grain == Grain::Year)?;
    let year = from / 100 * 100 + w.value as i16;
    let next = t.get(w.end).copied().unwrap_or('\0');
    let ends =
        matches!(next, '年' | 'E' | 'F') || !next.is_alphanumeric() && !matches!(next, '%' | '.' | ',' | '/' | '-');
    (ends && year > from && year - from < 60)
        .then(|| (Point::new(Grain::Year, Year::Of(year), 0), w.end + usize::from(matches!(next, '年' | 'E' | 'F'))))
}

/// Two numbers that only the end tells to be years or quarters: `15-19年`, `2018/2019年`, `20-24E`,
/// `18、19年`, `1-11M20`.
fn open_pair(t: &[char], at: usize) -> Option<(Point, Point, usize)> {
    let a = whole(t, at).filter(|w| !w.han && w.digits <= 4)?;
    let mark = skip_blank(t, a.end);
    let (mut previous, mut end) = (a, a.end);
    let mut last = None;
    let listed = matches!(t.get(mark)?, '/' | '、');
    if !listed && !matches!(t[mark], '-' | '~' | '—' | '至' | '到') {
        return None;
    }
    for _ in 0..12 {
        let k = skip_blank(t, end);
        let joins = if listed { matches!(t.get(k), Some('/' | '、')) } else { last.is_none() };
        let doubled = usize::from(!listed && t.get(k + 1) == t.get(k));
        let Some(b) = whole(t, skip_blank(t, k + 1 + doubled))
            .filter(|b| joins && !b.han && b.digits <= 4 && (!listed || b.value == previous.value + 1))
        else {
            break;
        };
        (previous, end, last) = (b, b.end, Some(b));
    }
    let b = last?;
    let k = skip_blank(t, end);
    let make = |x, y, end| {
        (x < y).then(|| (Point::new(Grain::Year, Year::Of(x), 0), Point::new(Grain::Year, Year::Of(y), 0), end))
    };
    match t.get(k) {
        Some('年') if !starts(t, k, "年期") && !starts(t, k, "年内") => {
            let (x, y) = (a.year_or_rest()?, b.year()?);
            // 3-5年, 10-15年: a duration unless both are years
            let far = a.digits == 2 && b.digits == 2 && !(5..=45).contains(&a.value);
            // 2018-2020年1月: the second goes on
            match within(t, k + 1, Year::Of(y), false)
                .filter(|f| a.digits == 4 && f.0.n == f.0.last && f.0.grain != Grain::Half)
            {
                Some((point, end)) => Some((Point::new(Grain::Year, Year::Of(x), 0), point, end)),
                None if far => None,
                None => make(x, y, k + 1),
            }
        }
        Some('E' | 'F' | 'A') if a.digits >= 2 => make(a.year()?, b.year()?, end + 1),
        Some('M' | 'm') if a.value >= 1 && a.value < b.value && b.value <= 12 => {
            let y = whole(t, k + 1).filter(|y| !y.han)?;
            let year = Year::Of(y.year()?);
            Some((Point::new(Grain::Month, year, a.value as u8), Point::new(Grain::Month, year, b.value as u8), y.end))
        }
        _ => None,
    }
}

/// One date at `at`.
fn one(t: &[char], at: usize, lexicon: &Lexicon) -> Option<(Point, usize)> {
    let c = *t.get(at)?;
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
    if let Some(found) = point::dotted(t, at) {
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
        if two && starts(t, w.end, "全年") && !t[..at].ends_with(&['到']) {
            return Some((Point::new(Grain::Year, year, 0), w.end + 2));
        }
        if four && let Some(found) = after_four(t, w, year, lexicon) {
            return Some(found);
        }
    }
    if w.digits <= 2
        && !w.han
        && let Some(found) = turned(t, w)
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
    let odd = next.is_ascii_alphanumeric() || counted || unit;
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
        || matches!(t.get(rest), Some('来' | '间' | '之' | '时' | '左' | '的' | '周' | '多'));
    !w.han && !counted && ((5..=45).contains(&w.value) || w.value >= 90)
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
