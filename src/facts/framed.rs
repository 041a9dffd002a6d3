//! The list that a clause before a place names, and that a report goes on from.
//!
//! reads: `某机构文本榜6月12日的快照显示，`, `某某榜5月14日更新，`, `某机构公布的2025年厂商营收排行中，`, `某某企业TOP10显示，`, `前十大代工业者，`; of the
//! clause itself, of one before it, of the two sentences before. gives: the list's words. does not match: 排名 and 排行 as verbs,
//! lists that a verb ends in (`入选榜单`), `榜首`.

use super::page::Page;
use super::sentence::Sentence;
use crate::span::{Span, between};

/// Sentences over which a list that frames places holds.
const SENTENCES: usize = 2;
/// How many characters the name of a list takes.
const NAME: std::ops::RangeInclusive<usize> = 3..=40;
/// What the name of a list ends in.
const KINDS: [&str; 14] = [
    "排行榜单",
    "排行榜",
    "榜单",
    "榜",
    "排行",
    "排名",
    "名单",
    "竞技场",
    "TOP10",
    "TOP 10",
    "Top10",
    "Top 10",
    "智能指数",
    "百强",
];
/// What stands behind a list that frames what comes.
const TAILS: [&str; 25] = [
    "中",
    "上",
    "里",
    "内",
    "显示",
    "更新",
    "公布",
    "出炉",
    "而言",
    "方面",
    "来看",
    "的快照",
    "快照",
    "的最新",
    "最新",
    "前",
    "：",
    ":",
    "（",
    "(",
    "的数据",
    "数据",
    "口径",
    "给予",
    "给出",
];

/// The list that the words before a place name, the nearest first.
pub(super) fn list(page: &Page<'_>, sentence: &Sentence, at: usize) -> Option<String> {
    here(page, sentence, at).or_else(|| earlier(page, sentence).find_map(|c| of(page, c, false)).map(str::to_owned))
}

/// The list that the sentence itself names before a place.
pub(super) fn here(page: &Page<'_>, sentence: &Sentence, at: usize) -> Option<String> {
    let clause = sentence.clause_at(at);
    let own = Span::new(clause.start, at.max(clause.start));
    let mut here = std::iter::once(own).chain(sentence.before(clause.start).copied());
    here.find_map(|c| of(page, c, true)).map(str::to_owned)
}

/// The clauses of the sentences before, the nearest first.
fn earlier<'a>(page: &'a Page<'_>, sentence: &Sentence) -> impl Iterator<Item = Span> + 'a {
    page.earlier(sentence).iter().rev().take(SENTENCES).flat_map(|s| s.clauses.iter().rev().copied())
}

fn of<'d>(page: &Page<'d>, clause: Span, same: bool) -> Option<&'d str> {
    let words = clause.of(page.text);
    let ends = KINDS.iter().filter_map(|k| words.rfind(k).map(|i| i + k.len()));
    let whole = ends.max().filter(|end| frames(page, clause, *end));
    let end = whole.or_else(|| leading(words).filter(|_| same))?;
    let opens = [
        "，",
        "：",
        ":",
        "；",
        "。",
        "——",
        "在",
        "据",
        "就",
        "入选",
        "公布的",
        "公布",
        "发布的",
        "发布",
        "更新的",
        "最新",
        "统计的",
        "统计",
        "登顶",
    ];
    let short = |i: &usize| NAME.contains(&words[*i..end].trim_matches([' ', '的', '了']).chars().count());
    let start = opens.iter().filter_map(|o| words[..end].rfind(o).map(|i| i + o.len())).filter(short).max();
    let start = start.unwrap_or(0);
    let entered = words[..start].ends_with("入选");
    let name = words[start..end].trim_matches([' ', '的', '了', '，', '：']);
    (!entered && NAME.contains(&name.chars().count()) && name.chars().any(char::is_alphabetic)).then_some(name)
}

/// Whether what stands behind a list says that places of it come.
fn frames(page: &Page<'_>, clause: Span, end: usize) -> bool {
    let tail = between(page.text, clause.start + end, clause.end).trim_matches([' ', '，', ',', '》']);
    let dated =
        page.periods.iter().any(|p| p.span.start >= clause.start + end && tail.starts_with(p.span.of(page.text)));
    tail.is_empty() || dated || TAILS.iter().any(|t| tail.starts_with(t))
}

/// `前十大代工业者`: the firms at the head, up to what is said of them.
fn leading(words: &str) -> Option<usize> {
    let at = ["前十大", "前五大", "前二十大", "十大"].iter().find_map(|w| words.find(w).map(|i| i + w.len()))?;
    let firms = ["厂商", "业者", "企业", "公司", "供应商", "代工厂", "品牌", "车企", "晶圆厂", "设备商"];
    firms.iter().filter_map(|f| words[at..].find(f).map(|i| at + i + f.len())).min()
}

/// `登顶某某榜的是`, `第二大某某供应商`, `第一大，国内第二大单品`: the list or the noun behind a word that is verb and place.
pub(super) fn behind(words: &str) -> Option<&str> {
    let of = words
        .strip_prefix("登顶")
        .or_else(|| words.split_once('大').filter(|w| w.0.chars().count() == 2).map(|w| w.1))?;
    let end = of.find(['，', '。', '；', '、', '（', ',']).unwrap_or(of.len());
    let name = of[..end].split("的是").next()?.trim();
    if name.is_empty() {
        let next = of[end..].strip_prefix(['，', '、'])?;
        let scope = next.find('第').filter(|i| next[..*i].chars().count() == 2)?;
        return behind(&next[scope..]);
    }
    (2..=30).contains(&name.chars().count()).then_some(name)
}
