//! A fact in the making: what every kind fills in the same way.

use super::actor::Subject;
use super::page::Page;
use super::sentence::Sentence;
use super::{Basis, Fact, FactKind, change, said};
use crate::span::{Span, between};
use crate::tag::Quantity;

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
    let dated = page.dated(sentence, at);
    let carried = dated.as_ref().map(|d| d.1);
    fact.period = dated.map(|d| d.0);
    // `预计全年资本开支…` in a quarter's report is of the year
    if sentence.clause_at(at).of(page.text).contains("全年") {
        fact.period = fact.period.take().map(|p| p.split(['Q', 'H']).next().unwrap_or("").to_owned());
    }
    let clause = sentence.clause_at(at);
    let dated = page.periods.iter().any(|p| clause.contains(p.span));
    // what holds for years is of no one date before; `由5%提升至8%` dates its end
    let lead = between(page.text, clause.start, at).trim_end();
    let always =
        ["常年", "长期以来", "长久以来", "历年", "多年来", "一直以来"].iter().any(|w| lead.contains(w)) && !dated;
    let start = lead.ends_with(['由', '从', '自']) && !page.is_over_years(at) && {
        let rest = page.text.get(at..clause.end).unwrap_or("");
        rest.chars().take(24).collect::<String>().contains(['至', '到'])
    };
    if always || start {
        fact.period = None;
    }
    fact.basis = Some(said::basis(page.text, sentence, at, own));
    // a list over years that the sentence before names stands as that one: `预计2025-2027年…；归母净利润…`
    if fact.basis == Some(Basis::Actual)
        && let Some((earlier, named)) = page.carried_from(sentence, at)
    {
        fact.basis = Some(said::basis(page.text, earlier, named, own));
    }
    // `据某某统计及预测，2023年…2030年…`: of a year that is over, counted
    let over = fact.period.as_deref().filter(|p| p.len() == 4).and_then(|p| p.parse::<i16>().ok());
    let words = sentence.span.of(page.text);
    if fact.basis == Some(Basis::Forecast)
        && ["统计及预测", "统计和预测", "统计与预测"].iter().any(|w| words.contains(w))
        && over.zip(page.head.published_on).is_some_and(|(y, d)| y < d.year())
    {
        fact.basis = Some(Basis::Actual);
    }
    // what is spent in a year that is not over is planned, also where no word says so
    let ends = fact.period.as_deref().and_then(|p| p.get(..4)).and_then(|y| y.parse::<i16>().ok());
    if own && fact.basis == Some(Basis::Actual) && ends.zip(page.head.published_on).is_some_and(|(y, d)| y >= d.year())
    {
        let whole = fact.period.as_deref().is_some_and(|p| p.len() == 4);
        fact.basis = Some(if whole { Basis::Plan } else { Basis::Actual });
    }
    // what lies after the report's day is expected, also where no word says so
    let begins = fact.period.as_deref().and_then(begins);
    if !own && fact.basis == Some(Basis::Actual) && begins.zip(page.head.published_on).is_some_and(|(a, d)| a > d) {
        fact.basis = Some(Basis::Forecast);
    }
    fact.said_by = said::said_by(page.text, sentence, &page.lexicon.phrases);
}

/// The first day of a period whose last part begins there: of 2026 the 1st of January, of a span its last year.
fn begins(period: &str) -> Option<jiff::civil::Date> {
    let last = period.rsplit('/').next()?.trim_start_matches("FY");
    let year: i16 = last.get(..4)?.parse().ok()?;
    let month = match last.get(4..) {
        Some("Q2") => 4,
        Some("Q3" | "H2") => 7,
        Some("Q4") => 10,
        Some(rest) => rest.get(1..3).and_then(|m| m.parse().ok()).unwrap_or(1),
        None => 1,
    };
    jiff::civil::Date::new(year, month, 1).ok()
}

/// A span without white space and loose marks at its ends; never empty where it was not.
pub(super) fn tidy(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let loose = [' ', '，', ',', '、', '。', '；', '：', ':', '\n', '\t', '●', '■', '◆', '•', '◼'];
    let start = span.start + (words.len() - words.trim_start_matches(loose).len());
    let end = span.end - (words.len() - words.trim_end_matches(loose).len());
    if start < end { Span::new(start, end) } else { span }
}
