//! `indicator`: every other measured statement: some indicator of some subject has some value.
//!
//! reads: statements whose words end in a noun that is measured (a rate, an amount), or in one that is counted
//! beside a classifier. gives: whom or what it is of (a region, an industry, else who acts), the indicator's words,
//! value or change, period. does not match: names of products and processes (`8 英寸`), what was said before.

use super::actor::Subject;
use super::draft::{circumstances, fact, measure, moved};
use super::page::Page;
use super::segment::segment;
use super::sentence::Sentence;
use super::statement::Statement;
use super::{Basis, Fact, FactKind, growth, market, relative};
use crate::span::{Span, between};
use std::borrow::Cow;

/// How many characters may stand between the noun of an indicator and its number.
const REST: usize = 10;

/// Any other statement; none where its words name nothing that is measured.
pub(super) fn read(page: &Page<'_>, sentence: &Sentence, all: &[Statement<'_>], i: usize) -> Option<Fact> {
    let s = &all[i];
    let words = measure_words(page, s)?;
    let start = s.indicator.start.min(s.quantity.span.start);
    // of a list over things each has its own words
    let words = s.item.map_or(Cow::Borrowed(words), |item| Cow::Owned(shared(page, item, words)));
    let (subject, words) = holder(page, sentence, s, &words);
    let own = own_words(page, s.indicator);
    let bare = s.item.is_none() && relative::is_bare(page, own) && !(own.starts_with('占') && s.change.is_some());
    let whole = bare.then(|| relative::whole(page, sentence, all, i, own.trim_start_matches("分别")));
    let words = match &whole {
        // 收入占比 of what the text speaks of says something
        Some(None) if subject.id.is_empty() && own.chars().count() > 2 && !own.starts_with('占') => words,
        Some(whole) => whole.as_deref()?,
        None => words,
    };
    // in a report on a company a bare noun of nobody says nothing
    if page.is_of_company()
        && subject == Subject::default()
        && (page.lexicon.phrases.measured.contains(&words) || page.lexicon.phrases.relatives.contains(&words))
    {
        return None;
    }
    let span = Span::new(start, s.quantity.span.end);
    // what an industry or a region sells or invests is a market's size
    let size = subject.id.is_empty()
        && !subject.name.is_empty()
        && page.is_money(s.quantity)
        && page.lexicon.phrases.sizes.contains(&words);
    let mut f = if size {
        let name = market::of_size(page, &subject.name).to_owned();
        fact(page, FactKind::Market, "size", Subject { name, ..subject }, span, "market_figure")
    } else {
        fact(page, FactKind::Indicator, words, subject, span, "indicator_words")
    };
    let compound = ["CAGR", "复合", "年均"].iter().any(|w| f.metric.contains(w));
    match &s.change {
        // a range of a growth, and a compound one, is its value: `同比变动率为44%-46%`
        Some(_) if compound || whole.is_some() && s.quantity.low != s.quantity.high => measure(&mut f, s.quantity),
        Some(c) => moved(&mut f, c),
        None => measure(&mut f, s.quantity),
    }
    circumstances(&mut f, page, sentence, s.quantity.span.start, false);
    // what the house thinks a share worth is neither planned nor so
    let fair = ["合理估值", "合理价值", "合理市值"].iter().any(|w| sentence.span.of(page.text).contains(w));
    let potential = size && market::is_potential(between(page.text, s.clause.start, s.quantity.span.start));
    if potential || f.metric.ends_with("目标市值") || fair && f.metric.ends_with("市值") {
        f.basis = Some(Basis::Forecast);
    }
    // 销量 alone may be a part's
    if !f.subject_id.is_empty() && page.lexicon.phrases.measured.contains(&f.metric.as_str()) {
        f.object = segment(page, sentence, s, Span::new(start, start)).unwrap_or_default();
    }
    f.object =
        Some(f.object).filter(|o| !o.is_empty()).or_else(|| growth::scenario(page, sentence, s)).unwrap_or_default();
    if compound {
        f.period = growth::span_of_years(page, s, f.period.take());
    }
    Some(f)
}

