//! What must not be cut into columns: ruled tables and pictures with their labels.
//!
//! Takes a sheet, gives zones with the runs inside. A stack of rules of one width with rows of
//! several cells between them is a table; a picture or a bundle of curves with short labels in
//! and around it is a chart.

use super::columns::Split;
use super::run::Run;
use super::sheet::Sheet;
use super::wordy;
use crate::span::BBox;

/// What a zone is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ZoneKind {
    Table,
    /// A table that rules part into cells, or that white parts into cells of several lines.
    Cells,
    Chart,
}

impl ZoneKind {
    pub(super) fn is_table(self) -> bool {
        self != Self::Chart
    }
}

/// A stretch of the page that stays together.
#[derive(Debug, Clone)]
pub(super) struct Zone {
    pub(super) kind: ZoneKind,
    pub(super) bbox: BBox,
    pub(super) runs: Vec<usize>,
    /// Left edges of a table's columns but the first, where they are known.
    pub(super) columns: Vec<f32>,
}

/// All zones of a sheet; no run is in two. No table lies astride two `statements` beside each other; `open` is what the
/// page before left open.
pub(super) fn find(sheet: &Sheet, statements: Option<Split>, open: Option<&wordy::Open>) -> Vec<Zone> {
    let mut used = vec![false; sheet.runs.len()];
    let mut zones = scaled(sheet, &mut used);
    zones.extend(super::drawing::figures(sheet, &mut used));
    let drawn: Vec<BBox> = zones.iter().map(|z| z.bbox).chain(sheet.pictures.iter().copied()).collect();
    for bbox in &sheet.pictures {
        let runs = labels(sheet, *bbox, &used);
        if runs.is_empty() || is_ground(sheet, &runs, *bbox) {
            continue;
        }
        let bounds = runs.iter().fold(*bbox, |b, &i| b.union(sheet.runs[i].bbox));
        runs.iter().for_each(|&i| used[i] = true);
        zones.push(Zone { kind: ZoneKind::Chart, bbox: bounds, runs, columns: Vec::new() });
    }
    zones.extend(open.and_then(|open| wordy::carried(sheet, open, &mut used)));
    zones.extend(wordy::find(sheet, &mut used));
    let stacks = stacks(&sheet.rules);
    let extents: Vec<BBox> = stacks.iter().filter_map(|s| s.iter().copied().reduce(BBox::union)).collect();
    let pieces = stacks.iter().flat_map(|rules| whole(sheet, rules));
    for rules in pieces.flat_map(|rules| beside_pictures(&drawn, rules)) {
        let Some(mut bbox) = rules.iter().copied().reduce(BBox::union).filter(|b| b.height() > 16.0) else { continue };
        extend(sheet, &mut bbox);
        let astride = |s: &Split| bbox.x0 < s.x - 20.0 && bbox.x1 > s.x + 20.0 && bbox.y1 > s.top && bbox.y0 < s.bottom;
        if is_frame(bbox, &extents) || statements.is_some_and(|s| astride(&s)) {
            continue;
        }
        first_row(sheet, &rules, &mut bbox);
        // a caption between two rules: the table begins below it
        let captions = within(sheet, bbox).map(|i| &sheet.runs[i]).filter(|r| super::words::is_captioned(&r.text));
        bbox.y0 = captions.map(|r| r.bbox.y1).fold(bbox.y0, f32::max);
        // a source between two rules: the table ends above it
        let sources = within(sheet, bbox).map(|i| &sheet.runs[i]).filter(|r| super::words::source(&r.text).is_some());
        bbox.y1 = sources.map(|r| r.bbox.y0).filter(|y| *y > bbox.y0 + 16.0).fold(bbox.y1, f32::min);
        let runs: Vec<usize> = within(sheet, bbox).filter(|&i| !used[i]).collect();
        if !(is_gridded(sheet, bbox) && runs.len() >= 4 || is_table(sheet, &runs, bbox)) {
            continue;
        }
        for (bbox, runs) in sections(sheet, bbox, runs) {
            runs.iter().for_each(|&i| used[i] = true);
            let kind = if is_latticed(sheet, &runs, bbox) { ZoneKind::Cells } else { ZoneKind::Table };
            zones.push(Zone { kind, bbox, runs, columns: Vec::new() });
        }
    }
    zones
}

