//! What is asked → a query of the index, and the words to mark in what it finds.
//!
//! A phrase is its pairs and Latin runs at their positions. A bare word is a phrase too where it is short or a
//! word of the list; a longer one is cut into words, all required, and the whole lifts the rank. Other names of
//! the entity that a word names count as the word.

use super::ask::Ask;
use super::cut::{self, Run};
use super::fields::Fields;
use super::marks::Needles;
use super::normal::{Normal, normal};
use super::steady::Steady;
use super::stream::WordList;
use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, EmptyQuery, Occur, PhrasePrefixQuery, PhraseQuery, Query, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Searcher, Term};

/// How many pieces a single character may be the beginning of.
const EXPANSIONS: u32 = 20_000;
/// Wide runs up to this length are matched as written without asking the word list.
const SHORT: usize = 3;

pub(super) struct Builder<'a> {
    pub fields: Fields,
    pub searcher: &'a Searcher,
    pub words: &'a WordList,
    pub expand: &'a dyn Fn(&str) -> Vec<String>,
    pub needles: Needles,
}

type Clause = (Occur, Box<dyn Query>);

impl Builder<'_> {
    /// The query of a question.
    pub fn build(&mut self, ask: &Ask) -> Box<dyn Query> {
        match ask {
            Ask::All(parts) => self.all(parts),
            Ask::Any(parts) => Box::new(BooleanQuery::union(parts.iter().map(|p| self.build(p)).collect())),
            Ask::Not(_) => self.all(std::slice::from_ref(ask)),
            Ask::Word(word) => self.word(word),
            Ask::Phrase(text) => {
                self.needles.add(vec![text.clone()], Vec::new());
                phrase(self.fields.grams, text)
            }
            Ask::Title(text) => phrase(self.fields.title, text),
        }
    }

    fn all(&mut self, parts: &[Ask]) -> Box<dyn Query> {
        let mut clauses: Vec<Clause> = Vec::new();
        for part in parts {
            if let Ask::Not(part) = part {
                let kept = std::mem::take(&mut self.needles);
                let excluded = Steady(self.build(part));
                clauses.push((Occur::MustNot, Box::new(excluded)));
                self.needles = kept;
            } else {
                clauses.push((Occur::Must, self.build(part)));
            }
        }
        if clauses.iter().all(|c| c.0 == Occur::MustNot) {
            clauses.push((Occur::Must, Box::new(AllQuery)));
        }
        let bare: Vec<&str> =
            parts.iter().filter_map(|p| if let Ask::Word(w) = p { Some(w.as_str()) } else { None }).collect();
        if bare.len() > 1 {
            let whole = phrase(self.fields.grams, &bare.join(" "));
            clauses.push((Occur::Should, Box::new(BoostQuery::new(whole, 2.0))));
        }
        Box::new(BooleanQuery::new(clauses))
    }

    fn word(&mut self, word: &str) -> Box<dyn Query> {
        let n = normal(word);
        let whole = phrase(self.fields.grams, word);
        let pieces = self.pieces(&n);
        let names: Vec<String> = (self.expand)(word).into_iter().filter(|name| name != word).collect();
        self.needles.add(std::iter::once(word.to_owned()).chain(names.iter().cloned()).collect(), pieces.clone());
        let mut must: Vec<Box<dyn Query>> = names.iter().map(|name| phrase(self.fields.grams, name)).collect();
        let mut clauses: Vec<Clause> = Vec::new();
        if pieces.len() > 1 {
            let all = pieces.iter().map(|p| phrase(self.fields.grams, p)).collect();
            must.push(Box::new(BooleanQuery::intersection(all)));
            clauses.push((Occur::Should, Box::new(BoostQuery::new(whole, 2.0))));
        } else {
            must.push(whole);
        }
        let must: Box<dyn Query> = if must.len() == 1 { must.remove(0) } else { Box::new(BooleanQuery::union(must)) };
        clauses.push((Occur::Must, must));
        for piece in pieces.iter().map(String::as_str).chain([word]) {
            let text: String = normal(piece).chars.into_iter().collect();
            let term = Term::from_field_text(self.fields.words, &text);
            clauses.push((Occur::Should, Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))));
        }
        Box::new(BooleanQuery::new(clauses))
    }

    /// The words of a long bare word; empty where it is matched as written.
    fn pieces(&self, n: &Normal) -> Vec<String> {
        let text = |range: std::ops::Range<usize>| n.chars[range].iter().collect::<String>();
        let mut pieces = Vec::new();
        let runs = cut::runs(n);
        if runs.iter().all(|r| !r.wide || r.range.len() <= SHORT) {
            return pieces;
        }
        for run in &runs {
            let run_text = text(run.range.clone());
            if !run.wide || run.range.len() <= SHORT || self.is_word(&run_text) {
                pieces.push(run_text);
            } else {
                let words = self.words.words(&run_text, false).into_iter();
                pieces.extend(words.map(|w| text(run.range.start + w.start..run.range.start + w.end)));
            }
        }
        if pieces.len() > 1 { pieces } else { Vec::new() }
    }

    fn is_word(&self, text: &str) -> bool {
        self.searcher.doc_freq(&Term::from_field_text(self.fields.words, text)).is_ok_and(|n| n > 0)
    }
}

