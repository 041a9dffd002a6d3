//! A report as readable Markdown, for people and for language models.
//!
//! Takes a report, writes its title, head, headings, paragraphs, lists, tables and figures in
//! reading order. Leaves out what is furniture: headers, footers, contents, charts' labels and
//! boilerplate. Refuses nothing.

use super::ExportError;
use crate::layout::PassageKind;
use crate::report::{PassageRow, Report};
use std::io::Write;

/// Writes one report.
pub fn write_markdown(report: &Report, out: &mut dyn Write) -> Result<(), ExportError> {
    head(report, out)?;
    let mut list = false;
    for passage in &report.passages {
        let item = passage.kind == PassageKind::ListItem;
        if list && !item {
            writeln!(out)?;
        }
        list = item;
        body(passage, report, out)?;
    }
    out.flush()?;
    Ok(())
}

fn head(report: &Report, out: &mut dyn Write) -> Result<(), ExportError> {
    let head = &report.report;
    writeln!(out, "# {}\n", head.title.as_deref().unwrap_or(&head.file))?;
    if let Some(subtitle) = &head.subtitle {
        writeln!(out, "*{subtitle}*\n")?;
    }
    let analysts: Vec<String> = head.analysts.iter().map(|a| a.name.clone()).collect();
    let rows = [
        ("broker", head.broker.clone()),
        ("date", head.published_on.clone()),
        ("industry", head.industry.clone()),
        ("company", head.company.clone()),
        ("rating", head.rating.clone()),
        ("analysts", (!analysts.is_empty()).then(|| analysts.join(", "))),
    ];
    for (name, value) in rows {
        if let Some(value) = value {
            writeln!(out, "- {name}: {value}")?;
        }
    }
    writeln!(out)?;
    Ok(())
}

fn body(passage: &PassageRow, report: &Report, out: &mut dyn Write) -> Result<(), ExportError> {
    let text = passage.text.trim();
    match passage.kind {
        PassageKind::Title if report.report.title.as_deref() == Some(text) => {}
        PassageKind::Title | PassageKind::Heading => {
            let depth = passage.section.split(" / ").filter(|s| !s.is_empty()).count().min(3) + 2;
            writeln!(out, "{} {text}\n", "#".repeat(depth))?;
        }
        PassageKind::Paragraph | PassageKind::Sidebar => writeln!(out, "{}\n", plain(text))?,
        PassageKind::ListItem => writeln!(out, "- {}", plain(bare(text)))?,
        // a header may begin with an empty cell
        PassageKind::Table => table(passage.text.trim_matches('\n'), out)?,
        PassageKind::Caption => writeln!(out, "**{text}**\n")?,
        PassageKind::Source => writeln!(out, "*{}*\n", plain(text))?,
        PassageKind::Chart
        | PassageKind::Contents
        | PassageKind::Header
        | PassageKind::Footer
        | PassageKind::Boilerplate => {}
    }
    Ok(())
}

/// A list item without its mark; Markdown brings its own.
fn bare(text: &str) -> &str {
    text.trim_start_matches(['●', '■', '◆', '▶', '•', '·', '➢', '◼', '□', '○', ' '])
}

/// What Markdown would read as markup, escaped at a line's begin.
fn plain(text: &str) -> String {
    let escaped = text.replace('*', "\\*");
    if escaped.starts_with(['#', '>', '+', '-']) { format!("\\{escaped}") } else { escaped }
}

/// Rows of tabs as a table whose first row is the header.
fn table(text: &str, out: &mut dyn Write) -> Result<(), ExportError> {
    let rows: Vec<Vec<&str>> = text.lines().map(|l| l.split('\t').collect()).collect();
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    for (i, row) in rows.iter().enumerate() {
        let cells: Vec<String> =
            (0..columns).map(|c| row.get(c).map_or("", |v| v.trim()).replace('|', "\\|")).collect();
        writeln!(out, "| {} |", cells.join(" | "))?;
        if i == 0 {
            writeln!(out, "|{}", "---|".repeat(columns))?;
        }
    }
    writeln!(out)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_and_marks() {
        let mut out = Vec::new();
        table("\t2025E\n营收\t1,200", &mut out).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "|  | 2025E |\n|---|---|\n| 营收 | 1,200 |\n\n");
        assert_eq!(bare("● 算力"), "算力");
        assert_eq!(plain("- a*b"), "\\- a\\*b");
    }
}
