//! Whose usage a count is: the product in front of its metric.
//!
//! reads: a model, the words between the clause's begin and the metric, the title or name that the sentence began with, the
//! product that the passage speaks of, the company. gives: one subject. refuses: sources (`某某口径下`), dates, words of where
//! and how long (首周全球), what belongs to the metric (日度, 个人), and what a bracket or a headline's date says.

use super::Fact;
use super::actor::Subject;
use super::page::{Page, is_firm, is_plain};
use super::sentence::Sentence;
use super::spoken;
use crate::span::{Span, between};
use crate::tag::{Mention, MentionKind};

/// The product before a metric: a model, the words in front of it, else the company; `before`: the count before in the
/// sentence.
pub(super) fn product(
    page: &Page<'_>,
    sentence: &Sentence,
    (clause, metric): (usize, usize),
    before: Option<&Fact>,
) -> Subject {
    let model = |m: &&Mention| m.kind == MentionKind::Model && m.span.start >= clause && m.span.end <= metric;
    if let Some(m) = page.mentions.iter().rev().find(model) {
        return m.into();
    }
    let words = told(named(page, clause, metric));
    // `OpenRouter数据显示，…平台共处理`: the platform that counts
    if matches!(words.as_str(), "平台" | "平台共" | "该平台") {
        let lead = between(page.text, sentence.span.start, clause.max(sentence.span.start));
        return Subject::named(platform(lead).as_deref().unwrap_or("平台"));
    }
    // `谷歌称其各产品月处理Token数`, `谷歌旗下产品月均处理token数`: all that one has
    if ["各产品", "旗下产品", "全部产品", "所有产品"].iter().any(|w| between(page.text, clause, metric).contains(w))
        && page.names_actor(sentence, metric)
    {
        return page.actor(sentence, metric);
    }
    // `公司合计付费用户数`: the company itself
    let phrases = &page.lexicon.phrases;
    let generic = |w: &str| {
        [&phrases.usage_generic, &phrases.usage_tails, &phrases.usage_kinds].iter().any(|list| list.contains(&w))
    };
    let own = ["本公司", "公司", "集团"].iter().find_map(|t| words.strip_prefix(t));
    let summed = own.map(|w| w.trim_end_matches(['合', '共', '总', '计']));
    // what several of its products have is its own too
    if summed.is_some_and(|w| w.is_empty() || generic(w) || w.contains(['和', '、', '及'])) && page.is_of_company() {
        return page.covered();
    }
    if (2..=16).contains(&words.chars().count()) && !words.contains(['，', '。']) && !generic(&words) {
        return called(page, sentence, &words);
    }
    // `甲周活接近9.5亿，付费订阅者超过5000万`
    if let Some(f) = before.filter(|_| words.is_empty()) {
        return of(f);
    }
    // `《剧名》…累计播放量`, `OpenClaw 为…`: what the sentence began with
    let lead = between(page.text, sentence.span.start, metric);
    if let Some((_, rest)) = lead.rsplit_once('《')
        && let Some((name, _)) = rest.split_once('》')
    {
        return Subject::named(name);
    }
    if let Some(of) = led(page, sentence, clause).or_else(|| app(page, sentence, clause)) {
        return of;
    }
    if let Some(name) = latin(page, lead) {
        return Subject::named(&name);
    }
    // whom a far sentence names is not whom this one speaks of
    // and what a whole country uses is of no product
    let region = page.lexicon.phrases.regions.contains(&words.as_str());
    let near = page.names_firm(Span::new(sentence.span.start, metric)) || region;
    let of = if near { None } else { spoken::product(page, sentence, metric) };
    of.unwrap_or_else(|| page.actor(sentence, metric))
}

/// Words without who foretells: 露营 of `预测露营用户`.
fn told(words: String) -> String {
    ["预测", "预计", "估计"].iter().find_map(|w| words.strip_prefix(w)).map(str::to_owned).unwrap_or(words)
}

/// The words before the date of a clause before: `某某，2024年3月月活`.
fn led(page: &Page<'_>, sentence: &Sentence, clause: usize) -> Option<Subject> {
    for before in sentence.before(clause) {
        let first = page.periods.iter().find(|p| before.contains(p.span)).map(|p| p.span.start);
        let words = first.and_then(|end| page.text.get(before.start..end)).unwrap_or("");
        let words = words.trim_matches([' ', '，', ',']);
        if (2..=8).contains(&words.chars().count()) && !words.contains(['据', '截', '自', '在']) {
            return Some(called(page, sentence, words));
        }
    }
    None
}

/// The app that the clause before speaks of by its first words: `某某App新增会员大增，月活近10万`.
fn app(page: &Page<'_>, sentence: &Sentence, clause: usize) -> Option<Subject> {
    let before = sentence.before(clause).next()?;
    let words = before.of(page.text);
    let end = ["App", "APP", "小程序", "客户端"].iter().filter_map(|w| words.find(w).map(|i| i + w.len())).min()?;
    let words = &words[..end];
    let words = words[words.rfind(['的', '：', '，']).map_or(0, |i| i + '的'.len_utf8())..].trim();
    let words = page.lexicon.phrases.usage_generic.openings(words).fold(words, |w, g| w.strip_prefix(g).unwrap_or(w));
    (is_plain(words, 4..=16) && !page.is_generic(words)).then(|| Subject::named(words))
}

/// The Latin name that a sentence begins with, also as its source.
fn platform(lead: &str) -> Option<String> {
    let lead = lead.trim_start().trim_start_matches(['据', '根', ' ']);
    let end = lead.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '.'))).unwrap_or(lead.len());
    let name = &lead[..end];
    (name.len() >= 4 && name.starts_with(|c: char| c.is_ascii_uppercase())).then(|| name.to_owned())
}

