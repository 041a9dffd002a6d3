//! Users' lists of securities, from rows of cells that another room decoded.
//!
//! Takes rows as tushare `stock_basic`, akshare `stock_info_a_code_name`, the exchanges, Wind,
//! Choice and iFinD write them: columns are known by their names, the header may stand below title
//! lines. Gives all rows or none: each error names line and column. Reads no file.

use std::collections::HashMap;

use super::import_error::ImportError;
use super::rows::{Word, rows, table};
use super::security::Security;
use super::{code, user};

/// One security, organisation, model or chip a user brought.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct UserRow {
    /// `688256.SH`, `org:some-name`, `model:some-name`, `chip:some-name`.
    pub id: String,
    /// The short name.
    pub name: String,
    /// The registered name; may be empty.
    pub full_name: String,
    /// The English name; may be empty.
    pub english_name: String,
    /// Id of the maker of a model or chip; may be empty.
    pub maker: String,
    /// Other names; may be empty.
    pub aliases: Vec<String>,
}

impl UserRow {
    /// What the row says, and what `old` says where the row is silent.
    pub(super) fn security(&self, old: Option<&Security>) -> Security {
        let or = |new: &String, old: Option<&Word>| match old {
            Some(old) if new.is_empty() => old.clone(),
            _ => new.clone().into(),
        };
        let status = if self.id.starts_with("org:") { "" } else { "L" };
        Security {
            id: self.id.clone().into(),
            name: self.name.clone().into(),
            full_name: or(&self.full_name, old.map(|o| &o.full_name)),
            english_name: or(&self.english_name, old.map(|o| &o.english_name)),
            status: old.map_or(status.into(), |o| o.status.clone()),
        }
    }
}

#[derive(Debug, Clone, Copy, Default)]
struct Columns {
    code: Option<usize>,
    id: Option<usize>,
    exchange: Option<usize>,
    name: Option<usize>,
    full_name: Option<usize>,
    english_name: Option<usize>,
    alias: Option<usize>,
    maker: Option<usize>,
    hong_kong: bool,
}

/// Reads a list from its rows of cells, the first of them line 1.
pub fn read_rows(rows: &[Vec<String>]) -> Result<Vec<UserRow>, ImportError> {
    let numbered: Vec<(usize, Vec<String>)> = (1..).zip(rows.iter().cloned()).collect();
    read_lines(&numbered)
}

/// Reads a list from its rows of cells, each with the line it stands in.
pub(super) fn read_lines(rows: &[(usize, Vec<String>)]) -> Result<Vec<UserRow>, ImportError> {
    rows.iter().try_for_each(|(line, row)| is_text(row, *line))?;
    let looked = rows.len().min(20);
    let header = rows[..looked].iter().position(|r| columns(&r.1).is_some());
    let Some((at, columns)) = header.and_then(|h| Some((h, columns(&rows[h].1)?))) else {
        return Err(ImportError::NoHeader { lines: looked });
    };
    let mut read: Vec<UserRow> = Vec::new();
    let mut first: HashMap<String, (usize, String)> = HashMap::new();
    for (line, row) in &rows[at + 1..] {
        fits(row, *line, rows[at].1.len())?;
        let Some(row) = read_row(row, *line, &columns)? else { continue };
        let (line, column) = (*line, columns.id.or(columns.code).unwrap_or(0) + 1);
        if let Some((first_line, name)) = first.get(&row.id) {
            let (first_line, id) = (*first_line, row.id);
            return Err(if *name == row.name {
                ImportError::Twice { line, column, id, first_line }
            } else {
                ImportError::TwoNames { line, column, id, name: row.name, first: name.clone(), first_line }
            });
        }
        first.insert(row.id.clone(), (line, row.name.clone()));
        read.push(row);
    }
    Ok(read)
}

/// Refuses a row with more cells than its header: a separator in a cell without quotes shifts the others.
fn fits(row: &[String], line: usize, columns: usize) -> Result<(), ImportError> {
    let beyond = row.iter().enumerate().skip(columns).find(|c| !c.1.is_empty());
    beyond.map_or(Ok(()), |(at, cell)| {
        Err(ImportError::TooManyCells { line, column: at + 1, columns, found: cell.chars().take(20).collect() })
    })
}

/// Refuses what a wrong decoding leaves.
fn is_text(row: &[String], line: usize) -> Result<(), ImportError> {
    let broken = row.iter().position(|cell| cell.contains(['\u{FFFD}', '\0']));
    broken.map_or(Ok(()), |at| {
        Err(ImportError::Encoding { line, column: at + 1, found: row[at].chars().take(20).collect() })
    })
}