/// A front page's charts that have a scale, each with the picture around it. Inner pages' charts stand beside each
/// other, under captions that tell them apart.
fn scaled(sheet: &Sheet, used: &mut [bool]) -> Vec<Zone> {
    if !sheet.front {
        return Vec::new();
    }
    let charts = super::axis::charts(&sheet.runs, sheet.width);
    charts.iter().flat_map(|c| &c.runs).for_each(|&i| used[i] = true);
    let mut zones = Vec::with_capacity(charts.len());
    for mut chart in charts {
        let plot = chart.bbox;
        let own = |p: &&BBox| {
            p.x_overlap(plot) > 0.6 * p.width().min(plot.width())
                && p.y_overlap(plot) > 0.6 * p.height().min(plot.height())
                && p.height() < 2.0 * plot.height()
                && p.width() < 2.5 * plot.width()
        };
        for picture in sheet.pictures.iter().filter(own) {
            let labels = labels(sheet, *picture, used);
            if is_ground(sheet, &labels, *picture) {
                continue;
            }
            labels.iter().for_each(|&i| used[i] = true);
            chart.bbox = labels.iter().fold(chart.bbox.union(*picture), |b, &i| b.union(sheet.runs[i].bbox));
            chart.runs.extend(labels);
        }
        zones.push(Zone { kind: ZoneKind::Chart, bbox: chart.bbox, runs: chart.runs, columns: Vec::new() });
    }
    zones
}

fn inside(run: &Run, b: BBox) -> bool {
    b.holds(run.bbox.cx(), run.bbox.cy()) && run.bbox.x0 > b.x0 - 6.0 && run.bbox.x1 < b.x1 + 6.0
}

/// The runs inside a box, from the top.
fn within(sheet: &Sheet, b: BBox) -> impl Iterator<Item = usize> + '_ {
    sheet.between(b.y0, b.y1).filter(move |&i| inside(&sheet.runs[i], b))
}

/// Runs in a picture, and numbers and dates that touch it: its axes.
fn labels(sheet: &Sheet, picture: BBox, used: &[bool]) -> Vec<usize> {
    let near = BBox { x0: picture.x0 - 34.0, y0: picture.y0 - 8.0, x1: picture.x1 + 34.0, y1: picture.y1 + 16.0 };
    sheet
        .between(near.y0, near.y1)
        .filter(|&i| !used[i])
        .filter(|&i| {
            let run = &sheet.runs[i];
            if super::words::caption(&run.text).is_some()
                || super::words::source(&run.text).is_some()
                || ends_caption(sheet, run)
            {
                return false;
            }
            inside(run, picture) || (inside(run, near) && is_tick(&run.text))
        })
        .collect()
}

/// The second line of a caption: right below it, at its left edge, in its type.
pub(super) fn ends_caption(sheet: &Sheet, run: &Run) -> bool {
    let above = |c: &Run| {
        let close = (0.0..0.9 * run.size).contains(&(run.bbox.y0 - c.bbox.y1).max(0.0)) && c.bbox.cy() < run.bbox.y0;
        close && (c.bbox.x0 - run.bbox.x0).abs() < 3.0 && is_set_alike(c, run)
    };
    let near = sheet.between(run.bbox.y0 - 2.0 * run.size, run.bbox.y0).map(|i| &sheet.runs[i]);
    near.filter(|c| above(c)).any(|c| super::words::caption(&c.text).is_some())
}

/// One size, face, weight and colour.
pub(super) fn is_set_alike(a: &Run, b: &Run) -> bool {
    (a.size - b.size).abs() < 0.2 && a.face == b.face && a.bold == b.bold && a.color == b.color
}

