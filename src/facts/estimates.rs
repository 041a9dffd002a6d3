//! `forecast`: the report's own estimates, from its tables of years.
//!
//! reads: tables whose headers are years (`2025E`) and whose first column names a metric. needs: a
//! company report. gives: one fact a cell with its year, in the table's unit. does not match:
//! comparables (rows that are companies), years without an estimate anywhere in the header.

use super::actor::Subject;
use super::draft::blank;
use super::{Basis, Fact, FactKind, Head};
use crate::decimal::Decimal;
use crate::layout::{Document, Table, TableCell};
use crate::lexicon::Lexicon;
use crate::span::Span;
use crate::tag::{Amount, Mention, MentionKind, Role, Tags};

const RULE: &str = "estimates_table";

/// All estimates of a document.
pub(super) fn read(document: &Document, tags: &Tags, head: &Head, lexicon: &Lexicon) -> Vec<Fact> {
    if head.company.is_empty() {
        return Vec::new();
    }
    let id = lexicon.home_id(&head.company).to_owned();
    let subject = Subject { name: lexicon.name_of(&id).unwrap_or_default().to_owned(), id };
    // pages with a row of what belongs to shareholders: 净利润 there, also of a statement beside it, is of all
    let cells = document.tables.iter().flat_map(|t| &t.cells).filter(|c| c.column == 1 && is_attributed(&c.value));
    let attributing: Vec<u32> = cells.map(|c| c.page).collect();
    let mut scaled = Vec::new();
    let mut bare = Vec::new();
    for (t, amounts) in document.tables.iter().zip(&tags.amounts) {
        let read = table(t, amounts, &subject, &tags.mentions, &attributing, lexicon);
        if is_scaled(t, amounts) { scaled.extend(read) } else { bare.push(read) }
    }
    for read in bare {
        let found = scale(&read, &scaled);
        scaled.extend(read.into_iter().filter_map(|f| rescaled(f, found)));
    }
    scaled
}

fn is_attributed(label: &str) -> bool {
    label.contains("归母") || label.contains("归属")
}

/// Whether a table says in what its amounts of money are.
fn is_scaled(table: &Table, amounts: &[Option<Amount>]) -> bool {
    let money = |c: &TableCell| {
        let row = table.cells.iter().find(|l| l.row == c.row);
        row.is_some_and(|l| ["营业", "营收", "净利润", "净利"].iter().any(|w| l.value.contains(w)))
    };
    let mut here =
        table.cells.iter().zip(amounts).filter(|(c, _)| money(c)).filter_map(|(c, a)| Some((c, a.as_ref()?)));
    here.any(|(c, a)| !a.unit.is_empty() && a.unit != "%" || bare(&c.value).is_some_and(|v| v != a.value))
}

/// In what the amounts of a table without a unit are: what makes one of them the same as another table's of that
/// metric and year.
fn scale(bare: &[Fact], scaled: &[Fact]) -> Option<Decimal> {
    let powers = [1_000_000u32, 100_000_000, 10_000, 1_000].map(Decimal::from);
    bare.iter().filter(|f| is_money(&f.metric)).find_map(|f| {
        let same = scaled.iter().filter(|s| s.metric == f.metric && s.period == f.period).filter_map(|s| s.low);
        let fits = |p: &Decimal, known: Decimal| {
            let value = f.low.and_then(|v| v.checked_mul(*p));
            value.is_some_and(|v| (v - known).abs().checked_mul(Decimal::from(500)).is_some_and(|d| d <= known.abs()))
        };
        same.into_iter().find_map(|known| powers.into_iter().find(|p| fits(p, known)))
    })
}

/// A fact of a table without a unit: its amount of money times the scale; none where the scale is not known.
fn rescaled(fact: Fact, scale: Option<Decimal>) -> Option<Fact> {
    if !is_money(&fact.metric) {
        return Some(fact);
    }
    let value = fact.low?.checked_mul(scale?)?;
    Some(Fact { low: Some(value), high: Some(value), ..fact })
}

fn is_money(metric: &str) -> bool {
    matches!(metric, "revenue" | "net_profit")
}

/// Whether a table's caption says that it is of a part of the company or of another one.
fn is_others(table: &Table, subject: &Subject, mentions: &[Mention], lexicon: &Lexicon) -> bool {
    let part = |p: &str| {
        let before = table.caption.find(p).map(|i| &table.caption[..i]).filter(|b| !b.is_empty());
        before.is_some_and(|b| !["分", "各", "主营", "收入", "公司"].iter().any(|w| b.ends_with(w)))
    };
    let from = mentions.partition_point(|m| m.passage + 3 < table.passage);
    let near = mentions[from..].iter().take_while(|m| m.passage < table.passage);
    let mut others = near.filter(|m| m.kind == MentionKind::Company && lexicon.home_id(&m.id) != subject.id);
    lexicon.phrases.divisions.iter().any(|p| part(p))
        || others.any(|m| m.role == Role::Caption && table.caption.contains(m.name.as_str()))
}

