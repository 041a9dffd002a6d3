//! The two fields' tokens for tantivy, from our own cutting.
//!
//! The word list is shared and read only when the first text has to be cut into words: 0.12 CPU-seconds.

use super::cut::{self, Piece};
use super::normal::{Normal, normal};
use jieba_rs::Jieba;
use std::sync::{Arc, OnceLock};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// jieba's words and the names that the lexicon adds, loaded when first needed.
#[derive(Clone)]
pub struct WordList(Arc<Inner>);

struct Inner {
    names: Vec<String>,
    jieba: OnceLock<Jieba>,
}

impl WordList {
    /// A list that knows these names beside jieba's own words; names in any form, any order.
    pub fn new(names: Vec<String>) -> Self {
        Self(Arc::new(Inner { names, jieba: OnceLock::new() }))
    }

    fn jieba(&self) -> &Jieba {
        self.0.jieba.get_or_init(|| {
            let mut jieba = Jieba::new();
            for name in &self.0.names {
                let n: String = normal(name).chars.into_iter().collect();
                if n.chars().count() > 1 && n.chars().all(super::normal::is_wide) && !jieba.has_word(&n) {
                    jieba.add_word(&n, Some(20), None);
                }
            }
            jieba
        })
    }

    /// Words of a wide run of two or more characters, as ranges of its characters.
    pub(super) fn words(&self, run: &str, search: bool) -> Vec<std::ops::Range<usize>> {
        let jieba = self.jieba();
        if search {
            let words = jieba.cut_for_search(run, false).into_iter();
            return words.map(|w| w.start..w.end).filter(|w| w.len() > 1).collect();
        }
        let mut at = 0;
        let lengths = jieba.cut(run, false).into_iter().map(|w| w.word.chars().count());
        let ranges = lengths.map(|l| {
            at += l;
            at - l..at
        });
        ranges.filter(|w| w.len() > 1).collect()
    }
}

/// Pieces for the `words` field: jieba's words of wide runs, Latin runs and their parts.
fn word_pieces(n: &Normal, list: &WordList) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut text = String::new();
    for run in cut::runs(n) {
        let range = run.range.clone();
        if !run.wide {
            pieces.push(Piece { range: range.clone(), position: run.position });
            pieces.extend(cut::parts(n, &run).into_iter().filter(|p| p.range.len() > 1 && p.range.len() < range.len()));
        } else if range.len() > 1 {
            text.clear();
            text.extend(&n.chars[range.clone()]);
            let words = list.words(&text, true).into_iter();
            pieces.extend(words.map(|w| Piece {
                range: range.start + w.start..range.start + w.end,
                position: run.position + w.start,
            }));
        }
    }
    pieces
}

/// Which of the two fields.
#[derive(Clone)]
pub enum Cutter {
    /// Pairs and Latin runs.
    Grams,
    /// Words.
    Words(WordList),
}

impl Tokenizer for Cutter {
    type TokenStream<'a> = Stream;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Stream {
        let n = normal(text);
        let pieces = match self {
            Cutter::Grams => cut::grams(&n),
            Cutter::Words(list) => word_pieces(&n, list),
        };
        Stream { n, pieces, next: 0, token: Token::default() }
    }
}

/// The tokens of one text.
pub struct Stream {
    n: Normal,
    pieces: Vec<Piece>,
    next: usize,
    token: Token,
}

impl TokenStream for Stream {
    fn advance(&mut self) -> bool {
        let Some(piece) = self.pieces.get(self.next) else { return false };
        self.next += 1;
        self.token.text.clear();
        self.token.text.extend(&self.n.chars[piece.range.clone()]);
        self.token.position = piece.position;
        self.token.offset_from = self.n.from[piece.range.start] as usize;
        self.token.offset_to = self.n.to[piece.range.end - 1] as usize;
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
