//! A page's runs → regions in reading order.
//!
//! Takes runs and what may not be cut (tables' zones as obstacles), gives groups of runs: each
//! group is one column's stretch, groups stand in the order in which a person reads them.
//! A gutter is a white stripe that many lines keep clear on both sides; the best one splits the
//! region into what is above it, its left, its right, and what is below. Two captions side by
//! side split as two figures. Geometry alone decides, never a broker's name.

use super::beside;
use super::run::Run;
use super::words;
use crate::span::BBox;

/// A gutter is at least this wide, in points.
pub(super) const GUTTER: f32 = 7.0;
/// Lines that a column has at least on each side.
const LINES: usize = 3;
/// A column is at least this tall, in points.
const TALL: f32 = 42.0;

/// Left edges that are tried as a column's, from the left.
pub(super) const EDGES: usize = 48;

/// One column's stretch: indices of runs, and its bounds.
#[derive(Debug, Clone)]
pub(super) struct Region {
    pub(super) runs: Vec<usize>,
    pub(super) bbox: BBox,
}

/// Splits a page. Only a front page has columns that hold no prose (its sidebar). Two `statements` beside each other
/// are parted first.
pub(super) fn split(runs: &[Run], ids: Vec<usize>, front: bool, statements: Option<Split>) -> Vec<Region> {
    let mut out = Vec::new();
    let mut order = ids.clone();
    order.sort_by(|a, b| runs[*a].bbox.cy().total_cmp(&runs[*b].bbox.cy()));
    let mut columns = Columns { front, gutters: Vec::new(), statements };
    columns.gutters = candidates(runs, &ids);
    let known = Columns { front, gutters: Vec::new(), statements: None };
    columns.gutters.retain(|x| stretch(runs, &order, *x, &known).is_some());
    cut(runs, ids, 0, &columns, &mut out);
    out
}

/// What is known of a page's columns.
struct Columns {
    /// A front page may have a sidebar of labels.
    front: bool,
    /// Right of each gutter that parts columns somewhere on the page: beside a figure or above a table fewer lines
    /// than usual tell it.
    gutters: Vec<f32>,
    /// Where two statements stand beside each other.
    statements: Option<Split>,
}

fn cut(runs: &[Run], ids: Vec<usize>, depth: usize, columns: &Columns, out: &mut Vec<Region>) {
    if ids.is_empty() {
        return;
    }
    let found = if depth < 12 && ids.len() > 1 {
        let statements = columns.statements.filter(|_| depth == 0);
        statements
            .or_else(|| beside::captions(runs, &ids))
            .or_else(|| beside::sources(runs, &ids))
            .or_else(|| beside::zones(runs, &ids))
            .or_else(|| gutter(runs, &ids, columns))
    } else {
        None
    };
    let Some(split) = found else {
        let bbox = bounds(runs, &ids);
        out.push(Region { runs: ids, bbox });
        return;
    };

    let mut parts: [Vec<usize>; 4] = Default::default();
    for id in ids {
        let b = runs[id].bbox;
        let part = if b.cy() < split.top {
            0
        } else if b.cy() > split.bottom {
            3
        } else {
            1 + usize::from(b.cx() > split.x)
        };
        parts[part].push(id);
    }
    for part in parts {
        cut(runs, part, depth + 1, columns, out);
    }
}

pub(super) fn bounds(runs: &[Run], ids: &[usize]) -> BBox {
    ids.iter().map(|&i| runs[i].bbox).reduce(BBox::union).unwrap_or_default()
}

/// Where to split: at `x`, between `top` and `bottom`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Split {
    pub(super) x: f32,
    pub(super) top: f32,
    pub(super) bottom: f32,
}

/// The best gutter of a group of runs.
fn gutter(runs: &[Run], ids: &[usize], columns: &Columns) -> Option<Split> {
    let mut order: Vec<usize> = ids.to_vec();
    order.sort_by(|a, b| runs[*a].bbox.cy().total_cmp(&runs[*b].bbox.cy()));
    let mut best: Option<(f32, Split)> = None;
    for x in candidates(runs, ids).into_iter().chain(columns.gutters.iter().copied()) {
        if let Some((score, split)) = stretch(runs, &order, x, columns)
            && best.as_ref().is_none_or(|(s, _)| score > *s)
        {
            best = Some((score, split));
        }
    }
    best.map(|(_, split)| split)
}

