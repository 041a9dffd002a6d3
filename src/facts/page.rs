//! What fact rules look at: one passage with its tags, and what the report says around it.
//!
//! Gives a rule the sentence, the mentions, quantities, triggers and periods in a span.

use super::Head;
use super::actor::{Subject, section_company};
use super::sentence::{Sentence, sentences};
use super::topic::Topic;
use super::{outsider, parallel};
use crate::layout::Document;
use crate::lexicon::{Lexicon, Trigger};
use crate::span::Span;
use crate::tag::{Mention, MentionKind, Period, Quantity, Role, Tags};
use std::ops::RangeInclusive;

/// Bytes before a company that leads its passage: a date, a number.
const LEADING: usize = 60;

/// Characters of a lead such as `分厂商看`.
const LEAD: usize = 8;

/// Sentences over which a list goes on with the years of one before.
const CARRIED: usize = 4;

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
    pub(super) own: Subject,
    /// Another company that the section's heading names alone in a report that covers one.
    pub(super) section: Subject,
    /// The last company named before the passage in the report.
    pub(super) before: Option<&'d Mention>,
    /// The company that leads the passage right before this one and is the only one there.
    pub(super) leader: Option<&'d Mention>,
    /// The only year, quarter or half of the passage right before one that goes on with it.
    pub(super) carried: Option<&'d str>,
    /// What the passage speaks of besides companies, in order.
    pub(super) topics: Vec<Topic>,
    /// Start of each quantity in a list over years, with its own year.
    pub(super) listed: Vec<parallel::Listed>,
    /// Start of each quantity in a list over companies, with its own company.
    pub(super) actors: Vec<(usize, &'d Mention)>,
    /// Start of each quantity in such a list that is of a company that the lexicon has not.
    pub(super) unknown: Vec<usize>,
}

/// The part of a slice that belongs to one passage; the slice is sorted by passage.
pub(super) fn part<T>(all: &[T], passage: usize, of: impl Fn(&T) -> usize) -> &[T] {
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
            .find(|m| {
                let name = m.span.of(&document.passages[m.passage].text);
                m.kind == MentionKind::Company && counts(m) && name != head.broker
            });
        let leader = before.filter(|m| {
            let all = part(&tags.mentions, m.passage, |m| m.passage).iter();
            let mut firms = all.filter(|m| m.kind == MentionKind::Company && counts(m));
            let first = firms.next().filter(|f| f.span.start <= LEADING);
            m.passage + 1 == passage && first.is_some() && firms.all(|f| f.id == m.id)
        });
        let section = section_company(document, tags, passage).map(Subject::from).unwrap_or_default();
        let own = if head.company.is_empty() {
            section.clone()
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
            unknown: Vec::new(),
            triggers: lexicon.triggers.find(text).map(|(a, b, t)| (Span::new(a, b), t)).collect(),
            head,
            lexicon,
            section: if section == own { Subject::default() } else { section },
            own,
            before,
            leader,
            carried: carried(document, tags, lexicon, passage),
            topics: Vec::new(),
        }
    }

    /// The text of a sentence before a place, as far back as a rule looks.
    pub(super) fn lead_in(&self, sentence: &Sentence, at: usize) -> &'d str {
        let lead = self.lead(at);
        let own = at.saturating_sub(sentence.span.start).min(lead.len());
        &lead[lead.len() - own..]
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
                let values = parallel::without_asides(self.text, &here);
                self.listed.extend(parallel::periods(self.text, sentence, carried, &values, self.periods, &moves));
                self.actors.extend(parallel::actors(self.text, sentence, &values, self.mentions));
                let before = n.checked_sub(1).map(|i| &self.sentences[i]);
                self.actors.extend(outsider::counted(self.text, (before, sentence), &here, self.mentions));
                for (at, firm) in outsider::listed(self.text, sentence, &here, self.mentions) {
                    match firm {
                        Some(m) => self.actors.push((at, m)),
                        None => self.unknown.push(at),
                    }
                }
            }
        }
        self.actors.sort_by_key(|a| a.0);
        self.actors.dedup_by_key(|a| a.0);
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
            unknown: Vec::new(),
            before: before.or(self.before),
            own: self.own.clone(),
            section: self.section.clone(),
            ..*self
        };
        page.fill();
        page
    }

    pub(super) fn quantities_in(&self, span: Span) -> impl Iterator<Item = &'d Quantity> + use<'d> {
        within(self.quantities, span, |q| q.span).iter().filter(move |q| span.contains(q.span))
    }

    /// The sentences before one, in order.
    pub(super) fn earlier(&self, sentence: &Sentence) -> &[Sentence] {
        &self.sentences[..self.sentences.partition_point(|s| s.span.start < sentence.span.start)]
    }

    /// The part before one whose sentence goes on behind `；`.
    pub(super) fn part_before(&self, sentence: &Sentence) -> Option<&Sentence> {
        self.earlier(sentence).last().filter(|b| b.span.of(self.text).trim_end().ends_with(['；', ';']))
    }

    /// Where the first part begins of a sentence whose parts `；` joins, or that the next one deals out (`分厂商看，`).
    pub(super) fn row(&self, sentence: &Sentence) -> usize {
        let mut first = sentence;
        for before in self.earlier(sentence).iter().rev() {
            let joined = before.span.of(self.text).trim_end().ends_with(['；', ';']);
            if !joined && !goes_on(first.span.of(self.text).trim_start(), self.lexicon) {
                break;
            }
            first = before;
        }
        first.span.start
    }

    /// The sentence that holds a byte.
    pub(super) fn sentence_at(&self, at: usize) -> Option<&Sentence> {
        self.sentences[..self.sentences.partition_point(|s| s.span.start <= at)].last()
    }

    /// Where the sentence begins that stands so many before one, or the first.
    pub(super) fn reach(&self, sentence: &Sentence, count: usize) -> usize {
        let earlier = self.earlier(sentence);
        earlier[earlier.len().saturating_sub(count)..].first().map_or(sentence.span.start, |s| s.span.start)
    }

    /// Whether a company or an organisation that acts is named within a span.
    pub(super) fn names_firm(&self, span: Span) -> bool {
        within(self.mentions, span, |m| m.span).iter().any(|m| span.contains(m.span) && is_firm(m))
    }

    /// Whether words end in a noun of what is measured; one character alone is part of other words.
    pub(super) fn is_measured(&self, words: &str) -> bool {
        self.lexicon.phrases.measured.closings(words).any(|m| m.chars().count() >= 2)
    }

    /// Whether a name begins at a place: 中国移动 is no region.
    pub(super) fn is_named_at(&self, at: usize) -> bool {
        self.mentions.iter().any(|m| m.span.start == at)
    }

    /// Whether a quantity is an amount of money.
    pub(super) fn is_money(&self, quantity: &Quantity) -> bool {
        self.lexicon.units.is_currency(&quantity.unit)
    }

    /// A metric of the triggers of a kind by its name.
    pub(super) fn metric_of(&self, kind: &str, name: &str) -> Option<&'static str> {
        self.lexicon.triggers.metric(kind, name)
    }

    pub(super) fn triggers_in(&self, span: Span) -> impl Iterator<Item = &(Span, Trigger)> {
        within(&self.triggers, span, |t| t.0).iter().filter(move |(s, _)| span.contains(*s))
    }
}

