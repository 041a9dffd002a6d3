//! Statements of the same thing folded into one, over pages, reports and houses.
//!
//! The same thing: kind, subject, metric, period, object and unit are the same. The subject is its id, its
//! words where it has none.

use super::reader::Store;
use super::{Filter, StoreError, Table};
use crate::decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// What all statements of one thing say together. Unknown words and numbers are absent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Statements {
    /// Kind of fact.
    pub kind: String,
    /// Id of the subject.
    pub subject_id: Option<String>,
    /// Its name in the newest report.
    pub subject: Option<String>,
    /// What is measured.
    pub metric: String,
    /// As in the facts.
    pub period: Option<String>,
    /// As in the facts.
    pub object: Option<String>,
    /// Of the numbers.
    pub unit: Option<String>,
    /// The least that is said.
    pub low: Option<Decimal>,
    /// The most that is said.
    pub high: Option<Decimal>,
    /// The least and the most that the newest report with a number says; an undated report is the oldest.
    pub newest: Option<(Decimal, Decimal)>,
    /// Date of that report.
    pub newest_on: Option<String>,
    /// How many statements.
    pub statements: u64,
    /// Ids of the reports that have one.
    pub reports: BTreeSet<String>,
    /// Brokers of those reports.
    pub brokers: BTreeSet<String>,
    /// Earliest date of those reports.
    pub first_on: Option<String>,
    /// Latest date of those reports.
    pub last_on: Option<String>,
    /// Report that `newest` is of.
    newest_in: String,
}

/// One statement as it stands in the catalogue.
struct Row {
    kind: String,
    metric: String,
    /// Subject's id, subject, period, object, unit.
    words: [Option<String>; 5],
    low: Option<Decimal>,
    high: Option<Decimal>,
    report: String,
    published_on: Option<String>,
    broker: Option<String>,
}

impl Store {
    /// Facts that the filter lets through, folded; by unit, then the highest first. Another issue of an
    /// earlier report is left out.
    pub fn statements(&self, filter: &Filter) -> Result<Vec<Statements>, StoreError> {
        let sql = "SELECT t.kind, t.metric, t.subject_id, t.subject, t.period, t.object, t.unit, t.low, t.high,
             r.report_id, r.published_on, r.broker FROM report r JOIN fact t ON t.report = r.report
             WHERE {} AND r.duplicate_of IS NULL ORDER BY r.published_on, r.report_id, t.n";
        let mut all: BTreeMap<[Option<String>; 7], Statements> = BTreeMap::new();
        self.each(sql, filter.on(Table::Facts), |r| {
            let word = |i| Ok::<_, rusqlite::Error>(r.get::<_, Option<String>>(i)?.filter(|w| !w.is_empty()));
            let number = |i| Ok::<_, rusqlite::Error>(word(i)?.and_then(|n| n.parse().ok()));
            let row = Row {
                kind: r.get(0)?,
                metric: word(1)?.unwrap_or_default(),
                words: [word(2)?, word(3)?, word(4)?, word(5)?, word(6)?],
                low: number(7)?,
                high: number(8)?,
                report: r.get(9)?,
                published_on: r.get(10)?,
                broker: r.get(11)?,
            };
            let [id, subject, period, object, unit] = row.words.clone();
            let written = if id.is_some() { None } else { subject };
            let key = [Some(row.kind.clone()), Some(row.metric.clone()), id, written, period, object, unit];
            all.entry(key).or_default().take(row);
            Ok(())
        })?;
        let mut all: Vec<Statements> = all.into_values().collect();
        // folded, they stand by kind and subject: equal ones stay so
        all.sort_by(|a, b| (a.unit.is_none(), &a.unit).cmp(&(b.unit.is_none(), &b.unit)).then(b.high.cmp(&a.high)));
        Ok(all)
    }
}

impl Statements {
    /// Takes one more; they come by date, report and place.
    fn take(&mut self, row: Row) {
        let [id, subject, period, object, unit] = row.words;
        (self.kind, self.metric, self.subject_id) = (row.kind, row.metric, id);
        (self.subject, self.period, self.object, self.unit) = (subject, period, object, unit);
        self.low = [self.low, row.low].into_iter().flatten().min();
        self.high = [self.high, row.high].into_iter().flatten().max();
        let number = row.low.or(row.high).zip(row.high.or(row.low));
        if let Some((low, high)) = number {
            let same = self.newest.filter(|_| self.newest_in == row.report);
            self.newest = Some(same.map_or((low, high), |(l, h)| (l.min(low), h.max(high))));
            self.newest_on.clone_from(&row.published_on);
            self.newest_in.clone_from(&row.report);
        }
        self.statements += 1;
        self.reports.insert(row.report);
        self.brokers.extend(row.broker);
        if self.first_on.is_none() {
            self.first_on.clone_from(&row.published_on);
        }
        self.last_on = row.published_on.or(self.last_on.take());
    }
}
