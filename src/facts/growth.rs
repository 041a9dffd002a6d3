//! Growths: ranges of them, and of compound ones of what they are, over which years, in which case of several.
//!
//! reads: the words before CAGR and 复合增速, the amount before them, the years of the sentence. gives: whether it is
//! of an amount, a count, a price or a company's business (an indicator, no market's growth), its span of years, the
//! case (`悲观、中性、乐观情景下`) of each value of a list. refuses: a growth over a day or a month.

use super::Fact;
use super::change::Change;
use super::draft::{measure, moved};
use super::market::company;
use super::page::Page;
use super::parallel;
use super::sentence::Sentence;
use super::statement::Statement;
use crate::span::{Span, between};
use crate::tag::{MentionKind, Quantity};

/// Parts of a sentence before `；` over which a case holds.
const CASES: usize = 3;

/// Whether a compound growth is of something else than a market.
pub(super) fn is_no_markets(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, word: Span) -> bool {
    is_of_amounts(page, sentence, s, word) || is_of_counts(page, sentence, s, word)
}

/// Whether a compound growth is of revenue, profit or another amount that the words before it name.
fn is_of_amounts(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, word: Span) -> bool {
    let measured = |words: &str| {
        let words = words.trim_end_matches(['的', ' ', '年']);
        page.lexicon.phrases.amounts.closing(words).is_some()
    };
    let words = between(page.text, s.indicator.start, word.start);
    let clause = sentence.clause_at(word.start);
    let lead = between(page.text, clause.start, word.start);
    if measured(words) || measured(lead) {
        return true;
    }
    // a clause of its own goes on with the last amount of the sentence: `营业收入从…增长到…，CAGR 为 13%`
    let alone = page.phrase_before(clause.start, word.start).is_none_or(|p| page.is_generic(p.of(page.text)));
    let last = page.triggers.iter().rev().find(|(w, t)| {
        let amount = matches!(t.kind, "market" | "topic" | "financial") && t.metric != "cagr";
        sentence.span.contains(*w) && w.end <= word.start && amount
    });
    // an amount of something else grows too: `冷库容量从…增长至…，CAGR 为 12%`
    let amount = page
        .quantities_in(sentence.span)
        .filter(|q| q.span.end <= word.start && !matches!(q.unit.as_str(), "%" | "pp"))
        .last();
    let other = amount.is_some_and(|q| {
        let governs = page
            .triggers
            .iter()
            .rev()
            .find(|(w, t)| w.end <= q.span.start && matches!(t.kind, "market" | "topic" | "financial"));
        let here = governs.filter(|(w, _)| sentence.span.contains(*w));
        let size = between(page.text, sentence.span.start, q.span.start).contains("规模");
        // `市场的销量从…增加至…`: what the market sells
        let lead = here.map_or("", |(w, _)| between(page.text, w.end, q.span.start));
        let counts = |w: &&&str| ["量", "数", "员", "口", "价"].iter().any(|tail| w.ends_with(tail));
        let sold = page.lexicon.phrases.amounts.iter().filter(counts).any(|w| lead.contains(w)) && !page.is_money(q);
        // what crosses a border or is invested is no market either
        let traded = ["出口额", "进口额", "贸易额", "投资额", "融资额"].iter().any(|w| lead.contains(w));
        !size && (sold || traded || here.is_none_or(|(_, t)| t.kind == "financial"))
    });
    let company = page
        .mentions
        .iter()
        .any(|m| m.kind == MentionKind::Company && clause.contains(m.span) && m.span.end <= word.start);
    // `甲营收80亿元，其中乙和丙CAGR分别为20%和30%`: parts of a company grow
    let financial = last.is_some_and(|(_, t)| t.kind == "financial");
    let parts = financial && !lead.contains("市场") && !lead.contains("行业") && page.names_actor(sentence, word.start);
    parts || alone && (financial || other || company)
}

/// Whether a compound growth without words of its own is of what the amount before it counts, or of what a company
/// does: `从业人员从…增至…，复合增速为`, `甲公司烘焙业务CAGR`.
fn is_of_counts(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, word: Span) -> bool {
    let clause = sentence.clause_at(word.start);
    if let Some(m) = company(page, s.indicator.start.max(clause.start), word.start) {
        let behind = between(page.text, m.span.end, word.start).trim_end_matches(['的', ' ']);
        return page.lexicon.phrases.parts.closing(behind).is_some();
    }
    let own = page.phrase_before(s.indicator.start.max(clause.start), word.start);
    // 某某业务 is what a company does
    let business = own.is_some_and(|o| ["业务", "事业部"].iter().any(|w| o.of(page.text).trim().ends_with(w)));
    if business && page.is_of_company() {
        return true;
    }
    let before = page
        .quantities_in(sentence.span)
        .filter(|q| q.span.end <= word.start && !matches!(q.unit.as_str(), "%" | "pp" | "x"));
    own.is_none()
        && before
            .last()
            .is_some_and(|q| !page.is_money(q) && matches!(q.unit.as_str(), "人" | "家" | "个" | "户" | "辆" | "项"))
}

