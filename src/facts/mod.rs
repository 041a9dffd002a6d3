//! Document + tags → facts, and what the report says of itself (its head).
//!
//! Reads no file and invents no words that the document lacks: every fact carries its evidence.
//! One kind of fact a file; a sentence's quantities are bound to their words once
//! (`statement`), then each kind takes what is its own, the most particular first.

mod actor;
mod agreement;
mod apiece;
mod aside;
mod attached;
mod behind;
mod bench;
mod benchmarks;
mod board;
mod branch;
mod capacity;
mod capex;
mod cells;
mod change;
mod cohort;
mod covered;
mod dealt;
mod divided;
mod doubt;
mod draft;
mod estimates;
mod exceeds;
mod expands;
mod fact;
mod figures;
mod fitting;
mod fleet;
mod follows;
mod foreign;
mod foremost;
mod fraction;
mod frame;
mod framed;
mod goods;
mod grown;
mod growth;
mod halved;
mod head;
mod headed;
mod hedge;
mod held;
mod holder;
mod indicator;
mod invested;
mod joint;
mod launch;
mod lead;
mod letter;
mod lists;
mod loss;
mod manner;
mod market;
mod member;
mod modelled;
mod naming;
mod nearby;
mod noun;
mod numbering;
mod onward;
mod orders;
mod ordinal;
mod outlay;
mod outsider;
mod paced;
mod page;
mod parallel;
mod parts;
mod places;
mod plain;
mod plant;
mod podium;
mod portion;
mod price;
mod priced;
mod project;
mod quoted;
mod ranked;
mod ranking;
mod rated_front;
mod ratings;
mod reckoned;
mod relative;
mod repeated;
mod reported;
mod risk_section;
mod risks;
mod said;
mod score;
mod sector;
mod segment;
mod sentence;
mod several;
mod share;
mod sharer;
mod sized;
mod slices;
mod source;
mod span;
mod spec;
mod spent;
mod spoken;
mod statement;
mod step;
mod stranger;
mod supposed;
mod system;
mod teller;
mod theme;
mod things;
mod topic;
mod torn;
mod trade;
mod unlisted;
mod upside;
mod usage;
mod used;
mod utilised;
mod volume;
mod when;
mod whole;
mod whose;
mod winners;
mod worded;
mod works;

pub use agreement::{Disagreement, disagreements};
pub use fact::{Basis, ChangeBase, Fact, FactKind};
pub use head::{Analyst, DateSource, Head, RatingAction, ReportKind, head};

use crate::layout::{Document, Passage, PassageKind};
use crate::lexicon::Lexicon;
use crate::note::Note;
use crate::span::Span;
use crate::tag::{MentionKind, Tags};
use page::Page;

/// Quantities of one sentence beyond which it is a list of numbers, not a statement: the facts of
/// the first ones are read.
const QUANTITIES: usize = 200;

/// Bytes of a passage that are read at once; the longest of the sample corpus has 6,000.
const BLOCK: usize = 8000;

/// Passages of the front page among which its title stands, and the characters that a title has at most.
const TITLES: usize = 6;
const TITLE: usize = 60;

/// Characters of a risk that stands for its whole passage, at most.
const SHORT_RISK: usize = 70;

/// Bytes before a block that its statements may carry on from.
const CARRIED: usize = 4000;

