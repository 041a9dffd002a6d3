//! Company figures whose words turn them: losses below nothing, what is so with many, what a share is worth.
//!
//! reads: 亏损 before an amount of profit; 普遍 and 通常 where nobody acts (`项目毛利率普遍在20%-30%`); 对应 before a market value
//! behind an amount. gives: the sign; which figures are none. does not match: `公司毛利率普遍高于同行`.

use super::Fact;
use super::page::Page;
use super::sentence::Sentence;
use super::statement::Statement;
use crate::decimal::Decimal;
use crate::span::between;

/// `净利润为亏损1300万元`: a loss is a profit below nothing.
pub(super) fn sign(page: &Page<'_>, s: &Statement<'_>, f: &mut Fact) {
    let lead =
        between(page.text, s.clause.start, s.quantity.span.start).trim_end_matches(['约', '近', '为', '超', ' ']);
    let profit = matches!(f.metric.as_str(), "net_profit" | "net_profit_deducted" | "operating_profit" | "eps");
    if profit && lead.ends_with("亏损") && f.low.is_some_and(|v| v > Decimal::ZERO) {
        (f.low, f.high) = (f.high.map(|v| -v), f.low.map(|v| -v));
    }
}

/// Whether a number is no figure of the company: `净利润3.9亿元，对应当前409亿市值`, what is so with many.
pub(super) fn is_none(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> bool {
    let own = between(page.text, s.clause.start, s.quantity.span.start);
    let worth =
        own.rfind("对应").is_some_and(|i| ["当前", "目前", "最新", "市值"].iter().any(|w| own[i..].contains(w)));
    s.inherited && page.is_money(s.quantity) && worth || page.is_of_company() && is_usual(page, sentence, s)
}

/// `项目毛利率普遍在20%-30%`: what is so with many is no company's where the sentence names none.
fn is_usual(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> bool {
    let lead = between(page.text, s.clause.start, s.quantity.span.start);
    ["普遍", "通常", "一般在", "一般为"].iter().any(|w| lead.contains(w))
        && !page.names_actor(sentence, s.quantity.span.start)
}
