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

/// What a figure's caption says that it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    Table,
    Picture,
    /// `图表`, or no caption.
    Either,
}

impl Named {
    pub(super) fn by(label: &str) -> Self {
        match label {
            "图" | "附图" => Self::Picture,
            "表" | "附表" | "表格" | "Table" => Self::Table,
            _ => Self::Either,
        }
    }
}

/// A figure's rows as a table or a chart.
pub(super) fn figure(rows: &[TextLine], shapes: Shapes<'_>, named: Named) -> Vec<Block> {
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
    let picture = named == Named::Picture;
    let unlike = picture || drawn && named == Named::Either;
    let words = || !unlike && is_parted(&flat, shapes.rules, bounds);
    let cells = known && zone == Some(ZoneKind::Cells);
    let tabular = !picture || ruled >= 3 || table && ruled >= 2;
    let table = (cells || grid && !drawn && tabular) && !scale() || zone != Some(ZoneKind::Chart) && words();
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

/// Cells of words between rules, in columns with white between them: a table, however often its cells wrap. A chart
/// between lines of a grid has numbers at one side of each.
fn is_parted(rows: &[TextLine], rules: &[BBox], bounds: BBox) -> bool {
    let across = |r: &&BBox| {
        r.x_overlap(bounds) > 0.6 * bounds.width() && r.cy() > bounds.y0 - 20.0 && r.cy() < bounds.y1 + 20.0
    };
    let mut lines: Vec<f32> = rules.iter().filter(across).map(|r| r.cy()).collect();
    lines.sort_by(f32::total_cmp);
    lines.dedup_by(|b, a| *b - *a < 3.0);
    let cells: Vec<&Run> = rows.iter().flat_map(|r| &r.runs).collect();
    let han = |r: &&&Run| r.text.chars().filter(|c| super::repair::is_wide(*c)).count() >= 2 && !is_tick(&r.text);
    if lines.len() < 3 || cells.len() < 4 || cells.iter().filter(han).count() * 5 < cells.len() * 4 {
        return false;
    }
    let mut order: Vec<&Run> = cells.clone();
    order.sort_by(|a, b| a.bbox.x0.total_cmp(&b.bbox.x0));
    let mut right = f32::MIN;
    let mut edges = Vec::new();
    for run in order {
        if right > f32::MIN && run.bbox.x0 > right + WHITE {
            edges.push(run.bbox.x0 - 0.5);
        }
        right = right.max(run.bbox.x1);
    }
    edges.iter().any(|x| is_level(&cells, &lines, *x))
}

/// White between two columns of words, in points.
const WHITE: f32 = 4.0;

/// Whether two thirds of the rows between rules have cells on either side of `x`.
fn is_level(cells: &[&Run], lines: &[f32], x: f32) -> bool {
    let mut sides = vec![[false; 2]; lines.len() + 1];
    for run in cells {
        sides[lines.partition_point(|y| *y < run.bbox.cy())][usize::from(run.bbox.cx() > x)] = true;
    }
    let filled = sides.iter().filter(|s| s[0] || s[1]).count();
    let both = sides.iter().filter(|s| s[0] && s[1]).count();
    both >= 2 && both * 3 >= filled * 2
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
