//! Money and margins that are no company's: of a sector, of a market, of a product that nobody in the passage sells.
//!
//! reads: what a sentence that names nobody says besides (`子行业`, `占总市场的15%`), and, where a report covers no company,
//! whether the passage has named the one that is carried on. gives: whether a figure is not of that one,
//! and whether 板块 is a part of it.
//! refuses: sentences that name somebody or speak of 公司; sections on one company.

use super::actor::{Subject, says_firm};
use super::page::{self, Page, counts};
use super::sentence::Sentence;
use super::statement::Statement;
use crate::lexicon::Trigger;
use crate::span::{Span, between};

/// Parts of an industry; 板块 is a company's part as often.
const SECTORS: [&str; 4] = ["子板块", "子版块", "子行业", "细分行业"];

/// Wholes of which a product has a share in the sentence.
const WHOLES: [&str; 5] = ["总市场", "占市场", "市场销售额", "市场总额", "市场总规模"];

/// Whether a figure in a sentence that names nobody is not of the company that the text before speaks of.
pub(super) fn is_nobodys(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, subject: &Subject) -> bool {
    let at = s.quantity.span.start;
    if page.names_actor(sentence, at) {
        return false;
    }
    let lead = between(page.text, sentence.span.start, at);
    let has = |words: &[&str], text: &str| words.iter().any(|w| text.contains(w));
    if has(&WHOLES, lead) {
        return true;
    }
    let part = has(&SECTORS, lead);
    if part || page.is_of_company() {
        return part && !(page.is_of_company() && page.speaks_of_own());
    }
    let own = |m: &&crate::tag::Mention| m.id == subject.id && m.span.end <= at && counts(m);
    let Some(last) = page.mentions.iter().rev().find(own) else {
        // a passage that has named nobody yet is not of whom the one before spoke of
        let goes_on = page.leader.is_some_and(|m| m.id == subject.id) && goes_on(page);
        return !says_firm(between(page.text, 0, at)) && !is_on_firm(page) && !goes_on;
    };
    let since = between(page.text, last.span.end, at);
    has(&SECTORS, since) || has(&["板块", "版块"], lead)
}

/// Whether the word of a trade is a part of a company: 该板块; `核电板块营业收入` where the report or the section is on one company
/// of which the passage speaks. 板块 of an index or of listed firms is none.
pub(super) fn is_part(page: &Page<'_>, word: Span, t: &Trigger) -> bool {
    if t.word == "领域" || page.text[..word.start].ends_with('该') {
        return true;
    }
    let words = page.sentence_at(word.start).map_or("", |s| s.span.of(page.text));
    let listed =
        ["申万", "SW", "A股", "中信", "整体", "指数", "上市", "行业", "市场", "剔除"].iter().any(|w| words.contains(w));
    t.word == "板块" && page.is_of_company() && page.speaks_of_own() && !listed
}

/// Whether a passage opens as one that goes on with the company of the one before: `前三季度，`, `分产品看，`, `费用端，`.
fn goes_on(page: &Page<'_>) -> bool {
    let sides = ["费用端", "费用方面", "盈利端", "盈利能力", "现金流"].iter().any(|w| page.text.starts_with(w));
    sides || page::goes_on(page.text, page.lexicon) || page.periods.first().is_some_and(|p| p.span.start == 0)
}

/// Whether the passages since the one that named the company carried on speak of 公司.
fn is_on_firm(page: &Page<'_>) -> bool {
    let from = page.before.map_or(page.passage, |m| m.passage);
    let since = page.document.passages.get(from..page.passage).unwrap_or_default().iter();
    let own = |text: &str| text.starts_with("公司") || ["，公司", "。公司"].iter().any(|w| text.contains(w));
    since.filter(|p| p.kind.is_running_text()).any(|p| own(&p.text))
}
