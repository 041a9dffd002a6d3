//! `financial`, and the order in which a figure's kind is sought: `market`, `financial`, then `indicator`.
//!
//! reads: statements by the trigger in their indicator. needs: a metric of a company (revenue, profit,
//! margin …) with the unit it has. gives: metric, subject, value, change, period, the part of the company.
//! does not match: statements another kind took; numbers without words; an industry's revenue.

use super::change::{self, Change};
use super::draft::{circumstances, ends, fact, measure, moved};
use super::page::Page;
use super::segment::segment;
use super::sentence::Sentence;
use super::statement::Statement;
use super::{Basis, Fact, FactKind, indicator, market, relative, said, share, upside};
use crate::span::{Span, between};
use crate::tag::Approximation;

pub(super) fn read(page: &Page<'_>, sentence: &Sentence, all: &[Statement<'_>], used: &mut [bool]) -> Vec<Fact> {
    let mut out: Vec<Fact> = Vec::new();
    // for each statement the fact it made, so that a change finds its base
    let mut made: Vec<Option<usize>> = vec![None; all.len()];
    for i in 0..all.len() {
        let s = &all[i];
        if used[i] {
            continue;
        }
        if let Some(held) = share::behind(page, sentence, s)
            .or_else(|| given(page, sentence, s))
            .or_else(|| upside::read(page, sentence, s))
        {
            made[i] = Some(out.len());
            out.push(held);
            continue;
        }
        let words = s.indicator.of(page.text);
        let lead = between(page.text, s.clause.start, s.quantity.span.start);
        let nobody = ["他们", "它们", "两者", "二者"].iter().any(|w| words.contains(w)) && !lead.contains("分别");
        if nobody || says_nothing(page, all, i) {
            continue;
        }
        // `营收8亿元，同比增速为5%` goes with the amount as `同比增长5%` does
        let grows = s.quantity.low == s.quantity.high && relative::is_growth(words);
        let rate = || Change { value: s.quantity.low, base: change::base(words), span: s.quantity.span };
        let change = s.change.clone().or_else(|| (grows && s.quantity.unit == "%").then(rate));
        if let (Some(c), Some(base)) = (&change, s.of.or(i.checked_sub(1)).and_then(|b| made[b]))
            && (s.inherited || s.of.is_some() || grows)
            && (out[base].unit != "%" || c.base.is_some())
            && out[base].low.is_some()
        {
            // `较去年同期减少 5 个pct` behind an amount is of its growth
            if s.quantity.unit == "pp" && !matches!(out[base].unit.as_str(), "%" | "") {
                continue;
            }
            if out[base].change.is_none() {
                moved(&mut out[base], c);
                out[base].span.end = out[base].span.end.max(s.quantity.span.end);
                made[i] = Some(base);
                continue;
            }
            made[i] = Some(base);
            let again = again(page, &out[base], s, c);
            out.push(again);
            continue;
        }
        let read = typed(page, sentence, s, &all[0])
            .or_else(|| multiple(page, sentence, s))
            .or_else(|| share::part_of(page, sentence, s))
            .or_else(|| indicator::read(page, sentence, all, i));
        if let Some(f) = read {
            made[i] = Some(out.len());
            out.push(f);
        }
    }
    out
}

/// Whether a number is no figure of its words: it has none, stands in a row, is one end of a range or a step.
fn says_nothing(page: &Page<'_>, all: &[Statement<'_>], i: usize) -> bool {
    let words = all[i].indicator.of(page.text);
    words.is_empty() || is_row(words) || is_open(page, &all[i]) || is_step(page, &all[i]) || is_no_level(page, all, i)
}

/// `环比下降4%至6%`: a change is one number, and neither end of a range says it; a growth's own words have the range
/// as their value.
fn is_open(page: &Page<'_>, s: &Statement<'_>) -> bool {
    let words = s.indicator.of(page.text).trim_end();
    let rate = ["CAGR", "复合", "年均"].iter().any(|w| words.contains(w))
        || page.lexicon.phrases.relatives.iter().any(|r| words.ends_with(r));
    s.change.is_some() && s.quantity.low != s.quantity.high && (!rate || s.inherited)
}

/// A second change of the same figure (`YoY+28%，QoQ+2%`): a statement of its own, without the amount.
fn again(page: &Page<'_>, base: &Fact, s: &Statement<'_>, change: &Change) -> Fact {
    let mut f = Fact {
        span: Span::new(base.span.start, s.quantity.span.end.max(base.span.end)),
        low: None,
        high: None,
        unit: String::new(),
        approximation: Some(s.quantity.approximation),
        ..base.clone()
    };
    f.span = super::draft::tidy(page.text, f.span);
    moved(&mut f, change);
    f
}

