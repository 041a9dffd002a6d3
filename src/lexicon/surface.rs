//! Surfaces: every written form of every name, and the automaton that finds them in one pass.
//!
//! Takes entities, aliases and product families, gives one entry a folded form with all it may
//! mean. A form of one character or of digits alone is none.

use std::collections::HashMap;

use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder, MatchKind};

use super::fold::fold_name;
use super::product::Products;
use super::rows::{Word, rows, table};
use super::security::Entities;

/// How sure a written form alone names its company.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Names it wherever it stands whole.
    Firm,
    /// Names it where the report names the company surely elsewhere, or among other companies.
    Support,
    /// Is an ordinary word: names it only by its code, in a list of companies or a cell of its own.
    Word,
    /// A product or brand: found by search, never a mention.
    Product,
}

impl Class {
    /// From the word of the tables; empty is `Firm`.
    pub fn parse(word: &str) -> Self {
        match word {
            "support" => Self::Support,
            "word" => Self::Word,
            "product" => Self::Product,
            _ => Self::Firm,
        }
    }
}

/// One thing that a written form may mean.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Meaning {
    /// Index of the entity.
    pub entity: u32,
    /// How sure.
    pub class: Class,
    /// Whether it is the registered name.
    pub full: bool,
    /// Whether it is a nickname or a shortened name (海光, 中芯), not the printed short name.
    pub short: bool,
}

/// A written form.
#[derive(Debug, Clone)]
pub struct Surface {
    /// As the tables write it.
    pub written: Word,
    /// What it may mean, the best first; empty where it is a product's name alone.
    pub meanings: Vec<Meaning>,
    /// Index of the model family.
    pub family: Option<u16>,
    /// Index of the chip.
    pub chip: Option<u16>,
    /// Characters, counted.
    pub length: u16,
    /// Whether it is of Latin letters, digits and signs alone.
    pub latin: bool,
}

/// All surfaces with their automaton.
pub struct Surfaces {
    /// In the order of the automaton's values.
    pub all: Vec<Surface>,
    /// Index of a folded form.
    pub by_text: HashMap<String, u32>,
    automaton: Option<CharwiseDoubleArrayAhoCorasick<u32>>,
}

impl Surfaces {
    /// All written forms of `entities` and `products`; `aliases` are the user's `(alias, id)`.
    pub fn build(entities: &Entities, products: &Products, aliases: &[(String, String)]) -> Self {
        let mut made =
            Self { all: Vec::with_capacity(24_000), by_text: HashMap::with_capacity(24_000), automaton: None };
        let classes: HashMap<&str, Class> = rows(table("ambiguous")).map(|[n, c]| (n, Class::parse(c))).collect();
        made.add_entities(entities, &classes);
        for [alias, id, kind, class] in rows(table("aliases")) {
            let Some(entity) = entities.index(id) else { continue };
            let class = classes.get(alias).copied().unwrap_or(Class::parse(class));
            made.mean(alias.into(), Meaning { entity, class, full: kind == "full", short: kind == "colloquial" });
        }
        for (alias, id) in aliases {
            if let Some(entity) = entities.index(id) {
                made.mean(alias.clone().into(), Meaning { entity, class: Class::Firm, full: false, short: false });
            }
        }
        for (i, family) in products.families.iter().enumerate() {
            for written in joints(&family.surface) {
                made.entry(written).into_iter().for_each(|s| s.family = s.family.or(Some(i as u16)));
            }
        }
        for (i, chip) in products.chips.iter().enumerate() {
            for written in joints(&chip.surface) {
                made.entry(written).into_iter().for_each(|s| s.chip = s.chip.or(Some(i as u16)));
            }
        }
        for surface in &mut made.all {
            surface.meanings.sort_by_key(|m| (m.class, entities.all[m.entity as usize].rank(), m.entity));
            let homes = &entities.home;
            surface.meanings.dedup_by_key(|m| homes[m.entity as usize]);
        }
        made.automaton = made.compile();
        made
    }

