//! Which house published the report.
//!
//! Reads the analysts' licences (the first four digits are the house's) and the names in legal
//! text, running heads, feet and source lines. Gives the standard name. Where two houses share a
//! prefix (renamed or merged), the printed name decides. Does not read running text: reports
//! speak of other houses.

use super::Analyst;
use crate::layout::{Document, PassageKind};
use crate::lexicon::Lexicon;
use std::collections::BTreeMap;

/// Passages looked at in each place: names repeat, more would cost and say nothing new.
const ENOUGH: usize = 24;
/// What a licence is worth against one printed name.
const LICENCE: u32 = 12;

pub(super) fn read(document: &Document, lexicon: &Lexicon, analysts: &[Analyst]) -> String {
    let mut votes: BTreeMap<&str, u32> = BTreeMap::new();
    for analyst in analysts {
        for broker in lexicon.words.brokers_of_licence(&analyst.licence) {
            *votes.entry(broker.name).or_default() += LICENCE;
        }
    }
    let places = |kinds: &'static [PassageKind]| document.passages.iter().filter(|p| kinds.contains(&p.kind));
    let edges = places(&[PassageKind::Header, PassageKind::Footer]).take(ENOUGH);
    let legal = document.passages.iter().rev().filter(|p| p.kind == PassageKind::Boilerplate).take(ENOUGH);
    let sources = places(&[PassageKind::Source]).take(ENOUGH);
    let front =
        document.passages.iter().take_while(|p| p.page() == 1).filter(|p| p.text.chars().count() <= 60).take(ENOUGH);
    let publisher = |text: &str| text.contains("研究") || text.contains("整理") || text.contains("预测");
    for passage in edges.chain(legal).chain(front) {
        if let Some(broker) = lexicon.words.broker_in(clip(&passage.text)) {
            *votes.entry(broker.name).or_default() += 2;
        }
    }
    for passage in sources.filter(|p| publisher(&p.text)) {
        if let Some(broker) = lexicon.words.broker_in(clip(&passage.text)) {
            *votes.entry(broker.name).or_default() += 3;
        }
    }
    // of two with equal votes the first by name, so that the answer never changes
    let best = votes.into_iter().rev().max_by_key(|(_, n)| *n);
    best.filter(|(_, n)| *n >= 2).map(|(name, _)| name.to_owned()).unwrap_or_default()
}

/// Legal text names its house at once.
fn clip(text: &str) -> &str {
    let end = text.char_indices().nth(400).map_or(text.len(), |(i, _)| i);
    &text[..end]
}