/// A number, a date or a percentage and nothing else.
pub(super) fn is_tick(text: &str) -> bool {
    text.chars().count() <= 48
        && text.chars().any(|c| c.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_digit() || " .,-–/%()（）:年月日QHEAMY".contains(c))
}

/// A picture under running text is a ground, not a chart.
fn is_ground(sheet: &Sheet, runs: &[usize], picture: BBox) -> bool {
    let long = runs.iter().filter(|&&i| sheet.runs[i].text.chars().count() >= 22).count();
    let ink: usize = runs.iter().map(|&i| sheet.runs[i].weight).sum();
    let large = runs.iter().any(|&i| sheet.runs[i].size > 14.0 && sheet.runs[i].weight > 4);
    // a front page's key data stand on coloured grounds
    let labels = runs
        .iter()
        .filter(|&&i| sheet.runs[i].text.chars().filter(|c| super::repair::is_wide(*c)).count() >= 4)
        .count();
    let front = sheet.front && labels >= 5;
    large
        || front
        || long >= 3
        || (long >= 1 && runs.len() <= 3)
        || ink as f32 > picture.width() * picture.height() / 60.0
}

/// A table as it is, or, in a sidebar, its stretches of cells.
fn sections(sheet: &Sheet, bbox: BBox, runs: Vec<usize>) -> Vec<(BBox, Vec<usize>)> {
    if !super::sidebar::is_narrow(sheet, bbox) {
        return vec![(bbox, runs)];
    }
    let sections = super::sidebar::sections(sheet, &runs);
    if let [one] = sections.as_slice()
        && one.len() == runs.len()
    {
        return vec![(bbox, runs)];
    }
    let bounded = sections.into_iter().map(|ids| (super::columns::bounds(&sheet.runs, &ids), ids));
    bounded.filter(|(_, ids)| super::sidebar::is_cells(&sheet.runs, ids)).collect()
}

/// Rules of about the same extent, one below the other, from two on.
fn stacks(rules: &[BBox]) -> Vec<Vec<BBox>> {
    let mut open: Vec<(BBox, Vec<BBox>)> = Vec::new();
    let mut sorted = rules.to_vec();
    sorted.sort_by(|a, b| a.y0.total_cmp(&b.y0));
    for rule in sorted {
        let same = |b: &BBox| (b.x0 - rule.x0).abs() < 8.0 && (b.x1 - rule.x1).abs() < 8.0;
        match open.iter_mut().rev().find(|(b, _)| same(b) && rule.y0 - b.y1 < 420.0) {
            Some((b, stack)) => {
                *b = b.union(rule);
                stack.push(rule);
            }
            None => open.push((rule, vec![rule])),
        }
    }
    open.into_iter().map(|(_, stack)| stack).filter(|s| s.len() >= 2).collect()
}

/// A stack whose rules part every two rows of a table, cut off from the rules beyond running text
/// (the next caption's, say); any other stack as it is.
fn whole(sheet: &Sheet, stack: &[BBox]) -> Vec<Vec<BBox>> {
    let between = |a: &BBox, b: &BBox| BBox { y0: a.y1, y1: b.y0, ..a.union(*b) };
    let source =
        |a: &BBox, b: &BBox| within(sheet, between(a, b)).any(|i| super::words::source(&sheet.runs[i].text).is_some());
    let prose = |a: &BBox, b: &BBox| {
        let wide = 0.85 * between(a, b).width();
        let line = |r: &Run| r.bbox.width() > wide && r.text.chars().count() > 24;
        source(a, b) || within(sheet, between(a, b)).any(|i| line(&sheet.runs[i]))
    };
    let any = |pieces: &[Vec<BBox>], is: &dyn Fn(&Sheet, &[usize], BBox) -> bool| {
        pieces.iter().filter_map(|p| p.iter().copied().reduce(BBox::union)).any(|zone| {
            let runs: Vec<usize> = within(sheet, zone).collect();
            is(sheet, &runs, zone)
        })
    };
    // cells may hold lines as long as running text's
    let ruled = cut(stack, source);
    if any(&ruled, &is_latticed) {
        return ruled;
    }
    let pieces = cut(stack, prose);
    if any(&pieces, &parted) { pieces } else { vec![stack.to_vec()] }
}

