//! Approximation words before and behind a quantity: 约, 超, 不足, 高达, 左右, 以上.
//!
//! *reads*: the characters beside an item. *needs*: the lexicon's table. *gives*: the item with the words
//! in its place and the contract's approximation. *does not match*: linking and direction words (达, 为,
//! 增长), 最近, 不超 inside longer words. *source*: contract, section 2.

use super::Item;
use crate::lexicon::Lexicon;
use crate::tag::Approximation;

fn kind(word: &str) -> Approximation {
    match word {
        "about" => Approximation::About,
        "over" => Approximation::Over,
        "under" => Approximation::Under,
        _ => Approximation::UpTo,
    }
}

/// `分别约35%、36%和40%`: the word behind 分别 is of every value of its list.
pub(super) fn spread(t: &[char], items: &mut [Item]) {
    let mut said = Approximation::Exact;
    for i in 0..items.len() {
        let goes_on = i > 0 && items[i].start >= items[i - 1].end && {
            let link = &t[items[i - 1].end..items[i].start];
            let marks = link.iter().all(|c| matches!(c, '、' | '/' | '和' | '及' | '与' | ' ' | '，'));
            marks && link.len() <= 3 && items[i].unit == items[i - 1].unit
        };
        let apart = items[i].start >= 2 && t[items[i].start - 2..items[i].start] == ['分', '别'];
        if !goes_on {
            said = if apart { items[i].approximation } else { Approximation::Exact };
        } else if items[i].approximation == Approximation::Exact {
            items[i].approximation = said;
        }
    }
}

/// Takes the words beside the item into it. `floor` and `ceiling` are its neighbours.
pub(super) fn apply(t: &[char], item: &mut Item, floor: usize, ceiling: usize, lexicon: &Lexicon) {
    let mut said = Approximation::Exact;
    // 上百家, 过亿: of a scale alone
    if !item.digits && item.start > floor && matches!(t[item.start - 1], '上' | '过') {
        item.start -= 1;
        said = Approximation::Over;
    }
    for _ in 0..2 {
        let at = item.start - usize::from(item.start > floor && t[item.start - 1] == ' ');
        let Some((length, word, own)) = lexicon.measures.before(t, at).filter(|f| at - f.0 >= floor) else { break };
        let start = at - length;
        if is_inside(t, start, at) {
            break;
        }
        if !own {
            said = kind(word);
            break;
        }
        item.start = start;
        said = kind(word);
    }
    for _ in 0..2 {
        let Some((length, word)) = lexicon.measures.after(t, item.end).filter(|f| item.end + f.0 <= ceiling) else {
            break;
        };
        if t[item.end] == '+' && t.get(item.end + 1).is_some_and(|c| c.is_ascii_alphanumeric())
            || is_start(t, item.end, length)
        {
            break;
        }
        item.end += length;
        // 高达90%以上 is over
        if said == Approximation::Exact || said == Approximation::UpTo && kind(word) == Approximation::Over {
            said = kind(word);
        }
    }
    if said != Approximation::Exact {
        item.approximation = said;
    }
}

/// 近 in 最近 and 附近, 超 in 高超, 高至 in 提高至: the word belongs to a longer one.
fn is_inside(t: &[char], start: usize, end: usize) -> bool {
    let Some(&before) = start.checked_sub(1).and_then(|k| t.get(k)) else { return false };
    match t[start] {
        '近' => end - start == 1 && matches!(before, '最' | '附' | '靠' | '亲' | '贴' | '新'),
        '约' => matches!(before, '节' | '签' | '履' | '预' | '违' | '条' | '契' | '纽'),
        '破' => matches!(before, '击' | '打' | '爆' | '识'),
        '超' => before == '高',
        // 提高至, 增多至 give a level
        '高' | '多' => matches!(before, '提' | '升' | '增' | '走' | '调' | '推' | '拔' | '抬'),
        _ => false,
    }
}

/// 起 in 起来 and 起到, 以下简称, 以上市: the word goes on.
fn is_start(t: &[char], at: usize, length: usize) -> bool {
    let next = t.get(at + length).copied().unwrap_or('\0');
    match t[at] {
        '起' => matches!(next, '来' | '到' | '步' | '点' | '重' | '伏' | '因' | '家' | '诉' | '草' | '源' | '始'),
        '以' => matches!((t.get(at + 1), next), (Some('下'), '简' | '称' | '为') | (Some('上'), '市' | '述')),
        '上' => matches!(next, '游' | '半' | '文' | '级' | '班' | '行' | '车'),
        _ => false,
    }
}
