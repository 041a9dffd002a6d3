//! `financial`: of when a company's figure is, and whether it reports, guides or is expected.
//!
//! reads: flows dated by a year's end (`截至21年末实现营收`), 全年 in the months in which results are told, periods that are not over,
//! who expects (`公司预计`, `展望为`). gives: period, basis; what the house expects becomes a forecast. does not match: companies with a
//! fiscal year of their own for 全年.

use super::draft::ends;
use super::page::Page;
use super::sentence::Sentence;
use super::statement::Statement;
use super::{Basis, Fact, FactKind};
use crate::span::between;
use crate::tag::Mention;

/// The last month in which the figures of the year before are told: the companies' deadline is April's end.
const RESULTS: i8 = 4;

/// Characters of a day: `2025-01-28`.
const DAY: usize = 10;

/// Words by which a company tells its result before it reports.
const FORETOLD: [&str; 6] = ["预告", "预增", "预减", "预降", "预盈", "预亏"];

/// The year of an amount, and whether that can be reported yet.
pub(super) fn dated(f: &mut Fact, page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) {
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
    whole_year(f, page, sentence, s);
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
    let own = between(page.text, s.clause.start, s.quantity.span.start);
    let foretold = between(page.text, sentence.span.start, s.quantity.span.start).contains("业绩预告")
        || flows && FORETOLD.iter().any(|w| own.contains(w));
    if f.basis == Some(Basis::Forecast) && announces(page, sentence, s, f) || foretold && f.basis == Some(Basis::Actual)
    {
        f.basis = Some(Basis::Guidance);
    }
}

/// `全年实现营业收入` in a report of the next year's first months: the year that is over.
fn whole_year(f: &mut Fact, page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) {
    let lead = between(page.text, sentence.span.start, s.quantity.span.start);
    // the day on which a figure is told is not its own
    let named = page.periods.iter().any(|p| {
        sentence.span.contains(p.span)
            && p.span.of(page.text) != "全年"
            && p.period.as_deref().is_some_and(|p| p.len() < DAY)
    });
    let told = !["预", "将", "有望", "目标", "计划", "指引", "力争", "拟"].iter().any(|w| lead.contains(w));
    let early = page.head.published_on.filter(|d| d.month() <= RESULTS && !named && lead.contains("全年"));
    let fiscal = page.lexicon.times.fiscal_end(&f.subject_id).is_some();
    let Some(date) = early.filter(|_| !fiscal) else { return };
    let this = f.period.as_deref() == Some(date.year().to_string().as_str());
    if f.period.is_none() && f.basis == Some(Basis::Actual) || this && told {
        f.period = Some((date.year() - 1).to_string());
        f.basis = Some(Basis::Actual);
    }
}

/// `公司预计2018年净利润…`, `甲预计营收…`, `营收的展望为…`: who expects is the company itself.
fn announces(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, f: &Fact) -> bool {
    const EXPECTS: [&str; 8] = ["预计", "预告", "指引", "预期", "给出", "展望", "料", "上修"];
    // what stands before `；` goes on
    let before = page.part_before(sentence);
    let from = before.map_or(sentence.span.start, |b| b.span.start);
    let lead = between(page.text, from, s.quantity.span.start);
    let own = ["公司", "管理层"].iter().any(|w| EXPECTS.iter().any(|e| lead.contains(&format!("{w}{e}"))));
    let says = |m: &&Mention| {
        m.id == f.subject_id
            && m.span.start >= from
            && m.span.end <= s.quantity.span.start
            && EXPECTS
                .iter()
                .any(|e| page.text[m.span.end..].trim_start_matches(['则', '亦', '也', ' ']).starts_with(e))
    };
    let noun = between(page.text, s.clause.start, s.quantity.span.start);
    let told = ["展望为", "营收料为", "收入料为", "指引为", "预告"].iter().any(|w| noun.contains(w));
    // `根据公司业绩展望，四季度预计实现收入…`
    let outlook = ["公司业绩展望", "公司展望", "业绩指引", "公司指引"].iter().any(|w| lead.contains(w));
    own || told || outlook || !f.subject_id.is_empty() && page.mentions.iter().any(|m| says(&m))
}

/// What a company announces of its own figures is guidance; what the house expects of them is its estimate.
pub(super) fn settle(f: &mut Fact, page: &Page<'_>) {
    if f.basis == Some(Basis::Plan) {
        f.basis = Some(Basis::Guidance);
    }
    if f.basis == Some(Basis::Forecast) && f.said_by.is_empty() {
        f.kind = FactKind::Forecast;
        f.rule = "estimate_in_text";
        f.confidence = page.lexicon.rules.confidence(f.rule);
    }
}
