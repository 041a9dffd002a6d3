//! The front page as a list of short items, in reading order.
//!
//! Table rows are items of their own, cells kept apart by tabs. Items of the next page's head and
//! foot stand beside them: what a house prints on every page.

use crate::layout::{Document, Passage, PassageKind};
use crate::span::BBox;

/// How far down the head of a front page reaches, in points: no chart of the sample corpus begins above.
const HEAD: f32 = 120.0;

/// One line or paragraph of the front page.
#[derive(Debug, Clone)]
pub(super) struct Item<'d> {
    pub(super) text: &'d str,
    /// Without white space.
    pub(super) bare: String,
    pub(super) kind: PassageKind,
    pub(super) size: f32,
    /// Top edge in points.
    pub(super) top: f32,
}

impl Item<'_> {
    /// Whether it is a label or heading rather than running text.
    pub(super) fn is_short(&self) -> bool {
        self.bare.chars().count() <= 60 && !self.bare.contains('。')
    }
}

/// Letters of a cover that holds no more than the title and the authors, at most: the sample corpus's has 70.
const COVER: usize = 200;

/// The last page of the front: 2 behind a bare cover, where that prints the rating, else 1.
pub(in crate::facts) fn last_page(document: &Document) -> u32 {
    let pages = |n: u32| document.passages.iter().filter(move |p| p.page() == n && p.kind != PassageKind::Boilerplate);
    let rates = |p: &Passage| p.text.contains("评级") && p.text.chars().count() <= 30 && p.kind.is_running_text();
    let letters: usize = pages(1).map(|p| p.text.chars().filter(|c| c.is_alphanumeric()).count()).sum();
    let bare = letters <= COVER && !pages(1).any(|p| p.kind == PassageKind::Table || p.text.contains("评级"));
    if bare && letters > 0 && pages(2).any(rates) { 2 } else { 1 }
}

/// The front page, and the running heads of pages 2 and 3.
pub(super) struct Front<'d> {
    pub(super) items: Vec<Item<'d>>,
    pub(super) heads: Vec<Item<'d>>,
    /// How many paragraphs of the first pages speak of the week.
    pub(super) weeks: usize,
    /// The first two pages' running text, for what the front page's labels leave open.
    pub(super) prose: Vec<&'d str>,
}

impl<'d> Front<'d> {
    pub(super) fn new(document: &'d Document) -> Self {
        let mut front = Self { items: Vec::new(), heads: Vec::new(), weeks: 0, prose: Vec::new() };
        let early = document.passages.iter().take_while(|p| p.page() <= 4).filter(|p| p.kind.is_running_text());
        front.weeks = early.filter(|p| ["本周", "上周", "一周"].iter().any(|w| p.text.contains(w))).count();
        let last = last_page(document);
        for passage in document.passages.iter().take_while(|p| p.page() <= 3) {
            let edge = matches!(passage.kind, PassageKind::Header | PassageKind::Footer);
            // hidden text is nobody's statement
            if passage.page() <= last && passage.kind != PassageKind::Boilerplate && !(edge && passage.page() > 1) {
                split(passage, &mut front.items);
            } else if edge {
                split(passage, &mut front.heads);
            }
            if passage.page() <= 2 && matches!(passage.kind, PassageKind::Paragraph | PassageKind::ListItem) {
                front.prose.push(&passage.text);
            }
        }
        front
    }

    /// All items without white space, joined by line feeds; titles of other reports tell nothing of this one.
    pub(super) fn labels(&self) -> String {
        let other = |i: &Item<'_>| i.kind == PassageKind::Chart || i.bare.starts_with('《');
        let short = self.items.iter().chain(&self.heads).filter(|i| i.is_short() && !other(i));
        short.map(|i| i.bare.as_str()).collect::<Vec<_>>().join("\n")
    }
}

/// A front page's sidebar of these lines, one a passage.
#[cfg(test)]
pub(super) fn sidebar(lines: &[&str]) -> Document {
    use crate::span::Span;
    let line = |text: &&str| crate::layout::Line {
        span: Span::new(0, text.len()),
        page: 1,
        bbox: BBox::default(),
        edges: vec![],
    };
    let passage = |text: &&str| Passage {
        kind: PassageKind::Sidebar,
        section: String::new(),
        text: (*text).to_owned(),
        lines: vec![line(text)],
        size: 9.0,
        bold: false,
    };
    Document { passages: lines.iter().map(passage).collect(), pages: 1, ..Document::default() }
}

fn split<'d>(passage: &'d Passage, items: &mut Vec<Item<'d>>) {
    let top = passage.bbox().y0;
    let rows = matches!(passage.kind, PassageKind::Table | PassageKind::Chart);
    let pieces: Vec<&str> = if rows { passage.text.lines().collect() } else { vec![&passage.text] };
    for text in pieces {
        let bare: String = text.chars().filter(|c| *c == '\t' || !c.is_whitespace()).collect();
        let bare = bare.trim_matches('\t').to_owned();
        if !bare.is_empty() {
            // words in a drawing at the page's top are the house's head, not a chart's
            let han = bare.chars().filter(|c| crate::lexicon::is_han(*c)).count();
            let placed = passage.bbox() != BBox::default();
            let head = passage.kind == PassageKind::Chart && placed && top < HEAD && han >= 4;
            let kind = if head { PassageKind::Heading } else { passage.kind };
            items.push(Item { text, bare, kind, size: passage.size, top });
        }
    }
}
