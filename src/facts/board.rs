//! The list and the field that ranks are of, where a text names them apart from the rank.
//!
//! reads: `在某某榜单中`, `《某榜》`, also of an earlier sentence; `某某方面，`, `以某某为统计口径，`, `某某公司共有260家，`, the
//! product whose users are counted. does not match: other titles, `榜首`, what names no field (公司方面).

use super::actor::Subject;
use super::page::{Page, is_plain};
use super::ranked::{Ranked, SCOPE, valued};
use super::sentence::Sentence;
use super::{benchmarks, dealt, market};
use crate::span::{Span, between};

/// Sentences over which a list that is named holds.
const LISTED: usize = 5;

/// What the clauses before name a field: `某某方面，`, `以某某为统计口径，`, `某某公司共有260家，`.
pub(super) fn field(page: &Page<'_>, sentence: &Sentence, clause: Span, ranked: &Ranked) -> Option<String> {
    let phrases = &page.lexicon.phrases;
    let alone = ranked.list.is_empty() && phrases.ranked.contains(&ranked.measure.as_str());
    for c in sentence.before(clause.start) {
        let words = c.of(page.text).trim_matches([' ', '，', ',', '●', '•']);
        // a share of a market is of the one that is measured before
        if alone
            && ["份额", "占有率", "市占率"].iter().any(|w| ranked.measure.ends_with(w))
            && let Some(market) = measured(page, *c).or_else(|| pursued(page, *c))
        {
            return Some(market);
        }
        // of whom: a list of so many
        if let Some(q) = page.quantities_in(*c).find(|q| q.span.of(page.text).ends_with('家')) {
            let lead = between(page.text, c.start, valued(page, *c, q.span.start)).trim();
            let kinds = ["公司", "企业", "厂商", "机构", "券商", "银行"];
            if kinds.iter().any(|k| lead.ends_with(k)) && (4..=24).contains(&lead.chars().count()) {
                return Some(lead.to_owned());
            }
        }
        if words.contains("口径") {
            return counted_by(page, *c);
        }
        // `豆包 2025年用户规模…，月均活跃用户…`: users are of a product
        let first = page.periods.iter().find(|p| c.contains(p.span)).map(|p| p.span.start);
        if let Some(at) =
            first.filter(|_| ["用户", "下载", "日活", "月活", "流量"].iter().any(|w| ranked.measure.contains(w)))
        {
            let name = between(page.text, c.start, at).trim_matches([' ', '，', ',']);
            let name = name.rsplit(['：', ':', '●', '•']).next()?.trim();
            if (2..=10).contains(&name.chars().count()) && !name.starts_with(['据', '截', '自', '在', '从', '于'])
            {
                return Some(name.to_owned());
            }
        }
        // `2025年上半年某某市场，甲占比第一`
        let begin = page.periods.iter().filter(|p| c.contains(p.span)).map(|p| p.span.end).max().unwrap_or(c.start);
        let market = between(page.text, begin, c.end).trim_matches([' ', '，', ',', '在']);
        if alone && market.ends_with("市场") && is_plain(market, 4..=20) && !page.is_generic(market) {
            return Some(market.to_owned());
        }
        let topic = ["领域方面", "业务方面", "方面", "领域", "业务"].iter().find_map(|t| words.strip_suffix(t));
        if let Some(topic) = topic.filter(|_| alone) {
            let name = topic.trim_start_matches(['在', '从', ' ']);
            let known = phrases.generic.contains(&name) || phrases.ranked.contains(&name);
            let short = (2..=12).contains(&name.chars().count()) && !name.contains(['、', '《']);
            return (!known && short).then(|| name.to_owned());
        }
    }
    None
}

