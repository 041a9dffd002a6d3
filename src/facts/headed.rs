//! Whom a sentence or an item of a list is headed by: a company before `：`.
//!
//! reads: `甲：计划…，公司市值将…`, `1）甲：获订单。公司预计…`. gives: the company's mention. does not match: names behind other words.

use super::page::Page;
use super::sentence::Sentence;
use crate::span::between;
use crate::tag::{Mention, MentionKind};

/// Sentences of an item behind the one that its company heads.
const ITEM: usize = 5;

impl<'d> Page<'d> {
    /// `某某：计划…，公司市值将…`: whom the sentence is headed by.
    pub(super) fn headed(&self, sentence: &Sentence, mine: &[&'d Mention], at: usize) -> Option<&'d Mention> {
        let heads = |m: &&&Mention| {
            m.kind == MentionKind::Company
                && sentence.span.contains(m.span)
                && m.span.end <= at
                && self.text[m.span.end..].starts_with(['：', ':'])
                && between(self.text, sentence.span.start, m.span.start).chars().all(|c| !c.is_alphabetic())
        };
        mine.iter().find(heads).copied()
    }

    /// `1）甲：获订单。公司预计…`: the company that heads the item, where the passage does not name the report's own.
    pub(super) fn item_head(&self, sentence: &Sentence, mine: &[&'d Mention]) -> Option<&'d Mention> {
        let named = self.is_of_company() && self.mentions.iter().any(|m| m.id == self.own.id);
        let mut before = self.earlier(sentence).iter().rev().take(ITEM);
        before.find_map(|s| self.headed(s, mine, s.span.end)).filter(|_| !named)
    }
}
