//! `recommendation`: the report's lists of securities in words.
//!
//! reads: mentions with the recommended role, grouped by the list they stand in. needs: nothing else.
//! gives: one fact a list with the ids in printed order; a code
//! written behind a name is that listing. does not match: past recommendations and
//! disclaimers (their passages are no running text).

use super::actor::Subject;
use super::draft::fact;
use super::page::Page;
use super::{Fact, FactKind};
use crate::lexicon::Cue;
use crate::span::Span;
use crate::tag::{Mention, MentionKind, Role};

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
            if BREAKS.iter().any(|b| between.contains(b)) || begins_anew(page, between) {
                break;
            }
            end += 1;
        }
        let first = named[i].span.start;
        let last = named[end - 1].span.end;
        let start = cue_start(page, first);
        let mut ids: Vec<String> = Vec::new();
        for id in named[i..end].iter().map(|m| listing(page, m)) {
            if !ids.contains(&id) {
                ids.push(id);
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

/// Whether another list begins between two names: behind a comma with a cue of its own (`，其他建议关注`), or with the label of a
/// group in brackets (`】，封测【`).
fn begins_anew(page: &Page<'_>, between: &str) -> bool {
    let Some((_, rest)) = between.split_once(['，', ',']) else { return false };
    let cued = page.lexicon.words.cue_places(rest).any(|(_, kind)| kind != Cue::Weak) || rest.contains("同时推荐");
    let label = rest.trim_end().strip_suffix('【').map_or("", str::trim);
    cued || between.trim_start().starts_with('】') && label.chars().count() >= 2
}

/// The listing that a mention is of: the code written in brackets behind it, also of a company that belongs to
/// another by now, else the name's.
fn listing(page: &Page<'_>, m: &Mention) -> String {
    let rest = page.text.get(m.span.end..).unwrap_or("").trim_start_matches(' ');
    let inside =
        rest.strip_prefix(['（', '(']).and_then(|r| r.split_once(['）', ')'])).map(|(inside, _)| inside.trim());
    inside.and_then(|code| page.lexicon.written_code(code)).unwrap_or_else(|| m.id.clone())
}

/// Where the list's words begin: its clause.
fn cue_start(page: &Page<'_>, first: usize) -> usize {
    let sentence = page.sentences.iter().find(|s| s.span.start <= first && first < s.span.end);
    sentence.map_or(first, |s| s.clause_at(first).start)
}
