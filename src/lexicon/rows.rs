//! Reads the lexicon's own sorted TSVs: a header, then rows of tab-separated cells.
//!
//! The tables are embedded at build; their shape is held by tests, so a short row here reads as
//! empty cells and never fails.

use std::borrow::Cow;

/// Words that live as long as the program, or that a user brought.
pub type Word = Cow<'static, str>;

/// The rows of an embedded table below its header, `N` cells each.
pub fn rows<const N: usize>(table: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    table.lines().skip(1).filter(|l| !l.is_empty()).map(|line| {
        let mut cells = line.split('\t');
        std::array::from_fn(|_| cells.next().unwrap_or(""))
    })
}

/// The embedded tables: name and text, in the order in which they go into the lexicon's hash.
pub const TABLES: [(&str, &str); 36] = [
    ("aliases", include_str!("data/aliases.tsv")),
    ("ambiguous", include_str!("data/ambiguous.tsv")),
    ("approximations", include_str!("data/approximations.tsv")),
    ("brokers", include_str!("data/brokers.tsv")),
    ("chips", include_str!("data/chips.tsv")),
    ("columns", include_str!("data/columns.tsv")),
    ("contexts", include_str!("data/contexts.tsv")),
    ("cues", include_str!("data/cues.tsv")),
    ("estimates", include_str!("data/estimates.tsv")),
    ("families", include_str!("data/families.tsv")),
    ("fiscal", include_str!("data/fiscal.tsv")),
    ("followers", include_str!("data/followers.tsv")),
    ("groups", include_str!("data/groups.tsv")),
    ("heads", include_str!("data/heads.tsv")),
    ("industries", include_str!("data/industries.tsv")),
    ("list_columns", include_str!("data/list_columns.tsv")),
    ("list_exchanges", include_str!("data/list_exchanges.tsv")),
    ("listings", include_str!("data/listings.tsv")),
    ("name_words", include_str!("data/name_words.tsv")),
    ("nouns", include_str!("data/nouns.tsv")),
    ("old_codes", include_str!("data/old_codes.tsv")),
    ("organisations", include_str!("data/organisations.tsv")),
    ("per", include_str!("data/per.tsv")),
    ("phrases", include_str!("data/phrases.tsv")),
    ("places", include_str!("data/places.tsv")),
    ("ratings", include_str!("data/ratings.tsv")),
    ("rules", include_str!("data/rules.tsv")),
    ("seams", include_str!("data/seams.tsv")),
    ("securities", include_str!("data/securities.tsv")),
    ("tails", include_str!("data/tails.tsv")),
    ("time_tails", include_str!("data/time_tails.tsv")),
    ("times", include_str!("data/times.tsv")),
    ("triggers", include_str!("data/triggers.tsv")),
    ("units", include_str!("data/units.tsv")),
    ("variants", include_str!("data/variants.tsv")),
    ("vendors", include_str!("data/vendors.tsv")),
];

/// The text of one embedded table; empty where there is none of that name.
pub fn table(name: &str) -> &'static str {
    TABLES.iter().find(|t| t.0 == name).map_or("", |t| t.1)
}