/// Rules from the top, cut where two that follow each other are apart.
fn cut(rules: &[BBox], apart: impl Fn(&BBox, &BBox) -> bool) -> Vec<Vec<BBox>> {
    let mut pieces: Vec<Vec<BBox>> = Vec::new();
    for rule in rules {
        match pieces.last_mut() {
            Some(piece) if !piece.last().is_some_and(|last| apart(last, rule)) => piece.push(*rule),
            _ => pieces.push(vec![*rule]),
        }
    }
    pieces
}

/// Rules over two tables that stand beside each other, each with its own: they frame both and are no table's.
fn is_frame(all: BBox, stacks: &[BBox]) -> bool {
    let inner: Vec<&BBox> = stacks
        .iter()
        .filter(|s| s.width() < 0.7 * all.width() && s.width() > 0.25 * all.width() && s.height() > 40.0)
        .filter(|s| s.x0 > all.x0 - 8.0 && s.x1 < all.x1 + 8.0 && s.y_overlap(all) > 0.0)
        .collect();
    let beside = |a: &BBox, b: &BBox| b.x0 > a.x1 && a.y_overlap(*b) > 0.5 * a.height().min(b.height());
    inner.iter().any(|a| inner.iter().any(|b| beside(a, b)))
}

/// A stack of a sidebar's rules between which a picture stands: the tables above and below it.
fn beside_pictures(drawn: &[BBox], rules: Vec<BBox>) -> Vec<Vec<BBox>> {
    let parts = |a: &BBox, b: &BBox| {
        let between = BBox { y0: a.y0, y1: b.y1, ..a.union(*b) };
        let fills = |p: &&BBox| p.x_overlap(between) > 0.5 * between.width() && between.holds(p.cx(), p.cy());
        drawn.iter().any(|p| fills(&p))
    };
    cut(&rules, parts)
}

/// A table whose first or last rows are ruled over a part of its width: the rules that begin at its
/// left edge, with rows of short cells between them and the table.
fn extend(sheet: &Sheet, zone: &mut BBox) {
    let part = |r: &&BBox| {
        (r.x0 - zone.x0).abs() < 8.0
            && r.width() > 0.4 * zone.width()
            && r.x1 < zone.x1 + 8.0
            && r.width() < 0.98 * zone.width()
    };
    let rules: Vec<BBox> = sheet.rules.iter().filter(part).copied().collect();
    let (x0, x1) = (zone.x0, zone.x1);
    let cells = |from: f32, to: f32| {
        let between = BBox { x0, y0: from, x1, y1: to };
        let runs: Vec<&Run> = within(sheet, between).map(|i| &sheet.runs[i]).collect();
        let short = runs.iter().all(|r| r.text.chars().count() <= 24 && super::words::caption(&r.text).is_none());
        to - from < 60.0 && runs.len() >= 3 && short
    };
    for rule in &rules {
        if rule.cy() > zone.y1 && cells(zone.y1, rule.cy()) {
            zone.y1 = rule.y1;
        }
    }
    for rule in rules.iter().rev() {
        if rule.cy() < zone.y0 && cells(rule.cy(), zone.y0) {
            zone.y0 = rule.y0;
        }
    }
}

