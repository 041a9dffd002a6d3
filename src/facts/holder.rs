//! Of whom or what an indicator is: a region, an industry, a thing, a part of a company, the company that acts.
//!
//! reads: the indicator's own words, the topic that its sentence speaks of, the head of the clause before it, who acts.
//! gives: the subject, the words without it, the part as `object`. refuses: bare nouns of a clause whose head can't
//! be named.

use super::actor::{Subject, says_firm};
use super::frame::{self, Head};
use super::page::Page;
use super::segment::{is_part, segment};
use super::sentence::Sentence;
use super::statement::Statement;
use super::topic::industry;
use super::{foreign, indicator, outsider, relative, teller, theme, trade, whose};
use crate::span::{Span, between};
use crate::tag::{MentionKind, Period};

/// Parts of a sentence before `；` over which who acts is carried.
const PARTS: usize = 4;

/// Of whom or what an indicator is, and its words without that: the region or industry that the words name, the
/// company that acts, the topic of the sentence. In a report of an industry no company is carried over from other
/// sentences; where a sentence speaks of an industry, the report's own company is not meant.
pub(super) fn holder<'t>(
    page: &Page<'t>,
    sentence: &Sentence,
    s: &Statement<'_>,
    words: &'t str,
) -> (Subject, &'t str) {
    let at = s.quantity.span.start;
    let words = indicator::bare(page, words);
    let words =
        if ["整体实现", "实现"].iter().any(|w| words.starts_with(w)) { noun(words, words) } else { words };
    if let Some(told) = foreign::told(page, sentence, s, words).or_else(|| whose::told(page, sentence, s, words)) {
        return told;
    }
    let start = s.indicator.start;
    let regions = &page.lexicon.phrases.regions;
    // `在全球市场销售额占比`: the whole of somebody's share
    let whole = page.text[..start].ends_with('在') && words.ends_with('比');
    let region = regions.iter().find(|r| words.starts_with(**r)).filter(|_| !whole && !page.is_named_at(start));
    let own = region.is_some_and(|r| {
        is_own_part(page, sentence, at, words, r)
            || trade::is_all_over(page, r, &words[r.len()..])
            || page.text[start..].starts_with(words)
                && trade::is_sold_by_company(page, Span::new(start, start + r.len()))
    });
    if own && page.led_by_topic(sentence, start).is_none_or(|t| t.start >= start) {
        let whole = page.is_of_company() && sentence.span.of(page.text).contains("公司");
        return (if whole { page.covered() } else { page.actor(sentence, at) }, words);
    }
    // 北美占比 is of somebody's sales
    let rest = region.map_or("", |r| words[r.len()..].trim_start_matches("地区").trim_start_matches("市场"));
    if matches!(rest, "占比" | "收入占比" | "营收占比") {
        let acts = page.names_actor(sentence, at) || page.is_of_company();
        return (if acts { page.actor(sentence, at) } else { Subject::default() }, words);
    }
    if let Some(region) = region.filter(|_| !own) {
        return of_region(page, sentence, s, (words, region));
    }
    if let Some(peers) = peers(page, sentence, at, words) {
        return peers;
    }
    if let Some((sector, noun)) = sector(page, sentence, s, words) {
        return (Subject::named(sector), noun);
    }
    if let Some((firms, noun)) = trade::named_kind(page, s, words) {
        return (Subject::named(firms), noun);
    }
    let silent = !page.names_actor(sentence, at);
    let field = || frame::within(page, sentence, at).or_else(|| firms(page, sentence, at));
    if silent
        && s.item.is_none()
        && let Some(field) = field()
    {
        return of_field(page, sentence, s, (words, field));
    }
    if let Some(topic) = page.led_by_topic(sentence, at).filter(|t| !is_foreign(page, sentence, words, *t)) {
        return theme::of_topic(page, sentence, s, (words, topic));
    }
    acting(page, sentence, s, words)
}

/// What a clause sets in front, or the firms that it begins with, and what is left of the indicator's words.
fn of_field<'t>(
    page: &Page<'t>,
    sentence: &Sentence,
    s: &Statement<'_>,
    (words, field): (&'t str, &str),
) -> (Subject, &'t str) {
    // `以甲厂成本为例，乙厂资本开支…` is of what its own words name
    let cost = page.is_measured(field);
    if cost && between(page.text, sentence.span.start, s.indicator.start).contains("为例") {
        return (Subject::default(), words);
    }
    whose::of_field(page, s, field, words)
}

