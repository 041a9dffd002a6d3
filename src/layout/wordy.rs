//! Tables of words: cells of several lines, columns told by white stripes that all lines keep clear.
//!
//! Takes a sheet and the table that the page before left open, gives such tables' zones with their columns: from the
//! rule below a caption, or from the page's top, down to the source, the next caption or the page's end. *does not
//! match*: running text (no stripe), tables of figures, charts (pictures, ticks), rows of one line each.

use super::block::{TextLine, rows};
use super::repair::is_wide;
use super::run::Run;
use super::sheet::Sheet;
use super::words;
use super::zones::{Zone, ZoneKind, is_tick};
use crate::span::BBox;

/// White between two columns, in points.
const WHITE: f32 = 3.5;
/// Share of a line's cells up to which it does not look like a row, and of such lines from which cells wrap.
const WRAPPED: f32 = 0.4;
/// Longest run that may be two cells that touch, in characters.
const SHORT: usize = 16;
/// Longest line that is looked at for two cells, in characters.
const LONG: usize = 80;

/// A table that goes on where the page ends.
#[derive(Debug, Clone)]
pub(super) struct Open {
    pub(super) x0: f32,
    pub(super) x1: f32,
    /// Left edges of its columns but the first.
    pub(super) columns: Vec<f32>,
}

/// Zones of tables of words that no other zone took.
pub(super) fn find(sheet: &Sheet, used: &mut [bool]) -> Vec<Zone> {
    let mut zones = Vec::new();
    for at in 0..sheet.runs.len() {
        let caption = &sheet.runs[at];
        if words::caption(&caption.text).is_none_or(|c| ["图", "附图"].contains(&c.label)) {
            continue;
        }
        let Some(frame) = frame(sheet, caption) else { continue };
        let Some(zone) = table(sheet, frame, used).filter(|z| is_wordy(sheet, z)) else { continue };
        zone.runs.iter().for_each(|&i| used[i] = true);
        zones.push(zone);
    }
    zones
}

/// The table on top of a page that goes on from the page before.
pub(super) fn carried(sheet: &Sheet, open: &Open, used: &mut [bool]) -> Option<Zone> {
    let first = sheet.runs.first()?;
    let (x0, x1) = (open.x0 - 8.0, open.x1 + 8.0);
    let mut kept: Vec<TextLine> = Vec::new();
    let edges = edges(&open.columns);
    let apart = |&(a, b): &(f32, f32)| a > x0 && b < x1 && open.columns.iter().all(|c| b < c + 1.0 || a > c - 2.0);
    let clear = |r: &Run| pieces(r, &edges).iter().all(apart);
    let mut ended = false;
    for line in rows(sheet.runs.clone()) {
        let text = line.words();
        if words::source(&text).is_some() || words::is_note(&text) {
            ended = true;
            break;
        }
        let gap = kept.last().map_or(0.0, |l| line.bbox.y0 - l.bbox.y1);
        if words::caption(&text).is_some() || gap > 2.6 * line.size() || !line.runs.iter().all(clear) {
            break;
        }
        kept.push(line);
    }
    let bbox = kept.iter().map(|l| l.bbox).reduce(BBox::union)?;
    let rule = |r: &&BBox| r.x_overlap(bbox) > 0.5 * bbox.width() && (r.cy() - bbox.y1).abs() < first.size;
    let filled = kept.iter().flat_map(|l| &l.runs).any(|r| open.columns.first().is_some_and(|c| r.bbox.x0 > c - 2.0));
    if !(ended || sheet.rules.iter().any(|r| rule(&r))) || !filled || open.columns.is_empty() {
        return None;
    }
    let inside = |i: &usize| !used[*i] && sheet.runs[*i].bbox.cy() < bbox.y1 && sheet.runs[*i].bbox.cy() > bbox.y0;
    let runs: Vec<usize> = sheet.between(bbox.y0, bbox.y1).filter(inside).collect();
    runs.iter().for_each(|&i| used[i] = true);
    let bbox = BBox { x0: bbox.x0.min(open.x0), x1: bbox.x1.max(open.x1), ..bbox };
    (!runs.is_empty()).then(|| Zone { kind: ZoneKind::Cells, bbox, runs, columns: open.columns.clone() })
}

