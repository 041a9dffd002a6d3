//! What a clause speaks of by its own first words: its grammatical subject, where no market word says so.
//!
//! reads: the noun phrase from a clause's begin to its first predicate (`成本测算产品发布…`, `公司云业务发展良好`), `在甲中，`,
//! `以甲为例，`. gives: the head that a bare noun of a later clause (`，准确率达…`) is of. refuses: heads of dates,
//! reasons and houses, heads longer than a name.

use super::page::{Page, counts};
use super::segment::is_part;
use super::sentence::Sentence;
use super::statement::Statement;
use super::{indicator, relative, torn};
use crate::span::{Span, between};
use crate::tag::MentionKind;

/// Characters that a head may have.
const NAME: std::ops::RangeInclusive<usize> = 2..=16;

/// What a field ends in that a clause sets: `在甲产业链中，`.
const FIELDS: [&str; 7] = ["产业链", "行业", "产业", "市场", "领域", "体系", "板块"];

/// What a clause begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Head<'d> {
    /// No noun: the clause goes on with the one before.
    Silent,
    /// A company, 公司 or 我们.
    Actor,
    /// A thing; of the company that its clause begins with.
    Part(&'d str),
    /// A thing by itself.
    Thing(&'d str),
    /// Something that these rules can't name.
    Unknown,
}

/// The head of the nearest clause before the one of `s` that has one; of a clause with a figure, what that is of.
pub(super) fn carried<'d>(page: &Page<'d>, sentence: &Sentence, all: &[Statement<'_>], s: &Statement<'_>) -> Head<'d> {
    let here = sentence.clause_at(s.indicator.start);
    // `甲工艺在性能方面提升20%、功耗降低57%`: a later figure of the same clause
    let later = all.iter().any(|b| here.contains(b.indicator) && b.indicator.start < s.indicator.start);
    if later && let own @ (Head::Thing(_) | Head::Part(_)) = head(page, here) {
        return own;
    }
    let before = sentence.before(here.start);
    let mut heads = before.map(|clause| {
        if let Some(causer) = causer(page, sentence, *clause) {
            return Head::Thing(causer);
        }
        let figure = all.iter().find(|b| clause.contains(b.indicator) && b.indicator.start < b.indicator.end);
        let thing = |f: &Statement<'_>| placed(page, f.indicator).or_else(|| indicator::thing(page, f.indicator));
        match figure.map(|f| thing(f).map(|thing| tidy(page, thing))) {
            // 资本 of 资本开支 is no thing
            Some(Some(thing)) if is_name(page, thing) && thing.chars().count() > 2 => Head::Thing(thing),
            Some(_) => Head::Silent,
            None => head(page, *clause),
        }
    });
    heads.find(|h| *h != Head::Silent).unwrap_or(Head::Silent)
}

/// What an indicator places in a wider field: 油条产品 of `油条产品在油炸品类中占比`.
fn placed<'d>(page: &Page<'d>, indicator: Span) -> Option<&'d str> {
    let words = indicator.of(page.text);
    let at = words.find('在').filter(|i| words[*i..].contains('中'))?;
    let name = page.phrase_before(indicator.start, indicator.start + at)?.of(page.text).trim();
    is_name(page, name).then_some(name)
}

/// `甲功能使设计效率提升50%，`: what does it, not what is raised.
pub(super) fn causer<'d>(page: &Page<'d>, sentence: &Sentence, clause: Span) -> Option<&'d str> {
    let words = clause.of(page.text);
    // `甲功能，让设计效率提升50%`
    if words.starts_with(['使', '让']) && page.quantities_in(clause).next().is_some() {
        let name = sentence.before(clause.start).next()?.of(page.text);
        let name = name.trim_matches(['，', ',', ' ', '；']);
        return (is_name(page, name) && predicate(page, name).is_none()).then_some(name);
    }
    let (at, verb) = ["使得", "使", "令", "让"].iter().filter_map(|v| words.find(v).map(|i| (i, *v))).min()?;
    let start = opened(page, clause.start, clause.start + at);
    let name = page.phrase_before(start, clause.start + at).filter(|p| p.start == start)?.of(page.text);
    let moved = page.quantities_in(clause).any(|q| q.span.start >= clause.start + at + verb.len());
    (moved && is_name(page, name) && !words[at..].starts_with("使用")).then_some(name)
}

