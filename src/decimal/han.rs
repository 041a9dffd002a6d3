//! Chinese numeral characters and what each stands for, formal and traditional forms too.
//!
//! Takes one character, gives its value; `None` for anything else.

/// The value of a Chinese digit, formal and traditional forms too.
pub fn digit(c: char) -> Option<u32> {
    Some(match c {
        '零' | '〇' => 0,
        '一' | '壹' | '弌' => 1,
        '二' | '贰' | '貳' | '两' | '兩' => 2,
        '三' | '叁' | '參' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' | '陸' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

pub(super) fn small_scale(c: char) -> Option<u32> {
    Some(match c {
        '十' | '拾' => 10,
        '百' | '佰' => 100,
        '千' | '仟' => 1000,
        _ => return None,
    })
}

/// The value of `万 亿 兆`.
pub fn big_scale(c: char) -> Option<i64> {
    Some(match c {
        '万' | '萬' => 10_000,
        '亿' | '億' => 100_000_000,
        '兆' => 1_000_000_000_000,
        _ => return None,
    })
}

/// Whether a numeral may begin with the character.
pub fn is_numeral(c: char) -> bool {
    c.is_ascii_digit()
        || (!c.is_ascii()
            && (digit(c).is_some() || small_scale(c).is_some() || big_scale(c).is_some() || matches!(c, '几' | '数')))
}
