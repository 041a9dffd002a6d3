//! Finds numbers and what is written beside each: sign, currency in front, unit behind.
//!
//! *reads*: a passage's characters, left to right, once. *needs*: decimal's numerals, the unit finder.
//! *gives*: items in order, also those without a unit, which a range or a list may give one.
//! *does not match*: numbers inside words (H20, GPT-5.3), versions, dates with points, ordinals (第三家),
//! labels of figures. *source*: issue 5, point 5; `reading.md`.

use super::unit::{self, Kind};
use super::{Item, bare, money, part};
use crate::decimal::{self, Decimal, Numeral};
use crate::lexicon::{Lexicon, UnitKind};
use crate::tag::Approximation;

/// Items in order, and the places of numbers that are too long for a decimal.
pub(super) fn items(t: &[char], lexicon: &Lexicon) -> (Vec<Item>, Vec<(usize, usize)>) {
    let (mut items, mut long): (Vec<Item>, _) = (Vec::new(), Vec::new());
    let mut i = 0;
    while let Some(&c) = t.get(i) {
        if !decimal::is_numeral(c) {
            let item = if matches!(c, '半' | '对') { part::half(t, i) } else { part::doubled(t, i) };
            if let Some(item) = item {
                i = item.end;
                items.push(item);
            } else {
                i += 1;
            }
            continue;
        }
        let floor = items.last().map_or(0, |l| l.end);
        if let Some(item) = part::half(t, i).or_else(|| part::part(t, i, floor)).or_else(|| part::stroke(t, i)) {
            i = item.end;
            items.push(item);
            continue;
        }
        let Some(number) = decimal::read(t, i) else {
            i += 1;
            continue;
        };
        if number.value.is_none() && !number.dotted {
            long.push((i, number.end));
        }
        let item = item(t, i, floor, &number, lexicon);
        i = item.as_ref().map_or(number.end, |it| it.end);
        items.extend(item);
    }
    (items, long)
}

/// Whether the number at `at` is part of a word, a version, an ordinal or a label.
fn is_name(t: &[char], at: usize, floor: usize, number: &Numeral) -> bool {
    if number.dotted {
        return true;
    }
    let before = |n: usize| at.checked_sub(n).and_then(|k| t.get(k)).copied().unwrap_or('\0');
    match before(1) {
        '第' | '_' | '@' | '#' | '№' => true,
        '图' | '表' => true,
        ' ' if matches!(before(2), '图' | '表' | '第') => true,
        '.' => before(2).is_alphanumeric(),
        '×' | '*' => true,
        ' ' if before(2) == '×' => true,
        '前' => {
            !matches!(before(2), '目' | '之' | '较' | '此') && number.value.is_some_and(|v| v.0 <= Decimal::from(50))
        }
        '-' => at - 1 != floor && before(2).is_ascii_alphabetic() && !is_metric(t, at - 1),
        _ => false,
    }
}

/// `（十亿美元）`, `单位：百万元`: a scale that heads a column or an axis.
fn is_heading_of_units(t: &[char], at: usize, end: usize, number: &Numeral) -> bool {
    let scale = t[at..number.end].iter().all(|c| matches!(c, '十' | '百' | '千' | '万' | '亿'));
    scale
        && at > 0
        && matches!(t[at - 1], '（' | '(' | '：' | ':' | '，' | '/')
        && t.get(end).is_none_or(|c| matches!(c, '）' | ')' | '，' | ',' | '/' | '%'))
}

/// Letters right before a number that name an indicator (`PE15x`, `CAGR50%`), not a product.
fn is_metric(t: &[char], end: usize) -> bool {
    let length = t[..end].iter().rev().take(8).take_while(|c| c.is_ascii_alphabetic()).count();
    let word: String = t[end - length..end].iter().collect();
    let known = [
        "PE", "PB", "PS", "CAGR", "EPS", "ASP", "ROE", "ROA", "YOY", "YoY", "yoy", "QOQ", "QoQ", "qoq", "PEG", "ROIC",
        "IRR", "EBITDA", "CR", "GDP", "ARPU", "MAU", "DAU", "GMV", "PCT", "MoM", "mom", "TTM", "LTM", "PPI", "CPI",
        "PMI", "DPS", "EV", "LPR", "PCE",
    ];
    known.contains(&word.as_str())
}