/// The head of a sentence's first clause, where that stands before `at`'s.
pub(super) fn first<'d>(page: &Page<'d>, sentence: &Sentence, at: usize) -> Head<'d> {
    // `从细分行业看，甲板块…`
    let view = |c: &&Span| {
        let words = c.of(page.text).trim_end_matches(['，', ',', ' ']);
        words.ends_with('看') && words.chars().count() <= 10
    };
    let clause = sentence.clauses.iter().find(|c| !view(c)).filter(|c| c.end <= at);
    clause.map_or(Head::Silent, |c| head(page, *c))
}

/// The field that a clause before `at` in a sentence sets: `在甲产业链中，`, `以甲为例，`.
pub(super) fn within<'d>(page: &Page<'d>, sentence: &Sentence, at: usize) -> Option<&'d str> {
    let before = sentence.before(at);
    before.take(3).find_map(|clause| {
        let words = clause.of(page.text).trim_end_matches(['，', ',', ' ']);
        let start = opened(page, clause.start, clause.start + words.len());
        let sets = words.ends_with('中') && words[start - clause.start..].starts_with('在') || words.ends_with("为例");
        match framed(page, Span::new(start, clause.start + words.len())).filter(|_| sets)? {
            Head::Thing(name) if words.ends_with("为例") || FIELDS.iter().any(|f| name.ends_with(f)) => Some(name),
            _ => None,
        }
    })
}

/// A head without what trails behind it: 油炸品类 of `油炸品类中`.
fn tidy<'t>(page: &Page<'_>, name: &'t str) -> &'t str {
    let name = name.split_once("实现").or_else(|| name.split_once("累计")).map_or(name, |(head, _)| head);
    let name = relative::tidy(page, name);
    let bare = name.strip_suffix(['中', '成', '内']).unwrap_or(name).trim_end();
    if bare.chars().count() >= 3 { bare } else { name }
}

fn is_name(page: &Page<'_>, name: &str) -> bool {
    // 本次回购资金 is of who acts
    if ["本次", "此次", "上述"].iter().any(|w| name.starts_with(w)) {
        return false;
    }
    // 生育率 is measured, 竞争优势 and 地位 have nothing that is
    if name.ends_with('率')
        || ["优势", "地位", "能力", "格局", "趋势", "效果", "态势"].iter().any(|w| name.ends_with(w))
    {
        return false;
    }
    NAME.contains(&name.chars().count()) && !page.is_generic(name) && !name.contains(' ')
        || name.is_ascii() && name.len() > 2
}

