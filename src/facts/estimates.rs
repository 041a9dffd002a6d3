//! `forecast`: the report's own estimates, from its tables of years.
//!
//! reads: tables whose headers are years (`2025E`) and whose first column names a metric. needs: a
//! company report. gives: one fact a cell with its year, in the table's unit. does not match:
//! comparables (rows that are companies), years without an estimate anywhere in the header.

use super::page::Subject;
use super::{Basis, Fact, FactKind, Head};
use crate::decimal::Decimal;
use crate::layout::{Document, Table};
use crate::lexicon::Lexicon;
use crate::span::Span;

/// First-column words, metric, and whether it is money in the table's unit.
const METRICS: [(&str, &str, bool); 20] = [
    ("营业总收入", "revenue", true),
    ("营业收入", "revenue", true),
    ("营收", "revenue", true),
    ("归属母公司净利润", "net_profit", true),
    ("归属于母公司净利润", "net_profit", true),
    ("归属于母公司的净利润", "net_profit", true),
    ("归母净利润", "net_profit", true),
    ("净利润", "net_profit", true),
    ("每股收益", "eps", false),
    ("EPS", "eps", false),
    ("市盈率", "pe", false),
    ("P/E", "pe", false),
    ("PE", "pe", false),
    ("市净率", "pb", false),
    ("P/B", "pb", false),
    ("PB", "pb", false),
    ("净资产收益率", "roe", false),
    ("ROE", "roe", false),
    ("毛利率", "gross_margin", false),
    ("净利率", "net_margin", false),
];

/// All estimates of a document.
pub(super) fn read(document: &Document, head: &Head, lexicon: &Lexicon) -> Vec<Fact> {
    if head.company.is_empty() {
        return Vec::new();
    }
    let id = lexicon.home_id(&head.company).to_owned();
    let subject = Subject { name: lexicon.name_of(&id).unwrap_or_default().to_owned(), id };
    document.tables.iter().flat_map(|t| table(document, t, &subject, lexicon)).collect()
}

fn table(document: &Document, table: &Table, subject: &Subject, lexicon: &Lexicon) -> Vec<Fact> {
    if !table.cells.iter().any(|c| year(&c.header).is_some_and(|(_, estimate)| estimate)) {
        return Vec::new();
    }
    let scale = scale(document, table);
    let mut out = Vec::new();
    let mut row = 0;
    let mut metric = None;
    for cell in &table.cells {
        if cell.row != row {
            row = cell.row;
            let label: String = cell.value.chars().filter(|c| !c.is_whitespace()).collect();
            metric = METRICS
                .iter()
                .find(|(w, ..)| {
                    label.starts_with(w) && !lexicon.phrases.not_estimates.iter().any(|n| label.contains(n))
                })
                .map(|m| (m, label));
            continue;
        }
        let (Some((found, label)), Some((year, true))) = (&metric, year(&cell.header)) else { continue };
        let (_, name, money) = **found;
        let Some(value) = number(&cell.value) else { continue };
        let text = &document.passages[cell.passage].text;
        let Some(at) = text.find(&cell.value) else { continue };
        let (factor, currency) = own_scale(label).or(scale).unwrap_or((Decimal::ONE, "CNY"));
        let value = if money { value.checked_mul(factor) } else { Some(value) };
        let unit = match name {
            "revenue" | "net_profit" => currency,
            "eps" => currency,
            "pe" | "pb" => "x",
            _ => "%",
        };
        out.push(estimate(cell.passage, Span::new(at, at + cell.value.len()), subject, name, (value, unit, year)));
    }
    out
}

fn estimate(
    passage: usize,
    span: Span,
    subject: &Subject,
    metric: &str,
    (value, unit, year): (Option<Decimal>, &str, String),
) -> Fact {
    Fact {
        passage,
        span,
        kind: FactKind::Forecast,
        subject_id: subject.id.clone(),
        subject: subject.name.clone(),
        metric: metric.to_owned(),
        low: value,
        high: value,
        unit: unit.to_owned(),
        approximation: Some(crate::tag::Approximation::Exact),
        period: Some(year),
        change: None,
        change_base: None,
        basis: Some(Basis::Forecast),
        said_by: String::new(),
        object: String::new(),
        rule: "estimates_table",
        confidence: 0.85,
    }
}

/// `2025E` → (`2025`, estimate); `2023A` and `2023` are no estimates.
fn year(header: &str) -> Option<(String, bool)> {
    let bare: String = header.chars().filter(|c| !c.is_whitespace()).collect();
    let tail = bare.get(bare.len().checked_sub(5)?..).filter(|t| t.is_ascii()).unwrap_or("");
    let (digits, mark) = tail.split_at_checked(4)?;
    let real = digits.starts_with("20") && digits.bytes().all(|b| b.is_ascii_digit());
    real.then(|| (digits.to_owned(), mark.eq_ignore_ascii_case("e")))
}

fn number(text: &str) -> Option<Decimal> {
    let bare: String = text.chars().filter(|c| !c.is_whitespace() && *c != ',').collect();
    let (bare, negative) = match bare.strip_prefix(['(', '（']).and_then(|b| b.strip_suffix([')', '）'])) {
        Some(inner) => (inner.to_owned(), true),
        None => (bare, false),
    };
    let value: Decimal = bare.trim_end_matches(['%', 'x', 'X', '倍']).parse().ok()?;
    Some(if negative { -value } else { value })
}

/// `（百万元）` in a row's own label.
fn own_scale(label: &str) -> Option<(Decimal, &'static str)> {
    let currency = if label.contains("美元") {
        "USD"
    } else if label.contains("港元") || label.contains("港币") {
        "HKD"
    } else {
        "CNY"
    };
    let scale = [("百万", 1_000_000u32), ("亿", 100_000_000), ("万", 10_000), ("千", 1_000)]
        .iter()
        .find(|(w, _)| label.contains(w))
        .map(|(_, f)| *f);
    scale.map(|f| (Decimal::from(f), currency))
}

/// The unit in the caption or the corner.
fn scale(document: &Document, table: &Table) -> Option<(Decimal, &'static str)> {
    let corner = table.cells.iter().find(|c| c.column == 1).map(|c| c.header.clone()).unwrap_or_default();
    let first = document.passages[table.passage].text.lines().next().unwrap_or("").to_owned();
    [corner, table.caption.clone(), first].iter().find_map(|t| own_scale(t))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_and_numbers() {
        assert_eq!(year("2026E"), Some(("2026".to_owned(), true)));
        assert_eq!(year("会计年度 2024A"), Some(("2024".to_owned(), false)));
        assert_eq!(number("(1,234.5)"), Some(Decimal::new(-12345, 1)));
        assert_eq!(number("买入"), None);
    }
}
