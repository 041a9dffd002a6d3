//! What a noun is of that its clause only repeats: 制冷电机 of `制冷电机销量稳中有升，2015-2023年销量复合增速约7%`.
//!
//! reads: the noun that an indicator begins with (销量, 渗透率, 业务收入), the same noun in the clauses before it, those
//! of the parts before `；`; 该业务 and the part that it points to; the thing one of which has a price
//! (`单个甲约2万元，ASP合计6万元`). gives: the words before the noun there. refuses: nouns that only a company has, clauses
//! that name who acts, words that name nothing by themselves.

use super::actor::says_firm;
use super::indicator;
use super::page::{Page, is_plain};
use super::sentence::Sentence;
use super::statement::Statement;
use crate::span::{Span, between};
use crate::tag::MentionKind;

/// Characters that the words before a noun may have.
const NAME: std::ops::RangeInclusive<usize> = 2..=14;

/// Parts of a sentence before `；` in which the noun is sought.
const PARTS: usize = 3;

/// Bytes before an indicator's clause in which its noun is sought.
const REACH: usize = 600;

/// The words that an indicator's noun had before it where it stood before.
pub(super) fn modifier<'d>(page: &Page<'d>, sentence: &Sentence, s: &Statement<'_>, words: &str) -> Option<&'d str> {
    let clause = sentence.clause_at(s.indicator.start);
    let lead = between(page.text, clause.start, s.indicator.start);
    let acts = page.mentions.iter().any(|m| {
        matches!(m.kind, MentionKind::Company | MentionKind::Organisation)
            && clause.contains(m.span)
            && m.span.end <= s.quantity.span.start
    });
    let made = made(page, sentence, clause.start, words).or_else(|| driver(page, sentence, clause.start, words));
    if made.is_some() && s.item.is_none() {
        return made;
    }
    if s.item.is_some() || acts || says_firm(between(page.text, clause.start, s.quantity.span.start)) {
        return None;
    }
    if let Some(noun) = page.lexicon.phrases.parts.iter().find(|p| words.starts_with(**p)) {
        let raw = s.indicator.of(page.text);
        let lead = raw.rfind(words).map(|i| &raw[..i]).filter(|l| !l.is_empty()).unwrap_or(lead);
        if lead.trim_end().ends_with(['该', '此']) {
            return pointed(page, sentence, s, noun);
        }
        return before(page, sentence, clause.start, noun);
    }
    if !indicator::is_noun(page, words) {
        return None;
    }
    let nouns = page.lexicon.phrases.measured.iter().filter(|w| w.chars().count() >= 2 && words.starts_with(**w));
    let noun = nouns.max_by_key(|w| w.len())?;
    // 分红 of 分红率 is another noun
    if matches!(&words[noun.len()..], "率" | "额" | "量" | "数" | "价" | "比" | "值") {
        return None;
    }
    let own = page.lexicon.phrases.of_companies.contains(noun) || page.lexicon.phrases.relatives.contains(noun);
    priced(page, sentence, s, noun).or_else(|| (!own).then(|| before(page, sentence, clause.start, noun)).flatten())
}

/// What stands right before the last `noun` of the clauses before `at` that has a name there.
fn before<'d>(page: &Page<'d>, sentence: &Sentence, at: usize, noun: &str) -> Option<&'d str> {
    let earlier = page.earlier(sentence).iter().rev().take(PARTS);
    let parts = earlier.take_while(|s| s.span.of(page.text).trim_end().ends_with(['；', ';']));
    let from = parts.last().map_or(sentence.span.start, |s| s.span.start).max(at.saturating_sub(REACH));
    let from = (from..=at).find(|i| page.text.is_char_boundary(*i))?;
    let lead = between(page.text, from, at);
    lead.rmatch_indices(noun).find_map(|(i, _)| of(page, from, from + i))
}

/// The name that ends right before a noun.
fn of<'d>(page: &Page<'d>, from: usize, at: usize) -> Option<&'d str> {
    let start = page.sentences.iter().rev().find(|s| s.span.start <= at).map_or(from, |s| s.clause_at(at).start);
    let name = page.phrase_before(start.max(from), at).filter(|p| p.end == at)?.of(page.text);
    let regions = &page.lexicon.phrases.regions;
    let name = regions.iter().find_map(|r| name.strip_prefix(*r)).unwrap_or(name).trim_start_matches('的');
    let (thing, noun) = indicator::split(page, name);
    let thing = if thing == noun { name } else { thing };
    let measured = page.is_measured(thing);
    let verb = page.lexicon.phrases.predicates.iter().any(|w| w.chars().count() >= 2 && name.starts_with(*w));
    let plain = thing.chars().all(char::is_alphanumeric) && !thing.contains("公司") && !says_firm(thing);
    let whole = page.lexicon.phrases.wholes.contains(&thing);
    let named = NAME.contains(&thing.chars().count()) && !page.is_generic(thing) && !is_word(page, thing);
    if !(plain && named && !measured && !whole && !verb) {
        return None;
    }
    let end = at - page.text[..at].len() + page.text[..at].rfind(thing)? + thing.len();
    Some(joined(page, start.max(from), Span::new(end - thing.len(), end)).of(page.text))
}

