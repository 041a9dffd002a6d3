//! Joins numbers: ranges into one quantity, lists that share a unit into several with it.
//!
//! *reads*: items in order and the characters between them. *gives*: items of which each that has a unit
//! is a quantity. *does not match*: `1%至530亿元` (two units), `从16%降至3%`, `2020-2025年`, numbered
//! points (`1、5亿元`). *source*: issue 5, point 2; `reading.md` (numbers that share a unit; signs).

use super::unit::Kind;
use super::{Item, approximate};
use crate::decimal::Decimal;
use crate::lexicon::Lexicon;
use crate::tag::Approximation;

/// Joins what belongs together.
pub(super) fn join(t: &[char], items: Vec<Item>, lexicon: &Lexicon) -> Vec<Item> {
    let mut items = ranges(t, items);
    lists(t, &mut items);
    items.retain(|i| i.digits || i.unit.is_none() || is_hedged(t, i, lexicon));
    let edges: Vec<(usize, usize)> = items.iter().map(|i| (i.start, i.end)).collect();
    for (i, item) in items.iter_mut().enumerate().filter(|(_, i)| i.unit.is_some() && !i.name) {
        let floor = i.checked_sub(1).map_or(0, |p| edges[p].1);
        let ceiling = edges.get(i + 1).map_or(t.len(), |n| n.0);
        approximate::apply(t, item, floor, ceiling, lexicon);
    }
    let mut end = 0;
    items.retain(|i| {
        let apart = i.start >= end;
        if apart && i.unit.is_some() && !i.name {
            end = i.end;
        }
        apart
    });
    items
}

/// 百亿, 千家 count only where a word says how near they are.
fn is_hedged(t: &[char], item: &Item, lexicon: &Lexicon) -> bool {
    lexicon.measures.before(t, item.start).is_some() || item.start > 0 && matches!(t[item.start - 1], '上' | '过')
}

fn bracket_end(t: &[char], at: usize) -> usize {
    let included = t.get(at..).is_some_and(|r| r.starts_with(&['（', '含', '）']) || r.starts_with(&['(', '含', ')']));
    at + if included { 3 } else { 0 }
}

/// The connector of a range between two items: whether it is one, and whether it is a word.
fn connects(t: &[char], a: &Item, b: &Item) -> Option<bool> {
    let from = bracket_end(t, a.end);
    let between = t.get(from..b.start)?;
    let between: Vec<char> = between.iter().copied().filter(|c| *c != ' ').collect();
    // 区间为（14x，45x）
    let bracket = a.start > 0 && matches!(t[a.start - 1], '（' | '(') && matches!(t.get(b.end), Some('）' | ')'));
    let head = &t[a.start.saturating_sub(10)..a.start];
    let interval = bracket && head.windows(2).any(|w| w == ['区', '间']);
    match between[..] {
        ['，' | ',' | '、'] if interval => Some(false),
        ['-'] if t[from] == ' ' && t[b.start - 1] == '-' => None, // a sign behind a blank
        ['-' | '—' | '~'] | ['-', '-'] | ['—', '—'] => Some(false),
        ['至' | '到'] => Some(true),
        // 介于18%和20%之间
        ['和' | '与'] if t[b.end.min(t.len())..].starts_with(&['之', '间']) => Some(true),
        // the sign that was read is the connector
        [] if b.start == from && t[b.start] == '-' && b.low.is_sign_negative() => Some(false),
        _ => None,
    }
}

fn ranges(t: &[char], items: Vec<Item>) -> Vec<Item> {
    let mut out: Vec<Item> = Vec::with_capacity(items.len());
    for mut item in items {
        let joined = out.last().and_then(|last| {
            let word = connects(t, last, &item)?;
            if bracket_end(t, last.end) == item.start && t[item.start] == '-' {
                item = unsigned(&item);
            }
            range(t, last, &item, word)
        });
        match joined {
            Some(range) => {
                out.pop();
                out.push(range);
            }
            None => out.push(item),
        }
    }
    out
}

fn unsigned(item: &Item) -> Item {
    Item { low: -item.high, high: -item.low, start: item.start + 1, ..item.clone() }
}

/// One range of two numbers, where they are one.
fn range(t: &[char], a: &Item, b: &Item, word: bool) -> Option<Item> {
    if a.name || b.name || b.unit.is_none() && a.unit.is_some() || a.vague && word {
        return None;
    }
    if b.unit.is_none() && !word && !(b.arabic && a.arabic) {
        return None;
    }
    let (low, high) = (a.low, b.high);
    let low = match (&a.unit, &b.unit) {
        (Some(x), Some(y)) if x.kind == Kind::Bare && y.kind != Kind::Percent => Some(low.checked_mul(y.factor)?),
        (Some(x), Some(y)) if x.name == y.name || (y.kind == Kind::Bare && x.kind == Kind::Money) => Some(low),
        // 60元—85元/片: what the second is per, the first is too
        (Some(x), Some(y)) if y.name.strip_prefix(&x.name).is_some_and(|r| r.starts_with('/')) => {
            Some(low.checked_mul(y.factor)?.checked_div(x.factor)?)
        }
        (None, Some(y)) => shared(a, b, y.factor),
        (None, None) => Some(low),
        _ => None,
    }?;
    // 从…降至 and 提升…到 may go down; a range named by a word goes up
    if word && low > high {
        return None;
    }
    let first_has =
        a.unit.as_ref().filter(|u| u.kind == Kind::Money && b.unit.as_ref().is_some_and(|u| u.kind == Kind::Bare));
    let unit = first_has.or(b.unit.as_ref()).cloned();
    if unit.is_some() && a.unit.is_none() && is_year(t, a) && b.low.abs() < Decimal::from(1900) {
        return None;
    }
    Some(Item {
        start: a.start,
        number_end: b.number_end,
        end: b.end,
        low,
        high,
        scale: a.scale.max(b.scale),
        unit,
        arabic: b.arabic,
        digits: true,
        vague: true,
        name: false,
        approximation: Approximation::Exact,
    })
}

