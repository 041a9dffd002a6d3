//! How two dates or more become one stretch: ranges, runs of neighbours, two numbers that share their year.
//!
//! *reads*: dates as `point` gives them, and the characters between and behind. *gives*: the first, the last and
//! where they end. *does not match*: `3-5年` (a duration), two that lie apart. *source*: issue 5, point 4.

use super::point::{Grain, Point, Year, skip_blank, starts, whole, within};

/// `2026/27财年`, `FY2026/27`: one fiscal year, named by the two calendar years it lies in.
pub(super) fn double_year(t: &[char], at: usize) -> Option<(Point, usize)> {
    let lettered = starts(t, at, "FY");
    let a = whole(t, if lettered { skip_blank(t, at + 2) } else { at }).filter(|w| !w.han && w.digits == 4)?;
    let b = whole(t, a.end + 1).filter(|b| t[a.end] == '/' && !b.han && (b.digits == 2 || b.digits == a.digits))?;
    let (x, y) = (a.year()?, b.year()?);
    let marked = starts(t, b.end, "财年");
    let end = b.end + if marked { 2 } else { 0 };
    let closed = lettered && t.get(end).is_none_or(|c| !c.is_ascii_alphanumeric() && *c != '/');
    let fiscal = Point { fiscal: true, ..Point::new(Grain::Year, Year::Of(y), 0) };
    (y == x + 1 && (marked || closed)).then_some((fiscal, end))
}

/// `6日` behind a day of the same month.
pub(super) fn day(t: &[char], at: usize, first: Point) -> Option<(Point, usize)> {
    let w = whole(t, at).filter(|w| first.grain == Grain::Day && w.digits <= 2 && (1..=31).contains(&w.value))?;
    let end = skip_blank(t, w.end);
    matches!(t.get(end), Some('日' | '号')).then_some((Point { day: w.value as u8, ..first }, end + 1))
}

/// `3月2-6日`: two days of the month that was read, which `2` and `6日` follow.
pub(super) fn days(t: &[char], at: usize, month: Point) -> Option<(Point, Point, usize)> {
    let single = month.grain == Grain::Month && month.n == month.last;
    let w = whole(t, skip_blank(t, at)).filter(|w| single && w.digits <= 2 && (1..=31).contains(&w.value))?;
    let first = Point { grain: Grain::Day, day: w.value as u8, ..month };
    let mark = skip_blank(t, w.end);
    let joins = matches!(t.get(mark)?, '-' | '~' | '—' | '至' | '到' | '、');
    let (last, end) = day(t, skip_blank(t, mark + 1), first).filter(|d| joins && d.0.day > first.day)?;
    (t[mark] != '、' || last.day == first.day + 1).then_some((first, last, end))
}

/// Whether the second is of the same grain and one later.
pub(super) fn follows(a: Point, b: Point) -> bool {
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

pub(super) fn later(a: Point, b: Point) -> bool {
    if wraps(a, b) {
        return true;
    }
    match (a.year, inherit(a, b).year) {
        (Year::Of(x), Year::Of(y)) if x == y && a.grain == b.grain => (a.n, a.day) < (b.n, b.day),
        (Year::Of(x), Year::Of(y)) => x <= y,
        _ => true,
    }
}

/// `12月29日-1月4日`: months and days without a year of their own that go on in the next one.
fn wraps(a: Point, b: Point) -> bool {
    b.year == Year::Open && a.grain == b.grain && matches!(a.grain, Grain::Month | Grain::Day) && b.n < a.n
}

/// The second of two takes the year of the first where it has none.
pub(super) fn inherit(a: Point, b: Point) -> Point {
    if let Year::Of(year) = a.year
        && wraps(a, b)
    {
        return Point { year: Year::Of(year + 1), fiscal: a.fiscal, ..b };
    }
    if b.year == Year::Open && b.grain != Grain::Year {
        Point { year: a.year, fiscal: a.fiscal || b.fiscal, ..b }
    } else {
        b
    }
}

/// `2019年-25年` is one by itself; `2019-25`: two digits behind a four-digit year.
pub(super) fn short_year(t: &[char], at: usize, first: Point) -> Option<(Point, usize)> {
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
pub(super) fn open_pair(t: &[char], at: usize) -> Option<(Point, Point, usize)> {
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
        Some(c @ ('M' | 'm' | 'Q' | 'H')) if a.value >= 1 && a.value < b.value => {
            let (grain, most) = match c {
                'Q' => (Grain::Quarter, 4),
                'H' => (Grain::Half, 2),
                _ => (Grain::Month, 12),
            };
            let y = whole(t, k + 1).filter(|y| !y.han && b.value <= most)?;
            let year = Year::Of(y.year()?);
            Some((Point::new(grain, year, a.value as u8), Point::new(grain, year, b.value as u8), y.end))
        }
        _ => None,
    }
}
