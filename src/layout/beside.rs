//! What stands beside each other and is read one after the other, though no gutter runs through the page: two
//! captions with their figures, two sources of which one wraps, two tables.
//!
//! Takes runs (a zone's stand-in is one without text) and the indices of a region's, gives where to split it.

use super::columns::{Split, bounds};
use super::grid::is_figure;
use super::run::Run;
use super::words;
use crate::span::BBox;

/// Two captions beside each other: the stretch from them to the row of their sources.
pub(super) fn captions(runs: &[Run], ids: &[usize]) -> Option<Split> {
    // a label may stand apart from its number
    let number = |label: &Run, r: &Run| {
        let behind = r.bbox.x0 - label.bbox.x1;
        (label.baseline - r.baseline).abs() < 2.0
            && (0.0..3.0 * label.size).contains(&behind)
            && words::caption(&format!("{} {}", label.text, r.text)).is_some()
    };
    let label = |i: usize| words::is_label(&runs[i].text) && runs.get(i + 1).is_some_and(|r| number(&runs[i], r));
    let head = |&i: &usize| words::is_captioned(&runs[i].text) || label(i);
    let found: Vec<usize> = ids.iter().copied().filter(head).collect();
    for (n, &left) in found.iter().enumerate() {
        for &right in &found[n + 1..] {
            let (mut a, mut b) = (&runs[left], &runs[right]);
            // one of two lines beside one of a single line, which stands at the middle of both
            if (a.baseline - b.baseline).abs() > (0.9 * a.size.max(b.size)).max(4.0) {
                continue;
            }
            if a.bbox.x0 > b.bbox.x0 {
                (a, b) = (b, a);
            }
            if b.bbox.x0 - a.bbox.x1 < 2.0 {
                continue;
            }
            // captions over the middle of their figures: the right one's axis stands left of its caption
            let middle = ids.iter().any(|&i| is_left_of(&runs[i], a, b));
            let x = if middle { (a.bbox.x1 + b.bbox.x0) / 2.0 } else { b.bbox.x0 - 2.0 };
            if let Some(split) = band(runs, ids, x, a.bbox.y0.min(b.bbox.y0))
                && (split.top > bounds(runs, ids).y0 + 1.0
                    || split.bottom < bounds(runs, ids).y1 - 1.0
                    || ids.len() > 2)
                && both_sides(runs, ids, split)
            {
                return Some(split);
            }
        }
    }
    None
}

/// Whether a label of the left of two figures begins well left of its caption.
fn is_left_of(label: &Run, caption: &Run, right: &Run) -> bool {
    let below = label.bbox.y0 - caption.bbox.y1;
    let short = label.text.chars().count() <= 8 && !label.text.is_empty();
    short && (0.0..220.0).contains(&below) && label.bbox.x0 < caption.bbox.x0 - 15.0 && label.bbox.x1 < right.bbox.x0
}

/// Two sources beside each other of which one wraps: the stretch of their lines.
pub(super) fn sources(runs: &[Run], ids: &[usize]) -> Option<Split> {
    let heads: Vec<&Run> = ids.iter().map(|&i| &runs[i]).filter(|r| words::source(&r.text).is_some()).collect();
    heads.iter().enumerate().find_map(|(n, a)| {
        let beside =
            |b: &&&Run| (a.baseline - b.baseline).abs() < 3.0 && (a.bbox.x1 < b.bbox.x0 || b.bbox.x1 < a.bbox.x0);
        let b = heads[n + 1..].iter().find(beside)?;
        let x = a.bbox.x0.max(b.bbox.x0) - 2.0;
        let top = a.bbox.y0.min(b.bbox.y0);
        let mut bottom = a.bbox.y1.max(b.bbox.y1);
        let mut below: Vec<&Run> = ids.iter().map(|&i| &runs[i]).filter(|r| r.bbox.cy() > bottom).collect();
        below.sort_by(|a, b| a.bbox.y0.total_cmp(&b.bbox.y0));
        let first = bottom;
        for run in below {
            let crosses = run.bbox.x0 < x - 3.0 && run.bbox.x1 > x + 6.0;
            let alike = (run.size - a.size).abs() < 0.6 && words::opening(&run.text) == words::Opening::Plain;
            if crosses || !alike || run.bbox.y0 - bottom > 1.4 * run.size || words::caption(&run.text).is_some() {
                break;
            }
            bottom = bottom.max(run.bbox.y1);
        }
        // three lines at most, or it is no source any more
        let wrapped = bottom > first + 1.0 && bottom - first < 5.0 * a.size;
        wrapped.then_some(Split { x, top: top - 0.1, bottom: bottom + 0.1 })
    })
}

