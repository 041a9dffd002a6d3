//! What tests and fuzz targets of numbers share: a text as a document, and the forms of a period.

use yanbao::layout::{Document, Line, Passage, PassageKind};
use yanbao::span::{BBox, Span};

/// A document of one paragraph.
pub fn document(text: &str) -> Document {
    let line = Line { span: Span::new(0, text.len()), page: 1, bbox: BBox::default(), edges: Vec::new() };
    let passage = Passage {
        kind: PassageKind::Paragraph,
        section: String::new(),
        text: text.to_owned(),
        lines: vec![line],
        size: 0.0,
        bold: false,
    };
    Document { pages: 1, passages: vec![passage], ..Document::default() }
}

/// The contract's forms: `2026`, `2026-03`, `2026-03-03`, `2025Q4`, `2026H1`, `FY2026Q2`, or two of them.
pub fn is_period(period: &str) -> bool {
    let ends: Vec<&str> = period.split('/').collect();
    ends.len() <= 2
        && ends.iter().all(|end| {
            let bare = end.strip_prefix("FY").unwrap_or(end);
            let (year, rest) = bare.split_at_checked(4).unwrap_or(("", bare));
            let number = |s: &str| s.parse::<u8>().ok().filter(|_| s.bytes().all(|b| b.is_ascii_digit()));
            let rest_fits = match rest.as_bytes() {
                [] => true,
                [b'Q', b'1'..=b'4'] | [b'H', b'1' | b'2'] => true,
                [b'-', _, _] => number(&rest[1..]).is_some_and(|m| (1..=12).contains(&m)),
                [b'-', _, _, b'-', _, _] => end.parse::<jiff::civil::Date>().is_ok(),
                _ => false,
            };
            year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()) && rest_fits
        })
}
