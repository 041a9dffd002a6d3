//! The parts of a report in reading order, before they become passages.
//!
//! Takes a sheet without its furniture, gives its parts: columns left to right, each top to
//! bottom, figures and tables where they stand.

use super::block::{Block, TextLine, blocks, rows};
use super::columns::{EDGES, Region, candidates, split};
use super::figure::Shapes;
use super::paragraph::{Draft, drafts};
use super::prose_table::label_table;
use super::run::Run;
use super::sheet::Sheet;
use super::words;
use super::wordy::Open;
use super::zones::{Zone, ZoneKind, find};
use crate::span::BBox;

/// A stretch of the report that will be one passage.
#[derive(Debug, Clone)]
pub(super) struct Part {
    pub(super) page: u32,
    /// Counts the columns' stretches of the report.
    pub(super) region: usize,
    pub(super) bbox: BBox,
    /// Horizontal and vertical rules in and around it.
    pub(super) rules: Vec<BBox>,
    /// Those of them that a reader sees.
    pub(super) seen: Vec<BBox>,
    /// Left edges of a table's columns but the first, where they are known.
    pub(super) columns: Vec<f32>,
    pub(super) body: Body,
}

#[derive(Debug, Clone)]
pub(super) enum Body {
    Text(Draft),
    Table(Vec<TextLine>),
    Chart(Vec<TextLine>),
    Caption(Vec<TextLine>),
    Source(Vec<TextLine>),
}

/// Everything on a page that is neither furniture nor side text.
pub(super) fn parts(sheet: &mut Sheet, body: f32, regions: &mut usize, open: &mut Option<Open>) -> Vec<Part> {
    let all: Vec<usize> = (0..sheet.runs.len()).collect();
    let statements = super::beside::statements(&sheet.runs, &all);
    let zones = find(sheet, statements, open.as_ref());
    *open = super::wordy::left(sheet, &zones);
    let (runs, ids) = with_zones(sheet, &zones);
    if candidates(&runs, &ids).len() == EDGES {
        sheet.limits.push(format!("{EDGES} left edges or more: columns are looked for at the first {EDGES}"));
    }
    let found = split(&runs, ids, sheet.front, statements);
    let contents = sheet.runs.iter().any(|r| is_contents_head(&r.text));
    let asides = asides(sheet, &found);
    let mut out = Vec::new();
    for (region, aside) in found.iter().zip(asides) {
        *regions += 1;
        let at = out.len();
        stretch(sheet, region, &zones, (body, contents), &mut out);
        for part in &mut out[at..] {
            part.region = *regions;
            if matches!(part.body, Body::Table(_)) {
                let near = BBox { y0: part.bbox.y0 - 8.0, y1: part.bbox.y1 + 8.0, ..part.bbox };
                let around = |r: &&BBox| r.x_overlap(near) >= 0.0 && r.y_overlap(near) >= 0.0;
                let near = |flat: &[BBox]| flat.iter().chain(&sheet.uprights).copied().filter(|r| around(&r)).collect();
                let own = |z: &&Zone| z.bbox.holds(part.bbox.cx(), part.bbox.cy());
                part.columns = zones.iter().find(own).map(|z| z.columns.clone()).unwrap_or_default();
                (part.rules, part.seen) = (near(&sheet.rules), near(&sheet.seen));
            }
            if let Body::Text(draft) = &mut part.body {
                draft.aside = aside;
            }
        }
    }
    super::turned::place(sheet, &mut out);
    out
}

/// The runs outside zones, and one stand-in for each zone.
fn with_zones(sheet: &Sheet, zones: &[Zone]) -> (Vec<Run>, Vec<usize>) {
    let mut inside = vec![false; sheet.runs.len()];
    zones.iter().flat_map(|z| &z.runs).for_each(|&i| inside[i] = true);
    let mut runs = sheet.runs.clone();
    let mut ids: Vec<usize> = (0..runs.len()).filter(|&i| !inside[i]).collect();
    for zone in zones {
        ids.push(runs.len());
        runs.push(Run {
            text: String::new(),
            edges: Vec::new(),
            bbox: zone.bbox,
            baseline: zone.bbox.y1,
            size: 9.0,
            bold: false,
            color: 0,
            face: 0,
            angle: 0,
            weight: 0,
            hidden: false,
        });
    }
    (runs, ids)
}

