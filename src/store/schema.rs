//! The catalogue's tables, and the views that carry the contract's names and columns.
//!
//! A row stands once, with its report's number; `reports`, `mentions` … are views a user may query with
//! any SQL tool. Numbers that must be exact are text.

use super::table::Table;
use rusqlite::OptionalExtension;

/// Makes an empty catalogue; does nothing on one that stands.
pub fn make(db: &rusqlite::Connection) -> rusqlite::Result<()> {
    db.execute_batch(TABLES)?;
    grow(db)?;
    for table in Table::ALL {
        let columns = table.columns();
        let named =
            columns.iter().map(|c| format!("{} AS \"{c}\"", table.sql_column(c))).collect::<Vec<_>>().join(", ");
        let name = table.name();
        let from = match table {
            Table::Reports => "report r".to_owned(),
            _ => format!("{} t JOIN report r ON r.report = t.report", table.rows()),
        };
        let more =
            if table == Table::Reports { ", r.subtitle, r.duplicate_of, r.bytes, r.version, r.lexicon" } else { "" };
        let view = format!("CREATE VIEW \"{name}\" AS SELECT {named}{more} FROM {from}");
        let sql = "SELECT sql FROM sqlite_master WHERE type = 'view' AND name = ?1";
        let stands: Option<String> = db.query_row(sql, [name], |r| r.get(0)).optional()?;
        if stands.as_ref() != Some(&view) {
            // a store of an earlier yanbao has fewer columns in its view
            db.execute_batch(&format!("BEGIN; DROP VIEW IF EXISTS \"{name}\"; {view}; COMMIT;"))?;
        }
    }
    Ok(())
}

/// Columns that an earlier yanbao's catalogue has not: they are unknown until its reports are read again.
fn grow(db: &rusqlite::Connection) -> rusqlite::Result<()> {
    let stands = "SELECT count(*) FROM pragma_table_info(?1) WHERE name = ?2";
    let later: [(&str, &[&str]); 3] = [
        ("cell", &["amount", "unit"]),
        ("report", &["previous_rating", "current_price", "current_currency"]),
        ("analyst", &["phone"]),
    ];
    for (table, columns) in later {
        for column in columns {
            if db.query_row(stands, [table, column], |r| r.get::<_, i64>(0))? == 0 {
                db.execute_batch(&format!("ALTER TABLE {table} ADD COLUMN {column} TEXT;"))?;
            }
        }
    }
    Ok(())
}

/// Tables whose rows belong to one report.
pub const OF_REPORT: [&str; 9] =
    ["passage", "mention", "quantity", "period", "fact", "figure", "cell", "analyst", "band"];

const TABLES: &str = r#"
CREATE TABLE IF NOT EXISTS report (
  report INTEGER PRIMARY KEY, report_id TEXT NOT NULL UNIQUE, file TEXT NOT NULL, broker TEXT, title TEXT,
  subtitle TEXT, kind TEXT NOT NULL, industry TEXT, published_on TEXT, date_source TEXT, rating TEXT,
  rating_action TEXT, target_price TEXT, target_currency TEXT, company TEXT, analysts TEXT, pages INTEGER,
  passages INTEGER, mentions INTEGER, facts INTEGER, status TEXT, blake3 TEXT, bytes INTEGER, lexicon TEXT,
  version TEXT, duplicate_of TEXT, sketch BLOB, previous_rating TEXT, current_price TEXT,
  current_currency TEXT) STRICT;
CREATE INDEX IF NOT EXISTS report_date ON report(published_on);
CREATE INDEX IF NOT EXISTS report_duplicate ON report(duplicate_of) WHERE duplicate_of IS NOT NULL;
CREATE TABLE IF NOT EXISTS file (
  path TEXT PRIMARY KEY, size INTEGER NOT NULL, mtime INTEGER NOT NULL, blake3 TEXT NOT NULL, report_id TEXT,
  result TEXT NOT NULL, reason TEXT, message TEXT, version TEXT, lexicon TEXT, batch INTEGER) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS batch (number INTEGER PRIMARY KEY, files INTEGER, reports INTEGER) STRICT;
CREATE TABLE IF NOT EXISTS analyst (
  report INTEGER, n INTEGER, name TEXT, licence TEXT, email TEXT, role TEXT, phone TEXT,
  PRIMARY KEY (report, n)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS band (hash INTEGER, report INTEGER, PRIMARY KEY (hash, report)) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS band_report ON band(report);
CREATE TABLE IF NOT EXISTS passage (
  report INTEGER, passage INTEGER, page INTEGER, kind TEXT, section TEXT, text TEXT, bbox TEXT,
  PRIMARY KEY (report, passage)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS mention (
  report INTEGER, n INTEGER, page INTEGER, kind TEXT, id TEXT, name TEXT, text TEXT, role TEXT, passage INTEGER,
  start INTEGER, "end" INTEGER, rule TEXT, PRIMARY KEY (report, n)) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS mention_id ON mention(id, report, passage);
CREATE TABLE IF NOT EXISTS quantity (
  report INTEGER, n INTEGER, page INTEGER, text TEXT, low TEXT, high TEXT, unit TEXT, approximation TEXT,
  passage INTEGER, start INTEGER, "end" INTEGER, PRIMARY KEY (report, n)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS period (
  report INTEGER, n INTEGER, page INTEGER, text TEXT, period TEXT, passage INTEGER, start INTEGER, "end" INTEGER,
  PRIMARY KEY (report, n)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS fact (
  report INTEGER, n INTEGER, id TEXT, page INTEGER, kind TEXT, subject_id TEXT, subject TEXT, metric TEXT, low TEXT,
  high TEXT, unit TEXT, approximation TEXT, period TEXT, change TEXT, change_base TEXT, basis TEXT, said_by TEXT,
  object TEXT, quote TEXT, rule TEXT, confidence REAL, passage INTEGER, start INTEGER, "end" INTEGER,
  PRIMARY KEY (report, n)) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS fact_kind ON fact(kind, report, passage);
CREATE INDEX IF NOT EXISTS fact_subject ON fact(subject_id);
CREATE TABLE IF NOT EXISTS figure (
  report INTEGER, n INTEGER, page INTEGER, label TEXT, number TEXT, caption TEXT, source TEXT,
  PRIMARY KEY (report, n)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS cell (
  report INTEGER, n INTEGER, page INTEGER, "table" INTEGER, number TEXT, caption TEXT, row INTEGER, "column" INTEGER,
  header TEXT, value TEXT, amount TEXT, unit TEXT, PRIMARY KEY (report, n)) STRICT, WITHOUT ROWID;
"#;
