//! Periods: every date and stretch of time in running text, resolved to the contract's forms.
//!
//! Takes a passage of running text, the lexicon and what the head says (the report's date and company);
//! gives periods in order of place, which do not overlap. What is relative and cannot be resolved, and
//! durations (`3 年`), have no period. Linear.

mod calendar;
mod duration;
mod english;
mod join;
mod letters;
mod point;
mod stretch;
mod tail;
mod what;
mod word;

use super::written::Written;
use super::{Frame, Mention, MentionKind, Period};
use crate::lexicon::Lexicon;
use calendar::Context;
use what::{Stretch, What};

/// Behind these a date says but for how long nothing was so.
const SINCE: [char; 4] = ['首', '最', '新', '的'];

/// Adds every date and period of the document's `index`-th passage, of which `written` is the text.
/// `named` are its mentions: a fiscal quarter is the company's that its sentence named last, else the
/// report's.
pub(super) fn read(
    (index, named): (usize, &[Mention]),
    written: &Written,
    lexicon: &Lexicon,
    frame: &Frame,
    found: &mut Vec<Period>,
) {
    let t = &written.chars;
    let of_report = frame.company.as_deref().and_then(|id| lexicon.times.fiscal_end(id));
    let mut named = named.iter().filter(|m| m.kind == MentionKind::Company).peekable();
    let mut context = Context::new(frame.published_on);
    context.fiscal_end = of_report;
    let mut at = 0;
    while at < t.len() {
        if matches!(t[at], '。' | '；' | '！' | '？') {
            context.sentence_ends();
            context.fiscal_end = of_report;
            let sentence = written.span(at, at + 1).start;
            while named.next_if(|m| m.span.start < sentence).is_some() {}
        }
        let Some(Stretch { start, end: next, what }) = stretch::read(t, at, lexicon) else {
            at += skip(t, at);
            continue;
        };
        while let Some(m) = named.next_if(|m| m.span.start < written.span(start, next).start) {
            context.fiscal_end = lexicon.times.fiscal_end(&m.id);
        }
        // `2017年一季度以来首次转负`: since when is no year that the sentence speaks of
        let since = matches!(what, What::Since(_)) && t.get(next).is_some_and(|c| SINCE.contains(c));
        let period = if since { context.clone().resolve(&what, t, start) } else { context.resolve(&what, t, start) };
        found.push(Period { passage: index, span: written.span(start, next), period });
        at = next;
    }
}

/// How many characters to go where nothing begins: over the rest of a run of digits, else one.
fn skip(t: &[char], at: usize) -> usize {
    match t[at] {
        '0'..='9' => t[at..].iter().take_while(|c| c.is_ascii_digit()).count(),
        _ => 1,
    }
}
