//! The front page's table of covered companies: ratings, target prices and estimates, one company a row.
//!
//! reads: a table of the first two pages with a column 评级 and companies in its rows. gives: `rating` and
//! `target_price` of each company, `forecast` of columns that name a metric and a year (`EPS 2025E`). does not
//! match: scales of ratings, comparables (tables without 评级), a table of one company alone (the head has it).

use super::actor::Subject;
use super::draft::blank;
use super::estimates::{metric_of, year};
use super::{Basis, Fact, FactKind};
use crate::decimal::Decimal;
use crate::layout::{Document, Table, TableCell};
use crate::lexicon::Lexicon;
use crate::tag::{Approximation, Mention, MentionKind, Tags};

const RULE: &str = "covered_table";

/// The facts of all tables of covered companies on the first two pages.
pub(super) fn read(document: &Document, tags: &Tags, lexicon: &Lexicon) -> Vec<Fact> {
    let front = |t: &&Table| t.cells.first().is_some_and(|c| c.page <= 2);
    document.tables.iter().filter(front).flat_map(|t| table(t, &tags.mentions, lexicon)).collect()
}

fn table(table: &Table, mentions: &[Mention], lexicon: &Lexicon) -> Vec<Fact> {
    let rated = |c: &TableCell| squeezed(&c.header).contains("评级");
    let rows: Vec<(&[TableCell], &Mention)> =
        table.cells.chunk_by(|a, b| a.row == b.row).filter_map(|row| Some((row, company(row, mentions)?))).collect();
    if !table.cells.iter().any(rated) || rows.len() < 2 {
        return Vec::new();
    }
    let mut out = Vec::new();
    for (row, company) in rows {
        for cell in row {
            let header = squeezed(&cell.header);
            let value = squeezed(&cell.value);
            let subject = Subject { id: company.id.clone(), name: company.name.clone() };
            if header.contains("目标价") {
                let currency = currency(&header, &company.id);
                out.extend(
                    number(&value)
                        .map(|v| priced(cell, subject, (FactKind::Rating, "target_price", currency), v, lexicon)),
                );
            } else if header.contains("评级") && lexicon.words.ratings.iter().any(|(w, _)| *w == value) {
                let mut f = said(cell, subject, (FactKind::Rating, "rating"), lexicon);
                f.object = value;
                out.push(f);
            } else if let Some((year, true)) = year(&header) {
                let Some(metric) =
                    ["eps", "pe", "pb", "roe"].into_iter().find(|m| metric_in(&header, lexicon) == Some(m))
                else {
                    continue;
                };
                let unit = match metric {
                    "eps" => currency(&header, &company.id),
                    "roe" => "%",
                    _ => "x",
                };
                out.extend(number(&value).map(|v| {
                    let mut f = priced(cell, subject, (FactKind::Forecast, metric, unit), v, lexicon);
                    f.period = Some(year);
                    f.basis = Some(Basis::Forecast);
                    f
                }));
            }
        }
    }
    out
}

/// The company that a row's first cells name, by its name rather than by a code: `600000`, `某某股份`.
fn company<'m>(row: &[TableCell], mentions: &'m [Mention]) -> Option<&'m Mention> {
    let named = |cell: &TableCell| {
        let from = mentions.partition_point(|m| m.passage < cell.passage);
        let (passage, span) = (cell.passage, cell.span);
        let here = mentions[from..].iter().take_while(move |m| m.passage == passage);
        here.filter(move |m| m.kind == MentionKind::Company && span.start <= m.span.start && m.span.start < span.end)
    };
    let all: Vec<&Mention> = row.iter().take(2).flat_map(named).collect();
    all.iter().find(|m| m.rule.starts_with("name")).or(all.first()).copied()
}

/// The metric whose label stands somewhere in a header without its year.
fn metric_in(header: &str, lexicon: &Lexicon) -> Option<&'static str> {
    (0..header.len()).filter(|i| header.is_char_boundary(*i)).find_map(|i| metric_of(&header[i..], false, lexicon))
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// A cell that is one number: `15.12`, `-0.35`; of a range none.
fn number(value: &str) -> Option<Decimal> {
    value.trim_start_matches(['￥', '¥', '$']).replace(',', "").parse().ok()
}

/// The header's currency, else the listing's.
pub(super) fn currency(header: &str, id: &str) -> &'static str {
    match id.rsplit_once('.').map(|(_, exchange)| exchange) {
        _ if header.contains('港') || header.contains("HK") => "HKD",
        _ if header.contains('美') || header.contains("US") => "USD",
        _ if header.contains("元") || header.contains("RMB") => "CNY",
        Some("HK") => "HKD",
        Some("US") => "USD",
        _ => "CNY",
    }
}

fn priced(
    cell: &TableCell,
    subject: Subject,
    (kind, metric, unit): (FactKind, &str, &str),
    value: Decimal,
    lexicon: &Lexicon,
) -> Fact {
    Fact {
        low: Some(value),
        high: Some(value),
        unit: unit.to_owned(),
        approximation: Some(Approximation::Exact),
        ..said(cell, subject, (kind, metric), lexicon)
    }
}

fn said(cell: &TableCell, subject: Subject, (kind, metric): (FactKind, &str), lexicon: &Lexicon) -> Fact {
    blank((cell.passage, cell.span), kind, metric, subject, (RULE, lexicon.rules.confidence(RULE)))
}
