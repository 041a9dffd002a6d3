//! Who has a further place of a sentence where no list has the name: the words that its clause begins with.
//!
//! reads: `甲位居第三，南岭集团名列第六`, `，日本富岳滑落至第八名`, `；Threads 紧随其后排在第 2`. refuses: measures, scopes and fields (`营收位列第二`,
//! `中国第一`), clauses that name somebody, words behind which a verb stands.

use super::page::{Page, is_plain};
use crate::span::{Span, between};

/// How many characters such a name has.
const NAME: std::ops::RangeInclusive<usize> = 2..=10;

/// The name of a clause before its verb of ranking.
pub(super) fn name<'t>(page: &Page<'t>, clause: Span, verb: Span) -> Option<&'t str> {
    if page.mentions.iter().any(|m| clause.contains(m.span) && m.span.start < verb.start) {
        return None;
    }
    let phrases = &page.lexicon.phrases;
    let mut words = between(page.text, clause.start, verb.start.max(clause.start)).trim();
    if let Some(i) = ["以", "凭借", "凭"].iter().filter_map(|w| words.rfind(w)).max() {
        words = words[..i].trim_end();
    }
    loop {
        let cut = ["紧随其后", "继续", "则", "同期", "随后"]
            .iter()
            .chain(&phrases.adverbs)
            .find_map(|w| words.strip_suffix(w));
        match cut {
            Some(rest) => words = rest.trim_end(),
            None => break,
        }
    }
    let lands = phrases.countries.iter().chain(&phrases.regions).chain(&["美国", "日本", "韩国", "德国", "法国"]);
    let land = lands.filter(|l| words.starts_with(**l) && !l.is_empty()).max_by_key(|l| l.len());
    let bare = land.map_or(words, |l| words[l.len()..].trim_start());
    let joined: String = bare.chars().filter(|c| *c != ' ').collect();
    let spaced = !bare.contains(' ') || bare.is_ascii();
    let other = phrases.ranked.iter().any(|w| bare.contains(w))
        || phrases.scopes.iter().any(|s| bare.starts_with(s) || words == *s)
        || phrases.opens.iter().any(|o| bare.starts_with(o))
        || page.is_measured(bare)
        || page.is_generic(bare)
        || [
            "在", "从", "由", "连续", "排名", "第", "年", "公司", "份额", "领域", "方面", "位次", "名次", "其", "并",
            "且", "也", "业务", "市场", "，", "率", "速", "比",
        ]
        .iter()
        .any(|w| bare.contains(w))
        || page.triggers_in(clause).any(|(t, _)| t.end <= verb.start);
    (is_plain(&joined, NAME) && spaced && !other && joined.chars().any(char::is_alphabetic)).then_some(bare)
}
