//! What a share or a growth is of whose own words do not say it: 占比 of `北美业务收入为2亿元，占比3%`.
//!
//! reads: the amount before it in the sentence (its noun, or what a number counts: `8 名销售人员，占员工总数 3%`),
//! else the head of the clause before (`甲为强势市场，占比约70%`). gives: the words with their head; `None` where no
//! head stands near: a share of nobody knows what is no statement. Does not read: words that have their head.

use super::change::{self, Change};
use super::indicator;
use super::page::{Page, is_plain};
use super::sentence::Sentence;
use super::statement::Statement;
use crate::span::{Span, between};

/// Characters that the head of a clause without a number may have.
const HEAD: std::ops::RangeInclusive<usize> = 2..=12;

/// Whether words are a share or a growth and no word says of what.
pub(super) fn is_bare(page: &Page<'_>, words: &str) -> bool {
    let words = words.trim().trim_start_matches("分别");
    let growth = words.strip_prefix("全年").or_else(|| words.strip_prefix('年')).filter(|w| is_growth(w));
    words.starts_with('占') && words != "占地面积" || page.lexicon.phrases.relatives.contains(&growth.unwrap_or(words))
}

/// Whether words are a growth of the amount before them: `营收8亿元，同比增速为5%`.
pub(super) fn is_growth(words: &str) -> bool {
    let words = words.trim().trim_start_matches("同比").trim_start_matches("较上年");
    matches!(words, "增速" | "增幅" | "增长率" | "变动率" | "变动幅度" | "变动")
}

