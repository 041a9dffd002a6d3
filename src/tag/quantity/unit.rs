//! What is written right behind a number and says what it counts.
//!
//! *reads*: the characters behind a number. *needs*: the lexicon's units, look-alikes, what money is per.
//! *gives*: the unit of the contract, the factor to it and where it ends. *does not match*: a unit's
//! character that begins another word (`3成本`, `5部门`), Latin units inside words. *source*: contract, section 2.

use super::Item;
use crate::decimal::{Decimal, Numeral};
use crate::lexicon::{Lexicon, UnitKind};

/// A unit and how it was found.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Unit {
    /// As the contract writes it.
    pub name: String,
    /// To the base unit.
    pub factor: Decimal,
    pub kind: Kind,
}

/// What kind of unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Money,
    Percent,
    Physical,
    Classifier,
    /// None is written: a scale alone.
    Bare,
}

/// How far 每 may stand before its money, in characters: `每百万输入 tokens`.
const EACH: usize = 12;

/// Stretches of time that money is paid for again and again, not measured by.
const TIMES: [&str; 10] = ["年", "季", "季度", "月", "周", "日", "天", "次", "年度", "半年"];

/// A unit with the place where it ends.
pub(super) type Found = (Unit, usize);

/// An exact factor of the tables.
pub(super) fn factor(literal: &str) -> Decimal {
    Decimal::from_str_exact(literal).unwrap_or(Decimal::ONE)
}

/// The unit at `at`; `number` is what stands before it.
pub(super) fn find(t: &[char], at: usize, number: &Numeral, lexicon: &Lexicon) -> Option<Found> {
    let plus = usize::from(
        number.arabic && t.get(at) == Some(&'+') && !t.get(at + 1).is_some_and(char::is_ascii_alphanumeric),
    );
    let at = at + plus;
    let blank = usize::from(t.get(at) == Some(&' '));
    let start = at + blank;
    if let Some((letter, end)) = letters(t, start)
        && lexicon.units.at(t.get(start..)?).is_none_or(|u| u.written.len() <= end - start)
    {
        let end = glossed(t, end);
        let next = end + usize::from(t.get(end) == Some(&' '));
        if let Some((mut unit, unit_end)) = written(t, next, number, lexicon) {
            unit.factor = unit.factor.checked_mul(letter)?;
            return Some((unit, unit_end));
        }
        // 100mm: a million only before a unit or behind a currency
        if t[start..].first() != Some(&'m') {
            return None;
        }
    }
    written(t, start, number, lexicon)
}

/// Past a bracket that says a letter's power again in Chinese: `1M（百万）Token`.
fn glossed(t: &[char], end: usize) -> usize {
    let open = end + usize::from(t.get(end) == Some(&' '));
    if !matches!(t.get(open), Some('（' | '(')) {
        return end;
    }
    let scale = t[open + 1..].iter().take(4).take_while(|c| matches!(c, '十' | '百' | '千' | '万' | '亿')).count();
    let close = open + 1 + scale;
    if scale > 0 && matches!(t.get(close), Some('）' | ')')) { close + 1 } else { end }
}

/// `K M B T bn mn trn KK` and English words, written out before a unit or alone: their power of ten.
pub(super) fn letters(t: &[char], at: usize) -> Option<(Decimal, usize)> {
    let length = t[at.min(t.len())..].iter().take(9).take_while(|c| c.is_ascii_alphabetic()).count();
    let word: String = t[at.min(t.len())..at.min(t.len()) + length].iter().collect();
    let power = match word.as_str() {
        "K" | "k" | "thousand" => 3,
        "M" | "mn" | "mln" | "KK" | "kk" | "million" | "mm" => 6,
        "B" | "bn" | "b" | "Bn" | "billion" => 9,
        "T" | "trn" | "tn" | "trillion" => 12,
        _ => return None,
    };
    let end = at + length;
    let next = t.get(end).is_some_and(char::is_ascii_digit);
    (!next).then(|| (Decimal::from(10i64.pow(power)), end))
}

