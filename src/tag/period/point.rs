//! One date as written: a year, half, quarter, month or day, with or without its year.
//!
//! *reads*: characters from a place on. *gives*: the point and where it ends: `2025Q4`, `25Q4`, `4Q25`,
//! `Q4'25`, `2025年四季度`, `1H20`, `FY26Q2`, `26财年`, `2020M11`, `2026-03-05`, `25年12月3日`, `2026E`.
//! *does not match*: numbers with a unit, versions, codes, `5年` (a duration). *source*: issue 5, point 4.

use super::letters::is_name;
use crate::decimal;

/// How fine a point is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Grain {
    Year,
    Half,
    Quarter,
    Month,
    Day,
}

/// A year as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Year {
    /// A calendar or fiscal year.
    Of(i16),
    /// Counted from the report's year: 去年 is -1.
    From(i16),
    /// Counted from the company's fiscal year in which the report stands.
    Fiscal(i16),
    /// The year last named.
    Same,
    /// None is written.
    Open,
}

/// A date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Point {
    pub grain: Grain,
    pub year: Year,
    /// Number of the half, quarter or month; the first of several.
    pub n: u8,
    /// The last of several (`前三季度`, `1-4月`); equal to `n` for one.
    pub last: u8,
    pub day: u8,
    pub fiscal: bool,
}

impl Point {
    pub fn new(grain: Grain, year: Year, n: u8) -> Self {
        Self { grain, year, n, last: n, day: 0, fiscal: false }
    }
}

/// A whole number of at most four digits: value, digits, end.
#[derive(Debug, Clone, Copy)]
pub(super) struct Whole {
    pub value: u16,
    pub digits: usize,
    pub end: usize,
    pub han: bool,
}

impl Whole {
    /// The year that two or four Arabic or Chinese digits are; none where they are no year.
    pub fn year(self) -> Option<i16> {
        match self.digits {
            2 if self.value < 70 => Some(2000 + self.value as i16),
            2 => Some(1900 + self.value as i16),
            4 if is_year(self) => Some(self.value as i16),
            _ => None,
        }
    }

    /// The same before 年, where a text may begin within its first year: `020年`, `019-2025年`.
    pub fn year_or_rest(self) -> Option<i16> {
        self.year().or((self.digits == 3 && self.value < 100).then_some(2000 + self.value as i16))
    }
}

/// The whole number at `at`; longer ones and decimals are none.
pub(super) fn whole(t: &[char], at: usize) -> Option<Whole> {
    let first = *t.get(at)?;
    if first.is_ascii_digit() {
        let digits = t[at..].iter().take(5).take_while(|c| c.is_ascii_digit()).count();
        let end = at + digits;
        let decimal = t.get(end) == Some(&'.') && t.get(end + 1).is_some_and(char::is_ascii_digit);
        let value = t[at..end].iter().fold(0u32, |n, c| n * 10 + (*c as u32 - '0' as u32));
        return (digits <= 4 && !decimal).then_some(Whole { value: value as u16, digits, end, han: false });
    }
    if decimal::digit(first).is_none() && first != '十' {
        return None;
    }
    let length = t[at..].iter().take(5).take_while(|c| decimal::digit(**c).is_some() || **c == '十').count();
    let end = at + length;
    let word = &t[at..end];
    let d = |c: char| decimal::digit(c).unwrap_or(0) as u16;
    let value = match word {
        ['十'] => 10,
        ['十', a] => 10 + d(*a),
        [a, '十'] => d(*a) * 10,
        [a, '十', b] => d(*a) * 10 + d(*b),
        [a] => d(*a),
        [_, _, _, _] if !word.contains(&'十') => word.iter().fold(0, |n, c| n * 10 + d(*c)),
        [a, b] => d(*a) * 10 + d(*b),
        _ => return None,
    };
    Some(Whole { value, digits: length, end, han: true })
}

fn at(t: &[char], i: usize) -> char {
    t.get(i).copied().unwrap_or('\0')
}

pub(super) fn starts(t: &[char], i: usize, word: &str) -> bool {
    let mut k = i;
    word.chars().all(|c| {
        k += 1;
        at(t, k - 1) == c
    })
}

/// Past one blank.
pub(super) fn skip_blank(t: &[char], i: usize) -> usize {
    i + usize::from(at(t, i) == ' ')
}

pub(super) fn is_year(w: Whole) -> bool {
    w.digits == 4 && (1900..=2100).contains(&w.value)
}

fn open(t: &[char], i: usize) -> bool {
    !at(t, i).is_ascii_alphanumeric()
}

/// `Q4`, `H1`, `M11`, `Q1-3`, `M1-11` at `i`: grain, first, last, end.
pub(super) fn letter(t: &[char], i: usize) -> Option<(Grain, u8, u8, usize)> {
    letter_before(t, i, false)
}