/// Whether a region of a sentence before is not what a figure of a company is of: 益生菌业务营收 is of no country.
fn is_foreign(page: &Page<'_>, sentence: &Sentence, words: &str, topic: Span) -> bool {
    let region = topic.of(page.text);
    let part = ["业务", "营收"].iter().any(|w| words.contains(w));
    let other = page.is_of_company() && (part || !["我国", "中国", "全国", "全球"].contains(&region));
    other && topic.end <= sentence.span.start && page.lexicon.phrases.regions.contains(&region)
}

/// Whether a region's figure is a part of the company's: 海外收入, 中国大陆及香港的销售比例 in a text on a company.
fn is_own_part(page: &Page<'_>, sentence: &Sentence, at: usize, words: &str, region: &str) -> bool {
    let rest = words.strip_prefix(region).unwrap_or("").trim_start_matches("地区").trim_start_matches("市场");
    let joined = rest.strip_prefix(['及', '和', '与', '、']).and_then(|r| r.split_once('的'));
    let rest = joined.filter(|(other, _)| other.chars().count() <= 4).map_or(rest, |(_, r)| r).trim_start_matches('的');
    let abroad = matches!(region, "海外" | "国内");
    let part = ["收入", "营收", "业务", "销售", "毛利"].iter().any(|w| rest.starts_with(w))
        || abroad && ["订单", "客户", "业务量"].iter().any(|w| rest.contains(w))
        || abroad && ["药企占比", "公司占比"].iter().any(|w| rest.ends_with(w)) && page.speaks_of_own();
    let ratio = ["销售比例", "营收占比", "收入占比", "销售占比"].iter().any(|w| rest.ends_with(w));
    let of_company = abroad || page.speaks_of_own() || ratio && !page.is_of_wide_section();
    // 西欧出货量 of a sentence that names a company
    let of_named = page.lexicon.phrases.subregions.contains(&region) && page.names_actor(sentence, at);
    of_named || part && (abroad && page.names_actor(sentence, at) || page.is_of_company() && of_company)
}

/// Who acts where the words and the sentence's topic name nobody: a product, what a house counts an industry of, a
/// field that the sentence sets, else the company.
fn acting<'t>(page: &Page<'t>, sentence: &Sentence, s: &Statement<'_>, words: &'t str) -> (Subject, &'t str) {
    let at = s.quantity.span.start;
    let silent = !page.names_actor(sentence, at);
    if silent && let Head::Thing(thing) = frame::first(page, sentence, at) {
        let wide = thing.chars().count() <= 10
            && !thing.contains(['享', '受', '促', '带', '靠'])
            && ["业", "企业", "行业", "市场", "品牌", "国家", "居民", "板块"].iter().any(|w| thing.ends_with(w));
        if wide && !is_part(page.document, thing) {
            return (Subject::named(thing), words);
        }
    }
    if let Some(found) = outsider::told(page, sentence, at, words) {
        return found;
    }
    if page.head.company.is_empty() && silent {
        let before = || theme::before(page, sentence, s, words).map(Subject::named);
        return (joined(page, sentence).or_else(before).unwrap_or_default(), words);
    }
    if silent && let Some(name) = theme::headed(page, sentence, s, words).or_else(|| theme::category(page, sentence, s))
    {
        return (Subject::named(name), words);
    }
    if let Some((name, rest)) = product(page, sentence, s, words) {
        return (Subject::named(name), rest);
    }
    if silent && let Some(name) = whose::listed(page) {
        return (Subject::named(name), words);
    }
    if let Some(name) = trade::trade(page, sentence, s, words) {
        return (Subject::named(name), words);
    }
    // a passage of a section on the industry that does not speak of the company is not of it
    if page.is_of_wide_section() && !page.speaks_of_own() {
        return (Subject::default(), words);
    }
    // what a house counts where nobody is named is of an industry
    let lead = between(page.text, sentence.span.start, at);
    let wide = lead.contains("行业") && !lead.contains("公司");
    // 人均消费量 is of people; `行业CR10为73%，其中前十大品牌…` of the industry
    if silent && page.is_of_company() && (wide || is_among_counted(page, sentence) || words.contains("人均")) {
        return (Subject::default(), words);
    }
    let source = teller::said_by(page, sentence, at);
    let other = !source.is_empty() && !source.contains(&page.own.name);
    if silent && page.is_of_company() && other {
        return (trade::counted_by(page, &source).map_or_else(Subject::default, Subject::named), words);
    }
    (page.actor(sentence, at), words)
}

