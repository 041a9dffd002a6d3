//! Words that say what a number measures, or what happens: the triggers of fact kinds.
//!
//! Read from `data/triggers.tsv`: word, kind, metric. Found in a text by one automaton, the longest
//! at each place. What a trigger does to a sentence is the fact room's business.

use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder, MatchKind};

use super::rows::{rows, table};

/// A trigger as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trigger {
    /// The word.
    pub word: &'static str,
    /// Kind of fact, as the contract writes it; `capex_weak` and `group` are helpers of capex, `topic` of markets.
    pub kind: &'static str,
    /// Metric of the contract; may be empty.
    pub metric: &'static str,
}

/// All triggers.
#[derive(Default)]
pub struct Triggers {
    all: Vec<Trigger>,
    finder: Option<CharwiseDoubleArrayAhoCorasick<usize>>,
}

impl Triggers {
    /// Reads the embedded table.
    pub fn load() -> Self {
        let all: Vec<Trigger> =
            rows(table("triggers")).map(|[word, kind, metric]| Trigger { word, kind, metric }).collect();
        let patterns: Vec<(&str, usize)> = all.iter().map(|t| t.word).zip(0..).collect();
        let finder = CharwiseDoubleArrayAhoCorasickBuilder::new()
            .match_kind(MatchKind::LeftmostLongest)
            .build_with_values(patterns)
            .ok();
        Self { all, finder }
    }

    /// A metric of a kind by its name.
    pub fn metric(&self, kind: &str, name: &str) -> Option<&'static str> {
        self.all.iter().find(|t| t.kind == kind && t.metric == name).map(|t| t.metric)
    }

    /// Triggers in a text: `(start, end, trigger)` in order, not overlapping.
    pub fn find<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (usize, usize, Trigger)> + 't {
        let found = self.finder.as_ref().map(|f| f.leftmost_find_iter(text));
        found.into_iter().flatten().map(|m| (m.start(), m.end(), self.all[m.value()]))
    }
}
