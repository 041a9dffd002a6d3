//! A table's rows → columns, header and cells.
//!
//! Takes rows of runs and the rules near them, gives a grid. Columns are the stripes between
//! white gaps that nearly all rows keep; a header cell over several columns stands over each of
//! them; lines between two rules, or without a first cell, belong to one row.

use super::block::TextLine;
use super::run::Run;
use crate::span::BBox;

/// Share of rows that may cross a gap between two columns (merged cells, long labels).
const CROSSING: f32 = 0.12;

/// A piece of a row in one column.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub(super) run: Run,
    /// First and last column that it covers, from 0.
    pub(super) from: usize,
    pub(super) to: usize,
}

/// A table's grid: header rows first.
#[derive(Debug, Clone)]
pub(super) struct Grid {
    pub(super) columns: usize,
    pub(super) header_rows: usize,
    /// Pieces of each row, left to right, lines of one cell top to bottom.
    pub(super) rows: Vec<Vec<Piece>>,
}

impl Grid {
    /// The header of a column: its cells from top to bottom, joined by a space. A title over all
    /// columns is none.
    pub(super) fn header(&self, column: usize) -> String {
        let title = |p: &Piece| self.header_rows > 1 && p.from == 0 && p.to + 1 == self.columns;
        let mut out = String::new();
        for row in &self.rows[..self.header_rows] {
            for piece in row.iter().filter(|p| p.from <= column && column <= p.to && !title(p)) {
                if !out.is_empty() {
                    out.push(' ');
                }
                out.push_str(&piece.run.text);
            }
        }
        out
    }
}

/// Reads the grid of a table's rows. `seen` are those of the rules that a reader sees, `known` the left edges of its
/// columns but the first where these are known.
pub(super) fn grid(rows: &[TextLine], rules: &[BBox], seen: &[BBox], known: &[f32]) -> Grid {
    let bounds = rows.iter().map(|r| r.bbox).reduce(BBox::union).unwrap_or_default();
    let lattice = super::lattice::grid(rows, seen, bounds);
    let fits = |grid: &Grid| known.is_empty() || grid.columns == known.len() + 1;
    if let Some(grid) = lattice.or_else(|| super::ruled::grid(rows, rules, bounds)).filter(fits) {
        return grid;
    }
    let lines = across(rules, bounds);
    if let Some(grid) = super::folds::grid(rows, &lines, known, bounds) {
        return grid;
    }
    let banded = super::bands::merge(rows, &lines);
    let aligned = align(banded.as_deref().unwrap_or(rows));
    let rows = aligned.as_slice();
    let stripes = stripes(rows);
    if let Some(rows) = super::pairs::place(rows).filter(|_| stripes.len() == 1) {
        return Grid { columns: 2, header_rows: 0, rows };
    }
    let placed: Vec<Vec<Piece>> =
        rows.iter().map(|r| r.runs.iter().flat_map(|run| place(run, &stripes)).collect()).collect();
    let centred = super::labels::centred(&placed, rows, &stripes);
    let centred = centred.filter(|groups| !super::folds::are_several(&placed, rows, &stripes, groups));
    let (mut placed, tops) = match centred {
        _ if banded.is_some() => whole(placed, rows),
        Some(groups) => grouped(placed, rows, &groups),
        None => join(placed, rows, &lines, &stripes),
    };
    let header_rows = header_rows(&placed, &tops, &lines);
    super::spans::widen(&mut placed[..header_rows], &stripes);
    Grid { columns: stripes.len().max(1), header_rows, rows: placed }
}

/// Heights of the rules across a table, from the top.
pub(super) fn across(rules: &[BBox], bounds: BBox) -> Vec<f32> {
    let across = |r: &&BBox| {
        r.width() > r.height()
            && r.x_overlap(bounds) > 0.4 * bounds.width()
            && r.cy() > bounds.y0 - 4.0
            && r.cy() < bounds.y1 + 4.0
    };
    let mut lines: Vec<f32> = rules.iter().filter(across).map(|r| r.cy()).collect();
    lines.sort_by(f32::total_cmp);
    lines
}

/// Rows that are whole already: the lines of each cell are put together.
fn whole(mut placed: Vec<Vec<Piece>>, rows: &[TextLine]) -> (Vec<Vec<Piece>>, Vec<f32>) {
    for row in &mut placed {
        row.sort_by(|a, b| {
            let lines = a.run.baseline.total_cmp(&b.run.baseline);
            a.from.cmp(&b.from).then(lines).then(a.run.bbox.x0.total_cmp(&b.run.bbox.x0))
        });
    }
    (placed, rows.iter().map(|r| r.bbox.y0).collect())
}

