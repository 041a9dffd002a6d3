//! The list and the field that ranks are of, where a text names them apart from the rank.
//!
//! reads: `在某某榜单中`, `《某榜》`, also of an earlier sentence; `某某方面，`, `以某某为统计口径，`, `某某公司共有260家，`, the
//! product whose users are counted. does not match: other titles, `榜首`, what names no field (公司方面).

use super::page::Page;
use super::ranked::{Ranked, SCOPE, behind_scopes, measure, valued};
use super::sentence::Sentence;
use crate::span::{Span, between};

/// Sentences over which a list that is named holds.
const LISTED: usize = 5;

/// What the clauses before name a field: `某某方面，`, `以某某为统计口径，`, `某某公司共有260家，`.
pub(super) fn field(page: &Page<'_>, sentence: &Sentence, clause: Span, ranked: &Ranked) -> Option<String> {
    let phrases = &page.lexicon.phrases;
    let alone = ranked.list.is_empty() && phrases.ranked.contains(&ranked.measure.as_str());
    for c in sentence.clauses.iter().rev().filter(|c| c.end <= clause.start) {
        let words = c.of(page.text).trim_matches([' ', '，', ',', '●', '•']);
        // a share of a market is of the one that is measured before
        if alone && ["份额", "占有率", "市占率"].iter().any(|w| ranked.measure.ends_with(w)) {
            let sizes = page.quantities_in(*c).map(|q| measure(page, *c, valued(page, *c, q.span.start), false));
            if let Some(size) = sizes.filter(|w| w.ends_with("市场规模") && w.chars().count() > 4).last() {
                return Some(behind_scopes(page, &size).1.to_owned());
            }
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

/// The list that an earlier sentence of the passage names.
pub(super) fn listed(page: &Page<'_>, sentence: &Sentence) -> Option<String> {
    let here = page.sentences.partition_point(|s| s.span.start < sentence.span.start);
    let before = page.sentences[here.saturating_sub(LISTED)..here].iter().rev();
    let named = before.filter_map(|s| s.clauses.iter().rev().find_map(|c| list(c.of(page.text), true)));
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
    let mut start = from.iter().filter_map(|w| lead[..end].rfind(w).map(|i| i + w.len())).max()?;
    start =
        ["发布的", "权威的"].iter().filter_map(|w| lead[..end].rfind(w).map(|i| i + w.len())).fold(start, usize::max);
    let words = lead[start..end].trim();
    (2..=30).contains(&words.chars().count()).then_some(words)
}
