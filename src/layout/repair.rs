//! Text repair, one character at a time: what a glyph says → what a reader reads.
//!
//! Full-width letters and digits become plain ones, compatibility ideographs and radicals the
//! ideographs they stand for, ligatures their letters, `臵` (a font fault of old WPS) `置`.
//! Chinese punctuation stays as it is. Private-use bullets become `●`.

use unicode_normalization::UnicodeNormalization;

/// The mark that stands for every private-use or symbol bullet.
pub(super) const BULLET: char = '●';

/// Repairs one character; `push` is called for each character it becomes.
pub(super) fn each(c: char, mut push: impl FnMut(char)) {
    match c {
        '臵' => push('置'),
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => push(narrow(c)),
        '％' => push('%'),
        '＋' => push('+'),
        '．' => push('.'),
        '\u{2F00}'..='\u{2FD5}' | '\u{2E80}'..='\u{2EF3}' | '\u{F900}'..='\u{FAFF}' | '\u{FB00}'..='\u{FB06}' => {
            c.nfkc().for_each(push);
        }
        '\u{E000}'..='\u{F8FF}' => push(private(c)),
        '\u{00A0}' | '\u{3000}' | '\u{2002}'..='\u{200A}' | '\t' | '\r' | '\n' => push(' '),
        '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{FEFF}' | '\u{2028}' | '\u{2029}' => {}
        c if c.is_control() => {}
        c => push(c),
    }
}

fn narrow(c: char) -> char {
    char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c)
}

/// Wingdings, Webdings and Symbol are mapped to U+F000 to U+F0FF by Word.
fn private(c: char) -> char {
    match c {
        '\u{F02D}' => '-',
        '\u{F0B0}' => '°',
        '\u{F0B1}' => '±',
        '\u{F0B4}' => '×',
        '\u{F0A3}' => '≤',
        '\u{F0B3}' => '≥',
        '\u{F025}' => '%',
        _ => BULLET,
    }
}

/// Han ideographs, and what is set like them: kana, Chinese punctuation, full-width forms.
pub(super) fn is_wide(c: char) -> bool {
    matches!(u32::from(c),
        0x2E80..=0x9FFF | 0xAC00..=0xD7AF | 0xF900..=0xFAFF | 0xFE30..=0xFE4F | 0xFF00..=0xFFEF | 0x20000..=0x3FFFF
        | 0x2014 | 0x2018..=0x201D | 0x2026 | 0xB7)
}

/// Whether two characters that meet at a line's end are joined without a space.
pub(super) fn joins(before: char, after: char) -> bool {
    is_wide(before) || is_wide(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fixed(text: &str) -> String {
        let mut out = String::new();
        text.chars().for_each(|c| each(c, |c| out.push(c)));
        out
    }

    #[test]
    fn repairs_what_fonts_broke() {
        assert_eq!(fixed("配臵２０２６年Ａ股５％"), "配置2026年A股5%");
        assert_eq!(fixed("\u{F06C}算力"), "●算力");
        assert_eq!(fixed("\u{2F64}户 e\u{FB03}cient"), "用户 efficient");
    }

    #[test]
    fn leaves_punctuation_alone() {
        assert_eq!(fixed("（买入）：维持，“优于大市”。"), "（买入）：维持，“优于大市”。");
    }
}
