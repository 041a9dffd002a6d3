//! Users' lists of securities, from rows of cells that another room decoded.
//!
//! Takes rows as tushare `stock_basic`, akshare `stock_info_a_code_name`, the exchanges, Wind,
//! Choice and iFinD write them: columns are known by their names, the header may stand below title
//! lines. Gives all rows or none: each error names line and column. Reads no file.

use std::collections::HashMap;

use super::rows::Word;
use super::security::Security;
use super::{code, user};

/// One security or name a user brought.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct UserRow {
    /// `688256.SH`.
    pub id: String,
    /// The short name.
    pub name: String,
    /// The registered name; may be empty.
    pub full_name: String,
    /// The English name; may be empty.
    pub english_name: String,
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

/// What is wrong with a list, with the line and column (both from 1) where there is one.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ImportError {
    /// No line names a code and a name column.
    #[error("expected a header with a code and a name column, found none in the first {lines} lines")]
    NoHeader {
        /// Lines looked at.
        lines: usize,
    },
    /// A cell that is no code.
    #[error("line {line}, column {column}: expected a security's code, found `{found}`")]
    NotACode {
        /// Line.
        line: usize,
        /// Column.
        column: usize,
        /// The cell.
        found: String,
    },
    /// A suffix or exchange that the lexicon does not know.
    #[error("line {line}, column {column}: unknown exchange `{found}`")]
    UnknownExchange {
        /// Line.
        line: usize,
        /// Column.
        column: usize,
        /// The exchange as written.
        found: String,
    },
    /// A code without a name.
    #[error("line {line}, column {column}: expected a name, found an empty cell")]
    NoName {
        /// Line.
        line: usize,
        /// Column.
        column: usize,
    },
    /// The same code twice with two names.
    #[error("line {line}, column {column}: `{id}` is `{name}` here and `{first}` in line {first_line}")]
    TwoNames {
        /// Line.
        line: usize,
        /// Column.
        column: usize,
        /// The id.
        id: String,
        /// The name here.
        name: String,
        /// The earlier name.
        first: String,
        /// The earlier line.
        first_line: usize,
    },
    /// The same code twice with the same name.
    #[error("line {line}, column {column}: `{id}` stands already in line {first_line}")]
    Twice {
        /// Line.
        line: usize,
        /// Column.
        column: usize,
        /// The id.
        id: String,
        /// The earlier line.
        first_line: usize,
    },
    /// Text that was decoded wrongly.
    #[error("line {line}, column {column}: not text in UTF-8 or GB18030: `{found}`")]
    Encoding {
        /// Line.
        line: usize,
        /// Column.
        column: usize,
        /// The cell.
        found: String,
    },
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
}

/// Header words of known lists, in lower case without spaces.
const HEADERS: [(&str, &[&str]); 7] = [
    ("id", &["ts_code", "wind代码", "windcode", "wind_code", "证券代码(后缀)", "secid", "同花顺代码", "thscode"]),
    (
        "code",
        &[
            "code",
            "symbol",
            "证券代码",
            "股票代码",
            "a股代码",
            "代码",
            "公司代码",
            "b股代码",
            "stockcode",
            "stock_code",
            "ticker",
        ],
    ),
    ("exchange", &["exchange", "market", "交易所", "市场", "上市地点", "上市板块", "交易市场"]),
    (
        "name",
        &[
            "name",
            "证券简称",
            "股票简称",
            "a股简称",
            "简称",
            "名称",
            "股票名称",
            "证券名称",
            "公司简称",
            "short_name",
            "nameofsecurities",
        ],
    ),
    ("full", &["fullname", "full_name", "公司全称", "证券全称", "公司名称", "公司中文名称", "全称", "中文全称"]),
    ("english", &["enname", "english_name", "英文名称", "公司英文名称", "英文全称"]),
    ("alias", &["alias", "aliases", "别名", "曾用名", "former_names"]),
];

