//! Periods: every date and stretch of time in running text, resolved to the contract's forms.
//!
//! Takes a document, the lexicon and what the head says (the report's date); gives periods sorted by
//! passage and place, which do not overlap. What is relative and cannot be resolved, and durations
//! (`3 年`), have no period. Reads no table, chart or source line. Linear.

mod calendar;
mod duration;
mod point;
mod stretch;
mod tail;
mod what;
mod word;

use super::written::Written;
use super::{Frame, Period};
use crate::layout::Document;
use crate::lexicon::Lexicon;
use calendar::Context;
use what::Stretch;

/// Reads every date and period of a document's running text.
pub fn periods(document: &Document, lexicon: &Lexicon, frame: &Frame) -> Vec<Period> {
    let mut found = Vec::new();
    let mut written = Written::default();
    let fiscal_end = frame.company.as_deref().and_then(|id| lexicon.times.fiscal_end(id));
    for (i, passage) in document.passages.iter().enumerate().filter(|(_, p)| p.kind.is_running_text()) {
        written.read(&passage.text);
        let t = &written.chars;
        let mut context = Context::new(frame.published_on, fiscal_end);
        let mut at = 0;
        let mut end = 0;
        while at < t.len() {
            if matches!(t[at], '。' | '；' | '！' | '？') {
                context.sentence_ends();
            }
            let Some(Stretch { start, end: next, what }) = stretch::read(t, at, end, lexicon) else {
                at += skip(t, at);
                continue;
            };
            let period = context.resolve(&what, t, start);
            found.push(Period { passage: i, span: written.span(start, next), period });
            (at, end) = (next, next);
        }
    }
    found
}

/// How far to go where nothing begins: over the rest of a run of digits or of letters.
fn skip(t: &[char], at: usize) -> usize {
    let run = |f: fn(&char) -> bool| t[at..].iter().take_while(|c| f(c)).count().max(1);
    match t[at] {
        '0'..='9' => run(char::is_ascii_digit),
        _ => 1,
    }
}
