//! Numbers in front of the items of a list: `1)`, `（1）`, `①`, `1、`, `（一）`, `一是`.
//!
//! reads: a text and the number that comes next. gives: the places of the marks that count on from it, in order.
//! does not match: numbers out of turn, decimals (`1.5`), digits inside a longer number.

/// Chinese numerals of the marks `（一）` and `一是`.
const HAN: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];

/// What may stand before a mark whose item begins with a digit: `…；3、5G`.
const BEFORE: [char; 9] = ['；', '。', '，', ';', ',', '：', ':', ' ', '\n'];

/// Places of the marks from the number `next` on: (start of the mark, end of the mark).
pub(super) fn marks(body: &str, next: u32) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut next = next;
    for (at, _) in body.char_indices() {
        if let Some(length) = mark(&body[..at], &body[at..], next) {
            out.push((at, at + length));
            next += 1;
        }
    }
    out
}

/// Marks of a text that begins with the number `next`; none where it does not.
pub(super) fn leading(text: &str, next: u32) -> Vec<(usize, usize)> {
    let bare = text.trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '（' | '('));
    let found = marks(bare, next);
    let offset = text.len() - bare.len();
    let first = found.first().is_some_and(|m| m.0 == 0);
    if first { found.into_iter().map(|(a, b)| (a + offset, b + offset)).collect() } else { Vec::new() }
}

/// Bytes of the mark of number `next` that `rest` begins with.
fn mark(before: &str, rest: &str, next: u32) -> Option<usize> {
    let first = rest.chars().next()?;
    if ('①'..='⑳').contains(&first) {
        return (u32::from(first) - u32::from('①') + 1 == next).then_some(first.len_utf8());
    }
    let apart = before.is_empty() || before.ends_with(BEFORE);
    let han = HAN.get(next.checked_sub(1)? as usize).copied();
    if let Some(inside) = rest.strip_prefix(['（', '(']) {
        let digits = next.to_string();
        let left = inside.strip_prefix(digits.as_str()).or_else(|| inside.strip_prefix(han?))?;
        return Some(rest.len() - left.strip_prefix(['）', ')'])?.len());
    }
    if let Some(left) = han.and_then(|h| rest.strip_prefix(h)).filter(|_| apart) {
        return left.strip_prefix('是').map(|l| rest.len() - l.trim_start_matches(['，', ',']).len());
    }
    if !first.is_ascii_digit() {
        return None;
    }
    let left = rest.strip_prefix(next.to_string().as_str())?;
    let behind = left.strip_prefix(['）', ')', '、', '.', '．'])?;
    let clean = !before.ends_with(|p: char| p.is_ascii_digit() || p == '.');
    let digit = behind.starts_with(|p: char| p.is_ascii_digit());
    let item = !digit || apart && !left.starts_with(['.', '．']);
    (clean && item).then(|| rest.len() - behind.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_count_on() {
        let read = |text: &str| marks(text, 1).into_iter().map(|(a, b)| text[a..b].to_owned()).collect::<Vec<_>>();
        assert_eq!(read("1、需求下滑；2、5G落后；3、竞争加剧"), ["1、", "2、", "3、"]);
        assert_eq!(read("（一）需求下滑（二）竞争加剧"), ["（一）", "（二）"]);
        assert_eq!(read("一是需求下滑；二是竞争加剧"), ["一是", "二是"]);
        assert_eq!(read("①需求②竞争"), ["①", "②"]);
        // no marks: a decimal, quarters, another word
        assert!(read("增长1.5倍，第1、2季度，统一是好事").is_empty());
        assert_eq!(leading("● 2）竞争加剧", 2), [(4, 8)]);
        assert!(leading("竞争加剧 2）", 2).is_empty());
    }
}