/// The market whose size, sales or output a clause gives and that is nobody's: `2023年电池盒总销量约为900万套`.
fn measured(page: &Page<'_>, clause: Span) -> Option<String> {
    const SIZES: [&str; 9] = ["市场规模", "总销售额", "总销售", "总销量", "销售额", "销量", "出货量", "产量", "需求量"];
    if page.mentions.iter().any(|m| clause.contains(m.span)) || clause.of(page.text).contains("公司") {
        return None;
    }
    let q = page.quantities_in(clause).last()?;
    let end = valued(page, clause, q.span.start);
    let lead = between(page.text, clause.start, end);
    let size = SIZES.iter().find(|w| lead.ends_with(**w))?;
    let thing = page.phrase_before(clause.start, end - size.len())?.of(page.text);
    let name = behind_scopes(page, thing.trim_end_matches(['的', ' '])).1;
    ((2..=16).contains(&name.chars().count()) && !page.is_generic(name)).then(|| name.to_owned())
}

/// What a firm is about by the clause before a place: `公司走低端手机路线，在北美（市场份额第四）`, `专注于甲设备，`.
fn pursued(page: &Page<'_>, clause: Span) -> Option<String> {
    const ABOUT: [&str; 8] = ["专注于", "聚焦于", "深耕于", "专注", "聚焦", "深耕", "主营", "走"];
    let words = clause.of(page.text).trim_end_matches(['，', ',', ' ']);
    let (at, word) = ABOUT
        .iter()
        .filter_map(|w| words.rfind(w).map(|i| (i, *w)))
        .min_by_key(|(i, w)| (*i, std::cmp::Reverse(w.len())))?;
    let behind = words[at + word.len()..].trim_start();
    let name = match word {
        "走" => behind.strip_suffix("路线")?,
        _ => behind.trim_end_matches("多年").trim_end_matches("领域").trim_end_matches("业务").trim_end_matches("市场"),
    };
    let plain = is_plain(name, 2..=12);
    (plain && !page.is_generic(name)).then(|| name.to_owned())
}

/// The market that a bare share is of, where a clause before gives its size or says what the firm is about.
pub(super) fn market_before(page: &Page<'_>, sentence: &Sentence, clause: Span) -> Option<String> {
    let mut before = sentence.before(clause.start);
    before.find_map(|c| measured(page, *c).or_else(|| pursued(page, *c)).or_else(|| early(page, *c)))
}

/// `甲行业处于蓝海市场，公司市占率`: a market of which a clause says how far it is.
fn early(page: &Page<'_>, clause: Span) -> Option<String> {
    let words = clause.of(page.text);
    let at = ["处于", "仍处", "正处", "属于", "尚处"].iter().filter_map(|w| words.find(w)).min()?;
    let stage = ["市场", "蓝海", "阶段", "初期", "早期", "赛道", "成长期"].iter().any(|w| words[at..].contains(w));
    let name = page.phrase_before(clause.start, clause.start + at)?.of(page.text).trim();
    let name = market::tidy(page, name);
    let nobodys = !page.mentions.iter().any(|m| clause.contains(m.span)) && !words.contains("公司");
    (stage && nobodys && (2..=12).contains(&name.chars().count()) && !page.is_generic(name)).then(|| name.to_owned())
}

/// `以包含硅片在内的半导体材料为统计口径` → 半导体材料.
fn counted_by(page: &Page<'_>, clause: Span) -> Option<String> {
    let words = clause.of(page.text);
    let lead = words[..words.find("口径")?].trim_end_matches("统计").trim_end_matches("为");
    let from = ["按照", "按", "以"].iter().find_map(|w| lead.find(w).map(|i| i + w.len()))?;
    let name = lead.get(from..)?.rsplit("在内的").next()?;
    let end = clause.start + lead.len();
    let at = end - name.len();
    let dated = page.periods.iter().find(|p| p.span.start == at && p.span.end <= end);
    let name = dated.map_or(name, |p| between(page.text, p.span.end, end)).trim_matches(['的', ' ']);
    (2..=SCOPE).contains(&name.chars().count()).then(|| name.to_owned())
}

