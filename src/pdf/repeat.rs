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
/// Glyphs of one character that a cell keeps.
const KEPT: u32 = 8;

/// The glyphs of one character in one cell: the last, and how many; each glyph knows the one before it.
struct Seen {
    last: FxHashMap<(char, i32, i32), (Option<u32>, u32)>,
    before: Vec<Option<u32>>,
}

impl Seen {
    fn of(count: usize) -> Self {
        let last = FxHashMap::with_capacity_and_hasher(count, FxBuildHasher);
        Self { last, before: vec![None; count] }
    }

    fn add(&mut self, i: usize, cell: (char, i32, i32)) {
        let (last, count) = self.last.entry(cell).or_default();
        if *count < KEPT {
            self.before[i] = last.replace(i as u32);
            *count += 1;
        }
    }

    fn at(&self, cell: (char, i32, i32)) -> impl Iterator<Item = usize> + '_ {
        let last = self.last.get(&cell).and_then(|k| k.0);
        std::iter::successors(last, |i| self.before[*i as usize]).map(|i| i as usize)
    }
}

/// Drops repeated glyphs.
pub(super) fn merge(glyphs: &mut Vec<Glyph>) {
    let mut seen = Seen::of(glyphs.len());
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
        seen.add(i, (glyphs[i].text.first(), cell(glyphs[i].x), cell(glyphs[i].y)));
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
fn twin(glyphs: &[Glyph], seen: &Seen, i: usize) -> Option<usize> {
    let g = &glyphs[i];
    let hair = g.size * HAIR;
    let (x0, x1) = (cell(g.x - hair), cell(g.x + hair));
    let (y0, y1) = (cell(g.y - hair), cell(g.y + hair));
    if x1 - x0 > 4 || y1 - y0 > 4 {
        return None; // a poster's letters: nobody fakes bold there
    }
    for cx in x0..=x1 {
        for cy in y0..=y1 {
            for j in seen.at((g.text.first(), cx, cy)) {
                let o = &glyphs[j];
                let near = (o.x - g.x).abs() <= hair && (o.y - g.y).abs() <= hair;
                if near && o.text == g.text && (o.size - g.size).abs() < 0.2 * g.size {
                    return Some(j);
                }
            }
        }
    }
    None
}
