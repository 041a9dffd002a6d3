//! Rows of a table, filtered, in the order of date, report and document.

use super::filter::Clause;
use super::reader::Store;
use super::table::{Cell, Table};
use super::{Filter, StoreError};
use rusqlite::types::ValueRef;

impl Store {
    /// Calls `each` with every row of the table that the filter lets through; its columns are
    /// [`Table::columns`]. Ends early where `each` gives an error, which is handed back.
    pub fn select<E>(
        &self,
        table: Table,
        filter: &Filter,
        mut each: impl FnMut(&[Cell]) -> Result<(), E>,
    ) -> Result<Result<(), E>, StoreError> {
        let columns = table.columns();
        let named = columns.iter().map(|c| table.sql_column(c)).collect::<Vec<_>>().join(", ");
        let clause = filter.on(table);
        let (from, order) = match table {
            Table::Reports => ("report r".to_owned(), ""),
            Table::Passages => ("report r JOIN passage t ON t.report = r.report".to_owned(), ", t.passage"),
            _ => (format!("report r JOIN {} t ON t.report = r.report", table.rows()), ", t.n"),
        };
        let sql =
            format!("SELECT {named} FROM {from} WHERE {} ORDER BY r.published_on, r.report_id{order}", clause.sql());
        let wrong = |e| self.sql_error(e);
        let mut statement = self.db().prepare(&sql).map_err(wrong)?;
        let mut rows = statement.query(rusqlite::params_from_iter(clause.values)).map_err(wrong)?;
        let mut cells = Vec::with_capacity(columns.len());
        while let Some(row) = rows.next().map_err(wrong)? {
            cells.clear();
            for (i, column) in columns.iter().enumerate() {
                let value = cell(row.get_ref(i).map_err(wrong)?);
                cells.push(table.cell(column, value));
            }
            if let Err(e) = each(&cells) {
                return Ok(Err(e));
            }
        }
        Ok(Ok(()))
    }

    /// Calls `each` with the rows of a query whose `{}` is the condition.
    pub(super) fn each(
        &self,
        sql: &str,
        clause: Clause,
        mut each: impl FnMut(&rusqlite::Row<'_>) -> rusqlite::Result<()>,
    ) -> Result<(), StoreError> {
        let wrong = |e| self.sql_error(e);
        let mut statement = self.db().prepare(&sql.replace("{}", &clause.sql())).map_err(wrong)?;
        let mut rows = statement.query(rusqlite::params_from_iter(clause.values)).map_err(wrong)?;
        while let Some(row) = rows.next().map_err(wrong)? {
            each(row).map_err(wrong)?;
        }
        Ok(())
    }
}

fn cell(value: ValueRef<'_>) -> Cell {
    match value {
        ValueRef::Null => Cell::Null,
        ValueRef::Integer(i) => Cell::Int(i),
        ValueRef::Real(r) => Cell::Real(r),
        ValueRef::Text(t) | ValueRef::Blob(t) => Cell::Text(String::from_utf8_lossy(t).into_owned()),
    }
}
