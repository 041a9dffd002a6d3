//! Names that the report itself defines, and the short names of the three carriers.
//!
//! *reads*: all passages. *needs*: the hits chosen so far. *gives*: further hits, `defined`, `own_short` and
//! `carriers`. *does not match*: 公司, 集团 and other words for any company; 移动 or 电信 alone.
//! *source*: contract section 2; `doubtful` of the sample reports (移动1499亿，电信780亿，联通580亿).

use crate::span::between;
use std::collections::HashMap;

use super::hit::{Hit, Reading, after, before};
use crate::lexicon::{Group, Lexicon, is_han};

/// Words that define, the longest first.
const DEFINES: [&str; 4] = ["以下简称", "以下称", "下称", "简称"];

/// A report defines few names; more are noise.
const MOST: usize = 32;

/// Adds the places of names that the report defines.
pub fn defined(readings: &mut [Reading], lexicon: &Lexicon) {
    let mut names: HashMap<String, u32> = HashMap::new();
    for reading in readings.iter() {
        let text = reading.folded.text.as_str();
        for (at, _) in text.match_indices("称") {
            let Some((name, begins)) = definition(text, at, lexicon) else { continue };
            let owner = reading.hits.partition_point(|h| h.end <= begins).checked_sub(1).map(|i| &reading.hits[i]);
            let near = owner.filter(|h| {
                between(text, h.end, begins).chars().count() <= 16
                    && !between(text, h.end, begins).contains(['。', ';', ','])
            });
            let Some((entity, _)) = near.and_then(|h| h.chosen) else { continue };
            if names.len() < MOST && lexicon.by_name(&name).is_empty() {
                names.entry(name).or_insert(lexicon.home(entity));
            }
        }
    }
    if names.is_empty() {
        return;
    }
    let mut names: Vec<(String, u32)> = names.into_iter().collect();
    names.sort_by(|a, b| (b.0.len(), &a.0).cmp(&(a.0.len(), &b.0)));
    for reading in readings {
        for (name, entity) in &names {
            add(reading, name, *entity, "defined");
        }
    }
}

/// The name defined at a 称, and where the defining words begin.
fn definition(text: &str, at: usize, lexicon: &Lexicon) -> Option<(String, usize)> {
    let end = at + "称".len();
    let word = DEFINES.iter().find(|w| text[..end].ends_with(*w))?;
    let rest = text[end..].trim_start_matches(['为', ':', ' ']);
    let quoted = rest.starts_with(['“', '"', '\'', '‘', '「']);
    let rest = rest.trim_start_matches(['“', '"', '\'', '‘', '「']);
    let stop = |c: char| matches!(c, '”' | '"' | '\'' | '’' | '」' | ')' | ',' | '。' | '、' | ';' | '/');
    let (close, _) = rest.char_indices().take(12).find(|c| stop(c.1))?;
    let name = rest[..close].trim();
    let long = name.chars().count();
    let fits = (2..=8).contains(&long)
        && (quoted || rest[close..].starts_with(')'))
        && !lexicon.words.listed("any_company").contains(&name);
    fits.then(|| (name.to_owned(), end - word.len()))
}

/// How often the short name of the report's own company stands alone, at least.
const OFTEN: usize = 3;

/// In how many companies' names a short name may stand: a word of many (创新, 东方) is none.
const RARE: usize = 2;

/// Adds the places at which the report calls its own company by its name without the trade: 云鹤 of 云鹤药业.
pub fn own_short(readings: &mut [Reading], lexicon: &Lexicon, own: Option<u32>) {
    let Some(own) = own else { return };
    let full = lexicon.entity(own).name.as_ref();
    let tails = || lexicon.words.listed("firm_tail").iter().chain(lexicon.words.listed("trade"));
    let mut short = full;
    while let Some(tail) = tails().find(|t| short.ends_with(**t)) {
        short = &short[..short.len() - tail.len()];
    }
    let named = (2..=4).contains(&short.chars().count()) && short.chars().all(is_han) && short.len() < full.len();
    let word = lexicon.words.places.contains(short) || !lexicon.by_name(short).is_empty();
    if !named || word || lexicon.securities().iter().filter(|s| s.name.contains(short)).take(RARE + 1).count() > RARE {
        return;
    }
    // 杭州云鹤技术有限公司, 云鹤（泰国）有限公司: part of the name of another company
    let longer = |text: &str, at: usize| {
        let before = text[..at].chars().rev().take(2).collect::<Vec<_>>().into_iter().rev().collect::<String>();
        let behind: String = text[at + short.len()..].chars().take(14).collect();
        let end = behind.find([',', '。', ';', '、', '的', '，', '；', ':']).unwrap_or(behind.len());
        lexicon.words.places.contains(before.as_str())
            || ["公司", "厂", "有限", "子公司"].iter().any(|w| behind[..end].contains(w))
    };
    let alone = |r: &Reading| {
        let free = |at: usize| {
            let i = r.hits.partition_point(|h| h.end <= at);
            r.hits.get(i).is_none_or(|h| h.start >= at + short.len())
        };
        r.folded.text.match_indices(short).filter(|(at, _)| free(*at) && !longer(&r.folded.text, *at)).count()
    };
    if readings.iter().map(alone).sum::<usize>() >= OFTEN {
        for r in readings.iter_mut() {
            add(r, short, own, "own_short");
            let Reading { folded, hits, .. } = r;
            hits.retain(|h| h.chosen.is_none_or(|c| c.1 != "own_short") || !longer(&folded.text, h.start));
        }
    }
}

