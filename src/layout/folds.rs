//! Lines of a table of words → its rows, where cells of several lines stand in the middle of their row or at its top.
//!
//! Takes lines placed in columns and the heights of the rules between them, gives each line the number of its row;
//! `None` where no partition has its cells in one middle or at one top. A rule across parts rows; between rules each row
//! has one label. *does not match*: rows of figures, each line one.

use super::block::TextLine;
use super::grid::{Grid, Piece, is_figure};
use super::run::Run;
use super::words;
use crate::span::BBox;

/// How far a cell may stand from its row's middle or top, on average, in points.
const OFF: f32 = 2.6;
/// Lines between two labels from which no row is looked for.
const LINES: usize = 60;
/// White inside a cell from which it is two, in ems; what such a cell adds to a row's cost, in points.
const WHITE: (f32, f32) = (0.9, 12.0);
/// What a row without a label costs, in points.
const HEADLESS: f32 = 8.0;
/// What a row costs that is several, in points.
const SEVERAL: f32 = 60.0;
/// What a row costs that ends in the middle of a full line's sentence, in points.
const TORN: f32 = 4.0;

/// Where cells stand in their row.
#[derive(Clone, Copy)]
enum Set {
    Middle,
    Top,
}

/// What a column's lines within a row show.
#[derive(Clone, Default)]
struct Column {
    figures: usize,
    /// Room behind the last line, in points.
    room: Option<f32>,
    /// Lines with another below, and those of them that end long before the column does.
    pairs: usize,
    short: usize,
}

/// A table's lines, placed.
struct Lines<'l> {
    placed: &'l [Vec<Piece>],
    rows: &'l [TextLine],
    stripes: &'l [(f32, f32)],
    widest: usize,
    /// Width of each column, or of its longest line.
    widths: Vec<f32>,
}

/// The grid of a table whose columns are known; `None` where its lines cannot be told apart into rows.
pub(super) fn grid(rows: &[TextLine], lines: &[f32], known: &[f32], bounds: BBox) -> Option<Grid> {
    let mut edges = super::wordy::shared_edges(rows.iter().flat_map(|r| &r.runs));
    edges.retain(|(x, _)| known.iter().any(|k| (k - x).abs() < 1.5));
    edges.extend(super::wordy::edges(known));
    let cut = |run: &Run| match super::wordy::seam(run, &edges).and_then(|(at, _)| super::seam::halves(run, at)) {
        Some((a, b)) => vec![a, b],
        None => vec![run.clone()],
    };
    let rows: Vec<TextLine> = rows.iter().map(|r| TextLine::new(r.runs.iter().flat_map(cut).collect())).collect();
    let lefts = std::iter::once(bounds.x0.min(*known.first()?)).chain(known.iter().copied());
    let rights = known.iter().map(|x| x - 2.0).chain(std::iter::once(bounds.x1.max(*known.last()? + 2.0)));
    let stripes: Vec<(f32, f32)> = lefts.zip(rights).collect();
    let at = |run: &Run| {
        let near = known.partition_point(|x| *x < run.bbox.x0);
        let covered = |i: &usize| stripes[*i].1.min(run.bbox.x1) - stripes[*i].0.max(run.bbox.x0);
        (near..(near + 2).min(stripes.len())).max_by(|a, b| covered(a).total_cmp(&covered(b))).unwrap_or(near)
    };
    let piece = |run: &Run| Piece { run: run.clone(), from: at(run), to: at(run) };
    let placed: Vec<Vec<Piece>> = rows.iter().map(|r| r.runs.iter().map(piece).collect()).collect();
    let groups = groups(&placed, &rows, lines, &stripes)?;
    let (mut placed, tops) = super::grid::grouped(placed, &rows, &groups);
    let header_rows = super::grid::header_rows(&placed, &tops, lines);
    super::spans::widen(&mut placed[..header_rows], &stripes);
    Some(Grid { columns: stripes.len(), header_rows, rows: placed })
}

