//! Text as search sees it: compatibility forms folded, lower case, simplified characters.
//!
//! Takes any text, gives its characters with the byte each came from, so that what is found can be
//! marked in the text as printed. White space beside a wide character is dropped (a line break in a PDF is
//! no word boundary); other white space is one space.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Normal characters and where they stand in the text they came from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Normal {
    /// The characters.
    pub chars: Vec<char>,
    /// First byte of each in the original text.
    pub from: Vec<u32>,
    /// One past the last byte of each.
    pub to: Vec<u32>,
}

/// Han, kana, hangul: written without spaces between words.
pub fn is_wide(c: char) -> bool {
    matches!(c, '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Normalises a text.
pub fn normal(text: &str) -> Normal {
    let mut n = Normal::default();
    let mut foreign = false;
    for (at, c) in text.char_indices() {
        let end = (at + c.len_utf8()) as u32;
        if c.is_ascii() {
            push(&mut n, c.to_ascii_lowercase(), at as u32, end);
        } else if ('\u{4e00}'..='\u{9fff}').contains(&c) {
            foreign = true;
            push(&mut n, c, at as u32, end);
        } else {
            for c in std::iter::once(c).nfkc().flat_map(char::to_lowercase) {
                push(&mut n, c, at as u32, end);
            }
        }
    }
    if foreign {
        simplify(&mut n);
    }
    drop_spaces(&mut n);
    n
}

fn push(n: &mut Normal, c: char, from: u32, to: u32) {
    let silent =
        matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}') || is_combining_mark(c);
    if !silent {
        let c = if c.is_whitespace() { ' ' } else { c };
        n.chars.push(c);
        n.from.push(from);
        n.to.push(to);
    }
}

/// Traditional to simplified, one character for one.
fn simplify(n: &mut Normal) {
    let simple = fast2s::convert(&n.chars.iter().collect::<String>());
    if simple.chars().count() == n.chars.len() {
        n.chars = simple.chars().collect();
    }
}

/// Drops spaces beside a wide character, at the ends, and after another space.
fn drop_spaces(n: &mut Normal) {
    if !n.chars.contains(&' ') {
        return;
    }
    let mut kept = Normal::default();
    for i in 0..n.chars.len() {
        if n.chars[i] == ' ' {
            let next = n.chars[i + 1..].iter().find(|c| **c != ' ');
            let last = kept.chars.last();
            let close = |c: Option<&char>| c.is_none_or(|c| *c == ' ' || is_wide(*c));
            if close(last) || close(next) {
                continue;
            }
        }
        kept.chars.push(n.chars[i]);
        kept.from.push(n.from[i]);
        kept.to.push(n.to[i]);
    }
    *n = kept;
}

#[cfg(test)]
mod tests {
    use super::normal;

    fn text(s: &str) -> String {
        normal(s).chars.into_iter().collect()
    }

    #[test]
    fn folds_forms_and_spaces() {
        assert_eq!(text("沪深 300"), "沪深300");
        assert_eq!(text("資本\n開支　ＣａｐＥｘ"), "资本开支capex");
        assert_eq!(text("  GPT  5 "), "gpt 5");
        assert_eq!(text("㎡ ①"), "m2 1");
    }

    #[test]
    fn knows_where_each_character_came_from() {
        let n = normal("a 資b");
        assert_eq!((n.chars, n.from, n.to), (vec!['a', '资', 'b'], vec![0, 2, 5], vec![1, 5, 6]));
    }
}
