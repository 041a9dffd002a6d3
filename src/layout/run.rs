//! Glyphs → runs: stretches of one line without a wide gap.
//!
//! Takes a page's glyphs in drawing order, gives its runs sorted from top to bottom and left to
//! right. A run's text is repaired; each of its characters knows its right edge. Gaps wider than
//! [`GAP`] ems split, so that table cells and columns never share a run; lines of running text
//! are put together again later.

use super::repair;
use crate::pdf::{Glyph, Page};
use crate::span::BBox;
use std::collections::BTreeSet;

/// Gap in ems that splits a line. Justified Latin text stretches to 0.6 em; gutters and table
/// cells of the sample corpus start at 0.75 em.
const GAP: f32 = 0.72;
/// Gap in ems from which a space stands between two letters where none is drawn.
const SPACE: f32 = 0.18;
/// Type from which a line is a headline, in points, and how many ideographs a clause of it has at least: a blank
/// between two such clauses stands for a comma, one between fewer (spaced names) for nothing.
const HEADLINE: f32 = 14.0;
const CLAUSE: usize = 4;
/// How far baselines of one line may lie apart, in ems.
const BASELINE: f32 = 0.32;

/// A stretch of one line.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Run {
    pub(super) text: String,
    /// Right edge of each character of `text`.
    pub(super) edges: Vec<f32>,
    pub(super) bbox: BBox,
    pub(super) baseline: f32,
    pub(super) size: f32,
    pub(super) bold: bool,
    pub(super) color: u32,
    /// Index into the page's faces.
    pub(super) face: u16,
    /// Direction of writing: 0, or turned, or a column of upright characters (`angle` 0, `tall`).
    pub(super) angle: u16,
    /// Number of characters that are neither space nor punctuation.
    pub(super) weight: usize,
    /// Hidden: clipped away.
    pub(super) hidden: bool,
}

/// All runs of a page.
pub(super) fn runs(page: &Page) -> Vec<Run> {
    let mut builders: Vec<Builder<'_>> = Vec::new();
    let mut current: Option<Builder<'_>> = None;
    for glyph in &page.glyphs {
        match &mut current {
            Some(run) if run.takes(glyph) => run.push(glyph),
            _ => {
                builders.extend(current.take());
                current = Some(Builder::new(glyph));
            }
        }
    }
    builders.extend(current);
    builders.retain(|b| !b.glyphs.iter().all(|g| g.text.is_space()));
    builders.sort_by(|a, b| {
        let (a, b) = (a.key(), b.key());
        (a.0, a.1).cmp(&(b.0, b.1)).then(a.2.total_cmp(&b.2)).then(a.3.total_cmp(&b.3))
    });
    let merged = merge(builders);
    let mut runs: Vec<Run> = merged.iter().filter_map(Builder::finish).collect();
    runs.sort_by(|a, b| a.baseline.total_cmp(&b.baseline).then(a.bbox.x0.total_cmp(&b.bbox.x0)));
    runs
}

struct Builder<'g> {
    glyphs: Vec<&'g Glyph>,
    x0: f32,
    x1: f32,
    y: f32,
    size: f32,
    /// Whether it has anything but spaces.
    inked: bool,
}

impl<'g> Builder<'g> {
    fn new(g: &'g Glyph) -> Self {
        Self { glyphs: vec![g], x0: g.bbox.x0, x1: g.bbox.x1, y: g.y, size: g.size, inked: !g.text.is_space() }
    }

    fn key(&self) -> (u16, bool, f32, f32) {
        let g = self.glyphs[0];
        (g.angle, g.clipped, (self.y / 2.0).round() * 2.0, self.x0)
    }

    fn same_kind(&self, g: &Glyph) -> bool {
        let first = self.glyphs[0];
        let seen = first.clipped == g.clipped || !first.clipped && hangs(g);
        first.angle == g.angle && seen && !first.vertical && !g.vertical
    }

    /// Whether the glyph goes on where the run ends.
    fn takes(&self, g: &Glyph) -> bool {
        let em = self.size.max(g.size).max(1.0);
        if !self.same_kind(g) {
            return false;
        }
        if g.angle != 0 {
            // turned text: any step of about a glyph
            let last = self.glyphs[self.glyphs.len() - 1];
            return (last.x - g.x).hypot(last.y - g.y) < 1.6 * em;
        }
        let level = (self.y - g.y).abs() < BASELINE * self.size.min(g.size).max(1.0) || self.is_script(g);
        level && g.bbox.x0 - self.x1 < GAP * em && g.bbox.x0 > self.x1 - 0.6 * em
    }

