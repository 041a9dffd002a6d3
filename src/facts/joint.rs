//! What several companies have together.
//!
//! reads: a list of firms before 三家, 合计, 共同 (`甲、乙与丙三家占据约95%`), 两家 and 双方 of firms that the sentence or the one before
//! has named, two that a clause puts together (`甲与乙联合后，市占率超过14%`). gives: them all as one subject. refuses: as many firms
//! as the words do not count.

use super::actor::Subject;
use super::market;
use super::page::{Page, is_firm};
use super::sentence::Sentence;
use super::statement::Statement;
use crate::span::{Span, between};
use crate::tag::{Mention, MentionKind};

/// `甲、乙与丙三家占据约95%`, `甲、乙合计资本开支`: what several firms have together is of all of them.
pub(super) fn together(page: &Page<'_>, clause: Span, at: usize) -> Option<Subject> {
    let inside = |m: &&Mention| is_firm(m) && m.span.start >= clause.start && m.span.end <= at;
    let (first, last) = (page.mentions.iter().find(inside)?, page.mentions.iter().rev().find(inside)?);
    let said = page.lexicon.phrases.jointly.is_in(between(page.text, last.span.end, at));
    let name = between(page.text, first.span.start, last.span.end);
    (said && first.id != last.id && name.chars().count() <= 40).then(|| Subject::named(name))
}

/// `伊利、蒙牛两家企业合并市占率`, `甲与乙联合后，婴配粉市占率`: a share of several companies together, and its market.
pub(super) fn joined(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, word: Span) -> Option<(Subject, String)> {
    let clause = sentence.clause_at(word.start);
    let at = s.quantity.span.start;
    let in_list = page.actor_listed(at).is_some() || s.item.is_some();
    let last = market::company(page, clause.start, word.start);
    let subject = match last {
        Some(_) if in_list => return None,
        Some(_) => together(page, clause, at)?,
        None => pair(page, sentence, clause, word)?,
    };
    let from = last.map_or(clause.start, |m| m.span.end);
    let of = page.phrase_before(from, word.start).map_or("", |p| p.of(page.text).trim());
    let bare = JOINT.iter().find_map(|j| of.find(j).map(|i| &of[..i])).unwrap_or(of);
    Some((subject, if page.is_generic(bare) { String::new() } else { market::tidy(page, bare).to_owned() }))
}

/// Words behind which a share is of two or three together.
const JOINT: [&str; 8] = ["两家", "三家", "两强", "双方", "两者", "二者", "合计", "合并"];

/// The two or three companies that the sentence has named before `两家企业合并市占率`, or one clause before behind
/// 联合后.
pub(super) fn pair(page: &Page<'_>, sentence: &Sentence, clause: Span, word: Span) -> Option<Subject> {
    let lead = between(page.text, clause.start, word.start);
    let count = ["两家", "两强", "双方", "两者", "二者"].iter().any(|w| lead.contains(w)).then_some(2);
    let count = count.or_else(|| lead.contains("三家").then_some(3));
    let before = sentence.before(clause.start).next().copied();
    let merged = before.filter(|c| is_merger(c.of(page.text)));
    let (from, count) = match (count, merged) {
        (Some(n), _) => (sentence.span.start, n),
        (None, Some(c)) => (c.start, 2),
        (None, None) => return None,
    };
    // of `甲市占率37%。乙以13%升至第二，两家企业合计占有50%的份额` one stands in the sentence before
    let earlier = || all_of(page, Span::new(page.reach(sentence, 2), word.start), count);
    all_of(page, Span::new(from, word.start), count).or_else(earlier)
}

/// `甲与乙联合后，市占率超过14%，跃居第二`: the two that a clause before `at` puts together, where it names them and no other
/// clause behind it names anybody.
pub(super) fn merged(page: &Page<'_>, sentence: &Sentence, at: usize) -> Option<Subject> {
    let clause = sentence.before(at).find(|c| is_merger(c.of(page.text)))?;
    market::company(page, clause.end, at).is_none().then(|| all_of(page, *clause, 2)).flatten()
}

fn is_merger(clause: &str) -> bool {
    let words = clause.trim_end_matches(['，', ',', ' ']);
    ["联合后", "合并后", "整合后", "重组后", "并表后", "联手后"].iter().any(|w| words.ends_with(w))
}

/// The companies named within a span as one subject, where they are so many.
fn all_of(page: &Page<'_>, within: Span, count: usize) -> Option<Subject> {
    let mut named: Vec<&Mention> = Vec::new();
    for m in page.mentions.iter().filter(|m| m.kind == MentionKind::Company && within.contains(m.span)) {
        if !named.iter().any(|n| n.id == m.id) {
            named.push(m);
        }
    }
    let names: Vec<&str> = named.iter().map(|m| m.span.of(page.text)).collect();
    (names.len() == count).then(|| Subject { id: String::new(), name: names.join("、") })
}

/// Whether words count several firms that have something together: `两家企业合计占有`.
pub(super) fn counts_firms(lead: &str) -> bool {
    ["两家", "三家", "两强", "双方", "两者", "二者"].iter().any(|w| lead.contains(w))
}
