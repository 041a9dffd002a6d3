//! Filters as typed → filters as meant: names become ids, prefixes whole ids, dates are checked.
//!
//! A value that the store and the lexicon do not know is an error that names the nearest ones known.

use super::args::Filters;
use super::output::Hinted;
use super::tickers;
use crate::facts::{FactKind, ReportKind};
use crate::lexicon::Lexicon;
use crate::store::{Filter, Store, nearest};

/// What the filters mean in this store. The lexicon is asked for only where a filter needs it.
pub fn meant<'l>(
    store: &Store,
    typed: &Filters,
    lexicon: impl Fn() -> anyhow::Result<&'l Lexicon>,
) -> anyhow::Result<Filter> {
    let mut filter = Filter {
        brokers: typed.broker.clone(),
        kinds: one_of("--kind", &typed.kind, &ReportKind::ALL.map(ReportKind::as_str))?,
        facts: one_of("--fact", &typed.fact, &FactKind::ALL.map(FactKind::as_str))?,
        industries: typed.industry.clone(),
        analysts: typed.analyst.clone(),
        // values of one filter are alternatives: the widest holds what any of them lets through
        since: date("--since", &typed.since)?.into_iter().min(),
        until: date("--until", &typed.until)?.into_iter().max(),
        ..Filter::default()
    };
    if !typed.ticker.is_empty() {
        filter.tickers = tickers::meant(store, &typed.ticker, typed.with_products, lexicon()?)?;
    }
    for word in &typed.model {
        let ids = ids(store, word, |id| id.starts_with("model:"))?;
        filter.models.extend(if ids.is_empty() { vec![word.clone()] } else { ids });
    }
    for word in &typed.report {
        filter.reports.push(report(store, word)?);
    }
    match store.unknown_values(&filter)?.first() {
        Some(wrong) => Err(unknown(wrong.filter, &wrong.value, &wrong.nearest)),
        None => Ok(filter),
    }
}

/// The one report that a word means.
pub fn report(store: &Store, word: &str) -> anyhow::Result<String> {
    let mut ids = store.reports_named(word)?;
    match ids.len() {
        1 => Ok(ids.remove(0)),
        0 => Err(Hinted::error(format!("no report {word:?} in the store"), "`yanbao export reports` lists them all")),
        n => {
            let some = ids.iter().take(5).cloned().collect::<Vec<_>>().join(", ");
            Err(Hinted::error(format!("{n} reports are meant by {word:?}"), format!("give more of the id: {some}")))
        }
    }
}

fn ids(store: &Store, word: &str, wanted: fn(&str) -> bool) -> anyhow::Result<Vec<String>> {
    let mut ids = store.ids_named(word)?;
    if ids.is_empty() {
        ids = store.ids_named(&format!("model:{}", word.to_lowercase()))?;
    }
    ids.retain(|id| wanted(id));
    Ok(ids)
}

fn one_of(filter: &str, typed: &[String], known: &[&str]) -> anyhow::Result<Vec<String>> {
    match typed.iter().find(|t| !known.contains(&t.as_str())) {
        None => Ok(typed.to_vec()),
        Some(wrong) => {
            let known: Vec<String> = known.iter().map(|k| (*k).to_owned()).collect();
            let near = nearest(wrong, &known);
            Err(unknown(filter, wrong, if near.is_empty() { &known } else { &near }))
        }
    }
}

fn date(filter: &str, typed: &[String]) -> anyhow::Result<Vec<String>> {
    let one = |text: &String| match text.parse::<jiff::civil::Date>() {
        Ok(date) => Ok(date.to_string()),
        Err(_) => Err(Hinted::error(format!("expected a date for {filter}, found {text:?}"), "write it as 2026-03-05")),
    };
    typed.iter().map(one).collect()
}

pub fn unknown(filter: &str, value: &str, nearest: &[String]) -> anyhow::Error {
    let hint = match nearest {
        [] => "nothing in the store is like it".to_owned(),
        some => format!("known and near: {}", some.join(", ")),
    };
    Hinted::error(format!("nothing is known as {value:?} for {filter}"), hint)
}

#[cfg(test)]
mod tests {
    use crate::facts::{FactKind, ReportKind};

    #[test]
    fn the_words_of_kinds_are_those_of_the_tables() {
        for kind in ReportKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.as_str());
        }
        for kind in FactKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.as_str());
        }
    }
}
