//! By what a place is counted that stands beside somebody else's value, or behind a level that something moved from.
//!
//! reads: `市占率达56%，远超排名第二的甲` (both are measured by the same), `市占率从2019年的5%增至9%，升至国内第二` (the measure stands
//! before 从). gives: the measure's words, where they end. does not match: clauses that compare nobody.

use super::page::Page;
use super::sentence::Sentence;
use crate::span::{Span, between};

/// Words behind which the one stands who is left behind.
const THAN: [&str; 8] = ["超", "超过", "超越", "领先", "领先于", "高于", "多于", "大于"];

/// The measure of the clauses before one that compares with whoever has the place.
pub(super) fn exceeded(page: &Page<'_>, sentence: &Sentence, clause: Span, verb: Span) -> Option<String> {
    let lead = between(page.text, clause.start, verb.start.max(clause.start));
    let than = THAN.iter().any(|w| lead.ends_with(w));
    let before = between(page.text, sentence.span.start, clause.start);
    let measure = page.lexicon.phrases.ranked.last_in(before).filter(|_| than);
    measure.map(|(_, word)| word.to_owned())
}

/// Where words end before 从 and the date of a level that stands at `at`; `at` where it is none.
pub(super) fn source(page: &Page<'_>, at: usize) -> usize {
    let lead = &page.text[..at];
    let end = lead.trim_end_matches('的').len();
    let dates = &page.periods[..page.periods.partition_point(|p| p.span.end <= end)];
    let dated = dates.last().filter(|p| p.span.end == end && end < at);
    // 从 may be read with its date
    let Some(date) = dated.map(|p| p.span) else { return at };
    let from =
        if date.of(page.text).starts_with(['从', '由', '自']) { Some(&page.text[..date.start]) } else { None };
    let from = from.or_else(|| page.text[..date.start].trim_end().strip_suffix(['从', '由', '自']));
    from.map_or(at, |lead| lead.trim_end().len())
}
