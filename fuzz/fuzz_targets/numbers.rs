//! Any text → quantities and periods: no panic, places that slice the text, in order, low ≤ high, the same again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;
use yanbao::layout::{Document, Line, Passage, PassageKind};
use yanbao::lexicon::Lexicon;
use yanbao::span::{BBox, Span};
use yanbao::tag::{Frame, numbers};

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::load);

fn document(text: &str) -> Document {
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

fn hold(spans: &[Span], text: &str) {
    assert!(spans.iter().all(|s| text.get(s.start..s.end).is_some_and(|s| !s.is_empty())), "{spans:?}");
    assert!(spans.windows(2).all(|w| w[0].end <= w[1].start), "{spans:?}");
}

fuzz_target!(|text: &str| {
    if text.is_empty() {
        return;
    }
    let document = document(text);
    // the report's date is one of the text's own making: its first two bytes
    let days = text.bytes().take(2).fold(0i64, |n, b| n * 256 + i64::from(b));
    let first = date(days);
    let frame = Frame { published_on: first, company: Some("MSFT.US".to_owned()), broker: None };
    let read = numbers(&document, &LEXICON, &frame, Vec::new());
    hold(&read.quantities.iter().map(|q| q.span).collect::<Vec<_>>(), text);
    assert!(read.quantities.iter().all(|q| q.low <= q.high));
    hold(&read.periods.iter().map(|p| p.span).collect::<Vec<_>>(), text);
    for period in read.periods.iter().filter_map(|p| p.period.as_deref()) {
        assert!(is_period(period), "{period:?}");
    }
    assert!(read == numbers(&document, &LEXICON, &frame, Vec::new()));
});

fn jiff_date(days: i64) -> Option<jiff::civil::Date> {
    jiff::civil::date(1990, 1, 1).checked_add(jiff::Span::new().days(days)).ok()
}

/// The contract's forms: `2026`, `2026-03`, `2026-03-03`, `2025Q4`, `2026H1`, `FY2026Q2`, or two of them.
fn is_period(period: &str) -> bool {
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
