//! Words beside names: brokers, ratings, data vendors, cues of recommended lists, tails and places
//! of longer names, seams of Han words.
//!
//! Read from the embedded tables; all lookups are by the word as printed, folded where said.

use std::collections::{HashMap, HashSet};
use std::iter::once;

use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder, MatchKind};

use super::fold::fold_name;
use super::rows::{rows, table};
use super::wordlist::Wordlist;

/// A broker (券商).
#[derive(Debug, Clone, PartialEq)]
pub struct Broker {
    /// The standard name, as reports are filed under.
    pub name: &'static str,
    /// Other printed names, longest first; may be empty.
    pub aliases: Vec<&'static str>,
    /// `S` and the first four digits of its analysts' licences; empty where unknown.
    pub licence_prefix: &'static str,
    /// Its own security; empty where it has none.
    pub security: &'static str,
}

/// The strength of a cue word of recommended lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cue {
    /// A noun that heads a list: 相关标的.
    Noun,
    /// A verb that recommends: 建议关注.
    Verb,
    /// A word that recommends only with a company right behind it: 推荐.
    Weak,
}

/// Where a tail makes a name part of a longer one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tail {
    /// Behind any name.
    Any,
    /// Behind a shortened one.
    Short,
    /// Behind any name, where the item of a list or the name of a company ends with it.
    Item,
}

/// Companies that are named shortly where they are named together: 移动, 联通, 电信.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// A word of the passage that speaks of them.
    pub topic: &'static str,
    /// What stands before a name in full: 中国移动/联通/电信 speaks of them, too.
    pub opens: &'static str,
    /// Short names with their ids.
    pub names: Vec<(&'static str, &'static str)>,
}

