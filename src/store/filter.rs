//! Which rows a user asks for: the contract's filters, the same for query and export.
//!
//! Values of one filter are alternatives, different filters must all hold. A filter on broker, kind,
//! industry, analyst, date or report chooses reports; one on ticker, model or fact chooses rows: of
//! `mentions` and `facts` those that carry it, of `passages`, `quantities` and `periods` those in a passage
//! that does, of the other tables those of a report that does.

use super::table::Table;
use rusqlite::types::Value;

/// The filters, as ids and words that stand in the catalogue. Empty means: no matter which.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs)] // the contract's section 1
pub struct Filter {
    pub brokers: Vec<String>,
    /// Security or organisation ids.
    pub tickers: Vec<String>,
    pub models: Vec<String>,
    /// Report kinds.
    pub kinds: Vec<String>,
    /// Fact kinds.
    pub facts: Vec<String>,
    pub industries: Vec<String>,
    /// Names or licence numbers.
    pub analysts: Vec<String>,
    /// First ISO date.
    pub since: Option<String>,
    /// Last ISO date.
    pub until: Option<String>,
    /// Whole report ids.
    pub reports: Vec<String>,
}

/// A condition with its values, in the order of its question marks.
#[derive(Debug, Default)]
pub struct Clause {
    parts: Vec<String>,
    /// Bound values.
    pub values: Vec<Value>,
}

impl Clause {
    fn any(&mut self, expression: &str, values: &[String]) {
        self.any_with(&format!("{expression} IN (?)"), values);
    }

    /// `template` holds one `(?)`, which becomes the list.
    fn any_with(&mut self, template: &str, values: &[String]) {
        if values.is_empty() {
            return;
        }
        let marks = vec!["?"; values.len()].join(",");
        for _ in template.matches("(?)") {
            self.values.extend(values.iter().cloned().map(Value::Text));
        }
        self.parts.push(template.replace("(?)", &format!("({marks})")));
    }

    fn one(&mut self, expression: &str, value: &Option<String>) {
        if let Some(value) = value {
            self.parts.push(format!("{expression} ?"));
            self.values.push(Value::Text(value.clone()));
        }
    }

    /// The condition in SQL; `1` where there is none.
    pub fn sql(&self) -> String {
        if self.parts.is_empty() { "1".to_owned() } else { self.parts.join(" AND ") }
    }
}

impl Filter {
    /// Ids that a mention may carry.
    fn ids(&self) -> Vec<Vec<String>> {
        [&self.tickers, &self.models].into_iter().filter(|v| !v.is_empty()).cloned().collect()
    }

    /// Conditions on the report `r`.
    pub fn on_report(&self, clause: &mut Clause) {
        clause.any("r.broker", &self.brokers);
        clause.any("r.kind", &self.kinds);
        clause.any("r.industry", &self.industries);
        clause.any("r.report_id", &self.reports);
        let analyst =
            "EXISTS (SELECT 1 FROM analyst a WHERE a.report = r.report AND (a.name IN (?) OR a.licence IN (?)))";
        clause.any_with(analyst, &self.analysts);
        clause.one("r.published_on >=", &self.since);
        clause.one("r.published_on <=", &self.until);
    }

    /// Conditions on a row of `table`, the report's among them.
    pub(super) fn on(&self, table: Table) -> Clause {
        let mut clause = Clause::default();
        self.on_report(&mut clause);
        let (mention, fact) = match table {
            Table::Passages | Table::Quantities | Table::Periods => (
                "EXISTS (SELECT 1 FROM mention m WHERE m.report = t.report AND m.passage = t.passage AND m.id IN (?))",
                "EXISTS (SELECT 1 FROM fact f WHERE f.report = t.report AND f.passage = t.passage AND f.kind IN (?))",
            ),
            Table::Mentions => (
                "t.id IN (?)",
                "EXISTS (SELECT 1 FROM fact f WHERE f.report = t.report AND f.passage = t.passage AND f.kind IN (?))",
            ),
            Table::Facts => (
                "(t.subject_id IN (?) OR EXISTS (SELECT 1 FROM mention m WHERE t.kind = 'recommendation' AND m.report = t.report
                  AND m.passage = t.passage AND m.id IN (?) AND instr(';' || t.object || ';', ';' || m.id || ';')))",
                "t.kind IN (?)",
            ),
            Table::Reports | Table::Figures | Table::Tables => (
                "EXISTS (SELECT 1 FROM mention m WHERE m.report = r.report AND m.id IN (?))",
                "EXISTS (SELECT 1 FROM fact f WHERE f.report = r.report AND f.kind IN (?))",
            ),
        };
        for ids in self.ids() {
            clause.any_with(mention, &ids);
        }
        clause.any_with(fact, &self.facts);
        clause
    }
}
