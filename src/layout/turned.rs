//! Turned labels of charts: dates and names below their bars.
//!
//! Takes a page's turned text and its parts, gives each label to its chart, or to a chart of its own below its caption.
//! *does not match*: turned text alone at a page's edge (`公司研究`), which is furniture.

use super::block::TextLine;
use super::part::{Body, Part};
use super::run::Run;
use super::sheet::Sheet;
use crate::span::BBox;

/// Labels of an axis at least.
const LABELS: usize = 3;
/// How far labels of one axis stand apart at most, in points.
const STEP: f32 = 60.0;
/// How far beside an axis its chart's other labels may end, in points: its scale stands there.
const SIDE: f32 = 30.0;
/// How far the ends of an axis' labels may lie apart, in points.
const LEVEL: f32 = 4.0;
/// How far below its chart's other labels an axis stands at most, in points.
const BELOW: f32 = 60.0;
/// How far below its caption a chart without other labels stands at most, in points.
const TALL: f32 = 420.0;
/// More turned lines than this on a page are no axes.
const SIDES: usize = 2000;
/// Characters that a label has at most.
const LABEL: usize = 24;

/// Moves the labels from the sheet's side text into the parts.
pub(super) fn place(sheet: &mut Sheet, parts: &mut Vec<Part>) {
    if sheet.side.len() > SIDES {
        return;
    }
    let (labels, rest) = std::mem::take(&mut sheet.side).into_iter().partition(is_label);
    sheet.side = rest;
    let mut given: Vec<(Target, Vec<Run>)> = Vec::new();
    for axis in axes(labels) {
        let bbox = axis.iter().map(|r| r.bbox).reduce(BBox::union).unwrap_or_default();
        match target(parts, bbox).filter(|_| axis.len() >= LABELS) {
            Some(at) => match given.iter_mut().find(|(t, _)| *t == at) {
                Some((_, runs)) => runs.extend(axis),
                None => given.push((at, axis)),
            },
            None => sheet.side.extend(axis),
        }
    }
    // from the last part on, so that the others keep their places
    given.sort_by_key(|(at, _)| std::cmp::Reverse(at.index()));
    for (at, mut runs) in given {
        runs.sort_by(|a, b| a.bbox.x0.total_cmp(&b.bbox.x0));
        put(parts, at, TextLine::new(runs), sheet.number);
    }
}

/// Labels whose tops or feet are level and that follow each other at no more than some usual steps.
fn axes(mut labels: Vec<Run>) -> Vec<Vec<Run>> {
    labels.sort_by(|a, b| a.bbox.x0.total_cmp(&b.bbox.x0).then(a.bbox.y0.total_cmp(&b.bbox.y0)));
    let mut out: Vec<Vec<Run>> = Vec::new();
    for run in labels {
        let b = run.bbox;
        let follows = |axis: &Vec<Run>| {
            let (first, last) = (axis[0].bbox, axis[axis.len() - 1].bbox);
            let usual = if axis.len() > 1 { (last.x0 - first.x0) / (axis.len() - 1) as f32 } else { STEP / 2.0 };
            let level = (last.y0 - b.y0).abs() < LEVEL || (last.y1 - b.y1).abs() < LEVEL;
            level && axis[0].angle == run.angle && b.x0 - last.x0 < (2.2 * usual).clamp(STEP / 3.0, STEP)
        };
        match out.iter_mut().rev().find(|a| follows(a)) {
            Some(axis) => axis.push(run),
            None => out.push(vec![run]),
        }
    }
    out
}

/// Where labels belong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Target {
    Chart(usize),
    /// Behind a caption, in a chart of its own.
    Caption(usize),
}

impl Target {
    fn index(self) -> usize {
        match self {
            Self::Chart(at) | Self::Caption(at) => at,
        }
    }
}

fn is_label(run: &Run) -> bool {
    run.angle != 0 && run.text.chars().count() <= LABEL
}

/// The chart around or above an axis, else the caption above it.
fn target(parts: &[Part], label: BBox) -> Option<Target> {
    let over = |b: &BBox| label.x_overlap(*b) > -SIDE;
    let near = |b: &BBox| label.y0 - b.y1 < BELOW && label.cy() > b.y0 - 8.0;
    let charts = parts.iter().enumerate().filter(|(_, p)| matches!(p.body, Body::Chart(_)));
    let off = |b: &BBox| (b.x0 - label.x1).max(label.x0 - b.x1) + (label.y0 - b.y1).max(0.0);
    let chart =
        charts.filter(|(_, p)| over(&p.bbox) && near(&p.bbox)).min_by(|a, b| off(&a.1.bbox).total_cmp(&off(&b.1.bbox)));
    if let Some((at, _)) = chart {
        return Some(Target::Chart(at));
    }
    let above = |p: &Part| {
        let down = label.y0 - p.bbox.y1;
        (-2.0..TALL).contains(&down) && p.bbox.x0 < label.x0 + SIDE
    };
    let captions = parts.iter().enumerate().filter(|(_, p)| matches!(p.body, Body::Caption(_)) && above(p));
    let key = |p: &Part| ((p.bbox.y1 / 6.0).round(), p.bbox.x0);
    let caption = captions.max_by(|a, b| {
        let (a, b) = (key(a.1), key(b.1));
        a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1))
    });
    caption.map(|(at, _)| Target::Caption(at))
}

fn put(parts: &mut Vec<Part>, at: Target, line: TextLine, page: u32) {
    let bbox = line.bbox;
    match at {
        Target::Chart(at) => {
            if let Some(part) = parts.get_mut(at)
                && let Body::Chart(lines) = &mut part.body
            {
                lines.push(line);
                part.bbox = part.bbox.union(bbox);
            }
        }
        Target::Caption(at) => {
            let region = parts.get(at).map_or(0, |p| p.region);
            let body = Body::Chart(vec![line]);
            parts.insert(
                at + 1,
                Part { page, region, bbox, rules: Vec::new(), seen: Vec::new(), columns: Vec::new(), body },
            );
        }
    }
}