/// Rows a side from which two statements are told.
const STATEMENT: usize = 3;

/// Two statements beside each other, however near: the same years head both, and on either side rows go `label
/// figures`, whether or not on one line with the other's.
pub(super) fn statements(runs: &[Run], ids: &[usize]) -> Option<Split> {
    let mut order: Vec<usize> = ids.iter().copied().filter(|&i| !runs[i].text.is_empty()).collect();
    order.sort_by(|a, b| {
        runs[*a].baseline.total_cmp(&runs[*b].baseline).then(runs[*a].bbox.x0.total_cmp(&runs[*b].bbox.x0))
    });
    let first = order.iter().map(|&i| runs[i].bbox.x0).fold(f32::MAX, f32::min);
    let mut labels: Vec<f32> = order.iter().map(|&i| &runs[i]).filter(|r| is_label(r)).map(|r| r.bbox.x0).collect();
    labels.sort_by(f32::total_cmp);
    let places = labels.chunk_by(|a, b| b - a < 3.0).filter(|c| c.len() >= STATEMENT && c[0] > first + 60.0);
    places.map(|c| c[0] - 1.0).find_map(|x| {
        let across = |b: &BBox| b.x0 < x - 3.0 && b.x1 > x + 6.0;
        let clear = order.iter().copied().filter(|&i| !across(&runs[i].bbox));
        let (left, right): (Vec<usize>, Vec<usize>) = clear.partition(|&i| runs[i].bbox.cx() < x);
        let (left, right) = (Statement::of(runs, &left)?, Statement::of(runs, &right)?);
        // the labels of the right one stand at its left edge
        let edge = (right.bbox.x0 - x).abs() < 4.0 && left.bbox.x1 < x + 3.0;
        let core = left.bbox.union(right.bbox);
        let inside = |b: &BBox| b.cy() > core.y0 && b.cy() < core.y1;
        let walls = order.iter().map(|&i| runs[i].bbox).filter(|b| across(b) && inside(b)).count();
        let beside = left.bbox.y_overlap(right.bbox) > 0.5 * left.bbox.height().min(right.bbox.height());
        if !edge || !beside || walls > 2 || (left.years - right.years).abs() > 30.0 {
            return None;
        }
        let split = reach(runs, ids, x, core);
        both_sides(runs, ids, split).then_some(split)
    })
}

fn is_label(run: &Run) -> bool {
    run.text.starts_with(super::repair::is_wide) && !is_figure(&run.text) && run.text.chars().count() <= 24
}

/// One of two statements: where its first line of years stands, and the bounds of its rows.
struct Statement {
    years: f32,
    bbox: BBox,
}

impl Statement {
    /// Reads one from its runs, sorted from the top.
    fn of(runs: &[Run], order: &[usize]) -> Option<Self> {
        let year = |r: &Run| {
            let digits = r.text.trim().chars().take_while(char::is_ascii_digit).count();
            digits == 4 && (r.text.trim().starts_with("20") || r.text.trim().starts_with("19"))
        };
        let lines: Vec<&[usize]> = order.chunk_by(|a, b| runs[*b].baseline - runs[*a].baseline < 3.0).collect();
        let count = |line: &[usize], kind: &dyn Fn(&Run) -> bool| line.iter().filter(|&&i| kind(&runs[i])).count();
        let head = lines.iter().find(|l| count(l, &year) >= 2)?;
        let leads = |l: &[usize]| l.iter().map(|&i| &runs[i]).min_by(|a, b| a.bbox.x0.total_cmp(&b.bbox.x0));
        let row = |l: &&&[usize]| count(l, &|r| is_figure(&r.text)) >= 2 && leads(l).is_some_and(is_label);
        let rows: Vec<&&[usize]> = lines.iter().filter(row).collect();
        let bbox = rows.iter().flat_map(|l| l.iter()).map(|&i| runs[i].bbox).reduce(BBox::union)?;
        (rows.len() >= STATEMENT).then_some(Self { years: runs[head[0]].baseline, bbox })
    }
}

