//! Cells set so close that they were drawn as one line: a number, and the label of the table beside it; a security's code,
//! and its name.
//!
//! Takes a page's runs, gives them with such runs cut where a column of labels begins, or where other rows have code and
//! name apart. *does not match*: running text,
//! in which a word stands anywhere (`2025年`, `12家`), and units behind numbers.

use super::repair::is_wide;
use super::run::Run;

/// Labels that begin at one place from which it is a column's left edge.
const LABELS: usize = 5;
/// How far a label may stand from that edge, in points.
const NEAR: f32 = 2.0;

/// Cuts runs in place; runs stay sorted by baseline and left edge.
pub(super) fn cut(runs: &mut Vec<Run>) {
    codes(runs);
    captions(runs);
    let edges = edges(runs);
    if edges.is_empty() {
        return;
    }
    let mut out = Vec::with_capacity(runs.len());
    for run in std::mem::take(runs) {
        match seam(&run, &edges).and_then(|at| halves(&run, at)) {
            Some((a, b)) => out.extend([a, b]),
            None => out.push(run),
        }
    }
    *runs = out;
}

/// Cuts a caption off the one beside it that begins where it ends: `图12：…（单位：图13：…`.
fn captions(runs: &mut Vec<Run>) {
    let found: Vec<(usize, usize)> =
        runs.iter().enumerate().filter_map(|(i, r)| Some((i, second_caption(&r.text)?))).take(LABELS * 40).collect();
    for (i, at) in found.into_iter().rev() {
        if let Some((mut a, b)) = halves(&runs[i], at) {
            // a full-width mark at its end has no ink at its right
            a.bbox.x1 = (a.bbox.x1 - 0.4 * a.size).max(a.bbox.x0);
            runs.splice(i..=i, [a, b]);
        }
    }
}

/// The character at which the next number's caption begins inside a caption, with the same label and a colon.
fn second_caption(text: &str) -> Option<usize> {
    let first = super::words::caption(text)?;
    let next = first.number.parse::<u32>().ok()?.checked_add(1)?;
    let at = ["：", ":"].iter().find_map(|colon| text.find(&format!("{}{next}{colon}", first.label)))?;
    (at > 0).then(|| text[..at].chars().count())
}

/// Rows in which code and name touch from which they are columns, though none has them apart.
const ROWS: usize = 3;

/// Cuts names off their codes (`600519.SH贵州茅台`) in rows of figures, where a row above or below has the code alone at the
/// same place, or where several rows are such.
fn codes(runs: &mut Vec<Run>) {
    let found: Vec<(usize, usize)> = runs.iter().enumerate().filter_map(|(i, r)| Some((i, code(&r.text)?))).collect();
    let near = |a: &Run, b: &Run| (a.bbox.x0 - b.bbox.x0).abs() < NEAR || (a.bbox.cx() - b.bbox.cx()).abs() < NEAR;
    let glued = |i: usize, at: usize| runs[i].text.chars().count() > at && is_row(runs, i);
    let column = |i: usize| {
        let level = || found.iter().filter(|(j, _)| near(&runs[*j], &runs[i]));
        let alone = level().any(|(j, at)| runs[*j].text.chars().count() == *at && is_row(runs, *j));
        alone || level().filter(|(j, at)| glued(*j, *at)).nth(ROWS - 1).is_some()
    };
    let cuts: Vec<(usize, usize)> =
        found.iter().copied().filter(|&(i, at)| glued(i, at)).take(LABELS * 40).filter(|&(i, _)| column(i)).collect();
    for (i, at) in cuts.into_iter().rev() {
        let blanks = runs[i].text.chars().skip(at).take_while(|c| *c == ' ').count();
        if let Some((a, b)) = halves(&runs[i], at + blanks) {
            runs.splice(i..=i, [a, b]);
        }
    }
}

/// How many characters of a short text are a security's code at its head, with a Chinese name behind it or nothing.
fn code(text: &str) -> Option<usize> {
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let exchange = [".SH", ".SZ", ".BJ", ".HK"].into_iter().find(|e| text[digits..].starts_with(e))?;
    let rest = text[digits + exchange.len()..].trim_start();
    let name = rest.is_empty() || rest.starts_with(is_wide) && rest.chars().all(char::is_alphanumeric);
    ((4..=6).contains(&digits) && name && text.chars().count() <= 20).then_some(digits + exchange.len())
}

/// Whether a figure stands on a run's line.
fn is_row(runs: &[Run], i: usize) -> bool {
    let level = |r: &&Run| (r.baseline - runs[i].baseline).abs() < NEAR;
    let (before, behind) = runs.split_at(i);
    let figure = |r: &Run| super::grid::is_figure(&r.text);
    before.iter().rev().take_while(level).any(figure) || behind.iter().take_while(level).any(figure)
}

/// Left edges of labels behind other cells of their lines.
fn edges(runs: &[Run]) -> Vec<f32> {
    let mut found: Vec<f32> = Vec::new();
    for pair in runs.windows(2) {
        let (a, b) = (&pair[0], &pair[1]);
        let level = (a.baseline - b.baseline).abs() < 2.0 && a.bbox.x1 <= b.bbox.x0;
        let number =
            a.text.ends_with(|c: char| c.is_ascii_digit() || "%)）-".contains(c)) && a.text.chars().count() <= 12;
        let label = b.text.starts_with(is_wide) && b.text.chars().count() <= 16;
        if level && number && label {
            found.push(b.bbox.x0);
        }
    }
    found.sort_by(f32::total_cmp);
    found.chunk_by(|a, b| b - a < NEAR).filter(|c| c.len() >= LABELS).map(|c| c[c.len() / 2]).collect()
}

/// The character of a run at which a label begins behind a number.
fn seam(run: &Run, edges: &[f32]) -> Option<usize> {
    let chars: Vec<char> = run.text.chars().collect();
    (1..chars.len()).find(|&i| {
        let number = chars[i - 1].is_ascii_digit() || "%)）EA-".contains(chars[i - 1]);
        let left = run.edges.get(i).map(|right| right - run.size);
        let near = |x: &f32| left.is_some_and(|left| (left - x).abs() < 0.6 * run.size);
        number && is_wide(chars[i]) && edges.iter().any(near)
    })
}

/// The run before and from its `at`-th character.
pub(super) fn halves(run: &Run, at: usize) -> Option<(Run, Run)> {
    let byte = run.text.char_indices().nth(at)?.0;
    let (left, right) = (run.text[..byte].trim_end(), &run.text[byte..]);
    let count = left.chars().count();
    let part = |text: &str, edges: &[f32]| Run {
        text: text.to_owned(),
        edges: edges.to_vec(),
        weight: text.chars().filter(|c| c.is_alphanumeric()).count(),
        ..run.clone()
    };
    let (mut a, mut b) = (part(left, run.edges.get(..count)?), part(right, run.edges.get(at..)?));
    a.bbox.x1 = *a.edges.last()?;
    b.bbox.x0 = (b.edges.first()? - run.size).max(a.bbox.x1);
    Some((a, b))
}
