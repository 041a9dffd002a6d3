//! Durations: `3年`, `6个月`, `两周`, `10天`, `90年代`, `第一年`. Periods without a place in time.
//!
//! *reads*: characters from a place on. *gives*: the expression, and for words like 近 the count and grain.
//! *does not match*: `2020年` (a year), `5年期国债` stays a duration, `三季报`. *source*: contract, section 2.

use super::point::{Grain, skip_blank, whole};
use super::what::What;

/// A count of a stretch of time at `at`: the number where it is one, the grain, the end.
pub(super) fn count(t: &[char], at: usize) -> Option<(Option<u16>, Option<Grain>, usize)> {
    if t.get(at) == Some(&'半') {
        return match t.get(at + 1..)? {
            ['年', '报' | '度', ..] => None,
            ['年', ..] => Some((Some(6), Some(Grain::Month), at + 2)),
            ['个', '月', ..] => Some((Some(15), Some(Grain::Day), at + 3)),
            _ => None,
        };
    }
    let vague = matches!(t.get(at), Some('几' | '数'));
    let (mut number, mut end) = if vague {
        (None, at + 1)
    } else {
        let w = whole(t, at)?;
        (Some(w.value), w.end)
    };
    if matches!(t.get(end), Some('-' | '~' | '至' | '到'))
        && let Some(w) = whole(t, end + 1)
    {
        (number, end) = (Some(w.value), w.end);
    }
    if matches!(t.get(end), Some('多' | '余')) {
        end += 1;
    }
    end = skip_blank(t, end);
    let measure = t.get(end) == Some(&'个');
    end += usize::from(measure);
    let rest = &t[end.min(t.len())..];
    let (grain, length) = match rest {
        ['季', '度', ..] => (Some(Grain::Quarter), 2),
        ['交', '易', '日', ..] | ['工', '作', '日', ..] => (Some(Grain::Day), 3),
        ['财', '年', ..] => (Some(Grain::Year), 2),
        ['年', '度', ..] => (Some(Grain::Year), 2),
        ['年', ..] if !measure => (Some(Grain::Year), 1),
        ['月', ..] if measure => (Some(Grain::Month), 1),
        ['星', '期', ..] => (Some(Grain::Day), 2),
        ['周', '期' | '岁' | '边' | '年' | '转', ..] => return None,
        ['周', ..] => (Some(Grain::Day), 1),
        ['天', '然' | '猫' | '津' | '线', ..] => return None,
        ['天', ..] | ['日', ..] if !measure => (Some(Grain::Day), 1),
        _ => return None,
    };
    // a week is seven days
    let days = if matches!(rest, ['周' | '星', ..]) { number.and_then(|n| n.checked_mul(7)) } else { number };
    Some((days, grain, end + length))
}

/// A duration that stands at `at`.
pub(super) fn read(t: &[char], at: usize) -> Option<(What, usize)> {
    let before = at.checked_sub(1).and_then(|k| t.get(k)).copied().unwrap_or(' ');
    if before.is_ascii_alphanumeric() || matches!(before, '.' | '$' | '¥') {
        return None;
    }
    if t[at] == '半' && !matches!(before, '上' | '下' | '前' | '后' | '一' | '大' | '每' | '年') {
        let (_, _, end) = count(t, at)?;
        return Some((What::Open, end + tail(t, end)));
    }
    let ordinal = usize::from(t[at] == '第');
    let start = at + ordinal;
    let w = whole(t, start)?;
    if matches!(t.get(w.end), Some('年')) && t.get(w.end + 1) == Some(&'代') && w.value % 10 == 0 {
        let end = w.end + 2;
        let more = usize::from(matches!(t.get(end), Some('初' | '末')))
            + 2 * usize::from(t.get(end..).is_some_and(|r| r.starts_with(&['中', '期'])));
        return Some((What::Open, end + more));
    }
    let ordinal_word = ordinal > 0 && matches!(t.get(w.end), Some('年' | '天' | '周'));
    let (_, _, end) = count(t, start)?;
    if let (true, 1..=31, Some('日')) = (!w.han && matches!(before, '、' | '和' | '及' | '与'), w.value, t.get(w.end))
    {
        return Some((What::SameMonth(w.value as u8), w.end + 1));
    }
    let odd = w.han && w.value == 1 && matches!(t.get(w.end), Some('天' | '日'))
        || ordinal > 0 && !ordinal_word && t.get(w.end) != Some(&'个');
    (!odd).then_some((What::Open, end + tail(t, end)))
}

/// The length of what closes a duration: 两年后, 一年内, 5年间.
fn tail(t: &[char], end: usize) -> usize {
    let tails: [&[char]; 8] =
        [&['以', '内'], &['之', '内'], &['期', '间'], &['以', '后'], &['之', '后'], &['内'], &['后'], &['间']];
    tails.iter().find(|w| t[end..].starts_with(w)).map_or(0, |w| w.len())
}
