//! What fact rules look at: one passage with its tags, and what the report says around it.
//!
//! Gives a rule the sentence, the mentions, quantities and periods in a span, and the subject, the
//! period, the basis and the source that a reader would carry to a place in the text.

use super::Head;
use super::parallel;
use super::said;
use super::sentence::{Sentence, sentences};
use super::topic::Topic;
use crate::layout::{Document, PassageKind};
use crate::lexicon::{Lexicon, Trigger};
use crate::span::{Span, between};
use crate::tag::{Mention, MentionKind, Period, Quantity, Role, Tags};

/// How many characters may stand before a name that leads its sentence (a date, a link).
const LEAD: usize = 14;

/// Sentences over which a list goes on with the years of one before.
const CARRIED: usize = 4;

/// Passages before one in which its section's heading is sought.
const SECTION: usize = 40;

/// Bytes over which a bracket or the title of a work stays open.
const OPEN: usize = 600;

/// A passage that facts are read from.
pub(super) struct Page<'d> {
    pub(super) passage: usize,
    pub(super) text: &'d str,
    pub(super) document: &'d Document,
    pub(super) sentences: Vec<Sentence>,
    pub(super) mentions: &'d [Mention],
    pub(super) quantities: &'d [Quantity],
    pub(super) periods: &'d [Period],
    pub(super) triggers: Vec<(Span, Trigger)>,
    pub(super) head: &'d Head,
    pub(super) lexicon: &'d Lexicon,
    /// Whom 公司 means: the company that the report covers, else the one that the section's heading names alone.
    own: Subject,
    /// The last company named before the passage in the report.
    pub(super) before: Option<&'d Mention>,
    /// What the passage speaks of besides companies, in order.
    pub(super) topics: Vec<Topic>,
    /// Start of each quantity in a list over years, with its own year.
    listed: Vec<parallel::Listed>,
    /// Start of each quantity in a list over companies, with its own company.
    actors: Vec<(usize, &'d Mention)>,
}

/// Whom a statement is about.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Subject {
    pub(super) id: String,
    pub(super) name: String,
}

impl From<&Mention> for Subject {
    fn from(m: &Mention) -> Self {
        Self { id: m.id.clone(), name: m.name.clone() }
    }
}

/// The part of a slice that belongs to one passage; the slice is sorted by passage.
fn part<T>(all: &[T], passage: usize, of: impl Fn(&T) -> usize) -> &[T] {
    let from = all.partition_point(|x| of(x) < passage);
    let to = all.partition_point(|x| of(x) <= passage);
    &all[from..to]
}

/// What begins in a window; the slice is sorted by place.
fn within<T>(all: &[T], window: Span, of: impl Fn(&T) -> Span) -> &[T] {
    let from = all.partition_point(|x| of(x).start < window.start);
    let to = all.partition_point(|x| of(x).start < window.end);
    &all[from..to]
}

impl<'d> Page<'d> {
    pub(super) fn new(
        document: &'d Document,
        tags: &'d Tags,
        head: &'d Head,
        lexicon: &'d Lexicon,
        passage: usize,
    ) -> Self {
        let text = document.passages[passage].text.as_str();
        let mentions = part(&tags.mentions, passage, |m| m.passage);
        let first = tags.mentions.partition_point(|m| m.passage < passage);
        // what the paragraphs before speak of is carried over a few
        let before = tags.mentions[..first]
            .iter()
            .rev()
            .take_while(|m| m.passage + 20 >= passage)
            .take_while(|m| document.passages[m.passage].page() + 1 >= document.passages[passage].page())
            .find(|m| m.kind == MentionKind::Company && counts(m));
        let own = if head.company.is_empty() {
            section_company(document, tags, passage).map(Subject::from).unwrap_or_default()
        } else {
            let id = lexicon.home_id(&head.company).to_owned();
            Subject { name: lexicon.name_of(&id).unwrap_or_default().to_owned(), id }
        };
        let sentences = sentences(text);
        let quantities = part(&tags.quantities, passage, |q| q.passage);
        let periods = part(&tags.periods, passage, |p| p.passage);
        Self {
            passage,
            text,
            document,
            sentences,
            mentions,
            quantities,
            periods,
            listed: Vec::new(),
            actors: Vec::new(),
            triggers: lexicon.triggers.find(text).map(|(a, b, t)| (Span::new(a, b), t)).collect(),
            head,
            lexicon,
            own,
            before,
            topics: Vec::new(),
        }
    }

