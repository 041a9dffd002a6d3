//! Rows that a ground parts, not a rule: the edges of a table's shaded rows.
//!
//! Takes a page's filled boxes, gives one flat box a row's edge, as wide as the row: of stacks of at least three bands
//! of one width that touch each other or leave every other row white. Grounds of single headings, bars of
//! charts and backgrounds of pages are none.

use crate::pdf::{Fill, Page};
use crate::span::BBox;
use std::collections::HashMap;

/// The colour of paper.
const WHITE: u32 = 0xFF_FF_FF;
/// Edges that lie within this many points are one.
const SAME: f32 = 2.0;

/// Grounds nearer to each other than this touch, in points.
const TOUCH: f32 = 0.6;
/// A cell's padding is at most this wide, in points.
const PADDING: f32 = 8.0;
/// A white box up to this thick is a rule, in points.
const THICK: f32 = 5.0;

/// Filled boxes of a page that are looked at.
pub(super) const FILLS: usize = 6000;

/// A row's ground: cells side by side.
struct Band {
    bbox: BBox,
    covered: f32,
    /// `None` where its cells are of several colours.
    color: Option<u32>,
}

impl Band {
    fn goes_on_in(&self, below: &Band) -> bool {
        let same = self.color.is_some_and(|c| c != WHITE) && self.color == below.color;
        same && below.bbox.y0 - self.bbox.y1 < TOUCH
    }
}

/// The edges of shaded rows, from the top.
pub(super) fn edges(page: &Page) -> Edges {
    let mut bands = bands(page);
    bands.retain(|b| b.covered > 0.9 * b.bbox.width() && b.bbox.width() > 0.3 * page.width);
    let mut open: Vec<Vec<Band>> = Vec::new();
    for band in bands {
        let follows = |stack: &Vec<Band>| {
            stack.last().is_some_and(|last| {
                let gap = band.bbox.y0 - last.bbox.y1;
                let level = (band.bbox.x0 - last.bbox.x0).abs() < 6.0 && (band.bbox.x1 - last.bbox.x1).abs() < 6.0;
                level && gap > -SAME && gap < 1.6 * last.bbox.height().max(band.bbox.height())
            })
        };
        match open.iter_mut().rev().take(40).find(|s| follows(s)) {
            Some(stack) => match stack.last_mut() {
                // between two grounds of one colour that touch nobody sees an edge; white ones may be cells
                Some(last) if last.goes_on_in(&band) => {
                    last.bbox = last.bbox.union(band.bbox);
                }
                _ => stack.push(band),
            },
            None => open.push(vec![band]),
        }
    }
    open.retain(|stack| stack.len() >= 3 && stack.iter().any(|b| b.color != Some(WHITE)));
    let all = Grounds::of(page.fills.iter().map(|f| f.bbox).take(2 * FILLS));
    let mut out = Edges::default();
    for stack in &open {
        let mut above = Some(WHITE);
        for (i, band) in stack.iter().enumerate() {
            let b = band.bbox;
            let next = stack.get(i + 1).filter(|n| n.bbox.y0 - b.y1 < TOUCH);
            for (y, beyond) in [(b.y0, above), (b.y1, next.map_or(Some(WHITE), |n| n.color))] {
                let faint = band.color == Some(WHITE) && beyond == Some(WHITE);
                if !goes_on(&all, b, y) {
                    out.add(BBox { y0: y, y1: y, ..b }, faint);
                }
            }
            above = next.and(band.color).or(next.map_or(Some(WHITE), |_| None));
        }
    }
    out
}

/// Whether the ground is a line's in its cell, or stands beside the cell's padding: the cell goes on beyond its edge.
fn goes_on(all: &Grounds, b: BBox, y: f32) -> bool {
    let across = |f: &BBox| f.x0 < b.x0 - 1.0 && f.y0 < y - SAME && f.y1 > y + SAME;
    let around = |f: &BBox| f.x1 > b.x0 + 3.0 || f.x1 > b.x0 - 1.0 && f.width() < PADDING;
    all.at(y).any(|f| across(f) && around(f))
}

/// Edges of shaded rows.
#[derive(Default)]
pub(super) struct Edges {
    /// Between two grounds of different colours.
    pub(super) seen: Vec<BBox>,
    /// Between two white grounds, or between one and the paper: cells of a table, or their lines.
    pub(super) faint: Vec<BBox>,
}

impl Edges {
    fn add(&mut self, edge: BBox, faint: bool) {
        let same = |o: &BBox| (o.y0 - edge.y0).abs() < SAME && (o.x0 - edge.x0).abs() < 6.0;
        if self.seen.iter().rev().take(8).any(same) || self.faint.iter().rev().take(8).any(same) {
            return;
        }
        if faint { self.faint.push(edge) } else { self.seen.push(edge) }
    }
}

/// Whether a filled box is of a size that a row or its cell may have.
pub(super) fn is_row(page: &Page, b: &BBox) -> bool {
    (9.0..220.0).contains(&b.height()) && b.width() > 16.0 && b.height() < 0.4 * page.height
}

