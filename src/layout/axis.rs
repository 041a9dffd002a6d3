//! Charts told by their scale: numbers below each other that fall by equal steps at equal distances.
//!
//! Takes a front page's runs, gives each such chart: its bounds and the runs of its scale, of the dates below it, of
//! legends above or below, and of what stands inside the plot, on whichever side of the scale. Also tells whether a
//! figure's runs hold a scale.
//! *does not match*: a table's column, whose numbers have cells beside them on their lines; years; ranks that rise.

use super::run::Run;
use super::zones::is_tick;
use crate::span::BBox;

/// Ticks that a scale has at least.
const TICKS: usize = 4;
/// How far edges or middles of one scale's ticks may differ, in points.
const EDGE: f32 = 1.6;
/// More scales than this on a page are the columns of tables.
const SCALES: usize = 40;
/// Characters that a legend or a label inside the plot has at most.
const LABEL: usize = 16;
/// How much larger than the ticks a legend of several words may be set, in points.
const LEGEND: f32 = 1.6;
/// Rows of dates, units and legends that may stand above or below a plot.
const ROWS: usize = 4;

/// A chart: its bounds and its runs.
pub(super) struct Chart {
    pub(super) bbox: BBox,
    pub(super) runs: Vec<usize>,
}

/// All charts that have a scale, from the left; no run is in two. `runs` are sorted by baseline.
pub(super) fn charts(runs: &[Run], width: f32) -> Vec<Chart> {
    let scales = lone(runs);
    let mut used = vec![false; runs.len()];
    let mut out = Vec::new();
    for scale in scales {
        if !scale.ticks.iter().any(|&i| used[i]) {
            out.push(scale.chart(runs, width, &mut used));
        }
    }
    out
}

/// Whether some of a figure's runs, sorted by baseline, are a scale.
pub(super) fn has_scale(runs: &[Run]) -> bool {
    !lone(runs).is_empty()
}

/// Scales that are no columns of tables, from the left.
fn lone(runs: &[Run]) -> Vec<Scale> {
    let mut scales = scales(runs);
    if scales.len() > SCALES {
        return Vec::new();
    }
    scales.sort_by(|a, b| a.bbox.x0.total_cmp(&b.bbox.x0).then(a.bbox.y0.total_cmp(&b.bbox.y0)));
    // scales on either side are columns; what is left beside them then has cells
    for sides in [2, 1] {
        let marks = marks(&scales, runs.len());
        scales.retain(|s| !s.has_cells(runs, &marks, sides));
    }
    scales
}

/// Which runs are ticks of a scale.
fn marks(scales: &[Scale], runs: usize) -> Vec<bool> {
    let mut marks = vec![false; runs];
    scales.iter().flat_map(|s| &s.ticks).for_each(|&i| marks[i] = true);
    marks
}

/// The ticks of a vertical axis, from the top.
struct Scale {
    ticks: Vec<usize>,
    bbox: BBox,
    size: f32,
}

/// A tick in search of its scale.
#[derive(Clone, Copy)]
struct Tick {
    run: usize,
    y: f32,
    value: f64,
    /// What its last digit counts.
    unit: f64,
}

fn scales(runs: &[Run]) -> Vec<Scale> {
    let ticks: Vec<Tick> = runs.iter().enumerate().filter_map(|(i, r)| tick(i, r)).collect();
    let mut used = vec![false; runs.len()];
    let mut out = Vec::new();
    for edge in [|b: &BBox| b.x1, |b: &BBox| b.x0, |b: &BBox| b.cx()] {
        let mut left: Vec<Tick> = ticks.iter().copied().filter(|t| !used[t.run]).collect();
        let at = |t: &Tick| edge(&runs[t.run].bbox);
        left.sort_by(|a, b| at(a).total_cmp(&at(b)));
        for column in left.chunk_by(|a, b| at(b) - at(a) < EDGE).filter(|c| c.len() >= TICKS) {
            let mut column = column.to_vec();
            column.sort_by(|a, b| a.y.total_cmp(&b.y));
            for found in falling(&column, runs) {
                let ids: Vec<usize> = found.iter().map(|t| t.run).collect();
                ids.iter().for_each(|&i| used[i] = true);
                let bbox = super::columns::bounds(runs, &ids);
                let size = runs[ids[0]].size;
                out.push(Scale { ticks: ids, bbox, size });
            }
        }
    }
    out
}