/// Left edges that several lines share: where a right column may begin.
pub(super) fn candidates(runs: &[Run], ids: &[usize]) -> Vec<f32> {
    let mut edges: Vec<f32> = ids.iter().map(|&i| runs[i].bbox.x0).collect();
    edges.sort_by(f32::total_cmp);
    let mut out: Vec<f32> = Vec::new();
    let mut i = 0;
    while i < edges.len() {
        let mut j = i;
        while j < edges.len() && edges[j] - edges[i] < 3.0 {
            j += 1;
        }
        if j - i >= 2 {
            out.push(edges[i]);
        }
        i = j;
    }
    out.truncate(EDGES);
    out
}

/// The longest stretch of lines that keep the stripe left of `x` clear, with its worth.
fn stretch(runs: &[Run], order: &[usize], x: f32, columns: &Columns) -> Option<(f32, Split)> {
    let (from, to) = (x - GUTTER, x - 0.5);
    let mut best: Option<(f32, Split)> = None;
    let mut start = 0usize;
    for end in 0..=order.len() {
        let crosses = end == order.len() || {
            let b = runs[order[end]].bbox;
            b.x0 < to && b.x1 > from
        };
        if !crosses {
            continue;
        }
        let ids =
            start.checked_sub(1).map_or(&order[start..end], |wall| below(runs, &order[start..end], &runs[order[wall]]));
        let ids = order.get(end).map_or(ids, |&wall| above(runs, ids, runs[wall].bbox));
        if let Some((score, split)) = judge(runs, ids, x, columns)
            && best.as_ref().is_none_or(|(s, _)| score > *s)
        {
            best = Some((score, split));
        }
        start = end + 1;
    }
    best
}

/// The runs below a line that crosses the gutter: without that line's own last words (a title's, over two lines).
fn below<'i>(runs: &[Run], ids: &'i [usize], wall: &Run) -> &'i [usize] {
    let goes_on = |&&i: &&usize| {
        let r = &runs[i];
        (r.size - wall.size).abs() < 0.3
            && r.bbox.y0 - wall.bbox.y1 < r.size
            && (r.bbox.x0 - wall.bbox.x0).abs() < r.size
            && r.color == wall.color
            && wall.size > DISPLAY
    };
    &ids[ids.iter().take(1).take_while(goes_on).count()..]
}

/// Type from this size on, in points, is a title's.
const DISPLAY: f32 = 14.0;

/// The runs above a row that crosses the gutter: without those on its line, and without the short cells right above
/// it, which are its header's.
fn above<'i>(runs: &[Run], ids: &'i [usize], wall: BBox) -> &'i [usize] {
    let mut end = ids.iter().rposition(|&i| runs[i].bbox.cy() < wall.y0).map_or(0, |k| k + 1);
    let mut floor = wall.y0;
    while end > 0 {
        let line = runs[ids[end - 1]].bbox;
        let start = ids[..end].iter().rposition(|&i| runs[i].bbox.cy() < line.y0).map_or(0, |k| k + 1);
        let short = ids[start..end].iter().all(|&i| runs[i].text.chars().count() <= 12);
        if !short || end - start < 2 || floor - line.y1 > 1.2 * line.height() {
            break;
        }
        (end, floor) = (start, line.y0);
    }
    &ids[..end]
}

