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
    if inner.is_empty() || lines.is_empty() || lines.len() * 2 < rows.len() && !are_wrapped(rows, &lines, &inner) {
        return None;
    }
    let lines = unruled(rows, shaded(rows, lines));
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
    // a blank cell of the body stays blank: only headers stand over several columns
    let heads = out.iter().take(2).take_while(|row| is_head(row)).count();
    let runs: Vec<Run> = out[..heads].iter().flatten().map(|p| p.run.clone()).collect();
    for piece in out[..heads].iter_mut().flatten() {
        let (left, right) = cell(&piece.run, &runs, &inner, rules, bounds);
        piece.to = inner.partition_point(|x| *x < right - 2.0 * SAME).max(piece.to);
        piece.from = inner.partition_point(|x| *x < left + 2.0 * SAME).min(piece.from);
    }
    out.iter_mut()
        .for_each(|row| row.sort_by(|a, b| a.from.cmp(&b.from).then(a.run.baseline.total_cmp(&b.run.baseline))));
    Some(Grid { columns: inner.len() + 1, header_rows: header_rows(&out), rows: out })
}

/// Whether the lines between two rules are one row whose cells wrap: never do two of them stand in all the columns that
/// the row fills, nor two words of a line in one column.
fn are_wrapped(rows: &[TextLine], lines: &[f32], inner: &[f32]) -> bool {
    let columns = |row: &TextLine| -> Vec<usize> {
        row.runs.iter().map(|r| inner.partition_point(|x| *x < r.bbox.cx())).collect()
    };
    let band = |row: &TextLine| lines.partition_point(|y| *y < row.bbox.cy());
    let bands: Vec<&[TextLine]> = rows.chunk_by(|a, b| band(a) == band(b)).collect();
    let several = |band: &&&[TextLine]| {
        let mut filled: Vec<usize> = band.iter().flat_map(&columns).collect();
        filled.sort_unstable();
        filled.dedup();
        let whole = |row: &&TextLine| filled.iter().all(|c| columns(row).contains(c));
        band.iter().filter(whole).count() >= 2
    };
    let twice = |row: &TextLine| columns(row).windows(2).any(|c| c[0] == c[1]);
    lines.len() >= WRAPPED && !bands.iter().any(|b| several(&b)) && !rows.iter().any(twice)
}

/// Rules inside a table from which the rows between them are told by the rules alone, however many their lines.
const WRAPPED: usize = 3;

/// The left and right ends of a header's cell: the uprights beside it or its neighbours' columns, as far
/// as the words stand in their middle (rules that are white on a ground are not seen).
fn cell(run: &Run, heads: &[Run], inner: &[f32], rules: &[BBox], bounds: BBox) -> (f32, f32) {
    let (x, y) = (run.bbox.cx(), run.bbox.cy());
    let upright = |r: &&BBox| r.height() > r.width() && r.y0 - SAME < y && y < r.y1 + SAME;
    let (mut left, mut right) = (bounds.x0, bounds.x1);
    for edge in rules.iter().filter(upright).map(|r| r.cx()) {
        if edge < x { left = left.max(edge) } else { right = right.min(edge) }
    }
    // a label in the middle of two header rows is beside both
    for other in heads.iter().filter(|o| o.bbox.y_overlap(run.bbox) > 0.05 * run.bbox.height()) {
        let column = inner.partition_point(|e| *e < other.bbox.cx());
        if other.bbox.x1 < run.bbox.x0 {
            left = left.max(inner.get(column).copied().unwrap_or(bounds.x1).min(x));
        } else if other.bbox.x0 > run.bbox.x1 && column > 0 {
            right = right.min(inner[column - 1].max(x));
        }
    }
    let reach = (x - left).min(right - x) + SAME;
    ((x - reach).min(run.bbox.x0), (x + reach).max(run.bbox.x1))
}

/// The rules' heights, and one more where white words stand above dark ones: a header set on a ground
/// needs no rule below it.
fn shaded(rows: &[TextLine], mut lines: Vec<f32>) -> Vec<f32> {
    let light = super::bands::is_light;
    let above = rows.iter().position(|r| !r.runs.iter().all(light)).unwrap_or(0);
    if above == 0 || rows[above..].iter().flat_map(|r| &r.runs).any(light) {
        return lines;
    }
    let y = (rows[above - 1].bbox.y1 + rows[above].bbox.y0) / 2.0;
    if lines.iter().all(|l| (l - y).abs() > 2.0 * SAME) {
        lines.insert(lines.partition_point(|l| *l < y), y);
    }
    lines
}

/// The rules' heights, and one more between two rows of figures where none is drawn.
fn unruled(rows: &[TextLine], mut lines: Vec<f32>) -> Vec<f32> {
    let pitch = super::bands::pitch(rows);
    let mut more = Vec::new();
    for pair in rows.windows(2) {
        let (above, below) = (pair[0].bbox.cy(), pair[1].bbox.cy());
        let at = lines.partition_point(|y| *y <= above);
        let parted = lines.get(at).is_some_and(|y| *y < below);
        let far = pitch.is_some_and(|p| below - above > p);
        if !parted && (far || super::bands::is_own_row(&pair[1], &pair[0].runs)) {
            more.push((above + below) / 2.0);
        }
    }
    lines.extend(more);
    lines.sort_by(f32::total_cmp);
    lines
}

/// Rows from the top that hold hardly a figure; a second one only below a cell over several columns.
fn header_rows(rows: &[Vec<Piece>]) -> usize {
    if rows.len() < 2 || !is_head(&rows[0]) {
        return 0;
    }
    let spans = rows[0].len() > 1 && rows[0].iter().any(|p| p.to > p.from);
    1 + usize::from(spans && rows.len() > 2 && rows[1].len() > 1 && figures(&rows[1]) == 0)
}

fn is_head(row: &[Piece]) -> bool {
    figures(row) * 2 < row.len().max(2)
}

fn figures(row: &[Piece]) -> usize {
    row.iter().skip(1).filter(|p| is_figure(&p.run.text)).count()
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