/// The words of one thing of a list with the noun that stands at the last one's end: 车险 + 保费收入.
fn shared(page: &Page<'_>, item: Span, words: &str) -> String {
    let item = own_words(page, item);
    let noun = split(page, words).1;
    // 中国、日本的餐饮连锁化率
    let region = page.lexicon.phrases.regions.iter().find_map(|r| noun.strip_prefix(*r)).filter(|_| noun == words);
    let noun = region.map_or(noun, |n| n.trim_start_matches('的'));
    // 营收 of `营收和净利润CAGR`: all grow, each of its own
    let relatives = &page.lexicon.phrases.relatives;
    if let Some(tail) = relatives
        .iter()
        .find(|r| words.ends_with(**r) && page.lexicon.phrases.measured.iter().any(|m| item.ends_with(m)))
    {
        return if item.ends_with(tail) { item.to_owned() } else { format!("{item}{tail}") };
    }
    let same = page.lexicon.phrases.measured.iter().any(|w| words.ends_with(w) && item.ends_with(w));
    if same || item.ends_with(noun) { item.to_owned() } else { format!("{item}{noun}") }
}

/// Of whom or what an indicator is, and its words without that: the region or industry that the words name, the
/// company that acts, the topic of the sentence. In a report of an industry no company is carried over from other
/// sentences; where a sentence speaks of an industry, the report's own company is not meant.
fn holder<'t>(page: &Page<'t>, sentence: &Sentence, s: &Statement<'_>, words: &'t str) -> (Subject, &'t str) {
    let named = |name: &str| Subject { id: String::new(), name: name.to_owned() };
    let at = s.quantity.span.start;
    let words = bare(page, words);
    let words =
        if words.starts_with("整体实现") || words.starts_with("实现") { noun(words, words) } else { words };
    let start = s.indicator.start;
    let company = page.is_named_at(start);
    // 海外收入 in a text on a company is a part of it
    let own = |region: &str| {
        let rest = words.strip_prefix(region).unwrap_or("").trim_start_matches("地区");
        let part = ["收入", "营收", "业务", "销售", "毛利"].iter().any(|w| rest.starts_with(w));
        matches!(region, "海外" | "国内") && part && (page.is_of_company() || page.names_actor(sentence, at))
    };
    if let Some(region) =
        page.lexicon.phrases.regions.iter().find(|r| words.starts_with(**r)).filter(|r| !company && !own(r))
    {
        let (of, noun) = split(page, words);
        // 劳动 of 我国劳动人口 is no thing by itself
        let thing = of.chars().count().saturating_sub(region.chars().count());
        return match thing {
            _ if of == noun => (named(region), words[region.len()..].trim_start_matches(['的', ' '])),
            0 => (named(region), words),
            1 | 2 if noun.chars().count() <= 2 => {
                (named(region), words[region.len()..].trim_start_matches(['的', ' ']))
            }
            _ => (named(of), noun),
        };
    }
    // 可比公司平均PE is the peers' own
    if let Some(peers) = ["可比公司", "同业公司", "同行业公司"].iter().find(|w| words.starts_with(**w)) {
        let noun = words[peers.len()..].trim_start_matches(['的', ' ']);
        return (named(peers), if noun.chars().count() >= 2 { noun } else { words });
    }
    if let Some((sector, noun)) = sector(page, sentence, s, words) {
        return (named(sector), noun);
    }
    if let Some(topic) = page.led_by_topic(sentence, at) {
        // what the indicator's words say of the topic stands in the subject
        let again = between(page.text, topic.start.max(start), topic.end);
        let rest = words.strip_prefix(again).filter(|w| topic.end > start && w.chars().count() >= 2);
        let words = rest.map_or(words, |rest| bare(page, rest));
        // `出货量` alone behind `中国协作机器人…` is of these
        let topic = if split(page, words).1 == words { page.wider(topic) } else { topic };
        return (named(topic.of(page.text)), words);
    }
    if page.head.company.is_empty() && !page.names_actor(sentence, at) {
        return (Subject::default(), words);
    }
    // a passage of a section on the industry that does not speak of the company is not of it
    if page.is_of_wide_section() && !page.speaks_of_own() {
        return (Subject::default(), words);
    }
    // `物业企业住宅收入占比60%，商业占比20%`: firms that the sentence begins with
    let firms = firms(page, sentence, at).filter(|_| !page.names_actor(sentence, at));
    (firms.map_or_else(|| page.actor(sentence, at), named), words)
}

