//! The words of one thing of a list: what it shares with the last one, whose noun all have.
//!
//! reads: the item's words and those of the last item (`一线、新一线、二线城市高端占比`), the agent before 分别对 (`甲分别对乙、
//! 丙收入增长的贡献度`), expenses (`销售/管理/研发费用`), 占 and the whole behind the last one. gives: the item's words with the common head and tail.
//! refuses: a noun where the item has its own.

use super::page::Page;
use super::{Fact, FactKind, indicator};
use crate::span::{Span, between};

/// Expenses whose noun a list gives but once: `销售、管理、研发费用率分别为`.
const EXPENSES: [&str; 7] = ["销售", "管理", "研发", "财务", "营销", "行政", "市场推广"];

/// Bytes before an item in which the agent of its list is sought.
const REACH: usize = 240;

/// The words of one thing of a list with the noun that stands at the last one's end: 车险 + 保费收入.
pub(super) fn words(page: &Page<'_>, place: Span, words: &str) -> String {
    let item = indicator::own_words(page, counted_off(page, place)).trim_start_matches('对');
    let head = agent(page, place).unwrap_or_default();
    // `甲、乙分别占晶圆收入`
    let words = words.rsplit("分别").next().unwrap_or(words);
    // `甲、乙为主要来源，分别占比总营收`, `甲和乙分列三四位，占比分别为`
    let cut = ["为主", "分列", "分居", "位列", "位居", "排名"].iter().filter_map(|w| item.find(w)).min();
    let item = cut.filter(|i| *i > 0).map_or(item, |i| &item[..i]);
    if let Some(tail) = EXPENSES.contains(&item).then(|| spent(words)).flatten() {
        return format!("{item}{tail}");
    }
    if let Some(all) = of_regions(page, item, words) {
        return all;
    }
    let whole = words.strip_prefix("占比").filter(|w| w.chars().count() >= 2 && !w.starts_with(['为', '约', '达']));
    if let Some(whole) = whole {
        return format!("{head}{item}占{whole}");
    }
    let of = words.find('占').filter(|i| !words[*i..].starts_with("占比") && words[*i..].chars().count() >= 3);
    let noun = of.map_or_else(|| indicator::split(page, words).1, |i| &words[i..]);
    if of.is_some() {
        return if item.ends_with(noun) { item.to_owned() } else { format!("{head}{item}{noun}") };
    }
    if let Some(tail) = common(page, item, words) {
        return if item.ends_with(tail) { format!("{head}{item}") } else { format!("{head}{item}{tail}") };
    }
    // 中国、日本的餐饮连锁化率
    let region = page.lexicon.phrases.regions.iter().find_map(|r| noun.strip_prefix(*r)).filter(|_| noun == words);
    let noun = region.map_or(noun, |n| n.trim_start_matches('的'));
    // 营收 of `营收和净利润CAGR`: all grow, each of its own
    let relatives = &page.lexicon.phrases.relatives;
    if let Some(tail) =
        relatives.iter().find(|r| words.ends_with(**r) && page.lexicon.phrases.measured.closing(item).is_some())
    {
        return if item.ends_with(tail) { item.to_owned() } else { format!("{item}{tail}") };
    }
    // a thing that is measured itself needs no other noun: 收入 of `收入/利润体量`
    let same =
        page.lexicon.phrases.measured.iter().any(|w| {
            item.ends_with(w) && (words.ends_with(w) || w.chars().count() >= 2 && item != *w || noun == words)
        });
    // 二级医院的平均床位数 is of 二级医院
    let tail = words.rsplit_once('的').map(|(_, tail)| tail).filter(|t| t.ends_with(noun) || noun == words);
    let noun = tail.filter(|t| (2..=8).contains(&t.chars().count())).unwrap_or(noun);
    if same || item.ends_with(noun) { format!("{head}{item}") } else { format!("{head}{item}{noun}") }
}

/// 费用率 of 研发费用率: what all expenses of a list have.
fn spent(words: &str) -> Option<&'static str> {
    let tail = ["费用率", "费用"].into_iter().find(|t| words.ends_with(t))?;
    let last = words.strip_suffix(tail)?;
    EXPENSES.iter().any(|e| last.ends_with(e)).then_some(tail)
}

