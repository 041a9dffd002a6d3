//! `recommendation`: the report's lists of securities in words.
//!
//! reads: mentions with the recommended role, grouped by the list they stand in. needs: nothing else.
//! gives: one fact a list with the ids in printed order. does not match: past recommendations and
//! disclaimers (their passages are no running text).

use super::actor::Subject;
use super::draft::fact;
use super::page::Page;
use super::{Fact, FactKind};
use crate::span::Span;
use crate::tag::{MentionKind, Role};

/// Marks that end one list where another begins.
const BREAKS: [&str; 8] = ["。", "；", "\n", "等，", "等。", "等；", "等，例如", ";"];

/// One fact a recommended list.
pub(super) fn recommendations(page: &Page<'_>) -> Vec<Fact> {
    let named: Vec<_> =
        page.mentions.iter().filter(|m| m.role == Role::Recommended && m.kind == MentionKind::Company).collect();
    let mut out: Vec<Fact> = Vec::new();
    let mut i = 0;
    while i < named.len() {
        let mut end = i + 1;
        while end < named.len() {
            let between = page.text.get(named[end - 1].span.end..named[end].span.start).unwrap_or("");
            if BREAKS.iter().any(|b| between.contains(b)) {
                break;
            }
            end += 1;
        }
        let first = named[i].span.start;
        let last = named[end - 1].span.end;
        let start = cue_start(page, first);
        let mut ids: Vec<&str> = Vec::new();
        for m in &named[i..end] {
            if !ids.contains(&m.id.as_str()) {
                ids.push(&m.id);
            }
        }
        let mut f = fact(
            page,
            FactKind::Recommendation,
            "recommended",
            Subject::default(),
            Span::new(start, last),
            "recommended_list",
        );
        f.object = ids.join(";");
        out.push(f);
        i = end;
    }
    out
}

/// Where the list's words begin: its clause.
fn cue_start(page: &Page<'_>, first: usize) -> usize {
    let sentence = page.sentences.iter().find(|s| s.span.start <= first && first < s.span.end);
    sentence.map_or(first, |s| s.clause_at(first).start)
}
