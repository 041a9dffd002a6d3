//! Groups of regions or customers that a figure is of, named by when or how they came to be: `2019年转型地区`.
//!
//! reads: a noun of a group (地区 区域 省份) behind a verb that makes it (转型 推广 新增), with its year and its count
//! (`2019年前已推广云转型的11个地区`), in the figure's own clause, in the one before. gives: the group's words with the
//! year, the indicator without them. refuses: places by name (华东地区), how many there are (`省份数`), what becomes
//! of them (`将转型地区增加至`).

use super::actor::Subject;
use super::indicator;
use super::page::Page;
use super::sentence::Sentence;
use super::statement::Statement;
use crate::span::{Span, between};
use crate::tag::MentionKind;

/// What names a group of places.
const GROUPS: [&str; 3] = ["地区", "区域", "省份"];

/// Characters that a group's name may have.
const NAME: std::ops::RangeInclusive<usize> = 4..=26;

/// The group, whose figure it is and the words without it; `None` where no group is named.
pub(super) fn read<'t>(
    page: &Page<'_>,
    sentence: &Sentence,
    s: &Statement<'_>,
    (subject, words): (&Subject, &'t str),
) -> Option<(Subject, String, &'t str)> {
    let at = s.indicator.start;
    let lead = between(page.text, sentence.span.start, s.indicator.end);
    if s.item.is_some() || !GROUPS.iter().any(|g| lead.contains(g)) {
        return None;
    }
    let here = sentence.clause_at(at);
    let inside = GROUPS.iter().filter_map(|g| words.rfind(g).map(|i| i + g.len())).max();
    let bare = inside.map_or(words, |i| words[i..].trim_start_matches(['的', ' ']));
    let acts = |c: Span| page.mentions.iter().any(|m| m.kind == MentionKind::Company && c.contains(m.span));
    let before = || {
        let open = !acts(here) && !between(page.text, here.start, s.quantity.span.start).contains("公司");
        let mut clauses = sentence.before(here.start);
        clauses.next().filter(|_| open).and_then(|c| named(page, *c, indicator::is_noun(page, bare)))
    };
    let name = named(page, Span::new(here.start, s.indicator.end), true).or_else(before)?;
    if bare.chars().count() < 2 {
        return None;
    }
    let wide = subject.id.is_empty();
    let subject = if wide { Subject::named(&name) } else { subject.clone() };
    Some((subject, if wide { String::new() } else { name }, bare))
}

/// The group that stands at the head of a clause; `measured`: also where something that is measured stands behind.
fn named(page: &Page<'_>, clause: Span, measured: bool) -> Option<String> {
    let words = clause.of(page.text).trim_end_matches(['，', ',', ' ']);
    let end = GROUPS.iter().filter_map(|g| words.rfind(g).map(|i| i + g.len())).max()?;
    let behind = words[end..].trim_start_matches(['的', ' ']);
    let alone = behind.is_empty();
    let noun = measured && behind.chars().count() >= 2 && behind.starts_with(|c: char| c.is_alphabetic());
    let turns = page.lexicon.phrases.rises.iter().chain(&page.lexicon.phrases.falls);
    let moved = turns.chain(&page.lexicon.phrases.predicates).any(|w| behind.starts_with(*w));
    let mut name = words[..end].trim_start_matches(|c: char| !c.is_alphanumeric());
    while let Some(open) = page.lexicon.phrases.opens.iter().find(|o| name.starts_with(**o)) {
        name = name[open.len()..].trim_start();
    }
    let name = name.strip_prefix("年内").unwrap_or(name).trim_start_matches("公司");
    // 80% of what stood before
    let rated = page.quantities_in(clause).any(|q| {
        let rate = matches!(q.unit.as_str(), "%" | "pp" | "x" | "");
        q.span.end <= clause.start + end && (rate || page.is_money(q))
    });
    let made = page.lexicon.phrases.founded.is_in(name);
    let plain = name.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '~')) && !name.contains('将');
    let name: String = name.chars().filter(|c| *c != ' ').collect();
    ((alone || noun && !moved) && made && plain && !rated && NAME.contains(&name.chars().count())).then_some(name)
}
