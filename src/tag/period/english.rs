//! Dates in English words, as broker reports print them beside Chinese: `March 2026`, `Mar. 6, 2026`, `6 March 2026`.
//!
//! *reads*: characters where a month's name or a day before one stands. *gives*: the point with its year and
//! where it ends. *does not match*: a month without a year (`May`, `Mar`), names that begin like one (`Marvell`).
//! *source*: issue 5, point 4.

use super::point::{Grain, Point, Year, skip_blank, whole};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The date at `at`.
pub(super) fn date(t: &[char], at: usize) -> Option<(Point, usize)> {
    if t.get(at)?.is_ascii_digit() {
        let day = whole(t, at).filter(|d| d.digits <= 2 && (1..=31).contains(&d.value))?;
        let (month, end) = month(t, skip_blank(t, day.end))?;
        return dated(month, Some(day.value), year(t, end)?);
    }
    let (month, end) = month(t, at)?;
    let day = whole(t, skip_blank(t, end)).filter(|d| d.digits <= 2 && (1..=31).contains(&d.value));
    match day {
        Some(day) => dated(month, Some(day.value), year(t, day.end)?),
        None => dated(month, None, year(t, end)?),
    }
}

fn dated(month: u8, day: Option<u16>, (year, end): (i16, usize)) -> Option<(Point, usize)> {
    let point = Point::new(Grain::Month, Year::Of(year), month);
    Some((day.map_or(point, |day| Point { grain: Grain::Day, day: day as u8, ..point }), end))
}

/// A month's name, whole or cut to three or four letters: its number, and the end with its point.
fn month(t: &[char], at: usize) -> Option<(u8, usize)> {
    let length = t.get(at..)?.iter().take(10).take_while(|c| c.is_ascii_alphabetic()).count();
    let word: String = t[at..at + length].iter().collect();
    let cut = matches!(length, 3 | 4);
    let n = MONTHS.iter().position(|m| *m == word || cut && m.starts_with(&word))?;
    let end = at + length;
    Some((n as u8 + 1, end + usize::from(t.get(end) == Some(&'.'))))
}

/// A year of four digits behind a blank or a comma.
fn year(t: &[char], at: usize) -> Option<(i16, usize)> {
    let at = skip_blank(t, at + usize::from(matches!(t.get(at), Some(',' | '，'))));
    let w = whole(t, at).filter(|w| !w.han && w.digits == 4)?;
    let closed = t.get(w.end).is_none_or(|c| !c.is_ascii_alphanumeric());
    Some((w.year().filter(|_| closed)?, w.end))
}