/// The period that a passage goes on with by its first words (`其中，`, `分厂商看，`), where the one before has but one.
fn carried<'d>(document: &'d Document, tags: &'d Tags, lexicon: &Lexicon, passage: usize) -> Option<&'d str> {
    if !goes_on(&document.passages[passage].text, lexicon) {
        return None;
    }
    let before = part(&tags.periods, passage.checked_sub(1)?, |p| p.passage).iter();
    let long = |p: &&str| p.len() == 4 || p.contains(['Q', 'H']);
    let text = &document.passages[passage - 1].text;
    let mut all = before.filter(|p| !is_base(text, p)).filter_map(|p| p.period.as_deref()).filter(long);
    let first = all.next()?;
    all.all(|p| p == first).then_some(first)
}

/// Whether a time is but what one compares with: 上年同期, `由上季的70%升至`.
pub(super) fn is_base(text: &str, time: &Period) -> bool {
    let words = time.span.of(text);
    let from = text[..time.span.start].trim_end().ends_with(['由', '从', '自', '较', '比', '与', '于']);
    words.contains("同期") || words.starts_with('上') && from
}

/// Whether a passage opens as one that goes on with what the one before tells of a whole.
pub(super) fn goes_on(text: &str, lexicon: &Lexicon) -> bool {
    let head = text.split(['，', '：', ',']).next().unwrap_or("");
    let seen = head.starts_with(['分', '按', '从']) && head.ends_with('看') && head.chars().count() <= LEAD;
    seen || ["其中", "具体看", "具体来看"].contains(&head) || lexicon.phrases.splits.opening(text).is_some()
}

/// Whether a mention is a statement's, not a source's or a disclaimer's.
pub(super) fn counts(m: &Mention) -> bool {
    !matches!(m.role, Role::Source | Role::Boilerplate)
}

/// Whether words are letters and digits alone, as many as a name has.
pub(super) fn is_plain(words: &str, length: RangeInclusive<usize>) -> bool {
    length.contains(&words.chars().count()) && words.chars().all(char::is_alphanumeric)
}

/// Whether words are a code of letters and digits, as a product's may be: R125 of `R32、R125报价分别为`.
pub(super) fn is_code(words: &str) -> bool {
    (2..=8).contains(&words.len())
        && words.chars().all(|c| c.is_ascii_alphanumeric())
        && words.starts_with(|c: char| c.is_ascii_alphabetic())
}

/// Whether a mention is of somebody who may have a figure.
pub(super) fn is_firm(m: &Mention) -> bool {
    matches!(m.kind, MentionKind::Company | MentionKind::Organisation) && counts(m)
}