/// The runs of a stretch without a table at its foot that stands across the gutter: rows of short cells, with some on
/// either side of `x` on one line. `ids` are sorted by height.
fn above_table<'i>(runs: &[Run], ids: &'i [usize], x: f32) -> &'i [usize] {
    let row = |end: usize| {
        let y = runs[ids[end - 1]].baseline;
        ids[..end].iter().rposition(|&i| (runs[i].baseline - y).abs() > 3.0).map_or(0, |k| k + 1)
    };
    let (mut end, mut cut, mut count, mut missed) = (ids.len(), ids.len(), 0, 0);
    while end > 0 && missed <= 2 {
        let start = row(end);
        let cells = &ids[start..end];
        let short = cells.iter().all(|&i| (1..=12).contains(&runs[i].text.chars().count()));
        let left = cells.iter().filter(|&&i| runs[i].bbox.cx() < x).count();
        if short && cells.len() >= 4 && left > 0 && left < cells.len() {
            (cut, count, missed) = (start, count + 1, 0);
        } else {
            missed += 1;
        }
        end = start;
    }
    if count >= 3 { &ids[..cut] } else { ids }
}

/// Whether the runs of a stretch stand in two columns, and how much that is worth.
fn judge(runs: &[Run], ids: &[usize], x: f32, columns: &Columns) -> Option<(f32, Split)> {
    let ids = above_table(runs, ids, x);
    let (left, right): (Vec<usize>, Vec<usize>) = ids.iter().copied().partition(|&i| runs[i].bbox.cx() < x);
    let (l, r) = (rows(runs, &left), rows(runs, &right));
    let known = columns.gutters.iter().any(|g| (g - x).abs() < 3.0);
    let labels = |ids: &[usize]| mean(runs, ids) <= LABEL;
    let note = is_note(runs, &left, &l, bounds(runs, &right));
    let label = labels(&left) && !note || labels(&right);
    let few = known && !label && l.len() + r.len() >= 3 && filled(&l) && filled(&r);
    // a chart's labels keep stripes clear too
    let ticks = |ids: &[usize]| ids.iter().filter(|&&i| super::zones::is_tick(&runs[i].text)).count() * 2 > ids.len();
    let titled = columns.front && is_beside_title(runs, &left, &right);
    let (lines, tall) = match (few, known) {
        (true, _) => (1, 0.0),
        (_, true) if !ticks(&left) && !ticks(&right) => (LINES, TALL / 2.0),
        _ if titled => (LINES, TALL / 2.0),
        _ => (LINES, TALL),
    };
    if l.len() < lines || r.len() < lines {
        return None;
    }
    // both columns must reach along each other: what stands above or below alone stays outside
    let (lb, rb) = (bounds(runs, &left), bounds(runs, &right));
    let (top, bottom) = (lb.y0.max(rb.y0), lb.y1.min(rb.y1));
    // a sidebar's few lines agree with some of a text's many by chance
    let many = if l.len() > r.len() { full(&l, lb) } else { full(&r, rb) };
    let by_chance = columns.front && many > 0.5 && l.len().max(r.len()) > 4 * agreeing(&l, &r);
    if bottom - top < tall || !by_chance && !titled && !note && is_grid(&l, &r, lb, rb) || hangs(runs, &left, x) {
        return None;
    }
    if !columns.front && label {
        return None;
    }
    let (all_top, all_bottom) = (lb.y0.min(rb.y0), lb.y1.max(rb.y1));
    let score = (bottom - top) * (l.len().min(r.len()) as f32).sqrt();
    Some((score, Split { x: x - 0.5, top: all_top - 0.1, bottom: all_bottom + 0.1 }))
}

/// Baselines of a column, each with the bounds of its runs and the width of the longest that is no label.
pub(super) fn rows(runs: &[Run], ids: &[usize]) -> Vec<(f32, BBox, f32)> {
    let mut out: Vec<(f32, BBox, f32)> = Vec::new();
    let mut sorted = ids.to_vec();
    sorted.sort_by(|a, b| runs[*a].baseline.total_cmp(&runs[*b].baseline));
    for i in sorted {
        let run = &runs[i];
        match out.last_mut() {
            Some((y, b, n)) if (run.baseline - *y).abs() < 3.0 => {
                *b = b.union(run.bbox);
                *n = n.max(prose(run));
            }
            _ => out.push((run.baseline, run.bbox, prose(run))),
        }
    }
    out
}

