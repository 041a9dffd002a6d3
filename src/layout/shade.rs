//! Rows that a ground parts, not a rule: the edges of a table's shaded rows.
//!
//! Takes a page's filled boxes, gives one flat box a row's edge, as wide as the row: of stacks of at least three bands
//! of one width that touch each other or leave every other row white. Grounds of single headings, bars of
//! charts and backgrounds of pages are none.

use crate::pdf::Page;
use crate::span::BBox;

const WHITE: u32 = 0xFF_FF_FF;
/// Edges that lie within this many points are one.
const SAME: f32 = 2.0;

/// Filled boxes of a page that are looked at.
pub(super) const FILLS: usize = 6000;

/// A row's ground: cells side by side.
struct Band {
    bbox: BBox,
    covered: f32,
    white: bool,
}

/// The edges of shaded rows, from the top.
pub(super) fn edges(page: &Page) -> Vec<BBox> {
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
            Some(stack) => stack.push(band),
            None => open.push(vec![band]),
        }
    }
    open.retain(|stack| stack.len() >= 3 && stack.iter().any(|b| !b.white));
    let mut out: Vec<BBox> = Vec::new();
    for b in open.iter().flatten().map(|b| b.bbox) {
        for y in [b.y0, b.y1] {
            let same = |o: &BBox| (o.y0 - y).abs() < SAME && (o.x0 - b.x0).abs() < 6.0;
            if !out.iter().rev().take(8).any(same) {
                out.push(BBox { y0: y, y1: y, ..b });
            }
        }
    }
    out
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
                last.white &= color == WHITE;
            }
            _ => bands.push(Band { bbox: b, covered: b.width(), white: color == WHITE }),
        }
    }
    bands
}