/// Reads all facts of a document, sorted by passage and place.
pub fn read(document: &Document, tags: &Tags, head: &Head, lexicon: &Lexicon) -> Vec<Fact> {
    let titled = topic_of_title(document, tags, head);
    let head = titled.as_ref().unwrap_or(head);
    let mut out = estimates::read(document, tags, head, lexicon);
    out.extend(covered::read(document, tags, lexicon));
    let widened = stranger::widened(document, tags, lexicon);
    let tags = widened.as_ref().unwrap_or(tags);
    let front = head::last_page(document);
    let mut rated = false;
    let mut related = false;
    let mut apart = letter::letters(document);
    apart.extend(cells::tables(document));
    for (index, passage) in document.passages.iter().enumerate() {
        let label = passage.page() <= front
            && matches!(
                passage.kind,
                PassageKind::Sidebar
                    | PassageKind::Heading
                    | PassageKind::Paragraph
                    | PassageKind::Table
                    | PassageKind::Header
                    | PassageKind::Title
            );
        if !passage.kind.is_running_text() && !label || apart.iter().any(|l| l.contains(&index)) {
            continue;
        }
        related = is_related(passage, related);
        if related {
            continue;
        }
        let mut page = Page::new(document, tags, head, lexicon, index);
        if label {
            out.extend(rated_front::read(&page, &mut rated));
        }
        if passage.kind.is_running_text() {
            out.extend(passage_facts(&mut page, document, index));
        }
    }
    out.iter_mut().filter(|f| f.subject_id.starts_with(stranger::ID)).for_each(|f| f.subject_id.clear());
    out.sort_by(|a, b| (a.passage, a.span, a.kind, &a.metric).cmp(&(b.passage, b.span, b.kind, &b.metric)));
    out
}

/// The head of a report whose front prints no code, with the one company that its title names, where the text speaks
/// of that far oftener than of all others: `甲，行业之奇才`.
fn topic_of_title(document: &Document, tags: &Tags, head: &Head) -> Option<Head> {
    if !head.company.is_empty() || head.title.is_empty() {
        return None;
    }
    let named = || tags.mentions.iter().filter(|m| m.kind == MentionKind::Company && page::counts(m));
    let lines = document.passages.iter().take_while(|p| p.page() == 1).take(TITLES);
    let titles: Vec<usize> =
        lines.enumerate().filter(|(_, p)| p.text.chars().count() <= TITLE).map(|(i, _)| i).collect();
    let mut titled = named().filter(|m| titles.contains(&m.passage));
    let first = titled.next().filter(|m| !m.id.is_empty())?;
    let alone = titled.all(|m| m.id == first.id);
    let own = named().filter(|m| m.id == first.id).count();
    let spoken = own >= 3 && own * 3 >= named().count() * 2;
    (alone && spoken).then(|| Head { company: first.id.clone(), ..head.clone() })
}

/// Whether a passage of the front page belongs to the list of the house's earlier reports, whose titles say
/// nothing of this one; `within`: whether the one before did.
fn is_related(passage: &Passage, within: bool) -> bool {
    if passage.page() > 2 {
        return false;
    }
    let bare: String = passage.text.chars().filter(|c| c.is_alphanumeric()).collect();
    let opens = ["相关研究", "相关报告", "相关研究报告", "近期报告", "近期研究", "往期报告", "前期报告", "历史报告"];
    if opens.contains(&bare.as_str()) {
        return true;
    }
    let ends = matches!(passage.kind, PassageKind::Heading | PassageKind::Title | PassageKind::Caption);
    within && !ends && !passage.text.contains('。')
}

/// What was met beyond the limits of reading, in order: sentences read in pieces, quantities of which no fact is read.
pub fn limits(document: &Document, tags: &Tags) -> Vec<Note> {
    let mut notes = Vec::new();
    for (index, passage) in document.passages.iter().enumerate().filter(|(_, p)| p.kind.is_running_text()) {
        let mut note = |message: String| notes.push(Note::new("facts", Some(passage.page()), message));
        if sentence::is_cut(&passage.text) {
            note("expected a sentence that ends, found a very long one: it is read in pieces".to_owned());
        }
        let from = tags.quantities.partition_point(|q| q.passage < index);
        let here = &tags.quantities[from..tags.quantities.partition_point(|q| q.passage <= index)];
        if here.len() > QUANTITIES {
            let inside = |s: &sentence::Sentence| here.iter().filter(|q| s.span.contains(q.span)).count();
            if let Some(most) = sentence::sentences(&passage.text).iter().map(inside).max().filter(|n| *n > QUANTITIES)
            {
                note(format!(
                    "expected at most {QUANTITIES} quantities in a sentence, found {most}: the first are read"
                ));
            }
        }
    }
    notes
}