/// What a page's last table leaves open: its columns, where neither words nor a source stand below it.
pub(super) fn left(sheet: &Sheet, zones: &[Zone]) -> Option<Open> {
    let last = zones.iter().filter(|z| z.kind.is_table()).max_by(|a, b| a.bbox.y1.total_cmp(&b.bbox.y1))?;
    let below = |r: &Run| r.bbox.cy() > last.bbox.y1 + 1.0 && r.bbox.x_overlap(last.bbox) > 0.0;
    if sheet.runs.iter().any(below) || last.bbox.width() < 0.3 * sheet.width || last.bbox.y1 < 0.6 * sheet.height {
        return None;
    }
    let columns = match last.columns.as_slice() {
        [] => columns(last.runs.iter().map(|&i| &sheet.runs[i])),
        known => known.to_vec(),
    };
    (!columns.is_empty()).then_some(Open { x0: last.bbox.x0, x1: last.bbox.x1, columns })
}

/// The rule that a caption stands on.
fn frame(sheet: &Sheet, caption: &Run) -> Option<BBox> {
    let b = caption.bbox;
    let under = |r: &&BBox| {
        r.cy() > b.cy() && r.cy() < b.y1 + 1.2 * caption.size && r.width() > 150.0 && r.x0 < b.x0 + 8.0 && r.x1 > b.x0
    };
    sheet.rules.iter().filter(under).min_by(|a, b| a.cy().total_cmp(&b.cy())).copied()
}

/// What stands below a rule as wide as it, down to where the table ends.
fn table(sheet: &Sheet, frame: BBox, used: &[bool]) -> Option<Zone> {
    let ends = |t: &str| words::source(t).is_some() || words::is_note(t) || words::caption(t).is_some();
    let below = sheet.between(frame.y0, sheet.height).filter(|&i| sheet.runs[i].bbox.cy() > frame.cy());
    let level = below.filter(|&i| sheet.runs[i].bbox.x_overlap(frame) > 0.0);
    let level: Vec<usize> = level.take_while(|&i| !ends(&sheet.runs[i].text)).collect();
    let runs = || level.iter().map(|&i| &sheet.runs[i]);
    let edges = shared_edges(runs());
    let same = |a: &Run, b: &Run| (a.baseline - b.baseline).abs() < 0.45 * a.size;
    let (mut stripes, mut best) = (Stripes::default(), 0);
    let (mut kept, mut bottom) = (0, frame.y1);
    for line in level.chunk_by(|&a, &b| same(&sheet.runs[a], &sheet.runs[b])) {
        let runs = || line.iter().map(|&i| &sheet.runs[i]);
        let astride = runs().any(|r| r.bbox.x0 < frame.x0 - 8.0 || r.bbox.x1 > frame.x1 + 8.0);
        let top = runs().map(|r| r.bbox.y0).fold(f32::MAX, f32::min);
        let far = kept > 0 && top - bottom > 3.0 * sheet.runs[line[0]].size;
        let mut more = stripes.clone();
        runs().flat_map(|r| pieces(r, &edges)).for_each(|x| more.cover(x));
        let count = more.columns().len();
        if astride || far || kept > 0 && (count == 0 || count * 2 < best) {
            if !is_ruled(sheet, frame, bottom, top) {
                return None;
            }
            break;
        }
        stripes = more;
        best = best.max(count);
        kept += line.len();
        bottom = runs().map(|r| r.bbox.y1).fold(bottom, f32::max);
    }
    let runs = level[..kept].to_vec();
    if kept < 6 || runs.iter().any(|&i| used[i]) {
        return None;
    }
    let bbox = BBox { y1: bottom, ..frame };
    Some(Zone { kind: ZoneKind::Cells, bbox, runs, columns: stripes.columns() })
}

/// Whether a rule as wide as the table ends it.
fn is_ruled(sheet: &Sheet, frame: BBox, from: f32, to: f32) -> bool {
    let across = |r: &BBox| r.x_overlap(frame) > 0.8 * frame.width() && r.cy() > from - 2.0 && r.cy() < to + 2.0;
    sheet.rules.iter().any(across)
}

