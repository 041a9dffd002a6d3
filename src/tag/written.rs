//! A passage's text as numbers are read in it: narrow, simplified, without typesetting's blanks.
//!
//! Takes the text, gives characters with the way back to its bytes. Blanks beside Han characters are
//! dropped, others are one blank; `1600万 500家` keeps its blank, for the two are two numbers. Knows no
//! words. Linear.

use crate::lexicon::is_wide;
use crate::span::Span;

/// The characters and the byte at which each stands.
#[derive(Debug, Default)]
pub(super) struct Written {
    /// Folded characters.
    pub chars: Vec<char>,
    at: Vec<(u32, u8)>,
}

fn narrow(c: char) -> char {
    match c {
        '，' | '；' | '：' | '？' | '！' => c,
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '–' | '−' | '﹣' | '‐' | '‑' => '-',
        '—' | '―' | '─' | '━' => '—',
        '∼' | '〜' | '˜' => '~',
        '﹪' => '%',
        '﹩' => '$',
        '￥' => '¥',
        '﹐' => ',',
        '個' => '个',
        '點' => '点',
        '億' => '亿',
        '萬' => '万',
        '圓' => '圆',
        '陸' => '陆',
        '兩' => '两',
        '幾' => '几',
        '對' => '对',
        '餘' => '余',
        '數' => '数',
        '約' => '约',
        '過' => '过',
        '韓' => '韩',
        '歐' => '欧',
        '臺' => '台',
        '負' => '负',
        '幣' => '币',
        '噸' => '吨',
        '戶' => '户',
        '輛' => '辆',
        '條' => '条',
        '張' => '张',
        '塊' => '块',
        '錢' => '钱',
        '鎊' => '镑',
        '佔' => '占',
        '達' => '达',
        _ => c,
    }
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\u{A0}' | '\u{3000}' | '\u{2002}'..='\u{200B}' | '\r' | '\n' | '\t')
}

/// Beside such a character a blank is typesetting.
fn drops(c: char) -> bool {
    is_wide(c) || matches!(u32::from(c), 0xFF00..=0xFF60) || matches!(c, '—' | '·')
}

fn is_wide_digit(c: char) -> bool {
    ('０'..='９').contains(&c)
}

impl Written {
    /// What a text says by itself.
    pub fn of(text: &str) -> Self {
        let mut own = Self::default();
        own.read(text);
        own
    }

    /// Reads a passage's text, taking the place of what was read before.
    pub fn read(&mut self, text: &str) {
        self.chars.clear();
        self.at.clear();
        let mut last = ' ';
        let mut chars = text.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let next = chars.peek().map_or(' ', |n| n.1);
            let folded = if c.is_ascii() && !is_blank(c) {
                c
            } else if is_blank(c) {
                let scaled = matches!(last, '万' | '亿' | '萬' | '億' | '千') && next.is_ascii_digit();
                if is_blank(next)
                    || self.chars.last().is_none_or(|l| *l == ' ')
                    || ((drops(last) || drops(next)) && !scaled)
                {
                    continue;
                }
                ' '
            } else if c == '，' && is_wide_digit(last) && is_wide_digit(next) {
                ','
            } else {
                narrow(c)
            };
            self.chars.push(folded);
            self.at.push((at as u32, c.len_utf8() as u8));
            last = c;
        }
    }

    /// The bytes that the characters `start..end` came from; `start < end`.
    pub fn span(&self, start: usize, end: usize) -> Span {
        let (last, width) = self.at[end - 1];
        Span::new(self.at[start].0 as usize, last as usize + usize::from(width))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> String {
        Written::of(text).chars.iter().collect()
    }

    #[test]
    fn folds() {
        assert_eq!(written("１０ 成"), "10成");
        assert_eq!(written("２．４   個百分 點"), "2.4个百分点");
        assert_eq!(written("2 TB/s，约  3 亿"), "2 TB/s，约3亿");
        assert_eq!(written("1600万 500家"), "1600万 500家");
        assert_eq!(written("９，９９９"), "9,999");
        assert_eq!(written("1，2"), "1，2");
    }

    #[test]
    fn finds_back() {
        let text = "共 五 千 万";
        let w = Written::of(text);
        assert_eq!(w.span(1, 4).of(text), "五 千 万");
    }
}
