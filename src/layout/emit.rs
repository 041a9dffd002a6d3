//! Parts → the document: kinds, sections, the one text with its places, figures and tables.
//!
//! This is where a passage's text is made; nothing edits it afterwards.

use super::arrange::Margins;
use super::block::TextLine;
use super::document::{Document, Figure, Line, Passage, PassageKind};
use super::furniture::Edge;
use super::grid::{self, Grid};
use super::part::{Body, Part};
use super::run::Run;
use super::{kinds, repair, tables, words};
use crate::note::Note;
use crate::span::{BBox, Span};

/// Writes the document.
pub(super) fn document(parts: Vec<Part>, margins: Vec<Margins>, body: f32) -> Document {
    let mut out = Writer {
        document: Document { pages: margins.len() as u32, ..Document::default() },
        pending: Vec::new(),
        tables: tables::Open::default(),
    };
    let kinds = kinds::judge(&parts, body);
    let mut parts = parts.into_iter().zip(kinds).peekable();
    for (index, margin) in margins.iter().enumerate() {
        let page = index as u32 + 1;
        let garbled = margin.garbled;
        out.furniture(page, margin, Edge::Top);
        while let Some((part, judged)) = parts.next_if(|(p, _)| p.page <= page) {
            out.part(part, judged, garbled);
        }
        out.side(page, margin);
        out.furniture(page, margin, Edge::Bottom);
        out.hidden(page, &margin.hidden);
        let limits = margin.limits.iter();
        out.document.notes.extend(limits.map(|met| Note::new("layout", Some(page), met.as_str())));
        if garbled {
            out.document.notes.push(Note::new(
                "layout",
                Some(page),
                "the page is garbled: its text is kept, nothing is read from it",
            ));
        }
    }
    out.document
}

struct Writer {
    document: Document,
    /// Captions that still wait for their source: index into figures, page, bounds.
    pending: Vec<(usize, u32, BBox)>,
    tables: tables::Open,
}

impl Writer {
    fn part(&mut self, part: Part, judged: kinds::Judged, garbled: bool) {
        let kind = if garbled { PassageKind::Boilerplate } else { judged.kind };
        let page = part.page;
        match part.body {
            Body::Text(draft) => {
                let size = draft.size();
                let bold = draft.bold();
                let made = if kind == PassageKind::Contents {
                    rows(kind, &draft.lines, "\n", " ")
                } else {
                    text(kind, &draft.lines)
                };
                if let Some(passage) = made {
                    self.push(Passage { section: judged.section, size, bold, ..passage });
                }
            }
            Body::Caption(lines) => self.caption(page, &lines, kind, judged.section),
            Body::Source(lines) => self.source(page, &lines, kind, judged.section),
            Body::Chart(lines) => {
                let lines: Vec<(u32, TextLine)> = lines.into_iter().map(|l| (page, l)).collect();
                if let Some(passage) = rows(kind, &lines, "\n", " ") {
                    self.push(Passage { section: judged.section, ..passage });
                }
            }
            Body::Table(lines) => {
                let grid = grid::grid(&lines, &part.rules, &part.seen, &part.columns);
                self.table(page, part.bbox, &grid, kind, judged.section);
            }
        }
    }

    fn push(&mut self, passage: Passage) {
        self.document.passages.push(passage);
    }

    fn caption(&mut self, page: u32, lines: &[TextLine], kind: PassageKind, section: String) {
        let placed: Vec<(u32, TextLine)> = lines.iter().map(|l| (page, l.clone())).collect();
        let Some(passage) = text(kind, &placed) else { return };
        let bbox = passage.bbox();
        if kind == PassageKind::Caption
            && let Some(read) = words::caption(&passage.text)
        {
            self.pending.retain(|(_, p, b)| *p == page && (b.x_overlap(bbox) <= 0.0 || b.y1 > bbox.y0 - 30.0));
            self.pending.push((self.document.figures.len(), page, bbox));
            self.document.figures.push(Figure {
                caption_passage: self.document.passages.len(),
                page,
                label: read.label.to_owned(),
                number: read.number.to_owned(),
                caption: read.words.trim().to_owned(),
                source: String::new(),
            });
            self.tables.captioned(read.number, read.words.trim());
        }
        self.push(Passage { section, ..passage });
    }

    fn source(&mut self, page: u32, lines: &[TextLine], kind: PassageKind, section: String) {
        let placed: Vec<(u32, TextLine)> = lines.iter().map(|l| (page, l.clone())).collect();
        let Some(passage) = text(kind, &placed) else { return };
        let bbox = passage.bbox();
        if let Some(source) = words::source(&passage.text) {
            let above = |(_, p, b): &(usize, u32, BBox)| *p < page || b.y0 < bbox.y0;
            let fits = |w: &(usize, u32, BBox)| above(w) && w.2.x_overlap(bbox) > -4.0;
            // by column first; two sources set below each other go by order
            if let Some(at) = self.pending.iter().position(fits).or_else(|| self.pending.iter().position(above)) {
                let (figure, ..) = self.pending.remove(at);
                self.document.figures[figure].source = cut_note(source).to_owned();
            }
        }
        self.tables.close();
        self.push(Passage { section, ..passage });
    }

