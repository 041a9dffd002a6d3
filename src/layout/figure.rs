//! Whether the lines of a figure are a table or a chart.
//!
//! Takes the lines between a caption and its source, or rows of cells, and the shapes of the page; gives one block.
//! Rules and rows of cells in columns are a table's; pictures, curves and bars are a chart's.

use super::block::{Block, TextLine};
use super::run::Run;
use super::zones::{ZoneKind, is_tick};
use crate::span::BBox;

/// What lies on the page around the text: what tells charts from tables.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shapes<'s> {
    /// Pictures and bundles of curves.
    pub(super) pictures: &'s [BBox],
    /// Filled boxes without text in them: bars.
    pub(super) bars: &'s [BBox],
    /// Horizontal rules.
    pub(super) rules: &'s [BBox],
}

/// A figure's rows as a table or a chart. `picture`: its caption says that it is no table.
pub(super) fn figure(rows: &[TextLine], shapes: Shapes<'_>, picture: bool) -> Vec<Block> {
    if rows.is_empty() {
        return Vec::new();
    }
    let bounds = rows.iter().map(|r| r.bbox).reduce(BBox::union).unwrap_or_default();
    let zone = rows.iter().find_map(|r| r.zone.as_ref().map(|(kind, _)| *kind));
    let flat: Vec<TextLine> =
        rows.iter().flat_map(|r| r.zone.as_ref().map_or_else(|| vec![r.clone()], |(_, lines)| lines.clone())).collect();
    let inside = |b: &&BBox| bounds.holds(b.cx(), b.cy());
    let area = (bounds.width() * bounds.height()).max(1.0);
    let shared = |p: &BBox| p.x_overlap(bounds).max(0.0) * p.y_overlap(bounds).max(0.0);
    let pictured: f32 = shapes.pictures.iter().map(shared).sum::<f32>() / area;
    let bars = shapes.bars.iter().filter(inside).count();
    let many = flat.iter().filter(|r| r.runs.len() >= 2).count();
    let single = flat.iter().flat_map(|r| &r.runs).filter(|r| r.text.chars().count() == 1).count();
    let runs: usize = flat.iter().map(|r| r.runs.len()).sum();
    let ruled = shapes.rules.iter().filter(inside).filter(|r| r.width() > 0.4 * bounds.width()).count();
    let table = zone.is_some_and(ZoneKind::is_table);
    let known = table && rows.len() <= 3;
    let grid = known || (many + further_lines(&flat)) * 2 >= flat.len() && many >= 1 && single * 2 < runs;
    let scale = || super::axis::has_scale(&super::block::by_line(&flat));
    let drawn = zone == Some(ZoneKind::Chart)
        || (pictured > 0.35 || bars >= 3 && !(known && is_wordy(&flat)))
            && !is_regular(&flat)
            && !super::pairs::are(&flat);
    let cells = known && zone == Some(ZoneKind::Cells);
    let table = cells || grid && !drawn && (!picture || ruled >= 3 || table && ruled >= 2);
    let table = table && !scale();
    vec![if table { Block::Table(flat) } else { Block::Chart(flat) }]
}

/// Rows of at least three cells, most with a word at their head, whose cells stand in columns: a table, whatever
/// grounds its cells have. A chart's labels stand where its bars end.
fn is_regular(rows: &[TextLine]) -> bool {
    let mut counts: Vec<usize> = rows.iter().map(|r| r.runs.len()).filter(|n| *n >= 3).collect();
    counts.sort_unstable();
    let Some(&usual) = counts.chunk_by(|a, b| a == b).max_by_key(|c| c.len()).and_then(|c| c.first()) else {
        return false;
    };
    let alike: Vec<&TextLine> = rows.iter().filter(|r| r.runs.len() == usual).collect();
    let headed = alike.iter().filter(|r| r.runs[0].text.chars().any(|c| c.is_alphabetic())).count();
    let several = rows.iter().filter(|r| r.runs.len() >= 2).count();
    let stands = |column: usize| {
        let level = |edge: fn(&BBox) -> f32| {
            let mut places: Vec<f32> = alike.iter().map(|r| edge(&r.runs[column].bbox)).collect();
            places.sort_by(f32::total_cmp);
            let middle = places[places.len() / 2];
            places.iter().filter(|x| (*x - middle).abs() < 4.0).count() * 5 >= places.len() * 4
        };
        level(|b| b.x0) || level(|b| b.x1) || level(|b| b.cx())
    };
    alike.len() >= 3
        && alike.len() * 2 >= several
        && headed * 2 >= alike.len()
        && (0..usual).filter(|&c| stands(c)).count() + 1 >= usual
}

/// Whether most cells are words without a digit: no axis, no values.
fn is_wordy(rows: &[TextLine]) -> bool {
    let cells: Vec<&Run> = rows.iter().flat_map(|r| &r.runs).collect();
    let word = |r: &&&Run| r.text.chars().count() >= 2 && !r.text.contains(|c: char| c.is_ascii_digit());
    cells.len() >= 12 && cells.iter().filter(word).count() * 3 >= cells.len() * 2
}

/// Lines of words alone that go on with a cell of a row above: they begin at its left edge, or stand in its middle.
fn further_lines(rows: &[TextLine]) -> usize {
    let mut edges: Vec<BBox> = Vec::new();
    let mut count = 0;
    for row in rows {
        match row.runs.as_slice() {
            [run] if run.text.chars().count() >= 6 && !is_tick(&run.text) => {
                let below = |b: &BBox| (b.x0 - run.bbox.x0).abs() < 2.0 || (b.cx() - run.bbox.cx()).abs() < 2.0;
                count += usize::from(edges.iter().any(below));
            }
            [_, rest @ ..] if !rest.is_empty() => edges = rest.iter().map(|r| r.bbox).collect(),
            _ => {}
        }
    }
    count
}