/// The text as written, spaces aside, in a field of grams; nothing where it has no letter or digit.
pub(super) fn phrase(field: Field, text: &str) -> Box<dyn Query> {
    let n = normal(text);
    let runs = cut::runs(&n);
    let whole = of_terms(field, &n, terms(&n, &runs, false));
    let splits = runs.iter().any(|r| !r.wide && cut::parts(&n, r).len() > 1);
    let whole_parts = || {
        runs.iter()
            .filter(|r| !r.wide)
            .all(|r| cut::parts(&n, r).iter().all(|p| p.range.len() > 1 || p.range == r.range))
    };
    if splits && whole_parts() {
        let parts = of_terms(field, &n, terms(&n, &runs, true));
        return Box::new(BooleanQuery::union(vec![whole, parts]));
    }
    whole
}

/// Characters and positions of what must stand in the text; whether the last is a beginning alone.
struct Terms {
    pieces: Vec<cut::Piece>,
    open: bool,
}

fn terms(n: &Normal, runs: &[Run], split: bool) -> Terms {
    let mut pieces = Vec::new();
    let mut open = false;
    for (i, run) in runs.iter().enumerate() {
        open = run.wide && run.range.len() == 1 && i + 1 == runs.len();
        if run.wide {
            pieces.extend(cut::pairs(run).filter(|p| p.range.len() == 2 || run.range.len() == 1));
        } else if split {
            pieces.extend(cut::parts(n, run));
        } else {
            pieces.push(cut::Piece { range: run.range.clone(), position: run.position });
        }
    }
    Terms { pieces, open }
}

fn of_terms(field: Field, n: &Normal, terms: Terms) -> Box<dyn Query> {
    let first = terms.pieces.first().map_or(0, |p| p.position);
    let term = |p: &cut::Piece| Term::from_field_text(field, &n.chars[p.range.clone()].iter().collect::<String>());
    let placed: Vec<(usize, Term)> = terms.pieces.iter().map(|p| (p.position - first, term(p))).collect();
    if terms.open {
        return open_phrase(placed);
    }
    exact(placed)
}

/// A phrase whose last piece is a beginning alone. tantivy 0.27 takes the beginning to stand one position after the
/// last of several pieces, which behind a Latin run it does not; with one piece before it, it counts right.
/// So the last two and the rest are asked for apart, in the same passage.
fn open_phrase(placed: Vec<(usize, Term)>) -> Box<dyn Query> {
    let last_two = placed[placed.len().saturating_sub(2)..].to_vec();
    let mut open = PhrasePrefixQuery::new_with_offset(last_two);
    open.set_max_expansions(EXPANSIONS);
    if placed.len() < 3 {
        return Box::new(open);
    }
    let rest = exact(placed[..placed.len() - 1].to_vec());
    Box::new(BooleanQuery::intersection(vec![rest, Box::new(open)]))
}

fn exact(placed: Vec<(usize, Term)>) -> Box<dyn Query> {
    match placed.len() {
        0 => Box::new(EmptyQuery),
        1 => Box::new(TermQuery::new(placed[0].1.clone(), IndexRecordOption::WithFreqs)),
        _ => Box::new(PhraseQuery::new_with_offset(placed)),
    }
}