/// Whether a table's cells are words, most of its lines hold no whole row, and nothing is drawn in it.
fn is_wordy(sheet: &Sheet, zone: &Zone) -> bool {
    let runs: Vec<&Run> = zone.runs.iter().map(|&i| &sheet.runs[i]).collect();
    let ticks = runs.iter().filter(|r| is_tick(&r.text)).count();
    let area = zone.bbox.width() * zone.bbox.height();
    let shared = |p: &BBox| p.x_overlap(zone.bbox).max(0.0) * p.y_overlap(zone.bbox).max(0.0);
    let drawn: f32 = sheet.pictures.iter().map(shared).sum::<f32>() / area.max(1.0);
    let lines = rows(runs.iter().map(|r| (*r).clone()).collect());
    let all = zone.columns.len() + 1;
    let part = lines.iter().filter(|l| l.runs.len() < all).count();
    let long = runs.iter().filter(|r| r.text.chars().count() >= 8).count();
    // a stripe that a line crosses is one all the same where nearly all rows keep it
    let crossed = super::grid::stripes(&lines).len() > all;
    !crossed
        && !super::zones::is_latticed(sheet, &zone.runs, zone.bbox)
        && ticks * 3 < runs.len()
        && drawn < 0.35
        && lines.len() >= 4
        && long * 4 >= runs.len()
        && all >= 2
        && part as f32 >= WRAPPED * lines.len() as f32
        && !is_grouped(sheet, zone)
        && !has_scale(&runs, &zone.columns)
        && has_rows(sheet, &lines, zone)
}

/// Whether the first column is a scale: numbers that fall by equal steps.
fn has_scale(runs: &[&Run], columns: &[f32]) -> bool {
    let labels = runs.iter().filter(|r| columns.first().is_some_and(|x| r.bbox.x1 < *x));
    let labels = labels.filter(|r| is_tick(&r.text));
    let values: Vec<f32> = labels.filter_map(|r| r.text.trim_end_matches('%').trim().parse().ok()).collect();
    let step = values.windows(2).map(|p| p[0] - p[1]);
    values.len() >= 3 && step.clone().all(|d| d > 0.0 && (d - (values[0] - values[1])).abs() < 0.01 * d)
}

/// Whether rules part rows beside a label that stands over several of them.
fn is_grouped(sheet: &Sheet, zone: &Zone) -> bool {
    let Some(second) = zone.columns.first() else { return false };
    let inside = |r: &&BBox| r.cy() > zone.bbox.y0 + 2.0 && r.cy() < zone.bbox.y1 - 2.0;
    let (part, whole): (Vec<&BBox>, Vec<&BBox>) = sheet
        .rules
        .iter()
        .filter(inside)
        .filter(|r| r.x_overlap(zone.bbox) > 0.4 * zone.bbox.width())
        .partition(|r| r.x0 > second - 24.0);
    part.iter().any(|p| whole.iter().all(|w| (w.cy() - p.cy()).abs() > 2.0))
}

/// Whether a table's lines can be told apart into rows.
fn has_rows(sheet: &Sheet, lines: &[TextLine], zone: &Zone) -> bool {
    let bounds = lines.iter().map(|l| l.bbox).reduce(BBox::union).unwrap_or_default();
    let rules = super::grid::across(&sheet.rules, bounds);
    super::folds::grid(lines, &rules, &zone.columns, bounds).is_some_and(|grid| grid.rows.len() >= 2)
}

/// The extents of a run's cells: two where a cell that touches it begins at one of `edges`.
fn pieces(run: &Run, edges: &[(f32, f32)]) -> Vec<(f32, f32)> {
    match seam(run, edges) {
        Some((_, x)) => vec![(run.bbox.x0, x - WHITE), (x, ink(run))],
        None => vec![(run.bbox.x0, ink(run))],
    }
}

