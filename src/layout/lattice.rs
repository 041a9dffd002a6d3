//! Tables whose every cell is ruled, also cells over several rows or columns: the rules part the cells.
//!
//! Takes a table's lines and the rules in it, gives its grid: between two cells without a rule there is one cell. A
//! cell over several rows stands in its first one. `None` where the rules leave rows or columns apart unparted, or where
//! words lie across a rule.

use super::block::TextLine;
use super::grid::{Grid, Piece, is_figure};
use super::run::Run;
use crate::span::BBox;

/// Rules nearer to each other than this are one line, in points.
const SAME: f32 = 3.0;
/// Share of a cell's height that an upright covers at least.
const COVER: f32 = 0.6;
/// How much of a cell's lower side may be open, in points: the grounds of a cell's lines end before its sides.
const OPEN: f32 = 5.0;
/// More lines than this in one direction are no table's.
const LINES: usize = 160;
/// Two words on one line of a cell that stand further apart than this, in ems, are two cells.
const APART: f32 = 2.5;

/// Where the lines of a lattice run, and which of its squares are one cell.
struct Lattice {
    /// Inner lines, sorted.
    xs: Vec<f32>,
    ys: Vec<f32>,
    /// The first square of each square's cell, row by row.
    cell: Vec<usize>,
}

/// A cell's squares: first and last row, first and last column.
#[derive(Clone, Copy)]
struct Extent {
    top: usize,
    bottom: usize,
    left: usize,
    right: usize,
}

/// Reads the grid.
pub(super) fn grid(rows: &[TextLine], rules: &[BBox], bounds: BBox) -> Option<Grid> {
    let lattice = Lattice::of(rules, bounds)?;
    let extents = lattice.extents()?;
    let mut cells: Vec<(Extent, Run)> = Vec::new();
    for run in rows.iter().flat_map(|r| &r.runs) {
        let extent = extents[lattice.cell[lattice.square(run)]];
        if !lattice.holds(extent, run) {
            return None;
        }
        cells.push((extent, run.clone()));
    }
    cells.sort_by(|(a, r), (b, s)| {
        (a.top, a.left)
            .cmp(&(b.top, b.left))
            .then(r.baseline.total_cmp(&s.baseline))
            .then(r.bbox.x0.total_cmp(&s.bbox.x0))
    });
    let rows: Vec<&[(Extent, Run)]> = cells.chunk_by(|a, b| a.0.top == b.0.top).collect();
    let alike = rows.iter().filter(|row| is_alike(row)).count();
    if rows.len() < 2 || alike * 2 > rows.len() || rows.iter().any(|row| is_several(row)) {
        return None;
    }
    let pieces = |row: &&[(Extent, Run)]| {
        row.iter().map(|(e, run)| Piece { run: run.clone(), from: e.left, to: e.right }).collect::<Vec<_>>()
    };
    let out: Vec<Vec<Piece>> = rows.iter().map(pieces).collect();
    let header_rows = header_rows(&out, &rows);
    Some(Grid { columns: lattice.xs.len() + 1, header_rows, rows: out })
}

impl Lattice {
    /// `None` where no rule parts rows, or none columns.
    fn of(rules: &[BBox], b: BBox) -> Option<Self> {
        let near: Vec<&BBox> = rules.iter().filter(|r| r.x_overlap(b) > -SAME && r.y_overlap(b) > -SAME).collect();
        let (flat, tall): (Vec<&BBox>, Vec<&BBox>) = near.iter().partition(|r| r.width() > r.height());
        let xs = lines(tall.iter().map(|r| r.cx()), b.x0 + 4.0, b.x1 - 4.0);
        let ys = lines(flat.iter().map(|r| r.cy()), b.y0 + SAME, b.y1 - SAME);
        if xs.is_empty() || ys.is_empty() || xs.len() > LINES || ys.len() > LINES {
            return None;
        }
        let (columns, count) = (xs.len() + 1, (xs.len() + 1) * (ys.len() + 1));
        let mut lattice = Self { xs, ys, cell: (0..count).collect() };
        let (right, below) = lattice.walls(&flat, &tall, b);
        for at in 0..count {
            if (at + 1) % columns != 0 && !right[at] {
                lattice.join(at, at + 1);
            }
            if at + columns < count && !below[at] {
                lattice.join(at, at + columns);
            }
        }
        for at in 0..count {
            lattice.cell[at] = lattice.first(at);
        }
        Some(lattice)
    }

    /// Whether a rule stands at the right of each square, and below it.
    fn walls(&self, flat: &[&BBox], tall: &[&BBox], b: BBox) -> (Vec<bool>, Vec<bool>) {
        let columns = self.xs.len() + 1;
        let span = |lines: &[f32], at: usize, from: f32, to: f32| {
            (at.checked_sub(1).map_or(from, |i| lines[i]), lines.get(at).copied().unwrap_or(to))
        };
        let mut right = vec![0.0; self.cell.len()];
        for rule in tall {
            let Some(column) = nearest(&self.xs, rule.cx()) else { continue };
            for row in 0..=self.ys.len() {
                let (from, to) = span(&self.ys, row, b.y0, b.y1);
                right[row * columns + column] += (rule.y1.min(to) - rule.y0.max(from)).max(0.0) / (to - from).max(1.0);
            }
        }
        // what of a cell's side is open
        let width = |at: usize| span(&self.xs, at % columns, b.x0, b.x1);
        let mut below: Vec<f32> = (0..self.cell.len()).map(|at| width(at).1 - width(at).0).collect();
        for rule in flat {
            let Some(row) = nearest(&self.ys, rule.cy()) else { continue };
            for column in 0..columns {
                let (from, to) = span(&self.xs, column, b.x0, b.x1);
                below[row * columns + column] -= (rule.x1.min(to) - rule.x0.max(from)).max(0.0);
            }
        }
        (right.into_iter().map(|s| s > COVER).collect(), below.into_iter().map(|open| open < OPEN).collect())
    }