/// `较上年增加8家、减少2家`, `38%：62%`, `低于24亿元的市场预期`: by how much something moved, the parts of a ratio
/// and what others expected are no levels.
fn is_no_level(page: &Page<'_>, all: &[Statement<'_>], i: usize) -> bool {
    let s = &all[i];
    let at = s.quantity.span;
    let ratio = |from: usize, to: usize| matches!(between(page.text, from, to).trim(), "：" | ":");
    let parted = i.checked_sub(1).is_some_and(|b| ratio(all[b].quantity.span.end, at.start))
        || all.get(i + 1).is_some_and(|n| ratio(at.end, n.quantity.span.start));
    let from = i.checked_sub(1).map_or(s.clause.start, |b| all[b].quantity.span.end.max(s.clause.start));
    let lead = between(page.text, from, at.start).trim_end().trim_end_matches(['约', '近', '了', '逾', '超', ' ']);
    let phrases = &page.lexicon.phrases;
    let verb = phrases.rises.iter().chain(&phrases.falls).find(|w| w.chars().count() == 2 && lead.ends_with(**w));
    let moved = verb.is_some_and(|v| !v.ends_with(['至', '幅', '速']))
        && (lead.contains(['较', '比']) || s.inherited)
        && !matches!(s.quantity.unit.as_str(), "%" | "pp" | "x");
    let apart = ["减亏", "增亏", "多增", "少增"].iter().any(|w| lead.ends_with(w));
    let tail = between(page.text, at.end, s.clause.end).trim_start_matches(['的', ' ']);
    let named =
        ["市场", "一致", "彭博", "此前", "原先", "前期", "Wind", "万得"].iter().find_map(|w| tail.strip_prefix(*w));
    let tail = named.unwrap_or(tail).trim_start_matches("一致");
    let words = between(page.text, from, at.end);
    let compared = said::COMPARES.iter().any(|w| words.contains(w));
    let expected = tail.starts_with("预期") && compared;
    // `有6个产品年收入在5亿元以上` counts products
    let counts = i.checked_sub(1).map(|b| all[b].quantity).filter(|q| q.span.end > s.clause.start).is_some_and(|q| {
        let noun = between(page.text, q.span.end, at.start);
        let over = page.text[at.end..].starts_with(['以', '之']) || s.quantity.approximation != Approximation::Exact;
        let whole = noun.chars().all(char::is_alphabetic) && noun.trim_end().ends_with('在');
        matches!(q.unit.as_str(), "个" | "家" | "款" | "种") && whole && over
    });
    // a table's row: numbers with nothing but blanks between them
    let blank = |a: usize, b: usize| {
        let gap = between(page.text, all[a].quantity.span.end, all[b].quantity.span.start);
        !gap.is_empty() && gap.trim().is_empty()
    };
    let links =
        (i.saturating_sub(2)..=i).filter(|a| a + 2 < all.len() && blank(*a, a + 1) && blank(a + 1, a + 2)).count();
    // `[30%,50%)`: an interval
    let open = page.text[..at.start].ends_with('[');
    let close = page.text[at.end..].starts_with([')', ']'])
        && between(page.text, from.min(at.start), at.start).contains(',')
        || page.text[at.end..].starts_with(")") && page.text[..at.start].ends_with(',');
    // `低于行业平均水平（50元）`: what a bracket compares with
    let before = page.text[..at.start].trim_end();
    let head = before
        .strip_suffix(['（', '('])
        .map_or("", |h| between(page.text, s.clause.start.min(h.len()), h.len()).trim_end());
    let beside = ["水平", "平均", "均值", "平均值"].iter().any(|w| head.ends_with(w))
        && said::COMPARES.iter().any(|w| head.contains(w));
    beside
        || apart
        || parted && s.change.is_none()
        || moved
        || expected
        || counts
        || links > 0
        || open
        || close
        || is_defined(page, s)
}

/// `份额从4%增长到14%，年增长2pct`: so much in each year is no change of the span.
fn is_step(page: &Page<'_>, s: &Statement<'_>) -> bool {
    let lead = between(page.text, s.clause.start, s.quantity.span.start).trim_end().trim_end_matches(['约', '近', ' ']);
    let steps = ["年增长", "年均增长", "年均提升", "年提升", "年均下降"];
    // `较2023年提升2个百分点` names a year
    let step = steps.iter().find_map(|w| lead.strip_suffix(*w));
    s.quantity.unit == "pp" && step.is_some_and(|l| !l.trim_end().ends_with(|c: char| c.is_ascii_digit()))
}