/// Whom a sentence that names no company begins with: 物业企业, 上市房企.
fn firms<'t>(page: &Page<'t>, sentence: &Sentence, at: usize) -> Option<&'t str> {
    let lead = between(page.text, sentence.span.start, at);
    let words = ["企业", "厂商", "居民", "消费者"].iter().chain(&page.lexicon.phrases.firm_groups);
    let (from, word) = words.filter_map(|w| lead.find(*w).map(|i| (i, *w))).min()?;
    let end = sentence.span.start + from + word.len();
    let start = page.phrase_before(sentence.span.start, sentence.span.start + from)?.start;
    let begins =
        between(page.text, sentence.span.start, start).chars().all(|c| !c.is_alphabetic() || "年月上下半".contains(c));
    let name = between(page.text, start, end);
    (begins && (4..=14).contains(&name.chars().count()) && name.chars().all(char::is_alphabetic)).then_some(name)
}

/// The sector that an indicator's words name, and its noun: 通信板块 of 通信板块整体实现营业收入; 板块净利润 is of the
/// sector that the sentence names.
fn sector<'t>(page: &Page<'t>, sentence: &Sentence, s: &Statement<'_>, words: &'t str) -> Option<(&'t str, &'t str)> {
    for word in ["板块", "行业", "产业"] {
        if let Some(rest) = words.strip_prefix(word).filter(|n| n.chars().count() >= 2)
            && let Some(topic) = page.topic_at(sentence, s.indicator.start)
        {
            return Some((topic.of(page.text), noun(rest, words)));
        }
        let own = !page.is_named_at(s.indicator.start) && !words.starts_with("公司");
        if let Some(i) = words.find(word).filter(|i| *i > 0 && own) {
            let end = i + word.len();
            return Some((&words[..end], noun(&words[end..], words)));
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

/// The words without marks, dates, list numbers and what opens a clause: `公司2018-20年ROE` is ROE.
fn bare<'t>(page: &Page<'_>, words: &'t str) -> &'t str {
    let mut rest = words;
    if let Some((_, behind)) =
        ["显示", "表明", "预测", "预计", "给予公司", "给予"].iter().find_map(|w| rest.rsplit_once(w))
        && behind.chars().count() >= 2
    {
        rest = behind;
    }
    rest = page.region_within(rest).map_or(rest, |at| &rest[at..]);
    let mut cut_date = false;
    loop {
        let bare = rest
            .trim_start_matches(|c: char| !c.is_alphanumeric() || c == '的' || cut_date && "年月度末底期".contains(c));
        let dated = page.periods.iter().map(|p| p.span.of(page.text)).find(|p| bare.starts_with(p));
        let phrases = &page.lexicon.phrases;
        // 其 of 其他业务 is part of the word
        let word = ["其他", "其它", "其余", "其次"].iter().any(|w| bare.starts_with(w));
        let mut leads = phrases.opens.iter().chain(&phrases.indicator_leads);
        let open = leads.find(|o| bare.starts_with(**o) && !(word && o.len() == '其'.len_utf8()));
        let cut = dated.map(str::len).or(open.map(|o| o.len())).unwrap_or(0);
        let next = &bare[cut..];
        if next.chars().filter(|c| c.is_alphabetic()).count() < 2 {
            return if bare.is_empty() { words } else { bare };
        }
        if next.len() == rest.len() {
            return rest;
        }
        cut_date = dated.is_some();
        rest = next;
    }
}

/// An indicator's words without what stands around them.
pub(super) fn own_words<'d>(page: &Page<'d>, indicator: Span) -> &'d str {
    let words = indicator.of(page.text).trim();
    let words = page.mentions.iter().find(|m| m.span.start == indicator.start).map_or(words, |m| {
        let rest = between(page.text, m.span.end, indicator.end).trim_start_matches(['的', ' ']);
        if rest.chars().count() >= 2 { rest } else { words }
    });
    bare(page, words)
}

/// What an indicator's words measure, without the noun: 六维力传感器 of 六维力传感器出货量; `None` where no name
/// stands before the noun.
pub(super) fn thing<'d>(page: &Page<'d>, indicator: Span) -> Option<&'d str> {
    let words = page.phrase_before(indicator.start, indicator.end)?.of(page.text);
    let (of, noun) = split(page, bare(page, words));
    (of != noun && !page.is_generic(of)).then_some(of)
}

