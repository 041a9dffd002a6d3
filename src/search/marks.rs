//! Where the asked words stand in a passage's text as printed, and the part of it worth showing.

use super::normal::{Normal, normal};
use crate::span::Span;

/// What to mark: for each asked word its forms, and its pieces where no form stands in the text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Needles(Vec<(Vec<String>, Vec<String>)>);

/// A part of a text with the marked spans in it, as bytes of the part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snippet {
    /// The part; `…` stands where the text goes on.
    pub text: String,
    /// Sorted, not overlapping.
    pub marks: Vec<Span>,
}

impl Needles {
    pub(super) fn add(&mut self, forms: Vec<String>, pieces: Vec<String>) {
        self.0.push((forms, pieces));
    }

    /// The spans of the text to mark, in bytes, sorted, not overlapping.
    pub fn marks(&self, text: &str) -> Vec<Span> {
        let mut n = normal(text);
        close_up(&mut n);
        let mut spans = Vec::new();
        for (forms, pieces) in &self.0 {
            let before = spans.len();
            forms.iter().for_each(|form| find(&n, form, &mut spans));
            if spans.len() == before {
                pieces.iter().for_each(|piece| find(&n, piece, &mut spans));
            }
        }
        spans.sort_unstable();
        let mut joined: Vec<Span> = Vec::new();
        for span in spans {
            match joined.last_mut().filter(|last| span.start < last.end) {
                Some(last) => last.end = last.end.max(span.end),
                None => joined.push(span),
            }
        }
        joined
    }
}

/// Drops the spaces that are left.
fn close_up(n: &mut Normal) {
    let keep: Vec<usize> = (0..n.chars.len()).filter(|i| n.chars[*i] != ' ').collect();
    *n = Normal {
        chars: keep.iter().map(|i| n.chars[*i]).collect(),
        from: keep.iter().map(|i| n.from[*i]).collect(),
        to: keep.iter().map(|i| n.to[*i]).collect(),
    };
}

/// Adds every place where the needle stands; a Latin one not in the middle of a word or number.
fn find(n: &Normal, needle: &str, spans: &mut Vec<Span>) {
    let mut needle = normal(needle);
    close_up(&mut needle);
    let needle = &needle.chars;
    let (Some(first), Some(last)) = (needle.first(), needle.last()) else { return };
    let kind = |c: char| (c.is_ascii_alphabetic(), c.is_ascii_digit());
    let inside = |a: char, b: char| kind(a) == kind(b) && a.is_ascii_alphanumeric();
    let mut i = 0;
    while i + needle.len() <= n.chars.len() {
        let end = i + needle.len();
        // spaces are gone: two words that touch only here were apart in the text
        let cut_before = i > 0 && n.to[i - 1] == n.from[i] && inside(n.chars[i - 1], *first);
        let cut_after = end < n.chars.len() && n.to[end - 1] == n.from[end] && inside(*last, n.chars[end]);
        if n.chars[i..end] == needle[..] && !cut_before && !cut_after {
            spans.push(Span::new(n.from[i] as usize, n.to[end - 1] as usize));
            i = end;
        } else {
            i += 1;
        }
    }
}

/// The part of the text, at most `width` characters, that holds the most marks; the whole where it fits.
pub fn snippet(text: &str, marks: &[Span], width: usize) -> Snippet {
    let starts: Vec<usize> = text.char_indices().map(|c| c.0).chain([text.len()]).collect();
    let count = starts.len() - 1;
    if count <= width {
        return Snippet { text: text.to_owned(), marks: marks.to_vec() };
    }
    let at = |byte: usize| starts.partition_point(|s| *s < byte);
    let within = |first: usize| marks.iter().filter(|m| at(m.start) >= first && at(m.end) <= first + width).count();
    let lead = width / 6;
    let candidates = marks.iter().map(|m| at(m.start).saturating_sub(lead).min(count - width));
    let best = candidates.map(|first| (within(first), std::cmp::Reverse(first))).max();
    let first = best.map_or(0, |b| b.1.0);
    let (from, to) = (starts[first], starts[first + width]);
    let lead = if first > 0 { "…" } else { "" };
    let tail = if first + width < count { "…" } else { "" };
    let inside = marks.iter().filter(|m| m.start >= from && m.end <= to);
    let moved = inside.map(|m| Span::new(m.start - from + lead.len(), m.end - from + lead.len())).collect();
    Snippet { text: format!("{lead}{}{tail}", &text[from..to]), marks: moved }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str, needle: &str) -> Vec<String> {
        let mut needles = Needles::default();
        needles.add(vec![needle.to_owned()], Vec::new());
        needles.marks(text).iter().map(|s| s.of(text).to_owned()).collect()
    }

    #[test]
    fn marks_stand_in_the_text_as_printed() {
        assert_eq!(marked("跟踪沪深 300 与沪深３００", "沪深300"), ["沪深 300", "沪深３００"]);
        assert_eq!(marked("資本\n開支上调", "资本开支"), ["資本\n開支"]);
        assert_eq!(marked("CapEx 与 capexes", "capex"), ["CapEx"]);
        assert_eq!(marked("H20 与 H200", "H20"), ["H20"]);
    }

    #[test]
    fn the_part_with_most_marks_is_shown() {
        let text = format!("算力{}算力与算力{}", "一".repeat(100), "二".repeat(100));
        let mut needles = Needles::default();
        needles.add(vec!["算力".into()], Vec::new());
        let shown = snippet(&text, &needles.marks(&text), 40);
        assert_eq!(shown.marks.len(), 2);
        assert!(shown.marks.iter().all(|m| m.of(&shown.text) == "算力"));
        assert!(shown.text.starts_with('…') && shown.text.ends_with('…'));
    }
}
