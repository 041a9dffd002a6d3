//! What a word stands for, in every way in which a user may write it.
//!
//! Takes a name, code, former or English name, alias, pinyin or initials; gives every company or
//! organisation it may mean, with what matched. An unknown word gives none; nothing is guessed.

use super::names::Lexicon;
use super::rows::{rows, table};
use super::security::Security;
use super::surface::Class;
use super::{fold, pinyin};

/// By what a word was recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Matched {
    /// A code in one of its written forms.
    Code,
    /// The standard name.
    Name,
    /// The registered name.
    FullName,
    /// A name it had before.
    FormerName,
    /// The English name or its first words.
    EnglishName,
    /// Another name.
    Alias,
    /// The whole name in pinyin.
    Pinyin,
    /// The first letters of the name's pinyin.
    Initials,
}

impl Matched {
    /// As a user reads it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Name => "name",
            Self::FullName => "full name",
            Self::FormerName => "former name",
            Self::EnglishName => "English name",
            Self::Alias => "alias",
            Self::Pinyin => "pinyin",
            Self::Initials => "initials",
        }
    }
}

/// One meaning of a word.
#[derive(Debug, Clone, PartialEq)]
pub struct Known<'l> {
    /// The security or organisation: for a code that very listing, else the home listing.
    pub security: &'l Security,
    /// By what.
    pub matched: Matched,
    /// How sure the written name alone names it in a text; for a code or a sound, the standard name.
    pub class: Class,
}

impl Lexicon {
    /// Every meaning of a word, each company once, codes and names before sounds.
    pub fn lookup(&self, word: &str) -> Vec<Known<'_>> {
        let word = word.trim();
        let folded = fold::fold_name(word);
        let mut found: Vec<Known> = Vec::new();
        let code = self.by_code(word);
        found.extend(code.map(|security| Known { security, matched: Matched::Code, class: self.class_of(security) }));
        for f in self.by_name(word) {
            let security = self.home_of(f.security);
            found.push(Known { security, matched: self.by_which_name(f.security, &folded), class: f.class });
        }
        let english = self.securities().iter().filter(|s| begins_with_words(&s.english_name, &folded));
        found.extend(english.map(|s| self.known(s, Matched::EnglishName)));
        let sounds = word.len() > 1 && word.bytes().all(|b| b.is_ascii_alphanumeric() || b == b' ');
        for security in if sounds { self.by_pinyin(word) } else { Vec::new() } {
            let whole = pinyin::letters(&security.name).0 == folded.replace(' ', "");
            let matched = if whole { Matched::Pinyin } else { Matched::Initials };
            found.push(self.known(security, matched));
        }
        let mut seen: Vec<&str> = Vec::new();
        found.retain(|k| {
            let home = self.home_id(&k.security.id);
            let first = !seen.contains(&home);
            seen.push(home);
            first
        });
        found
    }

    /// The companies and organisations that a user means by a word: what sounds like it only where
    /// nothing is written so.
    pub fn companies(&self, word: &str) -> Vec<Known<'_>> {
        let mut found = self.lookup(word);
        if found.iter().any(|k| k.matched < Matched::Pinyin) {
            found.retain(|k| k.matched < Matched::Pinyin);
        }
        found
    }

    /// All listings of a company, its home first, the others by id.
    pub fn listings(&self, id: &str) -> Vec<&Security> {
        let Some(home) = self.index(id).map(|i| self.home(i)) else { return Vec::new() };
        let others = (0..).zip(self.securities()).filter(|(i, _)| *i != home && self.home(*i) == home);
        let mut others: Vec<&Security> = others.map(|(_, s)| s).collect();
        others.sort_by(|a, b| a.id.cmp(&b.id));
        std::iter::once(self.entity(home)).chain(others).collect()
    }

    fn known<'l>(&'l self, security: &'l Security, matched: Matched) -> Known<'l> {
        let security = self.home_of(security);
        Known { security, matched, class: self.class_of(security) }
    }

    /// The class of a security's own name.
    fn class_of(&self, security: &Security) -> Class {
        let own = self.by_name(&security.name).into_iter().find(|f| f.security.id == security.id);
        own.map_or(Class::Support, |f| f.class)
    }

    fn home_of<'l>(&'l self, security: &'l Security) -> &'l Security {
        self.index(&security.id).map_or(security, |i| self.entity(self.home(i)))
    }

    fn by_which_name(&self, security: &Security, folded: &str) -> Matched {
        let home = self.home_id(&security.id);
        let is = |name: &str| fold::fold_name(name) == folded;
        let listings = self.listings(&security.id);
        if listings.iter().any(|s| is(&s.name)) {
            return Matched::Name;
        }
        if listings.iter().any(|s| is(&s.full_name)) {
            return Matched::FullName;
        }
        let alias = rows(table("aliases")).find(|[alias, id, _]| is(alias) && self.home_id(id) == home);
        match alias.map_or("", |[_, _, kind]| kind) {
            "former" => Matched::FormerName,
            "english" => Matched::EnglishName,
            "full" => Matched::FullName,
            _ => Matched::Alias,
        }
    }
}

/// Whether a name's first words are those asked for, of three letters or more.
fn begins_with_words(name: &str, folded: &str) -> bool {
    let begins = |head: &str| head.eq_ignore_ascii_case(folded);
    folded.len() > 2
        && name.get(..folded.len()).is_some_and(begins)
        && !name[folded.len()..].starts_with(|c: char| c.is_alphanumeric())
}
