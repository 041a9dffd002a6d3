//! Facts by subject: one row for all statements of the same thing, by unit, the highest first.

use super::error::ExportError;
use crate::decimal::{Decimal, plain};
use crate::store::{Cell, Filter, Statements, Store};

/// Columns of the table.
pub(super) const COLUMNS: [&str; 17] = [
    "kind",
    "subject_id",
    "subject",
    "metric",
    "period",
    "object",
    "unit",
    "low",
    "high",
    "newest_low",
    "newest_high",
    "newest_on",
    "statements",
    "reports",
    "brokers",
    "first_on",
    "last_on",
];

/// The rows, at most `top` a unit.
pub(super) fn rows(store: &Store, filter: &Filter, top: Option<usize>) -> Result<Vec<Vec<Cell>>, ExportError> {
    let all = store.statements(filter)?;
    let a_unit = all.chunk_by(|a, b| a.unit == b.unit).flat_map(|unit| unit.iter().take(top.unwrap_or(usize::MAX)));
    Ok(a_unit.map(row).collect())
}

fn row(s: &Statements) -> Vec<Cell> {
    let text = |t: &Option<String>| t.clone().map_or(Cell::Null, Cell::Text);
    let number = |n: Option<Decimal>| n.map_or(Cell::Null, |n| Cell::Number(plain(n)));
    let count = |n: usize| Cell::Int(n as i64);
    vec![
        Cell::Text(s.kind.clone()),
        text(&s.subject_id),
        text(&s.subject),
        Cell::Text(s.metric.clone()),
        text(&s.period),
        text(&s.object),
        text(&s.unit),
        number(s.low),
        number(s.high),
        number(s.newest.map(|n| n.0)),
        number(s.newest.map(|n| n.1)),
        text(&s.newest_on),
        Cell::Int(s.statements as i64),
        count(s.reports.len()),
        count(s.brokers.len()),
        text(&s.first_on),
        text(&s.last_on),
    ]
}
