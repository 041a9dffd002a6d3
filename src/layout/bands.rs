//! Tables with a rule between every two rows: what stands between two rules is one row.
//!
//! Takes a table's lines and the heights of its rules, gives one line a row, in the order of the page;
//! `None` where rules are few, or where several rows stand between two of them.

use super::block::TextLine;
use super::run::Run;
use crate::span::BBox;

/// Fewer rules than this frame a table and do not part its rows.
const RULES: usize = 4;

/// The rows between the rules at the heights `lines` (sorted, points).
pub(super) fn merge(rows: &[TextLine], lines: &[f32]) -> Option<Vec<TextLine>> {
    if lines.len() < RULES {
        return None;
    }
    let mut bands: Vec<Vec<Run>> = vec![Vec::new(); lines.len() + 1];
    for run in rows.iter().flat_map(|r| &r.runs) {
        bands[lines.partition_point(|y| *y < run.bbox.cy())].push(run.clone());
    }
    bands.retain(|b| !b.is_empty());
    let pitch = pitch(rows);
    let bands: Vec<Vec<Run>> = bands.into_iter().flat_map(|b| apart(b, pitch)).collect();
    // more rules than rows would be the lines of a form, not of a table
    let fits = bands.len() * 2 >= lines.len() && bands.len() < rows.len();
    let columns: Vec<Vec<Column>> = bands.iter().map(|b| columns(b)).collect();
    let single = columns.iter().filter(|c| is_row(c)).count();
    let wrapped = || bands.iter().zip(&columns).all(|(b, c)| is_row(c) || is_one_tone(b) && is_centred(c));
    let merged = || bands.iter().cloned().map(TextLine::new).collect::<Vec<_>>();
    if fits && single * 5 >= bands.len() * 4 {
        return Some(merged());
    }
    // words over two columns would hide that they are two
    let parted = |rows: &[TextLine]| super::grid::stripes(rows).len();
    (fits && wrapped()).then(merged).filter(|merged| parted(merged) >= parted(rows))
}

/// How far apart a table's rows of figures stand, in points; `None` where there are few. A line this far below another
/// is a row of its own, also without figures (a section's label): a cell's further lines stand nearer.
pub(super) fn pitch(rows: &[TextLine]) -> Option<f32> {
    let figures = |line: &TextLine| line.runs.iter().filter(|r| super::grid::is_figure(&r.text)).count() >= 2;
    let mut steps: Vec<f32> = rows
        .windows(2)
        .filter(|p| figures(&p[0]) && figures(&p[1]))
        .map(|p| p[1].bbox.cy() - p[0].bbox.cy())
        .filter(|d| *d > 1.0)
        .collect();
    steps.sort_by(f32::total_cmp);
    (steps.len() >= 5).then(|| 0.85 * steps[steps.len() / 2])
}

/// Whether a line's figures stand below cells of the lines above it: a row of its own, with or without a rule. A
/// cell's further lines leave their row's numbers without any above them.
pub(super) fn is_own_row(line: &TextLine, above: &[Run]) -> bool {
    let mut figures = line.runs.iter().filter(|r| super::grid::is_figure(&r.text));
    let count = figures.clone().count();
    let headed = figures.all(|f| above.iter().any(|a| a.bbox.x_overlap(f.bbox) > 0.0));
    // a section's label alone above the row, with room for more words
    let section = match (above, line.runs.as_slice()) {
        ([label], [first, second, ..]) => {
            let level = (label.bbox.x0 - first.bbox.x0).abs() < 2.5 * first.size;
            level && second.bbox.x0 - label.bbox.x1 > 4.0 * label.size
        }
        _ => false,
    };
    count >= 3 && count * 2 >= line.runs.len() && (headed || section)
}

/// A band's lines of figures are rows of their own (the first row below a header that no rule ends).
fn apart(band: Vec<Run>, pitch: Option<f32>) -> Vec<Vec<Run>> {
    let mut out: Vec<Vec<Run>> = Vec::new();
    for line in super::block::rows(band) {
        let below = |last: &[Run]| {
            let bottom = last.iter().map(|r| r.bbox.cy()).fold(f32::MIN, f32::max);
            pitch.is_some_and(|p| line.bbox.cy() - bottom > p)
        };
        match out.last_mut() {
            Some(last) if !is_own_row(&line, last) && !below(last) => last.extend(line.runs),
            _ => out.push(line.runs),
        }
    }
    out
}

/// The bounds of a band's cells in one column, and the heights of their lines.
type Column = (BBox, Vec<f32>);

fn columns(band: &[Run]) -> Vec<Column> {
    let mut runs: Vec<&Run> = band.iter().collect();
    runs.sort_by(|a, b| a.bbox.x0.total_cmp(&b.bbox.x0));
    let mut columns: Vec<Column> = Vec::new();
    for run in runs {
        match columns.last_mut() {
            Some((bbox, heights)) if run.bbox.x0 < bbox.x1 => {
                *bbox = bbox.union(run.bbox);
                if heights.iter().all(|y| (y - run.baseline).abs() > 3.0) {
                    heights.push(run.baseline);
                }
            }
            _ => columns.push((run.bbox, vec![run.baseline])),
        }
    }
    columns
}

/// Whether most columns of a band hold one line: a row whose longer cells wrap.
fn is_row(columns: &[Column]) -> bool {
    columns.iter().filter(|(_, heights)| heights.len() == 1).count() * 2 >= columns.len()
}

/// A header on a ground and the row below it are two.
fn is_one_tone(band: &[Run]) -> bool {
    band.iter().all(is_light) || !band.iter().any(is_light)
}

/// Whether cells of different numbers of lines have one middle, their lines close below each other.
fn is_centred(columns: &[Column]) -> bool {
    let Some((tallest, lines)) = columns.iter().max_by_key(|(_, heights)| heights.len()) else { return false };
    let pitch = tallest.height() / lines.len() as f32;
    let close = |(bbox, heights): &Column| bbox.height() < 1.25 * pitch * heights.len() as f32;
    columns.iter().any(|(_, heights)| heights.len() < lines.len())
        && columns.iter().all(|(bbox, _)| (bbox.cy() - tallest.cy()).abs() < 0.45 * pitch)
        && columns.iter().all(close)
}

/// White words on a ground.
pub(super) fn is_light(run: &Run) -> bool {
    (0..3).all(|byte| run.color >> (8 * byte) & 0xFF > 0xD0)
}
