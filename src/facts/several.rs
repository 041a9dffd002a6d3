//! Figures of several firms whose noun is said once.
//!
//! reads: a firm with a value alone behind another's figure (`甲净利润为6亿元，乙为1亿元`, `其次乙为1亿元`), a list of firms before a
//! rate or before 均 (`甲、乙的毛利率均在25%-35%`). gives: the same figure of each. refuses: values dealt out (分别), what several
//! have together (合计), clauses with words of their own before the number.

use super::actor::Subject;
use super::draft::{circumstances, fact, measure};
use super::page::{Page, is_firm};
use super::parallel;
use super::sentence::Sentence;
use super::statement::Statement;
use super::whose::MARKS;
use super::{Fact, FactKind};
use crate::span::{Span, between};
use crate::tag::Mention;

/// Characters of whence or what a firm is, before its name.
const TITLE: usize = 8;

/// What links a firm with its value where the noun stands before.
const LINKS: [&str; 9] = ["为", "约为", "达", "达到", "仅为", "仅", "高达", "是", "只有"];

/// What may open the clause of a next one.
const OPENS: [&str; 7] = ["其次是", "其次", "而", "随后", "同期", "与此同时", "第二名"];

/// Words by which what a list of firms has is each one's.
const EACH: [&str; 4] = ["均", "都", "皆", "各"];

/// `甲净利润为6亿元，乙为1亿元`: what a firm has of the noun of the figure right before.
pub(super) fn next(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, out: &[Fact]) -> Option<Fact> {
    let at = s.quantity.span.start;
    let before = sentence.before(s.clause.start).next()?;
    let base = out.last().filter(|b| b.kind == FactKind::Financial && before.overlaps(b.span))?;
    let money = |unit: &str| page.lexicon.units.is_currency(unit);
    let alike = base.unit == s.quantity.unit || money(&base.unit) && money(&s.quantity.unit);
    if !alike || s.change.is_some() || base.low.is_none() {
        return None;
    }
    let mut words = between(page.text, s.clause.start, at).trim_start_matches(MARKS);
    while let Some(rest) = OPENS.iter().find_map(|o| words.strip_prefix(o)) {
        words = rest.trim_start_matches(MARKS);
    }
    let start = at - words.len();
    let from = page.mentions.partition_point(|m| m.span.start < start);
    let firm = page.mentions[from..].iter().find(|m| m.span.end <= at && is_firm(m) && m.id != base.subject_id)?;
    let title = between(page.text, start, firm.span.start);
    let titled = title.is_empty() || title.ends_with('的') && title.chars().count() <= TITLE;
    let behind = between(page.text, firm.span.end, at).trim();
    let tail = page.lexicon.phrases.name_tails.opening(behind).map_or(0, str::len);
    let link = behind[tail..].trim_start_matches(['则', '也', ' ']);
    // 约 and 达 may be part of the quantity
    let level = s.quantity.span.of(page.text).starts_with(['约', '达', '超', '近', '逾', '仅']);
    if !titled || !(LINKS.contains(&link) || link.is_empty() && level) {
        return None;
    }
    let subject = Subject::from(firm);
    let span = Span::new(firm.span.start, s.quantity.span.end);
    let mut f = fact(page, base.kind, &base.metric, subject, span, base.rule);
    measure(&mut f, s.quantity);
    circumstances(&mut f, page, sentence, at, false);
    f.period = f.period.or_else(|| base.period.clone());
    f.object.clone_from(&base.object);
    Some(f)
}

/// `甲、乙的毛利率均在25%-35%`: gives the figure of the last of a list of firms to each of the others. `made`: for each
/// statement its fact.
pub(super) fn each(page: &Page<'_>, all: &[Statement<'_>], made: &[Option<usize>], out: &mut Vec<Fact>) {
    let own = |s: &Statement<'_>, n: usize| out.get(n).filter(|f| f.low == Some(s.quantity.low));
    let facts = all.iter().zip(made).filter_map(|(s, n)| Some((s, own(s, (*n)?)?)));
    let more: Vec<Fact> = facts.flat_map(|(s, f)| others(page, s, f)).collect();
    out.extend(more);
}

/// The figure `f` of the last of a list of firms, of each of the others.
fn others(page: &Page<'_>, s: &Statement<'_>, f: &Fact) -> Vec<Fact> {
    let at = s.quantity.span.start;
    let lead = Span::new(s.clause.start, at);
    let firms = parallel::list_of_firms(page.text, lead, page.mentions, &page.lexicon.phrases);
    let Some((last, rest)) = firms.split_last().filter(|(last, _)| last.id == f.subject_id) else {
        return Vec::new();
    };
    let behind = between(page.text, last.span.end, at);
    let share = f.kind == FactKind::Market && f.metric == "share";
    let rate = f.metric.ends_with("margin") || f.metric == "roe";
    let each = EACH.iter().any(|w| behind.contains(w)) && (share || f.kind == FactKind::Financial);
    let together = behind.contains("分别") || page.lexicon.phrases.jointly.is_in(behind);
    let counted = page.quantities_in(lead).next().is_some();
    if !(each || rate) || together || counted || s.item.is_some() || page.actor_listed(at).is_some() {
        return Vec::new();
    }
    let own = |m: &&Mention| {
        let span = Span::new(m.span.start.min(f.span.start), f.span.end);
        Fact { subject_id: m.id.clone(), subject: m.name.clone(), span, ..f.clone() }
    };
    rest.iter().map(own).collect()
}