/// `各产品月处理Token数`: where the verb of a count of tokens begins, with how often.
pub(super) fn token_count(words: &str) -> Option<usize> {
    let lower = words.to_ascii_lowercase();
    let noun = ["tokens数", "token数", "tokens量", "token量"].iter().find_map(|w| lower.rfind(w))?;
    let lead = lower[..noun].trim_end_matches(['的', ' ']);
    let verb = ["处理", "消耗", "调用", "生成"].iter().find_map(|v| lead.strip_suffix(v))?;
    let close = lower[noun..].chars().count() <= 14 && !lower[noun..].contains(['，', '、', '；']);
    let often = ["日均", "月均", "周均", "每月", "每日", "每周", "月", "日", "周"];
    let bare = often.iter().find_map(|w| verb.strip_suffix(w)).unwrap_or(verb);
    close.then_some(bare.len())
}

/// The company of a sentence that words name, else a product of that name.
fn called(page: &Page<'_>, sentence: &Sentence, words: &str) -> Subject {
    let firm = |m: &&Mention| is_firm(m) && sentence.span.contains(m.span) && m.span.of(page.text) == words;
    page.mentions.iter().find(firm).map_or_else(|| Subject::named(words), Subject::from)
}

/// The words that name a product in front of its metric, without dates, sources and what is said of when and where.
fn named(page: &Page<'_>, clause: usize, metric: usize) -> String {
    let mut words = between(page.text, clause, metric).to_owned();
    for p in page.periods.iter().filter(|p| p.span.start >= clause && p.span.start < metric) {
        // 2025年 of `甲2025年活跃用户` goes over into the metric
        words = words.replace(between(page.text, p.span.start, p.span.end.min(metric)), "");
    }
    // `【5月8日，某某】4月甲月活`, `某某口径下甲`
    for source in &page.lexicon.phrases.usage_sources {
        words = words.rsplit(*source).next().unwrap_or("").to_owned();
    }
    let mut words = words.trim_matches([' ', '，', ',', '●', '•', '：', ':']).to_owned();
    // `靠开源揽客：某某的下载次数`
    words = words.rsplit(['：', ':']).next().unwrap_or("").to_owned();
    // `某某独立应用程序在推出后的第一周下载量`: the name ends where what is said of it begins
    for cut in &page.lexicon.phrases.usage_ends {
        words = words.split(*cut).next().unwrap_or("").to_owned();
    }
    for cut in
        ["截至目前", "累计", "当前", "其", "的", "旗下", "且", "合计", "共计", "总计", "期末", "当周", "而", "其中"]
    {
        words = words.replace(cut, "");
    }
    // the title of a work is its name, whatever stands before and behind
    if let Some((_, rest)) = words.rsplit_once('《')
        && let Some((title, _)) = rest.split_once('》')
    {
        return title.to_owned();
    }
    let mut rest = words.trim().trim_end_matches(['：', ':', ' ', '以']);
    while let Some(w) = page.lexicon.phrases.usage_generic.openings(rest).find(|w| rest.len() > w.len()) {
        rest = rest[w.len()..].trim_start();
    }
    while let Some(w) = page.lexicon.phrases.usage_generic.closings(rest).find(|w| rest.len() > w.len()) {
        rest = rest[..rest.len() - w.len()].trim_end();
    }
    while let Some(w) = page.lexicon.phrases.usage_tails.closing(rest).filter(|w| rest.len() > w.len()) {
        rest = rest[..rest.len() - w.len()].trim_end();
    }
    rest.trim_matches(['《', '》', '“', '”', ' ']).to_owned()
}

/// The subject of a count.
fn of(f: &Fact) -> Subject {
    Subject { id: f.subject_id.clone(), name: f.subject.clone() }
}

/// The thing of a list's item, whose last one holds the metric: `豆包、甲月活分别为`.
pub(super) fn of_item(page: &Page<'_>, item: Span) -> Subject {
    let end = page.triggers_in(item).find(|(_, t)| t.kind == "usage").map_or(item.end, |(w, _)| w.start);
    let m = page.mentions.iter().find(|m| item.contains(m.span) && m.kind == MentionKind::Model);
    m.map_or_else(|| Subject::named(&named(page, item.start, end)), Subject::from)
}

/// The model named between a count and the one before, else that one's product.
pub(super) fn beside(page: &Page<'_>, (from, to): (usize, usize), before: &Fact) -> Subject {
    let model = |m: &&Mention| m.kind == MentionKind::Model && m.span.start >= from && m.span.end <= to;
    page.mentions.iter().rev().find(model).map_or_else(|| of(before), Subject::from)
}

/// The Latin name used last in a text, unless it is quoted as a source or no product's.
fn latin(page: &Page<'_>, lead: &str) -> Option<String> {
    let mut found = None;
    let mut next = 0;
    for word in lead.split(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '.' | '+')) {
        let (at, end) = (next, next + word.len());
        next = end + lead[end..].chars().next().map_or(0, char::len_utf8);
        let quoted = lead[..at].trim_end().ends_with(['据', '照', '自']);
        let other = page.lexicon.phrases.latin_words.contains(&word);
        let name = word.len() >= 4 && word.starts_with(|c: char| c.is_ascii_uppercase()) && !other;
        let tells = ["数据", "报道", "统计", "显示", "预测", "披露", "援引"];
        let rest = lead[end..].trim_start();
        if name && !quoted && !tells.iter().any(|t| rest.starts_with(t)) {
            found = Some(word.trim_matches(['-', '.']).to_owned());
        }
    }
    found
}
