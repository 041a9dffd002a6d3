//! Compound growths whose noun stands behind the number: `某某行业将保持15%左右的复合增速`, `收入以20%的年复合增长率增长`.
//!
//! reads: a percentage with 的复合增速 (复合增长, 年均增速 …) behind it, and before its verb of what. gives: `market` `cagr` of a
//! trade or a thing, also of the size or the growth right before where no name stands there; an `indicator` (`收入复合增速`) where the
//! words are an amount of somebody. does not match: a firm alone (`某公司有望实现20%的复合增速`), growths of one year.

use super::actor::Subject;
use super::draft::{circumstances, fact, measure};
use super::holder::holder;
use super::page::{Page, is_plain};
use super::sentence::Sentence;
use super::statement::Statement;
use super::{Fact, FactKind, goods, growth, market, onward, said, trade};
use crate::span::{Span, between};
use crate::tag::Quantity;

/// What says that a growth is one over years, longest first.
const COMPOUND: [&str; 8] = ["年均复合", "复合年均", "年复合", "复合年", "复合", "年均", "年化", "CAGR"];

/// Nouns of a growth, longest first; a CAGR needs none.
const NOUNS: [&str; 7] = ["增长速度", "增长率", "增速", "增长", "增幅", "成长率", "成长"];

/// What may stand beside the years of a growth that goes on with the one before, also compared with it.
const BESIDE: &str = "年期间的和与及相较于比从";

/// Characters of a market's name at most.
const NAME: usize = 24;

pub(super) fn read(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, out: &[Fact]) -> Option<Fact> {
    if let Some(f) = onward::of_whole(page, sentence, s, out) {
        return Some(f);
    }
    let at = s.quantity.span;
    let noun = noun(page.text, Span::new(at.end, s.clause.end.max(at.end)));
    let noun = noun.filter(|_| s.quantity.unit == "%" && s.item.is_none())?;
    let before = page.quantities_in(s.clause).take_while(|q| q.span.end <= at.start).last();
    // behind the noun of the growth before: `15%的复合增速和2020-2025年间8%的复合增速`
    let behind = |q: &Quantity| self::noun(page.text, Span::new(q.span.end, at.start)).map_or(q.span.end, |n| n.end);
    let from = before.map_or(s.clause.start, behind);
    let (lead, place) = placed(unverbed(page, from, between(page.text, from, at.start)));
    let end = from + lead.len();
    let amount = |words: &str| page.lexicon.phrases.amounts.closing(words).is_some();
    let named = |w: &Span| amount(w.of(page.text)) || !page.is_generic(compared(w.of(page.text)));
    let mut f = match page.phrase_before(from, end).filter(named) {
        Some(words) => of(page, sentence, s, listed(page, from, words), noun)?,
        None if onward::says_more(page, Span::new(from, end), BESIDE) => return None,
        None => {
            let base = onward::base(page, sentence, s, out).or_else(|| onward::paced(page, sentence, s, out))?;
            onward::drafted(page, sentence, s, ("cagr", &base.subject))
        }
    };
    f.span.end = noun.end;
    f.period = growth::span_of_years(page, s, f.period.take());
    f.object = if f.object.is_empty() { place.to_owned() } else { f.object };
    Some(f)
}

/// The growth of what stands before the verb: an amount of somebody, else a market.
fn of(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, words: Span, noun: Span) -> Option<Fact> {
    let name = compared(words.of(page.text).trim());
    // `全球某某销量将以8%的CAGR增长` is of the market that 全球某某 is
    let volume =
        page.lexicon.phrases.volumes.closing(name).map(|v| name[..name.len() - v.len()].trim_end_matches('的'));
    let region = |n: &str| page.lexicon.phrases.regions.opening(n).map(|r| n[r.len()..].chars().count() >= 2);
    let goods = |n: &str| goods::is_sold(page, sentence, s, (n, "销量"));
    let wide = |n: &&str| region(n) == Some(true) && !page.is_generic(n) || goods(n);
    if let Some(sold) = volume.filter(|n| wide(n) && !page.names_firm(words)) {
        return Some(onward::drafted(page, sentence, s, ("cagr", &market::of_size(page, sold))));
    }
    if page.lexicon.phrases.amounts.closing(name).is_none() {
        let name = ["市场规模", "规模"].iter().find_map(|w| name.strip_suffix(w)).unwrap_or(name);
        let name = market::of_size(page, name);
        let plain = name.chars().count() <= NAME && name.split('、').all(|n| is_plain(n, 2..=NAME));
        let free = plain && !page.is_generic(&name) && !page.names_firm(words) && is_market(page, &name, noun);
        return free.then(|| onward::drafted(page, sentence, s, ("cagr", &name)));
    }
    let (subject, of) = holder(page, sentence, s, name);
    if subject == Subject::default() {
        return None;
    }
    let metric = format!("{of}{}", noun.of(page.text));
    let span = Span::new(words.start, s.quantity.span.end);
    let mut f = fact(page, FactKind::Indicator, &metric, subject, span, "indicator_words");
    measure(&mut f, s.quantity);
    circumstances(&mut f, page, sentence, s.quantity.span.start, false);
    if f.subject_id.is_empty() {
        said::expected(&mut f);
    }
    Some(f)
}