/// The stretch around `core` up to the next lines that cross `x`.
fn reach(runs: &[Run], ids: &[usize], x: f32, core: BBox) -> Split {
    let crosses = |b: &BBox| b.x0 < x - 3.0 && b.x1 > x + 6.0;
    let walls = || ids.iter().map(|&i| runs[i].bbox).filter(crosses);
    let above = walls().map(|b| b.y1).filter(|y| *y <= core.y0 + 4.0).fold(0.0, f32::max);
    let below = walls().map(|b| b.y0).filter(|y| *y >= core.y1 - 4.0).fold(f32::MAX, f32::min);
    let inner = || ids.iter().map(|&i| runs[i].bbox).filter(|b| b.cy() > above && b.cy() < below);
    let top = inner().map(|b| b.y0).fold(core.y0, f32::min);
    let bottom = inner().map(|b| b.y1).fold(core.y1, f32::max);
    Split { x, top: top - 0.1, bottom: bottom + 0.1 }
}

/// Two tables or charts beside each other: from the first line above them that keeps clear of their gap to the last
/// below. A zone's stand-in has no text.
pub(super) fn zones(runs: &[Run], ids: &[usize]) -> Option<Split> {
    let zones: Vec<BBox> = ids.iter().map(|&i| &runs[i]).filter(|r| r.text.is_empty()).map(|r| r.bbox).collect();
    zones.iter().find_map(|left| {
        let fits = |right: &&BBox| {
            right.x0 > left.x1 + 2.0 && right.y_overlap(*left) > 0.5 * right.height().min(left.height())
        };
        let right = zones.iter().find(fits)?;
        let x = right.x0 - 2.0;
        let core = left.union(*right);
        let crosses = |b: &BBox| b.x0 < x - 3.0 && b.x1 > x + 6.0 && b.cy() > core.y0 && b.cy() < core.y1;
        if ids.iter().any(|&i| crosses(&runs[i].bbox)) {
            return None;
        }
        let split = reach(runs, ids, x, core);
        both_sides(runs, ids, split).then_some(split)
    })
}

fn both_sides(runs: &[Run], ids: &[usize], s: Split) -> bool {
    let inside = |i: &&usize| runs[**i].bbox.cy() >= s.top && runs[**i].bbox.cy() <= s.bottom;
    let right = ids.iter().filter(inside).filter(|i| runs[**i].bbox.cx() > s.x).count();
    let all = ids.iter().filter(inside).count();
    right > 0 && all > right
}

/// How far down two figures side by side reach: to their sources, the next pair of captions, or
/// the first line that crosses the gutter.
fn band(runs: &[Run], ids: &[usize], x: f32, top: f32) -> Option<Split> {
    let mut below: Vec<usize> = ids.iter().copied().filter(|&i| runs[i].bbox.cy() > top).collect();
    below.sort_by(|a, b| runs[*a].bbox.y0.total_cmp(&runs[*b].bbox.y0));
    let first = *below.first()?;
    let mut bottom = runs[first].bbox.y1;
    let mut sourced = [false, false];
    for &i in &below {
        let run = &runs[i];
        let crosses = run.bbox.x0 < x - 3.0 && run.bbox.x1 > x + 6.0;
        let caption = words::is_captioned(&run.text) && run.bbox.y0 > top + 20.0;
        let done = sourced[0] && sourced[1] && run.bbox.y0 > bottom + 1.5 * run.size;
        if crosses || caption || done {
            // a heading's number left of it on its line is its own
            let number =
                |r: &Run| matches!(words::opening(&format!("{} {}", r.text, run.text)), words::Opening::Numbered(_));
            let level = |r: &&Run| crosses && (r.baseline - run.baseline).abs() < 2.0 && number(r);
            let seen = || below.iter().map(|&i| &runs[i]).take_while(|r| !std::ptr::eq(*r, run));
            if seen().any(|r| level(&r)) {
                let above = seen().filter(|r| !level(r)).map(|r| r.bbox.y1);
                bottom = above.fold(runs[first].bbox.y1, f32::max).min(run.bbox.y0);
            }
            break;
        }
        bottom = bottom.max(run.bbox.y1);
        if words::source(&run.text).is_some() {
            sourced[usize::from(run.bbox.cx() > x)] = true;
        }
    }
    Some(Split { x, top: top - 0.1, bottom: bottom + 0.1 })
}
