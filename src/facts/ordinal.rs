//! The number of a place in a list.
//!
//! reads: `第三`, `第 27 位`, `前五强`, `居首`, `第三方之首`. gives: the number and how many bytes it has. does not match: ordinals of
//! other things (第一大股东, 第二曲线, 第三方).

use crate::decimal;

/// `居首`, `第三方之首`: the first place in one character.
pub(super) fn is_bare_first(lead: &str, rest: &str) -> bool {
    let free = rest.chars().next().is_none_or(|c| !c.is_alphanumeric() || matches!(c, '的' | '且'));
    free && ["居", "之", "列"].iter().any(|w| lead.ends_with(w)) && !lead.ends_with("列之")
}

/// The number that words begin with, and the words behind it: of 前三甲.
pub(super) fn count(words: &str) -> Option<(u32, &str)> {
    let chars: Vec<char> = words.chars().take(6).collect();
    let blank = chars.iter().take_while(|c| **c == ' ').count();
    let number = decimal::read(&chars, blank).filter(|n| !n.pair && !n.dotted)?;
    let n = u32::try_from(number.value?.0.trunc().mantissa()).ok()?;
    let used: usize = chars[..number.end].iter().map(|c| c.len_utf8()).sum();
    Some((n, &words[used..]))
}

/// The number behind 第 or 前 with its 名, 位 or 强, where nothing follows that makes it another thing's.
pub(super) fn read(rest: &str) -> Option<(u32, usize)> {
    let chars: Vec<char> = rest.chars().take(8).collect();
    let blank = chars.iter().take_while(|c| **c == ' ').count();
    let number = decimal::read(&chars, blank).filter(|n| !n.pair && !n.dotted)?;
    let (low, _) = number.value?;
    let n = u32::try_from(low.trunc().mantissa()).ok().filter(|n| *n <= 1000)?;
    let mut end = number.end;
    let gap = chars.get(end..)?.iter().take_while(|c| **c == ' ').count();
    let unit = chars.get(end + gap).filter(|c| matches!(c, '名' | '位' | '强'));
    if unit.is_some() {
        end += gap + 1;
    }
    let used: usize = chars[..end].iter().map(|c| c.len_utf8()).sum();
    let next = rest[used..].chars().next();
    // `处于近五年前10%分位`: a part of all
    if matches!(next, Some('%' | '％')) {
        return None;
    }
    // `前 10 家单位`: so many
    if ["家", "款", "种", "类", "个", "大", "支", "只"].iter().any(|c| rest[used..].trim_start().starts_with(c))
    {
        return None;
    }
    let free = next.is_none_or(|c| !c.is_alphanumeric() || matches!(c, '的' | '仅' | '和' | '及' | '且'));
    // `以总分第一击败`
    let free = free || ["击败", "领先", "力压", "超越"].iter().any(|w| rest[used..].starts_with(w));
    (free || unit.is_some_and(|u| *u != '强') && next != Some('称')).then_some((n, used))
}