/// `悲观、中性、乐观情景下CAGR为8%、10%、12%`: in which case each value of a list holds.
pub(super) fn scenario(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> Option<String> {
    let all: Vec<_> = page.quantities_in(sentence.span).collect();
    let at = all.iter().position(|q| q.span == s.quantity.span)?;
    let (from, to) = parallel::run_of(page.text, &all, at)?;
    // the clause before may say it: `悲观、中性、乐观情景下，2025年营收…`
    let lead = between(page.text, sentence.span.start, all[from].span.start);
    let first = ["悲观、", "乐观、", "保守、", "谨慎、"].iter().filter_map(|w| lead.rfind(w)).min()?;
    let list = &lead[first..];
    let end = ["情景", "情形", "情境", "假设", "预期"].iter().filter_map(|w| list.find(w)).min()?;
    let cases: Vec<&str> = list[..end].split(['、', '和', '/']).map(str::trim).collect();
    let case = cases.get(at - from).filter(|c| cases.len() == to - from && c.chars().count() <= 4)?;
    Some(format!("{case}情景"))
}

/// `在乐观情境下，…CAGR为`: the one case that the clauses up to a figure name.
pub(super) fn case(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> Option<String> {
    let tails = ["情景下", "情境下", "情形下", "假设下", "预期下"];
    let cases = ["悲观", "中性", "乐观", "保守", "谨慎"];
    let said = |lead: &str, case: &str| tails.iter().any(|t| lead.contains(&format!("{case}{t}")));
    let named = |lead: &str| -> Option<Option<&'static str>> {
        let mut named = cases.into_iter().filter(|c| lead.contains(c));
        let case = named.next()?;
        Some(named.next().is_none().then_some(case).filter(|c| said(lead, c)))
    };
    let lead = between(page.text, sentence.span.start, s.quantity.span.start);
    // `在乐观情境下，2025年规模为1400亿元；到2030年…`
    let parts = page.earlier(sentence).iter().rev().map(|b| b.span.of(page.text));
    let parts = parts.take_while(|b| b.trim_end().ends_with(['；', ';'])).take(CASES);
    let case = std::iter::once(lead).chain(parts).find_map(named)??;
    Some(format!("{case}情景"))
}

/// A compound growth is of a span: the two years that its sentence or the one before names; none where
/// it names one alone.
pub(super) fn span_of_years(page: &Page<'_>, s: &Statement<'_>, period: Option<String>) -> Option<String> {
    let period = period?;
    let report = page.head.published_on.map_or(i32::MAX, |d| i32::from(d.year()));
    let mark = if period.starts_with("FY") { "FY" } else { "" };
    let year = |p: &str| {
        let p = p.trim_start_matches("FY");
        p.get(..4).and_then(|y| y.parse::<i32>().ok()).filter(|_| p.len() == 4 || p.len() == 7)
    };
    let from = page.sentences.iter().rev().find(|n| n.span.start <= s.quantity.span.start).map_or(0, |n| n.span.start);
    let named = page.periods.iter().filter(|p| p.span.start >= from && p.span.end <= s.quantity.span.start);
    // `2025/2030/2045年规模…，复合增速有望达23%/20%/10%`: each is of another span
    let all: Vec<_> = named.clone().collect();
    let listed = |w: &[&crate::tag::Period]| {
        let link = between(page.text, w[0].span.end, w[1].span.start);
        matches!(link.trim_matches(['年', ' ']), "/" | "、")
    };
    if all.len() >= 3 && all.windows(2).all(listed) {
        return None;
    }
    let mut years: Vec<i32> = named.filter_map(|p| year(p.period.as_deref()?)).collect();
    years.dedup();
    // `预计至2030年…，近5年复合增速`, `截至2019年…，近5年复合增速`: the years up to the one that the sentence names
    let length = period.split_once('/').and_then(|(a, b)| Some(year(b)? - year(a)?));
    let relative = page.periods.iter().any(|p| {
        p.span.end <= s.quantity.span.start
            && p.period.as_deref() == Some(&period)
            && p.span.of(page.text).starts_with('近')
    });
    // `2015年达到19亿元，近四年复合增长率`: up to the year whose level stands before
    let mut levels = page.periods.iter().filter(|p| {
        let rest = page.text[p.span.end..].trim_start();
        p.span.start >= from && p.span.end <= s.quantity.span.start && rest.starts_with(['达', '为', '至', '实', '增'])
    });
    let level = levels.next_back().and_then(|p| year(p.period.as_deref()?));
    let last = years.iter().rev().copied().find(|y| *y != report && *y + 2 >= report);
    if let (Some(n), true, Some(last)) = (length, relative, last.or(level)) {
        return Some(format!("{}/{last}", last - n));
    }
    // no growth of years is of a day or a quarter
    if year(&period).is_none() {
        return Some(period).filter(|p| p.contains('/'));
    }
    match years[..] {
        [.., first, last] if first < last => Some(format!("{mark}{first}/{mark}{last}")),
        _ => None,
    }
}

/// Fills what a figure grew by; a range of it is no one change, so it stands as the value, signed: `净利润同比增长40%-70%`.
pub(super) fn grew(fact: &mut Fact, quantity: &Quantity, change: &Change) {
    if quantity.low == quantity.high || quantity.unit == "x" {
        return moved(fact, change);
    }
    measure(fact, quantity);
    fact.change_base = change.base;
    if change.value.is_sign_negative() {
        (fact.low, fact.high) = (Some(-quantity.high.abs()), Some(-quantity.low.abs()));
    }
}

/// `长期空间`, `保守测算`: a size that is reckoned, not reached.
pub(super) fn is_potential(lead: &str) -> bool {
    ["长期", "远期", "测算", "保守", "仅考虑", "潜在", "理论", "估测", "粗略", "远景"].iter().any(|w| lead.contains(w))
}
