//! Whose a share is by a place in a list beside it, and figures of one among many.
//!
//! reads: `甲规模位居某市场第一，市占率为16%` (甲 has it), what stands between a rank's verb and its place behind a share
//! (`以27%的市占率位居某市场首位`), names on both sides of 、 before a share that all have, a size that is said to be a part
//! of its own market. gives: holder and market; which figures are refused. does not match: `甲、乙市占率分别为`.

use super::actor::Subject;
use super::market;
use super::page::{Page, is_firm, is_plain};
use super::sentence::Sentence;
use super::statement::Statement;
use crate::span::{Span, between};
use crate::tag::{Mention, MentionKind};

/// Verbs of a place in a list.
const RANKS: [&str; 6] = ["位居", "位列", "排名", "稳居", "跃居", "居"];

/// Places in a list.
const PLACES: [&str; 8] = ["第一", "首位", "榜首", "第二", "第三", "第四", "第五", "前列"];

/// Characters between a name at a clause's begin and the verb of its rank.
const MEASURE: usize = 6;

/// Who the clause before says has a place in a market, and that market.
pub(super) fn holder(page: &Page<'_>, sentence: &Sentence, word: Span) -> Option<(Subject, String)> {
    let clause = sentence.clause_at(word.start);
    if page.names_firm(Span::new(clause.start, word.start.max(clause.start))) {
        return None;
    }
    let before = sentence.before(clause.start).next()?;
    let words = before.of(page.text);
    let (at, verb) = RANKS.iter().filter_map(|v| words.find(v).map(|i| (i, *v))).min_by_key(|(i, v)| (*i, v.len()))?;
    let market = market_behind(page, before.start + at + verb.len(), before.end)?;
    let firm = page.mentions.iter().rfind(|m| {
        m.kind == MentionKind::Company && is_firm(m) && before.contains(m.span) && m.span.end <= before.start + at
    })?;
    let link = between(page.text, firm.span.end, before.start + at);
    let near = link.chars().count() <= MEASURE && link.chars().all(char::is_alphabetic);
    near.then(|| (firm.into(), market))
}

/// The market between a rank's verb and its place: 中国云市场 of `位居中国云市场份额首位`.
fn market_behind(page: &Page<'_>, from: usize, end: usize) -> Option<String> {
    let words = between(page.text, from, end);
    let cut = PLACES.iter().filter_map(|p| words.find(p)).min()?;
    let name = words[..cut].trim_end_matches("份额").trim_end_matches(['的', ' ']);
    let plain = is_plain(name, 2..=20);
    (plain && !page.is_generic(name)).then(|| market::tidy(page, name).to_owned())
}

/// The same behind a share's noun: `以27%的市占率位居…`.
pub(super) fn taken(page: &Page<'_>, sentence: &Sentence, word: Span) -> Option<String> {
    let rest = between(page.text, word.end, sentence.clause_at(word.start).end);
    let verb = RANKS.iter().find(|v| rest.starts_with(**v))?;
    market_behind(page, word.end + verb.len(), sentence.clause_at(word.start).end)
}

/// Whether a share is what several of a list hold together, of whom its subject is but one: `甲、乙和丙占据七成市场份额`.
pub(super) fn is_one_of_many(page: &Page<'_>, s: &Statement<'_>, id: &str) -> bool {
    let at = s.quantity.span.start;
    let lead = between(page.text, s.clause.start, at);
    if id.is_empty()
        || ["分别", "各", "均", "都", "其中"].iter().any(|w| lead.contains(w))
        || page.actor_listed(at).is_some()
    {
        return false;
    }
    let inside = |m: &&Mention| m.id == id && s.clause.contains(m.span) && m.span.end <= at;
    page.mentions.iter().filter(inside).any(|m| {
        let (before, behind) = (page.text[..m.span.start].trim_end(), &page.text[m.span.end..]);
        // two firms beside each other, of whom no word says which value is whose
        let joined = |from: usize, to: usize| matches!(between(page.text, from, to).trim(), "和" | "与" | "及");
        let pair = page.mentions.iter().filter(|o| is_firm(o)).any(|o| {
            o.span.end <= m.span.start && joined(o.span.end, m.span.start)
                || m.span.end <= o.span.start && o.span.end <= at && joined(m.span.end, o.span.start)
        });
        before.ends_with('、') || behind.starts_with('、') || pair
    })
}

/// Whether a size is said right behind to be a part of what its subject is: `销售额达716亿元，占到某市场的14%` of some product.
pub(super) fn is_part(page: &Page<'_>, s: &Statement<'_>, market: &str) -> bool {
    let rest = page.text[s.clause.end..].trim_start();
    let next = rest.split(['，', ',', '。', '；', '\n']).next().unwrap_or(rest);
    let of = ["占到", "约占", "占"].iter().any(|w| next.starts_with(w));
    let name = market.trim_end_matches("市场");
    of && name.chars().count() >= 3 && next.contains(name)
}
