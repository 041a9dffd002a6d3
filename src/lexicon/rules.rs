//! How often each fact rule was right: the measure behind a fact's confidence.
//!
//! Read from `data/rules.tsv`: rule, facts read and right on the hand-made gold (written by `.ci/rules.py`),
//! facts read and right in samples that were judged by reading. A rule that the table does not know, or
//! that neither has seen, has the prior alone.

use super::rows::{rows, table};

/// Before anything is seen a rule is taken to be right four times in five, with the weight of five facts:
/// a guess between a coin and the worst rule that is measured, soon outweighed by what is counted.
const PRIOR: (u32, u32) = (4, 5);

/// The rules' counts.
#[derive(Debug, Default)]
pub struct Rules {
    /// Rule, read, right; sorted by rule.
    counts: Vec<(&'static str, u32, u32)>,
}

impl Rules {
    /// Reads the embedded table.
    pub fn load() -> Self {
        let number = |cell: &str| cell.parse::<u32>().unwrap_or(0);
        let row = |[rule, gold, gold_right, judged, judged_right]: [&'static str; 5]| {
            (rule, number(gold) + number(judged), number(gold_right) + number(judged_right))
        };
        Self { counts: rows(table("rules")).map(row).collect() }
    }

    /// The share of a rule's facts that was right, between 0 and 1, drawn to the prior where few were seen.
    pub fn confidence(&self, rule: &str) -> f32 {
        let (read, right) = match self.counts.binary_search_by_key(&rule, |c| c.0) {
            Ok(i) => (self.counts[i].1, self.counts[i].2),
            Err(_) => (0, 0),
        };
        let share = f64::from(right + PRIOR.0) / f64::from(read + PRIOR.1);
        ((share * 1000.0).round() / 1000.0) as f32
    }

    /// The names of all rules in the table.
    pub fn names(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.counts.iter().map(|c| c.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_facts_stay_near_the_prior_and_many_outweigh_it() {
        let rules = Rules { counts: vec![("few", 1, 0), ("many", 95, 95)] };
        assert_eq!(rules.confidence("unseen"), 0.8);
        assert_eq!(rules.confidence("few"), 0.667);
        assert_eq!(rules.confidence("many"), 0.99);
    }
}
