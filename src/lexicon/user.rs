//! A user's own names: the file they stand in beside a store, and what a new list would change.
//!
//! Takes the text of `names.tsv` or rows of a list, gives rows sorted by id and changes in a fixed
//! order. Refuses a file of another shape, with the line named. Touches no disk.

use std::collections::{BTreeMap, BTreeSet};

use super::code;
use super::fold::fold_name;
use super::import::UserRow;
use super::import_error::ImportError;
use super::names::Lexicon;

/// First line of the file.
const HEADER: &str = "id\tname\tfull_name\tenglish_name\taliases\tmaker";
/// The same as it was before models and chips could be added; such a file is read on.
const WITHOUT_MAKER: &str = "id\tname\tfull_name\tenglish_name\taliases";

/// What a list does to one security.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangeKind {
    /// The lexicon does not know it.
    New,
    /// It has another standard name there.
    Renamed,
    /// It has a registered or English name or an alias that the lexicon does not know.
    More,
    /// The lexicon has it listed on an exchange of the list, the list does not have it.
    Gone,
}

/// One difference between the lexicon and a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// What.
    pub kind: ChangeKind,
    /// The row that makes it; for a gone security what the lexicon says.
    pub row: UserRow,
    /// The lexicon's name; empty for a new one.
    pub before: String,
}

/// The file's text; rows in the order given.
pub fn to_tsv(rows: &[UserRow]) -> String {
    let clean = |cell: &str| cell.replace(['\t', '\n', '\r'], " ");
    let mut text = format!("{HEADER}\n");
    for row in rows {
        let aliases = row.aliases.join("|");
        let cells = [&row.id, &row.name, &row.full_name, &row.english_name, &aliases, &row.maker].map(|c| clean(c));
        text.push_str(&cells.join("\t"));
        text.push('\n');
    }
    text
}

/// The rows of the file.
pub fn from_tsv(text: &str) -> Result<Vec<UserRow>, ImportError> {
    let mut lines = text.trim_start_matches('\u{FEFF}').lines();
    if !lines.next().is_some_and(|l| [HEADER, WITHOUT_MAKER].contains(&l.trim_end())) {
        return Err(ImportError::NoHeader { lines: 1 });
    }
    let mut rows: Vec<UserRow> = Vec::new();
    for (line, text) in (2..).zip(lines).filter(|l| !l.1.trim().is_empty()) {
        let mut cells = text.split('\t').map(str::trim);
        let mut cell = || cells.next().unwrap_or("").to_owned();
        let (id, name, full_name, english_name, aliases, maker) = (cell(), cell(), cell(), cell(), cell(), cell());
        if !is_id(&id) {
            return Err(ImportError::NotACode { line, column: 1, found: id });
        }
        if name.is_empty() {
            return Err(ImportError::NoName { line, column: 2 });
        }
        if let Some(first) = rows.iter().position(|r| r.id == id) {
            return Err(ImportError::Twice { line, column: 1, id, first_line: first + 2 });
        }
        let aliases = aliases.split('|').map(str::trim).filter(|a| !a.is_empty()).map(str::to_owned).collect();
        rows.push(UserRow { id, name, full_name, english_name, maker, aliases });
    }
    rows.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(rows)
}

/// Whether a text is an id as the contract writes it: `688256.SH`, `org:bytedance`, `model:glm-5`, `chip:h200`.
pub fn is_id(text: &str) -> bool {
    let slug = |s: &str, signs: &[u8]| {
        let fits = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || signs.contains(&b);
        !s.is_empty() && s.bytes().all(fits) && !s.starts_with('-')
    };
    match text.split_once(':') {
        // organisations of the tables have low lines in their ids
        Some(("org", rest)) => slug(rest, b"-_"),
        Some(("model" | "chip", rest)) => slug(rest, b"-.+"),
        Some(_) => false,
        None => text.rsplit_once('.').is_some_and(|(code, exchange)| {
            !code.is_empty() && code.bytes().all(|b| b.is_ascii_alphanumeric() || b".-".contains(&b)) && {
                code::SUFFIXES.iter().any(|s| s.1 == exchange && !exchange.is_empty())
            }
        }),
    }
}

/// Whether an id is a model's or a chip's.
pub fn is_product(id: &str) -> bool {
    id.starts_with("model:") || id.starts_with("chip:")
}

/// The user's rows with new ones laid over them, sorted by id: a new name takes the old one's place,
/// which stays an alias; an empty cell changes nothing.
pub fn merge(old: &[UserRow], new: &[UserRow]) -> Vec<UserRow> {
    let mut all: BTreeMap<&str, UserRow> = old.iter().map(|r| (r.id.as_str(), r.clone())).collect();
    for row in new {
        let Some(stands) = all.get_mut(row.id.as_str()) else {
            all.insert(&row.id, row.clone());
            continue;
        };
        let before = std::mem::replace(stands, row.clone());
        let or = |new: &mut String, old: String| {
            if new.is_empty() {
                *new = old
            }
        };
        or(&mut stands.full_name, before.full_name);
        or(&mut stands.english_name, before.english_name);
        or(&mut stands.maker, before.maker);
        let names = before.aliases.into_iter().chain([before.name]);
        for name in names.filter(|n| *n != row.name) {
            if !stands.aliases.contains(&name) {
                stands.aliases.push(name);
            }
        }
        stands.aliases.sort_unstable();
    }
    all.into_values().collect()
}