/// The same behind a year, where a name in letters may follow: `2024Q3DRAM`, `2024H1EPS`.
fn letter_before(t: &[char], i: usize, named: bool) -> Option<(Grain, u8, u8, usize)> {
    let (grain, most) = match at(t, i) {
        'Q' | 'q' => (Grain::Quarter, 4),
        'H' | 'h' => (Grain::Half, 2),
        'M' => (Grain::Month, 12),
        _ => return None,
    };
    let first = whole(t, i + 1).filter(|w| !w.han && w.digits <= 2 && (1..=most).contains(&w.value))?;
    let mut end = first.end;
    let mut last = first.value as u8;
    if matches!(at(t, end), '-' | '~')
        && let Some(w) =
            whole(t, end + 1).filter(|w| !w.han && w.digits <= 2 && (first.value + 1..=most).contains(&w.value))
        && open(t, w.end)
    {
        (last, end) = (w.value as u8, w.end);
    }
    let name = named && grain != Grain::Month && is_name(t, end);
    let mark = usize::from(!name && at(t, end) == 'E');
    (name || mark > 0 || open(t, end)).then_some((grain, first.value as u8, last, end + mark))
}

/// What may stand behind a year: half, quarter, months, a day; or nothing.
pub(super) fn within(t: &[char], i: usize, year: Year, fiscal: bool) -> Option<(Point, usize)> {
    let i = skip_blank(t, i);
    let made = |grain, n, last, end| Some((Point { grain, year, n, last, day: 0, fiscal }, end));
    if let Some((grain, n, last, end)) = letter_before(t, i, true) {
        return made(grain, n, last, end);
    }
    for (word, n) in
        [("上半年", 1), ("下半年", 2), ("半年度", 1), ("半年报", 1), ("中报", 1), ("上半财年", 1), ("下半财年", 2)]
    {
        if starts(t, i, word) {
            let point = Point { fiscal: fiscal || word.ends_with("财年"), ..Point::new(Grain::Half, year, n) };
            return Some((point, i + word.chars().count()));
        }
    }
    if let Some(found) = first_several(t, i, year, fiscal) {
        return Some(found);
    }
    let ordinal = usize::from(at(t, i) == '第');
    let w = whole(t, i + ordinal).filter(|w| w.digits <= 2)?;
    // 一至三季度, 二、三季度: from one to another
    let joined = match at(t, w.end) {
        '-' | '~' | '—' | '至' | '到' => Some(4),
        '、' => Some(w.value + 1),
        _ => None,
    };
    let last = joined.and_then(|most| {
        let l = whole(t, w.end + 1).filter(|l| l.value > w.value && l.value <= most.min(4))?;
        starts(t, skip_blank(t, l.end), "季度").then_some(l)
    });
    let season = skip_blank(t, last.map_or(w.end, |l| l.end));
    // 一二季度: two neighbours without a mark
    if w.han && matches!(w.value, 12 | 23 | 34) && starts(t, season, "季度") {
        return made(Grain::Quarter, (w.value / 10) as u8, (w.value % 10) as u8, season + 2);
    }
    if (1..=4).contains(&w.value)
        && (at(t, season) == '季' || starts(t, season, "财季") || ordinal > 0 && starts(t, season, "个季度"))
        && (w.han || ordinal > 0 || at(t, season + 1) == '度')
    {
        let n = w.value as u8;
        let length = if starts(t, season, "个季度") || starts(t, season, "财季度") {
            3
        } else if starts(t, season, "季度") || starts(t, season, "财季") {
            2
        } else {
            1
        };
        let fiscal = fiscal || at(t, season) == '财';
        let last = last.map_or(n, |l| l.value as u8);
        return Some((Point { grain: Grain::Quarter, year, n, last, day: 0, fiscal }, season + length));
    }
    if ordinal > 0 {
        return None;
    }
    month(t, i, year)
}

/// `前三季度`, `前10月`, `前8个月`, `首三季`, `头两个月`.
fn first_several(t: &[char], i: usize, year: Year, fiscal: bool) -> Option<(Point, usize)> {
    // 此前6月 is that month
    if !matches!(at(t, i), '前' | '首' | '头') || i > 0 && at(t, i - 1) == '此' {
        return None;
    }
    let w = whole(t, i + 1).filter(|w| (1..=12).contains(&w.value))?;
    let k = w.end + usize::from(at(t, w.end) == '个');
    let (grain, end) = if starts(t, k, "季度") {
        (Grain::Quarter, k + 2)
    } else if at(t, k) == '季' {
        (Grain::Quarter, k + 1)
    } else if at(t, k) == '月' {
        (Grain::Month, k + 1 + usize::from(at(t, k + 1) == '份'))
    } else {
        return None;
    };
    let last = w.value as u8;
    (grain == Grain::Month || last <= 4).then_some((Point { grain, year, n: 1, last, day: 0, fiscal }, end))
}