/// The unit as the table writes it.
fn written(t: &[char], at: usize, number: &Numeral, lexicon: &Lexicon) -> Option<Found> {
    let rest = t.get(at..)?;
    let unit = lexicon.units.at(rest)?;
    let end = at + unit.written.len();
    let next = t.get(end).copied().unwrap_or('\0');
    let name: String = unit.written.iter().collect();
    let kind = match unit.kind {
        UnitKind::Currency => Kind::Money,
        UnitKind::Percent => Kind::Percent,
        UnitKind::Physical => Kind::Physical,
        UnitKind::Classifier => Kind::Classifier,
    };
    if lexicon.measures.is_other_word(&name, next) || !fits(number, &name, kind, next) || is_marked(t, at, &name) {
        return None;
    }
    if at > 0
        && t[at - 1] == '二'
        && !number.arabic
        && number.end == at
        && kind == Kind::Classifier
        && number.value.is_some_and(|v| v.0 == Decimal::TWO)
    {
        return None; // 二套, 二手: the second
    }
    let (own, kind) = if name == "块" && number.arabic && number.scale > Decimal::ONE {
        ("块", Kind::Classifier)
    } else {
        (unit.unit, kind)
    };
    let found = Unit { name: own.to_owned(), factor: factor(unit.factor), kind };
    let (found, end) = if kind == Kind::Money { currency(t, found, end, lexicon) } else { (found, end) };
    Some(per(t, found, end, lexicon))
}

/// Latin letters that are a unit only where nothing else in the word speaks against it.
fn is_marked(t: &[char], at: usize, name: &str) -> bool {
    let after = t.get(at + name.chars().count()).copied().unwrap_or('\0');
    let letter = name.len() == 1 && name.as_bytes()[0].is_ascii_alphabetic();
    // `5.0x16`, `48x-large`, `g-`, `18W+`: a single letter goes on
    letter && (after == '-' && t.get(at + 2).is_some_and(char::is_ascii_alphabetic) || after == '_')
}

/// Chinese numerals before a classifier are seldom counts: 一家, 两个, 三元, 二手 are words.
fn fits(number: &Numeral, name: &str, kind: Kind, next: char) -> bool {
    let open = !next.is_alphanumeric();
    if name == "点" {
        let value = number.value.map(|v| v.0).unwrap_or_default();
        return number.arabic && (value >= Decimal::ONE_HUNDRED || value.scale() > 0) && !next.is_ascii_digit();
    }
    if name == "度" {
        // kilowatt-hours by the ten thousand; degrees are no unit of a report's
        return number.scale > Decimal::ONE && !matches!(next, '假' | '角');
    }
    if name == "个" && !number.arabic && number.value.is_some_and(|v| v.0 >= Decimal::TEN && (v.0 < v.1 || number.more))
    {
        return !number.pair; // 二十多个; not 七八个
    }
    if name == "起" && number.scale > Decimal::ONE && open {
        return false; // 5亿起: from there on
    }
    if name == "天" {
        return number.arabic && number.value.is_some_and(|v| v.0.normalize().scale() > 0);
    }
    if number.string && !matches!(name, "折" | "成") {
        return number.arabic || (number.pair && kind != Kind::Classifier && number.scale > Decimal::ONE);
    }
    if number.arabic || number.scale > Decimal::ONE {
        return true;
    }
    let value = number.value.map(|v| v.0).unwrap_or_default();
    let one = value == Decimal::ONE && number.value.is_some_and(|v| v.1 == v.0);
    match kind {
        Kind::Money if matches!(name, "元" | "块") && value < Decimal::TEN => {
            open || matches!(next, '钱' | '又') || crate::decimal::digit(next).is_some()
        }
        Kind::Money | Kind::Bare => true,
        Kind::Percent => true,
        Kind::Physical => !one && (!matches!(name, "方" | "米" | "克" | "升" | "V" | "度") || value >= Decimal::TEN),
        Kind::Classifier => {
            let counts = matches!(
                name,
                "家" | "款"
                    | "部"
                    | "台"
                    | "人"
                    | "户"
                    | "名"
                    | "座"
                    | "辆"
                    | "艘"
                    | "颗"
                    | "枚"
                    | "片"
                    | "套"
                    | "只"
                    | "架"
                    | "家公司"
            );
            !one && (counts || value >= Decimal::ONE_HUNDRED)
        }
    }
}

/// `亿元人民币`, `9000元日币`, `三万元欧元`: the second currency is the money's.
fn currency(t: &[char], first: Unit, end: usize, lexicon: &Lexicon) -> Found {
    let second = t.get(end..).and_then(|rest| lexicon.units.at(rest)).filter(|u| u.kind == UnitKind::Currency);
    match second {
        Some(u)
            if first.name == "CNY"
                && first.factor == Decimal::ONE
                && !matches!(u.written[..], ['元' | '块' | '圆' | '$' | '¥', ..]) =>
        {
            (Unit { name: u.unit.to_owned(), ..first }, end + u.written.len())
        }
        _ => (first, end),
    }
}