impl Lexicon {
    /// What a list would change, by kind and id. Beijing's old codes are read as the new ones.
    pub fn changes(&self, list: &[UserRow]) -> Vec<Change> {
        let mut changes = Vec::new();
        let (mut seen, mut exchanges) = (BTreeSet::new(), BTreeSet::new());
        for row in list {
            let id = self.find_code(&row.id).map_or(row.id.clone(), |i| self.entity(i).id.to_string());
            let row = UserRow { id, ..row.clone() };
            exchanges.extend(row.id.rsplit_once('.').filter(|_| !is_product(&row.id)).map(|p| p.1.to_owned()));
            seen.insert(row.id.clone());
            let before = self.name_of(&row.id).map(str::to_owned);
            let kind = match &before {
                None => Some(ChangeKind::New),
                Some(name) if fold_name(name) != fold_name(&row.name) => Some(ChangeKind::Renamed),
                Some(_) => self.knows_less(&row).then_some(ChangeKind::More),
            };
            changes.extend(kind.map(|kind| Change { kind, row, before: before.unwrap_or_default() }));
        }
        let gone = self
            .securities()
            .iter()
            .filter(|s| s.status == "L" && exchanges.contains(s.exchange()) && !seen.contains(&*s.id));
        changes.extend(gone.map(|s| Change {
            kind: ChangeKind::Gone,
            row: UserRow { id: s.id.to_string(), name: s.name.to_string(), ..UserRow::default() },
            before: s.name.to_string(),
        }));
        changes.sort_by(|a, b| (a.kind, &a.row.id).cmp(&(b.kind, &b.row.id)));
        changes
    }

    /// Whether one of the row's further names, or its maker, is not known as this one's.
    pub fn knows_less(&self, row: &UserRow) -> bool {
        if is_product(&row.id) {
            let known =
                |name: &str| self.products.all().any(|p| p.id() == row.id && fold_name(p.surface) == fold_name(name));
            return !row.maker.is_empty() && self.maker(&row.id) != Some(&row.maker)
                || row.aliases.iter().any(|a| !known(a));
        }
        let home = self.home_id(&row.id);
        let known = |name: &str| self.by_name(name).iter().any(|f| self.home_id(&f.security.id) == home);
        let english = self.security(&row.id).map_or("", |s| &s.english_name);
        !row.full_name.is_empty() && !known(&row.full_name)
            || !row.english_name.is_empty() && english.is_empty()
            || row.aliases.iter().any(|a| !known(a))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_and_read_again() {
        let row = UserRow {
            id: "300999.SZ".into(),
            name: "星河算力".into(),
            english_name: "Star River, Inc".into(),
            aliases: vec!["星河".into(), "SR".into()],
            ..UserRow::default()
        };
        assert_eq!(from_tsv(&to_tsv(std::slice::from_ref(&row))).unwrap(), std::slice::from_ref(&row));
        let renamed = UserRow { id: row.id.clone(), name: "银河算力".into(), ..UserRow::default() };
        let merged = merge(&[row], &[renamed]);
        assert_eq!(merged[0].name, "银河算力");
        assert_eq!(merged[0].aliases, ["SR", "星河", "星河算力"]);
        assert_eq!(merged[0].english_name, "Star River, Inc");
    }

    #[test]
    fn ids_as_the_contract_writes_them() {
        for id in ["688256.SH", "00700.HK", "NVDA.US", "BRK.B.US", "org:zhipu-ai", "model:glm-4.5", "chip:h200"] {
            assert!(is_id(id), "{id}");
        }
        for id in ["688256", "org:", "org:智谱", "688256.XX", ".SH", "model:", "model:智", "chip:-", "app:x"] {
            assert!(!is_id(id), "{id}");
        }
        assert!(matches!(from_tsv("id\tname\n"), Err(ImportError::NoHeader { .. })));
        let older = from_tsv(&format!("{WITHOUT_MAKER}\n688256.SH\t寒武纪\t\t\t寒王\n")).expect("a file of before");
        assert_eq!((older[0].aliases.len(), older[0].maker.as_str()), (1, ""));
        let bad = format!("{HEADER}\n688256.SH\t寒武纪\t\t\t\nx\ty\t\t\t\n");
        assert_eq!(from_tsv(&bad), Err(ImportError::NotACode { line: 3, column: 1, found: "x".into() }));
    }
}
