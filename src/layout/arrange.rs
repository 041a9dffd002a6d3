//! All pages → the document: the order of the stages, and what crosses pages.

use super::document::Document;
use super::emit;
use super::furniture::{self, Edge};
use super::paragraph::Draft;
use super::part::{Body, Part, parts};
use super::run::Run;
use super::sheet::Sheet;
use super::words::{self, Opening};
use crate::pdf::Page;
use std::collections::HashMap;

/// What one page gives beside its parts.
pub(super) struct Margins {
    pub(super) furniture: Vec<(Edge, Run)>,
    pub(super) side: Vec<Run>,
    pub(super) hidden: Vec<Run>,
    pub(super) garbled: bool,
    /// Limits that the page met.
    pub(super) limits: Vec<String>,
    pub(super) width: f32,
}

/// Arranges a report's pages into passages in reading order.
///
/// Never fails: a page that cannot be read well is a note. The same pages give the same document.
pub fn arrange(pages: &[Page]) -> Document {
    let mut sheets: Vec<Sheet> = pages.iter().map(Sheet::new).collect();
    if let [cover, front, ..] = sheets.as_mut_slice() {
        let display = cover.runs.iter().any(|r| r.size > DISPLAY && r.weight >= 4);
        front.front = display && cover.runs.iter().map(|r| r.weight).sum::<usize>() < COVER;
    }
    let furniture = furniture::take(&mut sheets);
    let body = body_size(&sheets);
    let (mut regions, mut open) = (0, None);
    let mut all: Vec<Part> = sheets.iter_mut().flat_map(|s| parts(s, body, &mut regions, &mut open)).collect();
    join(&mut all);
    let margins: Vec<Margins> = sheets
        .into_iter()
        .zip(furniture)
        .map(|(s, furniture)| Margins {
            furniture,
            side: s.side,
            hidden: s.hidden,
            garbled: s.garbled,
            limits: s.limits,
            width: s.width,
        })
        .collect();
    emit::document(all, margins, body)
}

/// Characters that a cover has at most: title, date and authors.
const COVER: usize = 160;

/// Type from this size on, in points, is a cover's title.
const DISPLAY: f32 = 18.0;

/// The size most characters of the report have.
fn body_size(sheets: &[Sheet]) -> f32 {
    let mut sizes: HashMap<u32, usize> = HashMap::new();
    for run in sheets.iter().flat_map(|s| &s.runs).filter(|r| r.text.chars().count() >= 8) {
        *sizes.entry((run.size * 4.0).round() as u32).or_default() += run.weight;
    }
    // the larger of two equally frequent sizes, so that the order of the map does not matter
    sizes.into_iter().max_by_key(|&(size, n)| (n, size)).map_or(10.5, |(size, _)| size as f32 / 4.0)
}

/// Joins a paragraph with what goes on behind a column's or page's end, or behind a figure.
fn join(parts: &mut Vec<Part>) {
    let mut gone = vec![false; parts.len()];
    for i in 0..parts.len() {
        if gone[i] {
            continue;
        }
        // a paragraph may run over several pages
        let mut last = i;
        while let Some(j) = continuation(parts, i, last, &gone) {
            gone[j] = true;
            last = j;
            let taken = match &mut parts[j].body {
                Body::Text(next) => Some((std::mem::take(&mut next.lines), next.right, next.heading)),
                _ => None,
            };
            if let (Some((lines, right, heading)), Body::Text(draft)) = (taken, &mut parts[i].body) {
                draft.heading |= heading;
                draft.lines.extend(lines);
                draft.right = right;
            }
        }
    }
    let mut flags = gone.into_iter();
    parts.retain(|_| !flags.next().unwrap_or(false));
}

/// The part that carries on paragraph `i`, whose text so far ends in part `last`.
fn continuation(parts: &[Part], i: usize, last: usize, gone: &[bool]) -> Option<usize> {
    let Body::Text(draft) = &parts[i].body else { return None };
    if let Some(j) = heading_s_rest(parts, draft, last).filter(|&j| !gone[j]) {
        return Some(j);
    }
    let broken = |next: &Draft| words::is_broken(&draft.last_words(), &next.words());
    if !draft.is_open() || is_label(draft) {
        let next = parts.get(last + 1).filter(|p| p.page <= parts[last].page + 1 && !gone[last + 1]);
        let goes_on = |p: &&Part| matches!(&p.body, Body::Text(next) if !draft.contents && broken(next));
        return next.filter(goes_on).map(|_| last + 1);
    }
    let page = parts[last].page;
    for j in last + 1..parts.len() {
        if parts[j].page > page + 1 {
            return None;
        }
        let Body::Text(next) = &parts[j].body else { continue };
        if gone[j] || next.aside != draft.aside {
            continue;
        }
        if parts[j].region == parts[last].region && j == last + 1 && !broken(next) {
            return None; // the same column, nothing between: the lines said that it ends
        }
        return carries_on(draft, next).then_some(j);
    }
    None
}

/// The last words of a heading that a page's end breaks: on top of the next page, in its own type.
fn heading_s_rest(parts: &[Part], draft: &Draft, last: usize) -> Option<usize> {
    let [(page, above)] = draft.lines.as_slice() else { return None };
    let next = parts.get(last + 1).filter(|p| p.page == page + 1)?;
    let Body::Text(rest) = &next.body else { return None };
    let [(_, line)] = rest.lines.as_slice() else { return None };
    let alike =
        (above.size() - line.size()).abs() < 0.2 && above.color() == line.color() && line.bold() == above.bold();
    let numbered = |t: &str| matches!(words::opening(t), Opening::Numbered(_));
    let full = draft.right - above.bbox.x1 < 1.7 * above.size() && !words::ends_sentence(&above.words());
    let short = line.words().chars().count() <= 12 && words::opening(&line.words()) == Opening::Plain;
    let level = (line.bbox.x0 - above.bbox.x0).abs() < 2.5 * above.size();
    (alike && full && short && level && rest.heading && numbered(&above.words())).then_some(last + 1)
}

fn carries_on(draft: &Draft, next: &Draft) -> bool {
    let Some((_, first)) = next.lines.first() else { return false };
    let text = first.words();
    let alike = (first.size() - draft.lines[draft.lines.len() - 1].1.size()).abs() < 0.08 * first.size().max(1.0);
    let plain = !next.heading && !next.contents && words::opening(&text) == Opening::Plain;
    let indented = next.lines.len() > 1 && first.bbox.x0 > next.left + 1.3 * first.size();
    let item = draft.item && next.lines.len() > 1;
    alike && plain && (!indented || item)
}

/// A key or label in a sidebar is never open.
fn is_label(draft: &Draft) -> bool {
    draft.lines.len() == 1 && draft.aside && !draft.words().contains(['，', '。'])
}