/// Lines put together by their row's number.
pub(super) fn grouped(placed: Vec<Vec<Piece>>, rows: &[TextLine], groups: &[usize]) -> (Vec<Vec<Piece>>, Vec<f32>) {
    let mut out: Vec<Vec<Piece>> = Vec::new();
    let mut tops = Vec::new();
    for (i, row) in placed.into_iter().enumerate() {
        match out.last_mut() {
            Some(last) if i > 0 && groups[i] == groups[i - 1] => last.extend(row),
            _ => {
                tops.push(rows[i].bbox.y0);
                out.push(row);
            }
        }
    }
    out.iter_mut().for_each(|row| row.sort_by_key(|p| p.from));
    (out, tops)
}

/// Share of rows that begin a word at one place from which it is a column's left edge.
const ALIGNED: f32 = 0.6;

/// Cuts runs at spaces behind which the next word stands at a left edge that most rows share: cells
/// set so close that they look like one line.
fn align(rows: &[TextLine]) -> Vec<TextLine> {
    if rows.len() < 3 {
        return rows.to_vec();
    }
    // where words begin, with the word: a unit that all rows repeat is no column
    let starts = |row: &TextLine| -> Vec<(f32, String)> {
        let word = |text: &str| text.split(' ').next().unwrap_or("").to_owned();
        let inner = row.runs.iter().flat_map(|r| {
            let spaces = r.text.char_indices().zip(&r.edges).filter(|((_, c), _)| *c == ' ');
            spaces.map(|((at, _), x)| (*x, word(&r.text[at + 1..]))).collect::<Vec<_>>()
        });
        row.runs.iter().map(|r| (r.bbox.x0, word(&r.text))).chain(inner).collect()
    };
    let mut all: Vec<(f32, usize, String)> =
        rows.iter().enumerate().flat_map(|(i, r)| starts(r).into_iter().map(move |(x, w)| (x, i, w))).collect();
    all.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let mut edges: Vec<f32> = Vec::new();
    let mut from = 0;
    while from < all.len() {
        let to = from + all[from..].partition_point(|a| a.0 - all[from].0 < 2.0);
        let mut seen: Vec<usize> = all[from..to].iter().map(|a| a.1).collect();
        seen.sort_unstable();
        seen.dedup();
        let mut words: Vec<&str> = all[from..to].iter().map(|a| a.2.as_str()).collect();
        words.sort_unstable();
        words.dedup();
        if words.len() >= 3 && seen.len() as f32 >= ALIGNED * rows.len() as f32 {
            edges.push((all[from].0 + all[to - 1].0) / 2.0);
        }
        from = to;
    }
    let cut = |run: &Run| -> Vec<Run> {
        let mut out = Vec::new();
        let mut rest = run.clone();
        for edge in edges.iter().filter(|e| **e > run.bbox.x0 + 3.0 && **e < run.bbox.x1 - 1.0) {
            if let Some((a, b)) =
                split(&rest, (*edge - 2.0, *edge + 2.0)).filter(|(_, b)| (b.bbox.x0 - edge).abs() < 2.5)
            {
                out.push(a);
                rest = b;
            }
        }
        out.push(rest);
        out
    };
    rows.iter().map(|row| TextLine::new(row.runs.iter().flat_map(cut).collect())).collect()
}

/// Column stripes: where the rows' cells stand, split at the gaps that rows keep clear.
pub(super) fn stripes(rows: &[TextLine]) -> Vec<(f32, f32)> {
    let bounds = rows.iter().map(|r| r.bbox).reduce(BBox::union).unwrap_or_default();
    let bins = (bounds.width().ceil() as usize).saturating_add(2).min(4000);
    let most = rows.iter().map(|r| r.runs.len()).max().unwrap_or(0);
    let full: Vec<&TextLine> = rows.iter().filter(|r| r.runs.len() * 10 >= most * 5).collect();
    let mut cover = vec![0u32; bins];
    for row in &full {
        // a cell of several lines covers its column once
        let mut inked = vec![false; bins];
        for run in &row.runs {
            let from = (run.bbox.x0 - bounds.x0).clamp(0.0, bins as f32) as usize;
            let to = (run.bbox.x1 - bounds.x0).clamp(0.0, (bins - 1) as f32) as usize;
            inked[from.min(to)..to].fill(true);
        }
        cover.iter_mut().zip(inked).for_each(|(n, inked)| *n += u32::from(inked));
    }
    let allowed = (full.len() as f32 * CROSSING) as u32;
    let mut out: Vec<(f32, f32)> = Vec::new();
    let mut start = None;
    for (i, &n) in cover.iter().enumerate() {
        match (n > allowed, start) {
            (true, None) => start = Some(i),
            (false, Some(s)) => {
                out.push((bounds.x0 + s as f32, bounds.x0 + i as f32));
                start = None;
            }
            _ => {}
        }
    }
    if let Some(s) = start {
        out.push((bounds.x0 + s as f32, bounds.x1));
    }
    // slivers between two columns come from ragged edges
    out.retain(|(a, b)| b - a >= 2.0);
    out
}