/// Whether all lines but the last are one run of text that fills the column.
fn filled(rows: &[(f32, BBox, f32)]) -> bool {
    let width = rows.iter().map(|(_, b, _)| b.width()).fold(0.0, f32::max);
    rows.split_last().is_some_and(|(_, rest)| rest.iter().all(|(.., w)| *w > 0.8 * width))
}

fn prose(run: &Run) -> f32 {
    if run.text.chars().count() >= 12 { run.bbox.width() } else { 0.0 }
}

/// Whether the right column is short labels at one left edge, and a title stands in the left one: a front page's sidebar
/// of a few lines.
fn is_beside_title(runs: &[Run], left: &[usize], right: &[usize]) -> bool {
    let title = |&i: &usize| runs[i].size > DISPLAY && runs[i].text.chars().count() >= 8;
    let edge = right.first().map_or(0.0, |&i| runs[i].bbox.x0);
    let label = |&i: &usize| runs[i].text.chars().count() <= 24 && (runs[i].bbox.x0 - edge).abs() < 2.0;
    left.iter().any(title) && right.iter().all(label) && !right.iter().any(title)
}

/// Whether a narrow left column is a note in the margin: a sentence whose lines, one run each, fill it.
fn is_note(runs: &[Run], left: &[usize], rows: &[(f32, BBox, f32)], right: BBox) -> bool {
    let width = rows.iter().map(|(_, b, _)| b.width()).fold(0.0, f32::max);
    let Some((last, rest)) = rows.split_last() else { return false };
    let mut ids = left.to_vec();
    ids.sort_by(|a, b| runs[*a].baseline.total_cmp(&runs[*b].baseline));
    let text: String = ids.iter().map(|&i| runs[i].text.as_str()).collect();
    rows.len() == left.len()
        && rest.len() >= LINES
        && width < 0.45 * right.width()
        && rest.iter().all(|(_, b, _)| b.width() > 0.88 * width)
        && text.contains('，')
        && words::ends_sentence(&text)
        && last.1.width() <= width
}

/// Share of a column's rows that are lines of text and fill it.
fn full(rows: &[(f32, BBox, f32)], b: BBox) -> f32 {
    let filled = |(_, row, width): &&(f32, BBox, f32)| row.width() > 0.75 * b.width() && *width > 0.5 * b.width();
    rows.iter().filter(filled).count() as f32 / rows.len() as f32
}

/// Whether the marks of a list's points hang left of `x`, where their words begin.
fn hangs(runs: &[Run], left: &[usize], x: f32) -> bool {
    let mark = |&&i: &&usize| runs[i].weight == 0 && x - runs[i].bbox.x1 < 3.0 * runs[i].size;
    left.iter().filter(mark).filter(|&&i| words::opening(&runs[i].text) == words::Opening::Bullet).count() >= 2
}

/// How many rows of the left column stand on a line with one of the right; both are sorted.
fn agreeing(l: &[(f32, BBox, f32)], r: &[(f32, BBox, f32)]) -> usize {
    let level = |y: f32| r.get(r.partition_point(|(z, ..)| *z <= y - 2.5)).is_some_and(|(z, ..)| *z < y + 2.5);
    l.iter().filter(|(y, ..)| level(*y)).count()
}

/// Rows that agree across the gutter and do not fill their columns are a table's.
fn is_grid(l: &[(f32, BBox, f32)], r: &[(f32, BBox, f32)], lb: BBox, rb: BBox) -> bool {
    let share = agreeing(l, r) as f32 / l.len().min(r.len()) as f32;
    share > 0.6 && (full(l, lb) < 0.5 || full(r, rb) < 0.5)
}

/// Mean length of runs up to which a column holds labels, not prose, in characters.
pub(super) const LABEL: f32 = 11.0;

pub(super) fn mean(runs: &[Run], ids: &[usize]) -> f32 {
    let inked: Vec<usize> = ids.iter().map(|&i| runs[i].text.chars().count()).filter(|n| *n > 0).collect();
    inked.iter().sum::<usize>() as f32 / inked.len().max(1) as f32
}