/// The columns of a table's runs.
pub(super) fn columns<'r>(runs: impl Iterator<Item = &'r Run> + Clone) -> Vec<f32> {
    let edges = shared_edges(runs.clone());
    let mut stripes = Stripes::default();
    runs.flat_map(|r| pieces(r, &edges)).for_each(|x| stripes.cover(x));
    stripes.columns()
}

/// Left edges that several runs share, and hardly a run crosses (columns', not those of labels set in their middle), each
/// with the right end of what stands left of it.
pub(super) fn shared_edges<'r>(runs: impl Iterator<Item = &'r Run> + Clone) -> Vec<(f32, f32)> {
    let sorted = |edge: fn(&BBox) -> f32| {
        let mut all: Vec<f32> = runs.clone().map(|r| edge(&r.bbox)).collect();
        all.sort_by(f32::total_cmp);
        all
    };
    let (begins, ends) = (sorted(|b| b.x0), sorted(|b| b.x1));
    let crossing =
        |x: f32| begins.partition_point(|b| *b < x - 3.0).saturating_sub(ends.partition_point(|e| *e < x + 3.0));
    let shared = begins.chunk_by(|a, b| b - a < 1.0).map(|c| (c[c.len() / 2], c.len()));
    let columns = shared.filter(|(x, n)| *n >= 4 && crossing(*x) * 3 <= *n);
    let left = |x: f32| Some((x, ends[ends.partition_point(|e| *e < x + 1.0).checked_sub(3)?]));
    columns.filter_map(|(x, _)| left(x)).collect()
}

/// Known columns as edges: cells are parted at them where white is.
pub(super) fn edges(columns: &[f32]) -> Vec<(f32, f32)> {
    columns.iter().map(|x| (*x, *x)).collect()
}

/// The character of a run at which the next column's cell begins, and that column's left edge; a long run has white there.
pub(super) fn seam(run: &Run, edges: &[(f32, f32)]) -> Option<(usize, f32)> {
    let chars: Vec<char> = run.text.chars().collect();
    if run.edges.len() < chars.len() || chars.len() > LONG {
        return None;
    }
    let begins = |i: usize, (e, left): (f32, f32)| {
        let room = if chars.len() > SHORT || left == e { 2.0 } else { -1.2 };
        let (before, own) = (run.edges[i - 1], run.edges[i]);
        let width = if is_wide(chars[i]) { run.size } else { 0.5 * run.size };
        let parted = !(chars[i - 1].is_ascii() && chars[i].is_ascii()) || e - before > 2.0;
        // a Han character is as wide as its type, so that its left edge is known
        let set = !is_wide(chars[i]) || own - width > e - 2.0;
        parted && set && chars[i] != ' ' && before <= e - room && own > e + 2.0 && own - e < width + 2.0
    };
    let (x0, x1) = (run.bbox.x0 + 3.0, run.bbox.x1 - 3.0);
    let inner = edges.iter().filter(|(e, left)| *e > x0 && *e < x1 && *left > x0);
    inner.filter_map(|&e| (1..chars.len()).find(|&i| begins(i, e)).map(|i| (i, e.0))).next_back()
}

/// A run's right end without the white half of a closing mark.
fn ink(run: &Run) -> f32 {
    let blank = run.text.ends_with(['》', '）', '。', '，', '、', '；', '：', '”', '」']);
    run.bbox.x1 - if blank { 0.45 * run.size } else { 0.0 }
}

/// What lines cover of a table's width: extents from the left, parted by white.
#[derive(Debug, Clone, Default)]
struct Stripes(Vec<(f32, f32)>);

impl Stripes {
    fn cover(&mut self, (mut x0, mut x1): (f32, f32)) {
        let from = self.0.partition_point(|s| s.1 + WHITE <= x0);
        let to = from + self.0[from..].partition_point(|s| s.0 < x1 + WHITE);
        for s in &self.0[from..to] {
            (x0, x1) = (x0.min(s.0), x1.max(s.1));
        }
        self.0.splice(from..to, [(x0, x1)]);
    }

    /// Left edges of the columns but the first.
    fn columns(&self) -> Vec<f32> {
        self.0.iter().skip(1).map(|s| s.0).collect()
    }
}
