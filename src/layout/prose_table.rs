//! Tables without rules whose last column is prose, each cell several lines beside short labels.
//!
//! Takes a region's runs, gives the table's apart from the rest. *does not match*: one column of labels alone (a hanging
//! indent, a sidebar), marks of a list's points, figures.

use super::columns::{GUTTER, LABEL, candidates, mean, rows};
use super::run::Run;
use super::words;
use crate::span::BBox;

/// A table without rules whose last column is prose: labels on the left that keep a stripe clear
/// beside several lines of text each. Gives what is left, and the table's runs.
pub(super) fn label_table(runs: Vec<Run>) -> (Vec<Run>, Option<Vec<Run>>) {
    let ids: Vec<usize> = (0..runs.len()).collect();
    let mut order = ids.clone();
    order.sort_by(|a, b| runs[*a].bbox.cy().total_cmp(&runs[*b].bbox.cy()));
    let mut best: Vec<usize> = Vec::new();
    for x in candidates(&runs, &ids) {
        let mut start = 0;
        for end in 0..=order.len() {
            let crosses = end == order.len() || {
                let b = runs[order[end]].bbox;
                b.x0 < x - 0.5 && b.x1 > x - GUTTER
            };
            if crosses {
                if end - start > best.len() && is_label_table(&runs, &order[start..end], x) {
                    best = order[start..end].to_vec();
                }
                start = end + 1;
            }
        }
    }
    if best.is_empty() {
        return (runs, None);
    }
    let mut inside = vec![false; runs.len()];
    best.iter().for_each(|&i| inside[i] = true);
    let (mut table, mut rest) = (Vec::new(), Vec::new());
    for (run, inside) in runs.into_iter().zip(inside) {
        if inside { table.push(run) } else { rest.push(run) }
    }
    (rest, Some(table))
}

/// Whether what stands left of `x` is two columns of labels at least, and what stands right of it is prose.
fn is_label_table(runs: &[Run], ids: &[usize], x: f32) -> bool {
    let (left, right): (Vec<usize>, Vec<usize>) = ids.iter().copied().partition(|&i| runs[i].bbox.cx() < x);
    if left.is_empty() || mean(runs, &left) > LABEL || mean(runs, &right) <= 1.5 * LABEL {
        return false;
    }
    let mark = |&i: &usize| runs[i].weight == 0 || words::opening(&runs[i].text) != words::Opening::Plain;
    let marks = left.iter().filter(|i| mark(i)).count();
    let figure =
        words::caption(&runs[ids[0]].text).is_some() || ids.iter().any(|&i| words::source(&runs[i].text).is_some());
    // two columns of labels at least: one alone is a hanging indent or a sidebar
    !figure
        && marks * 4 < left.len()
        && rows(runs, &left).len() >= 3
        && rows(runs, &right).len() >= 5
        && places(runs, &left, |b| b.x0).max(places(runs, &left, |b| b.cx())) >= 2
        && aligned(runs, &left) * 3 >= left.len() * 2
}

/// At how many places at least three runs have that edge.
fn places(runs: &[Run], ids: &[usize], edge: fn(&BBox) -> f32) -> usize {
    let mut all: Vec<f32> = ids.iter().map(|&i| edge(&runs[i].bbox)).collect();
    all.sort_by(f32::total_cmp);
    all.chunk_by(|a, b| b - a < 2.5).filter(|c| c.len() >= 3).count()
}

/// How many runs begin at one place with two others, or have one middle with them: the cells of a column.
fn aligned(runs: &[Run], ids: &[usize]) -> usize {
    let sorted = |edge: fn(&BBox) -> f32| {
        let mut all: Vec<(f32, usize)> = ids.iter().map(|&i| (edge(&runs[i].bbox), i)).collect();
        all.sort_by(|a, b| a.0.total_cmp(&b.0));
        all
    };
    let (begins, middles) = (sorted(|b| b.x0), sorted(|b| b.cx()));
    let near = |all: &[(f32, usize)], at: f32, reach: f32| -> Vec<usize> {
        let from = all.partition_point(|(x, _)| *x <= at - reach);
        all[from..].iter().take_while(|(x, _)| *x < at + reach).take(3).map(|(_, i)| *i).collect()
    };
    let shared = |&&i: &&usize| {
        let mut level = near(&begins, runs[i].bbox.x0, 3.0);
        level.extend(near(&middles, runs[i].bbox.cx(), 2.0));
        level.sort_unstable();
        level.dedup();
        level.len() >= 3
    };
    ids.iter().filter(shared).count()
}
