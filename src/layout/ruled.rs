//! Tables whose cells are ruled on all sides: the rules are the grid.
//!
//! Takes a table's lines and the rules in it, gives its grid where at least one vertical rule runs
//! between columns; `None` otherwise. A run belongs to the cell that holds its middle; lines of one
//! cell are read from top to bottom.

use super::block::TextLine;
use super::grid::{Grid, Piece, is_figure};
use super::run::Run;
use crate::span::BBox;

/// Rules nearer to each other than this are one line, in points.
const SAME: f32 = 3.0;

/// Reads a ruled grid.
pub(super) fn grid(rows: &[TextLine], rules: &[BBox], bounds: BBox) -> Option<Grid> {
    let tall = |r: &&BBox| r.height() > r.width() && r.y_overlap(bounds) > 0.3 * bounds.height();
    let wide = |r: &&BBox| r.width() > r.height() && r.x_overlap(bounds) > 0.45 * bounds.width();
    let inner =
        edges(rules.iter().filter(tall).map(|r| r.cx()).filter(|x| *x > bounds.x0 + 4.0 && *x < bounds.x1 - 4.0));
    let lines =
        edges(rules.iter().filter(wide).map(|r| r.cy()).filter(|y| *y > bounds.y0 + 3.0 && *y < bounds.y1 - 3.0));
    // rules under the header alone leave the rows to their lines
    if inner.is_empty() || lines.is_empty() || lines.len() * 2 < rows.len() {
        return None;
    }
    let mut cells: Vec<(usize, usize, Run)> = Vec::new();
    for run in rows.iter().flat_map(|r| &r.runs) {
        let row = lines.partition_point(|y| *y < run.bbox.cy());
        let column = inner.partition_point(|x| *x < run.bbox.cx());
        cells.push((row, column, run.clone()));
    }
    cells.sort_by(|a, b| {
        (a.0, a.1)
            .cmp(&(b.0, b.1))
            .then(a.2.baseline.total_cmp(&b.2.baseline))
            .then(a.2.bbox.x0.total_cmp(&b.2.bbox.x0))
    });
    let mut out: Vec<Vec<Piece>> = Vec::new();
    let mut number = None;
    for (row, column, run) in cells {
        let to = inner.partition_point(|x| *x < run.bbox.x1 - SAME).max(column);
        let from = inner.partition_point(|x| *x < run.bbox.x0 + SAME).min(column);
        let piece = Piece { run, from, to };
        match out.last_mut() {
            Some(last) if number == Some(row) => last.push(piece),
            _ => out.push(vec![piece]),
        }
        number = Some(row);
    }
    let figures = |row: &Vec<Piece>| row.iter().skip(1).filter(|p| is_figure(&p.run.text)).count();
    let header_rows = usize::from(out.len() >= 2 && figures(&out[0]) * 2 < out[0].len().max(2));
    Some(Grid { columns: inner.len() + 1, header_rows, rows: out })
}

/// Distinct positions, sorted.
fn edges(values: impl Iterator<Item = f32>) -> Vec<f32> {
    let mut all: Vec<f32> = values.collect();
    all.sort_by(f32::total_cmp);
    let mut out: Vec<f32> = Vec::new();
    for v in all {
        if out.last().is_none_or(|last| v - last > SAME) {
            out.push(v);
        }
    }
    out
}