fn columns(row: &[String]) -> Option<Columns> {
    let mut columns = Columns::default();
    for (i, cell) in row.iter().enumerate() {
        let word: String = cell.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
        let Some([_, kind]) = rows(table("list_columns")).find(|[written, _]| *written == word) else { continue };
        // the list of Hong Kong's exchange: its codes have no suffix, and a sheet drops their zeros
        columns.hong_kong |= word == "nameofsecurities";
        let slot = match kind {
            "id" => &mut columns.id,
            "code" => &mut columns.code,
            "exchange" => &mut columns.exchange,
            "name" => &mut columns.name,
            "full" => &mut columns.full_name,
            "english" => &mut columns.english_name,
            "maker" => &mut columns.maker,
            _ => &mut columns.alias,
        };
        slot.get_or_insert(i);
    }
    columns.name = columns.name.or(columns.full_name);
    ((columns.id.is_some() || columns.code.is_some()) && columns.name.is_some()).then_some(columns)
}

fn read_row(row: &[String], line: usize, columns: &Columns) -> Result<Option<UserRow>, ImportError> {
    let cell = |c: Option<usize>| c.and_then(|c| row.get(c)).map_or("", |s| s.trim());
    let at = columns.id.filter(|c| !cell(Some(*c)).is_empty()).or(columns.code).unwrap_or(0);
    let (written, name) = (cell(Some(at)), cell(columns.name));
    // a closing line such as `数据来源：Wind` has no name, a blank line nothing at all
    if written.is_empty() || (name.is_empty() && !written.starts_with(|c: char| c.is_ascii_alphanumeric())) {
        return Ok(None);
    }
    let exchange = if columns.hong_kong { "hk" } else { cell(columns.exchange) };
    let id = id(written, exchange, line, at + 1, columns.exchange)?;
    if name.is_empty() {
        return Err(ImportError::NoName { line, column: columns.name.unwrap_or(0) + 1 });
    }
    let aliases = cell(columns.alias)
        .split(['|', ';', '、', ','])
        .map(str::trim)
        .filter(|a| !a.is_empty() && *a != name && *a != "-");
    let (full_name, maker) = (cell(columns.full_name), cell(columns.maker));
    if !maker.is_empty() && !user::is_id(maker) {
        return Err(ImportError::NotACode { line, column: columns.maker.unwrap_or(0) + 1, found: maker.to_owned() });
    }
    Ok(Some(UserRow {
        id,
        name: name.to_owned(),
        full_name: if full_name == name { String::new() } else { full_name.to_owned() },
        english_name: cell(columns.english_name).to_owned(),
        maker: maker.to_owned(),
        aliases: aliases.map(str::to_owned).collect(),
    }))
}

fn id(written: &str, exchange: &str, line: usize, column: usize, at: Option<usize>) -> Result<String, ImportError> {
    let not_a_code = || ImportError::NotACode { line, column, found: written.to_owned() };
    if written.contains(':') && user::is_id(written) {
        return Ok(written.to_owned());
    }
    let lower = written.to_ascii_lowercase();
    if let Some((digits, suffix)) = lower.rsplit_once('.').filter(|p| !p.1.starts_with('0') || p.1.len() > 2) {
        let known = code::exchange(suffix).filter(|e| !e.is_empty());
        let known = known.ok_or_else(|| ImportError::UnknownExchange { line, column, found: suffix.to_owned() })?;
        return code::listed(digits, known, |id| Some(id.to_owned())).ok_or_else(not_a_code);
    }
    let digits = lower.trim_end_matches(".0");
    let plain = digits.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    if !exchange.is_empty() {
        let known = exchange_word(exchange);
        let known = known.ok_or(ImportError::UnknownExchange {
            line,
            column: at.unwrap_or(0) + 1,
            found: exchange.to_owned(),
        })?;
        return match known {
            "SH" | "SZ" | "BJ" if plain.len() <= 6 && plain.bytes().all(|b| b.is_ascii_digit()) => {
                Ok(format!("{plain:0>6}.{known}"))
            }
            "SH" | "SZ" | "BJ" => Err(not_a_code()),
            _ => code::listed(digits, known, |id| Some(id.to_owned())).ok_or_else(not_a_code),
        };
    }
    match (plain.len(), plain.bytes().next()) {
        _ if plain.is_empty() || !plain.bytes().all(|b| b.is_ascii_digit()) => Err(not_a_code()),
        (5, _) => Ok(format!("{plain}.HK")),
        (6, Some(b'6')) => Ok(format!("{plain}.SH")),
        (6, Some(b'9')) if plain.starts_with("92") => Ok(format!("{plain}.BJ")),
        (6, Some(b'9')) => Ok(format!("{plain}.SH")),
        (6, Some(b'4' | b'8')) => Ok(format!("{plain}.BJ")),
        (6, _) => Ok(format!("{plain}.SZ")),
        // a spreadsheet drops the leading zeros of Shenzhen's codes
        (1..=4, _) => Ok(format!("{plain:0>6}.SZ")),
        _ => Err(not_a_code()),
    }
}

fn exchange_word(word: &str) -> Option<&'static str> {
    let word = word.to_ascii_lowercase();
    let named = rows(table("list_exchanges")).find(|[written, _]| word.contains(written));
    named.map(|[_, exchange]| exchange).or_else(|| code::exchange(&word).filter(|e| !e.is_empty()))
}
