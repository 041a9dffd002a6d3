//! The ticker-mention table: how often each company is named, by period.
//!
//! A period is an ISO week of publication, a month, a report, a broker, or all. `new` and
//! `previous_mentions` have a meaning for weeks, months and (new alone) reports; elsewhere they are unknown.
//! They look at all earlier reports that the filters let through, those before `--since` among them.

use super::error::ExportError;
use crate::store::{Cell, Filter, Store, TickerCount};
use std::collections::{BTreeMap, BTreeSet};

/// Columns of the table.
pub(super) const COLUMNS: [&str; 9] =
    ["period", "id", "name", "reports", "mentions", "brokers", "recommended", "previous_mentions", "new"];

/// What a period is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)] // the names say it
pub enum By {
    Week,
    Month,
    Report,
    Broker,
    All,
}

/// What is asked of the table beside the filters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TickerOptions {
    /// Period.
    pub by: By,
    /// At most so many rows a period, the most named first.
    pub top: Option<usize>,
    /// Only companies that no earlier period names.
    pub only_new: bool,
}

/// One company in one period.
#[derive(Default)]
struct Sum {
    name: String,
    reports: u64,
    mentions: u64,
    brokers: BTreeSet<String>,
    recommended: u64,
}

/// Sort key of a period: `undated` stands last; reports stand by date.
type Period = (u8, String, String);
type Periods<'a> = BTreeMap<Period, BTreeMap<&'a str, Sum>>;

/// The rows, by period, then mentions, reports, id.
pub(super) fn rows(store: &Store, filter: &Filter, options: TickerOptions) -> Result<Vec<Vec<Cell>>, ExportError> {
    let all = Filter { since: None, until: None, reports: Vec::new(), ..filter.clone() };
    let counts = store.ticker_counts(&all)?;
    let mut whole = Periods::new();
    let mut asked = Periods::new();
    for count in &counts {
        let key = key(count, options.by);
        if is_asked(count, filter) {
            add(asked.entry(key.clone()).or_default().entry(&count.id).or_default(), count);
        }
        add(whole.entry(key).or_default().entry(&count.id).or_default(), count);
    }
    Ok(table(&whole, &asked, options))
}

fn is_asked(count: &TickerCount, filter: &Filter) -> bool {
    let date = count.published_on.as_ref();
    (filter.reports.is_empty() || filter.reports.contains(&count.report))
        && filter.since.as_ref().is_none_or(|s| date.is_some_and(|d| d >= s))
        && filter.until.as_ref().is_none_or(|u| date.is_some_and(|d| d <= u))
}

fn add(sum: &mut Sum, count: &TickerCount) {
    sum.name.clone_from(&count.name);
    sum.reports += 1;
    sum.mentions += count.mentions;
    sum.recommended += u64::from(count.recommended);
    sum.brokers.extend(count.broker.clone());
}

fn key(count: &TickerCount, by: By) -> Period {
    let date = count.published_on.as_deref().and_then(|d| d.parse::<jiff::civil::Date>().ok());
    let label = match (by, date) {
        (By::Week, Some(date)) => {
            let week = date.iso_week_date();
            format!("{}-W{:02}", week.year(), week.week())
        }
        (By::Month, Some(date)) => format!("{}-{:02}", date.year(), date.month()),
        (By::Week | By::Month, None) => return (1, String::new(), "undated".to_owned()),
        (By::Report, date) => {
            let dated = date.map(|d| d.to_string()).unwrap_or_default();
            return (u8::from(date.is_none()), dated, count.report.clone());
        }
        (By::Broker, _) => {
            return (u8::from(count.broker.is_none()), String::new(), count.broker.clone().unwrap_or_default());
        }
        (By::All, _) => "all".to_owned(),
    };
    (0, String::new(), label)
}

/// Rows of what is asked for; what is new, and what was before, the whole tells.
fn table(whole: &Periods<'_>, asked: &Periods<'_>, options: TickerOptions) -> Vec<Vec<Cell>> {
    let in_time = matches!(options.by, By::Week | By::Month | By::Report);
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut rows = Vec::new();
    for (period, companies) in whole {
        let dated = in_time && period.0 == 0;
        let previous = previous(period, options.by).and_then(|p| whole.get(&p));
        let mut ranked: Vec<(&&str, &Sum)> = asked.get(period).into_iter().flatten().collect();
        ranked.sort_by_key(|(id, s)| (std::cmp::Reverse((s.mentions, s.reports)), **id));
        ranked.retain(|(id, _)| !options.only_new || (dated && !seen.contains(**id)));
        ranked.truncate(options.top.unwrap_or(usize::MAX));
        rows.extend(ranked.into_iter().map(|(id, sum)| {
            let before = previous.map(|p| p.get(*id).map_or(0, |s| s.mentions));
            row(&period.2, id, sum, before, dated.then(|| !seen.contains(*id)))
        }));
        if dated {
            seen.extend(companies.keys());
        }
    }
    rows
}

fn row(period: &str, id: &str, sum: &Sum, before: Option<u64>, new: Option<bool>) -> Vec<Cell> {
    let count = |n: u64| Cell::Int(n as i64);
    vec![
        Cell::Text(period.to_owned()),
        Cell::Text(id.to_owned()),
        Cell::Text(sum.name.clone()),
        count(sum.reports),
        count(sum.mentions),
        count(sum.brokers.len() as u64),
        count(sum.recommended),
        before.map_or(Cell::Null, count),
        new.map_or(Cell::Null, Cell::Bool),
    ]
}

/// The week or month before; unknown for what is no time. A period of which the store has no report
/// is unknown too, not zero.
fn previous(period: &Period, by: By) -> Option<Period> {
    let label = match by {
        By::Week if period.0 == 0 => {
            let (year, week) = period.2.split_once("-W")?;
            let week =
                jiff::civil::ISOWeekDate::new(year.parse().ok()?, week.parse().ok()?, jiff::civil::Weekday::Monday);
            let before = week.ok()?.date().yesterday().ok()?.iso_week_date();
            format!("{}-W{:02}", before.year(), before.week())
        }
        By::Month if period.0 == 0 => {
            let first: jiff::civil::Date = format!("{}-01", period.2).parse().ok()?;
            let before = first.yesterday().ok()?;
            format!("{}-{:02}", before.year(), before.month())
        }
        _ => return None,
    };
    Some((0, String::new(), label))
}