/// 研发费用 of `研发、管理费用分别为3.1、2.2亿元` is what a company spends on research, where it is the last of its list too.
pub(super) fn researched(page: &Page<'_>, listed: bool, f: &mut Fact) {
    let money = page.lexicon.units.is_currency(&f.unit);
    if listed && money && f.metric == "研发费用" && !f.subject_id.is_empty() {
        f.kind = FactKind::Financial;
        f.metric = "rd_expense".to_owned();
    }
}

/// `美国、西欧市场手机出货量分别为`: each region has what stands behind the last one.
fn of_regions(page: &Page<'_>, item: &str, words: &str) -> Option<String> {
    let regions = &page.lexicon.phrases.regions;
    let tail = |w: &str| -> Option<usize> {
        let region = regions.openings(w).map(str::len).max()?;
        let more = ["市场", "地区"].iter().find(|t| w[region..].starts_with(**t)).map_or(0, |t| t.len());
        Some(region + more)
    };
    let noun = words[tail(words)?..].trim_start_matches('的');
    let bare = item.len() == tail(item)? && !noun.starts_with('占') && noun.chars().count() >= 3;
    bare.then(|| format!("{item}{noun}"))
}

/// An item without the number of its things: AI漫剧 of `28部AI漫剧`.
fn counted_off(page: &Page<'_>, item: Span) -> Span {
    let start = item.end - item.of(page.text).trim_start().len();
    let q = page.quantities.iter().find(|q| q.span.start == start && !q.unit.is_empty() && !q.unit.is_ascii());
    let rest = q.filter(|q| q.span.end < item.end && between(page.text, q.span.end, item.end).chars().count() >= 2);
    rest.map_or(item, |q| Span::new(q.span.end, item.end))
}

/// What the last one says behind the word that all end in: 城市高端占比 of `一线、二线城市高端占比`; behind the thing itself
/// where an amount's growth is measured: 收入增长的贡献度 of `甲、乙收入增长的贡献度`.
fn common<'t>(page: &Page<'_>, item: &str, words: &'t str) -> Option<&'t str> {
    let last = item.chars().next_back().filter(|c| c.is_alphabetic() && !c.is_ascii())?;
    let noun = indicator::split(page, words).1;
    let short = (2..=4).contains(&item.chars().count()) && !words.contains(item);
    if let Some(i) = words.find(last).filter(|i| *i > 0 && short) {
        let tail = words[i + last.len_utf8()..].trim_start_matches('的');
        let inner = tail.len() > noun.len() && tail.ends_with(noun) && noun.len() < words.len();
        return inner.then_some(tail);
    }
    let of = words.strip_suffix(noun)?.trim_end_matches('的');
    let grown = ["增长", "增速", "下降", "提升"].iter().find_map(|w| of.strip_suffix(w))?;
    let (thing, measured) = indicator::split(page, grown);
    (thing != measured && !item.ends_with(noun)).then(|| &words[thing.len()..])
}

/// Who does it to each of a list: `产品升级对` of `产品升级分别对甲、乙收入增长的贡献度`.
fn agent(page: &Page<'_>, item: Span) -> Option<String> {
    let floor = (item.start.saturating_sub(REACH)..=item.start).find(|i| page.text.is_char_boundary(*i))?;
    // the first item may hold 对 itself
    let lead =
        between(page.text, floor, item.start + if item.of(page.text).starts_with('对') { '对'.len_utf8() } else { 0 });
    let at = lead.rfind("分别对")?;
    let clear = !lead[at..].contains(['，', ',', '。', '；']);
    let from =
        lead[..at].rfind(['，', ',', '。', '；']).map_or(0, |i| i + lead[i..].chars().next().map_or(1, char::len_utf8));
    let name = page.phrase_before(floor + from, floor + at)?.of(page.text).trim();
    ((2..=12).contains(&name.chars().count()) && clear).then(|| format!("{name}对"))
}
