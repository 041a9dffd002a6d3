//! Words of time, and the months in which companies' fiscal years end.
//!
//! Read from the embedded tables `times` (今年, 上季度, 近 …), `time_tails` (底, 以来, 期间 …) and `fiscal`.
//! Gives the longest word at a place with the rule its table names; what a rule means is the caller's.

use std::collections::HashMap;

use super::rows::{rows, table};

type List = HashMap<char, Vec<(Vec<char>, &'static str)>>;

/// The words.
#[derive(Debug, Default)]
pub struct Times {
    words: List,
    tails: List,
    fiscal: HashMap<&'static str, u8>,
}

fn list(name: &str) -> List {
    let mut map = List::new();
    for [word, rule] in rows(table(name)) {
        let word: Vec<char> = word.chars().collect();
        if let Some(&first) = word.first() {
            map.entry(first).or_default().push((word, rule));
        }
    }
    map.values_mut().for_each(|l| l.sort_by_key(|r| std::cmp::Reverse(r.0.len())));
    map
}

fn longest(list: &List, text: &[char], at: usize) -> Option<(usize, &'static str)> {
    let found = list.get(text.get(at)?)?.iter().find(|r| text[at..].starts_with(&r.0))?;
    Some((found.0.len(), found.1))
}

impl Times {
    /// Reads the embedded tables.
    pub fn load() -> Self {
        let fiscal = rows(table("fiscal")).filter_map(|[id, month]| Some((id, month.parse().ok()?))).collect();
        Self { words: list("times"), tails: list("time_tails"), fiscal }
    }

    /// The longest word of time at `at`: its length and rule.
    pub fn word(&self, text: &[char], at: usize) -> Option<(usize, &'static str)> {
        longest(&self.words, text, at)
    }

    /// The longest word that goes on a date at `at` (`底`, `以来`): its length and rule.
    pub fn tail(&self, text: &[char], at: usize) -> Option<(usize, &'static str)> {
        longest(&self.tails, text, at)
    }

    /// The month, 1 to 12, in which the fiscal year of a company ends; `None` where that is not known
    /// to differ from the calendar's.
    pub fn fiscal_end(&self, id: &str) -> Option<u8> {
        self.fiscal.get(id).copied()
    }
}
