//! `capex`, around an amount: of which time it is, on what it rests, which change is its own.
//!
//! reads: acts that but announce (宣布 决定), counts of years before an amount (`3年3800亿元`), 预计 of a whole trade's
//! spending, changes before an amount (`下滑19%至3562亿元`) and behind its bracket. gives: period, basis, change.
//! does not match: acts behind which a date of the spending stands, what has been spent already (累计, 已).
//! source: fresh readings of the sample corpus.

use super::actor::Subject;
use super::draft::{circumstances, fact, moved};
use super::page::Page;
use super::sentence::Sentence;
use super::statement::Statement;
use super::{Basis, ChangeBase, Fact, FactKind, change, said};
use crate::decimal::Decimal;
use crate::span::{Span, between};

/// Acts of a day on which nothing is spent yet.
const ACTS: [&str; 7] = ["宣布", "官宣", "公告", "决定", "考虑", "签署", "签约"];

/// Words that leave 预计 with the actor: what it has published itself.
const OWN: [&str; 8] = ["公布", "指引", "预算", "计划", "目标", "规划", "将", "拟"];

/// Letters that a clause may have besides its years which says but that an amount stays: `预计2025年同比持平`.
const LEVEL: [&str; 11] = ["预计", "预期", "同比", "基本", "大致", "有望", "维持", "保持", "持平", "将", "仍"];

/// Time and basis of an amount at `at`; `weak`: spending that no capex word names.
pub(super) fn settle(f: &mut Fact, page: &Page<'_>, sentence: &Sentence, at: usize, weak: bool) {
    let clause = sentence.clause_at(at);
    let lead = between(page.text, sentence.span.start, at);
    let act = ACTS.iter().filter_map(|w| lead.rfind(w).map(|i| i + w.len())).max().filter(|_| weak);
    let spent = |from: usize| ["已", "累计", "完成"].iter().any(|w| lead[from..].contains(w));
    if let Some(i) = act.filter(|i| !spent(*i)) {
        let behind = Span::new(sentence.span.start + i, clause.end);
        if !page.periods.iter().any(|p| p.period.is_some() && behind.contains(p.span)) {
            f.period = None;
        }
        if f.basis == Some(Basis::Actual) {
            f.basis = Some(Basis::Plan);
        }
    }
    // what is spent over years is of no one of them
    let single = f.period.as_deref().is_some_and(|p| !p.contains('/'));
    if single && said::over_years(between(page.text, clause.start, at)) {
        f.period = None;
    }
    estimated(f, page, sentence, at);
}

/// `预计三大运营商资本开支…`: what a whole trade is to spend is the house's estimate, unless it has said so itself;
/// 预计 behind the trade may be its own where an amount follows.
pub(super) fn estimated(f: &mut Fact, page: &Page<'_>, sentence: &Sentence, at: usize) {
    let clause = sentence.clause_at(at);
    let words = clause.of(page.text);
    let mut groups = page.triggers_in(sentence.span).filter(|(s, t)| t.kind == "group" && s.of(page.text) == f.subject);
    let trade = f.subject_id.is_empty().then(|| groups.next()).flatten().map(|(s, _)| s.start);
    let opens = |i: usize| f.low.is_none() || trade.is_some_and(|t| clause.start + i < t);
    let expected = words.find("预计").is_some_and(opens);
    if trade.is_some() && f.basis == Some(Basis::Plan) && expected && !OWN.iter().any(|w| words.contains(w)) {
        f.basis = Some(Basis::Forecast);
    }
}

/// `2016年下滑19%至3562亿元`: the change right before an amount; its statement.
pub(super) fn change_before(f: &mut Fact, page: &Page<'_>, all: &[Statement<'_>], i: usize, used: &mut [bool]) {
    let Some(k) = i.checked_sub(1).filter(|k| !used[*k] && all[*k].clause == all[i].clause) else { return };
    let Some(c) = all[k].change.as_ref() else { return };
    let joint = between(page.text, all[k].quantity.span.end, all[i].quantity.span.start);
    if matches!(joint.trim_matches(['约', '近', ' ', '为']), "至" | "到" | "达" | "达到") {
        moved(f, c);
        let year = f.period.as_deref().is_some_and(|p| p.len() == 4);
        f.change_base = f.change_base.or(year.then_some(ChangeBase::Yoy));
        used[k] = true;
    }
}

/// `共2859亿元（甲1499亿元，…），同比基本持平`: what is said behind the bracket that parts an amount.
pub(super) fn change_behind_bracket(f: &mut Fact, page: &Page<'_>, sentence: &Sentence, all: &[Statement<'_>]) {
    let Some(from) = all.first().map(|s| s.quantity.span.end) else { return };
    let rest = between(page.text, from, sentence.span.end);
    let Some(close) = rest.find(['）', ')']).filter(|_| rest.starts_with(['（', '('])) else { return };
    let behind = rest[close..].trim_start_matches(['）', ')', '，', ',', ' ']);
    let start = from + rest.len() - behind.len();
    let end = start + behind.find(['，', ',', '。', '；']).unwrap_or(behind.len());
    let words = between(page.text, start, end);
    if f.change.is_some() || !["同比", "较上年", "较去年", "与上年", "与去年"].iter().any(|w| words.starts_with(w))
    {
        return;
    }
    let told = all.iter().find(|s| s.quantity.span.start >= start && s.quantity.span.end <= end);
    let value = told.and_then(|s| s.change.as_ref()).map(|c| c.value.normalize());
    f.change = value.or_else(|| told.is_none().then(|| change::in_words(words)).flatten().map(|(v, _)| v));
    f.change_base = f.change.map(|_| ChangeBase::Yoy);
}

/// `2024年达543亿元，预计2025年同比持平`: another year's spending that but stays on the level.
pub(super) fn level_alone(page: &Page<'_>, sentence: &Sentence, out: &[Fact]) -> Option<Fact> {
    let before = out.last()?;
    let flat = |c: &&Span| {
        let years: Vec<_> = page.periods.iter().filter(|p| c.contains(p.span)).collect();
        let mut words = c.of(page.text).to_owned();
        for p in &years {
            words = words.replace(p.span.of(page.text), "");
        }
        let level = words.contains("持平");
        let bare = LEVEL.iter().fold(words, |w, l| w.replace(l, ""));
        let other = matches!(years[..], [p] if p.period.is_some() && p.period != before.period);
        level && other && !bare.chars().any(char::is_alphanumeric)
    };
    let clause = *sentence.clauses.iter().filter(|c| c.start >= before.span.end).find(flat)?;
    if page.quantities_in(Span::new(before.span.end, clause.start)).next().is_some() {
        return None;
    }
    let subject = Subject { id: before.subject_id.clone(), name: before.subject.clone() };
    let mut f = fact(page, FactKind::Capex, "capex", subject, clause, "capex_change");
    let at = clause.start + clause.of(page.text).find("持平")?;
    circumstances(&mut f, page, sentence, at, true);
    f.change = Some(Decimal::ZERO);
    f.change_base = Some(ChangeBase::Yoy);
    f.object = before.object.clone();
    Some(f)
}