/// Filled boxes of one height side by side, joined, from the top.
fn bands(page: &Page) -> Vec<Band> {
    let fills = page.fills.iter().filter(|f| is_row(page, &f.bbox)).take(FILLS);
    let mut fills: Vec<(BBox, u32)> = fills.map(|f| (f.bbox, f.color)).collect();
    let key = |b: &BBox| ((b.y0 / SAME).round(), (b.y1 / SAME).round());
    fills.sort_by(|(a, _), (b, _)| {
        let (k, l) = (key(a), key(b));
        k.0.total_cmp(&l.0).then(k.1.total_cmp(&l.1)).then(a.x0.total_cmp(&b.x0))
    });
    let mut bands: Vec<Band> = Vec::new();
    for (b, color) in fills {
        match bands.last_mut() {
            Some(last) if key(&last.bbox) == key(&b) && b.x0 - last.bbox.x1 < 4.0 => {
                last.covered += (b.x1 - last.bbox.x1.max(b.x0)).max(0.0);
                last.bbox.x1 = last.bbox.x1.max(b.x1);
                last.color = last.color.filter(|c| *c == color);
            }
            _ => bands.push(Band { bbox: b, covered: b.width(), color: Some(color) }),
        }
    }
    bands
}

/// Coloured cells by height: on them and beside them a white rule is seen.
pub(super) struct Grounds(HashMap<i32, Vec<BBox>>);

/// Height of the stretches in which coloured cells are looked up, in points.
const STRETCH: f32 = 16.0;
/// Share of a white rule that must lie on coloured cells or at their edges.
const SEEN: f32 = 0.8;
/// White rules of a page that are looked at, in each direction.
pub(super) const RULES: usize = 1000;

/// The coloured cells of a page.
pub(super) fn grounds(page: &Page) -> Grounds {
    // a cell's padding may be a box of its own
    let cell = |b: &BBox| b.height() > 3.0 && b.height() < 0.4 * page.height;
    let coloured = page.fills.iter().filter(|f| f.color != WHITE && cell(&f.bbox)).take(FILLS);
    Grounds::of(coloured.map(|f| f.bbox))
}

impl Grounds {
    fn of(boxes: impl Iterator<Item = BBox>) -> Self {
        let mut cells: HashMap<i32, Vec<BBox>> = HashMap::new();
        for b in boxes {
            // at most as far as a page's ground is looked at
            let (from, to) = (stretch(b.y0 - SAME), stretch(b.y1 + SAME));
            (from..=to).take(60).for_each(|at| cells.entry(at).or_default().push(b));
        }
        Self(cells)
    }

    /// The boxes that may reach the height `y`.
    fn at(&self, y: f32) -> impl Iterator<Item = &BBox> {
        self.0.get(&stretch(y)).into_iter().flatten()
    }

    /// The rules that are seen: coloured ones, and white ones on coloured cells or between them.
    pub(super) fn seen(&self, page: &Page, horizontal: bool) -> Vec<BBox> {
        let thick = |f: &&Fill| f.color == WHITE && f.bbox.width().min(f.bbox.height()) <= THICK;
        let thick = page.fills.iter().filter(thick).map(|f| (f.bbox, f.bbox.width() > f.bbox.height()));
        let white = page.rules.iter().filter(|r| r.color == WHITE).map(|r| (r.bbox, r.horizontal)).chain(thick);
        let white = white.filter(|(_, flat)| *flat == horizontal).map(|(b, _)| b).take(RULES);
        let drawn = page.rules.iter().filter(|r| r.color != WHITE && r.horizontal == horizontal).map(|r| r.bbox);
        drawn.chain(self.white(white.collect(), horizontal)).collect()
    }

    /// Whether more white rules than are looked at might lie on them.
    pub(super) fn is_limit_met(&self, page: &Page) -> bool {
        !self.0.is_empty() && page.rules.iter().filter(|r| r.color == WHITE).nth(RULES).is_some()
    }

    /// The white rules that lie on coloured cells, and those that go on with one: beside a row on paper.
    fn white(&self, mut rules: Vec<BBox>, horizontal: bool) -> Vec<BBox> {
        let at = |b: &BBox| if horizontal { (b.cy(), b.x0, b.x1) } else { (b.cx(), b.y0, b.y1) };
        rules.sort_by(|a, b| at(a).0.round().total_cmp(&at(b).0.round()).then(at(a).1.total_cmp(&at(b).1)));
        let held: Vec<bool> = rules.iter().map(|b| self.hold(*b)).collect();
        let follows = |i: usize| {
            let (a, b) = (at(&rules[i]), at(&rules[i + 1]));
            (a.0 - b.0).abs() < 1.0 && (b.1 - a.2).abs() < SAME
        };
        let seen = |i: usize| {
            held[i] || i > 0 && held[i - 1] && follows(i - 1) || held.get(i + 1) == Some(&true) && follows(i)
        };
        (0..rules.len()).filter(|&i| seen(i)).map(|i| rules[i]).collect()
    }

    fn hold(&self, rule: BBox) -> bool {
        let around = BBox { x0: rule.x0 - SAME, y0: rule.y0 - SAME, x1: rule.x1 + SAME, y1: rule.y1 + SAME };
        let flat = rule.width() > rule.height();
        let mut covered = 0.0;
        for at in stretch(rule.y0)..=stretch(rule.y1) {
            let (from, to) = (at as f32 * STRETCH, (at + 1) as f32 * STRETCH);
            for b in
                self.0.get(&at).into_iter().flatten().filter(|b| b.x_overlap(around) > 0.0 && b.y_overlap(around) > 0.0)
            {
                let tall = || b.y1.min(rule.y1).min(to) - b.y0.max(rule.y0).max(from);
                covered += if flat { b.x_overlap(rule) } else { tall() }.max(0.0);
            }
        }
        covered > SEEN * rule.width().max(rule.height())
    }
}

fn stretch(y: f32) -> i32 {
    (y / STRETCH).floor() as i32
}
