//! One page taken apart: runs to arrange, side text, hidden text, and the shapes around them.
//!
//! Takes a `pdf::Page`, gives a `Sheet`. Shapes that nobody sees as such (white, page-wide
//! backgrounds) are left out; pieces of one line are one rule.

use super::run::{Run, runs};
use super::{seam, shade};
use crate::pdf::{Page, Quality};
use crate::span::BBox;
use std::collections::HashMap;
use std::ops::Range;

/// Type below this size in points is not meant for readers: stamps, templates' tags.
const TINY: f32 = 3.2;
/// Coloured boxes of a page that are looked at: no chart of the sample corpus has as many bars.
const BARS: usize = 4000;
/// How far a rule may lie from the edge of a shaded row that it draws, in points.
const SHADE: f32 = 2.5;
/// How far pieces of one rule may lie apart, in points.
const PIECE: f32 = 3.0;

/// A page ready to be arranged.
#[derive(Debug, Clone)]
pub(super) struct Sheet {
    pub(super) number: u32,
    pub(super) width: f32,
    pub(super) height: f32,
    /// Upright text, top to bottom, left to right.
    pub(super) runs: Vec<Run>,
    /// Turned or stacked text at the page's edges.
    pub(super) side: Vec<Run>,
    /// Clipped or tiny text.
    pub(super) hidden: Vec<Run>,
    /// Horizontal rules, by y.
    pub(super) rules: Vec<BBox>,
    /// Those of them that a reader sees: without the edges of white grounds.
    pub(super) seen: Vec<BBox>,
    /// Vertical rules.
    pub(super) uprights: Vec<BBox>,
    /// Boxes of pictures and of drawn curves: what charts are made of.
    pub(super) pictures: Vec<BBox>,
    /// Filled boxes without text in them: a chart's bars.
    pub(super) bars: Vec<BBox>,
    pub(super) garbled: bool,
    /// A front page, which may have a sidebar: the first, or the one behind a cover.
    pub(super) front: bool,
    /// Limits that the page met, in words of a user.
    pub(super) limits: Vec<String>,
    /// How far a run's baseline lies from its middle at most.
    reach: f32,
}

impl Sheet {
    pub(super) fn new(page: &Page) -> Self {
        let grounds = shade::grounds(page);
        let edges = shade::edges(page);
        let seen = with_shades(horizontal(grounds.seen(page, true)), edges.seen);
        let mut sheet = Self {
            number: page.number,
            width: page.width,
            height: page.height,
            runs: Vec::new(),
            side: Vec::new(),
            hidden: Vec::new(),
            rules: with_shades(seen.clone(), edges.faint),
            seen,
            uprights: vertical(grounds.seen(page, false)),
            pictures: pictures(page),
            bars: Vec::new(),
            garbled: page.quality == Quality::Garbled,
            front: page.number == 1,
            limits: Vec::new(),
            reach: 0.0,
        };
        if page.fills.iter().filter(|f| shade::is_row(page, &f.bbox)).nth(shade::FILLS).is_some() {
            sheet.limits.push(format!("more than {} filled boxes: the rest parts no rows of tables", shade::FILLS));
        }
        if grounds.is_limit_met(page) {
            sheet.limits.push(format!("more than {} white rules: the rest parts no cells of tables", shade::RULES));
        }
        for run in runs(page) {
            if run.hidden || run.size < TINY {
                sheet.hidden.push(run);
            } else if run.angle != 0 {
                sheet.side.push(run);
            } else {
                sheet.runs.push(run);
            }
        }
        seam::cut(&mut sheet.runs);
        stacked(&mut sheet);
        let boxes = coloured(page);
        if boxes.len() > BARS {
            sheet.limits.push(format!("more than {BARS} coloured boxes: the rest is not taken for charts' bars"));
        }
        sheet.bars = bars(boxes, &sheet.runs);
        sheet.reach = sheet.runs.iter().map(|r| (r.baseline - r.bbox.cy()).abs()).fold(0.0, f32::max);
        sheet
    }

