//! Securities and organisations: the things that names name, read from the embedded tables.
//!
//! Gives one list of entities with the home listing of each; an id that no table has is dropped
//! here and found by a test.

use std::collections::HashMap;

use super::rows::{Word, rows, table};

/// A security or an organisation without a listing.
#[derive(Debug, Clone, PartialEq)]
pub struct Security {
    /// `688256.SH`, `00700.HK`, `NVDA.US`, `org:bytedance`.
    pub id: Word,
    /// The standard short name, in half width.
    pub name: Word,
    /// The registered name; may be empty.
    pub full_name: Word,
    /// The English name; may be empty.
    pub english_name: Word,
    /// `L` listed, `D` delisted, `U` unknown; empty for an organisation.
    pub status: Word,
}

impl Security {
    /// `SH`, `HK`, `US` …; empty for an organisation.
    pub fn exchange(&self) -> &str {
        if self.is_listed() { self.id.rsplit_once('.').map_or("", |p| p.1) } else { "" }
    }

    /// The code without its exchange; the id of an organisation.
    pub fn code(&self) -> &str {
        if self.is_listed() { self.id.rsplit_once('.').map_or(&self.id, |p| p.0) } else { &self.id }
    }

    /// Whether it is (or was) on an exchange.
    pub fn is_listed(&self) -> bool {
        !self.id.starts_with("org:")
    }

    /// Where it stands among several of the same name: A shares, Hong Kong, US, others, delisted.
    pub fn rank(&self) -> u8 {
        let by_exchange = match self.exchange() {
            "SH" | "SZ" => 0,
            "BJ" => 1,
            "HK" => 2,
            "US" => 3,
            "TW" => 5,
            "TWO" => 6,
            "" => 7,
            _ => 4,
        };
        by_exchange + if self.status == "D" { 10 } else { 0 }
    }
}

/// Every entity with its place, and the home listing of each.
#[derive(Debug, Clone, Default)]
pub struct Entities {
    /// In the order in which they were read: embedded, then the user's.
    pub all: Vec<Security>,
    /// Index of an id.
    pub by_id: HashMap<Word, u32>,
    /// Index of the home listing; its own where it is the home.
    pub home: Vec<u32>,
    /// Beijing codes before the move to 920xxx.
    pub old_codes: HashMap<&'static str, &'static str>,
}

impl Entities {
    /// Reads the embedded tables.
    pub fn load() -> Self {
        let mut entities = Self::default();
        let securities = table("securities");
        entities.all.reserve(securities.len() / 70);
        entities.by_id.reserve(securities.len() / 70);
        for [id, name, full_name, english_name, status] in rows(securities) {
            entities.put(Security {
                id: id.into(),
                name: name.into(),
                full_name: full_name.into(),
                english_name: english_name.into(),
                status: status.into(),
            });
        }
        for [id, name, english_name] in rows(table("organisations")) {
            let (id, name) = (id.into(), name.into());
            entities.put(Security {
                id,
                name,
                full_name: "".into(),
                english_name: english_name.into(),
                status: "".into(),
            });
        }
        for [id, home] in rows(table("listings")) {
            if let (Some(id), Some(home)) = (entities.index(id), entities.index(home)) {
                entities.home[id as usize] = home;
            }
        }
        entities.old_codes = rows(table("old_codes")).map(|[old, new]| (old, new)).collect();
        entities
    }

    /// Adds one, or takes the place of the one with this id.
    pub fn put(&mut self, security: Security) -> u32 {
        if let Some(&at) = self.by_id.get(&security.id) {
            self.all[at as usize] = security;
            return at;
        }
        let at = self.all.len() as u32;
        self.by_id.insert(security.id.clone(), at);
        self.all.push(security);
        self.home.push(at);
        at
    }

    /// The index of an id.
    pub fn index(&self, id: &str) -> Option<u32> {
        self.by_id.get(id).copied()
    }
}