/// `占比40%以上的才能称之为寡头`: a number that defines a word.
fn is_defined(page: &Page<'_>, s: &Statement<'_>) -> bool {
    let behind: String = page.text[s.quantity.span.end..].chars().take(40).collect();
    ["称之为", "称为", "被认为是"].iter().any(|w| behind.contains(w)) && s.clause.of(page.text).contains("以上")
}

/// A table's row that stands as text: several blanks, numbers between them.
fn is_row(words: &str) -> bool {
    words.matches(' ').count() >= 3 && words.chars().any(|c| c.is_ascii_digit())
}

/// The metric of the last trigger in the indicator's words.
fn typed(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, first: &Statement<'_>) -> Option<Fact> {
    let unit = s.quantity.unit.as_str();
    let (word, trigger) =
        page.triggers.iter().rfind(|(w, t)| w.overlaps(s.indicator) && matches!(t.kind, "financial" | "market"))?;
    let money = page.is_money(s.quantity);
    let fits = match trigger.metric {
        "revenue"
        | "net_profit"
        | "net_profit_deducted"
        | "operating_profit"
        | "rd_expense"
        | "operating_cash_flow"
        | "size"
        | "orders" => money,
        "eps" => money || unit.ends_with("/share"),
        _ => unit == "%",
    };
    let grows = growth(page, s, *word).filter(|_| !fits);
    let change = s.change.as_ref().filter(|_| trigger.metric != "cagr").or(grows.as_ref());
    // 业绩 and 销售额 name a figure only beside its amount
    let loose = matches!(trigger.word, "业绩" | "销售额") && !fits || s.clause.of(page.text).contains("减亏");
    if !fits && change.is_none() || loose {
        return None;
    }
    let level = trigger.metric == "share" || unit != "%" || trigger.metric.ends_with("margin");
    let moves = change.filter(|_| !fits || !level);
    if trigger.kind == "market" {
        return market::read(page, sentence, s, (*word, *trigger), moves, first);
    }
    let subject = page.actor(sentence, s.quantity.span.start);
    if subject.id.is_empty() || is_of_industry(page, sentence, s) {
        return None; // an industry's revenue is an indicator
    }
    let span = Span::new(s.indicator.start, s.quantity.span.end);
    let mut f = fact(page, FactKind::Financial, trigger.metric, subject, span, "company_figure");
    match moves {
        Some(c) => moved(&mut f, c),
        None => measure(&mut f, s.quantity),
    }
    f.object = segment(page, sentence, s, *word);
    if f.object.is_empty() {
        f.object = page.subsidiary(sentence, s.quantity.span.start, &f.subject_id).to_owned();
    }
    // a company that the lexicon has not is no part of this one
    if page.lexicon.phrases.firm_tails.iter().any(|t| f.object.ends_with(t)) {
        return None;
    }
    circumstances(&mut f, page, sentence, s.quantity.span.start, false);
    if let Some(item) = s.item {
        let words = item.of(page.text);
        let end = item.start + words.strip_suffix(trigger.word).unwrap_or(words).len();
        f.object = page.phrase_before(item.start, end).map_or("", |p| p.of(page.text)).trim().to_owned();
    }
    dated(&mut f, page, sentence, s);
    settle(&mut f, page);
    Some(f)
}

/// The year of an amount, and whether that can be reported yet.
fn dated(f: &mut Fact, page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) {
    // `截至21年末实现营收`: an amount of a year, not of its last month
    let flows = matches!(
        f.metric.as_str(),
        "revenue" | "net_profit" | "net_profit_deducted" | "operating_profit" | "rd_expense"
    );
    if let Some(year) = f.period.as_deref().filter(|_| flows).and_then(|p| p.strip_suffix("-12"))
        && sentence.span.of(page.text).contains(['末', '底'])
    {
        f.period = Some(year.to_owned());
    }
    // the whole of a year or a quarter that is not over can't be reported
    let end = f.period.as_deref().and_then(ends);
    if flows && f.basis == Some(Basis::Actual) && end.zip(page.head.published_on).is_some_and(|(e, d)| e > d) {
        // `2025年实现…` in a report of that year means the part that is over
        let whole = f.period.as_deref().is_some_and(|p| p.len() == 4);
        if whole && between(page.text, s.clause.start, s.quantity.span.start).contains("实现") {
            f.period = None;
        } else {
            f.basis = Some(Basis::Forecast);
        }
    }
    let foretold = between(page.text, sentence.span.start, s.quantity.span.start).contains("业绩预告");
    if f.basis == Some(Basis::Forecast) && announces(page, sentence, s) || foretold && f.basis == Some(Basis::Actual) {
        f.basis = Some(Basis::Guidance);
    }
}

