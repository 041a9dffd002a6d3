//! `--ticker` as typed → ids as they stand in the store.
//!
//! A code is that listing, where the store has it; a name in any form is every listing of the company.
//! What sounds so is taken only where nothing is written so, and told on standard error.

use super::filters::unknown;
use super::output::say;
use crate::lexicon::{Known, Lexicon, Matched};
use crate::store::{Store, nearest};
use std::collections::BTreeSet;

/// The ids that the words mean, with the products of those companies where asked, sorted.
pub fn meant(store: &Store, words: &[String], with_products: bool, lexicon: &Lexicon) -> anyhow::Result<Vec<String>> {
    let mut ids = BTreeSet::new();
    for word in words {
        let found = one(store, word, lexicon)?;
        if found.is_empty() {
            let mut known = store.company_names()?;
            known.extend(lexicon.names());
            known.sort_unstable();
            known.dedup();
            return Err(unknown("--ticker", word, &nearest(word, &known)));
        }
        ids.extend(found);
    }
    if with_products {
        let homes: BTreeSet<&str> = ids.iter().map(|id| lexicon.home_id(id)).collect();
        let of_them = |id: &String| lexicon.maker(id).is_some_and(|m| homes.contains(lexicon.home_id(m)));
        let products: Vec<String> = store.product_ids()?.into_iter().filter(of_them).collect();
        ids.extend(products);
    }
    Ok(ids.into_iter().collect())
}

fn one(store: &Store, word: &str, lexicon: &Lexicon) -> anyhow::Result<BTreeSet<String>> {
    let mut ids: BTreeSet<String> = store.ids_named(word)?.into_iter().filter(|id| is_company(id)).collect();
    let known = lexicon.companies(word);
    if let [Known { security, matched: Matched::Code, .. }] = known[..] {
        let listing = store.ids_named(&security.id)?;
        if !listing.is_empty() {
            return Ok(listing.into_iter().collect());
        }
    }
    tell(word, &known);
    for k in &known {
        ids.extend(lexicon.listings(&k.security.id).iter().map(|s| s.id.to_string()));
    }
    Ok(ids)
}

fn is_company(id: &str) -> bool {
    !id.starts_with("model:") && !id.starts_with("chip:")
}

/// Names what a word was taken for, where that is not plain.
fn tell(word: &str, known: &[Known<'_>]) {
    let plain = |k: &Known| matches!(k.matched, Matched::Code | Matched::Name | Matched::FullName);
    if known.is_empty() || known.len() == 1 && known.iter().all(plain) {
        return;
    }
    let names = known.iter().map(|k| format!("{} ({}, {})", k.security.name, k.security.id, k.matched.word()));
    say(&format!("{word}: {}", names.collect::<Vec<_>>().join(", ")));
}