    /// Indices of the runs whose middle may stand between the heights `y0` and `y1`, from the top.
    pub(super) fn between(&self, y0: f32, y1: f32) -> Range<usize> {
        let from = self.runs.partition_point(|r| r.baseline < y0 - self.reach);
        from..self.runs.partition_point(|r| r.baseline <= y1 + self.reach).max(from)
    }
}

/// Rules of one height whose pieces touch, joined.
fn horizontal(mut flat: Vec<BBox>) -> Vec<BBox> {
    flat.sort_by(|a, b| a.cy().round().total_cmp(&b.cy().round()).then(a.x0.total_cmp(&b.x0)));
    let mut joined: Vec<BBox> = Vec::with_capacity(flat.len());
    for rule in flat {
        match joined.last_mut() {
            Some(last) if (last.cy() - rule.cy()).abs() < 1.5 && rule.x0 - last.x1 < PIECE => *last = last.union(rule),
            _ => joined.push(rule),
        }
    }
    joined.retain(|r| r.width() > 12.0);
    joined
}

/// Rules, and the edges of shaded rows where no rule is drawn.
fn with_shades(mut rules: Vec<BBox>, shades: Vec<BBox>) -> Vec<BBox> {
    let level = |y: f32| (y / SHADE).floor() as i32;
    let mut heights: HashMap<i32, Vec<BBox>> = HashMap::new();
    rules.iter().for_each(|r| heights.entry(level(r.cy())).or_default().push(*r));
    for edge in shades {
        let drawn = |r: &BBox| (r.cy() - edge.cy()).abs() < SHADE && r.x_overlap(edge) > 0.8 * edge.width();
        let at = level(edge.cy());
        if !(at - 1..=at + 1).filter_map(|y| heights.get(&y)).flatten().any(drawn) {
            heights.entry(at).or_default().push(edge);
            rules.push(edge);
        }
    }
    rules
}

/// Vertical rules whose pieces touch, joined.
fn vertical(mut flat: Vec<BBox>) -> Vec<BBox> {
    flat.sort_by(|a, b| a.cx().round().total_cmp(&b.cx().round()).then(a.y0.total_cmp(&b.y0)));
    let mut joined: Vec<BBox> = Vec::with_capacity(flat.len());
    for rule in flat {
        match joined.last_mut() {
            Some(last) if (last.cx() - rule.cx()).abs() < 1.5 && rule.y0 - last.y1 < PIECE => *last = last.union(rule),
            _ => joined.push(rule),
        }
    }
    joined.retain(|r| r.height() > 8.0);
    joined
}

/// Pictures and drawings, clustered; backgrounds and logos left out.
fn pictures(page: &Page) -> Vec<BBox> {
    let area = page.width * page.height;
    let mut boxes: Vec<BBox> = page.images.iter().chain(&page.drawings).copied().collect();
    boxes.retain(|b| b.width() * b.height() < 0.6 * area && b.width() < 0.95 * page.width);
    cluster(boxes, 6.0).into_iter().filter(|b| b.width() > 60.0 && b.height() > 40.0).collect()
}

/// Coloured boxes of a bar's size.
fn coloured(page: &Page) -> Vec<BBox> {
    const PALE: u32 = 0xF0;
    let pale = |c: u32| c & 0xFF >= PALE && c >> 8 & 0xFF >= PALE && c >> 16 >= PALE;
    let small =
        |b: &BBox| b.width() < 0.5 * page.width && b.height() < 0.35 * page.height && b.width() * b.height() > 6.0;
    page.fills.iter().filter(|f| !pale(f.color)).map(|f| f.bbox).filter(small).collect()
}

