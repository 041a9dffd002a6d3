//! What a sentence itself speaks of by its own first words, where a figure's clause does not name it again.
//!
//! reads: the head of a sentence's first clause against the region of a sentence before (`目前六维力传感器主要应用于…，2023年应用
//! 占比`), a product before 其 (`甲方案占地减少50%，其功率模块的效率`), the goods before a flow of them (`我国奶酪需求量…，国内产量`), the
//! market that a bare heading goes on to, goals of a slogan (`“省”——`), the firm that was bought before 持股. gives: the
//! subject, its words or the part. refuses: heads that are no name, clauses in which a company acts.

use super::actor::{Subject, says_firm};
use super::frame::{self, Head};
use super::page::{Page, is_firm, is_plain};
use super::sentence::Sentence;
use super::statement::Statement;
use super::whose::MARKS;
use super::{indicator, noun};
use crate::span::{Span, between};

/// Characters that what a sentence speaks of may have.
const NAME: std::ops::RangeInclusive<usize> = 3..=14;

/// The topic that a sentence speaks of, or what it itself begins with, and the indicator's words without that.
pub(super) fn of_topic<'t>(
    page: &Page<'t>,
    sentence: &Sentence,
    s: &Statement<'_>,
    (words, topic): (&'t str, Span),
) -> (Subject, &'t str) {
    if topic.end <= sentence.span.start
        && let Some(anew) = anew(page, sentence, s, (words, topic))
    {
        return (anew, words);
    }
    // what the indicator's words say of the topic stands in the subject
    let start = s.indicator.start;
    let again = between(page.text, topic.start.max(start), topic.end);
    let rest = words.strip_prefix(again).filter(|w| topic.end > start && w.chars().count() >= 2);
    let words = rest.map_or(words, |rest| indicator::bare(page, rest));
    // `出货量` alone behind `中国协作机器人…` is of these
    let topic = if indicator::split(page, words).1 == words { page.wider(topic) } else { topic };
    (Subject::named(topic.of(page.text)), words)
}

/// Whom a figure is of whose sentence goes on to another thing than the topic that a sentence before had; of no name where
/// but its own words say so (`某某平台空间5亿元。…，2021年新开工项目3万个`).
fn anew(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, (words, topic): (&str, Span)) -> Option<Subject> {
    let topic = topic.of(page.text);
    // 我国常温奶 stays where the sentence goes on with 常温奶
    let named = own(page, sentence, s).or_else(|| category(page, sentence, s));
    if let Some(name) = named.filter(|name| !topic.contains(name)) {
        return Some(Subject::named(name));
    }
    let product = page.lexicon.phrases.solutions.closing(topic).is_some();
    let shares = || {
        let ends = words.char_indices().skip(2).map(|(i, _)| i).chain([words.len()]);
        words.char_indices().zip(ends).any(|((from, _), to)| topic.contains(&words[from..to]))
    };
    (product && !indicator::is_noun(page, words) && !shares()).then(Subject::default)
}

/// The thing that the figure's sentence begins with, against the topic of a sentence before.
fn own<'d>(page: &Page<'d>, sentence: &Sentence, s: &Statement<'_>) -> Option<&'d str> {
    let joined = page.text[..sentence.span.start].trim_end().ends_with(['；', ';']);
    let first = sentence.clauses.first().filter(|c| !joined && c.end <= s.quantity.span.start)?;
    let name = match frame::first(page, sentence, s.quantity.span.start) {
        Head::Thing(name) => name,
        // 速冻食品全行业 of 速冻食品全行业餐饮和家庭渠道收入比例
        Head::Unknown | Head::Silent => {
            let start = frame::opened(page, first.start, first.end);
            let rest = between(page.text, start, first.end);
            &rest[..rest.find("全行业").map(|i| i + "全行业".len())?]
        }
        _ => return None,
    };
    // what the figure's words name themselves stays
    let named = s.indicator.of(page.text).contains(name);
    (!named && is_thing(page, name)).then_some(name)
}

/// Whether words name a thing by themselves.
fn is_thing(page: &Page<'_>, name: &str) -> bool {
    let phrases = &page.lexicon.phrases;
    let measures = page.is_measured(name);
    NAME.contains(&name.chars().count())
        && name.chars().all(char::is_alphanumeric)
        && !name.contains(['的', '在', '占', '年'])
        && !measures
        && !page.is_generic(name)
        && !phrases.predicates.is_in(name)
        && !phrases.regions.is_in(name)
        && page.lexicon.phrases.no_topics.opening(name).is_none()
}

