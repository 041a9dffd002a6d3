//! A list of words that a text is asked for again and again: is one in it, does it open or close with
//! one, where does the first or the last stand?
//!
//! Takes the words, gives answers with the word found; where several begin at one place, the longest.
//! What the words mean is their rule's business. Most texts hold none: a look at the characters that
//! the words begin and end with says so before a word is compared.

use std::ops::Deref;

/// The words, longest first; none is empty. A slice of them where a rule asks otherwise.
#[derive(Debug, Default)]
pub struct Wordlist {
    words: Vec<&'static str>,
    firsts: Letters<8>,
    lasts: Letters<8>,
    /// The first two characters of the words, one alone of those that have no more.
    heads: Letters<32>,
    /// The words by the character they begin with, longest first.
    begun: Vec<(char, Vec<&'static str>)>,
    /// The words by the character they end in, longest first.
    ended: Vec<(char, Vec<&'static str>)>,
}

impl Wordlist {
    /// The list in any order; equal words once.
    pub fn new(words: impl IntoIterator<Item = &'static str>) -> Self {
        let mut words: Vec<&'static str> = words.into_iter().filter(|w| !w.is_empty()).collect();
        words.sort_by_key(|w| (std::cmp::Reverse(w.len()), *w));
        words.dedup();
        let firsts = Letters::of(words.iter().filter_map(|w| w.chars().next()));
        let lasts = Letters::of(words.iter().filter_map(|w| w.chars().next_back()));
        let heads = Letters::of(words.iter().filter_map(|w| {
            let mut letters = w.chars();
            letters.next().map(|first| letters.next().map_or(first, |second| joined(first, second)))
        }));
        let begun = grouped(&words, |w| w.chars().next());
        let ended = grouped(&words, |w| w.chars().next_back());
        Self { words, firsts, lasts, heads, begun, ended }
    }

    /// Whether one of the words stands in the text.
    pub fn is_in(&self, text: &str) -> bool {
        self.first_in(text).is_some()
    }

    /// The word that the text begins with.
    pub fn opening(&self, text: &str) -> Option<&'static str> {
        self.openings(text).next()
    }

    /// The word that the text ends in.
    pub fn closing(&self, text: &str) -> Option<&'static str> {
        self.closings(text).next()
    }

    /// The words that the text begins with, longest first.
    pub fn openings<'a>(&'a self, text: &'a str) -> impl Iterator<Item = &'static str> + 'a {
        self.beginning(text).iter().copied().filter(move |w| text.starts_with(w))
    }

    /// The words that begin with the first character of a text, longest first; none where no word opens as it does.
    fn beginning(&self, text: &str) -> &[&'static str] {
        let mut letters = text.chars();
        let Some(first) = letters.next().filter(|c| self.firsts.may_hold(*c)) else { return &[] };
        let heads = |second| self.heads.may_hold(joined(first, second));
        let may = self.heads.may_hold(first) || letters.next().is_some_and(heads);
        if may { of(&self.begun, first) } else { &[] }
    }

    /// The words that the text ends in, longest first.
    pub fn closings<'a>(&'a self, text: &'a str) -> impl Iterator<Item = &'static str> + 'a {
        let last = text.chars().next_back().filter(|c| self.lasts.may_hold(*c));
        let words = last.map_or(&[][..], |c| of(&self.ended, c));
        words.iter().copied().filter(move |w| text.ends_with(w))
    }

    /// Each place at which a word begins, from the left, and the longest word that begins there.
    pub fn places<'a>(&'a self, text: &'a str) -> impl DoubleEndedIterator<Item = (usize, &'static str)> + 'a {
        text.char_indices().filter_map(|(i, _)| {
            let rest = &text[i..];
            self.beginning(rest).iter().copied().find(|w| rest.starts_with(w)).map(|w| (i, w))
        })
    }

    /// The place at which the first word begins, and the word.
    pub fn first_in(&self, text: &str) -> Option<(usize, &'static str)> {
        self.places(text).next()
    }

    /// The last place at which a word begins, and the word.
    pub fn last_in(&self, text: &str) -> Option<(usize, &'static str)> {
        self.places(text).next_back()
    }
}

impl Deref for Wordlist {
    type Target = [&'static str];

    fn deref(&self) -> &Self::Target {
        &self.words
    }
}

impl<'a> IntoIterator for &'a Wordlist {
    type Item = &'a &'static str;
    type IntoIter = std::slice::Iter<'a, &'static str>;

    fn into_iter(self) -> Self::IntoIter {
        self.words.iter()
    }
}

/// Words by one of their characters, in order of the characters.
fn grouped(words: &[&'static str], letter: impl Fn(&'static str) -> Option<char>) -> Vec<(char, Vec<&'static str>)> {
    let mut out: Vec<(char, Vec<&'static str>)> = Vec::new();
    for (letter, word) in words.iter().filter_map(|w| Some((letter(w)?, *w))) {
        match out.binary_search_by_key(&letter, |g| g.0) {
            Ok(i) => out[i].1.push(word),
            Err(i) => out.insert(i, (letter, vec![word])),
        }
    }
    out
}

/// The words of a character.
fn of<'a>(groups: &'a [(char, Vec<&'static str>)], letter: char) -> &'a [&'static str] {
    groups.binary_search_by_key(&letter, |g| g.0).map_or(&[], |i| &groups[i].1)
}

/// Two characters as one that stands for both.
fn joined(first: char, second: char) -> char {
    char::from_u32((first as u32).wrapping_mul(37).wrapping_add(second as u32) & 0xFFF | 0x10000).unwrap_or(first)
}

/// A set of characters that may say yes wrongly, never no: a bit for the low bits of each, in so many words.
#[derive(Debug)]
struct Letters<const N: usize>([u64; N]);

impl<const N: usize> Default for Letters<N> {
    fn default() -> Self {
        Self([0; N])
    }
}

impl<const N: usize> Letters<N> {
    fn of(letters: impl Iterator<Item = char>) -> Self {
        let mut bits = [0; N];
        for letter in letters {
            let (at, bit) = Self::place(letter);
            bits[at] |= bit;
        }
        Self(bits)
    }

    fn may_hold(&self, letter: char) -> bool {
        let (at, bit) = Self::place(letter);
        self.0[at] & bit != 0
    }

    fn place(letter: char) -> (usize, u64) {
        let low = letter as usize;
        (low / 64 % N, 1 << (low % 64))
    }
}

#[cfg(test)]
mod tests {
    use super::Wordlist;

    #[test]
    fn the_longest_word_of_a_place_is_given() {
        let words = Wordlist::new(["增", "同比增长", "增长", "下降"]);
        assert_eq!(words.opening("增长两成"), Some("增长"));
        assert_eq!(words.closing("较快同比增长"), Some("同比增长"));
        assert_eq!(words.first_in("收入增长，利润下降"), Some(("收入".len(), "增长")));
        assert_eq!(words.last_in("收入增长，利润下降"), Some(("收入增长，利润".len(), "下降")));
    }

    #[test]
    fn a_text_without_a_word_gives_none() {
        let words = Wordlist::new(["增长", "CAGR"]);
        for text in ["", "增", "长", "持平", "CAG", "增加，长期"] {
            assert!(!words.is_in(text) && words.opening(text).is_none() && words.closing(text).is_none(), "{text}");
        }
        assert!(!Wordlist::default().is_in("增长"));
    }
}
