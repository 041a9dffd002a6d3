//! Shares of a market: who holds them, and the market that the words around the number name.
//!
//! reads: shares whose noun stands behind the number (`以37%的市占率`), parts of a market (`在国内市场占6%`), names before
//! a bracket, what several hold together, the field that a clause before leads. gives: `market share` facts, or their
//! owner and market for the statement that `market` reads. refuses: shares of a customer's sales.

use super::actor::Subject;
use super::draft::{circumstances, fact, measure};
use super::page::Page;
use super::sentence::Sentence;
use super::statement::Statement;
use super::{Fact, FactKind, market};
use crate::lexicon::Trigger;
use crate::span::{Span, between};
use crate::tag::{Mention, MentionKind};

/// Bytes behind a number in which the noun of its share may begin.
const BEHIND: usize = 36;

/// `以37%的市占率位列第一`, `占据约70%的先进制程市场份额`: a share whose noun stands behind its number.
pub(super) fn behind(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> Option<Fact> {
    let at = s.quantity.span;
    let rest = between(page.text, at.end, sentence.span.end);
    if s.quantity.unit != "%" || s.change.is_some() {
        return None;
    }
    let share = |t: &Trigger| t.kind == "market" && t.metric == "share" && !t.word.starts_with("CR");
    let close = Span::new(at.end, sentence.span.end.min(at.end + BEHIND));
    let found = page.triggers.iter().find(|(w, t)| share(t) && w.start >= close.start && w.start < close.end);
    let loose = rest.trim_start_matches(['的', ' ']);
    let word = match found {
        Some((word, _)) => *word,
        // a share of sales that a customer has is none of a market
        None if loose.starts_with("份额") && !["营收", "收入"].iter().any(|w| s.clause.of(page.text).contains(w)) =>
        {
            let start = at.end + rest.len() - loose.len();
            Span::new(start, start + "份额".len())
        }
        None => return None,
    };
    let of = between(page.text, at.end, word.start).trim_matches(['的', ' ']);
    let plain = of.chars().all(|c| c.is_alphabetic() || c == '的');
    // `市占率为37%的市场份额领先者`: the number has a noun of its own
    let own = page.triggers.iter().any(|(w, t)| share(t) && s.indicator.contains(*w));
    if !plain || own {
        return None;
    }
    let subject = together(page, s.clause, at.start).unwrap_or_else(|| page.actor(sentence, at.start));
    if subject.name.is_empty() || !page.names_actor(sentence, at.start) {
        return None;
    }
    let lead = if s.inherited { at.start } else { s.indicator.start.max(s.clause.start).min(at.start) };
    let object = if page.is_generic(of) { "" } else { market::tidy(page, of) };
    Some(share_of(page, sentence, s, (subject, object), Span::new(lead, word.end)))
}

/// `甲、乙与丙三家占据约95%`: what several companies hold together is of all of them.
fn together(page: &Page<'_>, clause: Span, at: usize) -> Option<Subject> {
    let inside = |m: &&Mention| m.kind == MentionKind::Company && m.span.start >= clause.start && m.span.end <= at;
    let (first, last) = (page.mentions.iter().find(inside)?, page.mentions.iter().rev().find(inside)?);
    let joint = ["两家", "三家", "四家", "五家", "合计", "共占", "共同"];
    let said = joint.iter().any(|w| between(page.text, last.span.end, at).contains(w));
    let name = between(page.text, first.span.start, last.span.end);
    (said && first.id != last.id && name.chars().count() <= 40)
        .then(|| Subject { id: String::new(), name: name.to_owned() })
}

/// The fact of a share and the market that it is of.
fn share_of(
    page: &Page<'_>,
    sentence: &Sentence,
    s: &Statement<'_>,
    (subject, market): (Subject, &str),
    span: Span,
) -> Fact {
    let mut f = fact(page, FactKind::Market, "share", subject, span, "market_figure");
    measure(&mut f, s.quantity);
    f.object = market.to_owned();
    circumstances(&mut f, page, sentence, s.quantity.span.start, false);
    market::expected(&mut f);
    f
}

/// `甲在国内速冻食品市场仅占比6%`, `高速光模块将占到全球光器件市场一半`: a share of the market that the words name.
pub(super) fn part_of(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> Option<Fact> {
    if s.quantity.unit != "%" || s.change.is_some() {
        return None;
    }
    let words = s.indicator.of(page.text).trim_end();
    let bare = ["占比", "占比约", "占"].iter().find_map(|w| words.strip_suffix(w)).unwrap_or(words);
    let bare = bare.trim_end_matches(['仅', '约', '只', '也', '的', ' ']);
    let holds = bare.len() < words.len();
    let end = s.indicator.start + bare.len();
    let (from, market) = if holds && bare.ends_with("市场") {
        let at = bare.rfind('在')?;
        (s.indicator.start + at, Span::new(s.indicator.start + at + '在'.len_utf8(), end))
    } else if bare.ends_with("市场") {
        let (at, verb) = ["占到", "占据", "占了", "占"].iter().find_map(|v| bare.rfind(v).map(|i| (i, *v)))?;
        (s.indicator.start + at, Span::new(s.indicator.start + at + verb.len(), end))
    } else {
        return None;
    };
    if page.is_generic(market.of(page.text)) {
        return None;
    }
    let subject = match market::company(page, s.clause.start, from) {
        Some(m) => m.into(),
        None if between(page.text, s.clause.start, from).contains("公司") => page.actor(sentence, from),
        None => {
            let own =
                between(page.text, s.clause.start, from).trim_end().trim_end_matches(['将', '已', '仅', '约', '可']);
            let own = page.phrase_before(s.clause.start, s.clause.start + own.len())?;
            Subject { id: String::new(), name: own.of(page.text).trim().to_owned() }
        }
    };
    let span = Span::new(s.indicator.start, s.quantity.span.end);
    Some(share_of(page, sentence, s, (subject, market.of(page.text).trim()), span))
}

/// `Autodesk（全球市占率 68%）`: whose share a bracket gives, the name right before it.
pub(super) fn bracketed<'d>(page: &Page<'d>, clause: Span, at: usize) -> Option<&'d str> {
    let lead = between(page.text, clause.start, at);
    let open = lead.rfind(['（', '(']).filter(|o| !lead[*o..].contains(['）', ')']))?;
    let head = lead[..open].trim_end();
    let end = clause.start + head.len();
    if let Some(m) = page.mentions.iter().find(|m| m.kind == MentionKind::Company && m.span.end == end) {
        return Some(m.span.of(page.text));
    }
    let name = page.phrase_before(clause.start, end)?.of(page.text).trim();
    let latin =
        name.rsplit(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, ' ' | '-' | '.' | '&'))).next()?.trim();
    let named = if latin.len() >= 3 { latin } else { name };
    (2..=24).contains(&named.chars().count()).then_some(named)
}