/// `元/吨`, `美元/百万 tokens`, `片/月`, `元每吨`.
fn per(t: &[char], unit: Unit, end: usize, lexicon: &Lexicon) -> Found {
    let stroke = matches!(t.get(end), Some('/' | '╱' | '每'));
    // 20Gbps/s says a second twice
    if !stroke || matches!(unit.kind, Kind::Percent | Kind::Bare) || unit.name.ends_with("/s") {
        return (unit, end);
    }
    let mut at = end + 1 + usize::from(t.get(end + 1) == Some(&' '));
    let mut by = Decimal::ONE;
    if t.get(at).is_some_and(|c| c.is_ascii_digit() || matches!(c, '百' | '千' | '万' | '亿'))
        && let Some(number) = crate::decimal::read(t, at)
        && let Some((value, _)) = number.value.filter(|v| v.0 > Decimal::ZERO && unit.kind == Kind::Money)
        && (!number.arabic
            || t.get(number.end).is_some_and(|c| c.is_ascii_alphabetic() || *c == ' ' || !crate::lexicon::is_han(*c)))
    {
        by = value;
        at = number.end + usize::from(t.get(number.end) == Some(&' '));
    } else if let Some((power, next)) =
        letters(t, at).filter(|l| t.get(l.1) == Some(&' ') || t.get(l.1).is_some_and(|c| !c.is_alphanumeric()))
    {
        by = power;
        at = next + usize::from(t.get(next) == Some(&' '));
    }
    let Some((length, per)) = lexicon.measures.per(t, at) else { return (unit, end) };
    let next = t.get(at + length).copied().unwrap_or('\0');
    if lexicon.measures.is_other_word(per.unit, next) {
        return (unit, end);
    }
    let divisor = by.checked_mul(factor(per.factor)).unwrap_or(Decimal::ONE);
    let Some(factor) = unit.factor.checked_div(divisor) else { return (unit, end) };
    // tokens and the like go by the contract's second, as bytes do; what is counted goes as written
    let by = if unit.kind == Kind::Physical && per.unit == "秒" { "s" } else { per.unit };
    (Unit { name: format!("{}/{by}", unit.name), factor, kind: unit.kind }, at + length)
}

/// `每吨7万元`, `每百万tokens约2美元`: money whose item begins right behind what it is per takes it in. A
/// stretch of time is none: `每年 100 亿元` is money of each year, which the period says.
pub(super) fn each(t: &[char], item: &mut Item, floor: usize, lexicon: &Lexicon) {
    let Some(unit) = item.unit.clone().filter(|u| u.kind == Kind::Money && !u.name.contains('/')) else { return };
    let end = item.start - usize::from(item.start > floor && t[item.start - 1] == ' ');
    let Some(from) = (end.saturating_sub(EACH).max(floor)..end).rev().find(|k| t[*k] == '每') else { return };
    let (over, stop) = per(t, unit.clone(), from, lexicon);
    let time = over.name.rsplit('/').next().is_some_and(|w| TIMES.contains(&w));
    let by = unit.factor.checked_div(over.factor).filter(|d| *d > Decimal::ZERO);
    if stop != end || time {
        return;
    }
    if let Some((low, high)) = by.and_then(|by| Some((item.low.checked_div(by)?, item.high.checked_div(by)?))) {
        (item.low, item.high) = (low, high);
        item.start = from;
        item.unit = Some(over);
    }
}

/// A scale with no unit but what it is per: `650万/片/月`.
pub(super) fn bare_per(t: &[char], end: usize, lexicon: &Lexicon) -> Option<Found> {
    if t.get(end) != Some(&'/') {
        return None;
    }
    let (length, per) = lexicon.measures.per(t, end + 1)?;
    let next = end + 1 + length;
    if t.get(next) == Some(&'/')
        && let Some((more, second)) = lexicon.measures.per(t, next + 1)
    {
        let name = format!("{}/{}", per.unit, second.unit);
        return Some((Unit { name, factor: Decimal::ONE, kind: Kind::Classifier }, next + 1 + more));
    }
    let ends = t.get(next).is_none_or(|c| !c.is_alphanumeric());
    ends.then(|| (Unit { name: per.unit.to_owned(), factor: Decimal::ONE, kind: Kind::Classifier }, next))
}
