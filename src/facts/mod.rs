//! Document + tags → facts, and what the report says of itself (its head).
//!
//! Reads no file and invents no words that the document lacks: every fact carries its evidence.
//! One kind of fact a file; a sentence's quantities are bound to their words once
//! (`statement`), then each kind takes what is its own, the most particular first.

mod capacity;
mod capex;
mod change;
mod draft;
mod estimates;
mod fact;
mod figures;
mod head;
mod lists;
mod page;
mod price;
mod product;
mod ratings;
mod said;
mod sentence;
mod statement;

pub use fact::{Basis, ChangeBase, Fact, FactKind};
pub use head::{Analyst, DateSource, Head, RatingAction, ReportKind, head};

use crate::layout::{Document, PassageKind};
use crate::lexicon::Lexicon;
use crate::tag::Tags;
use page::Page;

/// Quantities of one sentence beyond which it is a list of numbers, not a statement: the facts of
/// the first ones are read.
const QUANTITIES: usize = 200;

/// Reads all facts of a document, sorted by passage and place.
pub fn read(document: &Document, tags: &Tags, head: &Head, lexicon: &Lexicon) -> Vec<Fact> {
    let mut out = estimates::read(document, head, lexicon);
    let mut rated = false;
    for (index, passage) in document.passages.iter().enumerate() {
        let label = passage.page() == 1
            && !matches!(passage.kind, PassageKind::Chart | PassageKind::Boilerplate | PassageKind::Source);
        if !passage.kind.is_running_text() && !label {
            continue;
        }
        let page = Page::new(document, tags, head, lexicon, index);
        if label {
            out.extend(ratings::front(&page, document, &mut rated));
        }
        if passage.kind.is_running_text() {
            out.extend(passage_facts(&page, document, index));
        }
    }
    out.sort_by(|a, b| (a.passage, a.span, a.kind, &a.metric).cmp(&(b.passage, b.span, b.kind, &b.metric)));
    out
}

fn passage_facts(page: &Page<'_>, document: &Document, index: usize) -> Vec<Fact> {
    let kind = document.passages[index].kind;
    let mut out = lists::recommendations(page);
    if kind == PassageKind::Title || kind == PassageKind::Caption {
        return out;
    }
    let risks = lists::risks(page, is_risk_section(document, index));
    let risky = !risks.is_empty() && risks.first().is_some_and(|r| r.span.start < 40);
    out.extend(risks);
    out.extend(ratings::in_text(page));
    if risky {
        return out;
    }
    for sentence in &page.sentences {
        let mut statements = statement::statements(page, sentence);
        statements.truncate(QUANTITIES);
        let mut used = vec![false; statements.len()];
        out.extend(capex::read(page, sentence, &statements, &mut used));
        out.extend(product::specs(page, sentence, &statements, &mut used));
        out.extend(product::usage(page, sentence, &statements, &mut used));
        out.extend(capacity::read(page, sentence, &statements, &mut used));
        out.extend(price::read(page, sentence, &statements, &mut used));
        out.extend(product::releases(page, sentence));
        out.extend(figures::read(page, sentence, &statements, &mut used));
    }
    out
}

/// Whether the nearest heading above says 风险提示.
fn is_risk_section(document: &Document, index: usize) -> bool {
    let above = document.passages[..index].iter().rev().take(8);
    let mut text = above.filter(|p| p.kind.is_running_text());
    text.find(|p| p.kind == PassageKind::Heading || p.text.chars().count() <= 12).is_some_and(|p| {
        ["风险提示", "风险因素", "风险分析"].iter().any(|w| p.text.contains(w)) && p.text.chars().count() <= 16
    })
}