/// `在热水器领域的市场份额`: whose it is where no company stands in the words.
pub(super) fn held_in(page: &Page<'_>, sentence: &Sentence, lead: Span) -> Option<Subject> {
    let at = page.phrase_before(lead.start, lead.end)?.start;
    let inside = page.text[..at].trim_end().ends_with('在') && page.names_actor(sentence, at);
    Some(page.actor(sentence, at)).filter(|a| inside && !a.id.is_empty())
}

/// `在光模块领域是全球龙头，全球市场份额超过40%`: who leads, and the market.
pub(super) fn leader(page: &Page<'_>, sentence: &Sentence, word: Span) -> Option<(Subject, String)> {
    let market = leads_in(page, sentence, word)?;
    let actor = page.actor(sentence, word.start);
    (!actor.id.is_empty() && page.names_actor(sentence, word.start)).then_some((actor, market))
}

/// `作为硅光模块细分领域龙头，市占率超30%`: the market that the clause before names.
pub(super) fn leads_in(page: &Page<'_>, sentence: &Sentence, word: Span) -> Option<String> {
    let clause = sentence.clause_at(word.start);
    let before = sentence.clauses.iter().rev().find(|c| c.end <= clause.start)?;
    let words = before.of(page.text);
    let heads = ["作为", "在"].iter().find_map(|w| words.find(w).map(|i| i + w.len()));
    let (from, lead) = ["是全球龙头", "是国内龙头", "是龙头", "龙头", "领导者", "领军"]
        .iter()
        .find_map(|w| words.find(w))
        .zip(heads)?;
    if from < lead {
        return None;
    }
    let end = from - words[..from].len()
        + words[..from].trim_end_matches(['的', '细', '分', '领', '域', '行', '业', '市', '场']).len();
    let name = page.phrase_before(before.start + lead, before.start + end)?.of(page.text).trim();
    (!page.is_generic(name)).then(|| market::tidy(page, name).to_owned())
}
