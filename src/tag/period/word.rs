//! Relative words: 去年, 上周, 近三年, 年初至今, 截至 before a date.
//!
//! *reads*: a word of the table and what follows it. *gives*: the rule it stands for, or the date it opens.
//! *does not match*: 上周期, 本月球, 目前值 — words that go on. *source*: the table `times`.

use super::point::{Grain, Point, Year, skip_blank, whole, within};
use super::stretch::dates;
use super::tail::tail;
use super::what::What;
use crate::lexicon::Lexicon;

/// What the word at `at`, `length` characters of `rule`, opens.
pub(super) fn read(
    t: &[char],
    at: usize,
    length: usize,
    rule: &'static str,
    lexicon: &Lexicon,
) -> Option<(What, usize)> {
    let end = at + length;
    let before = at.checked_sub(1).and_then(|k| t.get(k)).copied().unwrap_or('\0');
    let next = t.get(end).copied().unwrap_or('\0');
    if goes_on(t[end - 1], next) {
        return None;
    }
    let (name, argument) = rule.split_once(':').unwrap_or((rule, ""));
    match name {
        "year" => {
            let year = Year::From(argument.parse().ok()?);
            opened(t, end, year, lexicon)
        }
        "same_year" => opened(t, end, Year::Same, lexicon),
        "half" | "quarter_of" | "month_of" => part(t, at, end, (name, argument), lexicon),
        "fiscal" => {
            let year = Year::Fiscal(argument.parse().ok()?);
            let plain = (Point { fiscal: true, ..Point::new(Grain::Year, year, 0) }, end);
            let (point, end) = within(t, end, year, true).unwrap_or(plain);
            Some(tail(t, What::One(point), end, lexicon))
        }
        "until" => {
            let free = t[at] == '截' || !crate::lexicon::is_han(before) && !before.is_alphanumeric();
            let (what, end) = dates(t, skip_blank(t, end), lexicon).filter(|_| free)?;
            Some((what, end))
        }
        "from" => {
            let (what, end) = dates(t, skip_blank(t, end), lexicon)?;
            Some((what, end))
        }
        "past" | "next" | "row" => counted(t, at, end, name),
        "now" if before == '截' => None,
        "open"
            if matches!(t[at], '年' | '月')
                && before.is_alphanumeric()
                && (before.is_ascii_digit() || before == '年') =>
        {
            None
        }
        "week" => {
            if let Some(found) = weekday(t, end, argument) {
                return Some(found);
            }
            // 上周（11月16日-11月20日）: the bracket says which
            let end = bracket(t, end, lexicon).unwrap_or(end);
            Some((What::Word(rule), end))
        }
        _ => Some(tail(t, What::Word(rule), end, lexicon)),
    }
}

/// `上半年`, `首季`, `年底`: a part of a year that is not named.
fn part(t: &[char], at: usize, end: usize, (name, argument): (&str, &str), lexicon: &Lexicon) -> Option<(What, usize)> {
    let before = at.checked_sub(1).and_then(|k| t.get(k)).copied().unwrap_or('\0');
    // 2025年底 is read with its year; 3年末 is no end of a year
    let of_year = t[at] == '年' && (before.is_ascii_digit() || matches!(before, '年' | '半'));
    let grain = match name {
        "half" => Grain::Half,
        "quarter_of" => Grain::Quarter,
        _ => Grain::Month,
    };
    let what = What::One(Point::new(grain, Year::Open, argument.parse().ok()?));
    if of_year { None } else { Some(tail(t, what, end, lexicon)) }
}

/// `上周五`, `本周一`; not `本周一般`, `上周日均`.
fn weekday(t: &[char], end: usize, weeks: &str) -> Option<(What, usize)> {
    let day = "一二三四五六日".chars().position(|c| t.get(end) == Some(&c))?;
    let next = t.get(end + 1).copied().unwrap_or('\0');
    let word = match t[end] {
        '一' => {
            matches!(next, '般' | '级' | '度' | '致' | '起' | '直' | '些' | '揽' | '线' | '样' | '手' | '季' | '举')
        }
        '日' => matches!(next, '均' | '元' | '本' | '股' | '活' | '常' | '经'),
        _ => matches!(next, '家' | '款' | '个' | '大' | '季' | '线' | '级' | '成' | '分' | '月' | '次' | '只' | '万'),
    };
    (!word).then_some((What::Weekday(weeks.parse().ok()?, day as i8), end + 1))
}

fn opened(t: &[char], end: usize, year: Year, lexicon: &Lexicon) -> Option<(What, usize)> {
    let (point, end) = within(t, end, year, false).unwrap_or((Point::new(Grain::Year, year, 0), end));
    Some(tail(t, What::One(point), end, lexicon))
}

/// The end of a bracket that holds nothing but dates.
fn bracket(t: &[char], at: usize, lexicon: &Lexicon) -> Option<usize> {
    let open = matches!(t.get(at)?, '（' | '(');
    let (_, end) = dates(t, at + usize::from(open), lexicon).filter(|_| open)?;
    matches!(t.get(end), Some('）' | ')')).then_some(end + 1)
}

/// `近三年`, `未来5-10年`, `过去12个月`, `连续九个月`.
fn counted(t: &[char], at: usize, from: usize, name: &str) -> Option<(What, usize)> {
    if t[at] == '近' && at > 0 && matches!(t[at - 1], '最' | '附' | '接' | '将' | '靠') {
        return None;
    }
    let (count, grain, end) = super::duration::count(t, skip_blank(t, from))?;
    let tails: [&[char]; 4] = [&['以', '来'], &['内'], &['来'], &['间']];
    let more = tails.iter().find(|w| t[end..].starts_with(w)).map_or(0, |w| w.len());
    let what = match (name, count, grain) {
        ("past", Some(n), Some(grain)) => What::Around(-(n as i16), grain),
        ("next", Some(n), Some(grain)) => What::Around(n as i16, grain),
        _ => What::Open,
    };
    let end = and_also(t, end + more);
    Some((what, end))
}

/// `近五年和十年`: the second count belongs to the first's word.
fn and_also(t: &[char], end: usize) -> usize {
    if !matches!(t.get(end), Some('和' | '与' | '及')) || whole(t, end + 1).is_none() {
        return end;
    }
    super::duration::count(t, end + 1).map_or(end, |c| c.2)
}

fn goes_on(last: char, next: char) -> bool {
    match last {
        '周' => matches!(next, '期' | '岁' | '边' | '转'),
        '月' => matches!(next, '球' | '饼' | '薪'),
        '季' => matches!(next, '节' | '风'),
        '前' => matches!(next, '景' | '提' | '沿' | '期' | '端' | '值' | '瞻'),
        '日' => matches!(next, '常' | '元' | '本' | '均' | '益' | '化'),
        '年' => matches!(next, '轻' | '龄' | '化'),
        '期' => matches!(next, '货' | '权' | '限' | '望' | '待'),
        '在' => next == '线',
        _ => false,
    }
}