    /// A superscript or subscript beside the run.
    fn is_script(&self, g: &Glyph) -> bool {
        g.size < 0.8 * self.size && g.y < self.y + 0.3 * self.size && g.y > self.y - 0.6 * self.size
    }

    fn push(&mut self, g: &'g Glyph) {
        // spaces at its head are none of its words, and bridge no gap before it
        if !self.inked && !g.text.is_space() {
            (self.x0, self.x1, self.inked) = (g.bbox.x0, g.bbox.x1, true);
        }
        if g.size > self.size && !g.text.is_space() {
            self.size = g.size;
            self.y = g.y;
        }
        // spaces do not bridge a gap: the next glyph is measured from the last ink
        if !g.text.is_space() {
            self.x1 = self.x1.max(g.bbox.x1);
        }
        self.glyphs.push(g);
    }

    /// Size and baseline of its words: a point's mark at its head may be set larger.
    fn words(&self) -> (f32, f32) {
        let mut inked = self.glyphs.iter().filter(|g| !g.text.is_space());
        let mark = inked.next().is_some_and(|g| "•●■◆".contains(g.text.first()));
        let largest = inked.max_by(|a, b| a.size.total_cmp(&b.size));
        largest.filter(|g| mark && g.size < self.size).map_or((self.size, self.y), |g| (g.size, g.y))
    }

    fn finish(&self) -> Option<Run> {
        let mut text = String::new();
        let mut edges = Vec::with_capacity(self.glyphs.len());
        let (mut bold, mut ink, mut weight) = (0usize, 0usize, 0usize);
        let mut bbox: Option<BBox> = None;
        let mut last: Option<(&Glyph, char)> = None;
        let mut spaced = false;
        let mut blanks = Vec::new();
        for &g in &self.glyphs {
            if g.text.is_space() {
                spaced = last.is_some();
                continue;
            }
            if let Some((before, c)) = last {
                let gap = if g.angle == 0 { g.bbox.x0 - before.bbox.x1 } else { 0.0 };
                let first = g.text.first();
                let open = gap > SPACE * g.size.max(before.size);
                let wide = repair::is_wide(c) && repair::is_wide(first);
                if (spaced || (open && !repair::joins(c, first))) && !wide && gap > -0.1 * g.size {
                    text.push(' ');
                    edges.push(g.bbox.x0);
                } else if spaced && wide && open && g.size >= HEADLINE {
                    blanks.push((edges.len(), g.bbox.x0));
                }
            }
            spaced = false;
            for c in g.text.chars() {
                repair::each(c, |c| {
                    text.push(c);
                    edges.push(g.bbox.x1);
                    weight += usize::from(c.is_alphanumeric());
                });
            }
            bbox = Some(bbox.map_or(g.bbox, |b| b.union(g.bbox)));
            bold += usize::from(g.bold);
            ink += 1;
            last = Some((g, text.chars().next_back().unwrap_or(' ')));
        }
        if !blanks.is_empty() {
            apart(&mut text, &mut edges, &blanks);
        }
        let (size, baseline) = self.words();
        let main =
            self.glyphs.iter().find(|g| !g.text.is_space() && (g.size - size).abs() < 0.01).or(self.glyphs.first())?;
        let bbox = bbox?;
        (!text.trim().is_empty()).then(|| Run {
            text,
            edges,
            bbox,
            baseline,
            size,
            bold: bold * 2 > ink,
            color: main.color,
            face: main.face,
            angle: main.angle,
            weight,
            hidden: main.clipped,
        })
    }
}

/// Puts the blanks (character, left edge behind it) back that part two clauses of ideographs.
fn apart(text: &mut String, edges: &mut Vec<f32>, blanks: &[(usize, f32)]) {
    let chars: Vec<char> = text.chars().collect();
    let han = |i: usize| chars.get(i).is_some_and(|c| crate::lexicon::is_han(*c));
    let blank = |i: usize| blanks.binary_search_by_key(&i, |b| b.0).is_ok();
    let left = |at: usize| (0..at).rev().take_while(|i| han(*i) && (*i + 1 == at || !blank(*i + 1))).count();
    let right = |at: usize| (at..chars.len()).take_while(|i| han(*i) && (*i == at || !blank(*i))).count();
    let kept: Vec<_> = blanks.iter().filter(|b| left(b.0) >= CLAUSE && right(b.0) >= CLAUSE).collect();
    for (at, x) in kept.into_iter().rev() {
        let byte = text.char_indices().nth(*at).map_or(text.len(), |(i, _)| i);
        text.insert(byte, ' ');
        edges.insert(*at, *x);
    }
}

