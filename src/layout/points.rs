//! Numbered points: which lines of a column begin one, told by the points before and behind them.
//!
//! Takes a column's lines, gives for each whether its number counts on from, or to, another line's number with the same
//! mark at the same left edge. *does not match*: a number in the middle of a sentence that a line happens to begin with.

use super::block::TextLine;

/// How far the left edges of one list's numbers may lie apart, in points.
const EDGE: f32 = 2.0;
/// Lines between two points of one list at most.
const LINES: usize = 40;

/// Which lines are points of a list.
pub(super) fn listed(lines: &[TextLine]) -> Vec<bool> {
    let marks: Vec<(usize, f32, Mark)> =
        lines.iter().enumerate().filter_map(|(i, l)| Some((i, l.bbox.x0, mark(&l.words())?))).collect();
    let mut out = vec![false; lines.len()];
    for (n, (i, x, a)) in marks.iter().enumerate() {
        let near = marks[n + 1..].iter().take_while(|other| other.0 - i <= LINES);
        let next = near.filter(|other| (other.1 - x).abs() < EDGE).find(|(.., b)| b.style == a.style);
        if let Some((j, _, b)) = next
            && b.number == a.number + 1
        {
            (out[*i], out[*j]) = (true, true);
        }
    }
    out
}

/// `2）` or `2.` at the beginning of a line whose `1）` stands inside the paragraph, not at its head: the sentence counts on.
pub(super) fn counts_on(lines: &[(u32, TextLine)], line: &TextLine) -> bool {
    let Some(mark) = mark(&line.words()) else { return false };
    let Some(before) = mark.number.checked_sub(1).filter(|n| *n > 0) else { return false };
    let before = format!("{before}{}", mark.style);
    // one at the head of a line would be a list's point as this one is
    lines.iter().enumerate().any(|(i, (_, l))| {
        let words = l.words();
        words.match_indices(&before).any(|(at, found)| {
            let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit() || c == '.');
            let number = digit(words[..at].chars().next_back())
                || mark.style == '.' && digit(words[at + found.len()..].chars().next());
            !number && (at > 3 || i > 0 && mark.style != '.')
        })
    })
}

/// A point's number and what stands behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Mark {
    number: u32,
    style: char,
}

/// `1.` (before no other digit), `1、`, `1）`, `（1）`.
fn mark(text: &str) -> Option<Mark> {
    let bare = text.trim_start_matches(['（', '(']);
    let digits = bare.len() - bare.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let number = bare.get(..digits).filter(|d| (1..=2).contains(&d.len()))?.parse().ok()?;
    let mut rest = bare[digits..].chars();
    let style = rest.next().filter(|c| matches!(c, '.' | '、' | '）' | ')'))?;
    let decimal = style == '.' && rest.next().is_none_or(|c| c.is_ascii_digit());
    (!decimal).then_some(Mark { number, style })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_look_alikes() {
        assert_eq!(mark("2. 出口放缓"), Some(Mark { number: 2, style: '.' }));
        assert_eq!(mark("（3）出口放缓"), Some(Mark { number: 3, style: '）' }));
        for text in ["2.5亿元", "2026. 年", "2 月", "出口"] {
            assert_eq!(mark(text), None, "{text}");
        }
    }
}
