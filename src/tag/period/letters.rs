//! Dates that letters mark: `4Q25`, `1H2020`, `9M20`, `Q4'25`, `FY26Q2`, `F2Q26`, `FY2026`.
//!
//! *reads*: characters where a letter stands, or where one stands behind a small number. *gives*: the point and
//! where it ends. *does not match*: `5H20`, `H20` (a chip), `13M`, letters that go on. *source*: issue 5, point 4.

use super::point::{Grain, Point, Whole, Year, letter, skip_blank, starts, whole, within};

/// `4Q25`, `1H2020`, `9M20`, `1Q`.
pub(super) fn turned(t: &[char], w: Whole) -> Option<(Point, usize)> {
    let c = *t.get(w.end)?;
    let (grain, most) = match c {
        'Q' => (Grain::Quarter, 4),
        'H' => (Grain::Half, 2),
        'M' => (Grain::Month, 12),
        _ => return None,
    };
    if !(1..=most).contains(&w.value) || w.digits > 1 && grain != Grain::Month {
        return None;
    }
    let mut from = w.end + 1;
    let fiscal = starts(t, from, "FY");
    from += if fiscal { 2 } else { usize::from(matches!(t.get(from), Some('\'' | '’' | '‘'))) };
    let year = whole(t, from).filter(|y| {
        !y.han
            && y.year().is_some()
            && t.get(y.end).is_none_or(|c| !c.is_ascii_alphanumeric() || *c == 'E' || *c == 'A')
    });
    let n = w.value as u8;
    let first = if grain == Grain::Month { 1 } else { n };
    let make = |year| Point { grain, year, n: first, last: n, day: 0, fiscal };
    match year {
        Some(y) => Some((make(Year::Of(y.year()?)), y.end + usize::from(matches!(t.get(y.end), Some('E' | 'A'))))),
        None if grain != Grain::Month && t.get(from).is_none_or(|c| !c.is_ascii_alphanumeric()) => {
            Some((make(Year::Open), from))
        }
        None => None,
    }
}

/// `Q4`, `Q4'25`, `H1`, `FY26Q2`, `FY2026`, `F2Q26`.
pub(super) fn lettered(t: &[char], at: usize) -> Option<(Point, usize)> {
    let year_at = |i: usize| {
        let w = whole(t, i).filter(|w| !w.han)?;
        Some((w.year()?, w.end))
    };
    if starts(t, at, "FY") {
        let (year, end) = year_at(skip_blank(t, at + 2))?;
        let plain = Point { fiscal: true, ..Point::new(Grain::Year, Year::Of(year), 0) };
        let closed = t.get(end).is_none_or(|c| !c.is_ascii_alphanumeric() || matches!(c, 'E' | 'A'));
        return within(t, end, Year::Of(year), true)
            .or_else(|| closed.then_some((plain, end + usize::from(matches!(t.get(end), Some('E' | 'A'))))));
    }
    if starts(t, at, "F") {
        let w = whole(t, at + 1).filter(|w| w.digits == 1)?;
        let (point, end) = turned(t, w)?;
        return Some((Point { fiscal: true, ..point }, end));
    }
    let (grain, n, last, end) = letter(t, at).filter(|l| l.0 != Grain::Month)?;
    let mut point = Point { grain, year: Year::Open, n, last, day: 0, fiscal: false };
    let apostrophe = usize::from(matches!(t.get(end), Some('\'' | '’' | '‘')));
    let blank = usize::from(t.get(end) == Some(&' '));
    if apostrophe + blank > 0
        && let Some((year, year_end)) =
            year_at(end + apostrophe + blank).filter(|y| apostrophe > 0 || y.1 - end - blank == 4)
        && t.get(year_end).is_none_or(|c| !c.is_alphanumeric())
    {
        point.year = Year::Of(year);
        return Some((point, year_end));
    }
    let mut end = end;
    for word in ["季度", "单季度", "单季", "年"] {
        if starts(t, end, word) {
            end += word.chars().count();
        }
    }
    Some((point, end))
}
