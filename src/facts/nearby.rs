//! The thing of a market's figure that its own words leave out and the text right before names.
//!
//! reads: the heading of a calculation (`甲产品营收规模测算：`) before users among whom something is spread, a share of the
//! sentence's own market, the product that the sentence before begins with (`甲具备体积小等优点。2019年全球出货量`), what a clause says
//! to spread (`手机屏下指纹已成为标配，渗透率`), what 其中 turns to. gives: the thing. refuses: sentences in which a company acts.

use super::Fact;
use super::actor::Subject;
use super::frame::{self, Head};
use super::market::tidy;
use super::naming::{PEOPLE, SHORT};
use super::page::Page;
use super::sentence::Sentence;
use super::statement::Statement;
use crate::span::{Span, between};

/// `医美女性用户的渗透率`: whom something is spread among; what it is the heading of the calculation says, where one stands
/// (`甲产品营收规模测算：`).
pub(super) fn spread(page: &Page<'_>, sentence: &Sentence, name: &str, word: Span) -> Option<(Subject, String)> {
    let people = PEOPLE.iter().any(|w| name.ends_with(w));
    let of = page.text[..word.start].ends_with('的');
    if !people || !of || !word.of(page.text).starts_with("渗透") {
        return None;
    }
    let lead = between(page.text, 0, word.start);
    let tails = ["营收规模测算", "收入规模测算", "市场规模测算", "规模测算", "收入测算", "营收测算", "空间测算"];
    let head = tails.iter().filter_map(|t| lead.rfind(t)).max().and_then(|end| page.phrase_before(0, end));
    let head = head.or_else(|| page.topic_at(sentence, word.start)).map_or("", |h| tidy(page, h.of(page.text)));
    let thing = ["市场", "营收", "收入", "行业"].iter().fold(head, |t, w| t.trim_end_matches(w));
    let plain = !page.is_generic(thing) && thing.chars().count() <= SHORT && !PEOPLE.iter().any(|w| thing.contains(w));
    let whom = name.trim_start_matches(|c: char| !c.is_alphanumeric() || ('①'..='⑳').contains(&c));
    Some((Subject::named(if plain { thing } else { "" }), whom.to_owned()))
}

/// 皮肤学级护肤品 of `2019年皮肤学级护肤品市场份额为2.9%；…，2019年市场规模144亿美元`: the market whose share the sentence has told.
pub(super) fn shared<'d>(page: &Page<'d>, sentence: &Sentence, word: usize) -> Option<&'d str> {
    if page.names_actor(sentence, word) {
        return None;
    }
    let mut before = page.triggers_in(sentence.span).filter(|(w, t)| t.metric == "share" && w.end <= word);
    before.find_map(|(w, t)| {
        let clause = sentence.clause_at(w.start);
        let name = page.phrase_before(clause.start, w.start).filter(|_| t.word.starts_with("市场"))?.of(page.text);
        (!page.is_generic(name)).then(|| tidy(page, name))
    })
}

/// 甲 of `甲具备体积小等优点。2019年全球市场规模达到120亿美元`: the product that the sentence before begins with.
pub(super) fn led<'d>(page: &Page<'d>, sentence: &Sentence) -> Option<&'d str> {
    let before = page.earlier(sentence).last()?;
    match frame::first(page, before, before.span.end) {
        Head::Thing(thing) if thing.chars().count() <= SHORT && !page.names_firm(before.span) => {
            let regions = &page.lexicon.phrases.regions;
            let bare = regions.opening(thing).map_or(thing, |r| thing[r.len()..].trim_start_matches('的'));
            (!page.is_generic(bare)).then(|| tidy(page, bare))
        }
        _ => None,
    }
}

/// 屏下指纹 of `甲、乙等品牌手机屏下指纹已成为标配，渗透率高达90%以上`: what the clause before says to spread.
pub(super) fn spreading<'d>(page: &Page<'d>, sentence: &Sentence, word: usize) -> Option<&'d str> {
    let before = sentence.before(sentence.clause_at(word).start).next()?;
    let words = before.of(page.text);
    let verbs = ["已", "成为", "逐渐", "逐步", "加速", "快速", "持续", "不断", "开始", "正在", "得到", "是标配"];
    let end = verbs.iter().filter_map(|v| words.find(v)).filter(|i| *i > 0).min()?;
    let name = page.phrase_before(before.start, before.start + end)?.of(page.text).trim();
    let listed = ["等品牌", "等厂商", "等企业", "等公司"].iter().find_map(|w| name.split_once(*w));
    let name = listed.map_or(name, |(_, thing)| thing);
    let name = name.trim_start_matches('的');
    (!page.is_generic(name) && name.chars().all(char::is_alphanumeric)).then_some(name)
}

/// NAND of `全球存储销售规模增长了135亿美元，其中NAND同比增长24%，达到528亿美元`: what 其中 turns to grows, and is what the
/// amount of the next clause is of.
pub(super) fn among(page: &Page<'_>, before: &Statement<'_>, clause: Span) -> Option<Span> {
    let lead = between(page.text, before.clause.start, before.quantity.span.start);
    let start = before.clause.start + lead.find("其中")? + "其中".len();
    let grows = before.quantity.unit == "%" && before.change.is_some() && !before.inherited;
    let next = before.clause.end == clause.start;
    let words = before.indicator;
    if !grows || !next || words.start < start || page.is_measured(words.of(page.text)) {
        return None;
    }
    let thing = page.phrase_before(start, words.end)?;
    (!page.is_generic(thing.of(page.text))).then_some(thing)
}

/// An indicator of a mere region whose words or the sentence before name the thing: 中国医美市场 of `中国医美市场快速增长，
/// 年增速保持30%`, MLCC of `MLCC体积小。2019年全球出货量达到4.5万亿颗`.
pub(super) fn regional(page: &Page<'_>, sentence: &Sentence, f: &mut Fact) {
    let regions = &page.lexicon.phrases.regions;
    if !f.subject_id.is_empty() || !regions.contains(&f.subject.as_str()) {
        return;
    }
    let Some(head) = regions.opening(&f.metric).map(str::len) else { return };
    let rest = f.metric[head..].trim_start_matches('的').to_owned();
    if let Some((thing, noun)) = rest.split_once("市场")
        && !page.is_generic(thing)
        && ["增速", "年增速", "增长率", "增幅", "年均增速"].contains(&noun)
    {
        f.subject = format!("{}{thing}市场", &f.metric[..head]);
        f.metric = noun.to_owned();
        return;
    }
    let sold = ["出货量", "总出货量", "销量", "总销量", "销售额", "产量", "需求量", "装机量", "产值", "产能"];
    // what the sentence has told before is nearer
    let own = sentence.clause_at(f.span.start);
    let mut before = sentence.before(own.start);
    let first = before.all(|c| ["据", "根据"].iter().any(|w| c.of(page.text).trim_start().starts_with(w)));
    if sold.contains(&rest.as_str())
        && first
        && let Some(thing) = led(page, sentence)
    {
        f.subject = format!("{}{thing}", f.subject);
        f.metric = rest;
    }
}
