//! csv (RFC 4180, UTF-8, line feeds), JSON lines, and Markdown.

use super::error::ExportError;
use super::format::{Columns, plain};
use crate::store::Cell;
use std::io::Write;

/// Comma-separated values.
pub struct Csv<'a> {
    writer: csv::Writer<&'a mut dyn Write>,
    rows: u64,
}

impl<'a> Csv<'a> {
    pub(super) fn open(columns: &Columns, out: &'a mut dyn Write) -> Result<Self, ExportError> {
        let mut writer = csv::Writer::from_writer(out);
        writer.write_record(&columns.0).map_err(io)?;
        Ok(Self { writer, rows: 0 })
    }

    pub(super) fn row(&mut self, cells: &[Cell]) -> Result<(), ExportError> {
        self.rows += 1;
        self.writer.write_record(cells.iter().map(plain)).map_err(io)?;
        Ok(())
    }

    pub(super) fn end(mut self) -> Result<u64, ExportError> {
        self.writer.flush()?;
        Ok(self.rows)
    }
}

fn io(error: csv::Error) -> std::io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(e) => e,
        other => std::io::Error::other(format!("{other:?}")),
    }
}

/// One JSON object a line, keys in the columns' order.
pub struct Jsonl<'a> {
    out: &'a mut dyn Write,
    keys: Vec<String>,
    rows: u64,
}

impl<'a> Jsonl<'a> {
    pub(super) fn open(columns: Columns, out: &'a mut dyn Write) -> Self {
        let keys = columns.0.iter().map(|c| serde_json::Value::from(c.as_str()).to_string()).collect();
        Self { out, keys, rows: 0 }
    }

    pub(super) fn row(&mut self, cells: &[Cell]) -> Result<(), ExportError> {
        self.rows += 1;
        for (i, (key, cell)) in self.keys.iter().zip(cells).enumerate() {
            let lead = if i == 0 { "{" } else { "," };
            let value = match cell {
                Cell::Null => "null".to_owned(),
                Cell::Text(t) => serde_json::Value::from(t.as_str()).to_string(),
                other => plain(other),
            };
            write!(self.out, "{lead}{key}:{value}")?;
        }
        self.out.write_all(b"}\n")?;
        Ok(())
    }

    pub(super) fn end(self) -> Result<u64, ExportError> {
        self.out.flush()?;
        Ok(self.rows)
    }
}

/// A Markdown table.
pub struct Md<'a> {
    out: &'a mut dyn Write,
    rows: u64,
}

impl<'a> Md<'a> {
    pub(super) fn open(columns: &Columns, out: &'a mut dyn Write) -> Result<Self, ExportError> {
        writeln!(out, "| {} |", columns.0.join(" | "))?;
        writeln!(out, "|{}", "---|".repeat(columns.0.len()))?;
        Ok(Self { out, rows: 0 })
    }

    pub(super) fn row(&mut self, cells: &[Cell]) -> Result<(), ExportError> {
        self.rows += 1;
        let escaped = |c: &Cell| {
            plain(c).replace('\\', "\\\\").replace('|', "\\|").replace("\r\n", "<br>").replace(['\n', '\r'], "<br>")
        };
        let line = cells.iter().map(escaped).collect::<Vec<_>>().join(" | ");
        writeln!(self.out, "| {line} |")?;
        Ok(())
    }

    pub(super) fn end(self) -> Result<u64, ExportError> {
        self.out.flush()?;
        Ok(self.rows)
    }
}

#[cfg(test)]
mod tests {
    use crate::export::format::{Columns, Format};
    use crate::store::Cell;

    fn written(format: Format) -> String {
        let mut out = Vec::new();
        let mut sink = format.open(Columns::of(vec!["name", "low", "new"]), &mut out).unwrap();
        sink.row(&[Cell::Text("甲,\"乙\"|丙\n丁".into()), Cell::Number("75000000000000000000".into()), Cell::Null])
            .unwrap();
        sink.row(&[Cell::Text("戊".into()), Cell::Number("0.05".into()), Cell::Bool(true)]).unwrap();
        assert_eq!(sink.end().unwrap(), 2);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn numbers_are_exact_and_unknown_is_empty() {
        let csv = written(Format::Csv);
        assert_eq!(csv, "name,low,new\n\"甲,\"\"乙\"\"|丙\n丁\",75000000000000000000,\n戊,0.05,true\n");
        let jsonl = written(Format::Jsonl);
        assert!(jsonl.starts_with("{\"name\":\"甲,\\\"乙\\\"|丙\\n丁\",\"low\":75000000000000000000,\"new\":null}\n"));
        assert!(written(Format::Md).contains("| 甲,\"乙\"\\|丙<br>丁 | 75000000000000000000 |  |"));
    }

    #[test]
    fn columns_of_han_are_aligned() {
        let screen = written(Format::Screen { width: 60 });
        let lines: Vec<&str> = screen.lines().collect();
        assert!(lines[0].starts_with("name") && lines[2].contains("戊"));
        let column = |l: &str, what: &str| unicode_width::UnicodeWidthStr::width(&l[..l.find(what).unwrap()]);
        assert_eq!(column(lines[1], "75000000000000000000"), column(lines[2], "0.05"));
    }
}