/// One region: stretches of text between zones, and the zones.
fn stretch(sheet: &Sheet, region: &Region, zones: &[Zone], (body, contents): (f32, bool), out: &mut Vec<Part>) {
    let first_zone = sheet.runs.len();
    let text: Vec<Run> = region.runs.iter().filter(|&&i| i < first_zone).map(|&i| sheet.runs[i].clone()).collect();
    let (text, label) = label_table(text);
    let mut lines = rows(text);
    if let Some(runs) = label {
        let bbox = runs.iter().map(|r| r.bbox).reduce(BBox::union).unwrap_or_default();
        let at = lines.partition_point(|l| l.bbox.cy() < bbox.cy());
        lines.insert(at, TextLine::of_zone(ZoneKind::Table, bbox, rows(runs)));
    }
    for zone in region.runs.iter().filter(|&&i| i >= first_zone).filter_map(|&i| zones.get(i - first_zone)) {
        let inner = rows(zone.runs.iter().map(|&i| sheet.runs[i].clone()).collect());
        let at = lines.partition_point(|l| l.bbox.cy() < zone.bbox.cy());
        lines.insert(at, TextLine::of_zone(zone.kind, zone.bbox, inner));
    }
    plain(sheet, lines, (body, contents), out);
}

fn plain(sheet: &Sheet, lines: Vec<TextLine>, (body, contents): (f32, bool), out: &mut Vec<Part>) {
    let page = sheet.number;
    let shapes = Shapes { pictures: &sheet.pictures, bars: &sheet.bars, rules: &sheet.rules };
    for block in blocks(lines, shapes, contents) {
        let push = |body: Body, lines: &[TextLine], out: &mut Vec<Part>| {
            let bbox = lines.iter().map(|l| l.bbox).reduce(BBox::union).unwrap_or_default();
            out.push(Part { page, region: 0, bbox, rules: Vec::new(), seen: Vec::new(), columns: Vec::new(), body });
        };
        match block {
            Block::Text(lines) => {
                for draft in drafts(page, lines, body, contents) {
                    let bbox = draft.lines.iter().map(|(_, l)| l.bbox).reduce(BBox::union).unwrap_or_default();
                    out.push(Part {
                        page,
                        region: 0,
                        bbox,
                        rules: Vec::new(),
                        seen: Vec::new(),
                        columns: Vec::new(),
                        body: Body::Text(draft),
                    });
                }
            }
            Block::Table(lines) => push(Body::Table(lines.clone()), &lines, out),
            Block::Chart(lines) => push(Body::Chart(lines.clone()), &lines, out),
            Block::Caption(lines) => push(Body::Caption(lines.clone()), &lines, out),
            Block::Source(lines) => push(Body::Source(lines.clone()), &lines, out),
        }
    }
}

/// `目录`, `图表目录`, `内容目录`: the page's entries may have no leaders.
pub(super) fn is_contents_head(text: &str) -> bool {
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let short = bare.chars().count() <= 12;
    short
        && (bare.ends_with("目录")
            || bare.ends_with("目次")
            || bare.eq_ignore_ascii_case("contents")
            || bare.eq_ignore_ascii_case("tableofcontents"))
        && words::source(text).is_none()
}

/// Which regions stand beside a much wider one on a front page.
fn asides(sheet: &Sheet, regions: &[Region]) -> Vec<bool> {
    if sheet.number > 2 {
        return vec![false; regions.len()];
    }
    regions
        .iter()
        .map(|r| {
            let beside = |o: &&Region| {
                o.bbox.x_overlap(r.bbox) < 4.0
                    && o.bbox.width() > 1.5 * r.bbox.width()
                    && o.bbox.y_overlap(r.bbox) > 0.35 * r.bbox.height()
            };
            let captioned =
                r.runs.first().and_then(|i| sheet.runs.get(*i)).is_some_and(|r| words::is_captioned(&r.text));
            r.bbox.width() < 0.45 * sheet.width && !captioned && regions.iter().any(|o| beside(&o))
        })
        .collect()
}
