//! Reading the index: a question and filters → ranked places.

use super::ask::Ask;
use super::build::Builder;
use super::error::SearchError;
use super::fields::{FORMAT, Fields, register, schema};
use super::index::{State, date, number, state};
use super::marks::Needles;
use super::stream::WordList;
use crate::store::Filter;
use std::cmp::Reverse;
use std::ops::Bound;
use std::path::Path;
use tantivy::collector::{Count, TopDocs};
use tantivy::query::{BooleanQuery, ConstScoreQuery, Occur, Query, RangeQuery, TermSetQuery};
use tantivy::schema::Field;
use tantivy::{DocAddress, DocId, ReloadPolicy, Score, Searcher, SegmentReader, Term};

/// What disclaimers, contents, headers and text inside figures are worth beside running text and tables.
const BESIDE: f32 = 0.4;
/// Rank: score, later date, then report and passage, so that the order is the same in every run.
type Key = (Score, u64, Reverse<u64>, Reverse<u64>);

/// The index open for reading.
pub struct Index {
    searcher: Searcher,
    fields: Fields,
    words: WordList,
    state: State,
    path: String,
}

/// A place that answers.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// Report id.
    pub report: String,
    /// Passage number, from 1.
    pub passage: u32,
    /// Rank: higher is better; comparable within one answer alone.
    pub score: f32,
}

/// An answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// The best places: by score, then the later report, then report and passage.
    pub hits: Vec<Hit>,
    /// How many places answer in all.
    pub total: usize,
    /// What to mark in their texts.
    pub needles: Needles,
}

impl Index {
    /// Opens the index at `folder`.
    pub fn open(folder: &Path, words: WordList) -> Result<Self, SearchError> {
        let path = folder.display().to_string();
        let wrong = |source| SearchError::Index { path: path.clone(), source };
        let index = tantivy::Index::open_in_dir(folder).map_err(wrong)?;
        let state = state(&index);
        if state.format != FORMAT {
            return Err(SearchError::Format { expected: FORMAT, found: state.format.to_string() });
        }
        register(&index, words.clone());
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into().map_err(wrong)?;
        Ok(Self { searcher: reader.searcher(), fields: schema().1, words, state, path })
    }

    /// What its last commit says.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// Ids of all reports in it with the number of their passages, sorted.
    pub fn reports(&self) -> Result<Vec<(String, u64)>, SearchError> {
        let mut counts = std::collections::BTreeMap::new();
        for segment in self.searcher.segment_readers() {
            let ids = segment.fast_fields().u64("report").map_err(|e| self.wrong(e))?;
            for document in segment.doc_ids_alive() {
                *counts.entry(ids.first(document).unwrap_or_default()).or_insert(0) += 1;
            }
        }
        Ok(counts.into_iter().map(|(id, n)| (format!("{id:016x}"), n)).collect())
    }

    /// Answers a question with at most `limit` places. `expand` gives the other names of the entity
    /// that a bare word names, and nothing for any other word.
    pub fn search(
        &self,
        ask: &Ask,
        filter: &Filter,
        limit: usize,
        expand: &dyn Fn(&str) -> Vec<String>,
    ) -> Result<Found, SearchError> {
        let mut builder = Builder {
            fields: self.fields,
            searcher: &self.searcher,
            words: &self.words,
            expand,
            needles: Needles::default(),
        };
        let asked = builder.build(ask);
        let needles = builder.needles;
        let mut clauses = self.filter(filter);
        clauses.push((Occur::Must, asked));
        let query = BooleanQuery::new(clauses);
        // room is made for all of them beforehand
        let limit = limit.min(self.searcher.num_docs() as usize).max(1);
        let top = TopDocs::with_limit(limit).tweak_score(|segment: &SegmentReader| {
            let column = |name| segment.fast_fields().u64(name).ok();
            let columns = ["running", "date", "report", "passage"].map(column);
            move |document: DocId, score: Score| {
                let value = |i: usize| columns[i].as_ref().and_then(|c| c.first(document)).unwrap_or_default();
                let score = if value(0) == 0 { score * BESIDE } else { score };
                (score, value(1), Reverse(value(2)), Reverse(value(3)))
            }
        });
        let (found, total) = self.searcher.search(&query, &(top, Count)).map_err(|e| self.wrong(e))?;
        let hit = |(key, _): (Key, DocAddress)| Hit {
            report: format!("{:016x}", key.2.0),
            passage: key.3.0 as u32,
            score: key.0,
        };
        Ok(Found { hits: found.into_iter().map(hit).collect(), total, needles })
    }

    fn filter(&self, filter: &Filter) -> Vec<(Occur, Box<dyn Query>)> {
        let f = self.fields;
        let lists: [(Field, &[String]); 7] = [
            (f.broker, &filter.brokers),
            (f.ids, &filter.tickers),
            (f.ids, &filter.models),
            (f.kind, &filter.kinds),
            (f.facts, &filter.facts),
            (f.industry, &filter.industries),
            (f.analyst, &filter.analysts),
        ];
        let mut terms: Vec<Vec<Term>> = lists
            .iter()
            .map(|(field, values)| values.iter().map(|v| Term::from_field_text(*field, v)).collect())
            .collect();
        terms.push(filter.reports.iter().map(|id| Term::from_field_u64(f.report, number(id))).collect());
        let set = |terms| (Occur::Must, unscored(Box::new(TermSetQuery::new::<Vec<Term>>(terms))));
        let mut clauses: Vec<_> = terms.into_iter().filter(|t| !t.is_empty()).map(set).collect();
        if filter.since.is_some() || filter.until.is_some() {
            let day = |d: u64| Bound::Included(Term::from_field_u64(f.date, d));
            let since = filter.since.as_deref().map_or(1, date);
            let until = filter.until.as_deref().map_or(99_999_999, date);
            clauses.push((Occur::Must, unscored(Box::new(RangeQuery::new(day(since), day(until))))));
        }
        clauses
    }

    fn wrong(&self, source: tantivy::TantivyError) -> SearchError {
        SearchError::Index { path: self.path.clone(), source }
    }
}

/// A filter adds nothing to the score.
fn unscored(query: Box<dyn Query>) -> Box<dyn Query> {
    Box::new(ConstScoreQuery::new(query, 0.0))
}
