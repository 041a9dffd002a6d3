//! The part, the product or the brand that the text around a company's figure names, where its own words do not.
//!
//! reads: `例如甲也有不错的表现，…增速`, `以甲平台为例，…占比`, `甲贡献公司绝大部分收入，…毛利贡献`, `公司甲用户持续增长，出账用户`,
//! the business that a paragraph or a question begins with, the part that a list's heading names (`从甲收入结构来看：`), the
//! title in brackets, a thing of a label's own family that the clause before begins with. gives: the part's words.
//! refuses: words that name their part themselves, clauses that name another company.

use super::actor::says_firm;
use super::fact::Fact;
use super::frame::{self, Head};
use super::page::{Page, is_plain};
use super::segment::is_part;
use super::sentence::Sentence;
use super::statement::Statement;
use super::whose::MARKS;
use crate::span::{Span, between};

/// Characters that a part's name may have.
const NAME: std::ops::RangeInclusive<usize> = 2..=14;

/// The part of a figure against the one that it has, or where it has none.
pub(super) fn told(
    page: &Page<'_>,
    sentence: &Sentence,
    all: &[Statement<'_>],
    s: &Statement<'_>,
    f: &Fact,
) -> Option<String> {
    if f.object.is_empty() { named(page, sentence, s, f) } else { nearer(page, sentence, all, s, &f.object) }
}

/// The part that a company's figure without one is of.
fn named(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, f: &Fact) -> Option<String> {
    if let Some(name) = titled(page, f) {
        return Some(name);
    }
    if let Some(firm) = joint_venture(page, sentence, s, f) {
        return Some(firm);
    }
    if f.subject_id.is_empty() || s.item.is_some() || page.lexicon.phrases.of_companies.closing(&f.metric).is_some() {
        return None;
    }
    let name = example(page, sentence, s)
        .or_else(|| case(page, sentence, s))
        .or_else(|| feeds(page, sentence, s, &f.metric))
        .or_else(|| grows(page, sentence, s, &f.metric))
        .or_else(|| led(page, sentence, &f.metric))
        .or_else(|| headed(page, &f.metric))?;
    let own = f.metric.contains(name.as_str()) || f.subject.contains(name.as_str());
    (!own && NAME.contains(&name.chars().count())).then_some(name)
}

/// A thing of the label's own family that the clause before begins with: 数维道路 below 数维设计业务.
fn nearer(
    page: &Page<'_>,
    sentence: &Sentence,
    all: &[Statement<'_>],
    s: &Statement<'_>,
    label: &str,
) -> Option<String> {
    let end = label.char_indices().nth(2).map(|(i, _)| i).filter(|_| label.ends_with("业务"))?;
    let before = sentence.before(s.clause.start).next()?;
    if !between(page.text, sentence.span.start, before.end).contains(&label[..end]) {
        return None;
    }
    let Head::Thing(thing) = frame::carried(page, sentence, all, s) else { return None };
    let tails = ["方案", "能力"];
    let name = tails.iter().find_map(|t| thing.split_once(t)).map_or(thing, |(name, _)| name);
    let kin = name.starts_with(&label[..end]) && name != label && !label.starts_with(name);
    (kin && NAME.contains(&name.chars().count())).then(|| name.to_owned())
}

/// 冷冻面团 of `例如冷冻面团也有不错的表现，推出后次年增速`.
fn example(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> Option<String> {
    let lead = between(page.text, sentence.span.start, s.clause.start);
    let (at, word) = ["例如", "比如", "譬如"].iter().filter_map(|w| lead.rfind(w).map(|i| (i, *w))).max()?;
    let behind = &lead[at + word.len()..];
    let end = ["也有", "也是", "也取得", "也实现", "表现", "同样", "已成为", "推出"]
        .iter()
        .filter_map(|w| behind.find(w))
        .min()?;
    let name = behind[..end].trim_end_matches(['的', ' ']);
    let plain = name.chars().all(char::is_alphanumeric) && name.chars().count() >= 3;
    let firm = page.mentions.iter().any(|m| name.contains(m.span.of(page.text)));
    (plain && !firm && !says_firm(name)).then(|| name.to_owned())
}

/// `以甲平台为例，…占比64%` behind what the company does.
fn case(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> Option<String> {
    let lead = between(page.text, sentence.span.start, s.clause.start);
    let at = lead.rfind("为例")?;
    let name = frame::within(page, sentence, s.clause.start)?;
    let behind = Span::new(sentence.span.start + at, s.clause.start);
    let product = ["平台", "产品", "系统", "软件", "业务", "方案", "品牌"].iter().any(|w| name.ends_with(w));
    let acts = page.names_firm(s.clause) || says_firm(between(page.text, behind.start, s.quantity.span.start));
    (product && lead[..at].ends_with(name) && !acts).then(|| name.to_owned())
}

/// 传输 of `传输贡献公司绝大部分收入，…，毛利贡献接近80%`.
fn feeds(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, metric: &str) -> Option<String> {
    if !["毛利贡献", "利润贡献", "收入贡献", "毛利占比", "收入占比", "营收占比"].contains(&metric)
    {
        return None;
    }
    sentence.before(s.clause.start).find_map(|c| {
        let words = c.of(page.text).trim_start_matches(MARKS);
        let (name, behind) = words.split_once("贡献")?;
        let sales = ["收入", "营收", "毛利", "利润"].iter().any(|w| behind.contains(w));
        let plain = name.chars().all(char::is_alphabetic) && !says_firm(name) && !page.is_generic(name);
        (sales && plain && page.quantities_in(*c).next().is_none()).then(|| name.to_owned())
    })
}

/// 2I2C用户 of `公司2I2C用户持续增长，截至2018年底，出账用户…`.
fn grows(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, metric: &str) -> Option<String> {
    let noun = ["用户", "客户", "会员"].iter().find(|w| metric.ends_with(**w))?;
    sentence.before(s.clause.start).take(2).find_map(|c| {
        let words = c.of(page.text);
        let end = ["持续", "快速", "稳步", "保持", "高速"]
            .iter()
            .filter_map(|v| words.find(&format!("{noun}{v}")))
            .min()
            .map(|i| i + noun.len())?;
        let name = words[..end].trim_start_matches(MARKS);
        let name = name.rsplit("公司").next().unwrap_or(name);
        let kind = &name[..name.len() - noun.len()];
        let plain = is_plain(kind, 2..=6);
        (plain && !page.is_generic(kind) && !page.lexicon.phrases.regions.is_in(kind)).then(|| name.to_owned())
    })
}

/// 甲业务 of `甲业务主要聚焦…。现有产品27个`, 施工业务 of `问题三：施工21Q3开启高增…。…合同占比达30%`.
fn led(page: &Page<'_>, sentence: &Sentence, metric: &str) -> Option<String> {
    let first = page.sentences.first().filter(|f| f.span != sentence.span)?;
    if ["现有产品", "产品", "现有客户"].contains(&metric) {
        let before = page.earlier(sentence).last()?;
        let start = frame::opened(page, before.span.start, before.span.end);
        let rest = between(page.text, start, before.span.end);
        let name = &rest[..rest.find("业务")? + "业务".len()];
        let plain = name.chars().all(char::is_alphanumeric) && !page.is_generic(name) && !says_firm(name);
        return (plain && is_part(page.document, name)).then(|| name.to_owned());
    }
    if !metric.ends_with("合同占比") && !metric.ends_with("订单占比") {
        return None;
    }
    let words = first.span.of(page.text).trim_start_matches(|c: char| !c.is_alphabetic());
    let behind = words.strip_prefix("问题").and_then(|w| w.split_once('：'))?.1;
    let name = &behind[..behind.find(|c: char| !c.is_alphabetic() || c.is_ascii())?];
    let name = format!("{}业务", name.trim_end_matches("业务"));
    (is_part(page.document, &name) || page.text.contains(&name)).then_some(name)
}

/// CDMO of a share below the heading `从CDMO收入结构来看：`, `公司具备四个类别的CDMO客户：`.
fn headed(page: &Page<'_>, metric: &str) -> Option<String> {
    let share = metric.ends_with("业务量占比") || metric.ends_with("收入占比") || metric.ends_with("客户占比");
    let section = page.document.passages[page.passage].section.as_str();
    let title = section.rsplit(" / ").next()?.trim_end();
    let title = title.strip_suffix(['：', ':']).filter(|_| share && page.is_of_company())?;
    let end = ["收入结构", "业务结构", "收入构成", "客户"].iter().filter_map(|w| title.find(w)).min()?;
    let lead = &title[..end];
    let name = lead.rsplit_once('的').map_or(lead, |(_, n)| n).trim_start_matches('从');
    let named = is_plain(name, 2..=10);
    let own = !page.is_generic(name) && !says_firm(name) && is_part(page.document, name);
    (named && own).then(|| name.to_owned())
}

/// 人工智能 of `【中国人工智能专利排名超过美国】…。…专利数量为1173项`.
fn titled(page: &Page<'_>, f: &Fact) -> Option<String> {
    const NOUN: &str = "专利";
    let at = f.metric.find(NOUN)?;
    let title = page.text.trim_start().strip_prefix('【')?.split_once('】')?.0;
    let firm = page.mentions.iter().any(|m| m.span.of(page.text) == &f.metric[..at]);
    let lead = &title[..title.find(NOUN)?];
    let region = page.lexicon.phrases.regions.iter().find(|r| lead.starts_with(**r)).map_or(0, |r| r.len());
    let name = &lead[region..];
    let plain = is_plain(name, 2..=8);
    let bare = (firm || at == 0) && f.metric[at..].chars().count() <= 6 && !f.subject.is_empty();
    (plain && bare && !page.is_generic(name)).then(|| name.to_owned())
}

/// 甲 of `甲主要生产…，其中公司持股51%，乙持股49%`: whose shares another one holds.
fn joint_venture(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, f: &Fact) -> Option<String> {
    let lead = between(page.text, sentence.span.start, s.clause.start);
    let second = f.metric.ends_with("持股") && lead.contains("其中") && lead.contains("持股");
    if !second {
        return None;
    }
    let start = frame::opened(page, sentence.span.start, sentence.span.end);
    let head = between(page.text, start, s.clause.start);
    let firm = &head[..["主要", "是", "为", "系", "由"].iter().filter_map(|v| head.find(v)).min()?];
    let named = is_plain(firm, 3..=14) && !says_firm(firm);
    (named && !f.metric.contains(firm) && f.subject != *firm).then(|| firm.to_owned())
}