/// `words` of the statement at `i` with what they are of in front.
pub(super) fn whole(
    page: &Page<'_>,
    sentence: &Sentence,
    all: &[Statement<'_>],
    i: usize,
    words: &str,
) -> Option<String> {
    let s = &all[i];
    let words = words.trim_end_matches(['也', '已', '均', '则', '将', '仍']);
    // `2）光模块业务：收入占比 30%`
    let lead = between(page.text, s.clause.start, s.indicator.start).trim_end();
    if let Some(headed) = lead.strip_suffix(['：', ':']) {
        let head = page.phrase_before(s.clause.start, s.clause.start + headed.len())?.of(page.text).trim();
        return (!page.is_generic(head)).then(|| format!("{head}{words}"));
    }
    let share = words;
    let part = ["占", "比重", "比例", "份额"].iter().any(|w| words.contains(w));
    let before = (0..i).rev().find(|b| {
        let own = all[*b].indicator;
        let words = tidy(page, indicator::own_words(page, own));
        own.start < own.end
            && own != s.indicator
            && !words.starts_with("我们")
            && !is_bare(page, words)
            && !words.is_empty()
            && !share.contains(words)
    });
    // a clause between the two that names something speaks of that
    let from = before.map_or(sentence.span.start, |b| all[b].clause.end);
    let silent = sentence.clauses.iter().rev().filter(|c| c.end <= s.clause.start && c.start >= from);
    let mut silent = silent.filter(|c| page.quantities_in(**c).next().is_none());
    if let Some(head) = silent.find_map(|c| led(page, *c)) {
        return head.map(|head| format!("{head}{words}"));
    }
    let before = before.map(|b| &all[listed(all, b, i)])?;
    if part && let Some(counted) = counted(page, before, s.clause.start) {
        return Some(format!("{counted}{words}"));
    }
    let head = indicator::own_words(page, before.item.unwrap_or(before.indicator));
    let head = tidy(page, head);
    // 研发投入 of `占营收`; 北美业务 of `占比`
    let amount = !part || words.starts_with('占') && words != "占比";
    let thing = if amount { None } else { indicator::thing(page, before.indicator).filter(|_| before.item.is_none()) };
    let thing = thing.map_or(head, |thing| tidy(page, thing));
    let thing = if amount { thing } else { undated(page, thing) };
    // 造价咨询企业造价师 of `造价咨询企业造价师人数7万人，占比49%`
    let long = indicator::split(page, head).0.trim_end_matches(['的', ' ']);
    let kinds = ["企业", "机构", "公司", "部门", "行业"];
    let kind = long.strip_suffix(thing).is_some_and(|kind| !amount && kinds.iter().any(|w| kind.ends_with(w)));
    let thing = if kind { long } else { thing };
    // `甲占乙的比例仅约40%（2019年占比约37%）`
    if share == "占比" && head.find('占').is_some_and(|at| at > 0) && before.item.is_none() {
        return Some(indicator::own_words(page, before.indicator).to_owned());
    }
    let named = thing.chars().count() >= 2 && (amount || !page.is_generic(thing)) && !thing.contains(['占', '超']);
    named.then(|| join(thing, words))
}

/// A name before the years of another figure: 甲产品 of `甲产品2017-2019年毛利率`.
fn undated<'t>(page: &Page<'_>, name: &'t str) -> &'t str {
    if !name.contains(|c: char| c.is_ascii_digit()) {
        return name;
    }
    let at = page.periods.iter().filter_map(|p| name.find(p.span.of(page.text))).filter(|at| *at > 0).min();
    let bare = at.map_or(name, |at| name[..at].trim_end());
    if bare.chars().count() >= 2 { bare } else { name }
}

/// A head and a share without the noun twice: 软件收入, 收入占比 → 软件收入占比.
pub(super) fn join(head: &str, words: &str) -> String {
    let twice = ["收入", "营收", "利润", "毛利", "销量"].iter().find(|w| head.ends_with(**w) && words.starts_with(**w));
    format!("{head}{}", &words[twice.map_or(0, |w| w.len())..])
}

/// In a list behind a list of as many values: the statement of the first list that stands at the same place.
fn listed(all: &[Statement<'_>], before: usize, i: usize) -> usize {
    let first = |at: usize| (0..=at).rev().find(|k| all[*k].indicator != all[at].indicator).map_or(0, |k| k + 1);
    let last = |at: usize| (at..all.len()).take_while(|k| all[*k].indicator == all[at].indicator).last().unwrap_or(at);
    let own = (first(i), last(i));
    let from = (before + 1).checked_sub(own.1 + 1 - own.0).unwrap_or(before);
    let same = own.1 > own.0 && all[from..=before].iter().all(|s| s.item.is_some());
    if same { from + i - own.0 } else { before }
}

/// A head without the verbs and adverbs that trail behind it.
pub(super) fn tidy<'t>(page: &Page<'_>, head: &'t str) -> &'t str {
    let phrases = &page.lexicon.phrases;
    let level = ["由", "从", "自"]
        .iter()
        .filter_map(|w| head.rfind(w).filter(|i| head[i + w.len()..].starts_with(|c: char| c.is_ascii_digit())));
    let mut head = level.min().map_or(head, |i| &head[..i]).trim();
    // 硅光产品 of `硅光产品在光模块中`
    if let Some(i) = head.rfind('在').filter(|i| *i > 3 && head.trim_end_matches(['占', '比']).ends_with(['中', '内']))
    {
        head = &head[..i];
    }
    let tails = || phrases.trailing.iter().chain(&phrases.adverbs).chain(&phrases.head_verbs).chain(&phrases.relatives);
    while let Some(tail) = tails().find(|t| head.ends_with(**t)) {
        head = head[..head.len() - tail.len()].trim_end();
    }
    let head = head.trim_end_matches("主要").trim_end();
    let verb = phrases.head_verbs.openings(head).find(|v| v.chars().count() > 1);
    verb.map_or(head, |v| &head[v.len()..])
}

/// What a number counts: 销售人员 of `拥有 8 名销售人员，`.
fn counted<'d>(page: &Page<'d>, before: &Statement<'_>, end: usize) -> Option<&'d str> {
    let rest = between(page.text, before.quantity.span.end, end.max(before.quantity.span.end));
    let noun = rest.trim_end_matches(['，', ',', ' ']).trim_start_matches(['的', ' ']);
    // `授予156万限制性股票`
    let bare = before.quantity.unit.is_empty() && noun.chars().count() >= 4;
    let counts = !before.quantity.unit.is_ascii() || bare;
    (counts && HEAD.contains(&noun.chars().count()) && noun.chars().all(char::is_alphabetic)).then_some(noun)
}

/// What a clause without a number speaks of: what stands before its verb; `Some(None)` where that is nothing that
/// a share may be of, `None` where it names nothing (`保持高速增长`).
fn led<'d>(page: &Page<'d>, clause: Span) -> Option<Option<&'d str>> {
    let phrases = &page.lexicon.phrases;
    let words = clause.of(page.text);
    // `收入主要来自光模块，占比 90%`
    let from = ["来自于", "来自", "来源于"].iter().find_map(|v| words.find(v).map(|i| clause.start + i + v.len()));
    if let Some(from) = from {
        let end = clause.start + words.trim_end_matches(['，', ',', ' ']).len();
        let thing = page.phrase_before(from, end.max(from)).map(|p| p.of(page.text).trim());
        return Some(thing.filter(|t| HEAD.contains(&t.chars().count()) && !page.is_generic(t)));
    }
    if let Some(named) = identified(page, clause) {
        return Some(Some(named));
    }
    let verbs = phrases.head_verbs.iter().chain(&phrases.rises).chain(&phrases.falls);
    let cut =
        verbs.filter(|v| v.chars().count() > 1 || matches!(**v, "为" | "是")).filter_map(|v| words.find(*v)).min();
    let Some(cut) = cut else { return Some(None) };
    let head = page.phrase_before(clause.start, clause.start + cut)?;
    let head = tidy(page, head.of(page.text));
    // 羊奶粉 of 羊奶粉成为
    let head = head.strip_suffix('成').filter(|_| words[cut..].starts_with('为')).unwrap_or(head);
    let since = ["此后", "随后", "之后", "其后", "期间"].iter().any(|w| head.starts_with(w));
    let since = since || phrases.relatives.opening(head).is_some();
    if since || head.is_empty() || phrases.adverbs.contains(&head) {
        return None;
    }
    // `华东、华南为强势市场`
    let all = between(page.text, clause.start, clause.start + cut).trim();
    let joined =
        all.ends_with(head) && all.contains('、') && all.split('、').all(|one| page.lexicon.words.places.contains(one));
    let head = if joined { all } else { head };
    let thing = joined || phrases.regions.contains(&head) || !page.is_generic(head);
    let named = HEAD.contains(&head.chars().count()) && thing && !head.contains("公司");
    Some(named.then_some(head))
}