/// Row numbers of lines.
fn groups(placed: &[Vec<Piece>], rows: &[TextLine], rules: &[f32], stripes: &[(f32, f32)]) -> Option<Vec<usize>> {
    let figures = |row: &&Vec<Piece>| row.iter().filter(|p| is_figure(&p.run.text)).count() >= 3;
    if placed.iter().filter(figures).count() * 3 > placed.len() {
        return None;
    }
    let lines = Lines::new(placed, rows, stripes)?;
    let parting = lines.parting(rules);
    let read = |rules: &[f32], whole: bool| {
        let read = |set: Set| lines.partition(rules, set, whole);
        let best = [Set::Middle, Set::Top].into_iter().filter_map(read).min_by(|a, b| a.0.total_cmp(&b.0));
        best.filter(|(cost, _)| *cost <= OFF).map(|(_, groups)| groups)
    };
    if parting.len() == lines.inner(rules).len() {
        return read(&parting, true);
    }
    // some rules are the grounds' of a cell's lines: perhaps all but the header's
    let header: Vec<f32> = lines.inner(rules).into_iter().take(1).collect();
    read(&header, false).or_else(|| read(&parting, true))
}

/// Whether lines put together by their row's number hold several rows somewhere.
pub(super) fn are_several(placed: &[Vec<Piece>], rows: &[TextLine], stripes: &[(f32, f32)], groups: &[usize]) -> bool {
    let Some(lines) = Lines::new(placed, rows, stripes) else { return false };
    let mut from = 0;
    groups.chunk_by(|a, b| a == b).any(|group| {
        from += group.len();
        lines.is_several(from - group.len(), from)
    })
}

impl<'l> Lines<'l> {
    fn new(placed: &'l [Vec<Piece>], rows: &'l [TextLine], stripes: &'l [(f32, f32)]) -> Option<Self> {
        let width = |i: usize| stripes[i].1 - stripes[i].0;
        let widest = (0..stripes.len()).max_by(|&a, &b| width(a).total_cmp(&width(b)))?;
        let mut widths: Vec<f32> = stripes.iter().map(|(a, b)| 0.85 * (b - a)).collect();
        placed.iter().flatten().for_each(|p| widths[p.from] = widths[p.from].max(p.run.bbox.width()));
        Some(Self { placed, rows, stripes, widest, widths })
    }

    /// The cheapest rows, with what a cell is off its place on average.
    fn partition(&self, rules: &[f32], set: Set, whole: bool) -> Option<(f32, Vec<usize>)> {
        let band = |i: usize| rules.partition_point(|y| *y < self.rows[i].bbox.cy());
        let mut groups = vec![0; self.rows.len()];
        let (mut cost, mut cells, mut number, mut from) = (0.0, 0, 0, 0);
        while from < self.rows.len() {
            let to = (from..self.rows.len()).find(|&i| band(i) != band(from)).unwrap_or(self.rows.len());
            let (off, breaks) = self.rows_between(from, to, set, whole)?;
            cost += off;
            for pair in breaks.windows(2) {
                number += 1;
                groups[pair[0]..pair[1]].fill(number);
                cells += self.columns(pair[0], pair[1]);
            }
            from = to;
        }
        Some((cost / cells.max(1) as f32, groups))
    }

    /// The rules with a label in the lines above and below each, but the header's: others are the grounds' of a cell's
    /// lines.
    fn parting(&self, rules: &[f32]) -> Vec<f32> {
        let labels: Vec<f32> = (0..self.rows.len())
            .filter(|&i| self.placed[i].iter().any(|p| p.from == 0))
            .map(|i| self.rows[i].bbox.cy())
            .collect();
        let above = |y: f32| labels.partition_point(|l| *l < y);
        let mut out: Vec<f32> = Vec::new();
        for y in self.inner(rules) {
            let header = out.is_empty() && self.rows[0].bbox.y1 > y - self.rows[0].size();
            let below = above(y) > out.last().map_or(0, |last| above(*last)) && above(y) < labels.len();
            if header || below || above(y) == 0 {
                out.push(y);
            }
        }
        out
    }

