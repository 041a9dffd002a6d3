//! Numbers with no written unit: a bare `亿` or `万`, and the letters `T B G K M`.
//!
//! *reads*: the words near the number in its sentence. *needs*: head nouns and counted nouns of the
//! lexicon. *gives*: the sentence's currency, an empty unit for users and downloads, `token`, `param` or
//! `B` for the letters. *does not match*: 5G, 3C, 910B, 4K 电视, 1.6T 光模块, `万亿参数级`.
//! *source*: `reading.md` (currency; the same letter, other things).

use super::Item;
use super::unit::{Found, Kind, Unit, bare_per, letters};
use crate::decimal::{Decimal, Numeral};
use crate::lexicon::{Lexicon, is_han};

/// How far a noun may stand from its number, in characters.
const REACH: usize = 24;

/// What stands before a number of its own.
const FREE: &str = " （(从至到为达约有-~/、，量数活由超近存持是以仅过增计耗在";

/// What thousands behind a capacity count: wafers, panels.
const PIECES: &str = "片";

/// Characters behind a size in which 模型 stands.
const MODEL: usize = 10;

/// Characters that a noun may have before the one that it ends in.
const LONGER: usize = 2;

/// The unit of a number that ends in `万` or `亿`: still open, or what it is per.
pub(super) fn scale(t: &[char], number: &Numeral, lexicon: &Lexicon) -> Option<Found> {
    if let Some(found) = bare_per(t, number.end, lexicon) {
        return Some(found);
    }
    let next = t.get(number.end).copied().unwrap_or('\0');
    let word = matches!(
        next,
        '级' | '联'
            | '科'
            | '达'
            | '纬'
            | '华'
            | '一'
            | '能'
            | '物'
            | '里'
            | '象'
            | '吨'
            | '事'
            | '众'
            | '户'
            | '向'
            | '润'
            | '孚'
    );
    if word && !number.arabic || next == '级' {
        return None;
    }
    Some((Unit { name: String::new(), factor: Decimal::ONE, kind: Kind::Bare }, number.end))
}

fn ends_clause(c: char) -> bool {
    matches!(c, '。' | '；' | ';' | '！' | '？' | '!' | '?')
}

/// `8.52T tokens`, `744B 参数`, `显存 96G`: the head noun right behind, else one before in the sentence.
pub(super) fn letter(t: &[char], at: usize, end: usize, lexicon: &Lexicon) -> Option<Found> {
    let start = end + usize::from(t.get(end) == Some(&' '));
    let letter = *t.get(start).filter(|c| matches!(c, 'T' | 'B' | 'G' | 'K' | 'k' | 'M'))?;
    let (power, unit_end) = match letters(t, start) {
        Some(found) => found,
        None if letter == 'G' && t.get(start + 1).is_none_or(|c| !c.is_ascii_alphanumeric()) => {
            (Decimal::from(1_000_000_000), start + 1)
        }
        None => return None,
    };
    let letter = letter.to_ascii_uppercase();
    let made = |unit: &str, end| Some((Unit { name: unit.to_owned(), factor: power, kind: Kind::Physical }, end));
    let after = unit_end + t[unit_end..].iter().take(2).take_while(|c| matches!(c, ' ' | '的' | '级')).count();
    // 产能100K/月: of wafers or panels
    let per = (letter == 'K' && t.get(unit_end) == Some(&'/')).then(|| lexicon.measures.per(t, unit_end + 1)).flatten();
    if let Some((length, per)) = per {
        let (_, unit) = nearest_head(t, at, letter, lexicon).filter(|(_, unit)| *unit == PIECES)?;
        return made(&format!("{unit}/{}", per.unit), unit_end + 1 + length);
    }
    let screen = |w: &[char]| {
        w.starts_with(&['分', '辨'])
            || w.starts_with(&['电', '视'])
            || w.starts_with(&['光', '模'])
            || w.starts_with(&['屏'])
            || w.starts_with(&['网', '络'])
    };
    if screen(&t[after..]) || matches!(t.get(after), Some('端' | '业' | '手' | '基' | '通' | '/')) && letter != 'T'
    {
        return None;
    }
    // 8K产量 is of what has 8K
    if let Some((_, unit)) = lexicon.measures.head(t, after, letter).filter(|(_, unit)| *unit != PIECES) {
        return made(unit, unit_end);
    }
    // `7B代码大模型`
    if letter == 'B' && names_a_model(t, unit_end) {
        return made("param", unit_end);
    }
    // names end in such letters too: a number of its own has a blank, a verb or a bracket before it
    let before = at.checked_sub(1).and_then(|k| t.get(k)).copied().unwrap_or(' ');
    let free = FREE.contains(before);
    if letter == 'G' && end - at == 1 {
        return None;
    }
    let (head_end, unit) = nearest_head(t, at, letter, lexicon)?;
    // not `产能在77K低温下`, `产能以4K为主`, `产能10K公告后`
    let near =
        || t[head_end..at].iter().all(|c| "为达约至由到近超过已可是提升从扩增 目前一二期K0123456789".contains(*c));
    let apart =
        unit == PIECES && (!near() || t.get(unit_end).is_some_and(|c| is_han(*c) && !"提升增扩至到".contains(*c)));
    if (free || head_end == at) && !apart { made(unit, unit_end) } else { None }
}