/// `…有6万家企业。其中，有限责任公司占比`: of what the sentence before counts, where that names no company.
fn is_among_counted(page: &Page<'_>, sentence: &Sentence) -> bool {
    let before = page.earlier(sentence).last();
    let counts = |b: &Sentence| page.topics.iter().any(|t| b.span.contains(t.span));
    sentence.span.of(page.text).trim_start().starts_with("其中")
        && before.is_some_and(|b| !page.names_actor(b, b.span.end) && counts(b))
}

/// `甲营收8亿元；EBITDA为2亿元`: who acts in the part of a sentence before `；`.
fn joined(page: &Page<'_>, sentence: &Sentence) -> Option<Subject> {
    let before = page.earlier(sentence).iter().rev();
    let parts = before.take_while(|s| s.span.of(page.text).trim_end().ends_with(['；', ';']));
    let acts = parts.take(PARTS).find(|s| page.names_actor(s, s.span.end))?;
    Some(page.actor(acts, acts.span.end)).filter(|a| !a.id.is_empty())
}

/// `OceanBase客户数`: a product by its Latin name in a clause that names no company.
fn product<'t>(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, words: &'t str) -> Option<(&'t str, &'t str)> {
    let end = words.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '+')))?;
    let (name, rest) = (&words[..end], words[end..].trim_start());
    // OceanBase, not Token
    let inner = name.chars().skip_while(|c| !c.is_ascii_lowercase()).any(|c| c.is_ascii_uppercase())
        || name.chars().take_while(char::is_ascii_uppercase).count() >= 3
            && name.chars().any(|c| c.is_ascii_lowercase());
    let clause = sentence.clause_at(s.indicator.start);
    let acts = page.mentions.iter().any(|m| m.kind == MentionKind::Company && clause.contains(m.span));
    let own = says_firm(clause.of(page.text));
    (name.len() >= 5 && inner && rest.chars().count() >= 2 && !acts && !own).then_some((name, rest))
}

/// The region, or the trade or market in it, that an indicator's words begin with.
fn of_region<'t>(
    page: &Page<'t>,
    sentence: &Sentence,
    s: &Statement<'_>,
    (words, region): (&'t str, &str),
) -> (Subject, &'t str) {
    let start = s.indicator.start;
    if let Some(end) = trade::others(&words[region.len()..]) {
        return (Subject::named(&words[..region.len() + end]), words[region.len() + end..].trim_start_matches('的'));
    }
    // 我国餐饮业 of `我国餐饮业食材支出`; 全球半导体产业 of `全球半导体产业…，全球销售额`
    let behind = &words[region.len()..];
    if let Some(end) = industry(behind).filter(|end| behind[*end..].chars().count() >= 2) {
        return (Subject::named(&words[..region.len() + end]), behind[end..].trim_start_matches('的'));
    }
    // `日本1987-1992年CAGR`, `我国每年新开施工项目数`
    let dated = page.periods.iter().map(|p| p.span.of(page.text)).find(|p| behind.starts_with(p));
    let yearly = behind.strip_prefix("每年").or_else(|| behind.strip_prefix(dated?));
    if let Some(rest) = yearly.map(|r| r.trim_start_matches(['年', '的', ' '])).filter(|r| r.chars().count() >= 2) {
        let rest = if behind.starts_with("每年") { behind } else { rest };
        return (Subject::named(region), rest);
    }
    let (of, noun) = indicator::split(page, words);
    let earlier = page.topic_at(sentence, start).map(|t| page.wider(t).of(page.text));
    if let Some(topic) = earlier.filter(|t| t.starts_with(region) && t.len() > region.len())
        && indicator::is_noun(page, behind)
    {
        return (Subject::named(topic), behind);
    }
    // 中国人均咖啡消费量 is China's
    if ["人均", "户均", "每年", "每人", "平均每"].iter().any(|w| behind.starts_with(w)) {
        return (Subject::named(region), behind);
    }
    let (abroad, at) = (matches!(region, "国内" | "海外"), s.quantity.span.start);
    // 劳动 of 我国劳动人口 is no thing by itself
    let thing = of.chars().count().saturating_sub(region.chars().count());
    match thing {
        _ if of == noun => (Subject::named(region), words[region.len()..].trim_start_matches(['的', ' '])),
        0 => (Subject::named(region), words),
        // what 国内 and 海外 have is of whose sales they are
        _ if noun == "占比" && abroad && page.names_actor(sentence, at) => (page.actor(sentence, at), words),
        1 | 2 if noun.chars().count() <= 2 => {
            (Subject::named(region), words[region.len()..].trim_start_matches(['的', ' ']))
        }
        // 我国液态奶占比 is what 液态奶 has in 我国
        _ if noun.ends_with(['比', '重', '例']) && !behind.starts_with('其') => {
            let end = region.len() + trade::tail(behind);
            (Subject::named(&words[..end]), words[end..].trim_start_matches(['的', ' ']))
        }
        // 我国技术人员 of `我国技术人员（以下简称甲）人数`
        _ => (Subject::named(of.split(['（', '(']).next().unwrap_or(of)), noun),
    }
}

