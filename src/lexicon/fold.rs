//! Folding: the form in which texts and names are compared, and the way back to the text.
//!
//! Takes a text, gives it in lower case and half width, without the spaces that typesetting puts
//! inside and beside Han characters; other white space is one blank, a tab or line feed of a table
//! stays. Knows no names. Refuses nothing; linear in the text.

use crate::span::Span;

/// A folded text with the way back to the original.
#[derive(Debug, Clone, Default)]
pub struct Folded {
    /// The folded text.
    pub text: String,
    /// `(folded byte, original byte)`, one entry where the distance between the two changes.
    steps: Vec<(u32, u32)>,
    /// Length of the original in bytes.
    length: u32,
}

impl Folded {
    /// The byte of the original at which the character at folded byte `at` stands.
    pub fn origin(&self, at: usize) -> usize {
        if at >= self.text.len() {
            return self.length as usize;
        }
        let i = self.steps.partition_point(|s| s.0 as usize <= at);
        match i.checked_sub(1).and_then(|i| self.steps.get(i)) {
            Some(&(f, o)) => o as usize + (at - f as usize),
            None => at,
        }
    }

    /// The span of the original that the folded bytes `start..end` came from; spaces that were
    /// dropped at its edges stay outside.
    pub fn span(&self, start: usize, end: usize, original: &str) -> Span {
        let from = self.origin(start);
        let Some((last, _)) = self.text[start..end].char_indices().next_back() else {
            return Span::new(from, from);
        };
        let at = self.origin(start + last);
        let width = original[at..].chars().next().map_or(0, char::len_utf8);
        Span::new(from, at + width)
    }
}

/// Whether a character is written without spaces around it: Han, kana, wide punctuation.
pub fn is_wide(c: char) -> bool {
    matches!(u32::from(c), 0x2E80..=0x9FFF | 0xF900..=0xFAFF | 0xFE30..=0xFE4F | 0x20000..=0x3FFFF)
        || matches!(c, '“' | '”' | '‘' | '’' | '…')
}

/// Whether a character is Han.
pub fn is_han(c: char) -> bool {
    matches!(u32::from(c), 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}

fn narrow(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c).to_ascii_lowercase(),
        '‐' | '‑' | '–' | '−' | '﹣' => '-',
        '﹕' | '∶' => ':',
        '﹐' => ',',
        '•' | '‧' | '・' => '·',
        '〔' => '[',
        '〕' => ']',
        _ => c,
    }
}

/// Folds a text. In a `table`, tabs and line feeds part cells and rows and stay.
pub fn fold(original: &str, table: bool) -> Folded {
    let mut out =
        Folded { text: String::with_capacity(original.len()), steps: Vec::new(), length: original.len() as u32 };
    let mut shift: i64 = 0;
    let mut last = '\n';
    let mut chars = original.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let blank = c == ' ' || c == '\u{A0}' || c == '\u{3000}' || c == '\r' || (!table && (c == '\n' || c == '\t'));
        let f = if blank {
            let next = chars.peek().map_or('\n', |n| n.1);
            if last == ' ' || breaks(last) || breaks(next) || next.is_whitespace() {
                continue;
            }
            ' '
        } else if c.is_ascii() {
            c.to_ascii_lowercase()
        } else {
            narrow(c)
        };
        let here = at as i64 - out.text.len() as i64;
        if here != shift {
            shift = here;
            out.steps.push((out.text.len() as u32, at as u32));
        }
        out.text.push(f);
        last = if f == ' ' { ' ' } else { c };
    }
    out
}

/// Beside such a character a space is typesetting, not writing.
fn breaks(c: char) -> bool {
    is_wide(c) || matches!(c, '\n' | '\t') || matches!(u32::from(c), 0xFF00..=0xFF60)
}

/// Folds a name.
pub fn fold_name(name: &str) -> String {
    fold(name, false).text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_and_finds_back() {
        let original = "寒 武\n纪（ＡＢＣ）与 Meta  Platforms";
        let folded = fold(original, false);
        assert_eq!(folded.text, "寒武纪(abc)与meta platforms");
        let end = "寒武纪".len();
        assert_eq!(folded.span(0, end, original).of(original), "寒 武\n纪");
        let at = folded.text.find("abc").unwrap();
        assert_eq!(folded.span(at, at + 3, original).of(original), "ＡＢＣ");
        let at = folded.text.find("meta").unwrap();
        assert_eq!(folded.span(at, folded.text.len(), original).of(original), "Meta  Platforms");
    }

    #[test]
    fn tables_keep_their_cells() {
        assert_eq!(fold("寒武纪\t688256\n中 芯", true).text, "寒武纪\t688256\n中芯");
    }
}