/// The words.
#[derive(Default)]
pub struct Words {
    /// Brokers, sorted by name.
    pub brokers: Vec<Broker>,
    /// Rating words with their level (`buy add hold reduce sell`), longest first.
    pub ratings: Vec<(&'static str, &'static str)>,
    /// First-column labels of estimates tables with their metric, longest first.
    pub estimates: Vec<(&'static str, &'static str)>,
    /// Data vendors with their id (may be empty).
    pub vendors: Vec<(&'static str, &'static str)>,
    /// The names of the data vendors.
    pub vendor_names: Wordlist,
    /// Cues, longest first.
    pub cues: Vec<(&'static str, Cue)>,
    cue_finder: Option<CharwiseDoubleArrayAhoCorasick<usize>>,
    /// Each name of a broker with its place in `brokers`.
    broker_names: Vec<(&'static str, usize)>,
    broker_finder: Option<CharwiseDoubleArrayAhoCorasick<usize>>,
    /// What follows a name inside a longer name.
    pub tails: Vec<(String, Tail)>,
    /// Industries as fronts print them.
    pub industries: HashSet<&'static str>,
    /// Places that stand in a subsidiary's name.
    pub places: HashSet<&'static str>,
    /// Of these the cities and provinces of the mainland.
    pub towns: HashSet<&'static str>,
    /// For a short Han name the characters before and behind it that make a word with its edge.
    pub seams: HashMap<&'static str, (&'static str, &'static str)>,
    /// For a name the folded words that make it another's in a passage that has one of them.
    pub contexts: HashMap<&'static str, Vec<String>>,
    /// Groups of companies.
    pub groups: Vec<Group>,
    lists: HashMap<&'static str, Vec<&'static str>>,
}

/// The groups, their rows joined by name.
fn groups() -> Vec<Group> {
    let mut groups: Vec<(&str, Group)> = Vec::new();
    for [group, topic, opens, name, id] in rows(table("groups")) {
        match groups.last_mut().filter(|g| g.0 == group) {
            Some((_, last)) => last.names.push((name, id)),
            None => groups.push((group, Group { topic, opens, names: vec![(name, id)] })),
        }
    }
    groups.into_iter().map(|g| g.1).collect()
}

impl Words {
    /// Reads the embedded tables.
    pub fn load() -> Self {
        let mut words = Self {
            brokers: rows(table("brokers"))
                .map(|[name, aliases, licence_prefix, security]| {
                    let mut aliases: Vec<_> = aliases.split('|').filter(|a| !a.is_empty()).collect();
                    aliases.sort_by_key(|a| std::cmp::Reverse(a.len()));
                    Broker { name, aliases, licence_prefix, security }
                })
                .collect(),
            estimates: rows(table("estimates")).map(|[label, metric]| (label, metric)).collect(),
            ratings: rows(table("ratings")).map(|[word, level]| (word, level)).collect(),
            vendors: rows(table("vendors")).map(|[word, id]| (word, id)).collect(),
            vendor_names: Wordlist::new(rows(table("vendors")).map(|[word, _]| word)),
            cues: rows(table("cues")).map(|[word, kind]| (word, cue(kind))).collect(),
            cue_finder: None,
            broker_names: Vec::new(),
            broker_finder: None,
            tails: rows(table("tails")).map(|[tail, kind]| (fold_name(tail), self::tail(kind))).collect(),
            industries: rows(table("industries")).map(|[word]| word).collect(),
            places: rows(table("places")).map(|[place]| place).collect(),
            towns: rows(table("places")).filter(|[_, kind]| *kind == "town").map(|[place, _]| place).collect(),
            seams: rows(table("seams")).map(|[name, left, right]| (name, (left, right))).collect(),
            contexts: HashMap::new(),
            groups: groups(),
            lists: HashMap::new(),
        };
        for [list, word] in rows(table("name_words")) {
            words.lists.entry(list).or_default().push(word);
        }
        for [name, word] in rows(table("contexts")) {
            words.contexts.entry(name).or_default().push(fold_name(word));
        }
        words.estimates.sort_by_key(|e| (std::cmp::Reverse(e.0.len()), e.0));
        words.ratings.sort_by_key(|r| (std::cmp::Reverse(r.0.len()), r.0));
        words.cues.sort_by_key(|c| (std::cmp::Reverse(c.0.len()), c.0));
        let cues = words.cues.iter().map(|c| fold_name(c.0)).zip(0..);
        words.cue_finder = CharwiseDoubleArrayAhoCorasickBuilder::new()
            .match_kind(MatchKind::LeftmostLongest)
            .build_with_values(cues)
            .ok();
        words.find_brokers();
        words
    }

    /// Puts the names of the brokers into an automaton, a name of two houses for the first.
    fn find_brokers(&mut self) {
        let named = |(i, b): (usize, &Broker)| once(b.name).chain(b.aliases.clone()).map(move |n| (n, i)).collect();
        self.broker_names = self.brokers.iter().enumerate().flat_map::<Vec<_>, _>(named).collect();
        let mut met = HashSet::new();
        let folded = self.broker_names.iter().map(|(name, _)| fold_name(name)).zip(0..);
        let names = folded.filter(|(name, _)| met.insert(name.clone()));
        self.broker_finder = CharwiseDoubleArrayAhoCorasickBuilder::new().build_with_values(names).ok();
    }

    /// The words of one list of `name_words`, folded; empty where there is none of that name.
    pub fn listed(&self, list: &str) -> &[&'static str] {
        self.lists.get(list).map_or(&[], Vec::as_slice)
    }

    /// The cues in a folded text: `((start, end), kind)`, the longest at each place.
    pub fn cue_places<'t>(&'t self, text: &'t str) -> impl Iterator<Item = ((usize, usize), Cue)> + 't {
        let found = self.cue_finder.as_ref().map(|f| f.leftmost_find_iter(text));
        found.into_iter().flatten().map(|m| ((m.start(), m.end()), self.cues[m.value()].1))
    }

    /// The broker whose name or alias is `name`, brackets and spaces aside.
    pub fn broker(&self, name: &str) -> Option<&Broker> {
        let name = fold_name(name);
        let is = |n: &str| fold_name(n) == name;
        self.brokers
            .iter()
            .find(|b| is(b.name))
            .or_else(|| self.brokers.iter().find(|b| b.aliases.iter().any(|a| is(a))))
    }

    /// The broker named in a text: the longest name that stands there, the first of equal ones.
    pub fn broker_in(&self, text: &str) -> Option<&Broker> {
        let text = fold_name(text);
        let found = self.broker_finder.as_ref()?.find_overlapping_iter(&text);
        let names = found.map(|m| (self.broker_names[m.value()], m.start()));
        let best = names.max_by_key(|((name, _), at)| (name.len(), std::cmp::Reverse(*at)));
        best.map(|((_, broker), _)| &self.brokers[broker])
    }

    /// The brokers of a licence (`S1130525120005` or its first five characters): several where a
    /// house was renamed or merged, none where the table does not know it.
    pub fn brokers_of_licence(&self, licence: &str) -> Vec<&Broker> {
        let Some(prefix) = licence.get(..5) else { return Vec::new() };
        self.brokers.iter().filter(|b| b.licence_prefix == prefix).collect()
    }

    /// The level of a rating word as printed, if it is one.
    pub fn rating(&self, word: &str) -> Option<&'static str> {
        self.ratings.iter().find(|r| r.0 == word).map(|r| r.1)
    }
}

fn tail(kind: &str) -> Tail {
    match kind {
        "any" => Tail::Any,
        "item" => Tail::Item,
        _ => Tail::Short,
    }
}

fn cue(kind: &str) -> Cue {
    match kind {
        "noun" => Cue::Noun,
        "verb" => Cue::Verb,
        _ => Cue::Weak,
    }
}