fn add(reading: &mut Reading, name: &str, entity: u32, rule: &'static str) {
    let text = reading.folded.text.as_str();
    let mut found = Vec::new();
    for (start, _) in text.match_indices(name) {
        let end = start + name.len();
        let word = |c: char| c.is_ascii_alphanumeric();
        let cut = name.starts_with(word) && before(text, start).is_some_and(word)
            || name.ends_with(word) && after(text, end).is_some_and(word);
        let i = reading.hits.partition_point(|h| h.end <= start);
        if cut || reading.hits.get(i).is_some_and(|h| h.start < end) {
            continue;
        }
        found.push(Hit::chosen(start, end, entity, rule));
    }
    merge(reading, found);
}

fn merge(reading: &mut Reading, mut found: Vec<Hit>) {
    if !found.is_empty() {
        // an undecided form there gives way
        let taken = |h: &Hit| found.iter().any(|f| f.start < h.end && h.start < f.end);
        reading.hits.retain(|h| h.chosen.is_some() || !taken(h));
        reading.hits.append(&mut found);
        reading.hits.sort_by_key(|h| h.start);
    }
}

/// The short names of a group (移动, 联通 and 电信) count where the passage speaks of the group's topic, or of one in full,
/// and names all of them near each other.
pub fn groups(reading: &mut Reading, lexicon: &Lexicon) {
    for group in &lexicon.words.groups {
        let text = reading.folded.text.as_str();
        let full = |n: &(&str, &str)| text.match_indices(n.0).any(|m| text[..m.0].ends_with(group.opens));
        let all = group.names.iter().all(|n| text.contains(n.0));
        if all && (text.contains(group.topic) || group.names.iter().any(full)) {
            let found = together(reading, group, lexicon);
            merge(reading, found);
        }
    }
}

/// Places where each of `names` stands once within 120 bytes.
fn together(reading: &Reading, group: &Group, lexicon: &Lexicon) -> Vec<Hit> {
    let names = &group.names;
    let text = reading.folded.text.as_str();
    let mut places: Vec<(usize, usize, usize)> = Vec::new();
    for (which, (name, _)) in names.iter().enumerate() {
        let found = text.match_indices(name).map(|(at, w)| (at, at + w.len(), which));
        places.extend(found.filter(|p| bare(text, p.0, p.1, group.opens)));
    }
    places.sort_unstable();
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(run) = places.get(at..at + names.len()) {
        let all = (0..names.len()).all(|n| run.iter().any(|p| p.2 == n));
        if !all || run[run.len() - 1].0 - run[0].0 > 120 {
            at += 1;
            continue;
        }
        for p in run {
            let i = reading.hits.partition_point(|h| h.end <= p.0);
            let free = reading.hits.get(i).is_none_or(|h| h.start >= p.1 || h.chosen.is_none());
            let entity = lexicon.index(names[p.2].1).filter(|_| free);
            found.extend(entity.map(|e| Hit::chosen(p.0, p.1, e, "carriers")));
        }
        at += names.len();
    }
    found
}

/// Not part of a longer Han word: a list's joint or a mark before, a mark, number or joint behind.
fn bare(text: &str, start: usize, end: usize, opens: &str) -> bool {
    let left = before(text, start).is_none_or(|c| !is_han(c) || "和与及商为是即".contains(c));
    let left = left || text[..start].ends_with(opens);
    let right = after(text, end).is_none_or(|c| !is_han(c) || "和与及等分均三的将在已资投集下合共各".contains(c));
    let right = right || text[..start].ends_with('/');
    left && right
}