    fn first(&self, mut at: usize) -> usize {
        while self.cell[at] != at {
            at = self.cell[at];
        }
        at
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.first(a), self.first(b));
        self.cell[a.max(b)] = a.min(b);
    }

    /// The extent of each square's cell; `None` where one is no rectangle.
    fn extents(&self) -> Option<Vec<Extent>> {
        let columns = self.xs.len() + 1;
        let mut out: Vec<Extent> = Vec::with_capacity(self.cell.len());
        let mut sizes = vec![0; self.cell.len()];
        for (at, &cell) in self.cell.iter().enumerate() {
            let (row, column) = (at / columns, at % columns);
            out.push(Extent { top: row, bottom: row, left: column, right: column });
            let e = &mut out[cell];
            (e.bottom, e.left, e.right) = (e.bottom.max(row), e.left.min(column), e.right.max(column));
            sizes[cell] += 1;
        }
        let whole = |(e, &n): (&Extent, &usize)| n == 0 || (e.bottom - e.top + 1) * (e.right - e.left + 1) == n;
        out.iter().zip(&sizes).all(whole).then_some(out)
    }

    fn square(&self, run: &Run) -> usize {
        let row = self.ys.partition_point(|y| *y < run.bbox.cy());
        row * (self.xs.len() + 1) + self.xs.partition_point(|x| *x < run.bbox.cx())
    }

    /// Whether a run keeps clear of the rules beside its cell.
    fn holds(&self, e: Extent, run: &Run) -> bool {
        let left = e.left.checked_sub(1).map_or(f32::MIN, |i| self.xs[i]);
        let right = self.xs.get(e.right).copied().unwrap_or(f32::MAX);
        run.bbox.x0 > left - SAME && run.bbox.x1 < right + SAME
    }
}

type Cell = [(Extent, Run)];

/// Whether a row's cells hold several rows of figures, or several columns: words far apart on one line.
fn is_several(row: &Cell) -> bool {
    let apart = |p: &Cell| is_level(&p[0].1, &p[1].1) && p[1].1.bbox.x0 - p[0].1.bbox.x1 > APART * p[0].1.size;
    let figures = |c: &&Cell| c.iter().filter(|(_, r)| is_figure(&r.text)).count() >= 2;
    let cells = || row.chunk_by(|a, b| a.0.left == b.0.left);
    cells().any(|c| c.windows(2).any(apart)) || cells().filter(figures).count() >= 2
}

/// Whether all cells of a row have as many lines, two at least, on the same heights: perhaps several rows.
fn is_alike(row: &Cell) -> bool {
    let lines = |c: &Cell| c.chunk_by(|a, b| is_level(&a.1, &b.1)).map(|l| l[0].1.baseline).collect::<Vec<_>>();
    let cells = row.chunk_by(|a, b| a.0.left == b.0.left).filter(|c| c[0].0.top == c[0].0.bottom);
    let cells: Vec<Vec<f32>> = cells.map(lines).collect();
    let same = |l: &Vec<f32>| l.len() == cells[0].len() && l.iter().zip(&cells[0]).all(|(x, y)| (x - y).abs() < SAME);
    cells.len() >= 2 && cells[0].len() >= 2 && cells.iter().all(same)
}

fn is_level(a: &Run, b: &Run) -> bool {
    (a.baseline - b.baseline).abs() < 0.45 * a.size.min(b.size).max(1.0)
}

/// Rows from the top that hold hardly a figure. A second one only where the first has a cell over several columns, and
/// the second has no label of its own, or stands below such cells alone.
fn header_rows(rows: &[Vec<Piece>], cells: &[&Cell]) -> usize {
    let figures = |row: &[Piece]| row.iter().skip(1).filter(|p| is_figure(&p.run.text)).count();
    if figures(&rows[0]) * 2 >= rows[0].len().max(2) {
        return 0;
    }
    let wide = |e: &Extent| e.right > e.left;
    let spans = cells[0].iter().any(|(e, _)| wide(e)) && rows[0].len() > 1;
    let headed = cells[1].iter().all(|(e, _)| e.left > 0) || cells[0].iter().all(|(e, _)| wide(e));
    1 + usize::from(spans && headed && rows.len() > 2 && rows[1].len() > 1 && figures(&rows[1]) == 0)
}

fn nearest(lines: &[f32], at: f32) -> Option<usize> {
    let i = lines.partition_point(|l| *l < at - SAME);
    lines.get(i).filter(|l| **l <= at + SAME).map(|_| i)
}

/// Distinct positions between two ends, sorted.
fn lines(values: impl Iterator<Item = f32>, from: f32, to: f32) -> Vec<f32> {
    let mut all: Vec<f32> = values.filter(|v| *v > from && *v < to).collect();
    all.sort_by(f32::total_cmp);
    all.dedup_by(|b, a| *b - *a < SAME);
    all
}
