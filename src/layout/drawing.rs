//! Figures told by their frame: a caption, a rule above the source that belongs to it, and all words between.
//!
//! Takes a sheet, gives such figures as charts: drawings with boxes of words under `图`, charts with a scale under any
//! caption; and charts on top of a page whose captions stand on the page before. *does not match*: tables (rows between
//! rules, columns of numbers without a scale), running text between a caption and another figure's source.

use super::columns::bounds;
use super::run::Run;
use super::sheet::Sheet;
use super::words;
use super::zones::{Zone, ZoneKind, ends_caption};
use crate::span::BBox;

/// How far above a source the rule of its figure stands at most, in points.
const RULE: f32 = 12.0;
/// How far above its source a figure's caption stands at most, in points.
const TALL: f32 = 480.0;
/// Characters from which a wide run is running text.
const PROSE: usize = 24;
/// Captions and sources of a page that are looked at, from the top.
const FIGURES: usize = 200;

/// All such figures; their runs are marked as used.
pub(super) fn figures(sheet: &Sheet, used: &mut [bool]) -> Vec<Zone> {
    let of = |kind: fn(&Run) -> bool| -> Vec<usize> {
        (0..sheet.runs.len()).filter(|&i| kind(&sheet.runs[i])).take(FIGURES).collect()
    };
    let captions = of(|r| words::is_captioned(&r.text));
    let sources = of(|r| words::source(&r.text).is_some());
    let mut out = Vec::new();
    for &source in &sources {
        let found = framed(sheet, &captions, source).or_else(|| headless(sheet, &captions, &sources, source));
        let Some(runs) = found.filter(|runs| !runs.is_empty() && runs.iter().all(|&i| !used[i])) else { continue };
        runs.iter().for_each(|&i| used[i] = true);
        out.push(Zone { kind: ZoneKind::Chart, bbox: bounds(&sheet.runs, &runs), runs, columns: Vec::new() });
    }
    out
}

/// The runs between a caption and the rule above its source, where they are a chart or a drawing.
fn framed(sheet: &Sheet, captions: &[usize], source: usize) -> Option<Vec<usize>> {
    let foot = sheet.runs[source].bbox;
    let above = |r: &&BBox| (-1.0..RULE).contains(&(foot.y0 - r.cy())) && r.x0 < foot.x0 + 4.0 && r.x1 > foot.x0 + 40.0;
    let frame = sheet.rules.iter().filter(above).max_by(|a, b| a.y0.total_cmp(&b.y0))?;
    let inside = |r: &Run| r.bbox.cx() > frame.x0 - 6.0 && r.bbox.cx() < frame.x1 + 6.0 && r.bbox.cy() < frame.y0;
    // the nearest caption; two beside each other share no frame
    let own = || captions.iter().map(|&i| &sheet.runs[i]).filter(|c| inside(c));
    let caption = own().max_by(|a, b| a.baseline.total_cmp(&b.baseline))?;
    let beside = own().filter(|c| (c.baseline - caption.baseline).abs() < 1.5 * caption.size).count();
    if beside > 1 || frame.y0 - caption.bbox.y1 > TALL || caption.bbox.x0 > frame.cx() {
        return None;
    }
    let level = |r: &Run| (r.baseline - caption.baseline).abs() < 2.0 && inside(r);
    let mut line: Vec<&Run> = sheet.between(caption.bbox.y0, caption.bbox.y1).map(|i| &sheet.runs[i]).collect();
    line.retain(|r| level(r));
    let between = sheet.between(caption.bbox.y1, frame.y0);
    let runs: Vec<usize> = between
        .filter(|&i| {
            let r = &sheet.runs[i];
            inside(r) && r.bbox.cy() > caption.bbox.y1 && !ends_caption(sheet, r) && !wraps(&line, r, *frame)
        })
        .collect();
    let of = |r: &Run| words::source(&r.text).is_some() || words::is_note(&r.text);
    let wide = |r: &Run| r.text.chars().count() >= PROSE && r.bbox.width() > 0.7 * frame.width();
    let text = runs.iter().filter(|&&i| wide(&sheet.runs[i])).count();
    if text >= 2 || runs.iter().any(|&i| of(&sheet.runs[i])) {
        return None;
    }
    let label = words::caption(&caption.text).map(|c| c.label);
    let drawing = matches!(label, Some("图" | "附图")) && !is_ruled(sheet, caption.bbox, *frame);
    (drawing || has_scale(sheet, &runs)).then_some(runs)
}

/// Whether a run right below a caption's line that is full, or open inside brackets, goes on with it.
fn wraps(line: &[&Run], run: &Run, frame: BBox) -> bool {
    let Some(bbox) = line.iter().map(|r| r.bbox).reduce(BBox::union) else { return false };
    let text: String = line.iter().map(|r| r.text.as_str()).collect();
    let below = run.bbox.y0 - bbox.y1 < 1.4 * run.size && !super::zones::is_tick(&run.text);
    let alike = line.iter().any(|c| (run.size - c.size).abs() < 0.6 && run.bold == c.bold);
    let full = frame.x1 - bbox.x1 < 3.0 * run.size || super::wrap::is_open(&text);
    below && alike && full && run.bbox.x0 < bbox.x0 + 3.5 * run.size
}

/// Rules between a caption and its figure's last one, from two on, or an upright through them: a table's.
fn is_ruled(sheet: &Sheet, caption: BBox, frame: BBox) -> bool {
    let within = |r: &&BBox| r.cy() > caption.y1 + 8.0 && r.cy() < frame.y0 - 4.0 && r.x_overlap(frame) > 0.0;
    let across = sheet.rules.iter().filter(within).filter(|r| r.width() > 0.4 * frame.width()).count();
    let upright = |r: &&BBox| r.height() > 0.5 * (frame.y0 - caption.y1) && r.cx() > frame.x0 && r.cx() < frame.x1;
    across >= 2 || sheet.uprights.iter().filter(within).filter(upright).count() >= 2
}

/// The runs on top of a page down to a source whose caption stands on the page before.
fn headless(sheet: &Sheet, captions: &[usize], sources: &[usize], source: usize) -> Option<Vec<usize>> {
    let foot = &sheet.runs[source];
    let above = |i: &usize| sheet.runs[*i].baseline < foot.baseline - 4.0;
    if sheet.number == 1 || captions.iter().chain(sources).any(above) {
        return None;
    }
    // the source beside it parts the two figures
    let level = || sources.iter().map(|&i| &sheet.runs[i]).filter(|r| (r.baseline - foot.baseline).abs() <= 4.0);
    let right = level().map(|r| r.bbox.x0).filter(|x| *x > foot.bbox.x1).fold(sheet.width, f32::min);
    let left = if level().any(|r| r.bbox.x1 < foot.bbox.x0) { foot.bbox.x0 - 8.0 } else { 0.0 };
    let column = |r: &Run| r.bbox.cx() > left && r.bbox.cx() < right && r.bbox.cy() < foot.bbox.y0;
    let runs: Vec<usize> = sheet.between(0.0, foot.bbox.y0).filter(|&i| column(&sheet.runs[i])).collect();
    let prose = |r: &Run| r.text.contains(['。', '，']) && r.text.chars().count() >= PROSE;
    (!runs.iter().any(|&i| prose(&sheet.runs[i])) && has_scale(sheet, &runs)).then_some(runs)
}

fn has_scale(sheet: &Sheet, runs: &[usize]) -> bool {
    let runs: Vec<Run> = runs.iter().map(|&i| sheet.runs[i].clone()).collect();
    super::axis::has_scale(&runs)
}
