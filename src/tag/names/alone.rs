//! What lets a product's name stand for it where its own words do not: its maker, or products beside it.
//!
//! *reads*: what stands around a name in one passage. *needs*: the hits and heads of the passage.
//! *gives*: yes or no. *does not match*: 盘古 of myth, Step 1 of a manual, Falcon 9 of a rocket.
//! *source*: gold/ids.md: a family without a version is a model where the text means the model.

use super::Product;
use super::hit::{Reading, after};
use crate::lexicon::{Alone, Lexicon, is_han};
use crate::span::between;

/// How far before a name its maker may stand, in characters.
const BEFORE: usize = 40;
/// How far behind the beginning of a name its maker may begin, in characters.
const BEHIND: usize = 16;

/// The maker is named near.
pub fn has_maker(reading: &Reading, start: usize, maker: &str, lexicon: &Lexicon) -> bool {
    let Some(home) = lexicon.index(maker).map(|i| lexicon.home(i)) else { return false };
    let text = reading.folded.text.as_str();
    let back: usize = text[..start].chars().rev().take(BEFORE).map(char::len_utf8).sum();
    let front: usize = text[start..].chars().take(BEHIND).map(char::len_utf8).sum();
    let first = reading.hits.partition_point(|h| h.start < start - back);
    let near = reading.hits[first..].iter().take_while(|h| h.start < start + front);
    near.into_iter().any(|h| means(h.surface, h.code, home, lexicon))
}

fn means(surface: Option<u32>, code: Option<u32>, home: u32, lexicon: &Lexicon) -> bool {
    let written = surface.map_or(&[][..], |s| &lexicon.surface(s).meanings);
    code.is_some_and(|c| lexicon.home(c) == home) || written.iter().any(|m| lexicon.home(m.entity) == home)
}

/// The maker stands right before: 华为盘古, 腾讯混元.
pub fn behind_maker(reading: &Reading, start: usize, maker: &str, lexicon: &Lexicon) -> bool {
    let Some(home) = lexicon.index(maker).map(|i| lexicon.home(i)) else { return false };
    let text = reading.folded.text.as_str();
    let last = reading.hits.partition_point(|h| h.start < start).checked_sub(1).map(|i| &reading.hits[i]);
    last.is_some_and(|h| {
        matches!(text.get(h.outer..start), Some("" | "的" | "云" | " " | ":" | "“"))
            && means(h.surface, h.code, home, lexicon)
    })
}

/// A model stands beside it in a list: the one read before, or a head behind that is one by itself.
pub fn among_models(reading: &Reading, i: usize, end: usize, found: &[Product], lexicon: &Lexicon) -> bool {
    let text = reading.folded.text.as_str();
    let start = reading.products[i].0;
    if found.last().is_some_and(|f| f.end <= start && joins(between(text, f.end, start))) {
        return true;
    }
    let Some(&(from, to, surface)) = reading.products[i + 1..].iter().find(|p| p.0 >= end) else { return false };
    let family = lexicon.surface(surface).family.map(|f| &lexicon.products.families[f as usize]);
    let numbered = text[to..].trim_start_matches([' ', '-']).starts_with(|c: char| c.is_ascii_digit());
    joins(between(text, end, from))
        && family.is_some_and(|f| f.alone == Alone::Yes || numbered && f.alone != Alone::Context)
}

/// The list it stands in ends in 等大模型, 等国产模型.
pub fn in_list_of_models(text: &str, start: usize, end: usize) -> bool {
    let rest = &text[end..];
    let clause = &rest[..rest.find(['。', ';', ',', ':', '!', '\n', '(']).unwrap_or(rest.len())];
    let listed = clause.starts_with('等') || joint(clause) || text[..start].ends_with(['、', '/', '和', '与', '及']);
    let Some(at) = clause.find('等').filter(|_| listed) else { return false };
    let items = clause[..at].split(['、', '/', '和', '与', '及']);
    let head: String = clause[at + "等".len()..].chars().take(12).collect();
    let model = head.find("模型").map(|m| (&head[..m], &head[m + "模型".len()..]));
    let others = ["厂商", "公司", "企业", "应用", "平台", "服务", "赛道", "团队", "研发"];
    items.into_iter().all(|item| item.chars().count() <= 16)
        && model.is_some_and(|(of, behind)| !others.iter().any(|w| behind.starts_with(w) || of.contains(w)))
}

/// Nothing clings to its end: a mark, a joint or the beginning of a predicate.
pub fn ends_free(text: &str, end: usize) -> bool {
    after(text, end).is_none_or(|c| !is_han(c) || "是将在为于有发和与及等的已实也全均或推支升".contains(c))
}

fn joint(text: &str) -> bool {
    text.starts_with(['、', '/', '和', '与', '及'])
}

fn joins(gap: &str) -> bool {
    gap.chars().count() <= 4
        && gap.contains(['、', '/', '和', '与', '及', '\t', '\n'])
        && !gap.chars().any(char::is_alphanumeric)
        || matches!(gap, "和" | "与" | "及" | "以及")
}