/// Whether a name may be a market's. What grows yearly, not by 复合, must say that it is one: lives and policies grow too.
fn is_market(page: &Page<'_>, name: &str, noun: Span) -> bool {
    let phrases = &page.lexicon.phrases;
    let none = phrases.reporters.contains(&name)
        || name.contains("人均")
        || ["地区", "政策", "省", "公司"].iter().any(|w| name.ends_with(w));
    let wide = || {
        phrases.regions.opening(name).is_some()
            || ["需求", "板块"].iter().any(|w| name.ends_with(w))
            || trade::is_wide(name)
    };
    !none && (noun.of(page.text).contains(['复', 'C']) || wide())
}

/// Words with what a list has before them: `甲、乙和丙`.
fn listed(page: &Page<'_>, from: usize, words: Span) -> Span {
    let mut words = words;
    while between(page.text, from, words.start).ends_with('、') {
        let Some(before) = page.phrase_before(from, words.start - '、'.len_utf8()) else { break };
        words.start = before.start;
    }
    words
}

/// What another growth is held against: `超过某某行业整体`.
fn compared(words: &str) -> &str {
    ["超过", "高于", "低于", "快于", "慢于", "远超"].iter().find_map(|w| words.strip_prefix(w)).unwrap_or(words)
}

/// Words without the place behind them, and the place: `甲在餐饮端`.
fn placed(words: &str) -> (&str, &str) {
    let place = words.rfind('在').map(|i| (&words[..i], words[i + '在'.len_utf8()..].trim()));
    let ends = |p: &str| ["端", "渠道", "领域", "市场", "地区"].iter().any(|w| p.ends_with(w)) && is_plain(p, 2..=8);
    place.filter(|(lead, p)| ends(p) && lead.chars().count() >= 2).unwrap_or((words, ""))
}

/// The noun behind a number, if it is that of a compound growth: `以上的复合增速`.
fn noun(text: &str, behind: Span) -> Option<Span> {
    let rest = behind.of(text).trim_start_matches([' ', '左', '右', '以', '上', '内']);
    // `30%以上CAGR`
    let of = rest.strip_prefix('的').or_else(|| rest.starts_with("CAGR").then_some(rest));
    let rest = of?.trim_start();
    let word = COMPOUND.iter().find(|w| rest.starts_with(**w))?;
    let grown = NOUNS.iter().find(|n| rest[word.len()..].starts_with(**n));
    let start = behind.end - rest.len();
    let end = start + word.len() + grown.map_or(0, |n| n.len());
    (grown.is_some() || *word == "CAGR").then(|| Span::new(start, end))
}

/// The words before the verb of a growth, when it will be aside: `行业` of `行业有望在未来三年保持`.
fn unverbed<'t>(page: &Page<'_>, from: usize, words: &'t str) -> &'t str {
    let verbs = &page.lexicon.phrases.pace_verbs;
    let mut words = words;
    loop {
        let bare = words.trim_end_matches([' ', '约', '近', '超', '过', '逾']);
        let dated = page.periods.iter().find(|p| p.span.end == from + bare.len() && p.span.start >= from);
        let bare = dated.map_or(bare, |p| &bare[..p.span.start - from]);
        let bare = verbs.closing(bare).map_or(bare, |v| &bare[..bare.len() - v.len()]);
        if bare.len() == words.len() {
            return words;
        }
        words = bare;
    }
}