/// A place among what the covered company itself has is its own, not the market's: `公司甲、乙为销售额排名前二的大单品`.
pub(super) fn of_company(page: &Page<'_>, sentence: &Sentence, subject: &Subject, object: String) -> String {
    let nobodys = subject.id.is_empty() && page.is_of_company();
    let owns = object.contains("主营业务") || object.contains("主营收入");
    let inner = ["大单品", "单品", "产品", "品类", "业务"].iter().any(|w| object.starts_with(w));
    let says = sentence.span.of(page.text).contains("公司");
    if nobodys && (owns || inner && says) { format!("{} {object}", page.covered().name) } else { object }
}

/// The benchmark that the words before a place name.
pub(super) fn benchmark<'t>(page: &Page<'t>, lead: Span) -> Option<&'t str> {
    benchmarks::nearest(page, lead)
}

/// `某某榜第三`, `某某 Bench 位列第一`: the list or the benchmark that the words before a place end in or stand in.
pub(super) fn right_before<'t>(page: &Page<'t>, lead: Span) -> Option<&'t str> {
    let words = lead.of(page.text).trim_end();
    if page.text[lead.end..].starts_with("冠军") {
        return won(page, lead);
    }
    if ["榜", "榜单"].iter().any(|w| words.ends_with(w)) {
        let cut = ["，", "、", "在", "的", "：", "登顶", "位列", "位居"];
        let from = cut.iter().filter_map(|w| words.rfind(w).map(|i| i + w.len())).max().unwrap_or(0);
        let known = page.mentions.iter().filter(|m| lead.contains(m.span)).map(|m| m.span.end - lead.start);
        let from = known.filter(|e| *e < words.len()).fold(from, usize::max);
        let name = words[from..].trim();
        return (3..=30).contains(&name.chars().count()).then_some(name);
    }
    benchmark(page, lead)
}

/// `成为2025年纯电车型销售冠军`: in what somebody comes first.
fn won<'t>(page: &Page<'t>, lead: Span) -> Option<&'t str> {
    let words = lead.of(page.text);
    let takes = ["成为", "荣获", "问鼎", "获得", "夺得", "摘得", "斩获", "蝉联", "卫冕"];
    let from = lead.start + takes.iter().filter_map(|w| words.rfind(w).map(|i| i + w.len())).max()?;
    let dated = page.periods.iter().filter(|p| p.span.start >= from && p.span.end <= lead.end).map(|p| p.span.end);
    let name = between(page.text, dated.max().unwrap_or(from), lead.end).trim_matches(['的', '了', ' ']);
    let counted = ["销售", "销量", "市场", "出货", "份额", "销售额", "出口", "产量"].iter().any(|w| name.ends_with(w));
    (counted && (2..=20).contains(&name.chars().count())).then_some(name)
}

/// What a place is counted by where the clause behind it or the one before it says so: `位列第二，市占率12.4%`, `拿下39%的份额，位居第一`.
pub(super) fn beside(page: &Page<'_>, sentence: &Sentence, clause: Span) -> Option<String> {
    let ranked = &page.lexicon.phrases.ranked;
    let next = sentence.clauses.iter().find(|c| c.start >= clause.end);
    let opens = next.map(|c| c.of(page.text).trim_start());
    let opens = opens.map(|w| ["不过", "但", "其", "且"].iter().find_map(|o| w.strip_prefix(o)).unwrap_or(w));
    if let Some(measure) = opens.and_then(|w| ranked.opening(w)) {
        return Some(measure.to_owned());
    }
    let before = *sentence.before(clause.start).next()?;
    if let Some(measure) = dealt::measure(page, before) {
        return Some(measure.of(page.text).to_owned());
    }
    let of = page.quantities_in(before).filter(|q| q.unit == "%").find_map(|q| {
        let rest = between(page.text, q.span.end, before.end).trim_start().strip_prefix('的')?;
        ranked.opening(rest)
    });
    of.map(str::to_owned)
}

