//! Whether a number can be of the metric that the words before it name.
//!
//! takes: a statement and the trigger in its words. gives: whether its unit is one of the metric's, whether it is but by how
//! much a rate moved, the metric that a word means beside its number (`毛利达62%` is the margin). refuses: compound growths,
//! words that go on as another figure (归母权益, 研发费用率).

use super::page::Page;
use super::statement::Statement;
use crate::lexicon::Trigger;
use crate::span::{Span, between};

/// Characters before a word in which its clause says of whom or under what it is.
const LEAD: usize = 20;

/// Whether a trigger stands for what it names: 归母 alone is the profit only where a list or a verb follows, the ROE of an
/// index or a supposed one is no company's.
pub(super) fn is_named(text: &str, word: Span, trigger: &Trigger) -> bool {
    let rest = text[word.end..].trim_start();
    if matches!(trigger.metric, "roe" | "gmv") {
        let of =
            ["沪深", "中证", "上证", "标普", "恒生", "指数", "行业", "板块", "市场", "可比", "同业", "A股", "港股"];
        let supposed = ["假设", "假定", "若", "如果", "给予", "对应"];
        let back = text[..word.start].char_indices().rev().take(LEAD).last().map_or(word.start, |(i, _)| i);
        let lead = between(text, back, word.start).rsplit(['，', '。', '；']).next().unwrap_or("");
        return !of.iter().chain(&supposed).any(|w| lead.contains(w));
    }
    // 业绩后 is a day
    if trigger.word == "业绩" && ["后", "会", "发布"].iter().any(|w| rest.starts_with(w)) {
        return false;
    }
    let ends = ["和", "与", "及", "、", "/", "分别", "同比", "为", "实现", "达", "约", "（", "("];
    trigger.word != "归母" || rest.starts_with(|c: char| c.is_ascii_digit()) || ends.iter().any(|w| rest.starts_with(w))
}

/// The trigger with the metric that it means beside a number: 毛利 of `毛利达62%` is the margin.
pub(super) fn meant(page: &Page<'_>, s: &Statement<'_>, word: Span, trigger: Trigger) -> Trigger {
    let lead = between(page.text, word.end.min(s.quantity.span.start), s.quantity.span.start).trim();
    let level = ["达", "达到", "高达", "为", "约", "约为", "仅", "超过", "超"].contains(&lead);
    let margin = trigger.word == "毛利" && s.quantity.unit == "%" && s.change.is_none() && level;
    if margin { Trigger { metric: "gross_margin", ..trigger } } else { trigger }
}

/// Whether a quantity's unit is one that a metric has.
pub(super) fn fits(page: &Page<'_>, s: &Statement<'_>, metric: &str) -> bool {
    let money = page.is_money(s.quantity);
    match metric {
        // `市场空间超千亿`
        "size" => money || is_sum(&s.quantity.unit, s.quantity.span.of(page.text)),
        "revenue" | "gmv" | "rd_expense" | "operating_cash_flow" | "orders" => money,
        "eps" => money || s.quantity.unit.ends_with("/share"),
        profit if profit.ends_with("profit") || profit == "net_profit_deducted" => money,
        _ => s.quantity.unit == "%",
    }
}

/// `营收/业绩复合增速49%`: a compound growth is no change of one year.
pub(super) fn is_rate_alone(page: &Page<'_>, s: &Statement<'_>, (word, trigger): (Span, &Trigger), fits: bool) -> bool {
    // 研发费用率 is another figure
    // so is 销售 of `销售/管理/研发费用`
    let other = |i: Span| !i.overlaps(word);
    if trigger.metric == "rd_expense" && (page.text[word.end..].starts_with('率') || s.item.is_some_and(other)) {
        return true;
    }
    // 营收 of `营收/业绩复合增速` is no market
    if trigger.metric == "cagr" && s.item.is_some_and(|i| page.is_measured(i.of(page.text).trim())) {
        return true;
    }
    let behind = between(page.text, word.end, s.quantity.span.start);
    let compound = !fits && behind.contains("复合") && !behind.contains(['，', '；']);
    let rate = trigger.kind == "financial" && s.quantity.unit == "%";
    rate && compound
}

/// `39亿元/年`, 超千亿: what else than money may be a market's size.
fn is_sum(unit: &str, words: &str) -> bool {
    matches!(unit, "CNY/年" | "USD/年") || unit.is_empty() && words.contains('亿')
}

/// `毛利率同比下降3.6%`: by how much a rate moved, not its level.
pub(super) fn steps(page: &Page<'_>, s: &Statement<'_>) -> bool {
    let lead = between(page.text, s.indicator.start.min(s.quantity.span.start), s.quantity.span.start);
    // `分别提高+2.8%/+5.9%`: one of a list
    let lead = lead.trim_end().trim_end_matches(|c: char| c.is_ascii_digit() || "约近了 +-.%/、％＋和".contains(c));
    let phrases = &page.lexicon.phrases;
    let mut verbs = phrases.rises.closings(lead).chain(phrases.falls.closings(lead));
    s.change.is_some() && verbs.any(|w| w.chars().count() == 2 && !w.ends_with(['至', '幅', '速', '率']))
}