    /// Reads what rules of figures need besides: lists over years and companies, topics.
    pub(super) fn fill(&mut self) {
        if self.quantities.is_empty() {
            return;
        }
        let phrases = &self.lexicon.phrases;
        let moves: Vec<&str> = phrases.rises.iter().chain(&phrases.falls).copied().collect();
        for (n, sentence) in self.sentences.iter().enumerate() {
            let here: Vec<&Quantity> = self.quantities_in(sentence.span).collect();
            if here.len() >= 2 {
                let carried = self.sentences[n.saturating_sub(CARRIED)].span.start;
                self.listed.extend(parallel::periods(self.text, sentence, carried, &here, self.periods, &moves));
                self.actors.extend(parallel::actors(self.text, sentence, &here, self.mentions));
            }
        }
        self.topics = self.topics();
    }

    /// The same page with what stands in a window of it alone, filled: the work of a rule grows with what it looks at.
    pub(super) fn around(&self, window: Span) -> Self {
        let mentions = within(self.mentions, window, |m| m.span);
        let first = self.mentions.partition_point(|m| m.span.start < window.start);
        let before = self.mentions[..first].iter().rev().find(|m| m.kind == MentionKind::Company && counts(m));
        let mut page = Self {
            sentences: within(&self.sentences, window, |s| s.span).to_vec(),
            mentions,
            quantities: within(self.quantities, window, |q| q.span),
            periods: within(self.periods, window, |p| p.span),
            triggers: within(&self.triggers, window, |t| t.0).to_vec(),
            topics: Vec::new(),
            listed: Vec::new(),
            actors: Vec::new(),
            before: before.or(self.before),
            own: self.own.clone(),
            ..*self
        };
        page.fill();
        page
    }

    pub(super) fn quantities_in(&self, span: Span) -> impl Iterator<Item = &'d Quantity> + use<'d> {
        within(self.quantities, span, |q| q.span).iter().filter(move |q| span.contains(q.span))
    }

    /// Whether a name begins at a place: 中国移动 is no region.
    pub(super) fn is_named_at(&self, at: usize) -> bool {
        self.mentions.iter().any(|m| m.span.start == at)
    }

    /// Whether a quantity is an amount of money.
    pub(super) fn is_money(&self, quantity: &Quantity) -> bool {
        self.lexicon.units.is_currency(&quantity.unit)
    }

    pub(super) fn triggers_in(&self, span: Span) -> impl Iterator<Item = &(Span, Trigger)> {
        within(&self.triggers, span, |t| t.0).iter().filter(move |(s, _)| span.contains(*s))
    }

    /// The nearest period before `at` in the sentence, else the first one behind it in its clause.
    pub(super) fn period_at(&self, sentence: &Sentence, at: usize) -> Option<String> {
        if let Ok(i) = self.listed.binary_search_by_key(&at, |l| l.0) {
            return Some(self.listed[i].1.clone());
        }
        let clause = sentence.clause_at(at);
        let now = ["当前", "目前", "日前", "近日", "近期", "现在", "今日"];
        // `较去年同期增加`: what is compared with, unless an amount of then stands right behind
        let than = |p: &Period| {
            let turns = |w: &&&str| w.chars().count() > 1 && between(self.text, p.span.end, at).contains(**w);
            let phrases = &self.lexicon.phrases;
            let moved = phrases.rises.iter().chain(&phrases.falls).any(|w| turns(&w));
            let lead = self.text[..p.span.start].trim_end();
            let level = lead.ends_with(['与', '和', '同'])
                && ["持平", "相当", "一致"].iter().any(|w| {
                    self.text[p.span.end..].find(w).is_some_and(|i| self.text[p.span.end..][..i].chars().count() <= 6)
                });
            level || lead.ends_with(['较', '比']) && (moved || !clause.contains(p.span))
        };
        let known =
            |p: &&Period| p.period.is_some() && !than(p) && !now.iter().any(|w| p.span.of(self.text).contains(w));
        let first = self.periods.partition_point(|p| p.span.start < sentence.span.start);
        let last = self.periods.partition_point(|p| p.span.start < sentence.span.end);
        let inside = self.periods[first..last].iter().filter(|p| sentence.span.contains(p.span));
        let same = inside.clone().rfind(|p| clause.contains(p.span) && p.span.end <= at && known(p));
        let earlier = inside.clone().rfind(|p| p.span.end <= at && known(p));
        // `76%（2018年为 86%）`: a date in a bracket is of what stands there
        let bracketed = |p: &Period| p.span.start > at && between(self.text, at, p.span.start).contains(['（', '(']);
        let behind = inside.clone().find(|p| clause.contains(p.span) && known(p) && !bracketed(p));
        same.or(earlier).or(behind).and_then(|p| p.period.clone())
    }