/// `制冷电机及风机销量`: both names, where the first one begins its clause.
fn joined(page: &Page<'_>, from: usize, name: Span) -> Span {
    let lead = between(page.text, from, name.start);
    let Some(first) = lead.strip_suffix(['及', '和', '与']) else { return name };
    let begin = first
        .rfind(['：', ':', '，', ',', '）', ')'])
        .map_or(0, |i| i + first[i..].chars().next().map_or(1, char::len_utf8));
    let start = super::noun::trim_start(page, from + begin, from + first.len());
    let words = between(page.text, start, from + first.len());
    let plain = is_plain(words, 2..=8);
    let measured = page.is_measured(words);
    if plain && !measured && !words.contains("公司") { Span::new(start, name.end) } else { name }
}

/// `甲商用间接拉动的经济产出…，间接带动的增加值`: what it is that moves them.
fn driver<'d>(page: &Page<'d>, sentence: &Sentence, at: usize, words: &str) -> Option<&'d str> {
    let verbs = ["直接拉动", "间接拉动", "直接带动", "间接带动", "拉动", "带动"];
    verbs.iter().find(|v| words.strip_prefix(**v).is_some_and(|r| r.starts_with('的')))?;
    let lead = between(page.text, sentence.span.start, at);
    let end = verbs.iter().filter_map(|v| lead.rfind(v)).min()?;
    of(page, sentence.span.start, sentence.span.start + end)
}

/// Whether words are no name: a verb, an adverb, what is said of time.
fn is_word(page: &Page<'_>, words: &str) -> bool {
    let phrases = &page.lexicon.phrases;
    indicator::is_noun(page, words) && words.chars().count() > 4
        || phrases.modifiers.contains(&words)
        || phrases.adverbs.iter().chain(&phrases.rises).chain(&phrases.falls).any(|w| words.contains(*w))
        || ["每", "各", "该", "其", "此", "这", "年", "单"].iter().any(|w| words.starts_with(w))
}

/// The part that 该业务 points to: the last one of the sentence, else the one that a sentence before begins with.
fn pointed<'d>(page: &Page<'d>, sentence: &Sentence, s: &Statement<'_>, noun: &str) -> Option<&'d str> {
    let head = |b: &Sentence| {
        let clause = b.clauses.first()?;
        let end = clause.of(page.text).find(noun)?;
        let start = super::noun::trim_start(page, clause.start, clause.start + end);
        of(page, start, clause.start + end).filter(|name| name.len() == clause.start + end - start)
    };
    let clause = sentence.clause_at(s.indicator.start);
    let lead = between(page.text, sentence.span.start, clause.start);
    let near = lead.rmatch_indices(noun).find_map(|(i, _)| of(page, sentence.span.start, sentence.span.start + i));
    near.or_else(|| page.earlier(sentence).iter().rev().find_map(head))
}

/// `公司自制编码器并量产，自制率提升到`: what is made, of a rate of making it.
fn made<'d>(page: &Page<'d>, sentence: &Sentence, at: usize, words: &str) -> Option<&'d str> {
    let verb =
        words.strip_suffix("率").filter(|v| matches!(*v, "自制" | "自产" | "自供" | "自给" | "国产化" | "复购"))?;
    let lead = between(page.text, sentence.span.start, at);
    let from = lead.rfind(verb)? + verb.len();
    let rest = &lead[from..];
    let end = rest
        .find(|c: char| !c.is_alphanumeric() || matches!(c, '并' | '和' | '及' | '的' | '率'))
        .unwrap_or(rest.len());
    let start = sentence.span.start + from;
    NAME.contains(&rest[..end].chars().count()).then(|| Span::new(start, start + end).of(page.text))
}

/// `单个甲约2万元，ASP合计6万元`: of what one has a price.
fn priced<'d>(page: &Page<'d>, sentence: &Sentence, s: &Statement<'_>, noun: &str) -> Option<&'d str> {
    if !matches!(noun, "ASP" | "单价" | "均价" | "售价" | "价值量" | "价值" | "价格") || !page.is_money(s.quantity)
    {
        return None;
    }
    let clause = sentence.clause_at(s.indicator.start);
    let earlier = sentence.before(clause.start).next()?;
    let words = earlier.of(page.text);
    let q = page.quantities_in(*earlier).find(|q| page.is_money(q))?;
    let lead = between(page.text, earlier.start, q.span.start);
    let from =
        ["单个", "每个", "单台", "单颗", "单套", "单只"].iter().filter_map(|w| lead.rfind(w).map(|i| i + w.len()));
    let from = from.max().filter(|i| *i < words.len())?;
    let name = lead[from..].trim_end().trim_end_matches(['约', '为', '需', '在', '价', '格', '成', '本']);
    let plain = is_plain(name, NAME);
    let start = earlier.start + from;
    plain.then(|| Span::new(start, start + name.len()).of(page.text))
}