fn table(
    table: &Table,
    amounts: &[Option<Amount>],
    subject: &Subject,
    mentions: &[Mention],
    attributing: &[u32],
    lexicon: &Lexicon,
) -> Vec<Fact> {
    if !table.cells.iter().any(|c| year(&c.header).is_some_and(|(_, estimate)| estimate)) {
        return Vec::new();
    }
    let labels: Vec<_> = table.cells.chunk_by(|a, b| a.row == b.row).filter_map(|r| r.first()).collect();
    // rows that name another company are its figures
    let other = |m: &Mention| m.kind == MentionKind::Company && m.id != subject.id;
    if labels.iter().any(|l| mentions_in(mentions, l.passage, l.span).any(other)) {
        return Vec::new();
    }
    if is_others(table, subject, mentions, lexicon) {
        return Vec::new();
    }
    // 净利润 beside 归母净利润 holds what belongs to minorities
    let own = labels.iter().any(|l| is_attributed(&l.value));
    let page = table.cells.first().map_or(0, |c| c.page);
    let attributed = own || attributing.contains(&page);
    let metrics: Vec<&str> = labels.iter().filter_map(|l| metric_of(&l.value, attributed, lexicon)).collect();
    let confidence = lexicon.rules.confidence(RULE);
    let mut out = Vec::new();
    let mut row = 0;
    let mut metric = None;
    for (cell, amount) in table.cells.iter().zip(amounts) {
        // two tables side by side: a label within a row begins the second
        let label = amount.is_none() && cell.value.chars().any(char::is_alphabetic);
        if cell.row != row || label {
            row = cell.row;
            metric = metric_of(&cell.value, attributed, lexicon);
            continue;
        }
        let (Some(name), Some((year, true)), Some(amount)) = (metric, year(&cell.header), amount) else { continue };
        let money = is_money(name);
        // a growth in a row of amounts; the same row again is a part's (`毛利率` below each business)
        if money && amount.unit == "%" || metrics.iter().filter(|m| **m == name).count() > 1 {
            continue;
        }
        // ratios and amounts a share do not take the table's 百万元
        let value = if money { Some(amount.value) } else { bare(&cell.value) };
        let Some(value) = value else { continue };
        let unit = unit(name, &amount.unit, lexicon);
        out.push(estimate(cell.passage, cell.span, subject, name, (Some(value), unit, year), confidence));
    }
    out
}

/// The metric that a row's first cell names.
pub(super) fn metric_of(label: &str, attributed: bool, lexicon: &Lexicon) -> Option<&'static str> {
    let label: String = label.chars().filter(|c| !c.is_whitespace()).collect();
    let fits = |w: &str| label.starts_with(w) && !lexicon.phrases.not_estimates.is_in(&label);
    // `归母净利润 YoY（%）` in a table of 百万元
    let money = |m: &str| matches!(m, "revenue" | "net_profit");
    let rate =
        label.contains(['%', '％']) || ["YoY", "yoy", "同比", "增长", "增速", "变动"].iter().any(|w| label.contains(w));
    lexicon
        .words
        .estimates
        .iter()
        .filter(|(_, metric)| !(rate && money(metric)))
        .filter(|_| !(attributed && label.starts_with("净利润")))
        .find(|(words, _)| fits(words))
        .map(|(_, metric)| *metric)
}

/// The cell's own number: `2.15`, `18.1%`, `(0.12)`.
fn bare(cell: &str) -> Option<Decimal> {
    let text: String = cell.chars().filter(|c| !c.is_whitespace() && *c != ',').collect();
    let negative = text.starts_with(['(', '（']);
    let digits = text.trim_matches(|c: char| !c.is_ascii_digit() && c != '-');
    let value = digits.parse::<Decimal>().ok()?;
    Some(if negative { -value.abs() } else { value })
}

/// The names in a part of a passage; `all` is sorted by passage.
fn mentions_in(all: &[Mention], passage: usize, span: Span) -> impl Iterator<Item = &Mention> {
    let from = all.partition_point(|m| m.passage < passage);
    all[from..].iter().take_while(move |m| m.passage == passage).filter(move |m| span.contains(m.span))
}

/// The metric's unit: the cell's currency where it is money, else yuan; `CNY/share` is `CNY`.
fn unit<'a>(metric: &str, said: &'a str, lexicon: &Lexicon) -> &'a str {
    match metric {
        "pe" | "pb" => "x",
        "revenue" | "net_profit" | "eps" => {
            let currency = said.split('/').next().unwrap_or("");
            if lexicon.units.is_currency(currency) { currency } else { "CNY" }
        }
        _ => "%",
    }
}

fn estimate(
    passage: usize,
    span: Span,
    subject: &Subject,
    metric: &str,
    (value, unit, year): (Option<Decimal>, &str, String),
    confidence: f32,
) -> Fact {
    Fact {
        low: value,
        high: value,
        unit: unit.to_owned(),
        approximation: Some(crate::tag::Approximation::Exact),
        period: Some(year),
        basis: Some(Basis::Forecast),
        ..blank((passage, span), FactKind::Forecast, metric, subject.clone(), (RULE, confidence))
    }
}

/// `2025E`, `2025F` → (`2025`, estimate); `2023A` and `2023` are no estimates.
pub(super) fn year(header: &str) -> Option<(String, bool)> {
    let bare: String = header.chars().filter(|c| !c.is_whitespace()).collect();
    let tail = bare.get(bare.len().checked_sub(5)?..).filter(|t| t.is_ascii()).unwrap_or("");
    let (digits, mark) = tail.split_at_checked(4)?;
    let real = digits.starts_with("20") && digits.bytes().all(|b| b.is_ascii_digit());
    real.then(|| (digits.to_owned(), matches!(mark, "E" | "e" | "F" | "f")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_and_numbers() {
        assert_eq!(year("2026E"), Some(("2026".to_owned(), true)));
        assert_eq!(year("会计年度 2024A"), Some(("2024".to_owned(), false)));
    }
}
