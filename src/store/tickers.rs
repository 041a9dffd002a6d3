//! How often each report names each company: what the ticker-mention table counts.

use super::filter::Clause;
use super::reader::Store;
use super::{Filter, StoreError};

/// One company in one report. Sources and boilerplate are not counted; a report that is another issue
/// of an earlier one is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TickerCount {
    /// Report id.
    pub report: String,
    /// ISO date; absent where not known.
    pub published_on: Option<String>,
    /// Standard name; absent where not known.
    pub broker: Option<String>,
    /// Security id.
    pub id: String,
    /// Standard name.
    pub name: String,
    /// Mentions.
    pub mentions: u64,
    /// Whether it stands in one of the report's lists of related or suggested stocks.
    pub recommended: bool,
}

impl Store {
    /// Counts by report and company, sorted by date, report and id. The filter chooses reports and tickers.
    pub fn ticker_counts(&self, filter: &Filter) -> Result<Vec<TickerCount>, StoreError> {
        let of_reports = Filter { tickers: Vec::new(), ..filter.clone() };
        let mut clause: Clause = of_reports.on(super::Table::Reports);
        let tickers = Filter { tickers: filter.tickers.clone(), ..Filter::default() }.on(super::Table::Mentions);
        clause.values.extend(tickers.values.iter().cloned());
        let sql = format!(
            "SELECT r.report_id, r.published_on, r.broker, t.id, min(t.name), count(*), max(t.role = 'recommended')
             FROM report r JOIN mention t ON t.report = r.report
             WHERE {} AND {} AND r.duplicate_of IS NULL AND t.kind = 'company' AND t.role NOT IN ('source', 'boilerplate')
             GROUP BY r.report, t.id ORDER BY r.published_on, r.report_id, t.id",
            clause.sql(),
            tickers.sql()
        );
        let wrong = |e| self.sql_error(e);
        let mut statement = self.db().prepare(&sql).map_err(wrong)?;
        let rows = statement.query_map(rusqlite::params_from_iter(clause.values), |r| {
            Ok(TickerCount {
                report: r.get(0)?,
                published_on: r.get(1)?,
                broker: r.get(2)?,
                id: r.get(3)?,
                name: r.get(4)?,
                mentions: r.get::<_, i64>(5)? as u64,
                recommended: r.get(6)?,
            })
        });
        rows.map_err(wrong)?.collect::<Result<_, _>>().map_err(wrong)
    }
}
