//! A passage's text → sentences and their clauses.
//!
//! Sentences end at `。！？；` and line feeds, also at `.` between a measure and Han, clauses at `，` and `,` between Han. Brackets do not
//! split. Spans are bytes of the passage's text; together they cover it without gaps.

use super::source::Source;
use crate::span::Span;
use std::cell::OnceCell;

/// Bytes from which a sentence is read in pieces, cut behind a clause: rules look over a whole sentence again and
/// again. The longest of the sample corpus has 1,900.
const LONGEST: usize = 6000;

/// A sentence with its clauses in order; never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sentence {
    pub(super) span: Span,
    pub(super) clauses: Vec<Span>,
    /// Whom it quotes, once a figure has asked for that.
    pub(super) sources: OnceCell<Vec<Source>>,
}

impl Sentence {
    fn new(span: Span, clauses: Vec<Span>) -> Self {
        Self { span, clauses, sources: OnceCell::new() }
    }

    /// The clause that holds a byte.
    pub(super) fn clause_at(&self, at: usize) -> Span {
        let i = self.clauses.partition_point(|c| c.end <= at);
        self.clauses.get(i).or(self.clauses.last()).copied().unwrap_or(self.span)
    }

    /// The clauses that end at or before a byte, the nearest first.
    pub(super) fn before(&self, at: usize) -> impl DoubleEndedIterator<Item = &Span> + Clone {
        self.clauses[..self.clauses.partition_point(|c| c.end <= at)].iter().rev()
    }
}

/// Whether a sentence of the text is longer than those that are read whole.
pub(super) fn is_cut(text: &str) -> bool {
    let ends = ['。', '！', '？', '；', '\n', ';'];
    text.len() > LONGEST && text.split(ends).any(|s| s.len() > LONGEST + 3)
}

/// Whether `.` ends a sentence: `占比21%.显示器件子行业…`.
fn is_stop(before: char, rest: &str) -> bool {
    matches!(before, '%' | '％' | '元' | '倍' | '台' | '家') && rest.starts_with(crate::lexicon::is_han)
}

/// All sentences of a text.
pub(super) fn sentences(text: &str) -> Vec<Sentence> {
    let mut out = Vec::new();
    let (mut start, mut clause) = (0, 0);
    let mut clauses = Vec::new();
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        let digit = before.is_ascii_digit() && text[end..].starts_with(|n: char| n.is_ascii_digit());
        match c {
            '。' | '！' | '？' | '；' | '\n' | ';' | '.' if c != '.' || is_stop(before, &text[end..]) => {
                clauses.push(Span::new(clause, end));
                out.push(Sentence::new(Span::new(start, end), std::mem::take(&mut clauses)));
                (start, clause) = (end, end);
            }
            '，' | ',' if !digit => {
                clauses.push(Span::new(clause, end));
                clause = end;
                if end - start > LONGEST {
                    out.push(Sentence::new(Span::new(start, end), std::mem::take(&mut clauses)));
                    start = end;
                }
            }
            _ => {}
        }
        before = c;
    }
    if start < text.len() {
        if clause < text.len() {
            clauses.push(Span::new(clause, text.len()));
        }
        out.push(Sentence::new(Span::new(start, text.len()), clauses));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_without_an_end_is_read_in_pieces() {
        let text = "营收1,200万元，同比增长5%，".repeat(2000);
        let all = sentences(&text);
        assert!(is_cut(&text) && all.len() > 5 && all.iter().all(|s| s.span.end - s.span.start < 2 * LONGEST));
        assert_eq!(all.iter().map(|s| s.span.of(&text)).collect::<String>(), text);
        assert!(!is_cut(&"营收稳定。".repeat(20_000)));
    }

    #[test]
    fn covers_the_text() {
        let text = "营收1,200万元，同比增长5%；毛利率稳定。展望全年";
        let all = sentences(text);
        assert_eq!(all.len(), 3);
        assert_eq!(all[0].clauses.len(), 2);
        assert_eq!(all.iter().map(|s| s.span.of(text)).collect::<String>(), text);
    }
}
