//! Tables with a rule between every two rows: what stands between two rules is one row.
//!
//! Takes a table's lines and the heights of its rules, gives one line a row, in the order of the page;
//! `None` where rules are few, or where several rows stand between two of them.

use super::block::TextLine;
use super::run::Run;

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
    let bands: Vec<Vec<Run>> = bands.into_iter().flat_map(apart).collect();
    let single = bands.iter().filter(|b| is_row(b)).count();
    // more rules than rows would be the lines of a form, not of a table
    let fits = bands.len() * 2 >= lines.len() && bands.len() < rows.len();
    (fits && single * 5 >= bands.len() * 4).then(|| bands.into_iter().map(TextLine::new).collect())
}

/// A band's lines of figures are rows of their own (the first row below a header that no rule ends).
fn apart(band: Vec<Run>) -> Vec<Vec<Run>> {
    let lines = super::block::rows(band);
    let own = |line: &TextLine, above: &[Run]| {
        let mut figures = line.runs.iter().filter(|r| super::grid::is_figure(&r.text));
        let count = figures.clone().count();
        // a cell's further lines leave its row's numbers without any above them
        let headed = figures.all(|f| above.iter().any(|a| a.bbox.x_overlap(f.bbox) > 0.0));
        count >= 3 && count * 2 >= line.runs.len() && headed
    };
    let mut out: Vec<Vec<Run>> = Vec::new();
    for line in lines {
        match out.last_mut() {
            Some(last) if !own(&line, last) => last.extend(line.runs),
            _ => out.push(line.runs),
        }
    }
    out
}

/// Whether most columns of a band hold one line: a row whose longer cells wrap.
fn is_row(band: &[Run]) -> bool {
    let mut runs: Vec<&Run> = band.iter().collect();
    runs.sort_by(|a, b| a.bbox.x0.total_cmp(&b.bbox.x0));
    let mut columns: Vec<(f32, Vec<f32>)> = Vec::new();
    for run in runs {
        match columns.last_mut() {
            Some((right, heights)) if run.bbox.x0 < *right => {
                *right = right.max(run.bbox.x1);
                if heights.iter().all(|y| (y - run.baseline).abs() > 3.0) {
                    heights.push(run.baseline);
                }
            }
            _ => columns.push((run.bbox.x1, vec![run.baseline])),
        }
    }
    columns.iter().filter(|(_, heights)| heights.len() == 1).count() * 2 >= columns.len()
}
