//! Any text → quantities and periods: no panic, places that slice the text, in order, low ≤ high, the same again.
#![no_main]

#[path = "../../tests/period_form.rs"]
mod period_form;

use libfuzzer_sys::fuzz_target;
use period_form::{document, is_period};
use std::sync::LazyLock;
use yanbao::lexicon::Lexicon;
use yanbao::span::Span;
use yanbao::tag::{Frame, numbers};

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::load);

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
    let frame = Frame { published_on: date(days), company: Some("MSFT.US".to_owned()), broker: None };
    let read = numbers(&document, &LEXICON, &frame, Vec::new());
    hold(&read.quantities.iter().map(|q| q.span).collect::<Vec<_>>(), text);
    assert!(read.quantities.iter().all(|q| q.low <= q.high));
    hold(&read.periods.iter().map(|p| p.span).collect::<Vec<_>>(), text);
    for period in read.periods.iter().filter_map(|p| p.period.as_deref()) {
        assert!(is_period(period), "{period:?}");
    }
    assert!(read == numbers(&document, &LEXICON, &frame, Vec::new()));
});

fn date(days: i64) -> Option<jiff::civil::Date> {
    jiff::civil::date(1990, 1, 1).checked_add(jiff::Span::new().days(days)).ok()
}
