//! Normal characters → runs, and runs → the pieces that are indexed.
//!
//! A run is wide characters, or Latin letters and digits with the joiners between them (`gpt-5.3-codex`,
//! `688256.sh`). A Latin run gives itself and its parts of two or more characters; a wide run gives its
//! pairs, and its last character alone, so that a single character is a prefix of some piece. Positions count
//! characters without spaces: `seedance2.0` and `seedance 2.0` are one phrase.

use super::normal::{Normal, is_wide};
use std::ops::Range;

/// A run of characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Its characters.
    pub range: Range<usize>,
    /// Position of its first character.
    pub position: usize,
    /// Whether it is of wide characters.
    pub wide: bool,
}

/// A piece: characters and position.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Its characters.
    pub range: Range<usize>,
    /// Position of its first character.
    pub position: usize,
}

/// The runs of a text, in order; what stands between them is no part of any.
pub fn runs(n: &Normal) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut position = 0;
    let mut i = 0;
    while i < n.chars.len() {
        let (start, at) = (i, position);
        let wide = is_wide(n.chars[i]);
        let inside = |i: usize| if wide { is_wide(n.chars[i]) } else { latin(n, i) };
        while i < n.chars.len() && inside(i) {
            i += 1;
        }
        if i > start {
            runs.push(Run { range: start..i, position: at, wide });
            position += i - start;
        } else {
            position += usize::from(n.chars[i] != ' ');
            i += 1;
        }
    }
    runs
}

/// Whether the character belongs to a Latin run: a letter, a digit, or a joiner between two of them.
fn latin(n: &Normal, i: usize) -> bool {
    let word = |c: char| c.is_alphanumeric() && !is_wide(c);
    let c = n.chars[i];
    let between = || i > 0 && word(n.chars[i - 1]) && n.chars.get(i + 1).is_some_and(|c| word(*c));
    word(c) || (is_joiner(c) && between())
}

fn is_joiner(c: char) -> bool {
    matches!(c, '.' | '-' | '_' | '/' | '&' | '+' | '\'')
}

/// Pairs of a wide run, and its last character alone.
pub fn pairs(run: &Run) -> impl Iterator<Item = Piece> + '_ {
    run.range
        .clone()
        .map(|i| Piece { range: i..(i + 2).min(run.range.end), position: run.position + i - run.range.start })
}

/// Parts of a Latin run between its joiners and where letters and digits meet; a point between digits
/// parts nothing. Parts of one character are among them.
pub fn parts(n: &Normal, run: &Run) -> Vec<Piece> {
    let mut parts = Vec::new();
    let mut start = run.range.start;
    let piece =
        |start: usize, end: usize| Piece { range: start..end, position: run.position + start - run.range.start };
    let digit = |i: usize| n.chars[i].is_ascii_digit();
    for i in run.range.clone() {
        let joiner = is_joiner(n.chars[i]) && !(n.chars[i] == '.' && digit(i - 1) && digit(i + 1));
        let number = |i: usize| digit(i) || n.chars[i] == '.';
        let meets = !joiner && i > start && number(i) != number(i - 1);
        if joiner || meets {
            if i > start {
                parts.push(piece(start, i));
            }
            start = if joiner { i + 1 } else { i };
        }
    }
    if start < run.range.end {
        parts.push(piece(start, run.range.end));
    }
    parts
}

/// Everything that the `grams` field holds of a text.
pub fn grams(n: &Normal) -> Vec<Piece> {
    let mut pieces = Vec::with_capacity(n.chars.len());
    for run in runs(n) {
        if run.wide {
            pieces.extend(pairs(&run));
        } else {
            pieces.push(Piece { range: run.range.clone(), position: run.position });
            let whole = run.range.len();
            pieces.extend(parts(n, &run).into_iter().filter(|p| p.range.len() > 1 && p.range.len() < whole));
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::normal::normal;

    fn shown(text: &str) -> Vec<(String, usize)> {
        let n = normal(text);
        grams(&n).into_iter().map(|p| (n.chars[p.range].iter().collect(), p.position)).collect()
    }

    fn is(found: &[(String, usize)], wanted: &[(&str, usize)]) {
        let found: Vec<(&str, usize)> = found.iter().map(|(t, p)| (t.as_str(), *p)).collect();
        assert_eq!(found, wanted);
    }

    #[test]
    fn codes_and_models_give_whole_and_parts() {
        is(&shown("688256.SH"), &[("688256.sh", 0), ("688256", 0), ("sh", 7)]);
        is(&shown("GPT-5.3-Codex"), &[("gpt-5.3-codex", 0), ("gpt", 0), ("5.3", 4), ("codex", 8)]);
        is(&shown("Seedance2.0"), &[("seedance2.0", 0), ("seedance", 0), ("2.0", 8)]);
        is(&shown("H200"), &[("h200", 0), ("200", 1)]);
    }

    #[test]
    fn wide_runs_give_pairs_and_the_last_alone() {
        is(&shown("沪深 300"), &[("沪深", 0), ("深", 1), ("300", 2)]);
        is(&shown("甲，乙丙"), &[("甲", 0), ("乙丙", 2), ("丙", 3)]);
        is(&shown("a b"), &[("a", 0), ("b", 1)]);
        is(&shown("-5.%"), &[("5", 1)]);
    }
}