/// `甲方案占地面积减少50%，其功率模块的效率`: the product that the clause before begins with.
pub(super) fn product<'t>(
    page: &Page<'t>,
    sentence: &Sentence,
    s: &Statement<'_>,
    words: &'t str,
) -> Option<(Subject, &'t str)> {
    let clause = s.clause.of(page.text).trim_start_matches(MARKS);
    let others = ["其中", "其他", "其它", "其余", "其次", "其实", "其后", "其间"];
    if !clause.starts_with('其') || others.iter().any(|w| clause.starts_with(w)) {
        return None;
    }
    let mut before = sentence.before(s.clause.start);
    let head = before.find(|c| !c.of(page.text).trim_start_matches(MARKS).starts_with('其'))?;
    if says_firm(head.of(page.text)) || page.names_firm(*head) {
        return None;
    }
    let start = frame::opened(page, head.start, head.end);
    let rest = between(page.text, start, head.end);
    let end = page.lexicon.phrases.solutions.first_in(rest).map(|(i, p)| i + p.len())?;
    let name = &rest[..end];
    is_thing(page, name).then(|| (Subject::named(name), words))
}

/// `我国奶酪需求量为21万吨，而国内产量约10万吨`: a flow of the goods whose other flow the clause before has.
pub(super) fn goods<'t>(
    page: &Page<'t>,
    sentence: &Sentence,
    s: &Statement<'_>,
    words: &'t str,
) -> Option<(Subject, &'t str)> {
    const FLOWS: [&str; 8] = ["产量", "需求量", "消费量", "进口量", "出口量", "供给量", "销量", "供应量"];
    let flow = ["国内", "本土"].iter().find_map(|w| words.strip_prefix(w))?;
    if !FLOWS.contains(&flow) {
        return None;
    }
    let before = sentence.before(s.clause.start).next()?;
    if says_firm(before.of(page.text)) || page.names_firm(*before) {
        return None;
    }
    let q = page.quantities_in(*before).next()?;
    let lead = noun::before(page, Span::new(before.start, q.span.start), *before)?;
    let thing = indicator::thing(page, lead).filter(|_| FLOWS.iter().any(|f| lead.of(page.text).ends_with(f)))?;
    (thing.chars().count() >= 3).then(|| (Subject::named(thing), words))
}

/// `单车价值量近万元，2027年中国乘用车冲压件市场空间有望…`: a bare heading is of the market that it goes on to.
pub(super) fn headed<'d>(page: &Page<'d>, sentence: &Sentence, s: &Statement<'_>, words: &str) -> Option<&'d str> {
    let first = page.sentences.first().is_some_and(|f| f.span == sentence.span && f.clauses.first() == Some(&s.clause));
    if !first
        || !(indicator::is_noun(page, words) || ["单", "每"].iter().any(|w| words.starts_with(w)))
        || page.lexicon.phrases.of_companies.closing(words).is_some()
        || says_firm(sentence.span.of(page.text))
        || page.names_firm(sentence.span)
    {
        return None;
    }
    let behind = page.topics.iter().find(|t| sentence.span.contains(t.span) && t.span.start >= s.clause.end)?;
    let name = behind.span.of(page.text);
    let region = page.lexicon.phrases.regions.iter().find_map(|r| name.strip_prefix(*r));
    let name = region.unwrap_or(name).trim_end_matches("市场");
    (behind.leads && NAME.contains(&name.chars().count())).then_some(name)
}

/// `羊奶粉成为快速增长的新品类，2015-2021年CAGR`: a kind of goods that the clause before says to be one.
pub(super) fn category<'d>(page: &Page<'d>, sentence: &Sentence, s: &Statement<'_>) -> Option<&'d str> {
    let before = sentence.before(s.clause.start).next()?;
    let words = before.of(page.text).trim_end_matches(MARKS);
    // `其中甲是最大的品类，占`: a part of a wider thing, which stays
    let part = words.contains("最大") || words.contains("第") || words.contains("其中");
    let kinds = ["品类", "赛道", "细分市场", "细分领域", "新兴市场"];
    let kind = !part && kinds.iter().any(|w| words.ends_with(w));
    let verb = words.find("成为").or_else(|| words.find('是')).filter(|_| kind)?;
    let start = frame::opened(page, before.start, before.start + verb);
    let name = between(page.text, start, before.start + verb).trim_end_matches(['已', '正', '逐', '渐', '步', '也']);
    is_thing(page, name).then_some(name)
}