/// Whether Han words that end in 模型 stand right behind a size.
fn names_a_model(t: &[char], end: usize) -> bool {
    let start = end + usize::from(t.get(end) == Some(&' '));
    let words: String = t[start.min(t.len())..].iter().take(MODEL).take_while(|c| is_han(**c)).collect();
    words.find("模型").is_some_and(|i| !words[..i].contains(['的', '和', '与', '等']))
}

/// `100P 算力`, `智算规模超 3000P`: P is for PFLOPS where computing power is spoken of; `1080P` is a screen's.
pub(super) fn compute(t: &[char], at: usize, number: &Numeral, lexicon: &Lexicon) -> Option<Found> {
    let start = number.end + usize::from(t.get(number.end) == Some(&' '));
    let lone = t.get(start) == Some(&'P') && t.get(start + 1).is_none_or(|c| !c.is_ascii_alphanumeric());
    let lines = [480, 540, 720, 1080, 1440, 2160].map(Decimal::from);
    if !lone || number.value.is_none_or(|v| lines.contains(&v.0)) {
        return None;
    }
    let after = start + 1 + t[start + 1..].iter().take(2).take_while(|c| matches!(c, ' ' | '的' | '级')).count();
    let (_, unit) = lexicon.measures.head(t, after, 'P').or_else(|| nearest_head(t, at, 'P', lexicon))?;
    let factor = Decimal::from(1_000_000_000_000_000_i64);
    Some((Unit { name: unit.to_owned(), factor, kind: Kind::Physical }, start + 1))
}

/// The last head noun before `at` within reach and sentence.
fn nearest_head(t: &[char], at: usize, letter: char, lexicon: &Lexicon) -> Option<(usize, &'static str)> {
    for k in (at.saturating_sub(REACH)..at).rev() {
        if ends_clause(t[k]) {
            return None;
        }
        if let Some((length, unit)) = lexicon.measures.head(t, k, letter) {
            return Some((k + length, unit));
        }
    }
    None
}

/// Gives every bare scale its unit: what the nearest noun says, else the sentence's currency.
pub(super) fn decide(t: &[char], items: &mut [Item], lexicon: &Lexicon) {
    for i in 0..items.len() {
        if items[i].unit.as_ref().is_none_or(|u| u.kind != Kind::Bare) {
            continue;
        }
        let money = is_money(t, items, i, lexicon);
        let currency = if money == Some(false) { None } else { sentence_currency(t, items, i) };
        let name = match (money, currency) {
            (Some(false), _) | (None, None) => String::new(),
            (_, Some(currency)) => currency,
            (Some(true), None) => "CNY".to_owned(),
        };
        if let Some(unit) = items[i].unit.as_mut() {
            unit.name = name;
        }
    }
}

/// Whether the words beside the number name money (`Some(true)`), a count, or neither.
fn is_money(t: &[char], items: &[Item], i: usize, lexicon: &Lexicon) -> Option<bool> {
    let (start, end) = (items[i].start, items[i].end);
    let behind = end + t[end..].iter().take(1).take_while(|c| **c == '的').count();
    if let Some((_, money)) = lexicon.measures.noun(t, behind) {
        return Some(money);
    }
    for k in (start.saturating_sub(REACH)..start).rev() {
        if ends_clause(t[k]) {
            return None;
        }
        if let Some((length, money)) = lexicon.measures.noun(t, k) {
            return Some(longer(t, (k, k + length), lexicon).unwrap_or(money));
        }
    }
    None
}

/// What the longest noun that ends where the one at `from..end` does counts: 连接规模 of 规模.
fn longer(t: &[char], (from, end): (usize, usize), lexicon: &Lexicon) -> Option<bool> {
    let found = (from.saturating_sub(LONGER)..from).find_map(|k| Some((k, lexicon.measures.noun(t, k)?)));
    found.filter(|(k, (length, _))| k + length == end).map(|(_, (_, money))| money)
}

/// The currency of the nearest money in the same sentence.
fn sentence_currency(t: &[char], items: &[Item], i: usize) -> Option<String> {
    let apart = |a: usize, b: usize| t[a.min(b)..a.max(b)].iter().any(|c| ends_clause(*c));
    let money = |item: &Item| {
        item.unit
            .as_ref()
            .filter(|u| u.kind == Kind::Money && !item.name)
            .map(|u| u.name.split('/').next().unwrap_or("").to_owned())
    };
    let before = items[..i].iter().rev().take(8).take_while(|o| !apart(o.end, items[i].start));
    let after = items[i + 1..].iter().take(8).take_while(|o| !apart(items[i].end, o.start));
    let left = before.filter_map(|o| Some((items[i].start - o.end, money(o)?))).next();
    let right = after.filter_map(|o| Some((o.start.saturating_sub(items[i].end), money(o)?))).next();
    match (left, right) {
        (Some(l), Some(r)) => Some(if l.0 <= r.0 { l.1 } else { r.1 }),
        (l, r) => l.or(r).map(|c| c.1),
    }
}
