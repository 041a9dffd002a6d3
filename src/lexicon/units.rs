//! Units as written, with the base unit and the factor to it.
//!
//! Read from `data/units.tsv`; looked up by the longest written form at a place. Whether letters
//! may follow is judged by the caller's text: a Latin unit ends where a letter does not go on.

use std::collections::{HashMap, HashSet};

use super::rows::{rows, table};

/// What kind of unit it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnitKind {
    /// Money.
    Currency,
    /// Percent, points, multiples.
    Percent,
    /// Something measured.
    Physical,
    /// A Chinese classifier (量词).
    Classifier,
}

/// One written form.
#[derive(Debug, Clone, PartialEq)]
pub struct Unit {
    /// As written.
    pub written: Vec<char>,
    /// Base unit of the contract.
    pub unit: &'static str,
    /// Exact factor to the base unit, as a decimal literal.
    pub factor: &'static str,
    /// Kind.
    pub kind: UnitKind,
}

/// All units by their first character, longest first.
#[derive(Debug, Default)]
pub struct Units {
    by_first: HashMap<char, Vec<Unit>>,
    currencies: HashSet<&'static str>,
}

impl Units {
    /// Reads the embedded table.
    pub fn load() -> Self {
        let mut by_first: HashMap<char, Vec<Unit>> = HashMap::new();
        let mut currencies = HashSet::new();
        for [written, unit, factor, kind] in rows(table("units")) {
            let kind = match kind {
                "currency" => UnitKind::Currency,
                "percent" => UnitKind::Percent,
                "physical" => UnitKind::Physical,
                _ => UnitKind::Classifier,
            };
            if kind == UnitKind::Currency {
                currencies.insert(unit);
            }
            let written: Vec<char> = written.chars().collect();
            if let Some(&first) = written.first() {
                by_first.entry(first).or_default().push(Unit { written, unit, factor, kind });
            }
        }
        by_first.values_mut().for_each(|units| units.sort_by_key(|u| std::cmp::Reverse(u.written.len())));
        Self { by_first, currencies }
    }

    /// The longest unit that stands at the beginning of `text`. A Latin unit is not followed by a
    /// letter or digit (`GB` is not in `GBK`).
    pub fn at(&self, text: &[char]) -> Option<&Unit> {
        let units = self.by_first.get(text.first()?)?;
        units.iter().find(|u| {
            let n = u.written.len();
            let latin = u.written[n - 1].is_ascii_alphanumeric();
            text.len() >= n
                && text[..n] == u.written[..]
                && !(latin && text.get(n).is_some_and(char::is_ascii_alphanumeric))
        })
    }

    /// Whether a base unit is money (`CNY`), not money per something (`CNY/t`).
    pub fn is_currency(&self, unit: &str) -> bool {
        self.currencies.contains(unit)
    }
}
