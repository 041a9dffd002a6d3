//! A table's own numbers, typed: the cell's number in the unit that cell, header, row label, corner or caption say.
//!
//! *reads*: a table's body cells. *needs*: the scanner of running text, the words of `columns`. *gives*: one
//! amount a cell in the cells' order, nothing for text, ranges, dates, codes, `-` and `N/A`. *does not
//! match*: `2024A`, `688256` under 代码; a rank or a number in the first column takes no unit of the table; a cell of a column of units is none;
//! `5.2%` in a table of money is `%`. *source*: issue 5, point 5; contract, section 2.

use super::unit::Kind;
use super::{Item, item, join};
use crate::decimal::{self, Decimal};
use crate::layout::{Document, Table};
use crate::lexicon::Lexicon;
use crate::tag::written::Written;
use crate::tag::{Amount, Approximation};
use std::collections::HashMap;

/// Characters of a label that are read: a header is no essay.
const LABEL: usize = 120;

/// A unit as a label gives it: name, factor, kind.
#[derive(Debug, Clone, PartialEq)]
struct Measure {
    name: String,
    factor: Decimal,
    kind: Kind,
}

/// What a label says of its numbers.
#[derive(Debug, Clone, Default, PartialEq)]
struct Label {
    /// Units written out, in order.
    units: Vec<Measure>,
    /// What its words say: `%`, `x`, `share`, `none`, `code`.
    word: Option<&'static str>,
}

/// What everything beside the cells says.
struct Around<'l> {
    lexicon: &'l Lexicon,
    labels: HashMap<String, Label>,
    /// Units of corner, caption and unit line.
    table: Vec<Measure>,
}

/// The amounts of a table's cells, in their order.
pub fn amounts(document: &Document, table: &Table, lexicon: &Lexicon) -> Vec<Option<Amount>> {
    let mut around = Around { lexicon, labels: HashMap::new(), table: Vec::new() };
    around.table = table_units(document, table, &mut around);
    let mut label = (0, String::new());
    let one = |cell: &crate::layout::TableCell| {
        if cell.row != label.0 {
            label = (cell.row, String::new());
        }
        if cell.column == 1 {
            label.1.clone_from(&cell.value);
        }
        // a column of units says for each row what stands behind it
        if matches!(cell.header.trim(), "单位" | "Unit" | "unit") {
            label.1 = format!("{}（{}）", label.1, cell.value);
            return None;
        }
        let header = around.label(&cell.header);
        let row = if cell.column == 1 { Label::default() } else { around.label(&label.1) };
        amount(&cell.value, &header, &row, cell.column == 1, &around)
    };
    table.cells.iter().map(one).collect()
}

/// Units that stand for the whole table: in its corner, its caption, or a line `单位：` above or within it.
fn table_units(document: &Document, table: &Table, around: &mut Around<'_>) -> Vec<Measure> {
    let corner = table.cells.iter().find(|c| c.column == 1).map_or("", |c| c.header.as_str());
    let text = |i: usize| document.passages.get(i).map_or("", |p| p.text.as_str());
    let first = text(table.passage).lines().next().unwrap_or("");
    let beside = [table.passage.checked_sub(1), table.passage.checked_sub(2)];
    let lines = beside.into_iter().flatten().map(text).filter(|t| t.chars().count() < LABEL);
    let said = lines.chain([first]).find_map(|t| t.find("单位").map(|at| &t[at..]));
    let mut units = around.label(corner).units;
    units.extend(around.label(&table.caption).units);
    units.extend(around.label(said.unwrap_or("")).units);
    units
}

impl Around<'_> {
    fn label(&mut self, text: &str) -> Label {
        if let Some(known) = self.labels.get(text) {
            return known.clone();
        }
        let label = read_label(text, self.lexicon);
        self.labels.insert(text.to_owned(), label.clone());
        label
    }

    /// The unit of a plain number under `header` in the row of `row`.
    fn unit(&self, header: &Label, row: &Label, first: bool) -> Option<Measure> {
        let ratio = |l: &Label| l.units.iter().find(|u| u.kind == Kind::Percent).cloned();
        let own = |l: &Label| l.units.iter().find(|u| u.kind != Kind::Percent).cloned().or_else(|| ratio(l));
        let only_ratio = |l: &Label| ratio(l).filter(|_| l.units.iter().all(|u| u.kind == Kind::Percent));
        let by_word = |l: &Label| l.word.filter(|_| l.units.is_empty());
        // a share of something is one whatever the table counts in
        if let Some(found) = only_ratio(header).or_else(|| only_ratio(row)) {
            return Some(found);
        }
        match by_word(header).or_else(|| by_word(row)) {
            Some("%") => return Some(Measure::plain("%", Kind::Percent)),
            Some("x") => return Some(Measure::plain("x", Kind::Percent)),
            Some("share") => {
                let money = [header, row].into_iter().find_map(own).or_else(|| self.money())?;
                let currency = money.name.split('/').next().unwrap_or("");
                let name = format!("{currency}/share");
                return (money.kind == Kind::Money).then(|| Measure::plain(&name, Kind::Money));
            }
            Some(_) => return None,
            None => {}
        }
        // a number among the labels is a year, a rank, a size: no amount of the table's
        if first { None } else { own(header).or_else(|| own(row)).or_else(|| self.main()) }
    }

    fn money(&self) -> Option<Measure> {
        self.table.iter().find(|u| u.kind == Kind::Money).cloned()
    }

    /// `（亿元，%）`: what is not labelled as a share is in the other unit.
    fn main(&self) -> Option<Measure> {
        self.table.iter().find(|u| u.kind != Kind::Percent).or(self.table.first()).cloned()
    }
}

