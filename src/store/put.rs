//! One report's rows into the catalogue, inside the caller's transaction.
//!
//! Putting a report that stands replaces its rows and keeps its number: doing it twice changes nothing.

use super::issue;
use super::schema::OF_REPORT;
use crate::decimal::{Decimal, plain};
use crate::facts::Analyst;
use crate::report::{PassageRow, Report, word};
use rusqlite::{Connection, OptionalExtension, Result, params};

/// Replaces the report's rows.
pub fn put(db: &Connection, report: &Report) -> Result<()> {
    let number = head(db, report)?;
    for table in OF_REPORT {
        db.prepare_cached(&format!("DELETE FROM {table} WHERE report = ?1"))?.execute([number])?;
    }
    passages(db, number, report)?;
    mentions(db, number, report)?;
    numbers(db, number, report)?;
    facts(db, number, report)?;
    figures(db, number, report)?;
    issue::mark(db, number, report)
}

fn exact(value: Option<Decimal>) -> Option<String> {
    value.map(plain)
}

/// `name/licence` joined by `;`.
fn names(analysts: &[Analyst]) -> Option<String> {
    let one = |a: &Analyst| if a.licence.is_empty() { a.name.clone() } else { format!("{}/{}", a.name, a.licence) };
    (!analysts.is_empty()).then(|| analysts.iter().map(one).collect::<Vec<_>>().join(";"))
}

fn head(db: &Connection, report: &Report) -> Result<i64> {
    let r = &report.report;
    let sql = "INSERT INTO report (report_id, file, broker, title, subtitle, kind, industry, published_on, date_source,
        rating, rating_action, target_price, target_currency, company, analysts, pages, passages, mentions, facts,
        status, blake3, bytes, lexicon, version, previous_rating, current_price, current_currency)
        VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18,?19,?20,?21,?22,?23,?24,
            ?25,?26,?27)
        ON CONFLICT (report_id) DO UPDATE SET file=excluded.file, broker=excluded.broker, title=excluded.title,
        subtitle=excluded.subtitle, kind=excluded.kind, industry=excluded.industry,
        published_on=excluded.published_on, date_source=excluded.date_source, rating=excluded.rating,
        rating_action=excluded.rating_action, target_price=excluded.target_price,
        target_currency=excluded.target_currency, company=excluded.company, analysts=excluded.analysts,
        pages=excluded.pages, passages=excluded.passages, mentions=excluded.mentions, facts=excluded.facts,
        status=excluded.status, lexicon=excluded.lexicon, version=excluded.version,
        previous_rating=excluded.previous_rating, current_price=excluded.current_price,
        current_currency=excluded.current_currency
        RETURNING report";
    let values = params![
        r.report_id,
        r.file,
        r.broker,
        r.title,
        r.subtitle,
        r.kind.as_str(),
        r.industry,
        r.published_on,
        word(&r.date_source),
        r.rating,
        word(&r.rating_action),
        exact(r.target_price),
        r.target_currency,
        r.company,
        names(&r.analysts),
        r.pages,
        r.passages,
        r.mentions,
        r.facts,
        r.status,
        r.blake3,
        r.bytes as i64,
        r.lexicon,
        r.version,
        r.previous_rating,
        exact(r.current_price),
        r.current_currency
    ];
    let number = db.prepare_cached(sql)?.query_row(values, |row| row.get(0))?;
    Ok(number)
}

/// The box around the passage's lines on its first page, as a JSON list; absent for plain text.
fn bbox(row: &PassageRow) -> Option<String> {
    let mut boxes = row.boxes.iter().filter(|b| b.page == row.page).map(|b| b.bbox);
    let first = boxes.next()?;
    let b = boxes.fold(first, |a, b| [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])]);
    Some(format!("[{}, {}, {}, {}]", b[0], b[1], b[2], b[3]))
}

