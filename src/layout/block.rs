//! A region's runs → blocks: lines of text, tables, charts, captions and sources.
//!
//! Takes one column's stretch, gives its blocks from top to bottom. Rows of several cells are a
//! table; what stands between a caption and its source is that figure's table or chart.

use super::run::Run;
use super::words;
use crate::span::BBox;

/// One line of text: its runs from left to right.
#[derive(Debug, Clone)]
pub(super) struct TextLine {
    pub(super) runs: Vec<Run>,
    pub(super) bbox: BBox,
}

impl TextLine {
    pub(super) fn new(runs: Vec<Run>) -> Self {
        let bbox = runs.iter().map(|r| r.bbox).reduce(BBox::union).unwrap_or_default();
        Self { runs, bbox }
    }

    /// Text with a space between runs, for looking at words alone.
    pub(super) fn words(&self) -> String {
        let mut out = String::new();
        for run in &self.runs {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(&run.text);
        }
        out
    }

    pub(super) fn size(&self) -> f32 {
        self.runs.iter().max_by_key(|r| r.weight).map_or(0.0, |r| r.size)
    }

    pub(super) fn bold(&self) -> bool {
        let bold: usize = self.runs.iter().filter(|r| r.bold).map(|r| r.weight).sum();
        let all: usize = self.runs.iter().map(|r| r.weight).sum();
        bold * 2 > all
    }

    pub(super) fn color(&self) -> u32 {
        self.runs.first().map_or(0, |r| r.color)
    }

    pub(super) fn baseline(&self) -> f32 {
        self.runs.first().map_or(0.0, |r| r.baseline)
    }
}

/// A piece of a region.
#[derive(Debug, Clone)]
pub(super) enum Block {
    /// Consecutive lines of running text.
    Text(Vec<TextLine>),
    /// Rows of cells.
    Table(Vec<TextLine>),
    /// Labels inside a figure.
    Chart(Vec<TextLine>),
    /// A caption with its wrapped lines.
    Caption(Vec<TextLine>),
    /// A source line with its wrapped lines.
    Source(Vec<TextLine>),
}

/// Rows of a group of runs, top to bottom; each row's runs left to right.
pub(super) fn rows(mut runs: Vec<Run>) -> Vec<TextLine> {
    runs.sort_by(|a, b| (a.baseline, a.bbox.x0).partial_cmp(&(b.baseline, b.bbox.x0)).unwrap_or(std::cmp::Ordering::Equal));
    let mut out: Vec<Vec<Run>> = Vec::new();
    for run in runs {
        let same = out.last().is_some_and(|row: &Vec<Run>| {
            let last = &row[row.len() - 1];
            let small = last.size.min(run.size).max(1.0);
            (run.baseline - row[0].baseline).abs() < 0.45 * small
        });
        match out.last_mut() {
            Some(row) if same => row.push(run),
            _ => out.push(vec![run]),
        }
    }
    out.into_iter()
        .map(|mut row| {
            row.sort_by(|a, b| a.bbox.x0.total_cmp(&b.bbox.x0));
            TextLine::new(row)
        })
        .collect()
}

/// Splits a region's rows into blocks. `pictures` tells charts from tables.
pub(super) fn blocks(rows: Vec<TextLine>, pictures: &[BBox], contents: bool) -> Vec<Block> {
    let bounds = rows.iter().map(|r| r.bbox).reduce(BBox::union).unwrap_or_default();
    let mut out: Vec<Block> = Vec::new();
    let mut i = 0;
    while i < rows.len() {
        let text = rows[i].words();
        if contents || words::is_contents(&text) {
            push_text(&mut out, &rows[i]);
            i += 1;
            continue;
        }
        if words::caption(&text).is_some() {
            let end = i + 1 + wrapped(&rows[i..], bounds);
            out.push(Block::Caption(rows[i..end].to_vec()));
            i = end;
            let stop = figure_end(&rows, i, bounds);
            if let Some(stop) = stop {
                out.extend(figure(&rows[i..stop], pictures));
                i = stop;
            }
            continue;
        }
        if words::source(&text).is_some() || words::is_note(&text) {
            let end = i + 1 + wrapped(&rows[i..], bounds);
            out.push(Block::Source(rows[i..end].to_vec()));
            i = end;
            continue;
        }
        let table = table_rows(&rows[i..], bounds);
        if table > 0 {
            out.extend(figure(&rows[i..i + table], pictures));
            i += table;
            continue;
        }
        push_text(&mut out, &rows[i]);
        i += 1;
    }
    out
}

fn push_text(out: &mut Vec<Block>, row: &TextLine) {
    match out.last_mut() {
        Some(Block::Text(lines)) => lines.push(row.clone()),
        _ => out.push(Block::Text(vec![row.clone()])),
    }
}

