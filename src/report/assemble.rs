//! Document, tags, facts and head of one file → its [`Report`].
//!
//! Byte spans become positions in Unicode scalar values, one pass over each passage's text; every
//! row gets the page of its own first character, passages and facts get their boxes.
//! Refuses nothing: a report of a document without passages is an empty report.

use super::offsets::Offsets;
use super::rows::*;
use crate::decimal::{Decimal, plain};
use crate::facts::{Fact, Head, disagreements};
use crate::layout::Document;
use crate::note::Note;
use crate::tag::Tags;

/// What the report says of the file it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileData {
    /// The file's name without its folder.
    pub name: String,
    /// BLAKE3 of its bytes, 64 hex digits.
    pub blake3: String,
    /// Its size.
    pub bytes: u64,
    /// What the PDF says of itself; absent for a text file.
    pub pdf: Option<PdfInfo>,
    /// Hash of the lexicon, 16 hex digits.
    pub lexicon: String,
    /// Oddities met before the layout.
    pub notes: Vec<Note>,
}

/// The id of a report: the first 16 hex digits of its file's hash (contract, section 2).
pub fn report_id(blake3: &str) -> String {
    blake3.chars().take(16).collect()
}

/// Puts the report together. Rows stand in the order of the document and of the tags.
pub fn assemble(document: &Document, tags: &Tags, facts: &[Fact], head: &Head, file: FileData) -> Report {
    let offsets = Offsets::new(document, tags, facts);
    let id = report_id(&file.blake3);
    let mut warnings = file.notes.clone();
    warnings.extend(document.notes.iter().chain(&tags.notes).cloned());
    let rows: Vec<FactRow> = facts.iter().map(|f| fact_row(&id, document, f, &offsets)).collect();
    warnings.extend(disagreements(document, tags, facts).into_iter().map(|d| {
        let ids = d.facts.iter().map(|i| rows[*i].id.clone()).collect();
        Note { facts: ids, ..Note::new("facts", Some(d.page), d.message) }
    }));
    Report {
        schema_version: SCHEMA_VERSION,
        report: report_head(document, tags, facts, head, &file, &warnings),
        passages: passages(document),
        mentions: mentions(document, tags, &offsets),
        quantities: quantities(document, tags, &offsets),
        periods: periods(document, tags, &offsets),
        facts: rows,
        figures: figures(document),
        tables: cells(document, tags),
        warnings,
    }
}

