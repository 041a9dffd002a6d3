//! `price_change`: whose price it is that moved, by its words.
//!
//! reads: the noun before a price word (`服务器CPU价格`), behind 对 or 将 (`对陶瓷电容提价`, `将某服务涨价`), in the clause of the percentage
//! or one before it. gives: the product's name without who sets its price and when. does not match: what sums products up (两者 整体).

use super::page::{Page, is_firm};
use super::price::BEFORE;
use super::sentence::Sentence;
use crate::span::{Span, between};

/// Characters of a product's name at most.
const OBJECT: usize = 60;

/// Before these the product stands.
const PRICES: [&str; 30] = [
    "刊例价",
    "目录价",
    "分销价",
    "市场价",
    "代工费",
    "议价",
    "降幅",
    "涨幅",
    "价格体系",
    "价格",
    "合约价",
    "代工价",
    "终端价",
    "现货价",
    "出厂价",
    "报价",
    "租金",
    "ASP",
    "电费",
    "电价",
    "均价",
    "售价",
    "单价",
    "提价",
    "涨价",
    "降价",
    "加价",
    "进行",
    "上涨",
    "涨",
];

/// Behind these its name begins.
const OPENS: [&str; 24] = [
    "上调其",
    "上调",
    "下调",
    "调整",
    "计划将",
    "将其",
    "对其",
    "对",
    "将",
    "把",
    "起",
    "其中",
    "其",
    "，",
    "的",
    "预计",
    "预测",
    "显示",
    "认为",
    "统计",
    "口径下",
    "监测",
    "公布",
    "：",
];

/// What got dearer: the noun before the price word, behind 对 or 将, of the clause or of one before.
pub(super) fn object(page: &Page<'_>, sentence: &Sentence, clause: Span, at: usize) -> String {
    let own = named(page, clause, between(page.text, clause.start, at));
    if !own.is_empty() {
        return own;
    }
    let mut before = sentence.before(clause.start).take(BEFORE).map(|c| named(page, *c, c.of(page.text)));
    before.find(|o| !o.is_empty()).unwrap_or_default()
}

/// The product whose price some words of a clause speak of.
pub(super) fn named(page: &Page<'_>, clause: Span, lead: &str) -> String {
    let whole = |w: &str| matches!(w, "ASP" | "电费" | "电价");
    let Some(end) = PRICES.iter().filter_map(|w| lead.find(w).map(|i| if whole(w) { i + w.len() } else { i })).min()
    else {
        return String::new();
    };
    let head = lead[..end].trim_end_matches(['）', ')', ' ', '的', '再', '平', '均', '最', '高', '统', '一']);
    let start = OPENS.iter().filter_map(|w| head.rfind(w).map(|i| i + w.len())).max().unwrap_or(0);
    let mut words = head[start..].trim();
    // who sets the price stands before what it is of
    let from = clause.start + start;
    if let Some(m) =
        page.mentions.iter().find(|m| is_firm(m) && m.span.start == from && m.span.end <= from + words.len())
    {
        words = words[m.span.end - from..].trim_start();
    }
    words = words.strip_prefix("公司").unwrap_or(words);
    for p in page.periods.iter().filter(|p| clause.contains(p.span)) {
        words = words.strip_prefix(p.span.of(page.text)).unwrap_or(words).trim_start_matches(['起', ' ', '、']);
    }
    let words = words.trim_start_matches(['自', ' ', '，']).trim_end_matches("产品");
    // when stands behind the name as well: `一般型DRAM二季度合约价`
    let last = page.periods.iter().rev().find(|p| clause.contains(p.span) && words.ends_with(p.span.of(page.text)));
    let words = last.map_or(words, |p| words.strip_suffix(p.span.of(page.text)).unwrap_or(words));
    let loose = ["而后", "而", "则", "本周", "新签", "一次性", "整体", "实际", "平均", "今年以来", "年度", "的"];
    let words = loose.iter().fold(words, |w, x| w.trim().trim_start_matches(x).trim_end_matches(x)).trim();
    let whole = ["两者", "全年"].iter().any(|w| words.ends_with(w))
        || ["公司", "提高", "官宣", "宣布", "促进", "分别"].iter().any(|w| words.contains(w));
    if whole || words.chars().count() > OBJECT { String::new() } else { words.to_owned() }
}
