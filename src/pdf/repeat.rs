//! Fake bold: a glyph drawn two to four times a hair apart is one bold glyph.
//!
//! Takes glyphs in drawing order, drops the repeats in place, marks what stays as bold where the
//! repeat is shifted, and leaves `11` or `、、` alone: those stand an advance apart.

use super::page::Glyph;
use rustc_hash::{FxBuildHasher, FxHashMap};

/// How far apart two drawings of one glyph may be, in ems: Word's and WPS's fake bold shifts by
/// 0.02 to 0.1 em, shadows by up to 0.15.
const HAIR: f32 = 0.15;
/// Cells of the grid that finds neighbours, in points.
const CELL: f32 = 4.0;

/// Drops repeated glyphs.
pub(super) fn merge(glyphs: &mut Vec<Glyph>) {
    let mut seen: FxHashMap<(char, i32, i32), Vec<u32>> =
        FxHashMap::with_capacity_and_hasher(glyphs.len(), FxBuildHasher);
    let mut keep = vec![true; glyphs.len()];
    let mut any = false;
    for i in 0..glyphs.len() {
        if glyphs[i].text.is_space() {
            continue;
        }
        if let Some(j) = twin(glyphs, &seen, i) {
            keep[i] = false;
            any = true;
            let shifted = (glyphs[i].x - glyphs[j].x).abs() > 0.01 || (glyphs[i].y - glyphs[j].y).abs() > 0.01;
            glyphs[j].bold |= shifted;
            continue;
        }
        let list = seen.entry((glyphs[i].text.first(), cell(glyphs[i].x), cell(glyphs[i].y))).or_default();
        if list.len() < 8 {
            list.push(i as u32);
        }
    }
    if any {
        let mut flags = keep.into_iter();
        glyphs.retain(|_| flags.next().unwrap_or(true));
    }
}

fn cell(v: f32) -> i32 {
    (v / CELL) as i32
}

/// The earlier glyph that this one repeats.
fn twin(glyphs: &[Glyph], seen: &FxHashMap<(char, i32, i32), Vec<u32>>, i: usize) -> Option<usize> {
    let g = &glyphs[i];
    let hair = g.size * HAIR;
    let (x0, x1) = (cell(g.x - hair), cell(g.x + hair));
    let (y0, y1) = (cell(g.y - hair), cell(g.y + hair));
    if x1 - x0 > 4 || y1 - y0 > 4 {
        return None; // a poster's letters: nobody fakes bold there
    }
    for cx in x0..=x1 {
        for cy in y0..=y1 {
            for &j in seen.get(&(g.text.first(), cx, cy)).into_iter().flatten() {
                let o = &glyphs[j as usize];
                let near = (o.x - g.x).abs() <= hair && (o.y - g.y).abs() <= hair;
                if near && o.text == g.text && (o.size - g.size).abs() < 0.2 * g.size {
                    return Some(j as usize);
                }
            }
        }
    }
    None
}
