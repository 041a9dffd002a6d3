//! `financial`, `market` and `indicator`: everything else that is measured.
//!
//! reads: statements by the trigger in their indicator. needs: a metric of a company (revenue, profit,
//! margin …) or of a market (size, cagr, share); any other indicator's words. gives: metric, subject,
//! value, change, period. does not match: statements another kind took; numbers without words.

use super::draft::{circumstances, fact, measure, moved};
use super::page::{Page, Subject};
use super::sentence::Sentence;
use super::statement::Statement;
use super::{Basis, Fact, FactKind};
use crate::span::{Span, between};

pub(super) fn read(page: &Page<'_>, sentence: &Sentence, all: &[Statement<'_>], used: &mut [bool]) -> Vec<Fact> {
    let mut out: Vec<Fact> = Vec::new();
    // for each statement the fact it made, so that a change finds its base
    let mut made: Vec<Option<usize>> = vec![None; all.len()];
    for i in 0..all.len() {
        let s = &all[i];
        if used[i] || s.indicator.start == s.indicator.end {
            continue;
        }
        if let (Some(c), Some(base)) = (&s.change, s.of.or(i.checked_sub(1)).and_then(|b| made[b]))
            && (s.inherited || s.of.is_some())
            && out[base].unit != "%"
        {
            let typed = out[base].kind != FactKind::Indicator;
            let first = out[base].change.is_none();
            if first {
                moved(&mut out[base], c);
            }
            if typed && first {
                out[base].span.end = s.quantity.span.end;
                made[i] = Some(base);
                continue;
            }
            made[i] = Some(base);
            out.push(indicator(page, sentence, s));
            continue;
        }
        let f = typed(page, sentence, s, &all[0]).unwrap_or_else(|| indicator(page, sentence, s));
        made[i] = Some(out.len());
        out.push(f);
    }
    out
}

/// The metric of the last trigger in the indicator's words.
fn typed(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, first: &Statement<'_>) -> Option<Fact> {
    let unit = s.quantity.unit.as_str();
    let (_, trigger) =
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
    let change = s.change.clone().filter(|_| trigger.metric != "cagr");
    if !fits && change.is_none() {
        return None;
    }
    let kind = if trigger.kind == "market" { FactKind::Market } else { FactKind::Financial };
    let subject = if kind == FactKind::Market {
        Some(market(page, s)).filter(|m| !m.name.is_empty()).unwrap_or_else(|| market(page, first))
    } else {
        page.actor(sentence, s.quantity.span.start)
    };
    if kind == FactKind::Financial && subject.id.is_empty() {
        return None; // an industry's revenue is an indicator
    }
    let metric = if kind == FactKind::Market && change.is_some() && trigger.metric == "size" {
        "growth"
    } else {
        trigger.metric
    };
    let rule = if kind == FactKind::Market { "market_figure" } else { "company_figure" };
    let mut f = fact(page, kind, metric, subject, Span::new(s.indicator.start, s.quantity.span.end), rule);
    match &change {
        Some(c) if !fits || trigger.metric != "share" && unit == "%" && !trigger.metric.ends_with("margin") => {
            moved(&mut f, c)
        }
        _ => measure(&mut f, s.quantity),
    }
    if kind == FactKind::Financial {
        f.object = segment(page, sentence, s);
    }
    circumstances(&mut f, page, sentence, s.quantity.span.start, false);
    if f.basis == Some(Basis::Plan) {
        f.basis = Some(Basis::Forecast);
    }
    Some(f)
}

/// The part of the company that a figure is of: `造价业务` of 造价业务收入, what stands before `：` at the
/// sentence's head, 该业务; empty where the figure is the whole company's.
fn segment(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> String {
    const PARTS: [&str; 8] = ["业务", "板块", "产品", "分部", "事业部", "部门", "地区", "渠道"];
    let at = s.indicator.end.min(s.quantity.span.start);
    let here = between(page.text, sentence.clause_at(at).start.max(sentence.span.start), at);
    let head = sentence.span.of(page.text).split_once(['：', ':']).map_or("", |h| h.0);
    for words in [here, head] {
        let Some(end) = PARTS.iter().filter_map(|p| words.rfind(p).map(|i| i + p.len())).max() else { continue };
        let marks = ['，', ',', '、', '：', ':', '；', '司', '）', ' ', '年', '中', '的', '为', '了', '且', '而', '若'];
        let start = words[..end].rfind(marks).map_or(0, |i| i + words[i..].chars().next().map_or(0, char::len_utf8));
        let part = words[start..end].trim();
        if (2..=14).contains(&part.chars().count()) && !["主营", "主要", "全部"].iter().any(|w| part.contains(w))
        {
            return part.to_owned();
        }
    }
    String::new()
}

fn market(page: &Page<'_>, s: &Statement<'_>) -> Subject {
    let words = s.indicator.of(page.text);
    let cut = [
        "年复合增长率",
        "复合增长率",
        "市场规模",
        "市场空间",
        "市占率",
        "市场份额",
        "渗透率",
        "CAGR",
        "复合增速",
        "行业规模",
        "年均",
        "年",
    ];
    let name = cut.iter().fold(words.to_owned(), |n, t| n.strip_suffix(t).unwrap_or(&n).to_owned());
    Subject { id: String::new(), name: name.trim_end_matches(['的', ' ']).to_owned() }
}

fn indicator(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> Fact {
    let words = s.indicator.of(page.text).to_owned();
    let start = s.indicator.start.min(s.quantity.span.start);
    let subject = page.actor(sentence, s.quantity.span.start);
    let mut f =
        fact(page, FactKind::Indicator, &words, subject, Span::new(start, s.quantity.span.end), "indicator_words");
    if let Some(c) = &s.change {
        moved(&mut f, c)
    }
    measure(&mut f, s.quantity);
    circumstances(&mut f, page, sentence, s.quantity.span.start, false);
    f
}
