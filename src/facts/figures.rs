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
        if used[i] || s.indicator.start == s.indicator.end || is_row(s.indicator.of(page.text)) {
            continue;
        }
        if let (Some(c), Some(base)) = (&s.change, s.of.or(i.checked_sub(1)).and_then(|b| made[b]))
            && (s.inherited || s.of.is_some())
            && out[base].unit != "%"
            && out[base].low.is_some()
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
            out.extend(indicator(page, sentence, s));
            continue;
        }
        let read = typed(page, sentence, s, &all[0]).or_else(|| indicator(page, sentence, s));
        if let Some(f) = read {
            made[i] = Some(out.len());
            out.push(f);
        }
    }
    out
}

/// A table's row that stands as text: several blanks, numbers between them.
fn is_row(words: &str) -> bool {
    words.matches(' ').count() >= 3 && words.chars().any(|c| c.is_ascii_digit())
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
    let words = s.indicator.of(page.text);
    let industry = ["行业", "产业", "板块", "餐饮业", "市场"].iter().any(|w| words.contains(w))
        || page.lexicon.phrases.regions.iter().any(|r| words.starts_with(r) && !is_named_at(page, s.indicator.start));
    if kind == FactKind::Financial && (subject.id.is_empty() || industry) {
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
    if trigger.metric == "cagr" {
        f.period = span_of_years(page, s, f.period.take());
    }
    if f.basis == Some(Basis::Plan) {
        f.basis = Some(Basis::Forecast);
    }
    Some(f)
}

/// The part of the company that a figure is of: `造价业务` of 造价业务收入, what stands before `：` at the
/// sentence's head, 该业务; empty where the figure is the whole company's.
fn segment(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> String {
    let at = s.indicator.end.min(s.quantity.span.start);
    let here = between(page.text, sentence.clause_at(at).start.max(sentence.span.start), at);
    let head = sentence.span.of(page.text).split_once(['：', ':']).map_or("", |h| h.0);
    for words in [here, head] {
        let Some(end) = page.lexicon.phrases.parts.iter().filter_map(|p| words.rfind(p).map(|i| i + p.len())).max()
        else {
            continue;
        };
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

/// The market that a size, a share or a growth is of; of nobody where the words name none.
fn market(page: &Page<'_>, s: &Statement<'_>) -> Subject {
    let words = s.indicator.of(page.text);
    let mut name = words.trim();
    while let Some(tail) = page.lexicon.phrases.market_tails.iter().find(|t| name.ends_with(**t)) {
        name = name[..name.len() - tail.len()].trim_end();
    }
    name = name.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | '~' | '～' | ' ' | '年'));
    if name.starts_with("公司") && !page.head.company.is_empty() {
        return page.covered();
    }
    if name.chars().filter(|c| c.is_alphabetic()).count() < 2 {
        return Subject::default();
    }
    Subject { id: String::new(), name: name.to_owned() }
}

/// A compound growth is of a span: the two years that its sentence or the one before names; none where
/// it names one alone.
fn span_of_years(page: &Page<'_>, s: &Statement<'_>, period: Option<String>) -> Option<String> {
    let period = period?;
    if period.len() != 4 {
        return Some(period);
    }
    let year = |p: &str| p.get(..4).and_then(|y| y.parse::<i32>().ok()).filter(|_| p.len() == 4 || p.len() == 7);
    let from = page.sentences.iter().rev().find(|n| n.span.start <= s.quantity.span.start).map_or(0, |n| n.span.start);
    let named = page.periods.iter().filter(|p| p.span.start >= from && p.span.end <= s.quantity.span.start);
    let mut years: Vec<i32> = named.filter_map(|p| year(p.period.as_deref()?)).collect();
    years.dedup();
    match years[..] {
        [.., first, last] if first < last => Some(format!("{first}/{last}")),
        _ => None,
    }
}

/// How many characters may stand between the noun of an indicator and its number.
const REST: usize = 10;

/// Any other statement; none where its words name nothing that is measured.
fn indicator(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> Option<Fact> {
    let words = measure_words(page, s)?;
    let start = s.indicator.start.min(s.quantity.span.start);
    let subject = holder(page, sentence, s, words);
    let span = Span::new(start, s.quantity.span.end);
    let mut f = fact(page, FactKind::Indicator, words, subject, span, "indicator_words");
    if let Some(c) = &s.change {
        moved(&mut f, c)
    }
    measure(&mut f, s.quantity);
    circumstances(&mut f, page, sentence, s.quantity.span.start, false);
    Some(f)
}

/// Whether a name begins at a place: 中国移动 is no region.
fn is_named_at(page: &Page<'_>, at: usize) -> bool {
    page.mentions.iter().any(|m| m.span.start == at)
}

/// Of whom or what an indicator is: the sector or the region that its words name, else who acts. In a report
/// of an industry nobody is carried over from other sentences.
fn holder(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, words: &str) -> Subject {
    let named = |name: &str| Subject { id: String::new(), name: name.to_owned() };
    let company = is_named_at(page, s.indicator.start);
    if let Some(region) = page.lexicon.phrases.regions.iter().find(|r| words.starts_with(**r)).filter(|_| !company) {
        return named(region);
    }
    if words.contains("板块") {
        let lead = between(page.text, sentence.span.start, s.quantity.span.start);
        let ends = lead.match_indices("板块").map(|(i, w)| &lead[..i + w.len()]);
        let names = ends.filter_map(|l| {
            let start = l.rfind(|c: char| !c.is_alphanumeric() && c != '-').map_or(0, |i| i + 1);
            let name = l.get(start..).or_else(|| l.rsplit(|c: char| !c.is_alphanumeric() && c != '-').next())?;
            (name.chars().count() > 2).then_some(name)
        });
        return named(names.last().unwrap_or("板块"));
    }
    let at = s.quantity.span.start;
    if page.head.company.is_empty() && !page.has_actor(sentence, at) {
        Subject::default()
    } else {
        page.actor(sentence, at)
    }
}

/// The indicator's words without what trails behind its noun, where they end in a noun that is measured
/// (a rate, an amount), or in one that is counted beside a classifier.
fn measure_words<'d>(page: &Page<'d>, s: &Statement<'_>) -> Option<&'d str> {
    let phrases = &page.lexicon.phrases;
    let unit = s.quantity.unit.as_str();
    let indicator = s.indicator.of(page.text);
    // a target price has its own rule; 前值 is what was said before
    let last: String = indicator.chars().rev().take(8).collect::<Vec<_>>().into_iter().rev().collect();
    if last.contains("目标价") || ["前值", "前次", "原值"].iter().any(|w| indicator.contains(w)) {
        return None;
    }
    let mut words = indicator.trim_end();
    while let Some(tail) = phrases.trailing.iter().find(|t| words.ends_with(**t) && !phrases.measured.contains(*t)) {
        words = words[..words.len() - tail.len()].trim_end();
    }
    // PE is none in CAPE
    let whole = |w: &&str, at: usize| !(w.is_ascii() && words[..at].ends_with(|c: char| c.is_ascii_alphabetic()));
    let at = |w: &&str| words.rfind(*w).filter(|i| whole(w, *i)).map(|i| i + w.len());
    let mut measured = phrases.measured.iter().any(|w| words.ends_with(w) && whole(w, words.len() - w.len()));
    // `出厂价稳定上升至`: a few words may stand behind the noun
    let nouns = phrases.measured.iter().filter(|w| !measured && w.chars().count() >= 2);
    let inner = nouns.filter_map(at).max();
    let dated = |end: usize| {
        let from = s.indicator.start + end;
        let inside = page.periods.iter().filter(|p| p.span.start >= from && p.span.end <= s.indicator.end);
        inside.map(|p| p.span.of(page.text).chars().count()).sum::<usize>()
    };
    if let Some(end) = inner.filter(|end| words[*end..].chars().count() <= REST + dated(*end)) {
        words = &words[..end];
        measured = true;
    }
    let share = unit == "%" && words.rfind('占').is_some_and(|i| words[i..].chars().count() >= 3);
    // a classifier counts things; `8 英寸`, `28nm` name a product
    let classifier = !unit.is_empty() && !unit.is_ascii() && !phrases.nodes.contains(&unit);
    let counted = classifier && phrases.counted.iter().any(|w| words.ends_with(w));
    let node =
        phrases.nodes.contains(&unit) && !["度", "径", "宽", "高", "长", "厚"].iter().any(|w| words.ends_with(w));
    let bare = words.chars().filter(|c| c.is_alphanumeric()).count() < 2 || ["公司", "企业", "产品"].contains(&words);
    let act = unit == "%"
        && ["投资", "支付", "采购", "消费", "投入"].iter().any(|w| words.ends_with(w))
        && s.change.as_ref().is_none_or(|c| c.base.is_none());
    (!node && !bare && !act && (measured || share || counted)).then_some(words)
}