/// What a clause says that something is: 柔性板 of `其次是柔性板，`, 获客成本 of `最大的成本为获客成本，`.
fn identified<'d>(page: &Page<'d>, clause: Span) -> Option<&'d str> {
    let words = clause.of(page.text).trim_end_matches(['，', ',', ' ', '；']);
    let at = ["是", "为"].iter().filter_map(|v| words.find(v).map(|i| i + v.len())).min()?;
    let head = words[..at].trim_start_matches(['，', ',', ' ']);
    let next =
        ["其次", "再次", "然后", "最后", "紧随其后的"].iter().any(|w| head.starts_with(w)) && head.chars().count() <= 7;
    let first = ["最大", "第一大", "第二大", "最主要", "最多"].iter().any(|w| head.contains(w));
    let name = words[at..].trim();
    let plain = is_plain(name, HEAD);
    let named = plain && !page.is_generic(name) && !name.contains("公司");
    let from = clause.start + at + (words[at..].len() - words[at..].trim_start().len());
    ((next || first) && named).then(|| between(page.text, from, from + name.len()))
}

/// How a number says that something moved, and whether its words are those of a growth: `营收8亿元，同比增速为5%` goes with the
/// amount as `同比增长5%` does.
pub(super) fn growth(s: &Statement<'_>, words: &str) -> (Option<Change>, bool) {
    let grows = s.quantity.low == s.quantity.high && is_growth(words);
    let rate = || Change { value: s.quantity.low, base: change::base(words), span: s.quantity.span };
    (s.change.clone().or_else(|| (grows && s.quantity.unit == "%").then(rate)), grows)
}

#[cfg(test)]
mod tests {
    use super::is_growth;

    #[test]
    fn a_growth_is_of_the_amount_before_it() {
        assert!(is_growth("同比增速") && is_growth("变动幅度"));
        assert!(!is_growth("年复合增速") && !is_growth("海外收入增速"));
    }
}
