//! Rows of a label and a value: key data.
//!
//! Takes a table's lines, tells whether they are such rows, and puts each cell into its column where labels and values
//! are so long that no white stripe runs between them. *does not match*: lines of one run, rows whose labels begin at
//! many places.

use super::block::TextLine;
use super::grid::Piece;
use super::run::Run;

/// Rows of two cells from which a table is told.
const ROWS: usize = 3;
/// How far edges of one column may differ, in points.
const EDGE: f32 = 3.0;

/// Whether all lines are a label and a value, labels at one left edge, values at one edge.
pub(super) fn are(rows: &[TextLine]) -> bool {
    let word = |r: &TextLine| r.runs.len() == 2 && r.runs[0].text.chars().any(char::is_alphabetic);
    rows.len() >= ROWS && rows.iter().all(word) && is_level(rows)
}

/// The cells of lines of which most are a label and a value: columns 0 and 1.
pub(super) fn place(rows: &[TextLine]) -> Option<Vec<Vec<Piece>>> {
    let two: Vec<TextLine> = rows.iter().filter(|r| r.runs.len() == 2).cloned().collect();
    let many = rows.iter().all(|r| r.runs.len() <= 2) && two.len() * 3 >= rows.len() * 2;
    if two.len() < ROWS || !many || !is_level(&two) {
        return None;
    }
    let label = two[0].runs[0].bbox.x0;
    let piece = |run: &Run, at: usize| Piece { run: run.clone(), from: at, to: at };
    let cells = |row: &TextLine| match row.runs.as_slice() {
        [one] => vec![piece(one, usize::from((one.bbox.x0 - label).abs() > EDGE))],
        runs => runs.iter().enumerate().map(|(at, run)| piece(run, at)).collect(),
    };
    Some(rows.iter().map(cells).collect())
}

fn is_level(two: &[TextLine]) -> bool {
    let level = |edge: fn(&TextLine) -> f32| {
        let first = two.first().map_or(0.0, edge);
        two.iter().all(|r| (edge(r) - first).abs() < EDGE)
    };
    level(|r| r.runs[0].bbox.x0) && (level(|r| r.runs[1].bbox.x1) || level(|r| r.runs[1].bbox.x0))
}