/// The list that an earlier sentence of the passage names.
pub(super) fn listed(page: &Page<'_>, sentence: &Sentence) -> Option<String> {
    let here = page.sentences.partition_point(|s| s.span.start < sentence.span.start);
    let before = page.sentences[here.saturating_sub(LISTED)..here].iter().rev();
    // a list that no 在 leads holds for the next sentence only
    let of = |near: bool, c: &Span| list(c.of(page.text), true).or_else(|| named(c.of(page.text)).filter(|_| near));
    let named = before.enumerate().filter_map(|(i, s)| s.clauses.iter().rev().find_map(|c| of(i == 0, c)));
    named.map(str::to_owned).next()
}

pub(super) fn is_list(words: &str) -> bool {
    words.contains(['榜', '《'])
}

/// `《某榜》榜单`, `在某某榜单中`, `登顶 GitHub 平台榜首`: the list that a text names. `far`: it stands in
/// another clause, and must be led by 在.
pub(super) fn list(lead: &str, far: bool) -> Option<&str> {
    if let Some(end) = lead.rfind('》')
        && let Some(start) = lead[..end].rfind('《')
        && ["榜", "排行", "排名", "强", "份额"].iter().any(|w| {
            lead[start..end].contains(w) && !lead[start..].contains("竞争力")
                || lead[end..].starts_with(&format!("》{w}"))
        })
    {
        return Some(&lead[start..end + '》'.len_utf8()]);
    }
    let end = lead.rfind('榜').filter(|i| !lead[*i..].starts_with("榜首")).map(|i| i + '榜'.len_utf8())?;
    let end = if lead[end..].starts_with('单') { end + '单'.len_utf8() } else { end };
    let from: &[&str] = if far { &["在"] } else { &["在", "登顶", "，", "、"] };
    // `某榜中该模型位列第三`
    let opens = || (!far && lead[end..].starts_with(['中', '上'])).then_some(0);
    let mut start = from.iter().filter_map(|w| lead[..end].rfind(w).map(|i| i + w.len())).max().or_else(opens)?;
    start =
        ["发布的", "权威的"].iter().filter_map(|w| lead[..end].rfind(w).map(|i| i + w.len())).fold(start, usize::max);
    let words = lead[start..end].trim();
    (2..=30).contains(&words.chars().count()).then_some(words)
}

/// `某机构发布的某榜单上，`, `更新的某榜中，`, `更新某指数，`: a list or an index that a whole clause names, though not by 在.
pub(super) fn named(words: &str) -> Option<&str> {
    let words = words.trim().trim_end_matches(['，', ',', ' ', '：', ':', '；', '。']);
    let inner = ["上", "中", "里", "内"].iter().find_map(|w| words.strip_suffix(w));
    let fresh = ["更新", "公布", "发布", "揭晓"].iter().filter_map(|w| words.rfind(w).map(|i| i + w.len())).max();
    let kinds = ["榜单", "排行榜", "榜", "指数", "TOP10"];
    let name = inner.or(fresh.map(|_| words)).filter(|n| kinds.iter().any(|k| n.ends_with(k)))?;
    let starts = ["在", "更新", "公布", "发布", "的", "据"];
    let from = starts.iter().filter_map(|w| name.rfind(w).map(|i| i + w.len())).max().unwrap_or(0);
    let name = name[from..].trim_start_matches(['的', '了']).trim();
    ((3..=30).contains(&name.chars().count()) && !name.contains(['、', '《'])).then_some(name)
}

/// The place that a measure is counted in, and the measure: 全球市场份额, `美国大数据市场规模` → 大数据市场规模.
pub(super) fn behind_scopes<'t>(page: &Page<'_>, words: &'t str) -> (&'t str, &'t str) {
    let phrases = &page.lexicon.phrases;
    let places = phrases.scopes.iter().chain(&phrases.regions);
    let place = places.filter(|s| words.starts_with(**s) && !s.ends_with(['场', '业', '源']));
    let Some(place) = place.max_by_key(|s| s.len()) else { return ("", words) };
    let rest = words[place.len()..].trim_start_matches(['的', ' ']);
    if rest.chars().count() >= 2 { (&words[..place.len()], rest) } else { ("", words) }
}