/// `“省”——将建造成本降低1/3，碳排放量减少50%`: what a slogan promises is nobody's figure yet.
pub(super) fn is_slogan(page: &Page<'_>, sentence: &Sentence) -> bool {
    let words = sentence.span.of(page.text).trim_start_matches(|c: char| !c.is_alphabetic() && c != '“');
    let Some((slogan, rest)) = words.strip_prefix('“').and_then(|w| w.split_once('”')) else { return false };
    let rest = rest.trim_start_matches([' ', '—', '－', '-', '：', ':', '–']);
    let goal = ["将", "使", "让", "实现", "降低", "减少", "提升", "提高"].iter().any(|w| rest.starts_with(w));
    goal && slogan.chars().count() <= 4 && !says_firm(words)
}

/// `完成对澳优的收购，收购完成后伊利持股59%`: whose shares are held.
pub(super) fn held(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, id: &str) -> Option<String> {
    let lead = between(page.text, sentence.span.start, s.quantity.span.start).trim_end();
    if s.quantity.unit != "%" || !["持股", "持股比例", "持股比例为", "持股比例达"].iter().any(|w| lead.ends_with(w))
    {
        return None;
    }
    let mut named =
        page.mentions.iter().rev().filter(|m| sentence.span.contains(m.span) && m.span.end <= s.clause.start);
    let bought = named.find(|m| {
        let rest = page.text[m.span.end..].trim_start_matches(['的', ' ']);
        let lead = &page.text[..m.span.start];
        let object = rest.starts_with("收购") || rest.starts_with("控股权") || rest.starts_with("股权");
        is_firm(m)
            && m.id != id
            && (lead.ends_with('对') && object || ["收购", "入股", "增持"].iter().any(|w| lead.ends_with(w)))
    })?;
    Some(bought.name.clone())
}

/// 通信板块 of `通信板块整体收到的政府补贴…。政府补贴占…的比例`: of what the sentence before says the same noun.
pub(super) fn before<'d>(page: &Page<'d>, sentence: &Sentence, s: &Statement<'_>, words: &str) -> Option<&'d str> {
    const SHARED: usize = 4;
    let first = sentence.clauses.first().filter(|c| c.contains(s.clause))?;
    let noun = &words[..words.char_indices().nth(SHARED).map_or(words.len(), |(i, _)| i)];
    let before = page.sentences.iter().rev().find(|b| b.span.end <= first.start)?;
    let text = before.span.of(page.text);
    if noun.chars().count() < SHARED || !text.contains(noun) || page.names_actor(before, before.span.end) {
        return None;
    }
    let name = sector(page, before.span, &["板块", "行业", "产业"])?;
    page.lexicon.phrases.no_topics.opening(name).is_none().then_some(name)
}

/// The sector that words begin with, up to the first of its `tails`: 人工智能板块.
pub(super) fn sector<'d>(page: &Page<'d>, within: Span, tails: &[&str]) -> Option<&'d str> {
    let start = frame::opened(page, within.start, within.end);
    let rest = between(page.text, start, within.end);
    let end = tails.iter().filter_map(|w| rest.find(w).map(|i| i + w.len())).min()?;
    let name = rest[..end].rsplit("认为").next()?;
    let plain = is_plain(name, 4..=10);
    (plain && !page.is_generic(name)).then_some(name)
}

/// Whether a year of a sentence before is not that of a sentence that begins with another thing.
pub(super) fn is_anew(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, subject: &str) -> bool {
    if subject.is_empty() || page.periods.iter().any(|p| sentence.span.contains(p.span)) {
        return false;
    }
    let Some(before) = page.earlier(sentence).last() else { return false };
    let words = before.span.of(page.text);
    // what the sentence before measures already is of its year
    let noun = s.indicator.of(page.text);
    let noun = &noun[..noun.char_indices().nth(3).map_or(noun.len(), |(i, _)| i)];
    !words.trim_end().ends_with(['；', ';'])
        && !words.contains(noun)
        && !words.contains(subject)
        && own(page, sentence, s) == Some(subject)
}

/// Whether words count who uses the thing that the sentence speaks of: `甲功能…，应用企业数量`, `甲产品累计服务项目3个，累计服务客户5家`.
pub(super) fn counts_users(page: &Page<'_>, sentence: &Sentence, clause: Span, words: &str) -> bool {
    let uses = ["应用", "使用"].iter().any(|w| words.starts_with(w)) && words.ends_with(['数', '量']);
    uses || words.starts_with("累计") && between(page.text, sentence.span.start, clause.start).contains("累计")
}