/// A number alone, with `%`, brackets or a minus sign at most; a year is none.
fn tick(run: usize, r: &Run) -> Option<Tick> {
    if r.text.len() > 14 {
        return None;
    }
    let bare: String = r.text.chars().filter(|c| !c.is_whitespace() && *c != ',').collect();
    let number = bare.trim_end_matches(['%', '％', 'x', 'X', '倍']);
    let inner = number.strip_prefix(['(', '（']).and_then(|n| n.strip_suffix([')', '）']));
    let inner = inner.map(|n| n.trim_end_matches(['%', '％']));
    let minus = number.strip_prefix(['-', '–', '−']);
    let digits = inner.or(minus).unwrap_or(number);
    let plain = digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_digit() || c == '.')
        && digits.len() <= 10;
    let year = digits == bare && digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
    if !plain || year && !r.text.contains(',') {
        return None;
    }
    let value: f64 = digits.parse().ok()?;
    let decimals = digits.find('.').map_or(0, |at| digits.len() - at - 1) as i32;
    let sign = if inner.or(minus).is_some() { -1.0 } else { 1.0 };
    Some(Tick { run, y: r.bbox.cy(), value: sign * value, unit: 0.1f64.powi(decimals) })
}

/// Stretches of a column that fall by equal steps at equal distances.
fn falling<'t>(column: &'t [Tick], runs: &[Run]) -> Vec<&'t [Tick]> {
    let mut out = Vec::new();
    let mut from = 0;
    while from + TICKS <= column.len() {
        let (first, second) = (column[from], column[from + 1]);
        let (step, fall) = (second.y - first.y, first.value - second.value);
        let size = runs[first.run].size;
        let apart = step > 0.9 * size && step < 12.0 * size && fall > 0.0;
        let mut to = from + 1;
        while apart && to < column.len() {
            let (a, b) = (column[to - 1], column[to]);
            let unit = a.unit.min(b.unit);
            // a step that is no whole number of the last digit is rounded up and down
            let rounded = if fall > 1.5 * unit { 1.01 * unit } else { 0.01 * unit };
            let equal = ((b.y - a.y) - step).abs() < (0.06 * step).max(0.8);
            if !equal || (a.value - b.value - fall).abs() > rounded {
                break;
            }
            to += 1;
        }
        if to - from >= TICKS {
            out.push(&column[from..to]);
            from = to;
        } else {
            from += 1;
        }
    }
    out
}

impl Scale {
    /// Whether most ticks have cells beside them on their lines. Of other scales (`marks`) only those near by on both
    /// sides count where `sides` is 2: one alone is the chart's own, or the next chart's.
    fn has_cells(&self, runs: &[Run], marks: &[bool], sides: usize) -> bool {
        let cells = |&&i: &&usize| {
            let tick = runs[i].bbox;
            let mut near = [false; 2];
            for (j, r) in level(runs, runs[i].baseline) {
                let gap = (r.bbox.x0 - tick.x1).max(tick.x0 - r.bbox.x1);
                if marks[j] && gap > 0.0 && gap < 7.0 * self.size {
                    near[usize::from(r.bbox.x0 > tick.x1)] = true;
                } else if sides == 1 && !marks[j] && gap > 0.0 && gap < 20.0 * self.size && self.is_cell(r) {
                    return true;
                }
            }
            sides == 2 && near == [true, true]
        };
        self.ticks.iter().filter(cells).count() * 2 > self.ticks.len()
    }

    /// Whether a run beside a tick may be a cell: short, and of the scale's own type.
    fn is_cell(&self, run: &Run) -> bool {
        (run.size - self.size).abs() < 1.2 && run.text.chars().count() <= 24
    }

    /// The chart around the scale: right of it, or left of it where nothing stands at its right. Marks its runs as used.
    fn chart(&self, runs: &[Run], width: f32, used: &mut [bool]) -> Chart {
        self.ticks.iter().for_each(|&i| used[i] = true);
        let right = BBox { x0: self.bbox.x0 - 4.0, x1: self.wall(runs, width, true), ..self.bbox };
        let mut chart = Chart { bbox: self.bbox, runs: self.ticks.clone() };
        self.take(&mut chart, runs, right, used);
        // a unit may stand over the scale itself
        if chart.bbox.x1 < self.bbox.x1 + 3.0 * self.size {
            let left = BBox { x0: self.wall(runs, width, false), x1: self.bbox.x1 + 4.0, ..self.bbox };
            self.take(&mut chart, runs, left, used);
        }
        chart
    }

    /// Takes the labels in, below and above the plot into the chart.
    fn take(&self, chart: &mut Chart, runs: &[Run], plot: BBox, used: &mut [bool]) {
        let add = |chart: &mut Chart, ids: Vec<usize>, used: &mut [bool]| {
            ids.iter().for_each(|&i| used[i] = true);
            chart.bbox = ids.iter().fold(chart.bbox, |b, &i| b.union(runs[i].bbox));
            chart.runs.extend(ids);
        };
        let inside = self.inside(runs, plot, used);
        add(chart, inside, used);
        for down in [true, false] {
            for _ in 0..ROWS {
                let row = self.next_row(runs, plot, chart.bbox, down, used);
                if row.is_empty() || !self.is_label_row(runs, &row) {
                    break;
                }
                add(chart, row, used);
            }
        }
    }

