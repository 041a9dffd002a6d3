//! Pairs of companies that stand together: in how many passages, reports and recommended lists.

use super::error::ExportError;
use crate::store::{Cell, Filter, Store};

/// Columns of the table.
pub(super) const COLUMNS: [&str; 7] = ["id_a", "name_a", "id_b", "name_b", "passages", "reports", "lists"];

/// The rows, the most passages first.
pub(super) fn rows(store: &Store, filter: &Filter, top: Option<usize>) -> Result<Vec<Vec<Cell>>, ExportError> {
    let pairs = store.comentions(filter)?.into_iter().take(top.unwrap_or(usize::MAX));
    let row = pairs.map(|p| {
        let texts = [p.a.0, p.a.1, p.b.0, p.b.1].map(Cell::Text);
        let counts = [p.passages, p.reports, p.lists].map(|n| Cell::Int(n as i64));
        texts.into_iter().chain(counts).collect()
    });
    Ok(row.collect())
}