/// The first row of a table without a rule above it: words at the left edges of the row below, as far
/// above the first rule as the second rule stands below.
fn first_row(sheet: &Sheet, rules: &[BBox], zone: &mut BBox) {
    let [first, second, _, ..] = rules else { return };
    let pitch = second.cy() - first.cy();
    if pitch > 40.0 || (first.y0 - zone.y0).abs() > 1.0 {
        return;
    }
    let band = |from: f32, to: f32| -> Vec<&Run> {
        let between = BBox { y0: from, y1: to, ..*zone };
        within(sheet, between).map(|i| &sheet.runs[i]).collect()
    };
    let (above, below) = (band(first.y0 - pitch, first.y0), band(first.y0, second.y1));
    let aligned =
        |r: &&&Run| below.iter().any(|b| (b.bbox.x0 - r.bbox.x0).abs() < 2.0 && (b.size - r.size).abs() < 0.3);
    let level = above.iter().all(|r| (r.baseline - above[0].baseline).abs() < 3.0);
    if above.len() >= 2 && above.len() == below.len() && level && above.iter().all(|r| aligned(&r)) {
        zone.y0 = first.y0 - pitch;
    }
}

/// A rule between every two rows, of which most have several cells, however often their cells wrap.
fn parted(sheet: &Sheet, runs: &[usize], zone: BBox) -> bool {
    let within = |r: &&BBox| r.x_overlap(zone) > 0.4 * zone.width() && r.cy() > zone.y0 - 2.0 && r.cy() < zone.y1 + 2.0;
    let mut lines: Vec<f32> = sheet.rules.iter().filter(within).map(|r| r.cy()).collect();
    lines.sort_by(f32::total_cmp);
    let lines_of_text = super::block::rows(runs.iter().map(|&i| sheet.runs[i].clone()).collect());
    let Some(rows) = super::bands::merge(&lines_of_text, &lines) else { return false };
    let long = |r: &Run| r.text.chars().count() > 24;
    let cells = rows.iter().filter(|r| r.runs.len() >= 3 && !r.runs.iter().all(long)).count();
    cells * 5 >= rows.len() * 4
}

/// Parted into cells by rules on all sides.
pub(super) fn is_latticed(sheet: &Sheet, runs: &[usize], zone: BBox) -> bool {
    let near = |r: &&BBox| r.x_overlap(zone) > -2.0 && r.y_overlap(zone) > -2.0;
    let uprights: Vec<BBox> = sheet.uprights.iter().filter(near).copied().collect();
    if runs.len() < 4 || uprights.is_empty() {
        return false;
    }
    let rules: Vec<BBox> = sheet.seen.iter().filter(near).copied().chain(uprights).collect();
    let rows = super::block::rows(runs.iter().map(|&i| sheet.runs[i].clone()).collect());
    let bounds = super::columns::bounds(&sheet.runs, runs);
    super::lattice::grid(&rows, &rules, bounds).is_some()
}

/// Crossed by a vertical rule between its edges that runs over most of its height.
fn is_gridded(sheet: &Sheet, zone: BBox) -> bool {
    let inner =
        |r: &&BBox| r.cx() > zone.x0 + 12.0 && r.cx() < zone.x1 - 12.0 && r.y_overlap(zone) > 0.5 * zone.height();
    sheet.uprights.iter().any(|r| inner(&r))
}

/// Rows of several cells, and hardly a line of running text.
fn is_table(sheet: &Sheet, runs: &[usize], zone: BBox) -> bool {
    let mut rows: Vec<(f32, usize, bool)> = Vec::new();
    for &i in runs {
        let run = &sheet.runs[i];
        let caption = super::words::caption(&run.text).is_some();
        let long = run.bbox.width() > 0.85 * zone.width() && run.text.chars().count() > 24;
        match rows.last_mut() {
            Some((y, n, l)) if (run.baseline - *y).abs() < 3.0 => {
                *n += 1;
                *l |= long || caption;
            }
            _ => rows.push((run.baseline, 1, long || caption)),
        }
    }
    if parted(sheet, runs, zone) {
        return true;
    }
    let many = rows.iter().filter(|(_, n, _)| *n >= 2).count();
    let text = rows.iter().filter(|(_, _, long)| *long).count();
    many >= 2 && many * 2 >= rows.len() && text * 4 <= rows.len()
}