/// The head of a clause.
fn head<'d>(page: &Page<'d>, clause: Span) -> Head<'d> {
    let phrases = &page.lexicon.phrases;
    // `2）某某方面：甲发布…` is headed by what stands before the colon only where nothing follows
    let words = clause.of(page.text).trim_end_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '）' | ')' | '”'));
    let end = clause.start + words.len();
    let colon = words.find(['：', ':']).map_or(0, |i| i + words[i..].chars().next().map_or(1, char::len_utf8));
    let start = opened(page, clause.start + colon, end);
    let rest = between(page.text, start, end);
    if rest.chars().filter(|c| c.is_alphabetic()).count() < 2 {
        return Head::Silent;
    }
    if let Some(framed) = framed(page, Span::new(start, end)) {
        return framed;
    }
    let asides = phrases.reasons.opening(rest).or_else(|| phrases.asides.opening(rest)).is_some();
    if asides {
        return Head::Silent;
    }
    let actor = page.mentions.iter().find(|m| m.span.start == start && m.kind == MentionKind::Company && counts(m));
    let own = ["公司", "集团", "我们"].iter().find(|w| rest.starts_with(**w)).map(|w| start + w.len());
    let from = actor.map(|m| m.span.end).or(own);
    let body = between(page.text, from.unwrap_or(start), end);
    let at = from.unwrap_or(start) + (body.len() - body.trim_start_matches(['的', ' ', '（', '(']).len());
    let body = between(page.text, at.min(end), end);
    let Some(cut) = predicate(page, body) else {
        return if from.is_some() { Head::Actor } else { Head::Unknown };
    };
    let Some(noun) = page.phrase_before(at, at + cut).filter(|p| p.end == at + body[..cut].trim_end().len()) else {
        return if from.is_some() { Head::Actor } else { Head::Silent };
    };
    let name = tidy(page, noun.of(page.text).trim());
    // 制冷电机 of `制冷电机销量稳中有升`
    let (of, measured) = indicator::split(page, name);
    let name = if of == measured { name } else { tidy(page, of) };
    let named = is_name(page, name) && noun.start == at;
    // who it is that `19年来销量出现负增长` is said of stands elsewhere
    if torn::is_rest(name) {
        return Head::Actor;
    }
    match from {
        Some(_) if named && (phrases.parts.closing(name).is_some() || is_part(page.document, name)) => Head::Part(name),
        Some(_) => Head::Actor,
        None if named => Head::Thing(name),
        None => Head::Unknown,
    }
}

/// Behind marks, dates, numbers and the words that open a clause.
pub(super) fn opened(page: &Page<'_>, start: usize, end: usize) -> usize {
    let mut start = start;
    loop {
        let words = between(page.text, start, end);
        let bare = words.trim_start_matches(|c: char| !c.is_alphabetic());
        let mut next = end - bare.len();
        if let Some(p) = page.periods.iter().find(|p| p.span.start == next || p.span.start < next && p.span.end > next)
        {
            next = p.span.end.min(end);
            let rest = between(page.text, next, end);
            next += rest.len() - rest.trim_start_matches(['年', '月', '末', '底', '初', '间', '度']).len();
        } else if let Some(open) = page.lexicon.phrases.opens.opening(bare) {
            next += open.len();
        } else if let Some(open) = page
            .lexicon
            .phrases
            .topic_opens
            .openings(bare)
            .find(|o| !matches!(*o, "在" | "对" | "受" | "由" | "从" | "即" | "按" | "其中"))
        {
            next += open.len();
        }
        if next == start || next >= end {
            return next.min(end);
        }
        start = next;
    }
}

/// `在甲中`, `甲方面`, `以甲为例`: a clause that but says what the next ones are of.
fn framed<'d>(page: &Page<'d>, clause: Span) -> Option<Head<'d>> {
    let words = clause.of(page.text);
    let inner = words.strip_prefix(['在', '从']).unwrap_or(words);
    let inner = inner.strip_prefix('以').unwrap_or(inner);
    let tail = ["方面来看", "来看", "方面", "为例", "领域中", "当中", "中", "上看"]
        .iter()
        .find_map(|t| inner.strip_suffix(t))?;
    let start = clause.start + words.find(inner)?;
    let name = page.phrase_before(start, start + tail.len())?.of(page.text).trim();
    Some(if is_name(page, name) { Head::Thing(name) } else { Head::Silent })
}

/// Where the first predicate of a clause begins.
fn predicate(page: &Page<'_>, body: &str) -> Option<usize> {
    let phrases = &page.lexicon.phrases;
    let verb = phrases.predicates.places(body).map(|(i, _)| i).find(|i| *i > 0);
    let others = [&phrases.head_verbs, &phrases.rises, &phrases.falls, &phrases.list_verbs];
    let long = |(i, w): &(usize, &str)| *i > 0 && w.chars().count() > 1;
    let others = others.iter().filter_map(|list| list.places(body).find(long)).map(|(i, _)| i);
    verb.into_iter().chain(others).min()
}