/// `12月`, `3月5日`, `1-4月份`.
pub(super) fn month(t: &[char], i: usize, year: Year) -> Option<(Point, usize)> {
    let w = whole(t, i).filter(|w| w.digits <= 2 && (1..=12).contains(&w.value))?;
    let mut point = Point::new(Grain::Month, year, w.value as u8);
    let mut k = skip_blank(t, w.end);
    if matches!(at(t, k), '-' | '~' | '—' | '至' | '到')
        && let Some(l) =
            whole(t, skip_blank(t, k + 1)).filter(|l| l.digits <= 2 && (w.value + 1..=12).contains(&l.value))
        && at(t, skip_blank(t, l.end)) == '月'
    {
        point.last = l.value as u8;
        k = skip_blank(t, l.end);
    }
    // 1、2月: neighbours, where 1 does not number a point
    let head = i.checked_sub(1).is_none_or(|b| matches!(at(t, b), '。' | '；' | '：' | '（' | '('));
    if at(t, k) == '、'
        && !head
        && let Some(l) = whole(t, k + 1).filter(|l| l.value == w.value + 1 && l.value <= 12)
        && at(t, skip_blank(t, l.end)) == '月'
    {
        point.last = l.value as u8;
        k = skip_blank(t, l.end);
    }
    if at(t, k) != '月' {
        return None;
    }
    let end = k + 1;
    if at(t, end) == '份' && at(t, end + 1) != '额' {
        return Some((point, end + 1));
    }
    let day = whole(t, skip_blank(t, end)).filter(|d| d.digits <= 3 && (1..=32).contains(&d.value));
    if let Some(d) = day.filter(|_| point.last == point.n)
        && matches!(at(t, skip_blank(t, d.end)), '日' | '号')
    {
        let end = skip_blank(t, d.end) + 1;
        return Some((Point { grain: Grain::Day, day: d.value as u8, ..point }, end));
    }
    Some((point, end))
}

/// `20260305`: eight digits that are a date of our time.
pub(super) fn compact(t: &[char], at: usize) -> Option<(Point, usize)> {
    let digits = t[at..].iter().take(9).take_while(|c| c.is_ascii_digit()).count();
    let number = |a: usize, b: usize| t[at + a..at + b].iter().fold(0u16, |n, c| n * 10 + (*c as u16 - '0' as u16));
    let goes_on =
        |c: &char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '%' | '元' | '万' | '亿' | '股' | '号');
    if digits != 8 || t.get(at + 8).is_some_and(goes_on) {
        return None;
    }
    let (year, month, day) = (number(0, 4), number(4, 6), number(6, 8));
    let dated = (1990..=2060).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    let month = Point::new(Grain::Month, Year::Of(year as i16), month as u8);
    dated.then_some((Point { grain: Grain::Day, day: day as u8, ..month }, at + 8))
}

/// `2026.03.05`: the points are no decimal's.
pub(super) fn dotted(t: &[char], at: usize) -> Option<(Point, usize)> {
    let part = |i: usize, most: usize| {
        let n = t[i.min(t.len())..].iter().take(5).take_while(|c| c.is_ascii_digit()).count();
        let digits = t.get(i..i + n).filter(|_| (1..=most).contains(&n))?;
        Some((digits.iter().fold(0u16, |v, c| v * 10 + (*c as u16 - '0' as u16)), i + n))
    };
    let (year, end) = part(at, 4).filter(|y| (1900..=2100).contains(&y.0) && t.get(y.1) == Some(&'.'))?;
    let (month, end) = part(end + 1, 2).filter(|m| (1..=12).contains(&m.0) && t.get(m.1) == Some(&'.'))?;
    let (day, end) = part(end + 1, 2).filter(|d| (1..=31).contains(&d.0))?;
    let point =
        Point { grain: Grain::Day, day: day as u8, ..Point::new(Grain::Month, Year::Of(year as i16), month as u8) };
    let ends = t.get(end).is_none_or(|c| !c.is_ascii_alphanumeric() && *c != '.');
    ends.then_some((point, end))
}

/// `1/22，公司发布`: month and day at the head of a clause that goes on behind a comma or with who acts; 1/3 is a part.
pub(super) fn slashed(t: &[char], from: usize, month: Whole) -> Option<(Point, usize)> {
    let before = from.checked_sub(1).map_or('。', |k| at(t, k));
    let opens = matches!(before, '。' | '；' | '！' | '\n' | '●' | '•');
    let head = opens || matches!(before, '，' | '：' | '（' | ' ');
    let day = (at(t, month.end) == '/').then(|| whole(t, month.end + 1))??;
    let dated = (1..=12).contains(&month.value) && (1..=31).contains(&day.value) && !day.han && day.digits <= 2;
    let words = ["公司", "发布", "推出", "宣布", "上线", "召开", "公告"];
    let goes_on = matches!(at(t, day.end), '，' | ',') || words.iter().any(|w| starts(t, day.end, w));
    // `1/3，` within a sentence may be a third
    let sure = opens || day.value > 12 || !matches!(at(t, day.end), '，' | ',');
    let fits = head && dated && goes_on && sure;
    fits.then(|| {
        (
            Point {
                grain: Grain::Day,
                day: day.value as u8,
                ..Point::new(Grain::Month, Year::Open, month.value as u8)
            },
            day.end,
        )
    })
}
