//! Company figures whose words turn them: losses below nothing, what is so with many, what a share is worth.
//!
//! reads: 亏损 before an amount of profit; 普遍 and 通常 where nobody acts (`项目毛利率普遍在20%-30%`); 对应 before a market value
//! behind an amount; 贡献 before a figure of whom no part is named; 也 behind a figure's noun. gives: the sign, the part that 也
//! goes on with; which figures are none. does not match: `公司毛利率普遍高于同行`, `云业务贡献收入5亿元`.

use super::page::Page;
use super::sentence::Sentence;
use super::statement::Statement;
use super::{Fact, FactKind};
use crate::decimal::Decimal;
use crate::span::{Span, between};

/// `净利润为亏损1300万元`: a loss is a profit below nothing.
fn sign(page: &Page<'_>, s: &Statement<'_>, word: Span, f: &mut Fact) {
    let lead =
        between(page.text, s.clause.start, s.quantity.span.start).trim_end_matches(['约', '近', '为', '超', ' ']);
    let profit = matches!(
        f.metric.as_str(),
        "net_profit" | "net_profit_deducted" | "operating_profit" | "total_profit" | "gross_profit" | "eps"
    );
    let word = word.of(page.text);
    let lost = ["亏损", "亏损额", "净亏", "预亏"].iter().any(|w| word.ends_with(w)) || lead.ends_with("亏损");
    if lost && f.low.is_none() {
        // a loss that grows is a profit that falls by another rate
        f.change = None;
        f.change_base = None;
    }
    if profit && lost && f.low.is_some_and(|v| v > Decimal::ZERO) {
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

/// `该项目全年贡献净利润5亿元`: what some part gives is not the whole's.
fn is_contributed(page: &Page<'_>, s: &Statement<'_>, (word, object): (Span, &str)) -> bool {
    let lead = between(page.text, s.clause.start, word.start).trim_end_matches(['了', '归', '母', ' ']);
    object.is_empty() && lead.ends_with("贡献")
}

/// `甲类客户营收增长40%，毛利率也维持在83%`: 也 goes on with the part of the figure before.
pub(super) fn goes_on(page: &Page<'_>, s: &Statement<'_>, before: Option<&Fact>, f: &mut Fact) {
    let lead = between(page.text, s.indicator.end.min(s.quantity.span.start), s.quantity.span.start);
    let near = |b: &&Fact| b.subject_id == f.subject_id && b.kind == f.kind && b.span.end <= s.indicator.start;
    let part = before.filter(near).filter(|b| between(page.text, b.span.end, s.indicator.start).chars().count() <= 4);
    if f.object.is_empty() && lead.trim_start().starts_with('也') && f.kind == FactKind::Financial {
        f.object = part.map(|b| b.object.clone()).unwrap_or_default();
    }
}

/// `某厂21年测算亏损3亿元`: a loss of which the words before it say another thing than the company's.
pub(super) fn is_anothers(page: &Page<'_>, s: &Statement<'_>, word: Span) -> bool {
    word.of(page.text) == "亏损" && !is_own(page, Span::new(s.clause.start, word.start.max(s.clause.start)))
}

/// Whether nothing stands before 亏损 that would be another's: dates, names, profit, adverbs.
fn is_own(page: &Page<'_>, lead: Span) -> bool {
    if lead.of(page.text).contains("净利润") {
        return true;
    }
    let mut rest = lead.of(page.text).to_owned();
    let dates = page.periods.iter().filter(|p| lead.contains(p.span)).map(|p| p.span);
    let names = page.mentions.iter().filter(|m| lead.contains(m.span)).map(|m| m.span);
    dates.chain(names).for_each(|span| rest = rest.replace(span.of(page.text), ""));
    let known = [
        "公司", "归母", "归属", "利润", "预计", "预告", "仍然", "全年", "同期", "实现", "持续", "扣非", "由", "则",
        "仍", "为", "净",
    ];
    let rest = known.iter().fold(rest, |r, w| r.replace(w, ""));
    rest.chars().filter(|c| c.is_alphanumeric()).count() == 0
}

/// Gives a figure of the company its sign and its part's bare name; whether it is one.
pub(super) fn settled(page: &Page<'_>, s: &Statement<'_>, word: Span, f: &mut Fact) -> bool {
    if is_contributed(page, s, (word, &f.object)) {
        return false;
    }
    let lead = between(page.text, s.clause.start, word.start);
    let wide = ["累计", "未弥补", "单店", "每", "行业", "企业", "面"].iter().any(|w| lead.ends_with(w));
    let behind = between(page.text, word.end, s.quantity.span.start);
    // `亏损减少2亿元` is by how much
    let step = ["减少", "扩大", "收窄", "增加", "减"].iter().any(|w| behind.trim_end_matches('了').ends_with(w));
    if word.of(page.text).ends_with("亏损") && (wide || step || !page.is_money(s.quantity)) {
        return false;
    }
    let bare = word.of(page.text) == "亏损";
    if bare && f.object.ends_with("利润") {
        f.object.clear();
    }
    sign(page, s, word, f);
    // 但 of `但研发费用和销售费用`, 等 of a list cut off
    if page.lexicon.phrases.opens.contains(&f.object.as_str()) {
        f.object.clear();
    }
    f.object = f.object.trim_start_matches('等').to_owned();
    true
}