    /// A date on the line of the last tick or a hair below it.
    fn is_at_foot(&self, r: &Run, plot: BBox) -> bool {
        is_tick(&r.text)
            && r.bbox.cx() > plot.x0
            && r.bbox.cx() < plot.x1
            && r.bbox.y0 > plot.y0
            && r.bbox.y0 < plot.y1 + 0.5 * self.size
    }

    /// Labels inside the plot, and dates at its foot.
    fn inside(&self, runs: &[Run], plot: BBox, used: &[bool]) -> Vec<usize> {
        let from = runs.partition_point(|r| r.baseline < plot.y0);
        let label = |r: &Run| plot.holds(r.bbox.cx(), r.bbox.cy()) && r.text.chars().count() <= 24;
        let within = (from..runs.len()).take_while(|&i| runs[i].baseline < plot.y1 + 2.0 * self.size);
        within.filter(|&i| !used[i] && (label(&runs[i]) || self.is_at_foot(&runs[i], plot))).collect()
    }

    /// Where something stands right (or left) of the plot that is none of its own: running text with its mark, or
    /// words of another size; else the page's edge.
    fn wall(&self, runs: &[Run], width: f32, right: bool) -> f32 {
        let from = runs.partition_point(|r| r.baseline < self.bbox.y0);
        let beside = || runs[from..].iter().take_while(|r| r.baseline < self.bbox.y1 + self.size);
        let other = |r: &&Run| {
            let count = r.text.chars().count();
            !is_tick(&r.text) && (count > LABEL || count > 2 && r.size > self.size + 1.2)
        };
        if !right {
            let ends = beside().filter(other).map(|r| r.bbox.x1 + 2.0).filter(|x| *x < self.bbox.x0);
            return ends.fold(0.0, f32::max);
        }
        let mark = |r: &Run| {
            let own = |b: &Run| b.weight == 0 && b.bbox.x1 < r.bbox.x0 && r.bbox.x0 - b.bbox.x1 < 3.0 * r.size;
            let marks = level(runs, r.baseline).map(|(_, b)| b).filter(|b| own(b));
            marks.map(|b| b.bbox.x0).fold(r.bbox.x0, f32::min)
        };
        let begins = beside().filter(|r| r.bbox.x0 > self.bbox.x1 + self.size).filter(other);
        begins.map(|r| mark(r) - 2.0).fold(width, f32::min)
    }

    /// The runs of the nearest row below or above `bbox` that stand over or under the plot.
    fn next_row(&self, runs: &[Run], plot: BBox, bbox: BBox, down: bool, used: &[bool]) -> Vec<usize> {
        let near = 2.4 * self.size;
        let (from, to) = if down { (bbox.y1 - 1.0, bbox.y1 + near) } else { (bbox.y0 - near, bbox.y0 + 1.0) };
        let start = runs.partition_point(|r| r.baseline < from);
        let under = |r: &Run| r.bbox.x0 > plot.x0 - 2.0 * self.size && r.bbox.cx() < plot.x1;
        let band: Vec<usize> = (start..runs.len())
            .take_while(|&i| runs[i].baseline < to + self.size)
            .filter(|&i| !used[i] && under(&runs[i]) && runs[i].bbox.cy() > from && runs[i].bbox.cy() < to)
            .collect();
        let next = if down { band.first() } else { band.last() };
        let Some(next) = next.map(|&i| runs[i].baseline) else { return Vec::new() };
        band.into_iter().filter(|&i| (runs[i].baseline - next).abs() < 2.5).collect()
    }

    /// Dates, a unit, or a legend: short words of the scale's own type, not set off as a heading is.
    fn is_label_row(&self, runs: &[Run], row: &[usize]) -> bool {
        let ticks = row.iter().all(|&i| is_tick(&runs[i].text));
        // a table's row below the plot has figures
        let figures = row.iter().any(|&i| is_tick(&runs[i].text));
        let larger = match (row.len() > 1, figures) {
            (true, false) => LEGEND,
            (true, true) => 1.2,
            _ => 0.4,
        };
        let small = |&i: &usize| {
            let r = &runs[i];
            r.text.chars().count() <= LABEL
                && r.size < self.size + larger
                && !super::words::is_captioned(&r.text)
                && super::words::source(&r.text).is_none()
        };
        let set_off = row.len() == 1 && runs[row[0]].bold;
        ticks || row.iter().all(small) && !set_off
    }
}

/// Runs on a line; `runs` are sorted by baseline.
fn level(runs: &[Run], baseline: f32) -> impl Iterator<Item = (usize, &Run)> {
    let from = runs.partition_point(|r| r.baseline < baseline - 1.5);
    runs.iter().enumerate().skip(from).take_while(move |(_, r)| r.baseline < baseline + 1.5)
}
