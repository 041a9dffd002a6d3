//! Where a table's labels stand: at the top of their rows, or in the middle of their height.
//!
//! Takes lines placed in columns, gives each line the number of its row; `None` where labels stand at
//! the top, as the lines' own order then says.

use super::block::TextLine;
use super::grid::Piece;

/// Row numbers of lines whose labels stand in the middle of their row's height: `None` where the
/// table is not set so. Each label takes the lines around it whose middle it is.
pub(super) fn centred(placed: &[Vec<Piece>], rows: &[TextLine], stripes: &[(f32, f32)]) -> Option<Vec<usize>> {
    let first = |row: &Vec<Piece>| row.iter().any(|p| p.from == 0);
    let labels: Vec<usize> = (0..placed.len()).filter(|&i| first(&placed[i])).collect();
    if labels.len() < 3
        || placed.len() < labels.len() + 3
        || (placed.len() - labels.len()) * 3 < placed.len()
        || at_tops(placed, stripes)
    {
        return None;
    }
    // lines above the first label may belong to a row that began on the page before
    let tries = (0..=labels[0]).filter_map(|start| middle_groups(rows, &labels, start));
    let best = tries.min_by(|a, b| a.0.total_cmp(&b.0))?;
    (best.0 / labels.len() as f32 <= CENTRED).then_some(best.1)
}

/// Whether the words say that each label stands at its row's top: in the widest column, the line above
/// a label ends a sentence or falls short, the line above any other line is full.
fn at_tops(placed: &[Vec<Piece>], stripes: &[(f32, f32)]) -> bool {
    let width = |i: &usize| stripes[*i].1 - stripes[*i].0;
    let Some(widest) = (0..stripes.len()).max_by(|a, b| width(a).total_cmp(&width(b))) else { return false };
    let text = |row: &Vec<Piece>| row.iter().rfind(|p| p.from == widest && p.to == widest).map(|p| p.run.clone());
    let (mut fits, mut all) = (0, 0);
    for pair in placed.windows(2) {
        let (Some(above), Some(_)) = (text(&pair[0]), text(&pair[1])) else { continue };
        let full = stripes[widest].1 - above.bbox.x1 < 1.6 * above.size;
        let ends = super::words::ends_sentence(&above.text) || !full;
        let label = pair[1].iter().any(|p| p.from == 0);
        all += 1;
        fits += usize::from(label == ends);
    }
    all >= 4 && fits * 10 >= all * 9
}

/// Row numbers where the first label's row begins at line `start` (lines before are row 0), with the
/// sum of what each label is off its row's middle.
fn middle_groups(rows: &[TextLine], labels: &[usize], start: usize) -> Option<(f32, Vec<usize>)> {
    let y = |i: usize| rows[i].bbox.cy();
    let mut groups = vec![0; rows.len()];
    let (mut from, mut error) = (start, 0.0);
    for (n, &label) in labels.iter().enumerate() {
        let stop = labels.get(n + 1).copied().unwrap_or(rows.len());
        if from > label {
            return None;
        }
        let off = |end: usize| ((y(from) + y(end)) / 2.0 - y(label)).abs();
        let last = (label..stop).min_by(|&a, &b| off(a).total_cmp(&off(b)))?;
        error += off(last);
        groups[from..=last].fill(n + 1);
        from = last + 1;
    }
    groups[from..].fill(labels.len() + 1);
    // lines that no label takes are as bad as a label far off
    error += (rows.len() - from) as f32 * 2.0;
    Some((error, groups))
}

/// How far a label may stand from its row's middle, on average, in points.
const CENTRED: f32 = 3.2;