/// A mark at a line's end that hangs over the edge of its column: clipped by its box, whose ink is seen.
fn hangs(g: &Glyph) -> bool {
    matches!(g.text.first(), '，' | '。' | '、' | '；' | '：' | '）' | '”' | '》')
}

/// Joins runs of one line that were drawn in pieces or out of order. Builders come sorted by height, then left edge.
fn merge(builders: Vec<Builder<'_>>) -> Vec<Builder<'_>> {
    let mut lines: Vec<Builder<'_>> = Vec::with_capacity(builders.len());
    let mut open = Open::default();
    for b in builders {
        if b.glyphs[0].angle != 0 || b.glyphs[0].vertical {
            lines.push(b);
            continue;
        }
        open.close(&lines, &b);
        match open.find(&lines, &b) {
            Some(i) => {
                open.ends.remove(&(place(lines[i].x1), i));
                b.glyphs.iter().for_each(|g| lines[i].push(g));
                open.add(&lines, i);
            }
            None => {
                open.ids.push(lines.len());
                lines.push(b);
                open.add(&lines, lines.len() - 1);
            }
        }
    }
    lines
}

/// Lines that something may still join, by where they end.
#[derive(Default)]
struct Open {
    ids: Vec<usize>,
    ends: BTreeSet<(i32, usize)>,
    /// The largest type so far, and the height of the last builder, in steps of its key.
    size: f32,
    height: f32,
}

impl Open {
    fn add(&mut self, lines: &[Builder<'_>], i: usize) {
        self.size = self.size.max(lines[i].size);
        self.ends.insert((place(lines[i].x1), i));
    }

    /// Leaves the lines that stand too far above a builder of another height.
    fn close(&mut self, lines: &[Builder<'_>], b: &Builder<'_>) {
        let height = b.key().2;
        if height == self.height {
            return;
        }
        self.height = height;
        let ends = &mut self.ends;
        self.ids.retain(|&i| {
            let near = (lines[i].y - b.y).abs() < 2.0 * lines[i].size.max(b.size) + 2.0;
            if !near {
                ends.remove(&(place(lines[i].x1), i));
            }
            near
        });
    }

    /// The youngest line that ends where the builder begins.
    fn find(&self, lines: &[Builder<'_>], b: &Builder<'_>) -> Option<usize> {
        let first = b.glyphs[0];
        let joins = |i: usize| {
            let line = &lines[i];
            let em = line.size.max(b.size).max(1.0);
            let level = (line.y - b.y).abs() < BASELINE * line.size.min(b.size).max(1.0)
                || (line.is_script(first) && b.x0 > line.x1 - 0.2 * em);
            let whole = line.glyphs[0].clipped == first.clipped || b.glyphs.len() == 1;
            line.same_kind(first) && whole && level && b.x0 - line.x1 < GAP * em && b.x0 > line.x1 - 0.35 * em
        };
        let em = self.size.max(b.size).max(1.0);
        let from = place(b.x0 - GAP * em).saturating_sub(1);
        let to = place(b.x0 + 0.35 * em).saturating_add(1).max(from);
        self.ends.range((from, 0)..=(to, usize::MAX)).map(|(_, i)| *i).filter(|&i| joins(i)).max()
    }
}

/// An edge in eighths of a point.
fn place(x: f32) -> i32 {
    (x * 8.0) as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blank_between_two_clauses_of_a_headline_stays() {
        let put = |text: &str, at: &[usize]| {
            let (mut text, mut edges) = (text.to_owned(), vec![0.0; text.chars().count()]);
            let blanks: Vec<_> = at.iter().map(|at| (*at, 0.0)).collect();
            apart(&mut text, &mut edges, &blanks);
            assert_eq!(edges.len(), text.chars().count());
            text
        };
        assert_eq!(put("冷链物流先行者全国布局提速", &[7]), "冷链物流先行者 全国布局提速");
        assert_eq!(put("远山股份深度报告", &[1, 2, 3, 4]), "远山股份深度报告");
        assert_eq!(put("业绩点评：需求回暖超预期", &[5, 7]), "业绩点评：需求回暖超预期");
    }
}