    /// First and last lines of the labels among some lines: a label's further lines stand close below it.
    fn labels(&self, from: usize, to: usize) -> Vec<(usize, usize)> {
        let mut out: Vec<(usize, usize)> = Vec::new();
        for i in from..to {
            let Some(label) = self.placed[i].iter().find(|p| p.from == 0) else { continue };
            let bottom = |at: usize| {
                self.placed[at].iter().filter(|p| p.from == 0).map(|p| p.run.bbox.y1).fold(f32::MIN, f32::max)
            };
            match out.last_mut() {
                Some(last) if label.run.bbox.y0 - bottom(last.1) < 0.6 * label.run.size => last.1 = i,
                _ => out.push((i, i)),
            }
        }
        out
    }

    /// The rules with lines above and below.
    fn inner(&self, rules: &[f32]) -> Vec<f32> {
        let (Some(first), Some(last)) = (self.rows.first(), self.rows.last()) else { return Vec::new() };
        let mut inner: Vec<f32> =
            rules.iter().copied().filter(|y| *y > first.bbox.cy() && *y < last.bbox.cy()).collect();
        inner.dedup_by(|b, a| *b - *a < 1.0);
        inner
    }

    /// Where rows begin between two rules, and the end, with what they cost; nothing for what is `whole` between them.
    fn rows_between(&self, from: usize, to: usize, set: Set, whole: bool) -> Option<(f32, Vec<usize>)> {
        let labels = self.labels(from, to);
        let Some(first) = labels.first() else { return Some((0.0, self.unlabelled(from, to))) };
        if whole && labels.len() == 1 && (from > 0 || to < self.rows.len()) && self.is_row(from, to) {
            return Some((0.0, vec![from, to]));
        }
        if labels.windows(2).any(|p| p[1].0 - p[0].1 > LINES) || first.0 - from > LINES {
            return None;
        }
        // lines above the first label may belong to a row that began on the page before
        let mut open: Vec<(usize, f32)> = Vec::new();
        for at in from..=first.0 {
            open.push((at, if at == from { 0.0 } else { HEADLESS + self.end(at) + self.cost(from, at, set) }));
        }
        // of each place where a row may end: where it begins
        let mut ways: Vec<Vec<(usize, usize)>> = Vec::new();
        for (n, label) in labels.iter().enumerate() {
            let ends = labels.get(n + 1).map_or(to..=to, |next| label.1 + 1..=next.0);
            let mut reached = Vec::new();
            let mut way = Vec::new();
            for end in ends {
                let last = if end < to { self.end(end) } else { 0.0 };
                let cost = |(at, cost): &(usize, f32)| (*at, cost + self.cost(*at, end, set) + last);
                let best = open.iter().map(cost).min_by(|a, b| a.1.total_cmp(&b.1))?;
                reached.push((end, best.1));
                way.push((end, best.0));
            }
            open = reached;
            ways.push(way);
        }
        let best = open.into_iter().min_by(|a, b| a.1.total_cmp(&b.1))?;
        let mut breaks = vec![best.0];
        for way in ways.iter().rev() {
            let at = breaks[breaks.len() - 1];
            breaks.push(way.iter().find(|(end, _)| *end == at)?.1);
        }
        if breaks[breaks.len() - 1] != from {
            breaks.push(from);
        }
        breaks.reverse();
        Some((best.1, breaks))
    }

    /// Where rows begin among lines without a label, and the end: lines of figures are rows of their own.
    fn unlabelled(&self, from: usize, to: usize) -> Vec<usize> {
        let figures = |i: &usize| self.placed[*i].iter().filter(|p| is_figure(&p.run.text)).count() >= 2;
        let mut breaks = vec![from];
        breaks.extend((from + 1..to).filter(figures));
        breaks.push(to);
        breaks
    }

