//! Cells of a table that stand as paragraphs: a table without rules, or what of one goes on over a page's end.
//!
//! reads: the passages between a table's caption (`表 3：…`) and its source, on one page or two, and where they stand. gives:
//! which are its cells: what they say has lost its row and its header, so that no fact is read of it. refuses: passages
//! of which one stands above the caption or below the source (text of another column) or is set in the type of running
//! text, text without places.

use crate::layout::{Document, Passage, PassageKind};
use std::ops::Range;

/// Passages that a table may take.
const LONGEST: usize = 60;

/// Bytes of a paragraph of more than a line or two.
const LINE: usize = 150;

/// Points by which a table's type is smaller than running text's.
const SMALLER: f32 = 0.4;

/// Points by which two lines of one height may differ.
const SLACK: f32 = 2.0;

/// The tables of a document that hold passages of running text, in order: each the range of its passages.
pub(super) fn tables(document: &Document) -> Vec<Range<usize>> {
    let passages = &document.passages;
    let captions =
        (0..passages.len()).filter(|&i| passages[i].kind == PassageKind::Caption && names_table(&passages[i]));
    let body = body(document);
    let table = |caption: usize| {
        let rest = &passages[caption + 1..];
        let inside = rest.iter().take(LONGEST).take_while(|p| is_inside(p.kind));
        let count = inside.count();
        let source = rest.get(count).filter(|p| p.kind == PassageKind::Source)?;
        let text = rest[..count].iter().any(|p| matches!(p.kind, PassageKind::Paragraph | PassageKind::ListItem));
        let near = source.page() <= passages[caption].page() + 1;
        let between = rest[..count].iter().filter(|p| !is_furniture(p.kind));
        let small = |p: &&Passage| p.kind != PassageKind::Paragraph || p.size < body - SMALLER;
        let placed = body > 0.0 && between.clone().all(|p| stands(p, &passages[caption], source));
        (text && near && placed && between.clone().all(|p| small(&p))).then_some(caption + 1..caption + 1 + count)
    };
    captions.filter_map(table).collect()
}

/// The size of most running text in points, 0 where unknown.
fn body(document: &Document) -> f32 {
    let text = document.passages.iter().filter(|p| p.kind == PassageKind::Paragraph && p.text.len() >= LINE);
    let mut sizes: Vec<(f32, usize)> = text.map(|p| (p.size, p.text.len())).collect();
    sizes.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    let half = sizes.iter().map(|s| s.1).sum::<usize>() / 2;
    let mut read = 0;
    let middle = sizes.iter().find(|s| {
        read += s.1;
        read > half
    });
    middle.map_or(0.0, |s| s.0)
}

/// Whether a caption is a table's: `表 3：…`, `图表3：…`.
fn names_table(caption: &Passage) -> bool {
    let words = caption.text.trim_start();
    let number = words.strip_prefix("图表").or_else(|| words.strip_prefix('表'));
    number.is_some_and(|n| n.trim_start().starts_with(|c: char| c.is_ascii_digit()))
}

fn is_furniture(kind: PassageKind) -> bool {
    matches!(kind, PassageKind::Header | PassageKind::Footer)
}

fn is_inside(kind: PassageKind) -> bool {
    use PassageKind::*;
    is_furniture(kind) || matches!(kind, Paragraph | ListItem | Heading | Table)
}

/// Whether a passage stands below the caption and above the source.
fn stands(passage: &Passage, caption: &Passage, source: &Passage) -> bool {
    let (top, bottom) = (caption.bbox(), source.bbox());
    passage.lines.iter().all(|l| {
        let below = l.page > caption.page() || l.bbox.y0 >= top.y0 - SLACK;
        let above = l.page < source.page() || l.page == source.page() && l.bbox.y1 <= bottom.y1 + SLACK;
        below && above
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Line;
    use crate::span::{BBox, Span};

    fn read(lines: &[(PassageKind, &str, u32, f32)]) -> Vec<Range<usize>> {
        let passage = |(kind, text, page, y0): &(PassageKind, &str, u32, f32)| Passage {
            kind: *kind,
            section: String::new(),
            text: if *page == 1 { text.repeat(40) } else { (*text).to_owned() },
            lines: vec![Line {
                span: Span::new(0, text.len()),
                page: *page,
                bbox: BBox { x0: 40.0, y0: *y0, x1: 300.0, y1: *y0 + 10.0 },
                edges: Vec::new(),
            }],
            size: if *page == 1 { 10.5 } else { 9.0 },
            bold: false,
        };
        tables(&Document { passages: lines.iter().map(passage).collect(), ..Document::default() })
    }

    #[test]
    fn cells_between_a_caption_and_its_source() {
        use PassageKind::*;
        let table = [
            (Paragraph, "我国税制稳定。", 1, 100.0),
            (Caption, "表 3：进口税率的变化", 4, 700.0),
            (Paragraph, "税率由10%提高至13%", 4, 720.0),
            (Footer, "请阅读末页声明", 4, 800.0),
            (Paragraph, "限值提高至5000元", 5, 80.0),
            (Source, "资料来源：财政部", 5, 100.0),
        ];
        assert_eq!(read(&table).first(), Some(&(2..5)));
    }

    #[test]
    fn text_beside_a_figure_is_none() {
        use PassageKind::*;
        let beside = [
            (Paragraph, "我国税制稳定。", 1, 100.0),
            (Caption, "图表 3：市场规模", 4, 500.0),
            (Paragraph, "市场规模达5亿元", 4, 300.0),
            (Source, "资料来源：中指院", 4, 700.0),
        ];
        assert!(read(&beside).is_empty());
        let figure = [
            (Paragraph, "我国税制稳定。", 1, 100.0),
            (Caption, "图 3：市场规模", 4, 300.0),
            (Paragraph, "市场规模达5亿元", 4, 500.0),
            (Source, "资料来源：中指院", 4, 700.0),
        ];
        assert!(read(&figure).is_empty());
    }
}
