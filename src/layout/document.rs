//! The value that layout gives: passages with their lines on the page, figures and tables.
//!
//! Spans of all later rooms are byte ranges of `Passage::text`. Passages stand in reading order.

use crate::note::Note;
use crate::span::{BBox, Place, Span};

/// What a passage is to a reader (contract, section 3).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum PassageKind {
    /// The report's main title.
    Title,
    /// A heading of a section, or the report's subtitle.
    Heading,
    /// Running text.
    Paragraph,
    /// One item of a list.
    ListItem,
    /// A table: cells joined by tabs, rows by line feeds.
    Table,
    /// The caption of a figure or table.
    Caption,
    /// A source line below a figure or table.
    Source,
    /// Axis labels, legends and values inside a figure.
    Chart,
    /// Table of contents, list of figures.
    Contents,
    /// Running header.
    Header,
    /// Running footer.
    Footer,
    /// A sentence or label in the front page's sidebar.
    Sidebar,
    /// Disclaimer, rating scale, contacts.
    Boilerplate,
}

impl PassageKind {
    /// Running text: titles, headings, paragraphs, list items, sidebar sentences and captions.
    pub fn is_running_text(self) -> bool {
        use PassageKind::*;
        matches!(self, Title | Heading | Paragraph | ListItem | Sidebar | Caption)
    }

    /// The word the contract uses.
    pub fn as_str(self) -> &'static str {
        use PassageKind::*;
        match self {
            Title => "title",
            Heading => "heading",
            Paragraph => "paragraph",
            ListItem => "list_item",
            Table => "table",
            Caption => "caption",
            Source => "source",
            Chart => "chart",
            Contents => "contents",
            Header => "header",
            Footer => "footer",
            Sidebar => "sidebar",
            Boilerplate => "boilerplate",
        }
    }
}

/// A line, or part of one, that a passage's text came from. Lines of a passage do not overlap and
/// stand in the order of the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Bytes of the passage's text that this line gave.
    pub span: Span,
    /// Page, counted from 1.
    pub page: u32,
    /// Its box.
    pub bbox: BBox,
    /// Right edge of each of the line's characters in points, one a Unicode scalar value of the
    /// span; empty where unknown (plain text).
    pub edges: Vec<f32>,
}

/// One run of text a person reads as a unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Passage {
    /// What it is.
    pub kind: PassageKind,
    /// Titles of the sections it stands in, outermost first, joined by ` / `; may be empty.
    pub section: String,
    /// Its text, repaired; never empty.
    pub text: String,
    /// Where on the pages it stands; at least one line.
    pub lines: Vec<Line>,
    /// Size of the type in points, 0 where unknown.
    pub size: f32,
    /// Whether most of it is bold.
    pub bold: bool,
}

impl Passage {
    /// The page on which the passage starts.
    pub fn page(&self) -> u32 {
        self.lines.first().map_or(1, |l| l.page)
    }

    /// The page on which the byte at `at` is printed.
    pub fn page_at(&self, at: usize) -> u32 {
        let i = self.lines.partition_point(|l| l.span.start <= at);
        self.lines[..i].last().or(self.lines.first()).map_or(1, |l| l.page)
    }

    /// The box of the part on the first page.
    pub fn bbox(&self) -> BBox {
        let page = self.page();
        let mut on_page = self.lines.iter().filter(|l| l.page == page).map(|l| l.bbox);
        let first = on_page.next().unwrap_or_default();
        on_page.fold(first, BBox::union)
    }

    /// The boxes of a span, one a line or part of a line; empty for plain text.
    pub fn places(&self, span: Span) -> Vec<Place> {
        let mut places = Vec::new();
        for line in self.lines.iter().filter(|l| l.span.overlaps(span) && !l.edges.is_empty()) {
            let inside = Span::new(line.span.start.max(span.start), line.span.end.min(span.end));
            let first = self.text[line.span.start..inside.start].chars().count();
            let count = inside.of(&self.text).chars().count();
            let edge = |i: usize| line.edges.get(i).copied().unwrap_or(line.bbox.x1);
            let x0 = if first == 0 { line.bbox.x0 } else { edge(first - 1) };
            let x1 = edge((first + count).saturating_sub(1));
            places.push(Place::new(line.page, BBox::new(x0, line.bbox.y0, x1, line.bbox.y1)));
        }
        places
    }
}

/// A captioned figure or table.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// The caption's passage.
    pub caption_passage: usize,
    /// Page, counted from 1.
    pub page: u32,
    /// `图`, `图表`, `表`, `Figure` … as printed.
    pub label: String,
    /// The printed number, empty where none.
    pub number: String,
    /// The caption's words without label and number.
    pub caption: String,
    /// The words of the source line without `来源：`; empty where it has none.
    pub source: String,
}

/// One cell of a table's body.
#[derive(Debug, Clone, PartialEq)]
pub struct TableCell {
    /// Page, counted from 1.
    pub page: u32,
    /// Row of the body, from 1.
    pub row: u32,
    /// Column, from 1.
    pub column: u32,
    /// The column's header, multi-row headers joined by a space; may be empty.
    pub header: String,
    /// As printed.
    pub value: String,
    /// The passage that holds it: a table that goes on over a page has one a page.
    pub passage: usize,
    /// Where it stands in that passage's text; the text there may differ from `value` in blanks.
    pub span: Span,
}

/// A table: its cells in row order.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// The passage that holds the table's text (the first, where it runs over pages).
    pub passage: usize,
    /// The printed number of its caption, empty where none.
    pub number: String,
    /// Its caption's words, empty where none.
    pub caption: String,
    /// Body cells.
    pub cells: Vec<TableCell>,
}

/// What a report's pages say, in the order in which a person reads it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Document {
    /// Passages in reading order.
    pub passages: Vec<Passage>,
    /// Captioned figures and tables in reading order.
    pub figures: Vec<Figure>,
    /// Tables in reading order.
    pub tables: Vec<Table>,
    /// Number of pages.
    pub pages: u32,
    /// Oddities.
    pub notes: Vec<Note>,
}