fn passage_facts(page: &mut Page<'_>, document: &Document, index: usize) -> Vec<Fact> {
    let kind = document.passages[index].kind;
    let mut out = lists::recommendations(page);
    if kind == PassageKind::Caption {
        out.extend(launch::captioned(page));
    }
    if kind == PassageKind::Title || kind == PassageKind::Caption {
        return out;
    }
    let risks = risks::read(page, document, index);
    // a short risk holds no figure that is worth a fact
    let risky = risks.first().is_some_and(|r| r.span.start < 40 && r.object.chars().count() <= SHORT_RISK);
    out.extend(risks);
    out.extend(ratings::in_text(page));
    if risky {
        return out;
    }
    if page.text.len() <= BLOCK {
        page.fill();
        page.sentences.iter().for_each(|s| out.extend(sentence_facts(page, s)));
        return out;
    }
    let mut blocks = page.sentences.as_slice();
    while let Some(first) = blocks.first() {
        let count = blocks.partition_point(|s| s.span.start < first.span.start + BLOCK).max(1);
        let (here, rest) = blocks.split_at(count);
        let last = here.last().unwrap_or(first);
        let around = page.around(Span::new(first.span.start.saturating_sub(CARRIED), last.span.end));
        here.iter().for_each(|s| out.extend(sentence_facts(&around, s)));
        blocks = rest;
    }
    out
}

/// The facts of one sentence, the most particular kinds first.
fn sentence_facts(page: &Page<'_>, sentence: &sentence::Sentence) -> Vec<Fact> {
    let mut out = Vec::new();
    let mut statements = statement::statements(page, sentence);
    statements.truncate(QUANTITIES);
    let mut used = vec![false; statements.len()];
    out.extend(capex::read(page, sentence, &statements, &mut used));
    out.extend(spec::read(page, sentence, &statements, &mut used));
    out.extend(usage::read(page, sentence, &statements, &mut used));
    out.extend(capacity::read(page, sentence, &statements, &mut used));
    out.extend(price::read(page, sentence, &statements, &mut used));
    out.extend(launch::read(page, sentence));
    let ranks = ranking::read(page, sentence);
    score::claim(&statements, &ranks, &mut used);
    out.extend(ranks);
    out.extend(figures::read(page, sentence, &statements, &mut used));
    out.extend(worded::read(page, sentence, &statements));
    worded::onto(page, sentence, &mut out);
    out.iter_mut().for_each(|f| year_before(f, sentence.span.of(page.text)));
    out
}

/// `2025年营收100亿元，增长5%`: whether a growth that no word bases is one over the year before.
fn is_over_the_year_before(fact: &Fact, sentence: &str) -> bool {
    const OTHER: [&str; 13] =
        ["环比", "季增", "季减", "月增", "月减", "较上季", "较上月", "年初", "累计", "合计", "复合", "从", "由"];
    let one = |p: &str| !p.contains('/') && (p.trim_start_matches("FY").len() == 4 || p.contains(['Q', 'H']));
    fact.change.is_some()
        && fact.change_base.is_none()
        && fact.unit != "%"
        && fact.period.as_deref().is_some_and(one)
        && matches!(fact.kind, FactKind::Financial | FactKind::Capex | FactKind::Market | FactKind::Usage)
        && !OTHER.iter().any(|w| sentence.contains(w))
}

/// `较 2018 年增长 4%` of 2019 is year over year.
fn year_before(fact: &mut Fact, sentence: &str) {
    // 环比 of a month
    if fact.change_base == Some(ChangeBase::Qoq)
        && fact.period.as_deref().is_some_and(|p| p.len() == 7 && p.contains('-'))
    {
        fact.change_base = Some(ChangeBase::Mom);
    }
    if is_over_the_year_before(fact, sentence) {
        fact.change_base = Some(ChangeBase::Yoy);
    }
    let year = fact.period.as_deref().filter(|_| fact.change_base == Some(ChangeBase::Period));
    let Some(year) = year.and_then(|p| p.get(..4)).and_then(|y| y.parse::<i32>().ok()) else { return };
    let bare: String = sentence.chars().filter(|c| *c != ' ').collect();
    if ["较", "比"].iter().any(|w| bare.contains(&format!("{w}{}年", year - 1))) {
        fact.change_base = Some(ChangeBase::Yoy);
    }
}