/// Whether a figure's words, or those before it, speak of an industry, a market or a region.
fn is_of_industry(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> bool {
    let words = s.indicator.of(page.text);
    page.triggers_in(s.indicator).any(|(_, t)| t.kind == "topic" && t.word != "领域")
        || words.contains("市场")
        || page.lexicon.phrases.regions.iter().any(|r| words.starts_with(r) && !page.is_named_at(s.indicator.start))
        || page.led_by_topic(sentence, s.quantity.span.start).is_some()
}

/// `收入增速分别为25%、20%`: how a figure grew, said by the noun of its growth; a compound growth is another.
fn growth(page: &Page<'_>, s: &Statement<'_>, word: Span) -> Option<Change> {
    let behind = between(page.text, word.end, s.indicator.end).trim_start_matches(['的', ' ']);
    let base = behind.starts_with("同比").then_some(super::ChangeBase::Yoy);
    let noun = behind.trim_start_matches("同比").trim_start_matches("年");
    let is =
        ["增速", "增长率", "增幅"].iter().any(|w| noun.starts_with(w) && noun.chars().count() <= w.chars().count() + 3);
    (is && s.quantity.unit == "%").then_some(Change { value: s.quantity.low, base, span: s.quantity.span })
}

/// `公司预计2018年净利润…`: who expects is the company itself.
fn announces(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> bool {
    let lead = between(page.text, sentence.span.start, s.quantity.span.start);
    ["公司预计", "公司预告", "公司指引", "管理层预计", "公司预期", "公司给出"].iter().any(|w| lead.contains(w))
}

/// What a company announces of its own figures is guidance; what the house expects of them is its estimate.
fn settle(f: &mut Fact, page: &Page<'_>) {
    if f.basis == Some(Basis::Plan) {
        f.basis = Some(Basis::Guidance);
    }
    if f.basis == Some(Basis::Forecast) && f.said_by.is_empty() {
        f.kind = FactKind::Forecast;
        f.rule = "estimate_in_text";
        f.confidence = page.lexicon.rules.confidence(f.rule);
    }
}

/// `给予公司2026年25倍PE`: the multiple that the house thinks fair.
fn given(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> Option<Fact> {
    let at = s.quantity.span;
    let rest = between(page.text, at.end, s.clause.end).trim_start_matches(['的', ' ']);
    let (_, metric) = page.lexicon.words.estimates.iter().find(|(w, _)| rest.starts_with(w))?;
    let lead = between(page.text, s.clause.start, at.start);
    let verb = ["给予", "给与"].iter().filter_map(|w| lead.find(w)).min()?;
    if !matches!(*metric, "pe" | "pb" | "ps") || s.quantity.unit != "x" {
        return None;
    }
    let subject = page.actor(sentence, at.start);
    let span = Span::new(s.clause.start + verb, at.end);
    let named = !subject.id.is_empty();
    let mut f = fact(page, FactKind::Forecast, metric, subject, span, "estimate_in_text");
    measure(&mut f, s.quantity);
    circumstances(&mut f, page, sentence, at.start, false);
    f.basis = Some(Basis::Forecast);
    named.then_some(f)
}

/// `对应PE分别为17、14倍`: what the share costs by the house's estimates.
fn multiple(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> Option<Fact> {
    let words = s.indicator.of(page.text).trim_end();
    let (_, metric) = page.lexicon.words.estimates.iter().find(|(w, _)| words.ends_with(w))?;
    let at = s.quantity.span.start;
    let clause = sentence.clause_at(at).of(page.text);
    let others = ["行业", "平均", "可比", "同业", "板块", "历史"].iter().any(|w| clause.contains(w));
    let fits = matches!(*metric, "pe" | "pb") && matches!(s.quantity.unit.as_str(), "x" | "");
    // 当前股价 is of the share that the report covers
    let own = words.contains("股价") && !page.names_actor(sentence, at);
    let subject = if own && page.is_of_company() { page.covered() } else { page.actor(sentence, at) };
    if !fits || s.change.is_some() || subject.id.is_empty() || others {
        return None;
    }
    let span = Span::new(s.indicator.start, s.quantity.span.end);
    let mut f = fact(page, FactKind::Forecast, metric, subject, span, "estimate_in_text");
    measure(&mut f, s.quantity);
    f.unit = "x".to_owned();
    circumstances(&mut f, page, sentence, at, false);
    // a multiple of a year that is over, and one that is assumed (`给予 30 倍PE`), is no estimate
    let year = f.period.as_deref().and_then(|p| p.get(..4)).and_then(|y| y.parse::<i16>().ok());
    let ahead = year.zip(page.head.published_on).is_some_and(|(y, d)| y >= d.year());
    let named = year.is_some() && (ahead || f.basis == Some(Basis::Forecast));
    f.basis = Some(Basis::Forecast);
    named.then_some(f)
}
