//! A region's runs → blocks: lines of text, tables, charts, captions and sources.
//!
//! Takes one column's stretch, gives its blocks from top to bottom. Rows of several cells are a
//! table; what stands between a caption and its source is that figure's table or chart.

use super::figure::{Named, Shapes, figure};
use super::run::Run;
use super::words;
use super::wrap::wrapped;
use super::zones::ZoneKind;
use crate::span::BBox;

/// One line of text: its runs from left to right. A zone stands as one line without runs.
#[derive(Debug, Clone)]
pub(super) struct TextLine {
    pub(super) runs: Vec<Run>,
    pub(super) bbox: BBox,
    pub(super) zone: Option<(ZoneKind, Vec<TextLine>)>,
}

impl TextLine {
    pub(super) fn new(runs: Vec<Run>) -> Self {
        let bbox = runs.iter().map(|r| r.bbox).reduce(BBox::union).unwrap_or_default();
        Self { runs, bbox, zone: None }
    }

    /// A table or chart that is known to be one.
    pub(super) fn of_zone(kind: ZoneKind, bbox: BBox, lines: Vec<TextLine>) -> Self {
        Self { runs: Vec::new(), bbox, zone: Some((kind, lines)) }
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
    runs.sort_by(|a, b| a.baseline.total_cmp(&b.baseline).then(a.bbox.x0.total_cmp(&b.bbox.x0)));
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

/// The runs of some lines, by baseline.
pub(super) fn by_line(lines: &[TextLine]) -> Vec<Run> {
    let mut runs: Vec<Run> = lines.iter().flat_map(|l| &l.runs).cloned().collect();
    runs.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
    runs
}

/// Type from this size on, in points, is display type: no table of the sample corpus is set in it.
const DISPLAY: f32 = 14.0;

/// White in ems from which a note behind a source stands apart.
const NOTE: f32 = 4.0;

/// Splits a region's rows into blocks; on a contents page all rows are text.
pub(super) fn blocks(rows: Vec<TextLine>, shapes: Shapes<'_>, contents: bool) -> Vec<Block> {
    let rows = super::entry::date_last(strays(rows.into_iter().flat_map(apart).collect()));
    let bounds = rows.iter().map(|r| r.bbox).reduce(BBox::union).unwrap_or_default();
    let mut out: Vec<Block> = Vec::new();
    let mut i = 0;
    while i < rows.len() {
        let text = rows[i].words();
        if rows[i].zone.is_none() && (contents || is_entry(&rows, i)) {
            push_text(&mut out, &rows[i]);
            i += 1;
        } else if let Some(caption) = words::caption(&text) {
            let end = i + 1 + wrapped(&rows[i..], bounds);
            out.push(Block::Caption(rows[i..end].to_vec()));
            let named = Named::by(caption.label);
            let stop = figure_end(&rows, end, bounds).unwrap_or(end);
            out.extend(figure(&rows[end..stop], shapes, named));
            i = stop;
        } else if words::source(&text).is_some() || words::is_note(&text) {
            let end = i + 1 + wrapped(&rows[i..], bounds);
            out.push(Block::Source(rows[i..end].to_vec()));
            i = end;
        } else {
            let table = table_rows(&rows[i..], bounds);
            if table > 0 {
                match figure(&rows[i..i + table], shapes, Named::Either).pop() {
                    // words over a picture, without a caption: no chart unless they are its ticks
                    Some(Block::Chart(lines)) if !is_chart(&rows[i]) && !mostly_ticks(&lines) => {
                        lines.iter().for_each(|l| push_text(&mut out, l))
                    }
                    Some(Block::Table(lines)) if super::sidebar::is_person(&lines) || is_banner(&lines) => {
                        lines.iter().for_each(|l| push_text(&mut out, l))
                    }
                    Some(block) => out.push(block),
                    None => {}
                }
                i += table;
            } else {
                push_text(&mut out, &rows[i]);
                i += 1;
            }
        }
    }
    out
}

/// A row of several captions or several sources is as many rows; so is a line of display type
/// whose parts stand far apart (a title, and the date at its right).
fn apart(row: TextLine) -> Vec<TextLine> {
    if row.runs.len() < 2 {
        return vec![row];
    }
    let head = |r: &Run| words::caption(&r.text).is_some() || words::source(&r.text).is_some();
    let wide = row.runs.windows(2).all(|p| p[1].bbox.x0 - p[0].bbox.x1 > 2.5 * p[0].size);
    if row.runs.len() == 2 && wide && row.runs[0].size > DISPLAY {
        return row.runs.into_iter().map(|r| TextLine::new(vec![r])).collect();
    }
    // a note far right of the source is none of its words
    let far = |p: &[Run]| words::is_note(&p[1].text) && p[1].bbox.x0 - p[0].bbox.x1 > NOTE * p[1].size;
    let note = row.runs.windows(2).find(|p| far(p)).map(|p| p[1].bbox.x0);
    let head = |r: &Run| head(r) || note == Some(r.bbox.x0);
    if row.runs.iter().filter(|r| head(r)).count() < 2 {
        return vec![row];
    }
    let mut out: Vec<Vec<Run>> = Vec::new();
    for run in row.runs {
        match out.last_mut() {
            Some(last) if !head(&run) => last.push(run),
            _ => out.push(vec![run]),
        }
    }
    out.into_iter().map(TextLine::new).collect()
}

/// A word far right of a column of text, on the line of one of its rows (a date beside the summary), is none of the
/// text's: such words stand first.
fn strays(rows: Vec<TextLine>) -> Vec<TextLine> {
    let prose = |r: &Run| r.text.chars().count() >= 16;
    let mut ends: Vec<f32> =
        rows.iter().filter(|r| r.runs.len() == 1 && prose(&r.runs[0])).map(|r| r.bbox.x1).collect();
    ends.sort_by(f32::total_cmp);
    let Some(&edge) = ends.get(ends.len() * 3 / 4).filter(|_| ends.len() >= 4) else { return rows };
    let (mut first, mut rest) = (Vec::new(), Vec::new());
    for mut row in rows {
        let far = |r: &Run| r.bbox.x0 > edge + 3.0 * r.size && r.text.chars().count() <= 16;
        let beside = row.runs.len() == 2 && prose(&row.runs[0]) && row.runs[0].bbox.x1 < edge + row.runs[0].size;
        if beside && far(&row.runs[1]) {
            first.extend(row.runs.pop().map(|run| TextLine::new(vec![run])));
            row = TextLine::new(row.runs);
        }
        rest.push(row);
    }
    first.extend(rest);
    first
}

/// An entry of a contents list: leaders, or a caption with a page number behind it that has
/// another such entry beside it.
fn is_entry(rows: &[TextLine], i: usize) -> bool {
    let page = |row: &TextLine| {
        let text = row.words();
        let digits = text.len() - text.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let apart = text[..text.len() - digits].ends_with(' ');
        ((1..=3).contains(&digits) && apart && words::caption(&text).is_some())
            .then(|| text[text.len() - digits..].parse::<u32>().unwrap_or(0))
    };
    if words::is_contents(&rows[i].words()) || i + 1 < rows.len() && is_entry_s_first(&rows[i], &rows[i + 1]) {
        return true;
    }
    let Some(this) = page(&rows[i]) else { return false };
    let before = i.checked_sub(1).and_then(|j| page(&rows[j])).is_some_and(|n| n <= this);
    let after = rows.get(i + 1).and_then(page).is_some_and(|n| n >= this);
    before || after
}

/// The first of an entry's two lines, whose leader stands on the second: a caption or a numbered heading above words
/// that open none, close below it.
pub(super) fn is_entry_s_first(line: &TextLine, next: &TextLine) -> bool {
    let opens = |t: &str| words::caption(t).is_some() || matches!(words::opening(t), words::Opening::Numbered(_));
    let (text, below) = (line.words(), next.words());
    let close = next.bbox.y0 - line.bbox.y1 < 1.2 * line.size() && (next.size() - line.size()).abs() < 0.6;
    words::is_contents(&below) && opens(&text) && !opens(&below) && close && !words::ends_sentence(&text)
}

/// A front page's standing words in two rows, not a table's cells.
fn is_banner(rows: &[TextLine]) -> bool {
    let mut cells = rows.iter().flat_map(|r| &r.runs);
    rows.len() <= 2 && cells.any(|r| r.text.chars().filter(|c| !c.is_whitespace()).eq("证券研究报告".chars()))
}

fn is_chart(row: &TextLine) -> bool {
    matches!(row.zone, Some((ZoneKind::Chart, _)))
}

fn mostly_ticks(lines: &[TextLine]) -> bool {
    let runs: Vec<&Run> = lines.iter().flat_map(|l| &l.runs).collect();
    runs.iter().filter(|r| super::zones::is_tick(&r.text)).count() * 2 > runs.len()
}

/// Whether a third of the labels at least are numbers or dates.
fn has_ticks(lines: &[TextLine]) -> bool {
    let runs: Vec<&Run> = lines.iter().flat_map(|l| &l.runs).collect();
    runs.iter().filter(|r| super::zones::is_tick(&r.text)).count() * 3 >= runs.len()
}

fn push_text(out: &mut Vec<Block>, row: &TextLine) {
    match out.last_mut() {
        Some(Block::Text(lines)) => lines.push(row.clone()),
        _ => out.push(Block::Text(vec![row.clone()])),
    }
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
        let long = row.zone.is_none()
            && row.runs.len() == 1
            && row.bbox.width() > 0.8 * bounds.width()
            && text.chars().count() >= 24;
        prose = if long { prose + 1 } else { 0 };
        if prose >= 2 {
            return beginning(rows, from, bounds);
        }
    }
    beginning(rows, from, bounds)
}

/// Cut off by the page's end: whatever is tabular belongs to the caption above it.
fn beginning(rows: &[TextLine], from: usize, bounds: BBox) -> Option<usize> {
    let rest = &rows[from..];
    if rest.is_empty() {
        return None;
    }
    let table = table_rows(rest, bounds);
    let header = rest.len() <= 2 && rest.iter().all(is_cells);
    // a slide's figure has no source: short labels, many of them ticks, down to the column's end
    let label = |r: &Run| r.text.chars().count() <= 12 && !words::ends_sentence(&r.text);
    let labels =
        rest.len() >= 2 && rest.iter().all(|r| r.zone.is_some() || r.runs.iter().all(label)) && has_ticks(rest);
    if table > 0 { Some(from + table) } else { (header || labels).then_some(rows.len()) }
}

/// How many rows from here are a table; 0 where running text begins.
fn table_rows(rows: &[TextLine], bounds: BBox) -> usize {
    let mut cells = 0;
    let mut end = 0;
    if rows[0].zone.is_some() {
        return 1;
    }
    for (i, row) in rows.iter().enumerate() {
        let text = row.words();
        if row.zone.as_ref().is_some_and(|(kind, _)| kind.is_table()) && i > 0 && cells == i {
            return i + 1; // a header above the first rule
        }
        if row.zone.is_some()
            || words::caption(&text).is_some()
            || words::source(&text).is_some()
            || words::is_note(&text)
        {
            break;
        }
        if i > 0 && row.bbox.y0 - rows[i - 1].bbox.y1 > 2.6 * row.size().max(rows[i - 1].size()) {
            break;
        }
        if super::sidebar::is_role(row) {
            break;
        }
        if is_cells(row) {
            cells += 1;
            end = i + 1;
        } else if row.bbox.width() > 0.6 * bounds.width() || i + 1 - end > wraps(row, bounds) || cells == 0 {
            break;
        }
    }
    if cells >= 2 && cells * 2 >= end { end } else { 0 }
}

/// How many lines of a wrapped cell may stand alone: more in a narrow column.
fn wraps(row: &TextLine, bounds: BBox) -> usize {
    if row.bbox.width() < 0.16 * bounds.width() { 5 } else { 2 }
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
    let prose = ink > 0.88 * row.bbox.width()
        && row.runs.iter().any(|r| r.text.chars().count() > 16)
        && widest < 2.2 * row.size();
    let rest = row.runs.len() - usize::from(bullet);
    rest >= 2 && !prose
}
