//! Byte positions → Unicode scalar values, for every span of a report at once.
//!
//! Takes the document and everything that points into it, counts each passage's characters once,
//! gives the two ends of any of those spans. A span that was not announced is counted from the start
//! of its passage, so an answer is always right, only slower.

use crate::facts::Fact;
use crate::layout::Document;
use crate::span::Span;
use crate::tag::Tags;

/// For each passage the announced byte positions, ascending, with their character positions.
pub struct Offsets<'a> {
    document: &'a Document,
    known: Vec<Vec<(usize, u32)>>,
}

impl<'a> Offsets<'a> {
    /// Counts all passages that something points into.
    pub fn new(document: &'a Document, tags: &Tags, facts: &[Fact]) -> Self {
        let mut known = vec![Vec::new(); document.passages.len()];
        let spans = (tags.mentions.iter().map(|m| (m.passage, m.span)))
            .chain(tags.quantities.iter().map(|q| (q.passage, q.span)))
            .chain(tags.periods.iter().map(|p| (p.passage, p.span)))
            .chain(facts.iter().map(|f| (f.passage, f.span)));
        for (passage, span) in spans {
            known[passage].push((span.start, 0));
            known[passage].push((span.end, 0));
        }
        for (passage, ends) in document.passages.iter().zip(&mut known) {
            count(&passage.text, ends);
        }
        Self { document, known }
    }

    /// `start` and `end` of a span in Unicode scalar values of its passage's text.
    pub fn of(&self, passage: usize, span: Span) -> (u32, u32) {
        (self.at(passage, span.start), self.at(passage, span.end))
    }

    fn at(&self, passage: usize, byte: usize) -> u32 {
        match self.known[passage].binary_search_by_key(&byte, |k| k.0) {
            Ok(i) => self.known[passage][i].1,
            Err(_) => self.document.passages[passage].text[..byte].chars().count() as u32,
        }
    }
}

/// Fills in the character position of each byte position, in one pass over the text.
fn count(text: &str, ends: &mut Vec<(usize, u32)>) {
    ends.sort_unstable();
    ends.dedup();
    let (mut byte, mut chars) = (0, 0u32);
    for end in ends {
        chars += text[byte..end.0].chars().count() as u32;
        byte = end.0;
        end.1 = chars;
    }
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn counts_scalar_values_not_bytes() {
        let text = "甲a乙𠮷b";
        let mut ends = vec![(4, 0), (0, 0), (text.len(), 0), (7, 0), (11, 0), (4, 0)];
        count(text, &mut ends);
        assert_eq!(ends, [(0, 0), (4, 2), (7, 3), (11, 4), (12, 5)]);
    }
}
