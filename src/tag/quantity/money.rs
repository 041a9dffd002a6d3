//! Money: currencies written before the number, and yuan with jiao and fen.
//!
//! *reads*: a number's item and what follows. *gives*: the unit with the currency in front in force
//! (`港币…元`, `US$ 3.5bn`), and `123元1角1分` as one value. *does not match*: a currency in front of what
//! has a unit of another kind (`人民币5折`). *source*: contract, section 2.

use super::Item;
use super::unit::{Found, Kind, Unit, letters};
use crate::decimal::{self, Decimal};

/// The unit of a number behind the currency `code`. `scale` grows where letters stand for it.
pub(super) fn prefixed(
    t: &[char],
    number_end: usize,
    found: Option<Found>,
    code: &str,
    scale: &mut Decimal,
) -> Option<Found> {
    let own = |factor| Unit { name: code.to_owned(), factor, kind: Kind::Money };
    // $20m, $20mm: no currency is in front of metres, bits or tonnes
    let (power, end) = match t.get(number_end..).unwrap_or_default() {
        ['m', 'm', ..] => (6, number_end + 2),
        ['m', ..] => (6, number_end + 1),
        ['b', ..] => (9, number_end + 1),
        ['t', ..] => (12, number_end + 1),
        _ => (0, number_end),
    };
    let alone = power > 0 && t.get(end).is_none_or(|c| !c.is_ascii_alphanumeric());
    if alone && found.as_ref().is_none_or(|f| f.0.kind == Kind::Physical) {
        *scale = Decimal::from(10i64.pow(power));
        return Some((own(*scale), end));
    }
    match found {
        Some((unit, end)) if unit.kind == Kind::Money => {
            // the currency in front names the money: `港币两千元`; `/股` stays
            let name = match unit.name.split_once('/') {
                Some((_, per)) if unit.name.starts_with("CNY") => format!("{code}/{per}"),
                None if unit.name == "CNY" => code.to_owned(),
                _ => unit.name.clone(),
            };
            Some((Unit { name, ..unit }, end))
        }
        Some((unit, end))
            if unit.kind == Kind::Physical
                && matches!(t.get(number_end), Some('m' | 'b' | 'M' | 'B' | 'K' | 'k' | 'T')) =>
        {
            Some((unit, end))
        }
        Some(_) => None,
        None => {
            let at = number_end + usize::from(t.get(number_end) == Some(&' '));
            match letters(t, at) {
                Some((power, end)) => {
                    *scale = power;
                    Some((own(power), end))
                }
                None => Some((own(Decimal::ONE), number_end)),
            }
        }
    }
}

/// Adds `1角1分`, `又三美分` behind yuan, dollars and their like.
pub(super) fn composite(t: &[char], item: &mut Item) {
    let Some(unit) =
        item.unit.as_ref().filter(|u| u.kind == Kind::Money && u.factor == Decimal::ONE && item.low == item.high)
    else {
        return;
    };
    let cents = match unit.name.as_str() {
        "CNY" | "HKD" | "TWD" => ['角', '毛', '分'].as_slice(),
        "USD" => ['美'].as_slice(),
        _ => return,
    };
    let mut at = item.end;
    for (place, &mark) in cents.iter().enumerate() {
        let from = at + usize::from(matches!(t.get(at), Some('又' | '零')));
        let Some(number) = decimal::read(t, from).filter(|n| n.scale == Decimal::ONE && !n.string) else { continue };
        let Some((value, _)) = number.value.filter(|v| v.0 == v.1 && v.0 < Decimal::ONE_HUNDRED) else { continue };
        let dollars = mark == '美';
        let marked = t.get(number.end) == Some(&mark) && (!dollars || t.get(number.end + 1) == Some(&'分'));
        if !marked {
            continue;
        }
        let by = if dollars || place == 2 { Decimal::new(1, 2) } else { Decimal::new(1, 1) };
        let Some(more) = value.checked_mul(by).and_then(|v| item.low.checked_add(v)) else { return };
        (item.low, item.high) = (more, more);
        at = number.end + 1 + usize::from(dollars);
    }
    if at > item.end {
        item.end = at + usize::from(t.get(at) == Some(&'钱'));
    }
}