/// The columns a run covers; a run over two columns with a blank at the gap is two cells.
fn place(run: &Run, stripes: &[(f32, f32)]) -> Vec<Piece> {
    let covered: Vec<usize> = (0..stripes.len())
        .filter(|&i| {
            let (a, b) = stripes[i];
            let overlap = run.bbox.x1.min(b) - run.bbox.x0.max(a);
            overlap > 0.5 * (b - a).min(run.bbox.width())
        })
        .collect();
    let nearest = || {
        let gap = |&(a, b): &(f32, f32)| (run.bbox.cx() - (a + b) / 2.0).abs();
        (0..stripes.len()).min_by(|&i, &j| gap(&stripes[i]).total_cmp(&gap(&stripes[j]))).unwrap_or(0)
    };
    match covered.as_slice() {
        [] => {
            let at = nearest();
            vec![Piece { run: run.clone(), from: at, to: at }]
        }
        [one] => vec![Piece { run: run.clone(), from: *one, to: *one }],
        [first, .., last] => match split(run, (stripes[*first].1, stripes[*first + 1].0)) {
            Some((a, b)) if run.text.contains(' ') => {
                let mut out = place(&a, stripes);
                out.extend(place(&b, stripes));
                out
            }
            _ => vec![Piece { run: run.clone(), from: *first, to: *last }],
        },
    }
}

/// Cuts a run at the space that lies over the gap; `None` where there is none.
fn split(run: &Run, gap: (f32, f32)) -> Option<(Run, Run)> {
    let mut left_edge = run.bbox.x0;
    for (n, (at, c)) in run.text.char_indices().enumerate() {
        let right = *run.edges.get(n)?;
        let mid = (gap.0 + gap.1) / 2.0;
        if c == ' ' && left_edge <= mid + 3.0 && right >= mid - 3.0 {
            let part = |text: &str, edges: &[f32], x0: f32, x1: f32| Run {
                text: text.to_owned(),
                edges: edges.to_vec(),
                bbox: BBox { x0, x1, ..run.bbox },
                weight: text.chars().filter(|c| c.is_alphanumeric()).count(),
                ..run.clone()
            };
            let a = part(&run.text[..at], &run.edges[..n], run.bbox.x0, left_edge);
            let b = part(&run.text[at + 1..], &run.edges[n + 1..], right, run.bbox.x1);
            return (!a.text.is_empty() && !b.text.is_empty()).then_some((a, b));
        }
        left_edge = right;
    }
    None
}

/// Joins lines of one row. Gives the rows and each one's top.
fn join(
    placed: Vec<Vec<Piece>>,
    rows: &[TextLine],
    lines: &[f32],
    stripes: &[(f32, f32)],
) -> (Vec<Vec<Piece>>, Vec<f32>) {
    let parted = |i: usize| {
        let at = lines.partition_point(|y| *y <= rows[i - 1].bbox.cy());
        lines.get(at).is_some_and(|y| *y < rows[i].bbox.cy())
    };
    // rules around a few rows (a shaded one, a total) part no other rows
    let ruled = lines.len() >= 4 && (1..rows.len()).filter(|i| parted(*i)).count() * 3 >= rows.len();
    let pitch = super::bands::pitch(rows);
    let mut out: Vec<Vec<Piece>> = Vec::new();
    let mut tops: Vec<f32> = Vec::new();
    for (i, row) in placed.into_iter().enumerate() {
        let goes_on = i > 0 && {
            let (above, this) = (rows[i - 1].bbox, rows[i].bbox);
            let between = parted(i);
            let close = this.y0 - above.y1 < 0.7 * rows[i].size();
            let headless = row.iter().all(|p| p.from > 0);
            let last: &Vec<Piece> = &out[out.len() - 1];
            let fewer = row.len() < last.len() && row.iter().all(|p| last.iter().any(|q| q.from == p.from));
            let text = row.iter().all(|p| !is_figure(&p.run.text));
            let whole = close || row.iter().all(|p| wraps(last, p, stripes));
            let own = super::bands::is_own_row(&rows[i], &rows[i - 1].runs)
                || pitch.is_some_and(|p| this.cy() - above.cy() > p)
                || is_section(last, &row, stripes);
            if ruled { !between && close && !own } else { !between && whole && headless && fewer && text }
        };
        // a label set a hair higher than its numbers
        let beside = i > 0 && {
            let (above, this) = (rows[i - 1].bbox, rows[i].bbox);
            let last: &Vec<Piece> = &out[out.len() - 1];
            let apart = row.iter().all(|p| last.iter().all(|q| q.to < p.from || p.to < q.from));
            above.y1 - this.y0 > 0.35 * above.height().min(this.height()) && apart
        };
        let goes_on = goes_on || beside;
        if goes_on && let Some(last) = out.last_mut() {
            last.extend(row);
            last.sort_by_key(|p| p.from);
        } else {
            tops.push(rows[i].bbox.y0);
            out.push(row);
        }
    }
    (out, tops)
}

