//! Which reports are the same one issued again: nearly the same text, under another cover or stamp.
//!
//! A report is another issue of the earliest one (by date, then id) whose sketch is like its own. The
//! order in which reports come in does not matter: a catalogue made anew says the same.

use super::sketch::Sketch;
use crate::report::Report;
use rusqlite::{Connection, Result, Row, params};

/// Earlier is smaller; a report without a date stands after all that have one.
type Age = (bool, String, String);

/// A report whose text is nearly the same.
struct Near {
    number: i64,
    age: Age,
    /// Of the report that it is marked as an issue of.
    first: Option<Age>,
}

/// Keeps the report's sketch, and marks it and those it stands before.
pub fn mark(db: &Connection, number: i64, report: &Report) -> Result<()> {
    let id = &report.report.report_id;
    let sketch = Sketch::of(report);
    let bytes = sketch.as_ref().map(Sketch::to_bytes);
    db.prepare_cached("UPDATE report SET sketch = ?2 WHERE report = ?1")?.execute(params![number, bytes])?;
    if let Some(sketch) = &sketch {
        let mut insert = db.prepare_cached("INSERT OR IGNORE INTO band VALUES (?1, ?2)")?;
        sketch.bands().into_iter().try_for_each(|band| insert.execute(params![band, number]).map(|_| ()))?;
    }
    // read anew, its text or date may be another: what was marked as its issue is looked at again
    let mut later = db.prepare_cached("SELECT report FROM report WHERE duplicate_of = ?1")?;
    let later = later.query_map([id], |r| r.get(0))?.collect::<Result<Vec<i64>>>()?;
    for number in later.into_iter().chain([number]) {
        settle(db, number)?;
    }
    let own = age(&report.report.published_on, id);
    for n in near(db, number)? {
        if own < n.age && n.first.is_none_or(|first| own < first) {
            set(db, n.number, Some(id))?;
        }
    }
    Ok(())
}

/// Marks a report by what stands now.
fn settle(db: &Connection, number: i64) -> Result<()> {
    let all = near(db, number)?;
    let own = all.iter().find(|n| n.number == number).map(|n| n.age.clone());
    let first = all.into_iter().map(|n| n.age).min().filter(|first| own.as_ref() != Some(first));
    set(db, number, first.as_ref().map(|(_, _, id)| id))
}

fn set(db: &Connection, number: i64, of: Option<&String>) -> Result<()> {
    let mut update = db.prepare_cached("UPDATE report SET duplicate_of = ?2 WHERE report = ?1")?;
    update.execute(params![number, of]).map(|_| ())
}

/// Reports with nearly the same text, itself among them; none where it has no sketch.
fn near(db: &Connection, number: i64) -> Result<Vec<Near>> {
    let mut own = db.prepare_cached("SELECT sketch FROM report WHERE report = ?1")?;
    let own: Option<Vec<u8>> = own.query_row([number], |r| r.get(0))?;
    let Some(own) = own.and_then(|bytes| Sketch::of_bytes(&bytes)) else { return Ok(Vec::new()) };
    let sql = "SELECT r.report, r.sketch, r.report_id, r.published_on, f.report_id, f.published_on
        FROM report r LEFT JOIN report f ON f.report_id = r.duplicate_of
        WHERE r.report IN (SELECT b.report FROM band a JOIN band b USING (hash) WHERE a.report = ?1)";
    let mut candidates = db.prepare_cached(sql)?;
    let row = |r: &Row<'_>| {
        let first: Option<String> = r.get(4)?;
        let first = first.map(|id| Ok::<_, rusqlite::Error>(age(&r.get(5)?, &id))).transpose()?;
        let near = Near { number: r.get(0)?, age: age(&r.get(3)?, &r.get::<_, String>(2)?), first };
        Ok((Sketch::of_bytes(&r.get::<_, Vec<u8>>(1)?), near))
    };
    let rows = candidates.query_map([number], row)?.collect::<Result<Vec<_>>>()?;
    Ok(rows.into_iter().filter(|(s, _)| s.as_ref().is_some_and(|s| own.is_same(s))).map(|(_, n)| n).collect())
}

fn age(published_on: &Option<String>, id: &str) -> Age {
    (published_on.is_none(), published_on.clone().unwrap_or_default(), id.to_owned())
}