impl Measure {
    fn plain(name: &str, kind: Kind) -> Self {
        Self { name: name.to_owned(), factor: Decimal::ONE, kind }
    }
}

/// The cell's number; `first` is whether it stands in the column of labels.
fn amount(value: &str, header: &Label, row: &Label, first: bool, around: &Around<'_>) -> Option<Amount> {
    if header.word == Some("code") || value.chars().count() > 60 {
        return None;
    }
    let mut t = Written::of(value.trim()).chars;
    let negative = matches!(t.first(), Some('(' | '（')) && matches!(t.last(), Some(')' | '）'));
    if negative {
        t = t[1..t.len() - 1].to_vec();
    }
    let item = number(&t, around.lexicon)?;
    let sign = if negative { -Decimal::ONE } else { Decimal::ONE };
    let value = item.low.checked_mul(sign)?;
    let (value, unit) = match item.unit {
        Some(unit) if unit.kind != Kind::Bare => (value, unit.name),
        own => match around.unit(header, row, first) {
            // 3亿 in a table of 百万元 has its scale already
            Some(u) if own.is_some() && u.kind == Kind::Percent => (value, String::new()),
            Some(u) if own.is_some() => (value, u.name),
            Some(u) => (value.checked_mul(u.factor)?, u.name),
            None => (value, String::new()),
        },
    };
    Some(Amount { value: value.normalize(), unit })
}

/// The one number that fills the characters.
fn number(t: &[char], lexicon: &Lexicon) -> Option<Item> {
    let digits = t.iter().any(char::is_ascii_digit);
    let (items, long) = item::items(t, lexicon);
    if !digits || !long.is_empty() {
        return None;
    }
    let mut items = join::join(t, items, lexicon);
    let item = items.pop().filter(|_| items.is_empty())?;
    let code = t[0] == '0' && t.len() > 1 && t.iter().all(char::is_ascii_digit);
    let whole = item.start == 0 && item.end == t.len() && !item.name && item.low == item.high;
    (whole && !code && item.approximation == Approximation::Exact).then_some(item)
}

fn read_label(text: &str, lexicon: &Lexicon) -> Label {
    let text: String = text.chars().take(LABEL).collect();
    let mut label = Label::default();
    let (mut depth, mut piece, mut stated) = (0usize, String::new(), false);
    for c in text.chars().chain([' ']) {
        let ends = c.is_whitespace() && depth == 0;
        if !ends && !matches!(c, '（' | '(' | '）' | ')' | '，' | ',' | '、' | '；' | ';' | '：' | ':' | '|') {
            piece.push(c);
            continue;
        }
        label.units.extend(unit(&piece, depth > 0 || stated, lexicon));
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            '：' | ':' => stated |= piece.contains("单位") || piece.eq_ignore_ascii_case("unit"),
            _ => {}
        }
        piece.clear();
    }
    if label.units.is_empty() && text.trim_end().ends_with('%') {
        label.units.push(Measure::plain("%", Kind::Percent)); // 增速%, (+/-)%
    }
    let t = Written::of(&text).chars;
    label.word = (0..t.len()).find_map(|at| lexicon.measures.column(&t, at)).map(|w| w.1);
    label
}

/// The unit that a piece of a label is; `stated`: a bracket or 单位 says that it is one.
fn unit(piece: &str, stated: bool, lexicon: &Lexicon) -> Option<Measure> {
    let t = Written::of(piece.trim()).chars;
    let lone = t.len() == 1 && !matches!(t[0], '%' | '元' | '倍' | '亿' | '万' | 'x' | 'W');
    if t.is_empty() || t.len() > 16 || lone && (!stated || t[0].is_ascii()) || t.iter().any(char::is_ascii_digit) {
        return None;
    }
    // `百万元` is what one of it is; `RMB百万` has its currency in front
    let places = (0..=t.len().min(4)).filter(|p| *p == 0 || !decimal::is_numeral(t[*p - 1]));
    let found = places.filter_map(|p| number(&[&t[..p], &['1'], &t[p..]].concat(), lexicon)).next()?;
    let factor = found.low;
    let unit = found.unit?;
    // 参数 above a column names it, `（参数）` counts in it
    let latin = unit.kind == Kind::Physical && t.iter().all(char::is_ascii);
    let fits = stated || latin || matches!(unit.kind, Kind::Money | Kind::Percent);
    (fits && factor > Decimal::ZERO).then_some(Measure { name: unit.name, factor, kind: unit.kind })
}
