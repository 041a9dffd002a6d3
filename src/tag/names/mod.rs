//! Names: every mention of a company, organisation, model or chip, and the part it plays.
//!
//! Takes a document, the lexicon and what the head of the report says; gives mentions sorted by
//! passage and place. Mentions of one kind do not overlap. Reads no chart, changes no text, is
//! linear in the text.

mod acts;
mod alone;
mod chip_number;
mod chips;
mod defined;
mod heads;
mod hit;
mod join;
mod judge;
mod longer;
mod models;
mod recommended;
mod roles;
mod runs;
mod scan;
mod versions;

use super::{Frame, Mention, MentionKind};
use crate::layout::{Document, PassageKind};
use crate::lexicon::{Lexicon, fold};
use hit::Reading;
use roles::Owner;

/// Reads every mention of a document.
pub fn names(document: &Document, lexicon: &Lexicon, frame: &Frame) -> Vec<Mention> {
    let mut readings = read(document, lexicon);
    let mut known = judge::known(&readings, lexicon, frame.company.as_deref());
    judge::judge_all(&mut readings, &mut known, lexicon);
    heads::heads(&mut readings, lexicon);
    readings.iter_mut().for_each(|r| defined::groups(r, lexicon));
    defined::defined(&mut readings, lexicon);
    defined::own_short(&mut readings, lexicon, known.own);
    recommended::mark(&mut readings, lexicon, known.own);
    let publisher = frame.broker.as_deref().and_then(|b| lexicon.words.broker(b));
    let publisher = publisher.and_then(|b| lexicon.index(b.security)).map(|i| lexicon.home(i));
    let owner = Owner { company: known.own, publisher };
    let mut mentions = Vec::new();
    let models = models::Report::of(&readings, lexicon);
    let mut models: Vec<_> = readings.iter().map(|r| models::read(r, lexicon, &models)).collect();
    let chips: Vec<_> = readings.iter().map(|r| chips::read(r, lexicon)).collect();
    versions::alone(&readings, &mut models, &chips);
    for ((reading, models), chips) in readings.iter().zip(&models).zip(&chips) {
        let from = mentions.len();
        companies(reading, lexicon, owner, models, chips, &mut mentions);
        for found in models.iter().chain(chips) {
            let role = roles::by_kind(reading.kind);
            let span = reading.folded.span(found.start, found.end, reading.text);
            let (id, name) = (found.id.clone(), found.name.clone());
            mentions.push(Mention {
                passage: reading.passage,
                span,
                kind: found.kind,
                id,
                name,
                role,
                rule: found.rule,
            });
        }
        mentions[from..].sort_by_key(|m| (m.span, m.kind));
    }
    mentions
}

/// Folds and scans every passage that may name something.
fn read<'d>(document: &'d Document, lexicon: &Lexicon) -> Vec<Reading<'d>> {
    let mut readings = Vec::with_capacity(document.passages.len());
    for (i, passage) in document.passages.iter().enumerate() {
        if passage.kind == PassageKind::Chart {
            continue;
        }
        let table = passage.kind == PassageKind::Table;
        let folded = fold(&passage.text, table);
        let mut reading = Reading {
            passage: i,
            kind: passage.kind,
            text: &passage.text,
            folded,
            hits: Vec::new(),
            products: Vec::new(),
        };
        scan::scan(&mut reading, lexicon);
        join::join(&mut reading, lexicon, table);
        readings.push(reading);
    }
    readings
}

/// A model or chip that was read.
#[derive(Debug, Clone, PartialEq)]
struct Product {
    start: usize,
    end: usize,
    kind: MentionKind,
    id: String,
    name: String,
    rule: &'static str,
}

fn companies(
    reading: &Reading,
    lexicon: &Lexicon,
    owner: Owner,
    models: &[Product],
    chips: &[Product],
    out: &mut Vec<Mention>,
) {
    for hit in &reading.hits {
        let Some((entity, rule)) = hit.chosen else { continue };
        let security = lexicon.entity(entity);
        // a maker's name inside a model's name is no mention of the maker
        let covers = |found: &[Product]| {
            found.get(found.partition_point(|p| p.end <= hit.start)).is_some_and(|p| p.start < hit.end)
        };
        if covers(models) || !security.is_listed() && covers(chips) {
            continue;
        }
        let kind = if security.is_listed() { MentionKind::Company } else { MentionKind::Organisation };
        out.push(Mention {
            passage: reading.passage,
            span: reading.folded.span(hit.start, hit.end, reading.text),
            kind,
            id: security.id.to_string(),
            name: security.name.to_string(),
            role: roles::role(reading, hit, lexicon.home(entity), owner, lexicon),
            rule,
        });
    }
}