    fn add_entities(&mut self, entities: &Entities, classes: &HashMap<&str, Class>) {
        for (i, security) in entities.all.iter().enumerate() {
            let entity = i as u32;
            let class = classes
                .get(&*security.name)
                .copied()
                .unwrap_or_else(|| default_class(security.exchange(), &security.name));
            let meaning = Meaning { entity, class, full: false, short: false };
            self.mean(security.name.clone(), meaning);
            // the mark of a special treatment comes and goes
            if let Some(rest) = security.name.trim_start_matches('*').strip_prefix("ST") {
                self.give(format!("ST{rest}").into(), meaning);
                self.give(format!("*ST{rest}").into(), meaning);
            }
            if security.full_name.chars().count() > 4 {
                self.mean(security.full_name.clone(), Meaning { entity, class: Class::Firm, full: true, short: false });
            }
        }
    }

    fn entry(&mut self, written: Word) -> Option<&mut Surface> {
        let folded = fold_name(&written);
        let length = folded.chars().count();
        if length < 2 || folded.chars().all(|c| c.is_ascii_digit()) && length < 3 {
            return None;
        }
        let all = &mut self.all;
        let at = *self.by_text.entry(folded).or_insert_with_key(|folded| {
            let latin = folded.is_ascii() || !folded.chars().any(super::fold::is_wide);
            all.push(Surface { written, meanings: Vec::new(), family: None, chip: None, length: length as u16, latin });
            all.len() as u32 - 1
        });
        self.all.get_mut(at as usize)
    }

    /// A Latin name of several words is known without its blanks, too: texts lose them (BloomEnergy).
    fn mean(&mut self, written: Word, meaning: Meaning) {
        let close = written.replace(' ', "");
        if written.is_ascii() && close.len() >= 8 && close.len() < written.len() && meaning.class != Class::Product {
            self.give(close.into(), meaning);
        }
        self.give(written, meaning);
    }

    fn give(&mut self, written: Word, meaning: Meaning) {
        if let Some(surface) = self.entry(written)
            && !surface.meanings.iter().any(|m| m.entity == meaning.entity)
        {
            surface.meanings.push(meaning);
        }
    }

    fn compile(&self) -> Option<CharwiseDoubleArrayAhoCorasick<u32>> {
        let pairs = self.by_text.iter().map(|(text, &at)| (text.as_str(), at));
        CharwiseDoubleArrayAhoCorasickBuilder::new()
            .match_kind(MatchKind::LeftmostLongest)
            .build_with_values(pairs)
            .ok()
    }

    /// The surfaces in a folded text, leftmost longest, not overlapping: `(start, end, surface)`.
    pub fn find<'t>(&'t self, folded: &'t str) -> impl Iterator<Item = (usize, usize, u32)> + 't {
        let found = self.automaton.as_ref().map(|a| a.leftmost_find_iter(folded));
        found.into_iter().flatten().map(|m| (m.start(), m.end(), m.value()))
    }
}

/// A product's name with its words joined by blanks, by hyphens and by a hyphen at a line's end.
fn joints(surface: &Word) -> Vec<Word> {
    let mut forms = vec![surface.clone()];
    if surface.is_ascii() && surface.contains([' ', '-']) {
        for joint in [" ", "-", "- "] {
            let form: Word = surface.replace([' ', '-'], joint).into();
            if !forms.contains(&form) {
                forms.push(form);
            }
        }
    }
    forms
}

/// A printed short name that no table speaks of: Taiwan's are two or three common characters, so
/// are Hong Kong's of two or in Latin letters; they need support. Measured on the sample corpus.
fn default_class(exchange: &str, name: &str) -> Class {
    match (exchange, name.chars().count()) {
        ("TW" | "TWO", _) => Class::Support,
        ("SH" | "SZ" | "BJ" | "HK", 0..=2) => Class::Support,
        ("HK", _) if name.is_ascii() => Class::Support,
        _ => Class::Firm,
    }
}