/// `参考可比公司平均PE`, `选取甲、乙为可比公司，平均PE为`: the peers' own multiple.
fn peers<'t>(page: &Page<'t>, sentence: &Sentence, at: usize, words: &'t str) -> Option<(Subject, &'t str)> {
    let priced = ["PE", "PB", "PS", "市盈率", "市净率", "估值"].iter().any(|w| words.contains(w));
    let lead = between(page.text, sentence.span.start, at);
    let all = ["可比公司", "同业公司", "同行业公司"];
    let peers = all.iter().find(|w| priced && lead.contains(**w) || words.starts_with(**w))?;
    let noun = words.rsplit(peers).next().unwrap_or(words).trim_start_matches(['的', ' ']);
    Some((Subject::named(peers), if noun.chars().count() >= 2 { noun } else { words }))
}

/// Whom a bare noun is of, and which part, by the head of the clause before: `成本测算产品发布新功能，准确率达…`. `None` where
/// that clause speaks of something that can't be named and the noun is not one that only a company has.
pub(super) fn framed(
    page: &Page<'_>,
    sentence: &Sentence,
    all: &[Statement<'_>],
    s: &Statement<'_>,
    (words, subject): (&str, Subject),
) -> Option<(Subject, String)> {
    let clause = sentence.clause_at(s.indicator.start);
    let lead = between(page.text, clause.start, s.quantity.span.start.max(clause.start));
    let acts = page.mentions.iter().any(|m| {
        matches!(m.kind, MentionKind::Company | MentionKind::Organisation)
            && clause.contains(m.span)
            && m.span.start < s.quantity.span.start
    });
    let phrases = &page.lexicon.phrases;
    let nobody = subject.name.is_empty() || !subject.id.is_empty();
    // `甲工艺性能提升20%、面积减少50%`
    let later = all.iter().any(|b| clause.contains(b.indicator) && b.indicator.start < s.indicator.start);
    let noun = indicator::is_noun(page, words);
    let used = theme::counts_users(page, sentence, clause, words);
    let bare = (noun || used || later && words.chars().count() <= 6)
        && !relative::is_bare(page, words)
        && !words.contains("贡献");
    if s.item.is_some() || !nobody || !bare || acts || says_firm(lead) {
        return Some((subject, String::new()));
    }
    let head = frame::carried(page, sentence, all, s);
    if !noun && !matches!(head, Head::Thing(_)) {
        return Some((subject, String::new()));
    }
    let of_company = phrases.of_companies.is_in(words);
    let named_part = |thing: &str| phrases.parts.closing(thing).is_some();
    let part = segment(page, sentence, s, Span::new(s.indicator.start, s.indicator.start)).unwrap_or_default();
    if !subject.id.is_empty() && !part.is_empty() && !matches!(head, Head::Thing(t) if named_part(t)) {
        return Some((subject, part));
    }
    match head {
        Head::Part(part) => Some((subject, cohort(page, sentence, s, part))),
        // 研发 of `研发投入…，其中2024年投入` is part of the name
        Head::Thing(thing)
            if words.contains(thing)
                || thing.ends_with(words)
                || sentence.span.of(page.text).contains(&format!("{thing}{words}")) && !subject.id.is_empty() =>
        {
            Some((subject, String::new()))
        }
        Head::Thing(thing)
            if !subject.id.is_empty() && (named_part(thing) || !of_company && is_part(page.document, thing)) =>
        {
            Some((subject, cohort(page, sentence, s, thing)))
        }
        Head::Thing(thing) if !of_company => Some((Subject::named(thing), String::new())),
        Head::Unknown if !of_company && page.is_of_company() => None,
        _ => Some((subject, String::new())),
    }
}

/// 2020年转型地区 of `2020年转型地区转化率达70%，续费率>85%`: a part with the year that its name holds.
fn cohort(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, thing: &str) -> String {
    let before = |p: &&Period| p.span.start >= sentence.span.start && p.span.end <= s.quantity.span.start;
    let named = page.periods.iter().rev().filter(before);
    let mut years = named.filter(|p| page.text[p.span.end..].trim_start_matches(['年', ' ']).starts_with(thing));
    let dated = |p: &&Period| p.span.of(page.text).starts_with(|c: char| c.is_ascii_digit());
    let year = years.next().filter(dated).filter(|_| thing.ends_with("地区") || thing.ends_with("区域"));
    let Some(year) = year else { return thing.to_owned() };
    // 2017年和2018年转型地区
    let joins = |p: &&Period| {
        let link = between(page.text, p.span.end, year.span.start).trim_matches(['年', ' ']);
        p.span.end <= year.span.start && matches!(link, "和" | "与" | "及" | "、")
    };
    let first = page.periods.iter().find(joins).map_or(year.span.start, |p| p.span.start);
    format!("{}年{thing}", between(page.text, first, year.span.end).trim_end_matches(['年', ' ']))
}

/// Whom a sentence that names no company begins with: 物业企业, 上市房企.
fn firms<'t>(page: &Page<'t>, sentence: &Sentence, at: usize) -> Option<&'t str> {
    let words = ["企业", "厂商", "居民", "消费者"].iter().chain(&page.lexicon.phrases.firm_groups);
    let words: Vec<&str> = words.copied().collect();
    sentence.clauses.iter().rev().filter(|c| c.start < at).find_map(|clause| {
        if whose::is_circumstance(page, sentence, Span::new(clause.start, clause.start), at) {
            return None;
        }
        let lead = between(page.text, clause.start, clause.end.min(at));
        let (from, word) = words.iter().filter_map(|w| lead.find(*w).map(|i| (i, *w))).min()?;
        let end = clause.start + from + word.len();
        let start = page.phrase_before(clause.start, clause.start + from)?.start;
        let mut before = between(page.text, clause.start, start).chars();
        let begins = before.all(|c| !c.is_alphabetic() || "年月上下半从在".contains(c));
        let name = between(page.text, start, end);
        let house = ["业", "协会", "家", "数", "、", "和", "与", "及"].iter().any(|w| page.text[end..].starts_with(w));
        let thing = !house && !page.lexicon.phrases.no_firms.is_in(name);
        (begins && thing && (4..=14).contains(&name.chars().count()) && name.chars().all(char::is_alphabetic))
            .then_some(name)
    })
}

