//! `yanbao show`: one report on a screen.

use super::Ended;
use super::args::Show;
use super::filters;
use super::output::to_stdout;
use crate::decimal::plain;
use crate::report::{FactRow, Report, word};
use crate::store::Store;
use std::io::{self, Write};
use std::path::Path;

pub fn run(store: &Path, typed: &Show) -> anyhow::Result<Ended> {
    let store = Store::open(store)?;
    let id = filters::report(&store, &typed.report)?;
    let report = store.report(&id)?;
    let (paths, duplicate) = (store.paths(&id)?, store.duplicate_of(&id)?);
    to_stdout(|out| {
        head(&report, out)?;
        paths.iter().try_for_each(|p| line(out, "path", p))?;
        line(out, "duplicate_of", duplicate.as_deref().unwrap_or(""))?;
        counts(&report, out)?;
        report.warnings.iter().try_for_each(|w| {
            let page = w.page.map(|p| format!(" p. {p}")).unwrap_or_default();
            line(out, "warning", &format!("{}{page}: {}", w.room, w.message))
        })?;
        Ok(report.facts.iter().try_for_each(|f| fact(f, out))?)
    })?;
    Ok(Ended::Well)
}

fn line(out: &mut dyn Write, key: &str, value: &str) -> io::Result<()> {
    if value.is_empty() { Ok(()) } else { writeln!(out, "{key:14}  {value}") }
}

fn head(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let r = &report.report;
    let text = |t: &Option<String>| t.clone().unwrap_or_default();
    line(out, "report_id", &r.report_id)?;
    line(out, "title", &text(&r.title))?;
    line(out, "subtitle", &text(&r.subtitle))?;
    line(out, "broker", &text(&r.broker))?;
    line(out, "kind", r.kind.as_str())?;
    line(out, "industry", &text(&r.industry))?;
    let source = r.date_source.map(|s| format!(" (from {})", word(&s).unwrap_or_default())).unwrap_or_default();
    line(out, "published_on", &r.published_on.as_ref().map(|d| format!("{d}{source}")).unwrap_or_default())?;
    line(out, "rating", format!("{} {}", text(&r.rating), word(&r.rating_action).unwrap_or_default()).trim())?;
    let target = r.target_price.map(|p| format!("{} {}", plain(p), text(&r.target_currency)));
    line(out, "target_price", &target.unwrap_or_default())?;
    line(out, "previous_rating", &text(&r.previous_rating))?;
    let current = r.current_price.map(|p| format!("{} {}", plain(p), text(&r.current_currency)));
    line(out, "current_price", &current.unwrap_or_default())?;
    line(out, "company", &text(&r.company))?;
    r.analysts.iter().try_for_each(|a| {
        let parts = [&a.name, &a.licence, &a.email, &a.phone, &a.role];
        line(out, "analyst", &parts.into_iter().filter(|p| !p.is_empty()).cloned().collect::<Vec<_>>().join(" "))
    })?;
    line(out, "status", &r.status)?;
    line(out, "file", &r.file)
}

fn counts(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let counts = [
        ("pages", report.report.pages as usize),
        ("passages", report.passages.len()),
        ("mentions", report.mentions.len()),
        ("quantities", report.quantities.len()),
        ("periods", report.periods.len()),
        ("facts", report.facts.len()),
        ("figures", report.figures.len()),
        ("table cells", report.tables.len()),
    ];
    counts.into_iter().try_for_each(|(key, n)| line(out, key, &n.to_string()))
}

fn fact(f: &FactRow, out: &mut dyn Write) -> io::Result<()> {
    let text = |t: &Option<String>| t.clone().unwrap_or_default();
    let value = match (f.low, f.high) {
        (Some(low), Some(high)) if low != high => format!("{}..{} {}", plain(low), plain(high), text(&f.unit)),
        (Some(low), _) => format!("{} {}", plain(low), text(&f.unit)),
        _ => String::new(),
    };
    let change =
        f.change.map(|c| format!("{}% {}", plain(c), word(&f.change_base).unwrap_or_default())).unwrap_or_default();
    let parts = [text(&f.subject), f.metric.clone(), value, text(&f.period), change, text(&f.object)];
    let parts = parts.iter().map(|p| p.trim()).filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" · ");
    writeln!(out, "{:14}  p. {} · {parts} · {}", f.kind.as_str(), f.page, f.quote.replace('\n', " "))
}
