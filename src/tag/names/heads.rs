//! Short names that a report uses in lists for companies it names in full elsewhere: 东软 of 东软集团,
//! 千方 of 千方科技.
//!
//! *reads*: the hits chosen in all passages. *needs*: words that end company names. *gives*: further hits,
//! rule `head_in_list`, only as whole items of a list beside a company, or as whole cells. *does not match*:
//! heads that two companies of the report share, that name another company, places, parts of words.
//! *source*: lists of the sample corpus; the full name in the report is the evidence.

use std::collections::{HashMap, HashSet};

use super::hit::{Hit, Reading, after, before};
use super::join::is_cell;
use crate::layout::PassageKind;
use crate::lexicon::{Class, Lexicon, is_han};

/// A report names some hundreds of companies; more are lists of all of them.
const MOST: usize = 400;
/// So many heads may follow each other.
const RUN: usize = 6;

/// Adds the heads that stand as items.
pub fn heads(readings: &mut [Reading], lexicon: &Lexicon) {
    let heads = known(readings, lexicon);
    if heads.is_empty() {
        return;
    }
    for reading in readings.iter_mut().filter(|r| r.kind != PassageKind::Boilerplate && !r.hits.is_empty()) {
        // what was found lets the item beside it be one
        for _ in 0..RUN {
            let mut found = find(reading, &heads);
            if found.is_empty() {
                break;
            }
            // an undecided form there gives way
            let taken = |h: &Hit| {
                let at = found.partition_point(|f: &Hit| f.end <= h.start);
                found.get(at).is_some_and(|f| f.start < h.end)
            };
            reading.hits.retain(|h| h.chosen.is_some() || !taken(h));
            reading.hits.append(&mut found);
            reading.hits.sort_by_key(|h| h.start);
        }
    }
}

fn find(reading: &Reading, heads: &HashMap<String, Option<u32>>) -> Vec<Hit> {
    let mut found = Vec::new();
    for (start, end) in items(reading) {
        let Some(entity) = heads.get(&reading.folded.text[start..end]).copied().flatten() else { continue };
        let first = reading.hits.partition_point(|h| h.end <= start);
        let inside = reading.hits[first..].iter().take_while(|h| h.start < end);
        let overlaps = found.last().is_some_and(|f: &Hit| f.end > start);
        if !overlaps && inside.into_iter().all(|h| h.chosen.is_none()) {
            found.push(Hit::chosen(start, end, entity, "head_in_list"));
        }
    }
    found
}

/// Heads of the companies that the report names by their printed short names; `None` where two share one.
fn known(readings: &[Reading], lexicon: &Lexicon) -> HashMap<String, Option<u32>> {
    let mut seen: HashSet<(u32, u32)> = HashSet::new();
    let mut heads: HashMap<String, Option<u32>> = HashMap::new();
    for reading in readings.iter().filter(|r| r.kind != PassageKind::Boilerplate) {
        for hit in &reading.hits {
            let (Some((entity, _)), Some(surface)) = (hit.chosen, hit.surface) else { continue };
            let home = lexicon.home(entity);
            if heads.len() >= MOST || !seen.insert((surface, home)) {
                continue;
            }
            let Some(head) = head(&lexicon.surface(surface).written, lexicon) else { continue };
            heads.entry(head.to_owned()).and_modify(|e| *e = e.filter(|e| *e == home)).or_insert(Some(home));
        }
    }
    heads
}

/// What is left of a short name without the word of its trade: two or three Han that name nothing else.
fn head<'w>(name: &'w str, lexicon: &Lexicon) -> Option<&'w str> {
    let head = lexicon.words.listed("trade").iter().find_map(|tail| name.strip_suffix(tail))?;
    let fits = (2..=3).contains(&head.chars().count()) && head.chars().all(is_han);
    let other = lexicon.by_name(head).iter().any(|f| f.class == Class::Firm);
    (fits && !other && !lexicon.words.places.contains(head)).then_some(head)
}

/// Whole items beside a chosen company of their list, and whole cells: `(start, end)`, sorted.
fn items(reading: &Reading) -> Vec<(usize, usize)> {
    let text = reading.folded.text.as_str();
    let mut items = Vec::new();
    for hit in reading.hits.iter().filter(|h| h.chosen.is_some()) {
        if let Some((at, sign)) =
            text[hit.outer.max(hit.end)..].char_indices().next().filter(|c| "、/和与及".contains(c.1))
        {
            let start = hit.outer.max(hit.end) + at + sign.len_utf8();
            let end = start + run(text[start..].chars());
            let closed = after(text, end).is_none_or(|c| !is_han(c) && !c.is_alphanumeric());
            items.extend(closed.then_some((start, end)));
            // 千方等, 东软和: the joint behind is Han itself
            let head: Vec<usize> = text[start..end].char_indices().map(|c| start + c.0).skip(2).take(2).collect();
            items.extend(
                head.into_iter().filter(|e| text[*e..].starts_with(['等', '和', '与', '及'])).map(|e| (start, e)),
            );
        }
        if let Some(sign) = before(text, hit.start).filter(|c| "、/".contains(*c)) {
            let end = hit.start - sign.len_utf8();
            let start = end - run(text[..end].chars().rev());
            items.push((start, end));
        }
    }
    if reading.kind == PassageKind::Table {
        items.extend(cells(text));
    }
    items.sort_unstable();
    items.dedup();
    items.retain(|i| i.0 < i.1);
    items
}

/// Bytes of the Han run, at most four characters of it: a longer one is no head.
fn run(chars: impl Iterator<Item = char>) -> usize {
    chars.take(5).take_while(|c| is_han(*c)).map(char::len_utf8).sum()
}

/// Cells of a table of two or three Han.
fn cells(text: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    let mut at = 0;
    text.split(['\t', '\n']).filter_map(move |cell| {
        let start = at;
        at += cell.len() + 1;
        let han = cell.len() <= 9 && !cell.is_empty() && cell.chars().all(is_han);
        (han && is_cell(text, start, start + cell.len())).then_some((start, start + cell.len()))
    })
}