fn report_head(
    document: &Document,
    tags: &Tags,
    facts: &[Fact],
    head: &Head,
    file: &FileData,
    warnings: &[Note],
) -> ReportHead {
    let hurt = warnings.iter().any(|n| n.room == "pdf" && n.page.is_some());
    ReportHead {
        report_id: report_id(&file.blake3),
        file: file.name.clone(),
        broker: said(&head.broker),
        title: said(&head.title),
        subtitle: said(&head.subtitle),
        kind: head.kind,
        industry: said(&head.industry),
        published_on: head.published_on.map(|d| d.to_string()),
        date_source: head.published_on.and(head.date_source),
        rating: said(&head.rating),
        rating_action: head.rating_action,
        target_price: head.target_price.map(|d| d.normalize()),
        target_currency: said(&head.target_currency),
        previous_rating: said(&head.previous_rating),
        current_price: head.current_price.map(|d| d.normalize()),
        current_currency: said(&head.current_currency),
        company: said(&head.company),
        analysts: head.analysts.clone(),
        pages: document.pages,
        passages: document.passages.len() as u32,
        mentions: tags.mentions.len() as u32,
        facts: facts.len() as u32,
        status: if hurt { "partial" } else { "ok" }.to_owned(),
        blake3: file.blake3.clone(),
        bytes: file.bytes,
        pdf: file.pdf.clone(),
        lexicon: file.lexicon.clone(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
    }
}

/// Empty means not said.
fn said(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

fn passages(document: &Document) -> Vec<PassageRow> {
    let row = |(i, p): (usize, &crate::layout::Passage)| PassageRow {
        page: p.page(),
        passage: i as u32 + 1,
        kind: p.kind,
        section: p.section.clone(),
        text: p.text.clone(),
        boxes: p
            .lines
            .iter()
            .filter(|l| l.bbox != Default::default())
            .map(|l| crate::span::Place::new(l.page, l.bbox))
            .collect(),
    };
    document.passages.iter().enumerate().map(row).collect()
}

fn mentions(document: &Document, tags: &Tags, offsets: &Offsets) -> Vec<MentionRow> {
    let row = |m: &crate::tag::Mention| {
        let passage = &document.passages[m.passage];
        let (start, end) = offsets.of(m.passage, m.span);
        MentionRow {
            page: passage.page_at(m.span.start),
            kind: m.kind,
            id: m.id.clone(),
            name: m.name.clone(),
            text: m.span.of(&passage.text).to_owned(),
            role: m.role,
            passage: m.passage as u32 + 1,
            start,
            end,
            rule: m.rule.to_owned(),
        }
    };
    tags.mentions.iter().map(row).collect()
}

fn quantities(document: &Document, tags: &Tags, offsets: &Offsets) -> Vec<QuantityRow> {
    let row = |q: &crate::tag::Quantity| {
        let passage = &document.passages[q.passage];
        let (start, end) = offsets.of(q.passage, q.span);
        QuantityRow {
            page: passage.page_at(q.span.start),
            text: q.span.of(&passage.text).to_owned(),
            low: q.low.normalize(),
            high: q.high.normalize(),
            unit: q.unit.clone(),
            approximation: q.approximation,
            passage: q.passage as u32 + 1,
            start,
            end,
        }
    };
    tags.quantities.iter().map(row).collect()
}

fn periods(document: &Document, tags: &Tags, offsets: &Offsets) -> Vec<PeriodRow> {
    let row = |p: &crate::tag::Period| {
        let passage = &document.passages[p.passage];
        let (start, end) = offsets.of(p.passage, p.span);
        PeriodRow {
            page: passage.page_at(p.span.start),
            text: p.span.of(&passage.text).to_owned(),
            period: p.period.clone(),
            passage: p.passage as u32 + 1,
            start,
            end,
        }
    };
    tags.periods.iter().map(row).collect()
}

fn fact_row(report: &str, document: &Document, fact: &Fact, offsets: &Offsets) -> FactRow {
    let passage = &document.passages[fact.passage];
    let (start, end) = offsets.of(fact.passage, fact.span);
    let low = fact.low.map(|d| d.normalize());
    let high = fact.high.map(|d| d.normalize());
    FactRow {
        id: fact_id(report, fact, start, end),
        page: passage.page_at(fact.span.start),
        kind: fact.kind,
        subject_id: said(&fact.subject_id),
        subject: said(&fact.subject),
        metric: fact.metric.clone(),
        low,
        high,
        unit: low.or(high).and(said(&fact.unit)),
        approximation: fact.approximation,
        period: fact.period.clone(),
        change: fact.change.map(|d| d.normalize()),
        change_base: fact.change_base,
        basis: fact.basis,
        said_by: said(&fact.said_by),
        object: said(&fact.object),
        quote: fact.span.of(&passage.text).to_owned(),
        rule: fact.rule.to_owned(),
        confidence: fact.confidence,
        passage: fact.passage as u32 + 1,
        start,
        end,
        boxes: passage.places(fact.span),
    }
}

/// The same statement at the same place has the same id in every run; 16 hex digits.
fn fact_id(report: &str, fact: &Fact, start: u32, end: u32) -> String {
    let number = |d: Option<Decimal>| d.map(plain).unwrap_or_default();
    let key = [
        report,
        &format!("{:?}", fact.kind),
        &format!("{} {start} {end}", fact.passage + 1),
        &fact.subject_id,
        &fact.subject,
        &fact.metric,
        &number(fact.low),
        &number(fact.high),
        &fact.unit,
        &number(fact.change),
        &fact.object,
    ];
    report_id(blake3::hash(key.join("\u{1f}").as_bytes()).to_hex().as_str())
}

fn figures(document: &Document) -> Vec<FigureRow> {
    let row = |f: &crate::layout::Figure| FigureRow {
        page: f.page,
        label: f.label.clone(),
        number: f.number.clone(),
        caption: f.caption.clone(),
        source: said(&f.source),
    };
    document.figures.iter().map(row).collect()
}

fn cells(document: &Document, tags: &Tags) -> Vec<CellRow> {
    let mut rows = Vec::new();
    for (i, table) in document.tables.iter().enumerate() {
        let amounts = tags.amounts.get(i).map_or(&[][..], Vec::as_slice);
        let amounts = amounts.iter().map(Option::as_ref).chain(std::iter::repeat(None));
        rows.extend(table.cells.iter().zip(amounts).map(|(c, amount)| CellRow {
            page: c.page,
            table: i as u32 + 1,
            number: table.number.clone(),
            caption: table.caption.clone(),
            row: c.row,
            column: c.column,
            header: c.header.clone(),
            value: c.value.clone(),
            amount: amount.map(|a| a.value),
            unit: amount.map(|a| a.unit.clone()),
        }));
    }
    rows
}
