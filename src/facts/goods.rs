//! What is sold of a kind of goods in all, where no region is named: `2026年白卡纸消费量增长6%`, `PC出货量将突破3亿台`.
//!
//! reads: the name of what a volume is of, in a report that covers no company. needs: goods of which a brand's name is no part: a
//! noun of goods with words of kinds alone before it (`新能源乘用车`), a material by its last character (`白卡纸`). gives:
//! whether it is sold by all; the goods that the sentence has named before a region alone (`全球PC出货保持增长，Q3全球出货量`).
//! does not match: a name that no list has before a noun (`某某汽车销量`), passages that speak of 公司, clauses that name a firm.

use super::actor::says_firm;
use super::page::{Page, is_plain};
use super::sentence::Sentence;
use super::statement::Statement;
use super::{Fact, FactKind};
use crate::span::Span;

/// Characters of a material's name.
const MATERIAL: std::ops::RangeInclusive<usize> = 2..=6;

/// What materials end in.
const MATERIALS: &str = "纸钢铝铜锌锂镍钴锡锗钨油煤糖酒盐碱酸酯胶膜浆铁硅肥";

/// Nouns of what all take together.
const CONSUMED: [&str; 3] = ["消费量", "需求量", "需求"];

/// Whether nobody but all who sell goods of this name can have a volume.
pub(super) fn is_sold(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, (name, noun): (&str, &str)) -> bool {
    let lead = Span::new(sentence.span.start, s.quantity.span.start);
    // no company has what is consumed
    let nobodys = !page.is_of_company() || CONSUMED.contains(&noun);
    let quiet = || page.is_report() && !page.names_firm(lead) && !says_firm(page.lead(lead.end));
    nobodys && is_goods(page, name) && quiet()
}

/// An indicator of what is consumed of some goods is no company's that its sentence does not name.
pub(super) fn freed(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, f: Fact) -> Fact {
    let name = CONSUMED.iter().find_map(|n| f.metric.strip_suffix(n)).filter(|_| f.kind == FactKind::Indicator);
    let lead = Span::new(sentence.span.start, s.quantity.span.start);
    let acts = || page.names_firm(lead) || says_firm(lead.of(page.text));
    let free = !f.subject_id.is_empty() && name.is_some_and(|n| is_goods(page, n)) && !acts();
    if free { Fact { subject_id: String::new(), subject: String::new(), object: String::new(), ..f } } else { f }
}

/// 重卡销量: whether words are what all sell of some goods, in a report that covers no company.
pub(super) fn is_volume(page: &Page<'_>, words: &str) -> bool {
    let noun = page.lexicon.phrases.volumes.closing(words).filter(|_| !page.is_of_company());
    noun.is_some_and(|n| is_goods(page, &words[..words.len() - n.len()]))
}

/// Whether a name is that of goods and of no brand.
pub(super) fn is_goods(page: &Page<'_>, name: &str) -> bool {
    let phrases = &page.lexicon.phrases;
    let made = name.ends_with(|c: char| MATERIALS.contains(c)) && is_plain(name, MATERIAL);
    if made && !page.is_generic(name) && !page.is_measured(name) {
        return true;
    }
    let Some(mut rest) = phrases.goods.closing(name).map(|noun| &name[..name.len() - noun.len()]) else { return false };
    while let Some(kind) = phrases.goods_kinds.closing(rest).or_else(|| phrases.goods.closing(rest)) {
        rest = &rest[..rest.len() - kind.len()];
    }
    rest.is_empty()
}

/// `全球PC出货保持增长，Q3全球出货量`: the goods that an earlier clause of the sentence names behind the region.
pub(super) fn before(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, region: &str) -> Option<String> {
    let told = |clause: &Span| {
        let words = clause.of(page.text);
        let behind = &words[words.find(region)? + region.len()..];
        let end = ["出货", "销量", "销售", "需求", "市场", "产值", "装机"].iter().filter_map(|w| behind.find(w)).min();
        // `全球手机业务回暖，出货`
        let business = behind.find("业务").filter(|i| is_goods(page, &behind[..*i]));
        Some(behind[..end.or(business)?].trim_matches(['的', ' ']))
    };
    let name = sentence.before(s.clause.start).filter(|_| !region.is_empty()).find_map(told)?;
    let acts = page.names_firm(Span::new(sentence.span.start, s.quantity.span.start));
    let named = is_goods(page, name) || is_plain(name, 3..=10) && !page.is_generic(name) && !page.is_measured(name);
    (named && !acts).then(|| format!("{region}{name}"))
}

/// PC of `PC需求稳中有升，2026-2030年CAGR将达到4%`: the goods whose demand the clause before tells of without a figure.
pub(super) fn rising(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> Option<String> {
    let clause = sentence.before(s.clause.start).next()?;
    let words = clause.of(page.text);
    let nouns = ["市场需求", "需求", "市场规模", "市场", "出货量", "销量"];
    let (end, noun) = nouns.iter().filter_map(|w| words.find(w).map(|i| (i, *w))).min_by_key(|(i, w)| (*i, w.len()))?;
    let moves = &words[end + noun.len()..];
    let rises = ["升", "增", "扩", "涨", "旺", "快速", "向好"].iter().any(|w| moves.contains(w));
    let name = page.phrase_before(clause.start, clause.start + end)?.of(page.text).trim();
    let region = page.lexicon.phrases.regions.opening(name).map_or(0, str::len);
    let quiet = page.quantities_in(*clause).next().is_none() && moves.chars().count() <= 12;
    (rises && quiet && is_goods(page, &name[region..]) && is_sold(page, sentence, s, (&name[region..], noun)))
        .then(|| name.to_owned())
}
