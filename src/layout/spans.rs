//! A header set over a row of years: it stands over each of them.
//!
//! Takes a table's placed header rows, widens such cells. *does not match*: words over one column of other words (a
//! header on two lines), a unit at a row's end, years that begin anew (the next group's).

use super::grid::Piece;

/// How far a header's middle may lie from its years' middle, in columns.
const OFF: f32 = 0.6;

/// Widens the cells of the rows above the last one; `stripes` are the columns' extents.
pub(super) fn widen(header: &mut [Vec<Piece>], stripes: &[(f32, f32)]) {
    let Some((last, above)) = header.split_last_mut() else { return };
    let mut years = vec![None; stripes.len()];
    for piece in last.iter().filter(|p| p.from == p.to) {
        if let Some(slot) = years.get_mut(piece.from) {
            *slot = year(&piece.run.text);
        }
    }
    for row in above {
        for at in 0..row.len() {
            let (left, right) = group(&years, row[at].from, row[at].to);
            let alone = row.iter().enumerate().all(|(n, p)| n == at || p.to < left || p.from > right);
            let (Some(first), Some(end)) = (stripes.get(left), stripes.get(right)) else { continue };
            let pitch = (end.1 - first.0) / (right - left + 1) as f32;
            if alone && right > left && (row[at].run.bbox.cx() - (first.0 + end.1) / 2.0).abs() < OFF * pitch {
                (row[at].from, row[at].to) = (left, right);
            }
        }
    }
}

/// The columns around `from` to `to` whose years rise one by one.
fn group(years: &[Option<u32>], from: usize, to: usize) -> (usize, usize) {
    let rises = |at: usize| matches!((years.get(at), years.get(at + 1)), (Some(Some(a)), Some(Some(b))) if a + 1 == *b);
    if years.get(from).is_none_or(Option::is_none) || (from..to).any(|at| !rises(at)) {
        return (from, to);
    }
    let (mut left, mut right) = (from, to);
    while left > 0 && rises(left - 1) {
        left -= 1;
    }
    while rises(right) {
        right += 1;
    }
    (left, right)
}

/// `2025E`, `2024`, `26A`.
fn year(text: &str) -> Option<u32> {
    let text = text.trim();
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let mark = text[digits..].trim_matches(['(', ')', '（', '）', '年', ' ']);
    let value: u32 = text[..digits].parse().ok()?;
    let full = digits == 4 && (1990..2100).contains(&value) || digits == 2 && !mark.is_empty();
    (full && ["", "A", "E", "F", "A/E"].contains(&mark)).then_some(value % 100)
}