/// How many rows below a full caption or source line go on with its sentence.
fn wrapped(rows: &[TextLine], bounds: BBox) -> usize {
    let mut n = 0;
    while n < 3 && n + 1 < rows.len() {
        let (line, next) = (&rows[n], &rows[n + 1]);
        let full = bounds.x1 - line.bbox.x1 < 1.6 * line.size() && line.runs.len() == 1;
        let close = next.bbox.y0 - line.bbox.y1 < 0.6 * line.size() && (next.size() - line.size()).abs() < 0.6;
        let text = next.words();
        let plain = next.runs.len() == 1
            && next.bold() == line.bold()
            && words::caption(&text).is_none()
            && words::source(&text).is_none()
            && !words::is_note(&text);
        // a caption's second line is what is left of it: short
        if !(full && close && plain && next.bbox.width() < 0.7 * bounds.width() && !words::ends_sentence(&line.words())) {
            break;
        }
        n += 1;
    }
    n
}

/// The row at which a caption's figure ends: its source or note; `None` where running text or
/// another caption comes first.
fn figure_end(rows: &[TextLine], from: usize, bounds: BBox) -> Option<usize> {
    let mut prose = 0;
    for (i, row) in rows.iter().enumerate().skip(from) {
        let text = row.words();
        if words::source(&text).is_some() || words::is_note(&text) {
            return Some(i);
        }
        if words::caption(&text).is_some() {
            return (i > from).then_some(i);
        }
        let long = row.runs.len() == 1 && row.bbox.width() > 0.8 * bounds.width() && text.chars().count() >= 24;
        prose = if long { prose + 1 } else { 0 };
        if prose >= 2 {
            let table = table_rows(&rows[from..], bounds);
            return (table > 0).then_some(from + table);
        }
    }
    // cut off by the page's end: whatever is tabular belongs to it
    let table = table_rows(&rows[from..], bounds);
    (table > 0).then_some(from + table)
}

/// A figure's rows as a table or a chart.
fn figure(rows: &[TextLine], pictures: &[BBox]) -> Vec<Block> {
    if rows.is_empty() {
        return Vec::new();
    }
    let bounds = rows.iter().map(|r| r.bbox).reduce(BBox::union).unwrap_or_default();
    let area = (bounds.width() * bounds.height()).max(1.0);
    let pictured: f32 = pictures
        .iter()
        .map(|p| p.x_overlap(bounds).max(0.0) * p.y_overlap(bounds).max(0.0))
        .sum::<f32>()
        / area;
    let many = rows.iter().filter(|r| r.runs.len() >= 2).count();
    let grid = many >= 2 && many * 2 >= rows.len();
    if grid && pictured < 0.35 || pictured < 0.05 && many >= 1 && rows.len() <= 3 && rows.iter().all(|r| r.runs.len() <= 12) && many == rows.len() {
        vec![Block::Table(rows.to_vec())]
    } else {
        vec![Block::Chart(rows.to_vec())]
    }
}

/// How many rows from here are a table; 0 where running text begins.
fn table_rows(rows: &[TextLine], bounds: BBox) -> usize {
    let mut cells = 0;
    let mut end = 0;
    for (i, row) in rows.iter().enumerate() {
        let text = row.words();
        if words::caption(&text).is_some() || words::source(&text).is_some() || words::is_note(&text) {
            break;
        }
        if i > 0 && row.bbox.y0 - rows[i - 1].bbox.y1 > 2.6 * row.size().max(rows[i - 1].size()) {
            break;
        }
        if is_cells(row) {
            cells += 1;
            end = i + 1;
        } else if row.bbox.width() > 0.6 * bounds.width() || i + 1 - end > 2 || cells == 0 {
            break;
        }
    }
    if cells >= 2 && cells * 2 >= end { end } else { 0 }
}

/// Several cells, not a line of text that was stretched or broken by a wide mark.
fn is_cells(row: &TextLine) -> bool {
    if row.runs.len() < 2 {
        return false;
    }
    let first = &row.runs[0];
    let bullet = first.text.chars().count() <= 3 && words::opening(&first.text) != words::Opening::Plain;
    let ink: f32 = row.runs.iter().map(|r| r.bbox.width()).sum();
    let widest = row.runs.windows(2).map(|p| p[1].bbox.x0 - p[0].bbox.x1).fold(0.0, f32::max);
    let prose = ink > 0.88 * row.bbox.width() && row.runs.iter().any(|r| r.text.chars().count() > 16) && widest < 2.2 * row.size();
    let rest = row.runs.len() - usize::from(bullet);
    rest >= 2 && !prose
}