/// Coloured boxes that are neither a ground nor a shaded cell.
fn bars(mut boxes: Vec<BBox>, runs: &[Run]) -> Vec<BBox> {
    boxes.truncate(BARS);
    boxes.sort_by(|a, b| a.y0.total_cmp(&b.y0));
    // runs are sorted by baseline: only those at the box's height are looked at
    boxes.retain(|b| {
        let from = runs.partition_point(|r| r.baseline < b.y0 - 2.0);
        !runs[from..]
            .iter()
            .take_while(|r| r.baseline < b.y1 + 20.0)
            .any(|r| b.holds(r.bbox.cx(), r.bbox.cy()) || r.bbox.holds(b.cx(), b.cy()))
    });
    // empty cells of a shaded table repeat a few sizes, a chart's bars hardly one
    let size = |b: &BBox| ((b.width() * 2.0) as u32, (b.height() * 2.0) as u32);
    let mut sizes: Vec<(u32, u32)> = boxes.iter().map(size).collect();
    sizes.sort_unstable();
    let repeated = |b: &BBox| {
        let s = size(b);
        sizes.partition_point(|x| *x <= s) - sizes.partition_point(|x| *x < s)
    };
    boxes.retain(|b| repeated(b) <= 4);
    boxes
}

/// Joins boxes that lie within `near` points of each other. Boxes are sorted by their top first,
/// so that a box meets only clusters that still reach down to it.
fn cluster(mut boxes: Vec<BBox>, near: f32) -> Vec<BBox> {
    boxes.sort_by(|a, b| a.y0.total_cmp(&b.y0));
    let mut open: Vec<BBox> = Vec::new();
    let mut done = Vec::new();
    for mut b in boxes {
        let mut i = 0;
        while i < open.len() {
            if open[i].y1 + near < b.y0 {
                done.push(open.swap_remove(i));
            } else if open[i].x_overlap(b) > -near && open[i].y_overlap(b) > -near {
                b = b.union(open.swap_remove(i));
                i = 0;
            } else {
                i += 1;
            }
        }
        open.push(b);
    }
    done.extend(open);
    done
}

/// How far a name's second character stands from its first at most, in ems.
const NAME: f32 = 2.5;

/// Single characters stacked at a page's edge (公/司/研/究) are side text.
fn stacked(sheet: &mut Sheet) {
    let (left, right) = (0.09 * sheet.width, 0.91 * sheet.width);
    // digits there are a chart's axis
    let word = |r: &Run| r.text.chars().count() <= 2 && !r.text.contains(|c: char| c.is_ascii_digit());
    let edge = |r: &Run| word(r) && (r.bbox.x1 < left || r.bbox.x0 > right) && r.bbox.width() < 30.0;
    let han = |r: &Run| r.text.chars().all(super::repair::is_wide);
    // a name's first character has the rest of it close beside it
    let goes_on = |i: usize, r: &Run| {
        let near = |b: &Run| (0.0..NAME * r.size).contains(&(b.bbox.x0 - r.bbox.x1)) && b.bbox.x0 > r.bbox.x1;
        sheet.runs[i + 1..].iter().take_while(|b| b.baseline < r.baseline + 1.0).any(near)
    };
    let lone: Vec<&Run> = sheet.runs.iter().enumerate().filter(|(_, r)| edge(r) && han(r)).map(|(_, r)| r).collect();
    let names = sheet.runs.iter().enumerate().filter(|(i, r)| edge(r) && han(r) && goes_on(*i, r)).count();
    if names * 2 > lone.len() {
        return;
    }
    let count = |from: f32, to: f32| {
        sheet.runs.iter().filter(|r| edge(r) && han(r) && r.bbox.cx() >= from && r.bbox.cx() <= to).count()
    };
    let (many_left, many_right) = (count(0.0, left) >= 4, count(right, sheet.width) >= 4);
    if !many_left && !many_right {
        return;
    }
    // marks of a list's points beside it stand at another place
    let mut places: Vec<f32> = sheet.runs.iter().filter(|r| edge(r) && han(r)).map(|r| r.bbox.cx()).collect();
    places.sort_by(f32::total_cmp);
    let stands = |r: &Run| {
        let from = places.partition_point(|x| *x < r.bbox.cx() - r.size);
        places.get(from).is_some_and(|x| *x < r.bbox.cx() + r.size)
    };
    let (side, rest): (Vec<Run>, Vec<Run>) = std::mem::take(&mut sheet.runs)
        .into_iter()
        .partition(|r| edge(r) && stands(r) && ((many_left && r.bbox.x1 < left) || (many_right && r.bbox.x0 > right)));
    sheet.runs = rest;
    sheet.side.extend(side);
}