    fn table(&mut self, page: u32, bbox: BBox, grid: &Grid, kind: PassageKind, section: String) {
        let index = self.document.passages.len();
        let Some((passage, spans)) = tables::passage(kind, page, grid) else { return };
        if kind == PassageKind::Table {
            let at = tables::Place { page, passage: index, spans: &spans };
            self.tables.add(&mut self.document.tables, at, bbox, grid);
        }
        self.push(Passage { section, ..passage });
    }

    fn furniture(&mut self, page: u32, margin: &Margins, edge: Edge) {
        let kind = if edge == Edge::Top { PassageKind::Header } else { PassageKind::Footer };
        let runs: Vec<Run> = margin.furniture.iter().filter(|(e, _)| *e == edge).map(|(_, r)| r.clone()).collect();
        self.loose(page, kind, super::block::rows(runs));
    }

    /// Turned or stacked text: at the page's edges furniture, elsewhere a chart's labels.
    fn side(&mut self, page: u32, margin: &Margins) {
        let at_edge = |r: &&Run| r.bbox.x1 < 0.1 * margin.width || r.bbox.x0 > 0.9 * margin.width;
        let (edge, inner): (Vec<&Run>, Vec<&Run>) = margin.side.iter().partition(at_edge);
        for (kind, runs) in [(PassageKind::Header, edge), (PassageKind::Chart, inner)] {
            let mut angles: Vec<u16> = runs.iter().map(|r| r.angle).collect();
            angles.sort_unstable();
            angles.dedup();
            for angle in angles {
                let turned = runs.iter().filter(|r| r.angle == angle);
                self.loose(page, kind, turned.map(|r| TextLine::new(vec![(*r).clone()])).collect());
            }
        }
    }

    fn hidden(&mut self, page: u32, hidden: &[Run]) {
        self.loose(page, PassageKind::Boilerplate, super::block::rows(hidden.to_vec()));
    }

    fn loose(&mut self, page: u32, kind: PassageKind, lines: Vec<TextLine>) {
        let lines: Vec<(u32, TextLine)> = lines.into_iter().map(|l| (page, l)).collect();
        if let Some(passage) = rows(kind, &lines, " ", " ") {
            self.push(passage);
        }
    }
}

/// A source's words without a note that follows on the same line.
fn cut_note(source: &str) -> &str {
    let end = [" 注：", "。注：", "；注：", " 注:"].iter().filter_map(|m| source.find(m)).min().unwrap_or(source.len());
    source[..end].trim()
}

/// Running text: lines joined as the words ask for.
fn text(kind: PassageKind, lines: &[(u32, TextLine)]) -> Option<Passage> {
    let mut writer = Text::default();
    for (page, line) in lines {
        for (n, run) in line.runs.iter().enumerate() {
            let joint = match (writer.last(), run.text.chars().next()) {
                (Some(before), Some(after)) => n > 0 || !repair::joins(before, after) && before != '-',
                _ => false,
            };
            writer.add(*page, run, if joint { " " } else { "" });
        }
    }
    writer.finish(kind)
}

/// Text whose lines stay apart: charts, furniture.
fn rows(kind: PassageKind, lines: &[(u32, TextLine)], between_lines: &str, between_runs: &str) -> Option<Passage> {
    let mut writer = Text::default();
    for (page, line) in lines {
        for (n, run) in line.runs.iter().enumerate() {
            let separator = if n == 0 { between_lines } else { between_runs };
            writer.add(*page, run, if writer.is_empty() { "" } else { separator });
        }
    }
    writer.finish(kind)
}

/// A passage's text in the making.
#[derive(Default)]
pub(super) struct Text {
    text: String,
    lines: Vec<Line>,
    size: f32,
}

impl Text {
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    fn last(&self) -> Option<char> {
        self.text.chars().next_back()
    }

    /// Adds a run behind a separator; a template's tag is left out.
    pub(super) fn add(&mut self, page: u32, run: &Run, separator: &str) -> Option<Span> {
        let stripped = words::strip_tags(&run.text);
        let words = stripped.as_deref().unwrap_or(&run.text).trim_end();
        if words.trim().is_empty() {
            return None;
        }
        self.text.push_str(separator);
        let span = Span::new(self.text.len(), self.text.len() + words.len());
        self.text.push_str(words);
        let count = words.chars().count();
        let edges = match &stripped {
            // what is left of the run stands at its end
            Some(_) => run.edges[run.edges.len().saturating_sub(count)..].to_vec(),
            None => run.edges[..count.min(run.edges.len())].to_vec(),
        };
        self.size = self.size.max(run.size);
        self.lines.push(Line { span, page, bbox: run.bbox, edges });
        Some(span)
    }

    /// Adds bare text that stands nowhere (a separator between cells).
    pub(super) fn gap(&mut self, separator: &str) {
        self.text.push_str(separator);
    }

    pub(super) fn finish(self, kind: PassageKind) -> Option<Passage> {
        (!self.lines.is_empty()).then_some(Passage {
            kind,
            section: String::new(),
            text: self.text,
            lines: self.lines,
            size: self.size,
            bold: false,
        })
    }
}