fn passages(db: &Connection, number: i64, report: &Report) -> Result<()> {
    let mut insert = db.prepare_cached("INSERT INTO passage VALUES (?1,?2,?3,?4,?5,?6,?7)")?;
    for p in &report.passages {
        insert.execute(params![number, p.passage, p.page, p.kind.as_str(), p.section, p.text, bbox(p)])?;
    }
    let mut insert = db.prepare_cached(
        "INSERT INTO analyst (report, n, name, licence, email, role, phone)
        VALUES (?1,?2,?3,?4,?5,?6,?7)",
    )?;
    for (n, a) in report.report.analysts.iter().enumerate() {
        insert.execute(params![number, n as i64, a.name, a.licence, a.email, a.role, a.phone])?;
    }
    Ok(())
}

fn mentions(db: &Connection, number: i64, report: &Report) -> Result<()> {
    let mut insert = db.prepare_cached("INSERT INTO mention VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12)")?;
    for (n, m) in report.mentions.iter().enumerate() {
        let (kind, role) = (word(&m.kind), word(&m.role));
        insert.execute(params![
            number, n as i64, m.page, kind, m.id, m.name, m.text, role, m.passage, m.start, m.end, m.rule
        ])?;
    }
    Ok(())
}

fn numbers(db: &Connection, number: i64, report: &Report) -> Result<()> {
    let mut insert = db.prepare_cached("INSERT INTO quantity VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11)")?;
    for (n, q) in report.quantities.iter().enumerate() {
        let approximation = word(&q.approximation);
        let (low, high) = (plain(q.low), plain(q.high));
        insert.execute(params![
            number,
            n as i64,
            q.page,
            q.text,
            low,
            high,
            q.unit,
            approximation,
            q.passage,
            q.start,
            q.end
        ])?;
    }
    let mut insert = db.prepare_cached("INSERT INTO period VALUES (?1,?2,?3,?4,?5,?6,?7,?8)")?;
    for (n, p) in report.periods.iter().enumerate() {
        insert.execute(params![number, n as i64, p.page, p.text, p.period, p.passage, p.start, p.end])?;
    }
    Ok(())
}

fn facts(db: &Connection, number: i64, report: &Report) -> Result<()> {
    let sql = "INSERT INTO fact VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18,?19,?20,?21,?22,?23,?24)";
    let mut insert = db.prepare_cached(sql)?;
    for (n, f) in report.facts.iter().enumerate() {
        // as printed in JSON: 0.9, not 0.8999999761581421
        let confidence: f64 = f.confidence.to_string().parse().unwrap_or_default();
        insert.execute(params![
            number,
            n as i64,
            f.id,
            f.page,
            f.kind.as_str(),
            f.subject_id,
            f.subject,
            f.metric,
            exact(f.low),
            exact(f.high),
            f.unit,
            word(&f.approximation),
            f.period,
            exact(f.change),
            word(&f.change_base),
            word(&f.basis),
            f.said_by,
            f.object,
            f.quote,
            f.rule,
            confidence,
            f.passage,
            f.start,
            f.end
        ])?;
    }
    Ok(())
}

fn figures(db: &Connection, number: i64, report: &Report) -> Result<()> {
    let mut insert = db.prepare_cached("INSERT INTO figure VALUES (?1,?2,?3,?4,?5,?6,?7)")?;
    for (n, f) in report.figures.iter().enumerate() {
        insert.execute(params![number, n as i64, f.page, f.label, f.number, f.caption, f.source])?;
    }
    let mut insert = db.prepare_cached("INSERT INTO cell VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12)")?;
    for (n, c) in report.tables.iter().enumerate() {
        let amount = exact(c.amount);
        insert.execute(params![
            number, n as i64, c.page, c.table, c.number, c.caption, c.row, c.column, c.header, c.value, amount, c.unit
        ])?;
    }
    Ok(())
}

/// The report's number in the catalogue.
pub fn number_of(db: &Connection, id: &str) -> Result<Option<i64>> {
    db.prepare_cached("SELECT report FROM report WHERE report_id = ?1")?.query_row([id], |r| r.get(0)).optional()
}
