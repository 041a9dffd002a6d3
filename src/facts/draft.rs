//! A fact in the making: what every kind fills in the same way.

use super::actor::Subject;
use super::page::Page;
use super::sentence::Sentence;
use super::when::Carried;
use super::{Basis, ChangeBase, Fact, FactKind, change, hedge, said, supposed, teller};
use crate::span::{Span, between};
use crate::tag::{Approximation, Period, Quantity};
use jiff::ToSpan;
use jiff::civil::Date;

/// A fact of `kind` about `subject` with its quote and nothing else.
pub(super) fn fact(
    page: &Page<'_>,
    kind: FactKind,
    metric: &str,
    subject: Subject,
    span: Span,
    rule: &'static str,
) -> Fact {
    let place = (page.passage, tidy(page.text, span));
    blank(place, kind, metric, subject, (rule, page.lexicon.rules.confidence(rule)))
}

/// A fact at a place (passage, span) that says nothing yet.
pub(super) fn blank(
    (passage, span): (usize, Span),
    kind: FactKind,
    metric: &str,
    subject: Subject,
    (rule, confidence): (&'static str, f32),
) -> Fact {
    Fact {
        passage,
        span,
        kind,
        subject_id: subject.id,
        subject: subject.name,
        metric: metric.to_owned(),
        low: None,
        high: None,
        unit: String::new(),
        approximation: None,
        period: None,
        change: None,
        change_base: None,
        basis: None,
        said_by: String::new(),
        object: String::new(),
        rule,
        confidence,
    }
}

/// Fills the value from a quantity.
pub(super) fn measure(fact: &mut Fact, quantity: &Quantity) {
    fact.low = Some(quantity.low);
    fact.high = Some(quantity.high);
    fact.unit = quantity.unit.clone();
    fact.approximation = Some(quantity.approximation);
}

/// Fills change and base.
pub(super) fn moved(fact: &mut Fact, change: &change::Change) {
    fact.change = Some(change.value.normalize());
    fact.change_base = change.base;
}

/// Fills period, basis and source from the sentence around `at`.
pub(super) fn circumstances(fact: &mut Fact, page: &Page<'_>, sentence: &Sentence, at: usize, own: bool) {
    if fact.approximation == Some(Approximation::Exact) {
        let clause = sentence.clause_at(at);
        let from = page.quantities_in(clause).filter(|q| q.span.end <= at).last().map_or(clause.start, |q| q.span.end);
        fact.approximation = hedge::apart(between(page.text, from, at)).or(fact.approximation);
    }
    let dated = page.dated(sentence, at);
    let carried = dated.as_ref().map(|d| d.1);
    fact.period = dated.map(|d| d.0);
    shape(fact, page, sentence, (at, carried));
    fact.basis = Some(ground(fact, page, sentence, (at, carried), own));
    let fiscal = page.lexicon.times.fiscal_end(&fact.subject_id);
    let ahead = |date: Option<Date>| date.zip(page.head.published_on).is_some_and(|(a, d)| a > d);
    if !own && fact.basis == Some(Basis::Actual) {
        // what is carried here from before cannot have been so yet, but in a list of prices behind `；`
        let list = fact.kind == FactKind::PriceChange && page.part_before(sentence).is_some();
        if carried == Some(Carried::Sentence) && !list && ahead(fact.period.as_deref().and_then(ends)) {
            fact.period = None;
        }
        // what lies after the report's day is expected, also where no word says so
        if ahead(fact.period.as_deref().and_then(|p| begins(p, fiscal))) {
            fact.basis = Some(Basis::Forecast);
        }
    }
    // what its actor does from a day after the report on is planned
    if own
        && fact.basis == Some(Basis::Actual)
        && carried != Some(Carried::Sentence)
        && ahead(fact.period.as_deref().and_then(|p| begins(p, fiscal)))
    {
        fact.basis = Some(Basis::Plan);
    }
    // a past year of a clause before is that of what an estimate starts from
    let past = fact.period.as_deref().and_then(ends).zip(page.head.published_on).is_some_and(|(e, d)| e <= d);
    let since = page.periods.iter().rev().find(|p| sentence.span.contains(p.span) && p.span.end <= at);
    let behind = between(page.text, since.map_or(sentence.span.start, |p| p.span.end), at);
    let expected = ["预计", "预期", "测算", "估算", "假设", "假定", "有望", "未来", "将", "计划", "拟"]
        .iter()
        .any(|w| behind.contains(w));
    let before = matches!(carried, Some(Carried::Clause | Carried::Sentence));
    if !own && matches!(fact.basis, Some(Basis::Forecast | Basis::Plan)) && past && before && expected {
        fact.period = None;
    }
    fact.said_by = teller::of(fact, page, sentence, at);
    let lead = between(page.text, sentence.span.start, at);
    let based = ["为基数", "为基准"].iter().any(|w| lead.contains(w)) && lead.contains('以');
    if fact.change.is_some() && fact.change_base.is_none() && based {
        fact.change_base = Some(ChangeBase::Period);
    }
}

/// Brings the period that was found into the form that the figure's words ask for.
fn shape(fact: &mut Fact, page: &Page<'_>, sentence: &Sentence, (at, carried): (usize, Option<Carried>)) {
    let clause = sentence.clause_at(at);
    let lead = between(page.text, clause.start, at).trim_end();
    // `预计全年资本开支…` in a quarter's report is of the year
    if lead.contains("全年") {
        let span = |p: &str| p.contains('/') || p.starts_with("FY");
        let year = |p: String| {
            if span(&p) {
                p.split(['Q', 'H']).next().unwrap_or("").to_owned()
            } else {
                p.get(..4).unwrap_or("").to_owned()
            }
        };
        fact.period = fact.period.take().map(year);
    }
    let inside = || page.periods.iter().filter(|p| clause.contains(p.span));
    let dated = inside().next().is_some();
    // what holds for years is of no one date before; `由5%提升至8%` dates its end
    let always =
        ["常年", "长期以来", "长久以来", "历年", "多年来", "一直以来"].iter().any(|w| lead.contains(w)) && !dated;
    let start = lead.ends_with(['由', '从', '自']) && !page.is_over_years(at) && {
        let rest = page.text.get(at..clause.end).unwrap_or("");
        rest.chars().take(24).collect::<String>().contains(['至', '到'])
    };
    // the rate by which a value is discounted is of no year
    let timeless = ["折现率", "贴现率", "永续增长率", "WACC"].iter().any(|w| fact.metric.ends_with(w)) && !dated;
    // `，以每公里费用100万元测算`: what is assumed is of no year before
    let assumed = carried != Some(Carried::Own) && supposed::is_input(lead, between(page.text, at, sentence.span.end));
    if always || start || timeless || assumed {
        fact.period = None;
    }
    let Some((first, last)) = fact.period.as_deref().and_then(|p| p.split_once('/')) else { return };
    if first.len() != 4 || last.len() != 4 || page.is_over_years(at) {
        return;
    }
    // `16-18年收入分别为8亿元、13亿元、15亿元和16亿元`: one of more values than years is of none that is known
    if matches!(fact.kind, FactKind::Financial | FactKind::Forecast)
        && lead.contains("分别")
        && fact.low.is_some()
        && fact.low == fact.high
    {
        fact.period = None;
        return;
    }
    // `从2008年至2018年复合增速达到` is a span of years, not a move to a level
    if fact.metric != "cagr" && is_reached(page, lead) {
        // `近三年占比从1.4%提升至5.3%`: the last year that is over
        let recent = is_recent(fact, page, clause, at);
        let over = last_whole(page, last).filter(|_| recent);
        fact.period = Some(over.map_or_else(|| last.to_owned(), |y| y.to_string()));
        return;
    }
    // `2014-2020年收入增至9亿元，…，市占率为7%`: a share is of one day, not of the span of another clause
    let level = fact.kind == FactKind::Market && fact.metric == "share" && carried == Some(Carried::Clause);
    if level && !["均", "一直", "始终", "稳定"].iter().any(|w| lead.contains(w)) {
        fact.period = None;
        return;
    }
    whole_years(fact, page, sentence, at);
}

/// Whether words before a number say that it is the last level of a move over years: `19-22年，人数由87增加至285人`,
/// `2020-2021年…，净利率回落至11%`.
fn is_reached(page: &Page<'_>, lead: &str) -> bool {
    let phrases = &page.lexicon.phrases;
    let reached = lead.trim_end_matches(['约', '近', '了', ' ']);
    let from =
        ["由", "从"].iter().filter_map(|w| reached.rfind(w).map(|i| &reached[i + w.len()..])).min_by_key(|w| w.len());
    let Some(from) = from else {
        let verb = reached.strip_suffix(['至', '到']).unwrap_or("");
        return [&phrases.rises, &phrases.falls].iter().any(|l| l.closings(verb).any(|w| w.chars().count() >= 2));
    };
    from.starts_with(|c: char| c.is_ascii_digit())
        && (phrases.rises.is_in(from) || phrases.falls.is_in(from))
        && reached.ends_with(['至', '到', '为', '达'])
}

/// The year before a report's, where a span of the last years ends in the report's own.
fn last_whole(page: &Page<'_>, year: &str) -> Option<i16> {
    let year: i16 = year.parse().ok()?;
    page.head.published_on.is_some_and(|d| d.year() == year).then(|| year - 1)
}

/// Whether the period of a figure at `at` is a span of the last years: 近三年, 过去五年.
fn is_recent(fact: &Fact, page: &Page<'_>, clause: Span, at: usize) -> bool {
    let mut inside = page.periods.iter().filter(|p| clause.contains(p.span) && p.span.end <= at);
    inside.any(|p| p.period == fact.period && p.span.of(page.text).starts_with(['近', '过']))
}

/// `近三年累计投入…，其中2024年…`: whole years, up to the one that is named or the one before the report.
fn whole_years(fact: &mut Fact, page: &Page<'_>, sentence: &Sentence, at: usize) {
    let clause = sentence.clause_at(at);
    let lead = between(page.text, clause.start, at);
    let summed = ["累计", "合计", "共", "总计"].iter().any(|w| lead.contains(w));
    let span = fact.period.as_deref().and_then(|p| p.split_once('/'));
    let Some((first, last)) = span.filter(|_| summed && is_recent(fact, page, clause, at)) else { return };
    let (Ok(a), Some(before)) = (first.parse::<i16>(), last_whole(page, last)) else { return };
    let named = page.periods.iter().find(|p| {
        p.span.start > at && sentence.span.contains(p.span) && page.text[..p.span.start].trim_end().ends_with("其中")
    });
    let year = named.and_then(|p| p.period.as_deref()?.parse::<i16>().ok()).unwrap_or(before);
    fact.period = Some(format!("{}/{year}", year - (before - a)));
}

/// On what a figure rests, by its sentence, those that it goes on with, and its year.
fn ground(
    fact: &Fact,
    page: &Page<'_>,
    sentence: &Sentence,
    (at, carried): (usize, Option<Carried>),
    own: bool,
) -> Basis {
    let mut basis = said::basis(page.text, sentence, at, own);
    // a list over years that the sentence before names stands as that one: `预计2025-2027年…；归母净利润…`
    if basis == Basis::Actual
        && let Some((earlier, named)) = page.carried_from(sentence, at)
    {
        basis = said::basis(page.text, earlier, named, own);
    }
    let year = fact.period.as_deref().filter(|p| p.len() == 4).and_then(|p| p.parse::<i16>().ok());
    let published = page.head.published_on.map(Date::year);
    let over = year.zip(published).is_some_and(|(y, d)| y < d);
    let words = sentence.span.of(page.text);
    // `据某某统计及预测，2023年…2030年…`: of a year that is over, counted; so is what a level starts from
    let counted = is_counted(words);
    let ended = fact.period.as_deref().and_then(ends).map(Date::year).zip(published).is_some_and(|(y, d)| y < d);
    let clause = sentence.clause_at(at);
    let begins = between(page.text, clause.start, at).trim_end().ends_with(['从', '由', '自']);
    // `将产能从2018年的6万吨提升至2019年的9万吨` tells what was done
    let expects = matches!(basis, Basis::Forecast | Basis::Plan);
    let done = basis == Basis::Plan && carried == Some(Carried::Own) && {
        let lead = between(page.text, clause.start, at);
        lead.find('将').is_some_and(|i| lead[i..].contains(['从', '由'])) && !lead.contains("计划")
    };
    if expects && over && (done || starts_from(page, sentence, at))
        || ended && basis == Basis::Forecast && (counted || is_grown(fact, (words, clause.of(page.text)), carried))
        || begins && matches!(basis, Basis::Forecast | Basis::Plan) && (year.is_none() || over)
    {
        return Basis::Actual;
    }
    let last = fact.period.as_deref().and_then(|p| p.get(..4)).and_then(|y| y.parse::<i16>().ok());
    if basis != Basis::Actual {
        return basis;
    }
    // what is spent in a year that is not over is planned, also where no word says so
    if own {
        let open = last.zip(published).is_some_and(|(y, d)| y >= d) && year.is_some();
        return if open { Basis::Plan } else { basis };
    }
    let end = fact.period.as_deref().and_then(ends);
    let past = end.zip(page.head.published_on).is_some_and(|(e, d)| e <= d);
    let undated = carried != Some(Carried::Own);
    let reckoned = is_reckoned(page, sentence, at, (past, undated));
    let room = undated && clause.of(page.text).contains("空间") && fact.kind != FactKind::Ranking;
    let multiple = is_multiple(fact) && year.zip(published).is_some_and(|(y, d)| y >= d);
    let supposed = undated && supposed::is_supposed(page.text, sentence, at);
    if multiple || reckoned || room || supposed || (undated || !past) && supposed::is_assumed(page, sentence) {
        return Basis::Forecast;
    }
    said::goes_on(page, sentence).filter(|_| undated).unwrap_or(basis)
}

/// Whether a figure was reckoned by its sentence: its own clause, those before it, the house's model; `past`: whether its
/// year is over, `undated`: whether it has no date of its own.
fn is_reckoned(page: &Page<'_>, sentence: &Sentence, at: usize, (past, undated): (bool, bool)) -> bool {
    let lead = between(page.text, sentence.span.start, at);
    // what was reckoned from a year's figures is of no past year: `2024年里程数为5万公里，以每公里1万元测算`
    let since = page.periods.iter().rev().find(|p| sentence.span.contains(p.span) && p.span.end <= at);
    let since = since.map_or(sentence.span.start, |p| p.span.end);
    supposed::reckons(between(page.text, since, at))
        || !past && supposed::reckons(lead)
        || undated && supposed::is_own(lead)
        || (undated || page.is_over_years(at)) && is_modelled(page, sentence, at)
}

/// Whether a sentence is of the assumptions of the house's model: in the section of its estimates, with years to come.
fn is_modelled(page: &Page<'_>, sentence: &Sentence, at: usize) -> bool {
    let section = page.document.passages[page.passage].section.as_str();
    if !section.contains("盈利预测") {
        return false;
    }
    let before = page.document.passages[..page.passage].iter().rev().take(4);
    let supposes = || before.map(|p| p.text.trim_start()).any(|t| t.starts_with("假设"));
    let model = page.text.contains("假设") || page.is_over_years(at) && supposes();
    let year = |p: &Period| p.period.as_deref().and_then(ends).map(Date::year);
    let coming = |y: i16| page.head.published_on.is_some_and(|d| y >= d.year());
    model && page.periods.iter().any(|p| sentence.span.contains(p.span) && year(p).is_some_and(coming))
}

/// Whether a figure is a multiple of profit: this year's or a coming one's is not earned yet.
fn is_multiple(fact: &Fact) -> bool {
    ["PE", "市盈率"].iter().any(|w| fact.metric.contains(w)) || fact.unit == "x" && fact.metric.ends_with("估值")
}

/// `由2021年的16%…`: whether a figure is the level of a year named right before it from which something moved.
fn starts_from(page: &Page<'_>, sentence: &Sentence, at: usize) -> bool {
    let clause = sentence.clause_at(at);
    let mut dates = page.periods.iter().filter(|p| p.span.start >= clause.start && p.span.end <= at);
    dates.next_back().is_some_and(|p| {
        let plain = |c: char| c.is_ascii_digit() || "的约近和、及%.亿万元 ".contains(c);
        // the date holds the word with which it begins: 从2018年
        let begins = |words: &str| words.starts_with(['由', '从']);
        let before = page.text[..p.span.start].trim_end();
        (begins(p.span.of(page.text)) || before.ends_with(['由', '从']))
            && between(page.text, p.span.end, at).chars().all(plain)
    })
}

/// Whether a sentence rests on what was counted and foretold: `据某某统计及预测`, `市场规模和预测`.
fn is_counted(words: &str) -> bool {
    let nouns = ["统计", "数据", "规模", "分析"];
    let noun = |i: usize| words[..i].strip_suffix(['及', '和', '与']).map(|w| w.trim_end_matches('以'));
    words.match_indices("预测").filter_map(|(i, _)| noun(i)).any(|w| nouns.iter().any(|n| w.ends_with(n)))
}

/// Whether a compound growth of years that are over is told by its own clause: `15-19年CAGR25%，预计19-24年CAGR19%`.
/// Not where the sentence expects its last year: `我们预计2020年达到2万人，2015-2020年复合增速5%`.
fn is_grown(fact: &Fact, (sentence, clause): (&str, &str), carried: Option<Carried>) -> bool {
    let compound = ["cagr", "CAGR", "复合"].iter().any(|w| fact.metric.contains(w));
    let expects = ["预计", "预测", "预期", "有望", "将", "假设", "未来", "估计"];
    let last = fact.period.as_deref().and_then(|p| p.split_once('/')).map(|(_, last)| last);
    let foretold =
        |year: &str| sentence.rfind("预计").is_some_and(|i| sentence[i..].trim_start_matches("预计").starts_with(year));
    let span = last.is_some_and(|year| !foretold(year));
    compound && span && carried == Some(Carried::Own) && !expects.iter().any(|w| clause.contains(w))
}

/// The last day of a period; none of a fiscal one.
pub(super) fn ends(period: &str) -> Option<Date> {
    let last = period.rsplit('/').next()?;
    let year: i16 = last.get(..4)?.parse().ok()?;
    if last.len() == 10 {
        return last.parse().ok();
    }
    let month = match last.get(4..)? {
        "Q1" => 3,
        "Q2" | "H1" => 6,
        "Q3" => 9,
        "" | "Q4" | "H2" => 12,
        rest => rest.get(1..3)?.parse().ok()?,
    };
    Some(Date::new(year, month, 1).ok()?.last_of_month())
}

/// The first day of a period: of 2026 the 1st of January, of a span of years its last year, of one of days (本周) the first
/// day; of a fiscal period only where the month is known in which the company's year ends.
pub(super) fn begins(period: &str, fiscal_end: Option<u8>) -> Option<Date> {
    let days = |p: &&str| p.len() == 10;
    let last = period.split('/').next().filter(days).or_else(|| period.rsplit('/').next())?;
    let (year, rest) = last.trim_start_matches("FY").split_at_checked(4)?;
    let (year, month): (i16, i8) = (
        year.parse().ok()?,
        match rest {
            "Q2" => 4,
            "Q3" | "H2" => 7,
            "Q4" => 10,
            rest => rest.get(1..3).and_then(|m| m.parse().ok()).unwrap_or(1),
        },
    );
    let day = rest.get(4..6).and_then(|d| d.parse().ok()).unwrap_or(1);
    let first = Date::new(year, month, day).ok()?;
    // whose years end when is not known: a whole one is taken for the calendar's
    if !last.starts_with("FY") || fiscal_end.is_none() && rest.is_empty() {
        return Some(first);
    }
    first.checked_add((i64::from(fiscal_end?) - 12).months()).ok()
}

/// A span without white space and loose marks at its ends; never empty where it was not.
pub(super) fn tidy(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let loose = [' ', '，', ',', '、', '。', '；', '：', ':', '\n', '\t', '●', '■', '◆', '•', '◼'];
    let start = span.start + (words.len() - words.trim_start_matches(loose).len());
    let end = span.end - (words.len() - words.trim_end_matches(loose).len());
    if start < end { Span::new(start, end) } else { span }
}