/// `我国速冻食品人均消费量` → 我国速冻食品, 人均消费量: the longest run of measuring words at the end.
fn split<'t>(page: &Page<'_>, words: &'t str) -> (&'t str, &'t str) {
    let phrases = &page.lexicon.phrases;
    let mut at = words.len();
    loop {
        let head = &words[..at];
        let nouns = phrases.measured.iter().chain(&phrases.modifiers).filter(|w| w.chars().count() >= 2);
        match nouns.filter(|w| head.ends_with(**w)).map(|w| w.len()).max() {
            Some(n) if n < at => at -= n,
            _ => break,
        }
    }
    // 经济总产出 is 经济, 总产出
    while let Some(of) = words[..at].strip_suffix(['总', '均']).filter(|of| !of.is_empty() && at < words.len()) {
        at = of.len();
    }
    if at == words.len() { (words, words) } else { (words[..at].trim_end_matches(['的', ' ']), &words[at..]) }
}

/// The indicator's words without what trails behind its noun, where they end in a noun that is measured
/// (a rate, an amount), or in one that is counted beside a classifier.
fn measure_words<'d>(page: &Page<'d>, s: &Statement<'_>) -> Option<&'d str> {
    let phrases = &page.lexicon.phrases;
    let unit = s.quantity.unit.as_str();
    let indicator = s.indicator.of(page.text);
    // a target price has its own rule; 前值 is what was said before
    let last: String = indicator.chars().rev().take(8).collect::<Vec<_>>().into_iter().rev().collect();
    // the end of a range that a cut went through
    let torn = ["内的", "以内", "以上的", "以下的", "之间的", "这一数", "这一比", "上述各", "是"]
        .iter()
        .any(|w| indicator.starts_with(w));
    if torn || last.contains("目标价") || ["前值", "前次", "原值"].iter().any(|w| indicator.contains(w)) {
        return None;
    }
    let mut words = indicator.trim_end();
    while let Some(tail) = phrases.trailing.iter().find(|t| words.ends_with(**t) && !phrases.measured.contains(*t)) {
        words = words[..words.len() - tail.len()].trim_end();
    }
    // PE is none in CAPE
    let whole = |w: &&str, at: usize| !(w.is_ascii() && words[..at].ends_with(|c: char| c.is_ascii_alphabetic()));
    let at = |w: &&str| words.rfind(*w).filter(|i| whole(w, *i)).map(|i| i + w.len());
    let mut measured = phrases.measured.iter().any(|w| words.ends_with(w) && whole(w, words.len() - w.len()));
    // `出厂价稳定上升至`: a few words may stand behind the noun
    let nouns = phrases.measured.iter().filter(|w| !measured && w.chars().count() >= 2);
    let inner = nouns.filter_map(at).max();
    let dated = |end: usize| {
        let from = s.indicator.start + end;
        let inside = page.periods.iter().filter(|p| p.span.start >= from && p.span.end <= s.indicator.end);
        inside.map(|p| p.span.of(page.text).chars().count()).sum::<usize>()
    };
    if let Some(end) = inner.filter(|end| words[*end..].chars().count() <= REST + dated(*end)) {
        words = &words[..end];
        measured = true;
    }
    let share = unit == "%" && words.rfind('占').is_some_and(|i| words[i..].chars().count() >= 3);
    // a classifier counts things; `8 英寸`, `28nm` name a product
    let classifier = !unit.is_empty() && !unit.is_ascii() && !phrases.nodes.contains(&unit);
    let counted = classifier && phrases.counted.iter().any(|w| words.ends_with(w));
    let node =
        phrases.nodes.contains(&unit) && !["度", "径", "宽", "高", "长", "厚"].iter().any(|w| words.ends_with(w));
    let bare = words.chars().filter(|c| c.is_alphanumeric()).count() < 2 || ["公司", "企业", "产品"].contains(&words);
    let act = unit == "%"
        && ["投资", "支付", "采购", "消费", "投入"].iter().any(|w| words.ends_with(w))
        && s.change.as_ref().is_none_or(|c| c.base.is_none());
    (!node && !bare && !act && (measured || share || counted)).then_some(words)
}