    /// Whether lines between two rules are one row: never do two of them stand in all the columns that it fills.
    fn is_row(&self, from: usize, to: usize) -> bool {
        let all = self.columns(from, to);
        (from..to).filter(|&i| self.columns(i, i + 1) == all).count() < 2
            && !self.is_several(from, to)
            && self.extents(from, to).1 == 0.0
    }

    /// Whether the lines behind a label are rows of a group that has one label: two figures stand in one column, nearly
    /// all lines fill all columns, or the lines of two columns hardly run to their ends as a wrapped cell's do.
    fn is_several(&self, from: usize, to: usize) -> bool {
        let behind = |from: usize, to: usize| self.extents(from, to).0.iter().skip(1).flatten().count();
        let all = behind(from, to);
        let full = (from..to).filter(|&i| behind(i, i + 1) == all).count();
        let mut columns = vec![Column::default(); self.stripes.len()];
        for piece in self.placed[from..to].iter().flatten().filter(|p| p.from > 0) {
            let column = &mut columns[piece.from];
            column.figures += usize::from(is_figure(&piece.run.text));
            if let Some(room) = column.room.replace(self.widths[piece.from] - piece.run.bbox.width()) {
                column.short += usize::from(room > 2.5 * piece.run.size);
                column.pairs += 1;
            }
        }
        let listed = columns.iter().filter(|c| c.pairs >= 1 && c.short * 5 >= c.pairs * 3).count();
        columns.iter().any(|c| c.figures >= 2) || all >= 2 && (full >= 3 && full * 5 >= (to - from) * 4 || listed >= 2)
    }

    /// What it costs that a row ends above line `at`.
    fn end(&self, at: usize) -> f32 {
        let text = |row: &Vec<Piece>| row.iter().rfind(|p| p.from == self.widest).map(|p| p.run.clone());
        let above = text(&self.placed[at - 1]);
        let torn = above.is_some_and(|run| {
            let full = self.stripes[self.widest].1 - run.bbox.x1 < 1.6 * run.size;
            full && !words::ends_sentence(&run.text) && text(&self.placed[at]).is_some()
        });
        if torn { TORN } else { 0.0 }
    }

    /// Top and bottom of each column's lines from `from` to `to`, and what white inside them costs.
    fn extents(&self, from: usize, to: usize) -> (Vec<Option<(f32, f32)>>, f32) {
        let mut out: Vec<Option<(f32, f32)>> = vec![None; self.stripes.len()];
        let mut white = 0.0;
        for piece in self.placed[from..to].iter().flatten() {
            let b = piece.run.bbox;
            let slot = &mut out[piece.from];
            *slot = Some(slot.map_or((b.y0, b.y1), |(top, bottom)| {
                white += if b.y0 - bottom > WHITE.0 * piece.run.size { WHITE.1 } else { 0.0 };
                (top.min(b.y0), bottom.max(b.y1))
            }));
        }
        (out, white)
    }

    fn columns(&self, from: usize, to: usize) -> usize {
        self.extents(from, to).0.iter().flatten().count()
    }

    /// How far the cells of lines `from` to `to`, taken as one row, are off their place.
    fn cost(&self, from: usize, to: usize, set: Set) -> f32 {
        let (cells, white) = self.extents(from, to);
        let top = cells.iter().flatten().map(|c| c.0).fold(f32::MAX, f32::min);
        let bottom = cells.iter().flatten().map(|c| c.1).fold(f32::MIN, f32::max);
        let off = |(a, b): &(f32, f32)| match set {
            Set::Middle => ((a + b) / 2.0 - (top + bottom) / 2.0).abs(),
            Set::Top => (a - top).abs(),
        };
        let several = if self.is_several(from, to) { SEVERAL } else { 0.0 };
        several + white + cells.iter().flatten().map(off).sum::<f32>()
    }
}