/// The sector that an indicator's words name, and its noun: 通信板块 of 通信板块整体实现营业收入; 板块净利润 is of the
/// sector that the sentence names.
fn sector<'t>(page: &Page<'t>, sentence: &Sentence, s: &Statement<'_>, words: &'t str) -> Option<(&'t str, &'t str)> {
    for word in ["板块", "行业", "产业"] {
        if let Some(rest) = words.strip_prefix(word).filter(|n| n.chars().count() >= 2)
            && let Some(topic) = foreign::trade(page, sentence, s.indicator.start)
        {
            return Some((topic, noun(rest, words)));
        }
        let own = !page.is_named_at(s.indicator.start) && !words.starts_with("公司");
        let verbs = ["建立", "形成", "打破", "成为"];
        let named = |i: &usize| *i > 0 && own && !verbs.iter().any(|v| words[..*i].contains(v));
        if let Some(i) = words.find(word).filter(named) {
            let end = i + word.len();
            // `某某行业中软件公司`
            let inner =
                words[end..].strip_prefix('中').filter(|r| !r.starts_with(['国', '型', '小', '高', '低', '端']));
            return Some((&words[..end], noun(inner.unwrap_or(&words[end..]), words)));
        }
    }
    None
}

/// A noun without 整体 and 实现 before it; `words` where nothing is left.
fn noun<'t>(rest: &'t str, words: &'t str) -> &'t str {
    let rest = rest.trim_start_matches(['的', ' ']);
    let rest = rest.strip_prefix("整体").unwrap_or(rest);
    let rest = rest.strip_prefix("实现").unwrap_or(rest);
    if rest.chars().count() >= 2 { rest } else { words }
}