fn item(t: &[char], at: usize, floor: usize, number: &Numeral, lexicon: &Lexicon) -> Option<Item> {
    let mut name = is_name(t, at, floor, number);
    let letter = at.checked_sub(1).and_then(|k| t.get(k)).is_some_and(char::is_ascii_alphabetic);
    let (mut low, mut high) = number.value.unwrap_or_default();
    let mut found = if number.value.is_some() { unit::find(t, number.end, number, lexicon) } else { None };
    if letter && !is_metric(t, at) {
        // after letters only what no name ends in
        let plain = number.scale > Decimal::ONE
            || found.as_ref().is_some_and(|f| matches!(f.0.kind, Kind::Money | Kind::Percent) && f.0.name != "x");
        name |= !plain;
    }
    let mut start = at;
    let mut scale = number.scale;
    if let Some((code, from)) = prefix(t, at, floor, lexicon)
        && let Some(money) = money::prefixed(t, number.end, found.clone(), code, &mut scale)
    {
        found = Some(money);
        start = from;
    }
    (low, high) = tenths(t, number, &mut found, (low, high));
    if number.arabic && !name {
        found = found.or_else(|| bare::compute(t, at, number, lexicon));
    }
    if found.is_none() && scale > Decimal::ONE {
        found = bare::scale(t, number, lexicon);
    }
    if found.is_none() && number.arabic && !name {
        found = bare::letter(t, at, number.end, lexicon);
    }
    let (sign, from) = sign(t, start, floor);
    if sign {
        (low, high) = (-high, -low);
    }
    let mut item = Item {
        start: from,
        number_end: number.end,
        end: found.as_ref().map_or(number.end, |f| f.1),
        low,
        high,
        scale,
        unit: None,
        arabic: number.arabic,
        digits: number.digits,
        vague: low != high || number.more,
        name: name || number.value.is_none(),
        approximation: exactness(number, low == high),
    };
    item.name |= is_heading_of_units(t, at, item.end, number);
    if let Some((unit, end)) = found {
        if t.get(number.end) == Some(&'+') && end > number.end {
            item.approximation = Approximation::Over;
        }
        item.low = item.low.checked_mul(unit.factor)?;
        item.high = item.high.checked_mul(unit.factor)?;
        item.unit = Some(unit);
        money::composite(t, &mut item);
    }
    Some(item)
}

/// What the numeral itself says of its exactness: `3000多` is over 3000, `数十` is vague.
fn exactness(number: &Numeral, one: bool) -> Approximation {
    match one {
        true if number.more => Approximation::Over,
        true => Approximation::Exact,
        false => Approximation::About,
    }
}

/// `五五折` is 5.5 tenths: a pair of digits before 折 and 成 is one number, but `七八成` is from seven to
/// eight. `三成五` is 3.5 of them.
fn tenths(
    t: &[char],
    number: &Numeral,
    found: &mut Option<unit::Found>,
    (low, high): (Decimal, Decimal),
) -> (Decimal, Decimal) {
    let Some((unit, end)) = found else { return (low, high) };
    let mark = t.get(number.end).copied().filter(|c| unit.name == "%" && matches!(c, '折' | '成'));
    let Some(mark) = mark else { return (low, high) };
    if number.pair {
        let value = if number.string { low / Decimal::TEN } else { low + high / Decimal::TEN };
        let neighbours = mark == '成' && (value * Decimal::TEN % Decimal::from(11)) == Decimal::ONE;
        return if neighbours { (value.floor(), value.floor() + Decimal::ONE) } else { (value, value) };
    }
    let more = t.get(*end).copied().and_then(decimal::digit).filter(|_| !number.arabic && low == high);
    let closed = t.get(*end + 1).is_none_or(|c| !c.is_alphanumeric() || matches!(c, '上' | '左' | '以'));
    let Some(more) = more.filter(|d| (1..10).contains(d) && closed) else { return (low, high) };
    *end += 1;
    let value = low + Decimal::new(i64::from(more), 1);
    (value, value)
}

/// A currency right before the number that belongs to no number before it: its code and its start.
fn prefix(t: &[char], at: usize, floor: usize, lexicon: &Lexicon) -> Option<(&'static str, usize)> {
    let end = at - usize::from(at > 0 && t[at - 1] == ' ');
    for length in (1..=4).rev() {
        let Some(start) = end.checked_sub(length).filter(|s| *s >= floor) else { continue };
        let Some(unit) =
            lexicon.units.at(&t[start..end]).filter(|u| u.kind == UnitKind::Currency && u.written.len() == length)
        else {
            continue;
        };
        let own = matches!(unit.written[..], ['元'] | ['块'] | ['圆'] | ['块', _] | ['元', _] | ['美', '分']);
        let latin = unit.written[0].is_ascii_alphabetic() && start > 0 && t[start - 1].is_ascii_alphabetic();
        if !own && !latin {
            return Some((unit.unit, start));
        }
    }
    None
}

/// A minus or plus sign before `start`, where it is one: its sense and where the number begins with it.
fn sign(t: &[char], start: usize, floor: usize) -> (bool, usize) {
    let Some(at) = start.checked_sub(1).filter(|a| *a >= floor) else { return (false, start) };
    let before = at.checked_sub(1).and_then(|k| t.get(k)).copied().unwrap_or('\0');
    match t[at] {
        '负' => (true, at),
        '+' if !before.is_ascii_digit() => (false, at),
        '-' if !before.is_ascii_digit() && !matches!(before, '%' | '-' | '—' | '~') => (true, at),
        '-' if at == floor && matches!(before, '%') => (true, at), // decided again where ranges are joined
        '-' if matches!(before, '-' | '—' | '~') && at >= 2 && !t[at - 2].is_ascii_alphabetic() && at > floor => {
            (true, at)
        }
        _ => (false, start),
    }
}
