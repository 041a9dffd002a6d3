//! A query whose documents may be asked for in any way that the index's contract allows.
//!
//! tantivy 0.27 asks an excluded phrase about documents that it has already passed
//! (`Exclude::contains` → `PhraseScorer::seek_danger`), against the phrase's own assertion. Wrapped in this, a
//! query answers by plain forward steps alone. Goes when tantivy's own exclusion is right.

use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SegmentReader};

/// The same documents and scores, in plain steps.
#[derive(Debug)]
pub struct Steady(pub Box<dyn Query>);

impl Clone for Steady {
    fn clone(&self) -> Self {
        Self(self.0.box_clone())
    }
}

impl Query for Steady {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(Of(self.0.weight(scoring)?)))
    }
}

struct Of<T>(T);

impl Weight for Of<Box<dyn Weight>> {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        Ok(Box::new(Of(self.0.scorer(reader, boost)?)))
    }

    fn explain(&self, reader: &SegmentReader, document: DocId) -> tantivy::Result<Explanation> {
        self.0.explain(reader, document)
    }
}

impl DocSet for Of<Box<dyn Scorer>> {
    fn advance(&mut self) -> DocId {
        self.0.advance()
    }

    fn doc(&self) -> DocId {
        self.0.doc()
    }

    fn size_hint(&self) -> u32 {
        self.0.size_hint()
    }
}

impl Scorer for Of<Box<dyn Scorer>> {
    fn score(&mut self) -> Score {
        self.0.score()
    }
}