    /// The company of a quantity that stands in a list over companies.
    pub(super) fn actor_listed(&self, at: usize) -> Option<&'d Mention> {
        self.actors.binary_search_by_key(&at, |a| a.0).ok().map(|i| self.actors[i].1)
    }

    /// Whether a quantity stands in a list over years.
    pub(super) fn is_over_years(&self, at: usize) -> bool {
        self.listed.binary_search_by_key(&at, |l| l.0).is_ok()
    }

    /// The sentence before, where a quantity is of a list over years that were named there.
    pub(super) fn carried_from(&self, sentence: &Sentence, at: usize) -> Option<(&Sentence, usize)> {
        let i = self.listed.binary_search_by_key(&at, |l| l.0).ok()?;
        let named = self.listed[i].2;
        let earlier = self.sentences.iter().find(|s| s.span.start <= named && named < s.span.end)?;
        (earlier.span.start < sentence.span.start).then_some((earlier, named))
    }

    /// The year, half or quarter named last before the sentence in this passage.
    pub(super) fn period_before(&self, sentence: &Sentence) -> Option<String> {
        let than = |p: &&Period| !self.text[..p.span.start].trim_end().ends_with(['较', '比']);
        let before = self.periods.iter().filter(|p| p.span.end <= sentence.span.start).filter(than);
        let long = |p: &String| p.len() == 4 || p.contains(['Q', 'H']);
        let before = before.filter(|p| !self.bracketed(p.span, sentence.span.start));
        before.rev().filter_map(|p| p.period.clone()).find(long)
    }

    /// The company, organisation or group that a place in a sentence speaks of.
    pub(super) fn actor(&self, sentence: &Sentence, at: usize) -> Subject {
        self.actor_of(sentence, at, |m| matches!(m.kind, MentionKind::Company | MentionKind::Organisation))
    }

    /// The same for the kinds of mentions that `fits` lets through.
    pub(super) fn actor_of(&self, sentence: &Sentence, at: usize, fits: impl Fn(&Mention) -> bool) -> Subject {
        if let Some(m) = self.actor_listed(at).filter(|m| fits(m)) {
            return m.into();
        }
        // whom a bracket names beside the sentence, and whom it quotes, does not act in it
        let source = |m: &&Mention| {
            !said::names_a_source(self.text, m.span, &self.lexicon.phrases)
                && !self.bracketed(m.span, at)
                && !self.quoted(m.span)
                && !self.text[m.span.end..].starts_with("事件")
        };
        let mine: Vec<&Mention> = self.mentions.iter().filter(|m| counts(m) && fits(m)).filter(source).collect();
        let clause = sentence.clause_at(at);
        let here = mine.iter().rev().find(|m| clause.contains(m.span) && m.span.start < at).copied();
        let group =
            self.triggers.iter().rev().find(|(s, t)| t.kind == "group" && sentence.span.contains(*s) && s.start < at);
        let earlier = mine.iter().rev().find(|m| sentence.span.contains(m.span) && m.span.start < at).copied();
        // 公司 and 集团 stand for the report's own company, else for the one named last
        let that = clause.of(self.text).contains("该公司");
        let own = !that && ["公司", "集团"].iter().any(|w| clause.of(self.text).contains(w));
        if let Some((s, _)) = group
            && here.or(earlier).is_none_or(|m| m.span.start < s.start)
            && (!self.is_of_company() || !own && !between(self.text, sentence.span.start, s.start).contains("公司"))
        {
            return Subject { id: String::new(), name: s.of(self.text).to_owned() };
        }
        if let Some(m) = here {
            return m.into();
        }
        // in a section on one company 公司 is that one, unless the passage has named another
        let free = !self.head.company.is_empty() || !mine.iter().any(|m| m.span.start < at);
        if (own || self.is_led_by_own(sentence, at)) && self.is_of_company() && free {
            return self.covered();
        }
        let carried = self.triggers.iter().rev().find(|(s, t)| t.kind == "group" && s.end <= sentence.span.start);
        if let Some((s, _)) = carried
            && earlier.is_none()
            && mine.iter().rev().find(|m| m.span.start < at).is_none_or(|m| m.span.start < s.start)
        {
            return Subject { id: String::new(), name: s.of(self.text).to_owned() };
        }
        let behind = mine.iter().find(|m| clause.contains(m.span)).copied();
        // in a company's own report another one is carried on only from where it leads a sentence
        let leads = |m: &&&Mention| {
            let from = self.sentences.iter().find(|s| s.span.contains(m.span)).map_or(0, |s| s.span.start);
            self.head.company.is_empty() || between(self.text, from, m.span.start).chars().count() <= LEAD
        };
        let last = mine.iter().rev().filter(|m| m.span.start < at).find(leads).copied();
        match earlier.or(behind).or(last) {
            Some(m) => m.into(),
            None if !self.head.company.is_empty() => self.covered(),
            None => self.before.filter(|m| fits(m)).map(Subject::from).unwrap_or_default(),
        }
    }

    /// Whether a clause of the sentence up to a place speaks of 公司 alone, and no other company's name begins
    /// a later one: `公司已成为甲、乙等的供应商，规模达…`.
    fn is_led_by_own(&self, sentence: &Sentence, at: usize) -> bool {
        let before = sentence.clauses.iter().rev().filter(|c| c.start <= at);
        for clause in before {
            let words = clause.of(self.text).trim_start_matches([' ', '，', ',', '●', '•']);
            let mut start = clause.end - words.len();
            if let Some(p) = self.periods.iter().find(|p| p.span.start == start) {
                start = p.span.end;
            }
            let rest = between(self.text, start, clause.end.min(at.max(start)));
            let others = ["该公司", "子公司", "上市公司", "各公司", "家公司", "些公司", "母公司", "可比公司"];
            let own = rest.contains("公司") && !others.iter().any(|o| rest.contains(o));
            if own
                && !self.mentions.iter().any(|m| clause.contains(m.span) && m.kind == MentionKind::Company && counts(m))
            {
                return true;
            }
            let named = |m: &&Mention| m.span.start == start && m.kind == MentionKind::Company && counts(m);
            if self.mentions.iter().any(|m| named(&m)) {
                return false;
            }
        }
        false
    }

    /// Whether a sentence itself, or a group before it, says who acts at a place.
    pub(super) fn has_actor(&self, sentence: &Sentence, at: usize) -> bool {
        self.names_actor(sentence, at) || self.triggers.iter().any(|(s, t)| t.kind == "group" && s.start < at)
    }

    /// Whether a sentence itself says who acts at a place.
    pub(super) fn names_actor(&self, sentence: &Sentence, at: usize) -> bool {
        let clause = sentence.clause_at(at);
        let named = self.mentions.iter().any(|m| {
            counts(m)
                && matches!(m.kind, MentionKind::Company | MentionKind::Organisation)
                && sentence.span.contains(m.span)
                && (m.span.start < at || clause.contains(m.span))
        });
        let group = self.triggers_in(sentence.span).any(|(s, t)| t.kind == "group" && s.start < at);
        named
            || group
            || ["公司", "集团"].iter().any(|w| between(self.text, sentence.span.start, clause.end).contains(w))
    }

    /// Whether a span stands in a bracket that closes before `at`.
    fn bracketed(&self, span: Span, at: usize) -> bool {
        let before = self.lead(span.start);
        let open = before.rfind(['（', '(']);
        let Some(open) = open.filter(|&o| !before[o..].contains(['）', ')'])) else { return false };
        let inside = before[open..].chars().count() > 1;
        inside && self.text.get(span.end..at).is_some_and(|t| t.contains(['）', ')']))
    }

    /// The text before a place, as far back as a bracket or a title may open.
    fn lead(&self, at: usize) -> &'d str {
        let from = (at.saturating_sub(OPEN)..=at).find(|i| self.text.is_char_boundary(*i)).unwrap_or(at);
        between(self.text, from, at)
    }

    /// Whether a span stands inside the title of a work: 《…白皮书》.
    fn quoted(&self, span: Span) -> bool {
        let before = self.lead(span.start);
        before.rfind('《').is_some_and(|open| !before[open..].contains('》'))
    }

    /// Whether 公司 means somebody.
    pub(super) fn is_of_company(&self) -> bool {
        !self.own.name.is_empty()
    }

    /// The company that the report or its section covers.
    pub(super) fn covered(&self) -> Subject {
        self.own.clone()
    }
}

/// The company that the heading of a passage's section names, where it names one alone.
fn section_company<'d>(document: &'d Document, tags: &'d Tags, passage: usize) -> Option<&'d Mention> {
    let title = document.passages[passage].section.rsplit(" / ").next().filter(|t| !t.is_empty())?;
    let from = passage.saturating_sub(SECTION);
    let own = &document.passages[passage];
    let heading = (from..passage).rev().find(|i| {
        let p = &document.passages[*i];
        p.kind == PassageKind::Heading && p.text == title && p.page() + 3 >= own.page()
    })?;
    let acts = |m: &&Mention| matches!(m.kind, MentionKind::Company | MentionKind::Organisation);
    let mut named = part(&tags.mentions, heading, |m| m.passage).iter().filter(acts);
    let first = named.next()?;
    named.all(|m| m.id == first.id).then_some(first)
}

/// Whether a mention is a statement's, not a source's or a disclaimer's.
fn counts(m: &Mention) -> bool {
    !matches!(m.role, Role::Source | Role::Boilerplate)
}
