//! Parts and multiples of a whole as Chinese writes them: `百分之五`, `千分之二`, `三分之一`, `一半`, `对折`,
//! `半折`, `翻两番`.
//!
//! *reads*: characters from the place where one may begin. *gives*: a finished item in `%` or `x`.
//! *does not match*: `一半导体`, `对折叠屏`, `半年`, `翻新`, `翻番`. *source*: contract, section 2; issue 5.

use super::Item;
use super::unit::{Kind, Unit};
use crate::decimal::{self, Decimal};
use crate::tag::Approximation;

fn percent(start: usize, end: usize, low: Decimal, high: Decimal) -> Item {
    Item {
        start,
        number_end: end,
        end,
        low,
        high,
        scale: Decimal::ONE,
        unit: Some(Unit { name: "%".to_owned(), factor: Decimal::ONE, kind: Kind::Percent }),
        arabic: false,
        digits: true,
        vague: low != high,
        name: false,
        approximation: if low == high { Approximation::Exact } else { Approximation::About },
    }
}

/// `百分之五`, `三分之一`: a numeral, `分之`, a numeral.
pub(super) fn part(t: &[char], at: usize, floor: usize) -> Option<Item> {
    // the numeral before 分之 is short; looking no further keeps this linear
    let near = t[at..].iter().take(12).position(|c| *c == '分')?;
    if t.get(at + near + 1) != Some(&'之') {
        return None;
    }
    let whole = decimal::read(t, at).filter(|n| n.end == at + near)?;
    let mut from = at + near + 2;
    let minus = t.get(from) == Some(&'负');
    from += usize::from(minus);
    let count = decimal::read(t, from).filter(|n| !n.dotted && !n.string)?;
    let (whole, (low, high)) = (whole.value?.0, count.value?);
    let share = |v: Decimal| v.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole);
    let (low, high) = (share(low)?, share(high)?);
    let negative = minus || (at > floor && t[at - 1] == '负');
    let (low, high) = if negative { (-high, -low) } else { (low, high) };
    let start = at - usize::from(negative && !minus);
    Some(percent(start, count.end, low, high))
}

/// `1/3`, `2/3`: a small proper fraction of something, not a date, a page or a list.
pub(super) fn stroke(t: &[char], at: usize) -> Option<Item> {
    let d = |i: usize| t.get(i).and_then(|c| c.to_digit(10));
    let (a, b) = (d(at)?, d(at + 2).filter(|_| t.get(at + 1) == Some(&'/'))?);
    let before = at.checked_sub(1).and_then(|k| t.get(k)).copied().unwrap_or(' ');
    let after = t.get(at + 3).copied().unwrap_or(' ');
    let of = matches!(
        before,
        '的' | '占' | '约' | '近' | '超' | '过' | '有' | '为' | '至' | '量' | '数' | '了' | '球' | '到' | '足'
    );
    let on = matches!(after, '的' | '左' | '以' | '被' | '市' | '。' | '，' | '；' | '、');
    let whole = (1..b).contains(&a) && (2..=9).contains(&b);
    let share = Decimal::from(100 * a).checked_div(Decimal::from(b))?;
    (whole && of && on).then(|| percent(at, at + 3, share, share))
}

/// `一半`: half of a whole; `对折` after 打, `半折`.
pub(super) fn half(t: &[char], at: usize) -> Option<Item> {
    let next = |n: usize| t.get(at + n).copied().unwrap_or('\0');
    let before = at.checked_sub(1).and_then(|k| t.get(k)).copied().unwrap_or('\0');
    let fifty = Decimal::from(50);
    match (t[at], next(1)) {
        ('一', '半')
            if !matches!(next(2), '导' | '径' | '年' | '天' | '月' | '岛' | '成')
                && !matches!(before, '第' | '另' | '十' | '百') =>
        {
            Some(percent(at, at + 2, fifty, fifty))
        }
        ('对', '折') if before == '打' && next(2) != '叠' => Some(percent(at, at + 2, fifty, fifty)),
        ('半', '折') if next(2) != '叠' => Some(percent(at, at + 2, fifty, fifty)),
        _ => None,
    }
}

/// `翻一番`, `翻了两番`: twice, twice twice. `翻倍` and `翻番` name no number: they are a fact's change, and
/// `翻3倍` is read as the number it names.
pub(super) fn doubled(t: &[char], at: usize) -> Option<Item> {
    if t[at] != '翻' {
        return None;
    }
    let number = at + 1 + usize::from(t.get(at + 1) == Some(&'了'));
    let times = decimal::digit(*t.get(number)?).filter(|_| t.get(number + 1) == Some(&'番'))?;
    let value = Decimal::from(2u32.checked_pow(times)?);
    let unit = Unit { name: "x".to_owned(), factor: Decimal::ONE, kind: Kind::Percent };
    Some(Item { unit: Some(unit), ..percent(at, number + 2, value, value) })
}