/// Reads a list from its rows of cells.
pub fn read_rows(rows: &[Vec<String>]) -> Result<Vec<UserRow>, ImportError> {
    let looked = rows.len().min(20);
    let header = rows[..looked].iter().position(|r| columns(r).is_some());
    let Some((at, columns)) = header.and_then(|h| Some((h, columns(&rows[h])?))) else {
        return Err(ImportError::NoHeader { lines: looked });
    };
    let mut read: Vec<UserRow> = Vec::new();
    let mut first: HashMap<String, (usize, String)> = HashMap::new();
    for (i, row) in rows.iter().enumerate().skip(at + 1) {
        let Some(row) = read_row(row, i + 1, &columns)? else { continue };
        let (line, column) = (i + 1, columns.id.or(columns.code).unwrap_or(0) + 1);
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

/// Reads a list from delimited text: tabs, commas or semicolons, quotes as CSV writes them.
pub fn read_text(text: &str) -> Result<Vec<UserRow>, ImportError> {
    let text = text.trim_start_matches('\u{FEFF}');
    let lines: Vec<&str> = text.lines().collect();
    let count = |c: char| lines.iter().take(20).map(|l| l.matches(c).count()).sum::<usize>();
    let delimiter = ['\t', ',', ';'].into_iter().max_by_key(|c| count(*c)).unwrap_or(',');
    let rows: Vec<Vec<String>> = lines.iter().map(|l| cells(l, delimiter)).collect();
    read_rows(&rows)
}

fn cells(line: &str, delimiter: char) -> Vec<String> {
    let (mut cells, mut cell, mut quoted) = (Vec::new(), String::new(), false);
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => cell.extend(chars.next()),
            '"' => quoted = !quoted,
            _ if c == delimiter && !quoted => cells.push(std::mem::take(&mut cell)),
            _ => cell.push(c),
        }
    }
    cells.push(cell);
    cells.iter().map(|c| c.trim().trim_start_matches("=\"").trim_matches('"').trim().to_owned()).collect()
}

fn columns(row: &[String]) -> Option<Columns> {
    let mut columns = Columns::default();
    for (i, cell) in row.iter().enumerate() {
        let word: String = cell.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
        let Some((kind, _)) = HEADERS.iter().find(|h| h.1.contains(&word.as_str())) else { continue };
        let slot = match *kind {
            "id" => &mut columns.id,
            "code" => &mut columns.code,
            "exchange" => &mut columns.exchange,
            "name" => &mut columns.name,
            "full" => &mut columns.full_name,
            "english" => &mut columns.english_name,
            _ => &mut columns.alias,
        };
        slot.get_or_insert(i);
    }
    columns.name = columns.name.or(columns.full_name);
    ((columns.id.is_some() || columns.code.is_some()) && columns.name.is_some()).then_some(columns)
}

fn read_row(row: &[String], line: usize, columns: &Columns) -> Result<Option<UserRow>, ImportError> {
    let cell = |c: Option<usize>| c.and_then(|c| row.get(c)).map_or("", |s| s.trim());
    for (i, text) in row.iter().enumerate() {
        if text.contains('\u{FFFD}') || text.contains('\0') {
            return Err(ImportError::Encoding { line, column: i + 1, found: text.chars().take(20).collect() });
        }
    }
    let at = columns.id.filter(|c| !cell(Some(*c)).is_empty()).or(columns.code).unwrap_or(0);
    let (written, name) = (cell(Some(at)), cell(columns.name));
    // a closing line such as `数据来源：Wind` has no name, a blank line nothing at all
    if written.is_empty() || (name.is_empty() && !written.starts_with(|c: char| c.is_ascii_alphanumeric())) {
        return Ok(None);
    }
    let id = id(written, cell(columns.exchange), line, at + 1, columns.exchange)?;
    if name.is_empty() {
        return Err(ImportError::NoName { line, column: columns.name.unwrap_or(0) + 1 });
    }
    let aliases = cell(columns.alias).split(['|', ';', '、', ',']).map(str::trim).filter(|a| !a.is_empty());
    let full_name = cell(columns.full_name);
    Ok(Some(UserRow {
        id,
        name: name.to_owned(),
        full_name: if full_name == name { String::new() } else { full_name.to_owned() },
        english_name: cell(columns.english_name).to_owned(),
        aliases: aliases.map(str::to_owned).collect(),
    }))
}

fn id(written: &str, exchange: &str, line: usize, column: usize, at: Option<usize>) -> Result<String, ImportError> {
    let not_a_code = || ImportError::NotACode { line, column, found: written.to_owned() };
    if written.starts_with("org:") && user::is_id(written) {
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
    const WORDS: [(&str, &str); 18] = [
        ("sse", "SH"),
        ("shse", "SH"),
        ("上海", "SH"),
        ("沪", "SH"),
        ("上证", "SH"),
        ("上交所", "SH"),
        ("科创", "SH"),
        ("szse", "SZ"),
        ("深圳", "SZ"),
        ("深交所", "SZ"),
        ("深证", "SZ"),
        ("创业板", "SZ"),
        ("bse", "BJ"),
        ("北京", "BJ"),
        ("北交所", "BJ"),
        ("hkex", "HK"),
        ("香港", "HK"),
        ("港交所", "HK"),
    ];
    WORDS.iter().find(|w| word.contains(w.0)).map(|w| w.1).or_else(|| code::exchange(&word).filter(|e| !e.is_empty()))
}
