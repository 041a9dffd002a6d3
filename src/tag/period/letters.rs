//! Dates that letters mark: `4Q25`, `1H2020`, `9M20`, `Q4'25`, `FY26Q2`, `F2Q26`, `Q4FY25`, `FY2026`, `CY25`, `YTD25`.
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
            && (marked(t, y.end) || t.get(y.end).is_none_or(|c| !c.is_ascii_alphanumeric()) || is_name(t, y.end))
    });
    let n = w.value as u8;
    let first = if grain == Grain::Month { 1 } else { n };
    let make = |year| Point { grain, year, n: first, last: n, day: 0, fiscal };
    match year {
        Some(y) => Some((make(Year::Of(y.year()?)), y.end + usize::from(marked(t, y.end)))),
        None if grain != Grain::Month && t.get(from).is_none_or(|c| !c.is_ascii_alphanumeric()) => {
            Some((make(Year::Open), from))
        }
        None => None,
    }
}

/// Whether `E` or `A` alone closes a date.
fn marked(t: &[char], end: usize) -> bool {
    matches!(t.get(end), Some('E' | 'A')) && t.get(end + 1).is_none_or(|c| !c.is_ascii_alphanumeric())
}

/// `3Q20AMD`: a name in letters right behind a date.
pub(super) fn is_name(t: &[char], end: usize) -> bool {
    t.get(end).is_some_and(char::is_ascii_uppercase) && t.get(end + 1).is_some_and(char::is_ascii_alphabetic)
}

/// `Q4`, `Q4'25`, `H1`, `FY26Q2`, `FY2026`, `F2Q26`.
pub(super) fn lettered(t: &[char], at: usize) -> Option<(Point, usize)> {
    let year_at = |i: usize| {
        let w = whole(t, i).filter(|w| !w.han)?;
        Some((w.year()?, w.end))
    };
    if starts(t, at, "FY") {
        if let Some((point, end)) = whole(t, at + 2).filter(|w| w.digits == 1).and_then(|w| turned(t, w)) {
            return Some((Point { fiscal: true, ..point }, end)); // FY3Q26
        }
        let (year, end) = year_at(skip_blank(t, at + 2))?;
        let plain = Point { fiscal: true, ..Point::new(Grain::Year, Year::Of(year), 0) };
        return within(t, end, Year::Of(year), true).or_else(|| closed_year(t, plain, end));
    }
    if starts(t, at, "CY") {
        let (year, end) = year_at(skip_blank(t, at + 2))?;
        return closed_year(t, Point::new(Grain::Year, Year::Of(year), 0), end);
    }
    if starts(t, at, "F") {
        if let Some((point, end)) = letter(t, at + 1).map(|l| (Point::new(l.0, Year::Open, l.1), l.3)) {
            return Some((Point { fiscal: true, ..point }, end)); // FQ3
        }
        let w = whole(t, at + 1).filter(|w| w.digits == 1)?;
        let (point, end) = turned(t, w)?;
        return Some((Point { fiscal: true, ..point }, end));
    }
    if let Some(found) = of_fiscal(t, at) {
        return Some(found);
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

/// A year on its own, with `E` or `A` behind it.
pub(super) fn closed_year(t: &[char], year: Point, end: usize) -> Option<(Point, usize)> {
    let mark = usize::from(matches!(t.get(end), Some('E' | 'A')));
    t.get(end + mark).is_none_or(|c| !c.is_ascii_alphanumeric()).then_some((year, end + mark))
}

/// `Q4FY25`, `H1FY26`: the letters of the fiscal year part the two.
fn of_fiscal(t: &[char], at: usize) -> Option<(Point, usize)> {
    let (grain, most) = match t.get(at)? {
        'Q' => (Grain::Quarter, 4),
        'H' => (Grain::Half, 2),
        _ => return None,
    };
    let n = t.get(at + 1)?.to_digit(10).filter(|n| (1..=most).contains(n))? as u8;
    let year = starts(t, skip_blank(t, at + 2), "FY").then(|| whole(t, skip_blank(t, at + 2) + 2))??;
    let point = Point { fiscal: true, ..Point::new(grain, Year::Of(year.year().filter(|_| !year.han)?), n) };
    closed_year(t, point, year.end)
}

/// `YTD25`, `2025YTD`, `25年YTD`: the year of which it is so much, and the end.
pub(super) fn to_date(t: &[char], at: usize) -> Option<(i16, usize)> {
    let year_at = |i| whole(t, i).filter(|w| !w.han).and_then(|w| Some((w.year()?, w.end)));
    let (year, end) = if starts(t, at, "YTD") {
        year_at(skip_blank(t, at + 3))?
    } else {
        let (year, end) = year_at(at)?;
        let mark = skip_blank(t, end + usize::from(t.get(end) == Some(&'年')));
        (year, starts(t, mark, "YTD").then_some(mark + 3)?)
    };
    t.get(end).is_none_or(|c| !c.is_ascii_alphanumeric()).then_some((year, end))
}