/// Whether a row's label begins a row of its own below another label, which would have room for its words: the label
/// alone of a section of the table (偿债能力), or a row below one.
fn is_section(above: &[Piece], row: &[Piece], stripes: &[(f32, f32)]) -> bool {
    let label = |row: &[Piece]| row.iter().rfind(|p| p.from == 0 && p.to == 0).map(|p| p.run.clone());
    let (Some(a), Some(b), Some((_, right))) = (label(above), label(row), stripes.first()) else { return false };
    let level = (a.bbox.x0 - b.bbox.x0).abs() < 2.5 * b.size;
    let alone = above.len() == 1 || row.len() == 1;
    alone && level && right - a.bbox.x1 > 2.0 * a.size
}

/// Whether a piece goes on with the line above it in its cell, which ran to the column's end: in a
/// table whose lines all stand equally far apart.
fn wraps(row: &[Piece], piece: &Piece, stripes: &[(f32, f32)]) -> bool {
    let above = row.iter().filter(|p| p.from == piece.from).max_by(|a, b| a.run.baseline.total_cmp(&b.run.baseline));
    let Some((above, (_, right))) = above.zip(stripes.get(piece.from)) else { return false };
    let (above, below) = (&above.run, &piece.run);
    let near = below.bbox.y0 - above.bbox.y1 < 1.7 * below.size && (above.bbox.x0 - below.bbox.x0).abs() < 2.0;
    near && right - above.bbox.x1 < 1.6 * above.size && above.text.chars().count() >= 8
}

/// How many rows from the top are the header.
pub(super) fn header_rows(rows: &[Vec<Piece>], tops: &[f32], lines: &[f32]) -> usize {
    let numeric = |row: &Vec<Piece>| {
        let figures = row.iter().skip(1).filter(|p| is_figure(&p.run.text)).count();
        row.len() >= 2 && figures * 2 >= row.len() - 1 && figures > 0
    };
    let figures = rows.first().is_some_and(|r| r.iter().any(|p| is_figure(&p.run.text)));
    if rows.len() < 2 && !figures {
        return rows.len(); // the header alone, before the page's end
    }
    if rows.len() < 2 || numeric(&rows[0]) || counts(&rows[0], 1) && counts(&rows[1], 2) {
        return 0;
    }
    // the first rule under the first row ends the header, where it is near
    let under = lines.iter().copied().filter(|y| *y > tops[0] + 3.0).fold(f32::MAX, f32::min);
    let by_rule = tops.iter().take(4).filter(|t| **t < under).count();
    if (1..=3).contains(&by_rule) && by_rule < rows.len() && !rows[..by_rule].iter().any(numeric) {
        return by_rule;
    }
    let two = rows.len() > 3 && !numeric(&rows[1]) && numeric(&rows[2]) && rows[0].len() < rows[1].len();
    if two { 2 } else { 1 }
}

/// Whether a row's first cell is the number `n` of a ranking.
fn counts(row: &[Piece], n: u32) -> bool {
    row.first().is_some_and(|p| p.from == 0 && p.run.text.trim_end_matches(['.', '、']).parse() == Ok(n))
}

/// A number, a percentage, a bracketed negative, a dash: what stands in a body, not in a header.
/// A year (`2025E`, `2024`) is a header.
pub(super) fn is_figure(text: &str) -> bool {
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let digits = bare.chars().filter(char::is_ascii_digit).count();
    let year = bare.len() <= 6
        && (bare.starts_with("19") || bare.starts_with("20"))
        && digits == 4
        && !bare.contains(['.', ',', '%']);
    let shape = bare.chars().all(|c| c.is_ascii_digit() || ".,%-–—()（）+xX倍亿万元pct/NA".contains(c));
    !year && shape && (digits > 0 || ["-", "–", "—", "N/A", "NA", "--"].contains(&bare.as_str()))
}

#[cfg(test)]
mod tests {
    use super::is_figure;

    #[test]
    fn figures_and_years() {
        for text in ["1,234.5", "(12.3%)", "-", "N/A", "35.6x", "-4.2 %"] {
            assert!(is_figure(text), "{text}");
        }
        for text in ["2025E", "2024", "营业收入", "2024A", "买入"] {
            assert!(!is_figure(text), "{text}");
        }
    }
}