/// `60-80亿`, `七千到九千亿`, `两~3百`: the first number takes the scale of the second where it has none
/// and stays the lesser one with it.
fn shared(a: &Item, b: &Item, factor: Decimal) -> Option<Decimal> {
    let plain = a.low.checked_mul(factor)?;
    if a.scale == Decimal::ONE && b.scale > Decimal::ONE {
        let scaled = plain.checked_mul(b.scale)?;
        if scaled.abs() <= b.high.abs() || plain.abs() > b.high.abs() {
            return Some(scaled);
        }
        return Some(plain);
    }
    // 两~3百: the hundreds are the second's
    let hundred = Decimal::ONE_HUNDRED.checked_mul(factor)?;
    if !a.arabic && a.low.abs() < Decimal::TEN && b.high >= hundred && b.scale == Decimal::ONE {
        let by =
            if b.high >= hundred.checked_mul(Decimal::TEN)? { Decimal::ONE_THOUSAND } else { Decimal::ONE_HUNDRED };
        return plain.checked_mul(by);
    }
    Some(plain)
}

fn is_year(t: &[char], item: &Item) -> bool {
    item.arabic
        && item.number_end - item.start == 4
        && item.low >= Decimal::from(1950)
        && item.low <= Decimal::from(2060)
        && t[item.start].is_ascii_digit()
}

/// Whether a list goes on between two items, and how strong the mark is: 2 for a stroke or `、`.
fn parts(t: &[char], a: &Item, b: &Item) -> u8 {
    let Some(between) = t.get(a.end..b.start) else { return 0 };
    let between: Vec<char> = between.iter().copied().filter(|c| *c != ' ').take(3).collect();
    match between[..] {
        ['/' | '、' | '╱'] => 2,
        ['和' | '与' | '及' | '或'] | ['以', '及'] => 2,
        [',' | '，' | '；' | ';'] => 1,
        [] if b.start > a.end => 0,
        _ => 0,
    }
}

/// Gives the numbers of a list the unit of the one that has it, from the end backwards.
fn lists(t: &[char], items: &mut [Item]) {
    let mut i = items.len();
    while i > 1 {
        i -= 1;
        if items[i].unit.is_none() || items[i].name {
            continue;
        }
        let carrier = items[i].clone();
        let mut k = i;
        while k > 0 && takes(t, &items[k - 1], &items[k], &carrier) {
            k -= 1;
        }
        if !is_list(t, items, k, i) {
            continue;
        }
        for item in &mut items[k..i] {
            give(item, &carrier);
        }
        i = k.max(1);
    }
}

/// Whether `a`, before `b`, may take the carrier's unit.
fn takes(t: &[char], a: &Item, b: &Item, carrier: &Item) -> bool {
    let bare = a.unit.as_ref().is_some_and(|u| u.kind == Kind::Bare);
    let mark = parts(t, a, b);
    // 净买入35亿，5万片: a comma lets a bare scale take money's unit alone
    let fits = |kind| kind == Kind::Money || kind != Kind::Percent && mark > 1;
    let open = a.unit.is_none() || bare && carrier.unit.as_ref().is_some_and(|u| fits(u.kind));
    open && !a.name && a.arabic == carrier.arabic && mark > 0 && !is_year(t, a) && !is_point_number(t, a)
}

/// `1、` at the head of a sentence numbers a point.
fn is_point_number(t: &[char], item: &Item) -> bool {
    let head = item.start.checked_sub(1).is_none_or(|k| matches!(t[k], '。' | '；' | '：' | ':' | '（' | '('));
    let small = item.low < Decimal::from(20) && item.low.scale() == 0 && item.unit.is_none();
    head && small
        && matches!(t.get(item.end), Some('、' | ',' | '，'))
        && !matches!(item.start.checked_sub(1).map(|k| t[k]), Some('：' | ':'))
}

/// Commas need three numbers, or two with decimals; other marks need two.
fn is_list(t: &[char], items: &[Item], from: usize, to: usize) -> bool {
    if from == to {
        return false;
    }
    let strong = (from..to).all(|k| parts(t, &items[k], &items[k + 1]) == 2);
    let decimals = items[from..=to].iter().all(|i| i.low.normalize().scale() > 0 || i.vague || i.scale > Decimal::ONE);
    strong || to - from >= 2 || decimals
}

fn give(item: &mut Item, carrier: &Item) {
    let Some(unit) = &carrier.unit else { return };
    let by = if item.scale == Decimal::ONE && item.unit.is_none() {
        carrier.scale.checked_mul(unit_part(carrier, unit.factor)).unwrap_or(Decimal::ONE)
    } else {
        unit.factor
    };
    if let (Some(low), Some(high)) = (item.low.checked_mul(by), item.high.checked_mul(by)) {
        (item.low, item.high) = (low, high);
        item.unit = Some(unit.clone());
    }
}

/// The factor of a unit, without the scale where letters stood for it.
fn unit_part(carrier: &Item, factor: Decimal) -> Decimal {
    if carrier.scale > Decimal::ONE && factor == carrier.scale { Decimal::ONE } else { factor }
}
